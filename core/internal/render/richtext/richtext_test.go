package richtext

import (
	"strings"
	"testing"
	"unicode/utf8"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

func ent(t model.EntityType, offset, length int) model.Entity {
	return model.Entity{Type: t, Offset: offset, Length: length}
}

// flat writes runs as "bold(x) plain(y)".
func flat(runs []model.TextRun) string {
	var parts []string
	for _, r := range runs {
		parts = append(parts, string(r.Type)+"("+r.Text+")")
	}
	return strings.Join(parts, " ")
}

func nested(nodes []Node) string {
	var parts []string
	for _, n := range nodes {
		if n.Type == model.EntityPlain {
			parts = append(parts, "'"+n.Text+"'")
			continue
		}
		parts = append(parts, string(n.Type)+"("+nested(n.Children)+")")
	}
	return strings.Join(parts, " ")
}

func TestRunsAndTree(t *testing.T) {
	b, i, q, p := model.EntityBold, model.EntityItalic, model.EntityBlockquote, model.EntityPre
	tests := []struct {
		name, text string
		entities   []model.Entity
		runs, tree string
	}{
		{"empty", "", nil, "", ""},
		{"plain", "hello", nil, "plain(hello)", "'hello'"},
		{"one at the end", "see this", []model.Entity{ent(b, 4, 4)}, "plain(see ) bold(this)", "'see ' bold('this')"},
		{"non-ASCII ending in an entity has no empty tail", "да нет", []model.Entity{ent(b, 3, 3)}, "plain(да ) bold(нет)", "'да ' bold('нет')"},
		{"surrogate pairs count two", "👍👍 ok", []model.Entity{ent(b, 2, 2)}, "plain(👍) bold(👍) plain( ok)", "'👍' bold('👍') ' ok'"},
		{"inside a surrogate pair moves to its start", "👍x", []model.Entity{ent(b, 1, 2)}, "bold(👍x)", "bold('👍x')"},
		{"same range keeps the first, nests both", "ab", []model.Entity{ent(b, 0, 2), ent(i, 0, 2)}, "bold(ab)", "bold(italic('ab'))"},
		{"nested", "abcd", []model.Entity{ent(b, 0, 4), ent(i, 1, 2)}, "bold(abcd)", "bold('a' italic('bc') 'd')"},
		{"inner listed first drops the outer", "abcd", []model.Entity{ent(i, 1, 2), ent(b, 0, 4)}, "plain(a) italic(bc) plain(d)", "bold('a' italic('bc') 'd')"},
		{"overlapping is split", "abcd", []model.Entity{ent(b, 0, 3), ent(i, 2, 2)}, "bold(abc) plain(d)", "bold('ab' italic('c')) italic('d')"},
		{"quote is outside of bold", "abcd", []model.Entity{ent(b, 0, 4), ent(q, 0, 4)}, "bold(abcd)", "blockquote(bold('abcd'))"},
		{"beyond the end", "ab", []model.Entity{ent(b, 1, 9), ent(i, 7, 2)}, "plain(a) bold(b)", "'a' bold('b')"},
		{"far beyond the end", "ab", []model.Entity{ent(b, 1, int(^uint(0)>>1))}, "plain(a) bold(b)", "'a' bold('b')"},
		{"negative and empty are left out", "ab", []model.Entity{ent(b, -3, 2), ent(i, 0, 0), ent(p, 0, -1)}, "plain(ab)", "'ab'"},
		{"adjacent", "abc", []model.Entity{ent(b, 0, 1), ent(i, 1, 1)}, "bold(a) italic(b) plain(c)", "bold('a') italic('b') 'c'"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := model.Text{Text: tt.text, Entities: tt.entities}
			if d := cmp.Diff(tt.runs, flat(AppendRuns(nil, text))); d != "" {
				t.Errorf("runs: %s", d)
			}
			if d := cmp.Diff(tt.tree, nested(Tree(text))); d != "" {
				t.Errorf("tree: %s", d)
			}
		})
	}
}

func TestDeeplyNestedTextStaysWhole(t *testing.T) {
	text := model.Text{Text: strings.Repeat("x", 500)}
	for i := range 200 {
		text.Entities = append(text.Entities, ent(model.EntityBold, i, 500-2*i))
	}
	whole := ""
	for _, n := range Tree(text) {
		whole += n.PlainText()
	}
	if whole != text.Text {
		t.Fatalf("text of the tree has %d bytes, want %d", len(whole), len(text.Text))
	}
}

func FuzzTextIsKeptWhole(f *testing.F) {
	f.Add("a👍b\xffc", 1, 3, 2, 5)
	f.Add("да", 0, 1, 1, 1)
	f.Fuzz(func(t *testing.T, s string, o1, l1, o2, l2 int) {
		text := model.Text{Text: s, Entities: []model.Entity{ent(model.EntityBold, o1, l1), ent(model.EntityItalic, o2, l2)}}
		var runs, tree string
		for _, r := range AppendRuns(nil, text) {
			if r.Text == "" {
				t.Error("empty run")
			}
			if utf8.ValidString(s) && !utf8.ValidString(r.Text) {
				t.Errorf("run %q cuts a character", r.Text)
			}
			runs += r.Text
		}
		for _, n := range Tree(text) {
			tree += n.PlainText()
		}
		if runs != s || tree != s {
			t.Errorf("runs %q, tree %q, want %q", runs, tree, s)
		}
	})
}

func TestLink(t *testing.T) {
	tests := []struct {
		raw, want string
	}{
		{"https://example.org/a?b=c#d", "https://example.org/a?b=c#d"},
		{"HTTP://example.org", "HTTP://example.org"},
		{"example.org/path", "https://example.org/path"},
		{"example.org:8080/x", "https://example.org:8080/x"},
		{"mailto:a@b.c", "mailto:a@b.c"},
		{"tel:+491234", "tel:+491234"},
		{"tg://resolve?domain=x", "tg://resolve?domain=x"},
		{"javascript:alert(1)", ""},
		{" javascript:alert(1)", ""},
		{"java\nscript:alert(1)", ""},
		{"data:text/html,x", ""},
		{"file:///etc/passwd", ""},
		{"vbscript:x", ""},
		{"https:", ""},
		{"//evil", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got, ok := Link(tt.raw)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("Link(%q) = %q, %v; want %q", tt.raw, got, ok, tt.want)
		}
	}
}
