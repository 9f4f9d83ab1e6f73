package json

import (
	"satchel/core/internal/model"
	"satchel/core/internal/render/richtext"
)

// text writes the value of a text: a string when it has no entities, else an
// array of strings and objects.
func (w *writer) text(t model.Text) {
	if len(t.Entities) == 0 {
		w.str(t.Text)
		return
	}
	w.runs = richtext.AppendRuns(w.runs[:0], t)
	w.textRuns()
}

func (w *writer) textRuns() {
	if len(w.runs) == 0 {
		w.str("")
		return
	}
	if len(w.runs) == 1 && w.runs[0].Type == model.EntityPlain {
		w.str(w.runs[0].Text)
		return
	}
	w.open('[')
	for i := range w.runs {
		w.next()
		if r := &w.runs[i]; r.Type == model.EntityPlain {
			w.str(r.Text)
		} else {
			w.run(r)
		}
	}
	w.close(']')
}

// texts writes the pair text and text_entities.
func (w *writer) texts(t model.Text) {
	w.runs = richtext.AppendRuns(w.runs[:0], t)
	w.key("text")
	w.textRuns()
	w.key("text_entities")
	if len(w.runs) == 0 {
		w.raw("[]")
		return
	}
	w.open('[')
	for i := range w.runs {
		w.next()
		w.run(&w.runs[i])
	}
	w.close(']')
}

// run writes one entity with the key its type adds.
func (w *writer) run(r *model.TextRun) {
	w.open('{')
	w.keyStr("type", string(runType(r.Type)))
	w.keyStr("text", r.Text)
	switch r.Type {
	case model.EntityPre:
		w.keyStr("language", r.Language)
	case model.EntityTextURL:
		w.keyStr("href", r.URL)
	case model.EntityMentionName:
		w.keyInt("user_id", r.User)
	case model.EntityBlockquote:
		w.keyBool("collapsed", r.Collapsed)
	case model.EntityCustomEmoji:
		w.key("document_id")
		w.emoji(r.Document)
		w.optID("emoji_id", r.Document)
	}
	w.close('}')
}

// runType is the word written for a type; those of later layers have none.
func runType(t model.EntityType) model.EntityType {
	switch t {
	case model.EntityDate, model.EntityDiff:
		return model.EntityUnknown
	}
	return t
}

// emoji writes where a custom emoji's file is: its path, "" when the owner left
// it out, "(unavailable)" when Telegram does not give it.
func (w *writer) emoji(document int64) {
	result := w.files(model.DocumentKey(document, ""))
	switch {
	case result.Path != "":
		w.filePath(result.Path)
	case result.Skip.Chosen():
		w.str("")
	default:
		w.str("(unavailable)")
	}
}
