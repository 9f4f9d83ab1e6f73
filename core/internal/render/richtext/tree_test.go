package richtext

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

// Entities over the same text nest the same way in whichever order Telegram
// names them: blocks outside, then links, then styles.
func TestEntitiesOverTheSameTextNestAlike(t *testing.T) {
	quote, pre, link, bold := ent(model.EntityBlockquote, 0, 2), ent(model.EntityPre, 0, 2), ent(model.EntityTextURL, 0, 2), ent(model.EntityBold, 0, 2)
	for name, tt := range map[string]struct {
		entities []model.Entity
		want     string
	}{
		"quote and pre":   {[]model.Entity{pre, quote}, "blockquote(pre('ab'))"},
		"pre and bold":    {[]model.Entity{bold, pre}, "pre(bold('ab'))"},
		"link and bold":   {[]model.Entity{bold, link}, "text_link(bold('ab'))"},
		"quote and link":  {[]model.Entity{link, quote}, "blockquote(text_link('ab'))"},
		"all":             {[]model.Entity{bold, link, pre, quote}, "blockquote(pre(text_link(bold('ab'))))"},
		"mention by name": {[]model.Entity{bold, ent(model.EntityMentionName, 0, 2)}, "mention_name(bold('ab'))"},
		"address":         {[]model.Entity{bold, ent(model.EntityURL, 0, 2)}, "link(bold('ab'))"},
		"two styles":      {[]model.Entity{ent(model.EntityItalic, 0, 2), bold}, "italic(bold('ab'))"},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, nested(Tree(model.Text{Text: "ab", Entities: tt.entities}))); d != "" {
				t.Error(d)
			}
		})
	}
}

// What an entity carries beside its range stays with it, in both parts of one
// that is split too.
func TestEntitiesKeepWhatTheyCarry(t *testing.T) {
	link := model.Entity{Type: model.EntityTextURL, Offset: 1, Length: 2, URL: "https://example.org/"}
	text := model.Text{Text: "abc", Entities: []model.Entity{ent(model.EntityBold, 0, 2), link}}
	nodes := Tree(text)
	if d := cmp.Diff("bold('a' text_link('b')) text_link('c')", nested(nodes)); d != "" {
		t.Fatal(d)
	}
	for _, n := range []Node{nodes[0].Children[1], nodes[1]} {
		if n.URL != link.URL {
			t.Errorf("a part leads to %q", n.URL)
		}
	}
	runs := AppendRuns(nil, model.Text{Text: "abc", Entities: []model.Entity{link}})
	want := []model.TextRun{{Entity: model.Entity{Type: model.EntityPlain}, Text: "a"}, {Entity: link, Text: "bc"}}
	if d := cmp.Diff(want, runs); d != "" {
		t.Error(d)
	}
}

// The callers' entities are used again by the next renderer.
func TestTheTextIsNotChanged(t *testing.T) {
	entities := []model.Entity{ent(model.EntityItalic, 2, 2), ent(model.EntityBold, 0, 3)}
	text := model.Text{Text: "abcd", Entities: slices.Clone(entities)}
	Tree(text)
	AppendRuns(nil, text)
	if d := cmp.Diff(entities, text.Entities); d != "" {
		t.Error(d)
	}
}

func TestRunsAreAddedToAListThatIsThere(t *testing.T) {
	runs := AppendRuns(nil, model.Text{Text: "a"})
	runs = AppendRuns(runs, model.Text{})
	runs = AppendRuns(runs, model.Text{Text: "b", Entities: []model.Entity{ent(model.EntityCode, 0, 1)}})
	if d := cmp.Diff("plain(a) code(b)", flat(runs)); d != "" {
		t.Error(d)
	}
}

func TestThePlainTextOfANodeIsThatOfItsChildren(t *testing.T) {
	plain := func(s string) Node { return Node{Entity: model.Entity{Type: model.EntityPlain}, Text: s} }
	bold := func(inside ...Node) Node { return Node{Entity: model.Entity{Type: model.EntityBold}, Children: inside} }
	for want, n := range map[string]Node{
		"": bold(), "a": plain("a"), "b": bold(plain("b")), "abc": bold(plain("a"), bold(plain("b")), plain("c")),
	} {
		if got := n.PlainText(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Whatever a stranger writes as an address, what a page gets leads to the web, to
// a letter, to a call or into Telegram, and to nothing else.
func FuzzLinksLeadNowhereElse(f *testing.F) {
	for _, s := range []string{"https://example.org", "JaVaScRiPt:alert(1)", "\x01javascript:x", "a.b:c", "javascript.x:alert(1)//", "//a.b", "example.org:80", "mailto:", "data.x:,", "https://a b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		link, ok := Link(raw)
		if !ok {
			if link != "" {
				t.Errorf("%q is refused and is %q", raw, link)
			}
			return
		}
		scheme, _, _ := strings.Cut(link, ":")
		if !slices.Contains([]string{"http", "https", "mailto", "tel", "tg"}, strings.ToLower(scheme)) {
			t.Errorf("%q leads to %q", raw, link)
		}
		if _, err := url.Parse(link); err != nil || strings.ContainsAny(link, "\n\r\t\x00") {
			t.Errorf("%q became %q: %v", raw, link, err)
		}
	})
}
