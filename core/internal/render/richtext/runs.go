package richtext

import "satchel/core/internal/model"

// AppendRuns appends the flat runs of t to dst: every byte of the text is in
// exactly one run. As in Telegram Desktop's export the entities are taken in
// their order, and one that starts before the end of the one before it is
// dropped, so of nested styles the first survives. Unlike there no empty run
// follows an entity that ends the text.
func AppendRuns(dst []model.TextRun, t model.Text) []model.TextRun {
	c := cursor{text: t.Text}
	done, doneUnit := 0, 0
	for _, e := range t.Entities {
		if e.Offset < doneUnit || e.Length <= 0 {
			continue
		}
		from := c.to(e.Offset)
		to := c.to(end(e))
		if from >= to {
			continue
		}
		if from > done {
			dst = append(dst, plain(t.Text[done:from]))
		}
		dst = append(dst, model.TextRun{Entity: e, Text: t.Text[from:to]})
		done, doneUnit = to, end(e)
	}
	if done < len(t.Text) {
		dst = append(dst, plain(t.Text[done:]))
	}
	return dst
}

func plain(s string) model.TextRun {
	return model.TextRun{Entity: model.Entity{Type: model.EntityPlain}, Text: s}
}

// end is the first unit after e; a sum that overflows counts as the far end.
func end(e model.Entity) int {
	const far = 1 << 40
	if e.Length > far || e.Offset > far {
		return far
	}
	return e.Offset + e.Length
}
