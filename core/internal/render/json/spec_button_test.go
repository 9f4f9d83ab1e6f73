package json_test

import (
	"bytes"
	"strings"
	"testing"

	"satchel/core/internal/model"
	"satchel/core/internal/render/json"
	"satchel/core/internal/tgconv"

	"github.com/gotd/td/tg"
)

// presses are all kinds of buttons and what is written of them.
func presses() map[string]tg.InlineButtonTypeClass {
	return map[string]tg.InlineButtonTypeClass{
		`{"type":"url","url":"https://e.org/"}`:                                                  &tg.InlineButtonTypeURL{URL: "https://e.org/"},
		`{"type":"web_view","url":"https://e.org/"}`:                                             &tg.InlineButtonTypeWebView{URL: "https://e.org/"},
		`{"type":"auth","url":"https://e.org/","forward_text":"Log in","button_id":3}`:           flagged(&tg.InlineButtonTypeURLAuth{URL: "https://e.org/", FwdText: "Log in", ButtonID: 3}),
		`{"type":"auth","url":"https://e.org/","button_id":3}`:                                   &tg.InlineButtonTypeURLAuth{URL: "https://e.org/", ButtonID: 3},
		`{"type":"callback","requires_password":false,"dataBase64":"-_8","data":""}`:             &tg.InlineButtonTypeCallback{Data: []byte{0xfb, 0xff}},
		`{"type":"callback_with_password","requires_password":true,"dataBase64":"YQ","data":""}`: flagged(&tg.InlineButtonTypeCallback{RequiresPassword: true, Data: []byte("a")}),
		`{"type":"game"}`:     &tg.InlineButtonTypeGame{},
		`{"type":"buy"}`:      &tg.InlineButtonTypeBuy{},
		`{"type":"disabled"}`: &tg.InlineButtonTypeDisabled{},
		`{"type":"switch_inline_same","query":"q","same_peer":true}`:                                        flagged(&tg.InlineButtonTypeSwitchInline{SamePeer: true, Query: "q"}),
		`{"type":"switch_inline","query":"q","same_peer":false,"peer_types":["same_bot_pm","pm","bot_pm"]}`: flagged(&tg.InlineButtonTypeSwitchInline{Query: "q", PeerTypes: []tg.InlineQueryPeerTypeClass{&tg.InlineQueryPeerTypeSameBotPM{}, &tg.InlineQueryPeerTypePM{}, &tg.InlineQueryPeerTypeBotPM{}}}),
		`{"type":"switch_inline","query":"","same_peer":false,"peer_types":["chat","megagroup","broadcast"]}`: flagged(&tg.InlineButtonTypeSwitchInline{PeerTypes: []tg.InlineQueryPeerTypeClass{
			&tg.InlineQueryPeerTypeChat{}, &tg.InlineQueryPeerTypeMegagroup{}, &tg.InlineQueryPeerTypeBroadcast{}}}),
		`{"type":"user_profile","user_id":"9007199254740993"}`: &tg.InlineButtonTypeUserProfile{UserID: 9007199254740993},
		`{"type":"copy_text","copy_text":"copied"}`:            &tg.InlineButtonTypeCopy{CopyText: "copied"},
	}
}

func TestButtonsInRichMessages(t *testing.T) {
	row, inline := map[string]tg.PageBlockClass{}, map[string]tg.PageBlockClass{}
	for want, in := range presses() {
		row[`"type":"button_row","alignment":"stretch","buttons":[{`+word+`,"button":`+want+`}]`] = &tg.PageBlockButtonRow{Buttons: []tg.PageButton{{Text: pieceOf("word"), Type: in}}}
		inline[`"type":"paragraph","text":{"type":"button",`+word+`,"button":`+want+`}`] = &tg.PageBlockParagraph{Text: &tg.TextButton{Text: pieceOf("word"), Type: in}}
	}
	runBlocks(t, row)
	runBlocks(t, inline)
}

