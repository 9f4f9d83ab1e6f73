package view

import (
	"path/filepath"
	"time"

	"satchel/core"
	"satchel/gui/lang"
)

// Check is the screen of a check, a repair's end or a copy at one moment.
type Check struct {
	Busy    bool // it goes on; Done is how far
	Done    float64
	Tone    Tone
	Title   string
	Text    string
	Items   []string // the first few files that are damaged
	Mend    string   // label of what mends them; empty: nothing does
	Account bool     // mending needs Telegram
	Note    string   // harmless
}

// NewChecking is a check or a copy that goes on.
func NewChecking(l lang.Catalog, p core.Progress, copying bool) Check {
	step := string(p.Step)
	switch {
	case step == "" && copying:
		step = string(core.StepCopying)
	case step == "":
		step = string(core.StepVerifying)
	case copying && p.Step == core.StepVerifying:
		step = "again"
	}
	c := Check{Busy: true, Title: l.T("check." + step)}
	if p.Full != nil {
		c.Title, c.Text = roomWords(l, *p.Full)
		return c
	}
	if p.Total == 0 {
		c.Text = l.T("check.begin")
		return c
	}
	c.Done = float64(p.Done) / float64(p.Total)
	c.Text = l.N("check.line", p.Files, l.Bytes(p.Done), l.Bytes(p.Total))
	return c
}

// maxDamaged is how many damaged files are named.
const maxDamaged = 8

// NewChecked is what a check found; copied says that it was of a copy just made.
func NewChecked(l lang.Catalog, v core.Verification, err error, copied bool, now time.Time) Check {
	if err != nil {
		c := Check{Tone: ToneBad, Title: l.T("check.failed"), Text: Explain(l, err, now).String()}
		if copied {
			c.Title = l.T("check.copy.failed")
		}
		return c
	}
	c := Check{Tone: ToneGood, Title: l.N("check.sound", v.Files), Text: l.T("check.sound.text", l.Bytes(v.Bytes))}
	if copied {
		c.Title, c.Text = l.T("check.copied"), l.N("check.copied.text", v.Files, l.Bytes(v.Bytes))
	}
	if v.Repaired > 0 {
		c.Text = l.N("check.mended", v.Repaired) + " " + c.Text
	}
	if n := len(v.Foreign); n > 0 {
		c.Note = l.N("check.foreign", n)
	}
	if len(v.Damage) > 0 {
		c.damaged(l, v, copied)
	}
	return c
}

// damaged says what is wrong and what mends it.
func (c *Check) damaged(l lang.Catalog, v core.Verification, copied bool) {
	c.Tone, c.Title = ToneBad, l.N("check.damaged", len(v.Damage))
	c.Items = damagedFiles(l, v.Damage)
	switch {
	case copied:
		c.Text = l.T("check.damaged.copy")
	case v.Hint() != "":
		c.Text = l.T("check.damaged.database")
	case v.Repaired > 0:
		c.Text, c.Mend = l.N("check.mended", v.Repaired)+" "+l.T("check.damaged.still"), l.T("check.mend.again")
		c.Account = v.NeedsTelegram()
	case v.NeedsTelegram():
		c.Text, c.Mend, c.Account = l.T("check.damaged.files"), l.T("check.mend"), true
	default:
		c.Text, c.Mend = l.T("check.damaged.pages"), l.T("check.mend")
	}
}

func damagedFiles(l lang.Catalog, damage []core.Damage) (list []string) {
	for _, d := range damage[:min(len(damage), maxDamaged)] {
		list = append(list, l.T("check.item", d.Path, l.T("damage."+string(d.Reason))))
	}
	if more := len(damage) - len(list); more > 0 {
		list = append(list, l.N("check.more", more))
	}
	return list
}

// NewMended is the end of a repair: why it stopped, if it did, or what it found at
// the end.
func NewMended(l lang.Catalog, v core.Verification, r core.Result, err error, now time.Time) Check {
	c := NewChecked(l, v, err, false, now)
	if err == nil && r.Blocked != nil && len(v.Damage) > 0 {
		c.Text = l.T("blocked." + string(r.Blocked.Code))
		c.Mend = l.T("check.mend.again")
	}
	return c
}

// CopyTarget is where the copy of an archive goes when a folder was picked: into it
// if it is empty, else into a folder of the archive's name in it. Too little room is
// said before anything is written.
func CopyTarget(l lang.Catalog, f core.Folder, dir string, bytes int64) (to, trouble string) {
	to = f.Path
	if f.Other || f.Archive {
		to = filepath.Join(f.Path, filepath.Base(dir))
	}
	rel, err := filepath.Rel(dir, to)
	switch {
	case err == nil && filepath.IsLocal(rel):
		return to, l.T("copy.same")
	case !f.Writable:
		return to, l.T("place.readonly")
	case f.Free < bytes:
		return to, l.T("copy.full", l.Bytes(f.Free), l.Bytes(bytes))
	}
	return to, ""
}
