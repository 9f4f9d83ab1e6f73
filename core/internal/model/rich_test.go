package model

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPartsOfARichNodeComeOffItsEnd(t *testing.T) {
	leaf := func(kind string) RichNode { return RichNode{Type: kind} }
	named := func(kind string, inside ...RichNode) RichNode { return RichNode{Type: kind, Children: inside} }
	for name, tt := range map[string]struct {
		children []RichNode
		content  []RichNode
		parts    map[string][]RichNode
	}{
		"nothing":              {nil, nil, map[string][]RichNode{}},
		"only content":         {[]RichNode{leaf("plain")}, []RichNode{leaf("plain")}, map[string][]RichNode{}},
		"a caption":            {[]RichNode{leaf("divider"), named("caption", leaf("plain"))}, []RichNode{leaf("divider")}, map[string][]RichNode{"caption": {leaf("plain")}}},
		"two parts":            {[]RichNode{named("title", leaf("a")), named("caption", leaf("b"))}, []RichNode{}, map[string][]RichNode{"title": {leaf("a")}, "caption": {leaf("b")}}},
		"a block named a part": {[]RichNode{named("title", leaf("block")), named("title", leaf("part"))}, []RichNode{named("title", leaf("block"))}, map[string][]RichNode{"title": {leaf("part")}}},
		"a part amidst":        {[]RichNode{named("caption", leaf("a")), leaf("divider")}, []RichNode{named("caption", leaf("a")), leaf("divider")}, map[string][]RichNode{}},
	} {
		t.Run(name, func(t *testing.T) {
			n := RichNode{Children: tt.children}
			content, parts := n.Parts("caption", "title")
			if d := cmp.Diff(tt.content, content); d != "" {
				t.Error("content", d)
			}
			if d := cmp.Diff(tt.parts, parts); d != "" {
				t.Error("parts", d)
			}
		})
	}
}

// Fields read the same before and after an archive, where numbers are doubles.
func TestFieldsOfARichNodeSurviveTheArchive(t *testing.T) {
	n := RichNode{Fields: map[string]any{"id": "9007199254740993", "w": 640, "start": 0, "open": true, "lat": 52.5, "url": "https://e.org", "type": map[string]any{"_": "x", "on": true}}}
	doc, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	var kept RichNode
	if err := json.Unmarshal(doc, &kept); err != nil {
		t.Fatal(err)
	}
	for where, n := range map[string]RichNode{"as converted": n, "as kept": kept} {
		t.Run(where, func(t *testing.T) {
			lat, told := n.Float("lat")
			object, none := n.Object("type"), n.Object("url")
			got := []any{n.Int("id"), n.String("id"), n.Int("w"), n.String("w"), n.Int("start"), n.Has("start"), n.Has("value"), n.Bool("open"), n.Bool("url"), lat, told,
				n.String("url"), n.Int("url"), n.String("none"), object.String("_"), object.Bool("on"), none.Fields == nil}
			want := []any{int64(9007199254740993), "9007199254740993", int64(640), "640", int64(0), true, false, true, false, 52.5, true,
				"https://e.org", int64(0), "", "x", true, true}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
	if _, told := n.Float("url"); told {
		t.Error("an address is a number")
	}
}

func TestLevelsOfHeadings(t *testing.T) {
	for kind, want := range map[string]int{
		"title": 1, "subtitle": 2, "header": 3, "subheader": 4, "kicker": 5, "heading1": 1, "heading6": 6, "heading7": 0, "heading0": 0, "heading": 0, "heading11": 0, "paragraph": 0,
	} {
		if n := (RichNode{Type: kind}); n.Level() != want {
			t.Errorf("%s has level %d, want %d", kind, n.Level(), want)
		}
	}
}

func TestThePlainTextOfARichNode(t *testing.T) {
	plain := func(s string) RichNode { return RichNode{Type: "plain", Text: s} }
	n := RichNode{Type: "concat", Children: []RichNode{
		plain("a"), {Type: "bold", Children: []RichNode{plain("b")}}, {Type: "custom_emoji", Fields: map[string]any{"alt": "🥖"}},
		{Type: "diff", Children: []RichNode{plain("new"), {Type: "old_text", Children: []RichNode{plain("old")}}}}, {Type: "math"},
	}}
	if got := n.PlainText(); got != "ab🥖new" {
		t.Error(got)
	}
}