func TestLookOfButtonsInRichMessages(t *testing.T) {
	press, link := tg.InlineButtonTypeClass(&tg.InlineButtonTypeDisabled{}), tg.InlineButtonTypeClass(&tg.InlineButtonTypeGame{})
	styled := func(press tg.InlineButtonTypeClass, s tg.RichButtonStyle) tg.PageButton {
		return *flagged(&tg.PageButton{Text: pieceOf("word"), Type: press, Style: *flagged(&s)})
	}
	text := func(press tg.InlineButtonTypeClass, s tg.RichButtonStyle) *tg.PageBlockParagraph {
		return &tg.PageBlockParagraph{Text: flagged(&tg.TextButton{Text: pieceOf("word"), Type: press, Style: *flagged(&s)})}
	}
	button := func(kind, style string) string {
		return `{` + word + `,"button":{"type":"` + kind + `"},"style":"` + style + `"}`
	}
	runBlocks(t, map[string]tg.PageBlockClass{
		`"type":"button_row","alignment":"left","buttons":[]`:                                       flagged(&tg.PageBlockButtonRow{AlignLeft: true}),
		`"type":"button_row","alignment":"center","buttons":[` + button("disabled", "danger") + `]`: flagged(&tg.PageBlockButtonRow{AlignCenter: true, Buttons: []tg.PageButton{styled(press, tg.RichButtonStyle{BgDanger: true})}}),
		`"type":"button_row","alignment":"right","buttons":[` + button("disabled", "primary") + `,` + button("game", "success") + `]`: flagged(&tg.PageBlockButtonRow{AlignRight: true, Buttons: []tg.PageButton{
			styled(press, tg.RichButtonStyle{BgPrimary: true}), styled(link, tg.RichButtonStyle{BgSuccess: true})}}),
		`"type":"paragraph","text":{"type":"button",` + button("disabled", "link")[1:]: text(press, tg.RichButtonStyle{Link: true}),
		`"type":"paragraph","text":{"type":"button",` + button("game", "default")[1:]:  text(link, tg.RichButtonStyle{Link: true}),
	})
}

// An empty list within a rich message stands in one line, all others in two.
func TestEmptyListsOfRichMessagesStandInOneLine(t *testing.T) {
	m, ok := tgconv.Message(rich(&tg.PageBlockList{}, &tg.PageBlockCollage{Caption: caption()}, &tg.PageBlockTable{Title: &tg.TextEmpty{}, Rows: []tg.PageTableRow{{}}},
		&tg.PageBlockRelatedArticles{Title: &tg.TextEmpty{}}, &tg.PageBlockParagraph{Text: &tg.TextConcat{}}))
	if !ok {
		t.Fatal("no message")
	}
	var one, all bytes.Buffer
	a := json.NewAccount(&all, env(), json.Words{})
	a.OpenChats(false)
	c, err := a.Chat(&one, "chats/chat_001", env().Peer(model.UserID(2)))
	check(t, err)
	check(t, c.Message(&m, m.ID, "", saved))
	check(t, c.Close())
	for _, k := range []string{"items", "cells", "articles", "text"} {
		if !strings.Contains(one.String(), `"`+k+`": []`) {
			t.Errorf("%q is not in one line", k)
		}
	}
}

func TestRowsWithoutButtonsAreLeftOut(t *testing.T) {
	button := tg.KeyboardInlineButton{Text: "B", Type: &tg.InlineButtonTypeGame{}}
	for want, rows := range map[string][]tg.KeyboardInlineButtonRow{
		"": {{}, {}},
		`,"inline_bot_buttons":[[{"type":"game","text":"B"}]]`: {{}, {Buttons: []tg.KeyboardInlineButton{button}}, {}},
	} {
		m := saying("")
		m.ReplyMarkup = flagged(&tg.ReplyInlineMarkup{Rows: rows})
		compare(t, said+noText+want+tail, written(t, flagged(m)))
	}
}
