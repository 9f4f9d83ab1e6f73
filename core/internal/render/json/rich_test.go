package json

import (
	"bytes"
	"encoding/json"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

type node = model.RichNode

func plainNode(s string) node { return node{Type: "plain", Text: s} }

func TestRichMessagesHaveTelegramDesktopsSchema(t *testing.T) {
	caption := node{Type: "caption", Children: []node{plainNode("below"), {Type: "credit", Children: []node{plainNode("Ann")}}}}
	const captioned = `"caption":{"text":{"type":"plain","text":"below"},"credit":{"type":"plain","text":"Ann"}}`
	for name, c := range map[string]struct {
		block node
		want  string
	}{
		"paragraph": {node{Type: "paragraph", Children: []node{plainNode("hi")}}, `{"type":"paragraph","text":{"type":"plain","text":"hi"}}`},
		"empty":     {node{Type: "footer"}, `{"type":"footer","text":{"type":"empty"}}`},
		"heading":   {node{Type: "heading2", Children: []node{plainNode("h")}}, `{"type":"heading","level":2,"text":{"type":"plain","text":"h"}}`},
		"styles": {node{Type: "paragraph", Children: []node{{Type: "concat", Children: []node{
			{Type: "fixed", Children: []node{plainNode("x")}}, {Type: "url", Fields: map[string]any{"url": "https://a.example"}, Children: []node{plainNode("l")}},
			{Type: "mention_name", Fields: map[string]any{"user_id": "7"}, Children: []node{plainNode("m")}},
			{Type: "custom_emoji", Fields: map[string]any{"document_id": "9", "alt": "🥖"}},
		}}}}, `{"type":"paragraph","text":{"type":"concat","text":[{"type":"code","text":{"type":"plain","text":"x"}},
			{"type":"text_link","href":"https://a.example","text":{"type":"plain","text":"l"}},{"type":"mention_name","user_id":"7","text":{"type":"plain","text":"m"}},
			{"type":"custom_emoji","text":"🥖","document_id":"(unavailable)","emoji_id":"9"}]}}`},
		"list": {node{Type: "ordered_list", Fields: map[string]any{"start": 3.0}, Children: []node{
			{Type: "list_ordered_item_text", Fields: map[string]any{"checkbox": true, "num": "3"}, Children: []node{plainNode("i")}},
			{Type: "list_ordered_item_blocks", Children: []node{{Type: "divider"}}},
		}}, `{"type":"list","kind":"ordered","reversed":false,"start":3,"items":[{"task_state":"unchecked","content":"text","text":{"type":"plain","text":"i"},"num":"3"},
			{"task_state":"none","content":"blocks","blocks":[{"type":"divider"}]}]}`},
		"quote": {node{Type: "pullquote", Children: []node{plainNode("q"), {Type: "caption", Children: []node{plainNode("c")}}}},
			`{"type":"quote","content":"text","pullquote":true,"text":{"type":"plain","text":"q"},"caption":{"type":"plain","text":"c"}}`},
		"photo": {node{Type: "photo", Fields: map[string]any{"photo_id": "12"}, Photo: &model.Photo{ID: 12, File: "photo:12", Width: 4, Height: 3, Size: 100}, Children: []node{caption}},
			`{"type":"photo","photo_id":"12","photo_skip_reason":"unavailable","photo_file_size":100,"width":4,"height":3,"spoiler":false,` + captioned + `}`},
		"table": {node{Type: "table", Fields: map[string]any{"bordered": true}, Children: []node{
			{Type: "table_row", Children: []node{{Type: "table_cell", Fields: map[string]any{"header": true, "align_right": true}, Children: []node{plainNode("a")}}}},
			{Type: "title", Children: []node{plainNode("T")}},
		}}, `{"type":"table","title":{"type":"plain","text":"T"},"bordered":true,"striped":false,"compact":false,"rows":[{"cells":[{"text":{"type":"plain","text":"a"},"header":true,"align":"right","vertical_align":"top"}]}]}`},
		"details": {node{Type: "details", Children: []node{{Type: "divider"}, {Type: "title", Children: []node{plainNode("T")}}}},
			`{"type":"details","title":{"type":"plain","text":"T"},"open":false,"blocks":[{"type":"divider"}]}`},
		"math":    {node{Type: "math", Fields: map[string]any{"source": "x^2"}}, `{"type":"math","formula":"x^2"}`},
		"unknown": {node{Type: "hologram"}, `{"type":"unsupported","source_type":"hologram","unsupported":true}`},
		"slides":  {node{Type: "slideshow", Children: []node{{Type: "divider"}, caption}}, `{"type":"slideshow","items":[{"type":"divider"}],` + captioned + `}`},
	} {
		t.Run(name, func(t *testing.T) {
			ann := user(2, "Ann", "")
			single, _ := documents(t, testEnv(ann), ann, noFiles, model.Message{ID: 1, Peer: ann.ID, Rich: &model.RichMessage{Blocks: []node{c.block}}})
			var doc struct {
				Messages []struct {
					Rich struct {
						Blocks []json.RawMessage `json:"blocks"`
					} `json:"rich_message"`
				} `json:"messages"`
			}
			check(t, json.Unmarshal([]byte(single), &doc))
			if d := cmp.Diff(compact(t, []byte(c.want)), compact(t, doc.Messages[0].Rich.Blocks[0])); d != "" {
				t.Error(d)
			}
		})
	}
}

// compact keeps the order of keys, which matters.
func compact(t testing.TB, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	check(t, json.Compact(&b, data))
	return b.String()
}

func TestZonesAreWrittenAsOffsets(t *testing.T) {
	for offset, want := range map[int]string{0: "+00:00", 10800: "+03:00", -12600: "-03:30", 20700: "+05:45"} {
		if got := string(appendZone(nil, offset)); got != want {
			t.Errorf("%d: %s, want %s", offset, got, want)
		}
	}
}
