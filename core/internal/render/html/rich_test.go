package html

import (
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

type node = model.RichNode

func say(s string) node { return node{Type: "plain", Text: s} }

func of(kind string, children ...node) node { return node{Type: kind, Children: children} }

func with(n node, fields map[string]any) node { n.Fields = fields; return n }

// richFrame is what a page writes of a message of blocks, its white space out.
func richFrame(t *testing.T, files Files, m model.RichMessage) string {
	t.Helper()
	message := from(9, 2, 1000)
	message.Text, message.Rich = model.Text{}, &m
	page := chatPage(t, ann(), files, message)
	_, after, ok := strings.Cut(page, `<div class="text rich_message"`)
	if !ok {
		t.Fatal("no rich message")
	}
	frame, _, _ := strings.Cut(after, "\n       </div>\n\n      </div>\n\n     </div>")
	lines := strings.Split(frame, "\n")
	for i := range lines {
		lines[i] = strings.TrimLeft(lines[i], " ")
	}
	return strings.Join(lines, "")
}

func richBlocks(t *testing.T, files Files, blocks ...node) string {
	t.Helper()
	frame := richFrame(t, files, model.RichMessage{Blocks: blocks})
	rest, ok := strings.CutPrefix(frame, `data-rich-message="9" data-rich-part="false" dir="auto">`)
	if !ok {
		t.Errorf("it begins with %.90s", frame)
	}
	return rest
}

func TestRichTextHasTheElementsOfTelegramDesktop(t *testing.T) {
	for name, tt := range map[string]struct {
		in   node
		want string
	}{
		"plain":     {say("a <b>\nc"), "a &lt;b&gt;<br>c"},
		"pieces":    {of("concat", say("a"), of("bold", say("b"))), "a<strong>b</strong>"},
		"nested":    {of("italic", of("underline", of("strike", say("a")))), "<em><u><s>a</s></u></em>"},
		"code":      {of("fixed", say("x")), `<code class="rich_inline_code">x</code>`},
		"small":     {of("subscript", of("superscript", of("marked", say("x")))), "<sub><sup><mark>x</mark></sup></sub>"},
		"card":      {of("bank_card", say("4242")), `<span class="rich_bank_card">4242</span>`},
		"spoiler":   {of("spoiler", say("x")), `<span class="spoiler hidden"><span aria-hidden="true">x</span></span>`},
		"formula":   {with(of("math"), map[string]any{"source": "a<b"}), `<span class="rich_math_inline" data-rich-kind="inline-math" dir="ltr">a&lt;b</span>`},
		"link":      {with(of("url", say("x")), map[string]any{"url": "https://e.org/"}), `<a href="https://e.org/" rel="noopener noreferrer">x</a>`},
		"script":    {with(of("url", say("x")), map[string]any{"url": "javascript:alert(1)"}), `<span class="rich_inert_link">x</span>`},
		"nowhere":   {with(of("url", say("x")), map[string]any{"url": "#gone"}), `<span class="rich_inert_link">x</span>`},
		"in a link": {with(of("url", of("auto_url", say("e.org"))), map[string]any{"url": "https://e.org/"}), `<a href="https://e.org/" rel="noopener noreferrer"><span class="rich_inert_link">e.org</span></a>`},
		"address":   {of("auto_url", say("e.org/x")), `<a href="https://e.org/x" rel="noopener noreferrer">e.org/x</a>`},
		"mail":      {with(of("email", say("x")), map[string]any{"email": "a@e.org"}), `<a href="mailto:a@e.org" rel="noopener noreferrer">x</a>`},
		"mail seen": {of("auto_email", say("a@e.org")), `<a href="mailto:a@e.org" rel="noopener noreferrer">a@e.org</a>`},
		"phone":     {with(of("phone", say("x")), map[string]any{"phone": "+44 79"}), `<a href="tel:+4479" rel="noopener noreferrer">x</a>`},
		"number":    {of("auto_phone", say("+44 79")), `<a href="tel:+4479" rel="noopener noreferrer">+44 79</a>`},
		"mention":   {of("mention", say("@ann")), `<a href="https://t.me/ann" rel="noopener noreferrer">@ann</a>`},
		"a person":  {with(of("mention_name", say("Ann")), map[string]any{"user_id": "2"}), `<span class="mention_name">Ann</span>`},
		"hashtag":   {of("hashtag", say("#a")), `<span class="hashtag">#a</span>`},
		"anchor":    {with(of("anchor", say("x")), map[string]any{"name": "top"}), `<span class="rich_reference" id="rich-message-9-anchor-dG9w">x</span>`},
		"emoji":     {with(of("custom_emoji"), map[string]any{"document_id": "5", "alt": "🥖"}), "🥖"},
		"date":      {with(of("date", say("noon")), map[string]any{"date": 1748768400.0}), `<time class="rich_formatted_date" data-date="1748768400" title="01.06.2025 05:30:00 UTC-03:30">noon</time>`},
		"picture":   {with(of("image"), map[string]any{"w": 4.0, "h": 3.0}), `<span class="rich_inline_fallback" data-rich-kind="inline-image">Inline image</span>`},
		"change":    {of("diff", say("new"), of("old_text", say("old"))), `<span class="rich_diff" data-rich-kind="diff">new<del class="rich_diff_previous">Previous: old</del></span>`},
		"button":    {with(of("button", say("Go")), map[string]any{"type": map[string]any{"_": "inlineButtonTypeUrl", "url": "https://e.org"}}), `<span class="rich_button rich_button_inline">Go</span>`},
		"unheard":   {of("hologram", say("x")), `<span class="rich_inert_link">x</span>`},
	} {
		t.Run(name, func(t *testing.T) {
			want := `<p class="rich_block rich_paragraph" data-rich-kind="paragraph" dir="auto">` + tt.want + "</p>"
			if d := cmp.Diff(want, richBlocks(t, nothing, of("paragraph", tt.in))); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestRichBlocksHaveTheElementsOfTelegramDesktop(t *testing.T) {
	caption := of("caption", say("below"), of("credit", say("Ann")))
	const captioned = `<figcaption class="rich_media_caption" dir="auto"><div class="rich_caption_text" dir="auto">below</div><cite class="rich_caption_credit" dir="auto">Ann</cite></figcaption>`
	const rule = `<hr class="rich_block rich_divider" data-rich-kind="divider">`
	item := func(kind string, fields map[string]any, inside ...node) node {
		return with(of(kind, inside...), fields)
	}
	for name, tt := range map[string]struct {
		in   node
		want string
	}{
		"heading": {of("heading2", say("h")), `<h2 class="rich_block rich_heading" data-rich-kind="heading" data-level="2">h</h2>`},
		"kicker":  {of("kicker", say("h")), `<h5 class="rich_block rich_heading" data-rich-kind="heading" data-level="5">h</h5>`},
		"footer":  {of("footer", say("f")), `<p class="rich_block rich_footer" data-rich-kind="footer" dir="auto">f</p>`},
		"author": {with(of("author_date", of("author", say("Ann"))), map[string]any{"published_date": 1748768400.0}),
			`<p class="rich_block rich_author_date" data-rich-kind="author-date" dir="auto">Ann • <time data-date="1748768400" dir="ltr">01.06.2025 05:30:00</time></p>`},
		"code": {with(of("preformatted", say("a\n b")), map[string]any{"language": `g"o`}),
			`<pre class="rich_block rich_code" data-rich-kind="code" data-language="g&quot;o" dir="auto"><code class="rich_code_content">a<br> b</code></pre>`},
		"divider": {of("divider"), rule},
		"anchor":  {with(of("anchor"), map[string]any{"name": ""}), `<span class="rich_block rich_anchor" data-rich-kind="anchor" id="rich-message-9-anchor-empty"></span>`},
		"formula": {with(of("math"), map[string]any{"source": "x^2"}), `<div class="rich_block rich_math_display" data-rich-kind="math" dir="ltr">x^2</div>`},
		"tasks": {of("list", item("list_item_text", map[string]any{"checkbox": true, "checked": true}, say("a")), item("list_item_text", map[string]any{"checkbox": true}, say("b")), item("list_item_blocks", nil, of("divider"))),
			`<ul class="rich_block rich_list" data-rich-kind="list"><li class="rich_list_item rich_task_item"><span class="rich_task_marker">☑</span><div class="rich_list_content">a</div></li>` +
				`<li class="rich_list_item rich_task_item"><span class="rich_task_marker">☐</span><div class="rich_list_content">b</div></li><li class="rich_list_item"><div class="rich_list_content">` + rule + `</div></li></ul>`},
		"numbers": {with(of("ordered_list", item("list_ordered_item_text", map[string]any{"num": "iii", "value": 0.0}, say("a"))), map[string]any{"reversed": true, "start": 0.0, "type": "i"}),
			`<ol class="rich_block rich_list" data-rich-kind="ordered-list" reversed="" start="0" type="i"><li class="rich_list_item rich_order_item" value="0"><span class="rich_order_marker">iii</span><div class="rich_list_content">a</div></li></ol>`},
		"quote": {of("blockquote", say("q"), of("caption", say("who"))),
			`<blockquote class="rich_block rich_quote" data-rich-kind="quote"><div class="rich_quote_body">q</div><cite class="rich_quote_caption" dir="auto">who</cite></blockquote>`},
		"pull quote":      {of("pullquote", say("q")), `<blockquote class="rich_block rich_quote rich_pullquote" data-rich-kind="pullquote"><div class="rich_quote_body">q</div></blockquote>`},
		"quote of blocks": {of("blockquote_blocks", of("divider")), `<blockquote class="rich_block rich_quote" data-rich-kind="quote-blocks"><div class="rich_quote_body">` + rule + `</div></blockquote>`},
		"details": {with(of("details", of("divider"), of("title", say("More"))), map[string]any{"open": true}),
			`<details class="rich_block rich_details" data-rich-kind="details" open=""><summary>More</summary><div class="rich_details_body">` + rule + `</div></details>`},
		"table": {with(of("table", of("table_row", with(of("table_cell", say("a")), map[string]any{"header": true, "align_right": true, "valign_middle": true, "colspan": 5000.0, "rowspan": 2.0}), of("table_cell"))), map[string]any{"bordered": true, "compact": true}),
			`<div class="rich_block rich_table_wrap" data-rich-kind="table" tabindex="0"><table class="rich_table bordered compact"><tbody><tr><th class="rich_align_right rich_valign_middle" colspan="1000" rowspan="2">a</th>` +
				`<td class="rich_align_left rich_valign_top"></td></tr></tbody></table></div>`},
		"titled table": {of("table", of("title", say("T"))), `<div class="rich_block rich_table_wrap" data-rich-kind="table" tabindex="0"><table class="rich_table"><caption class="rich_table_title" dir="auto">T</caption><tbody></tbody></table></div>`},
		"buttons": {with(of("button_row", of("button", say("<Go>"))), map[string]any{"align_left": true}),
			`<div class="rich_block rich_button_row rich_button_align_left" data-rich-kind="button-row" data-button-alignment="left"><div class="rich_button_group"><span class="rich_button rich_button_block">&lt;Go&gt;</span></div></div>`},
		"group":       {of("slideshow", of("divider"), caption), `<section class="rich_block rich_media_group" data-rich-kind="slideshow"><div class="rich_media_group_items">` + rule + `</div>` + captioned + `</section>`},
		"unsupported": {of("unsupported"), `<div class="rich_block rich_fallback" data-rich-kind="unsupported">Unsupported rich content</div>`},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, richBlocks(t, nothing, tt.in)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestMediaOfRichMessagesHaveTheirBoxes(t *testing.T) {
	there := func(k model.FileKey) model.FileResult {
		return model.FileResult{Path: "chats/chat_001/" + string(k), Size: 2048}
	}
	photo := &model.Photo{File: "photo.jpg", Width: 40, Height: 30}
	text := func(kind string, s string) map[string]any { return map[string]any{kind: s} }
	for name, tt := range map[string]struct {
		in   node
		want []string
	}{
		"photo":          {node{Type: "photo", Photo: photo}, []string{`<figure class="rich_block rich_media_item" data-rich-kind="photo">`, `<a class="photo_wrap clearfix pull_left" href="photo.jpg">`}},
		"a photo gone":   {node{Type: "photo"}, []string{"media_photo", "Unavailable, please try again later."}},
		"film":           {node{Type: "video", Document: &model.Document{File: "film.mp4", HasVideo: true, Duration: 5}}, []string{`data-rich-kind="video"`, `class="video_file_wrap clearfix pull_left" data-caption="" href="film.mp4"`}},
		"file":           {node{Type: "document", Document: &model.Document{File: "a.bin", Name: "a.bin"}}, []string{`data-rich-kind="file"`, `href="a.bin"`, "2.0 KB"}},
		"embedded":       {with(of("embed"), text("url", "https://e.org/<")), []string{"rich_embed", `href="https://e.org/&lt;" rel="noopener noreferrer"`, "Embed"}},
		"script":         {with(of("embed"), text("url", "javascript:x")), []string{`<div class="media clearfix pull_left media_file">`}},
		"post":           {node{Type: "embed_post", Photo: photo, Fields: map[string]any{"author": "Ann", "date": 1748768400.0, "url": "https://e.org"}, Children: []node{of("divider")}}, []string{`data-rich-kind="embed-post"`, "Ann", "01.06.2025 05:30:00", `thumb pull_left" alt="" loading="lazy" src="photo.jpg"`, "rich_embed_post_blocks"}},
		"articles":       {of("related_articles", with(of("related_article"), map[string]any{"url": "https://e.org", "title": "T <1>", "description": "D", "author": "Ann", "published_date": 1748768400.0}), of("title", say("See"))), []string{`data-rich-kind="related-articles"`, "rich_related_title", "T &lt;1&gt;", "Ann, 01.06.2025 05:30:00"}},
		"map":            {with(of("map"), map[string]any{"geo": map[string]any{"lat": 52.5, "long": 13.4}}), []string{`data-rich-kind="map"`, "media_location", "52.500000, 13.400000"}},
		"map of nowhere": {with(of("map"), map[string]any{"geo": map[string]any{"empty": true}}), []string{`<div class="media clearfix pull_left media_location">`}},
		"channel":        {with(of("channel"), map[string]any{"channel": map[string]any{"title": "News", "username": "news"}}), []string{`data-rich-kind="channel"`, "News", "@news, Channel", `href="https://t.me/news"`}},
		"inline picture": {of("paragraph", node{Type: "image", Document: &model.Document{File: "i.webp"}, Fields: map[string]any{"w": 4.0, "h": 3.0}}), []string{`<img class="rich_inline_image" alt="" loading="lazy" src="i.webp" height="3"`}},
	} {
		t.Run(name, func(t *testing.T) {
			got := richBlocks(t, there, tt.in)
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %q in %s", want, got)
				}
			}
		})
	}
}

func TestLinksWithinARichMessageLeadToItsAnchors(t *testing.T) {
	link := with(of("url", say("up")), map[string]any{"url": "#top"})
	got := richBlocks(t, nothing, of("paragraph", link), with(of("anchor"), map[string]any{"name": "top"}))
	if !strings.Contains(got, `<a href="#rich-message-9-anchor-dG9w">up</a>`) || !strings.Contains(got, `id="rich-message-9-anchor-dG9w"`) {
		t.Error(got)
	}
}

func TestTheFrameOfARichMessage(t *testing.T) {
	got := richFrame(t, nothing, model.RichMessage{RTL: true, Part: true})
	if want := `data-rich-message="9" data-rich-part="true" dir="rtl">`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestARichMessageOfMadDepthEnds(t *testing.T) {
	deep := of("paragraph", say("x"))
	for range 5000 {
		deep = of("blockquote_blocks", deep)
	}
	text := say("x")
	for range 5000 {
		text = of("bold", text)
	}
	got := richBlocks(t, nothing, deep, of("paragraph", text), of("divider"))
	if n := strings.Count(got, "<blockquote"); n != maxRichDepth || !strings.HasSuffix(got, `data-rich-kind="divider">`) {
		t.Errorf("%d quotes in each other", n)
	}
}
