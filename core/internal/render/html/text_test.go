package html

import (
	"maps"
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

// textOf is what stands in the text of a page's first message.
func textOf(page string) string {
	_, after, _ := strings.Cut(page, `<div class="text" dir="auto">`+"\n")
	text, _, _ := strings.Cut(after, "\n")
	return text
}

// emojiFiles are custom emoji of each kind of file.
func emojiFiles(key model.FileKey) model.FileResult {
	switch key {
	case model.DocumentKey(1, ""):
		return model.FileResult{Path: "stickers/a b.webp"}
	case model.DocumentKey(2, ""):
		return model.FileResult{Path: "stickers/b.webm"}
	case model.DocumentKey(3, ""):
		return model.FileResult{Path: "stickers/c.tgs"}
	}
	return model.FileResult{Skip: model.SkipType}
}

// styledText is a text and how it stands on a page.
type styledText struct {
	text model.Text
	want string
}

func textsOfOneEntity() map[string]styledText {
	entity := func(kind model.EntityType, change ...func(*model.Entity)) model.Text {
		e := model.Entity{Type: kind, Length: 5}
		for _, f := range change {
			f(&e)
		}
		return model.Text{Text: "<ab>@ b", Entities: []model.Entity{e}}
	}
	emoji := func(id int64) model.Text {
		return entity(model.EntityCustomEmoji, func(e *model.Entity) { e.Document = id })
	}
	whole := func(kind model.EntityType, text string) model.Text {
		return model.Text{Text: text, Entities: []model.Entity{{Type: kind, Length: len(text)}}}
	}
	const in = "&lt;ab&gt;@"
	return map[string]styledText{
		"bold":               {entity(model.EntityBold), "<strong>" + in + "</strong> b"},
		"italic":             {entity(model.EntityItalic), "<em>" + in + "</em> b"},
		"underline":          {entity(model.EntityUnderline), "<u>" + in + "</u> b"},
		"struck out":         {entity(model.EntityStrike), "<s>" + in + "</s> b"},
		"code":               {entity(model.EntityCode), "<code>" + in + "</code> b"},
		"pre":                {entity(model.EntityPre), "<pre>" + in + "</pre> b"},
		"pre of a language":  {entity(model.EntityPre, func(e *model.Entity) { e.Language = `"go` }), `<pre data-language="&quot;go">` + in + "</pre> b"},
		"quote":              {entity(model.EntityBlockquote), "<blockquote>" + in + "</blockquote> b"},
		"quote folded":       {entity(model.EntityBlockquote, func(e *model.Entity) { e.Collapsed = true }), `<blockquote data-collapsed="">` + in + "</blockquote> b"},
		"spoiler":            {entity(model.EntitySpoiler), `<span class="spoiler hidden"><span aria-hidden="true">` + in + "</span></span> b"},
		"hashtag":            {entity(model.EntityHashtag), `<span class="hashtag">` + in + "</span> b"},
		"cashtag":            {entity(model.EntityCashtag), `<span class="cashtag">` + in + "</span> b"},
		"bot command":        {entity(model.EntityBotCommand), `<span class="bot_command">` + in + "</span> b"},
		"named person":       {entity(model.EntityMentionName, func(e *model.Entity) { e.User = 2 }), `<span class="mention_name">` + in + "</span> b"},
		"bank card":          {entity(model.EntityBankCard), in + " b"},
		"unknown":            {entity(model.EntityUnknown), in + " b"},
		"date":               {entity(model.EntityDate, func(e *model.Entity) { e.Date = 1748768400 }), `<time title="01.06.2025 05:30:00 UTC-03:30">` + in + "</time> b"},
		"mention":            {whole(model.EntityMention, "@ann"), `<a href="https://t.me/ann" rel="noopener noreferrer">@ann</a>`},
		"address":            {whole(model.EntityURL, "example.org/?a&b"), `<a href="https://example.org/?a&amp;b" rel="noopener noreferrer">example.org/?a&amp;b</a>`},
		"email":              {whole(model.EntityEmail, "a@example.org"), `<a href="mailto:a@example.org" rel="noopener noreferrer">a@example.org</a>`},
		"phone":              {whole(model.EntityPhone, "+1 555 0100"), `<a href="tel:+15550100" rel="noopener noreferrer">+1 555 0100</a>`},
		"link":               {entity(model.EntityTextURL, func(e *model.Entity) { e.URL = "https://example.org/" }), `<a href="https://example.org/" rel="noopener noreferrer">` + in + "</a> b"},
		"link to a script":   {entity(model.EntityTextURL, func(e *model.Entity) { e.URL = "javascript:alert(1)" }), in + " b"},
		"still emoji":        {emoji(1), `<img class="custom_emoji" alt="" loading="lazy" src="../../stickers/a b.webp"/><span class="emoji_text">` + in + "</span> b"},
		"moving emoji":       {emoji(2), `<video class="custom_emoji" aria-hidden="true" data-motion="" loop muted playsinline preload="none" src="../../stickers/b.webm"></video><span class="emoji_text">` + in + "</span> b"},
		"emoji of outlines":  {emoji(3), `<a href="../../stickers/c.tgs">` + in + "</a> b"},
		"emoji not included": {emoji(4), in + " b"},
		"lines":              {model.Text{Text: "a\nb\n"}, "a<br>b<br>"},
	}
}

func textsOfNestedEntities() map[string]styledText {
	return map[string]styledText{
		"bold in a link": {model.Text{Text: "abc", Entities: []model.Entity{
			{Type: model.EntityTextURL, Length: 3, URL: "https://example.org/"}, {Type: model.EntityBold, Offset: 1, Length: 1}}},
			`<a href="https://example.org/" rel="noopener noreferrer">a<strong>b</strong>c</a>`},
		"link in a link": {model.Text{Text: "abc", Entities: []model.Entity{
			{Type: model.EntityTextURL, Length: 3, URL: "https://example.org/"}, {Type: model.EntityMention, Offset: 1, Length: 1}}},
			`<a href="https://example.org/" rel="noopener noreferrer">abc</a>`},
		"emoji of outlines in a link": {model.Text{Text: "abc", Entities: []model.Entity{
			{Type: model.EntityTextURL, Length: 3, URL: "https://example.org/"}, {Type: model.EntityCustomEmoji, Offset: 1, Length: 1, Document: 3}}},
			`<a href="https://example.org/" rel="noopener noreferrer">abc</a>`},
	}
}

func TestEachEntityIsItsElement(t *testing.T) {
	all := textsOfOneEntity()
	maps.Copy(all, textsOfNestedEntities())
	for name, tt := range all {
		t.Run(name, func(t *testing.T) {
			m := from(1, 2, 1000)
			m.Text = tt.text
			if d := cmp.Diff(tt.want, textOf(chatPage(t, ann(), emojiFiles, m))); d != "" {
				t.Error(d)
			}
		})
	}
}

// Where an animation was written, its emoji moves in the place of the letters.
func TestAnEmojiOfOutlinesMovesWhereItsAnimationIs(t *testing.T) {
	out, p := memory{}, ann()
	env := testEnv(out, p)
	env.Animate = func(id int64, path string) bool { return id == 3 && path == "stickers/c.tgs" }
	c := NewChat(env, "chats/chat_001", &p, 1)
	m := from(1, 2, 1000)
	m.Text.Entities = []model.Entity{{Type: model.EntityCustomEmoji, Length: 1, Document: 3}}
	check(t, c.Message(&m, 1, "", emojiFiles))
	check(t, c.Close())
	want := `<span class="custom_emoji" data-animation="3">x</span>`
	if d := cmp.Diff(want, textOf(out["chats/chat_001/messages.html"].String())); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff("animations/3.js", AnimationScript(3)); d != "" {
		t.Error(d)
	}
}

func TestAQuotedPartStandsWithTheAnswer(t *testing.T) {
	quoted := model.Text{Text: "<so>", Entities: []model.Entity{{Type: model.EntityBold, Length: 2}}}
	block := `<blockquote class="reply_quote" dir="auto"><strong>&lt;s</strong>o&gt;</blockquote>`
	for name, tt := range map[string]struct {
		reply     model.Reply
		want, not string
	}{
		"the answered message is on the page": {model.Reply{ID: 1, Quote: true, QuoteText: quoted}, `<span class="reply_text" dir="auto">&lt;so&gt;</span>`, "reply_quote"},
		"it is not":                           {model.Reply{ID: 77, Quote: true, QuoteText: quoted}, block, "reply_preview"},
		"it is in another chat":               {model.Reply{ID: 77, Peer: model.ChannelID(9), Quote: true, QuoteText: quoted}, block, "reply_preview"},
		"nothing was quoted":                  {model.Reply{ID: 77, QuoteText: quoted}, `In reply to <a href="#go_to_message77">this message</a>`, "reply_quote"},
		"a story":                             {model.Reply{Story: 3}, "\nIn reply to a story\n", "<a class"},
	} {
		t.Run(name, func(t *testing.T) {
			m := from(2, 2, 1000)
			m.Reply = &tt.reply
			_, page, _ := strings.Cut(chatPage(t, ann(), nothing, from(1, 2, 999), m), `id="message2"`)
			if !strings.Contains(page, tt.want) || strings.Contains(page, tt.not) {
				t.Errorf("want %s, not %s: %s", tt.want, tt.not, page)
			}
		})
	}
}
