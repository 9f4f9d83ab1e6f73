package view

import (
	"strings"
	"testing"

	"satchel/core"
)

func TestNamesOfStrangersAreOneLine(t *testing.T) {
	for name, want := range map[string]string{
		"Ana":                       "Ana",
		"first\nsecond\r\n\tthird":  "first second third",
		"  Ana \u00a0 Prieto\u2028": "Ana Prieto",
		"\u202egpj.exe":             "gpj.exe",
		"a\u2066b\u2069\u200fc":     "abc",
		"bell\x07":                  "bell",
		"שלום עולם":                 "שלום עולם",
		"👨‍👩‍👧 family":              "👨‍👩‍👧 family", // its joiners stay
		" \n\u202e ":                "",
		"\u200b":                    "", // what people are called who want to have no name
		"\u3164":                    "",
		"\u2800\u2800":              "",
		"\u00ad\ufeff\u2060 \u200d": "",
		"\u115f\ufe0f":              "",
		"\u3164 Ana":                "\u3164 Ana",
		".":                         ".",
	} {
		if got := OneLine(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestNamesAreOneLineWhereverTheyAreShown(t *testing.T) {
	l := words(t)
	const name, want = "Ana\n\u202ePrieto", "Ana Prieto"
	run := NewRun(l, core.Snapshot{Stage: core.StageSaving, Dialogs: 3, Chat: name}, RunState{}, noon)
	if line := l.T("run.reading", "1", "3", want); run.Line != line || run.Chat != want {
		t.Errorf("run: %q, %q", run.Line, run.Chat)
	}
	if got := chatName(l, core.ChatCount{Name: name}); got != want {
		t.Errorf("end: %q", got)
	}
	picks := NewPicks(l, core.Default())
	if got := picks.name(core.SurveyedChat{Name: name}); got != want {
		t.Errorf("chats: %q", got)
	}
	if got := picks.name(core.SurveyedChat{Name: " \n"}); got != l.T("chat.nameless") {
		t.Errorf("a name of nothing: %q", got)
	}
	if c := NewCell(l, core.GalleryItem{Name: name}); c.Title != want || c.Name != want {
		t.Errorf("cell: %q, %q", c.Title, c.Name)
	}
	if c := newArchiveCard(l, Known{Recent: core.Recent{Account: name}}, noon); !strings.Contains(c.Title, want) {
		t.Errorf("card: %q", c.Title)
	}
}
