package script

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// short is a line in one word: who, options, text and modifiers.
func short(l Line) string {
	return fmt.Sprintf("%d %s %s %q %v", l.Kind, l.Who, strings.Join(l.Opts, ","), l.Text, l.Mods)
}

func TestALineIsReadAsItIsWritten(t *testing.T) {
	for in, want := range map[string]string{
		"tom: a: b: c":                     `0 tom  "a: b: c" []`,
		"tom:":                             `0 tom  "" []`,
		"tom:   two spaces stay":           `0 tom  "  two spaces stay" []`,
		"tom photo=x:":                     `0 tom photo=x "" []`,
		"tom  #a   +5m : text":             `0 tom #a,+5m "text" []`,
		"tom: x\n  \n  y":                  `0 tom  "x\n\ny" []`,
		"tom:\n  first":                    `0 tom  "first" []`,
		"tom: x\n~ react 👍:1\n  y\n~ edit": `0 tom  "x\ny" [{react 👍:1} {edit }]`,
		"! nora #t +1m >x pin":             `1 nora #t,+1m,>x "pin" []`,
		"! nora title A > B":               `1 nora  "title A > B" []`,
		"= topic":                          `2   "" []`,
		"= topic poems of ours":            `2 poems of ours  "" []`,
		"// no\n\n \ntom: x\n// no":        `0 tom  "x" []`,
	} {
		got, err := Parse(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		var lines []string
		for _, l := range got {
			lines = append(lines, short(l))
		}
		if diff := cmp.Diff([]string{want}, lines); diff != "" {
			t.Errorf("%q (-want +got)\n%s", in, diff)
		}
	}
}

// The clock is said once: the next message has it, those after move on by themselves,
// and a topic between uses nothing up.
func TestTheClockIsForTheNextMessage(t *testing.T) {
	got, err := Parse("tom: a\n@ 2024-05-01 18:30\n= topic x\ntom: b\ntom: c\n@ 2024-05-02 00:00\n@ 2024-05-03 01:02\n! tom pin\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"", "01 18:30", "01 18:30", "", "03 01:02"}
	for i, l := range got {
		at := ""
		if !l.At.IsZero() {
			at = l.At.Format("02 15:04")
			if l.At.Location() != time.UTC {
				t.Errorf("line %d is of another zone: %v", l.No, l.At)
			}
		}
		if at != want[i] {
			t.Errorf("line %d: clock %q, want %q", l.No, at, want[i])
		}
	}
}

func TestABrokenLineIsToldByItsNumber(t *testing.T) {
	for text, want := range map[string]string{
		"tom: a\n\nno colon":              `line 3: no colon after who speaks: "no colon"`,
		"  on":                            `line 1: nothing to go on with`,
		"// x\n~ react":                   `line 2: nothing to go on with`,
		"tom: a\n : b":                    `line 2: nobody speaks`,
		"tom: a\n! tom":                   `line 2: a service message needs an action`,
		"@ 2024-13-01 10:00":              `line 1: parsing time`,
		"tom: a\n@ 2024-05-01\ntom: late": `line 2: parsing time`,
	} {
		if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// marked is a text with its entities as "type[what it covers]".
func marked(t *testing.T, in string) (string, []string) {
	t.Helper()
	text, ents, err := Markup(in, refs)
	if err != nil {
		t.Fatalf("%q: %v", in, err)
	}
	var list []string
	for _, e := range ents {
		units := []rune(text) // the texts here have no letters of two units
		list = append(list, strings.TrimPrefix(e.Type, "messageEntity")+"["+string(units[e.Offset:e.Offset+e.Length])+"]")
	}
	return text, list
}

func TestWhatTelegramFindsByItselfIsMarkedOnce(t *testing.T) {
	for in, want := range map[string][]string{
		"a+44 7700 900151":                 nil, // glued to a letter
		"call +44 7700 900151 now":         {"Phone[+44 7700 900151]"},
		"mail a.b@c-d.org, or @someone":    {"Email[a.b@c-d.org]", "Mention[@someone]"},
		"@abc is too short, @abcde is not": {"Mention[@abcde]"},
		"(https://a.b/c)":                  {"Url[https://a.b/c]"},
		"https://a.b/#tag and #tag2":       {"Url[https://a.b/#tag]", "Hashtag[#tag2]"},
		"a/b /go /start":                   {"BotCommand[/start]"},
		"$GBP $gb $TOOLONG":                {"Cashtag[$GBP]"},
		"`https://a.b/c`":                  {"Code[https://a.b/c]"},
		"**https://a.b/c**":                {"Bold[https://a.b/c]", "Url[https://a.b/c]"},
		"[https://a.b/c](https://x.y/z)":   {"TextUrl[https://a.b/c]"},
		"> see https://a.b/c":              {"Blockquote[see https://a.b/c]", "Url[https://a.b/c]"},
		"++a++ ~~b~~ __c__ ||d||":          {"Underline[a]", "Strike[b]", "Italic[c]", "Spoiler[d]"},
		"**a __b** c__":                    {"Bold[a b]", "Italic[b c]"},
		"****":                             nil, // nothing is bold
		"> a\n>> b\nc":                     {"Blockquote[a]", "Blockquote+[b]"},
		"```\n\n```":                       nil,
		"```go\nx\n```\n```\ny\n```":       {"Pre[x]", "Pre[y]"},
		"\\[a](b) \\`c":                    nil,
		"[a b](user:tom) [not a link] (b)": {"MentionName[a b]"},
		"`a\\`b`":                          {"Code[a`b]"},
	} {
		_, got := marked(t, in)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", in, diff)
		}
	}
}

func TestUnitsAreThoseOfUTF16(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "é": 1, "я": 1, "😀": 2, "🏴󠁧󠁢": 6, "❤️": 2} {
		if got := Units(s); got != want {
			t.Errorf("%q has %d units, want %d", s, got, want)
		}
	}
}
