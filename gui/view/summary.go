package view

import (
	"slices"
	"strings"

	"satchel/core"
	"satchel/gui/lang"
)

// Summary is the choice in a few words, said before the start.
func Summary(l lang.Catalog, s core.Settings) string {
	switch {
	case Nothing(s):
		return l.T("choose.nothing")
	case Everything(s):
		return l.T("choose.everything")
	}
	sentences := append(kindsText(l, s), messagesText(l, s)...)
	return strings.Join(sentences, " ")
}

// kindsText says which kinds of things are left out.
func kindsText(l lang.Catalog, s core.Settings) []string {
	out := leftOut(s)
	limit := l.Number(int(s.FileMaxSize >> 20))
	limited := s.Files && s.FileMaxSize > 0
	switch {
	case allKinds(s):
		return []string{l.T("choose.allkinds")}
	case out == 0 && limited:
		return []string{l.T("choose.limited", limit)}
	}
	var list []string
	if out > 0 {
		list = append(list, l.N("choose.without", out))
	}
	if !s.Files {
		list = append(list, l.T("choose.nofiles"))
	}
	if limited {
		list = append(list, l.T("choose.without.larger", limit))
	}
	return list
}

// leftOut counts what is not ticked, a kind with all that belongs to it once.
func leftOut(s core.Settings) (n int) {
	if len(s.Chats.Except) > 0 {
		n++
	}
	for _, o := range slices.Concat(ChatOptions(), TypeOptions(), AccountOptions(), MediaOptions()) {
		if o.Matters(s) && !o.Get(s) {
			n++
		}
	}
	return n
}

// messagesText says which messages are left out: by day, by author, by chat.
func messagesText(l lang.Catalog, s core.Settings) (list []string) {
	from, till := DayText(l, s.From), DayText(l, s.Till)
	switch {
	case from != "" && till != "":
		list = append(list, l.T("choose.dates", from, till))
	case from != "":
		list = append(list, l.T("choose.dates.from", from))
	case till != "":
		list = append(list, l.T("choose.dates.till", till))
	}
	mine := 0
	for _, o := range MineOptions() {
		if o.Matters(s) && o.Get(s) {
			mine++
		}
	}
	if mine > 0 {
		list = append(list, l.N("choose.mine", mine))
	}
	if n := len(s.Chats.Each); n > 0 {
		list = append(list, l.N("choose.each", n))
	}
	return list
}
