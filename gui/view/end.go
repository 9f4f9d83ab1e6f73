package view

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"satchel/core"
	"satchel/gui/lang"
)

// Tone is how good an end is.
type Tone string

// The tones.
const (
	ToneGood  Tone = "good"
	ToneMixed Tone = "mixed"
	ToneBad   Tone = "bad"
)

// End is the last screen.
type End struct {
	Tone    Tone
	Title   string
	Text    string
	Figures []Figure
	Chats   []ChatLine
	Missing []Missing
	Retry   string // label of "Try again" or "Go on"; empty: nothing to try
	Open    bool   // there is something to open
}

// ChatLine is a chat in numbers.
type ChatLine struct {
	Name   string
	Kind   string
	Counts string // "1,204 of 1,204 messages"
	Whole  bool
}

// Missing is a reason with what it keeps out of the archive.
type Missing struct {
	Title string // "12 files"
	Text  string // the sentence
	Hint  string
	Items []string // the first few, by name
	Count int
}

// NewEnd makes the last screen of a result. err is set when the run failed.
func NewEnd(l lang.Catalog, r core.Result, err error, chats []core.ChatCount, now time.Time) End {
	e := End{Open: r.Start != ""}
	switch {
	case err != nil || r.Outcome == core.Failed:
		return End{Tone: ToneBad, Title: l.T("end.failed"), Text: Explain(l, err, now).String(), Retry: l.T("end.again")}
	case r.Outcome == core.Complete:
		e.Tone, e.Title, e.Text = ToneGood, l.T("end.complete"), l.T("end.complete.text")
	case r.Outcome == core.CompleteWithProblems:
		e.Tone, e.Title, e.Text = ToneMixed, l.N("end.except", len(r.Problems)), l.T("end.except.text")
	default:
		e.Tone, e.Title, e.Text = ToneMixed, l.T("end.partly"), BlockedText(l, r.Blocked, now)
		e.Retry = l.T("end.goon")
	}
	if e.Retry == "" && slices.ContainsFunc(r.Problems, func(p core.Problem) bool { return p.Retryable }) {
		e.Retry = l.T("end.retry")
	}
	e.Figures = []Figure{
		{l.Number(r.Dialogs), l.T("run.figure.chats")},
		{l.Number(r.Messages), l.T("run.figure.messages")},
		{l.Number(r.Files.Saved), l.T("run.figure.files")},
		{l.Bytes(r.Bytes), l.T("end.figure.bytes")},
	}
	e.Chats = chatLines(l, chats)
	e.Missing = missing(l, r, chats)
	return e
}

// chatLines lists the chats, those not whole first.
func chatLines(l lang.Catalog, chats []core.ChatCount) []ChatLine {
	var list []ChatLine
	for _, c := range chats {
		line := ChatLine{Name: chatName(l, c), Kind: l.T("kind." + string(c.Kind)), Whole: c.Complete && c.Saved >= c.Telegram}
		if c.Left {
			line.Kind = l.T("kind.left", line.Kind)
		}
		switch {
		case !line.Whole && c.Telegram > 0:
			line.Counts = l.T("end.chat.part", l.Number(c.Saved), l.Number(c.Telegram))
		case c.Telegram == 0 && c.Saved == 0 && !c.Complete:
			line.Counts = l.T("end.chat.none")
		default:
			line.Counts = l.N("count.messages", c.Saved)
		}
		list = append(list, line)
	}
	slices.SortStableFunc(list, func(a, b ChatLine) int {
		switch {
		case a.Whole == b.Whole:
			return 0
		case a.Whole:
			return 1
		}
		return -1
	})
	return list
}

func chatName(l lang.Catalog, c core.ChatCount) string {
	nameless := "chat.nameless"
	if c.Self {
		nameless = "chat.saved"
	}
	return cmp.Or(OneLine(c.Name), l.T(nameless))
}

// maxNamed is how many items of a reason are named; the report has all.
const maxNamed = 5

// missing groups what is not in the archive by its reason.
func missing(l lang.Catalog, r core.Result, chats []core.ChatCount) []Missing {
	var list []Missing
	for _, p := range r.Problems {
		key := problemKey(p)
		i := slices.IndexFunc(list, func(m Missing) bool { return m.Title == key })
		if i < 0 {
			words := problemWords(l, p)
			list = append(list, Missing{Title: key, Text: l.T(words), Hint: l.T(words + ".hint")})
			i = len(list) - 1
		}
		list[i].Count++
		if name := subjectName(l, p.Subject, chats); name != "" && len(list[i].Items) < maxNamed {
			list[i].Items = append(list[i].Items, name)
		}
	}
	for i := range list {
		kind, _, _ := strings.Cut(list[i].Title, "/")
		list[i].Title = l.N("missing."+kind, list[i].Count)
	}
	for _, reason := range []string{"file_type", "file_size", "date_limits"} {
		if n := r.Files.Skipped[reason]; n > 0 {
			list = append(list, Missing{Title: l.N("missing.file", n), Text: l.T("skipped." + reason), Count: n})
		}
	}
	return list
}

// problemKey groups: what it is of, then why.
func problemKey(p core.Problem) string {
	kind, _, _ := strings.Cut(p.Code, "_")
	switch kind {
	case "file", "chat", "message", "section":
	case "media":
		kind = "message"
	default:
		kind = "item"
	}
	return kind + "/" + p.Code
}

// problemWords is the key of a problem's sentence; ".hint" behind it is what can be
// done.
func problemWords(l lang.Catalog, p core.Problem) string {
	if key := "problem." + p.Code; l.Has(key) {
		return key
	}
	return "problem.unknown"
}

// subjectName is a chat's name for a problem about it; others have no name a
// person knows.
func subjectName(l lang.Catalog, subject string, chats []core.ChatCount) string {
	for _, c := range chats {
		if c.ID == subject {
			return chatName(l, c)
		}
	}
	return ""
}
