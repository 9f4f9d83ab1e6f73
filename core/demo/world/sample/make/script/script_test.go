package script

import (
	"fmt"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func refs(kind, name string) (int64, error) {
	if name == "nobody" {
		return 0, fmt.Errorf("no %s %s", kind, name)
	}
	return int64(len(kind) + len(name)), nil
}

func TestParseReadsEveryKindOfLine(t *testing.T) {
	got, err := Parse("// note\n@ 2024-05-01 18:30\ntom #hi +5m photo=tent: Hello: you\n  second line\n~ react ❤️:nora\n\n= topic poems\n! nora +1m pin >hi\nmum:\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Line{
		{Kind: Message, No: 3, At: time.Date(2024, 5, 1, 18, 30, 0, 0, time.UTC), Who: "tom", Opts: []string{"#hi", "+5m", "photo=tent"}, Text: "Hello: you\nsecond line", Mods: []Mod{{"react", "❤️:nora"}}},
		{Kind: Topic, No: 7, Who: "poems"},
		{Kind: Service, No: 8, Who: "nora", Opts: []string{"+1m"}, Text: "pin >hi"},
		{Kind: Message, No: 9, Who: "mum", Opts: []string{}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestParseRefusesBrokenLines(t *testing.T) {
	for _, bad := range []string{"  text of nobody", "~ react 👍:1", "no colon here", ": words", "! nora", "@ yesterday"} {
		if got, err := Parse(bad); err == nil {
			t.Errorf("%q was read as %v", bad, got)
		}
	}
}

func TestMarkup(t *testing.T) {
	for _, c := range []struct {
		in, text string
		ents     []Entity
	}{
		{"plain", "plain", nil},
		{"**b __i__**", "b i", []Entity{{Type: "messageEntityBold", Length: 3}, {Type: "messageEntityItalic", Offset: 2, Length: 1}}},
		{"😀 ||x||", "😀 x", []Entity{{Type: "messageEntitySpoiler", Offset: 3, Length: 1}}},
		{`\*\*no\*\*`, "**no**", nil},
		{"`a **b**`", "a **b**", []Entity{{Type: "messageEntityCode", Length: 7}}},
		{"[Tom](user:tom) [🔥](emoji:flame)", "Tom 🔥", []Entity{{Type: "messageEntityMentionName", Length: 3, ID: 7}, {Type: "messageEntityCustomEmoji", Offset: 4, Length: 2, ID: 10}}},
		{"[here](https://a.b/c)", "here", []Entity{{Type: "messageEntityTextUrl", Length: 4, URL: "https://a.b/c"}}},
		{"see https://a.b/c. Now", "see https://a.b/c. Now", []Entity{{Type: "messageEntityUrl", Offset: 4, Length: 13}}},
		{"a\n> q\n> r\nz", "a\nq\nr\nz", []Entity{{Type: "messageEntityBlockquote", Offset: 2, Length: 3}}},
		{">> far", "far", []Entity{{Type: "messageEntityBlockquote+", Length: 3}}},
		{"x\n```go\na()\n\nb()\n```\ny", "x\na()\n\nb()\ny", []Entity{{Type: "messageEntityPre", Offset: 2, Length: 8, Language: "go"}}},
		{"/today #tea @someone $GBP a@b.co", "/today #tea @someone $GBP a@b.co", []Entity{
			{Type: "messageEntityBotCommand", Length: 6}, {Type: "messageEntityHashtag", Offset: 7, Length: 4}, {Type: "messageEntityMention", Offset: 12, Length: 8},
			{Type: "messageEntityCashtag", Offset: 21, Length: 4}, {Type: "messageEntityEmail", Offset: 26, Length: 6}}},
	} {
		text, ents, err := Markup(c.in, refs)
		if err != nil || text != c.text {
			t.Errorf("Markup(%q) = %q, %v; want %q", c.in, text, err, c.text)
		}
		if d := cmp.Diff(c.ents, ents); d != "" {
			t.Errorf("Markup(%q): %s", c.in, d)
		}
	}
}

func TestMarkupRefusesOpenMarksAndUnknownNames(t *testing.T) {
	for _, bad := range []string{"**open", "```\ncode", "[x](user:nobody)"} {
		if text, _, err := Markup(bad, refs); err == nil {
			t.Errorf("Markup(%q) = %q", bad, text)
		}
	}
}

func FuzzMarkupKeepsEntitiesInside(f *testing.F) {
	for _, s := range []string{"**a __b__** 😀", "> q\n>> r\n```x\ny\n```", "[a](user:b) `c` https://x.y/z", "||🏴󠁧󠁢󠁳󠁣󠁴󠁿|| #tag +44 7700 900151"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		text, ents, err := Markup(s, refs)
		if err != nil {
			return
		}
		for _, e := range ents {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > Units(text) {
				t.Errorf("%+v outside %q", e, text)
			}
		}
	})
}
