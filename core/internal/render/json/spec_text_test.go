package json_test

import (
	"testing"

	"github.com/gotd/td/tg"
)

func saying(text string, entities ...tg.MessageEntityClass) *tg.Message {
	return flagged(&tg.Message{ID: 9, PeerID: &tg.PeerUser{UserID: 2}, FromID: &tg.PeerUser{UserID: 3}, Date: noon, Message: text, Entities: entities})
}

const said = `{"id":9,"type":"message",` + head + sender

// Each entity alone: text is an array of it and the plain rest, text_entities
// of both as objects.
func TestEntities(t *testing.T) {
	for want, e := range map[string]tg.MessageEntityClass{
		`"type":"mention","text":"word"`:                                                      &tg.MessageEntityMention{Length: 4},
		`"type":"hashtag","text":"word"`:                                                      &tg.MessageEntityHashtag{Length: 4},
		`"type":"cashtag","text":"word"`:                                                      &tg.MessageEntityCashtag{Length: 4},
		`"type":"bot_command","text":"word"`:                                                  &tg.MessageEntityBotCommand{Length: 4},
		`"type":"link","text":"word"`:                                                         &tg.MessageEntityURL{Length: 4},
		`"type":"email","text":"word"`:                                                        &tg.MessageEntityEmail{Length: 4},
		`"type":"phone","text":"word"`:                                                        &tg.MessageEntityPhone{Length: 4},
		`"type":"bank_card","text":"word"`:                                                    &tg.MessageEntityBankCard{Length: 4},
		`"type":"bold","text":"word"`:                                                         &tg.MessageEntityBold{Length: 4},
		`"type":"italic","text":"word"`:                                                       &tg.MessageEntityItalic{Length: 4},
		`"type":"underline","text":"word"`:                                                    &tg.MessageEntityUnderline{Length: 4},
		`"type":"strikethrough","text":"word"`:                                                &tg.MessageEntityStrike{Length: 4},
		`"type":"code","text":"word"`:                                                         &tg.MessageEntityCode{Length: 4},
		`"type":"spoiler","text":"word"`:                                                      &tg.MessageEntitySpoiler{Length: 4},
		`"type":"pre","text":"word","language":""`:                                            &tg.MessageEntityPre{Length: 4},
		`"type":"pre","text":"word","language":"go"`:                                          &tg.MessageEntityPre{Length: 4, Language: "go"},
		`"type":"text_link","text":"word","href":"https://e.org/"`:                            &tg.MessageEntityTextURL{Length: 4, URL: "https://e.org/"},
		`"type":"mention_name","text":"word","user_id":2`:                                     &tg.MessageEntityMentionName{Length: 4, UserID: 2},
		`"type":"blockquote","text":"word","collapsed":false`:                                 &tg.MessageEntityBlockquote{Length: 4},
		`"type":"blockquote","text":"word","collapsed":true`:                                  flagged(&tg.MessageEntityBlockquote{Length: 4, Collapsed: true}),
		`"type":"unknown","text":"word"`:                                                      &tg.MessageEntityUnknown{Length: 4},
		`"type":"custom_emoji","text":"word","document_id":"files/document_5","emoji_id":"5"`: &tg.MessageEntityCustomEmoji{Length: 4, DocumentID: 5},
		`"type":"custom_emoji","text":"word","document_id":"","emoji_id":"415"`:               &tg.MessageEntityCustomEmoji{Length: 4, DocumentID: 415},
		`"type":"custom_emoji","text":"word","document_id":"(unavailable)","emoji_id":"404"`:  &tg.MessageEntityCustomEmoji{Length: 4, DocumentID: 404},
	} {
		t.Run(want, func(t *testing.T) {
			compare(t, said+`"text":[{`+want+`}," end"],"text_entities":[{`+want+`},{"type":"plain","text":" end"}]`+tail, written(t, saying("word end", e)))
		})
	}
}

func TestTexts(t *testing.T) {
	for name, tt := range map[string]struct {
		in   *tg.Message
		want string
	}{
		"none":  {saying(""), noText},
		"plain": {saying("Hello, 山"), `"text":"Hello, 山","text_entities":[{"type":"plain","text":"Hello, 山"}]`},
		// Telegram Desktop appends an empty string to a text such as this one.
		"an entity at the end of a text that is not ASCII": {saying("山 bold", &tg.MessageEntityBold{Offset: 2, Length: 4}),
			`"text":["山 ",{"type":"bold","text":"bold"}],"text_entities":[{"type":"plain","text":"山 "},{"type":"bold","text":"bold"}]`},
		"the first of two that overlap": {saying("one two", &tg.MessageEntityBold{Length: 7}, &tg.MessageEntityItalic{Offset: 4, Length: 3}),
			`"text":[{"type":"bold","text":"one two"}],"text_entities":[{"type":"bold","text":"one two"}]`},
		"offsets in UTF-16": {saying("👍🏽 ok", &tg.MessageEntityItalic{Offset: 5, Length: 2}),
			`"text":["👍🏽 ",{"type":"italic","text":"ok"}],"text_entities":[{"type":"plain","text":"👍🏽 "},{"type":"italic","text":"ok"}]`},
	} {
		t.Run(name, func(t *testing.T) { compare(t, said+tt.want+tail, written(t, tt.in)) })
	}
}

func TestInlineButtons(t *testing.T) {
	for want, in := range map[string]tg.InlineButtonTypeClass{
		`"type":"url","text":"B","data":"https://e.org/"`:                                        &tg.InlineButtonTypeURL{URL: "https://e.org/"},
		`"type":"callback","text":"B","dataBase64":"-_8","data":""`:                              &tg.InlineButtonTypeCallback{Data: []byte{0xfb, 0xff}},
		`"type":"callback_with_password","text":"B","dataBase64":"YQ","data":""`:                 flagged(&tg.InlineButtonTypeCallback{RequiresPassword: true, Data: []byte("a")}),
		`"type":"switch_inline","text":"B","data":"query"`:                                       flagged(&tg.InlineButtonTypeSwitchInline{Query: "query"}),
		`"type":"switch_inline_same","text":"B","data":"query"`:                                  flagged(&tg.InlineButtonTypeSwitchInline{SamePeer: true, Query: "query"}),
		`"type":"game","text":"B"`:                                                               &tg.InlineButtonTypeGame{},
		`"type":"buy","text":"B"`:                                                                &tg.InlineButtonTypeBuy{},
		`"type":"auth","text":"B","data":"https://e.org/","forward_text":"Log in","button_id":3`: flagged(&tg.InlineButtonTypeURLAuth{URL: "https://e.org/", FwdText: "Log in", ButtonID: 3}),
		`"type":"user_profile","text":"B","data":"2"`:                                            &tg.InlineButtonTypeUserProfile{UserID: 2},
		`"type":"web_view","text":"B","data":"https://e.org/"`:                                   &tg.InlineButtonTypeWebView{URL: "https://e.org/"},
		`"type":"copy_text","text":"B","data":"copied"`:                                          &tg.InlineButtonTypeCopy{CopyText: "copied"},
	} {
		t.Run(want, func(t *testing.T) {
			m := saying("")
			button := tg.KeyboardInlineButton{Text: "B", Type: in}
			m.ReplyMarkup = flagged(&tg.ReplyInlineMarkup{Rows: []tg.KeyboardInlineButtonRow{{Buttons: []tg.KeyboardInlineButton{button, button}}, {Buttons: []tg.KeyboardInlineButton{button}}}})
			compare(t, said+noText+`,"inline_bot_buttons":[[{`+want+`},{`+want+`}],[{`+want+`}]]`+tail, written(t, flagged(m)))
		})
	}
}

// The keyboard in place of the reader's own is no part of the message.
func TestReplyKeyboardsAreLeftOut(t *testing.T) {
	m := saying("")
	m.ReplyMarkup = flagged(&tg.ReplyKeyboardMarkup{Rows: []tg.KeyboardButtonRow{{Buttons: []tg.KeyboardButton{{Text: "B", Type: &tg.ButtonTypeRequestPhone{}}}}}})
	compare(t, said+noText+tail, written(t, flagged(m)))
}

func TestReactions(t *testing.T) {
	m := saying("")
	by := func(user int64, r tg.ReactionClass) tg.MessagePeerReaction {
		return *flagged(&tg.MessagePeerReaction{PeerID: &tg.PeerUser{UserID: user}, Date: noon + 5, Reaction: r})
	}
	m.Reactions = *flagged(&tg.MessageReactions{
		Results: []tg.ReactionCount{
			{Reaction: &tg.ReactionEmoji{Emoticon: "👍"}, Count: 2}, {Reaction: &tg.ReactionCustomEmoji{DocumentID: 5}, Count: 1},
			{Reaction: &tg.ReactionPaid{}, Count: 50}, {Reaction: &tg.ReactionEmpty{}, Count: 1},
		},
		RecentReactions: []tg.MessagePeerReaction{by(2, &tg.ReactionEmoji{Emoticon: "👍"}), by(5, &tg.ReactionEmoji{Emoticon: "👍"}), by(2, &tg.ReactionEmoji{Emoticon: "🔥"})},
	})
	const at = `"date":"2025-06-01T12:00:05"}`
	compare(t, said+noText+`,"reactions":[`+
		`{"type":"emoji","count":2,"emoji":"👍","recent":[{"from":"Ann Osei","from_id":"user2",`+at+`,{"from":null,"from_id":"user5",`+at+`]},`+
		`{"type":"custom_emoji","count":1,"document_id":"files/document_5","emoji_id":"5"},{"type":"paid","count":50},{"type":"empty","count":1},`+
		`{"type":"emoji","count":0,"emoji":"🔥","recent":[{"from":"Ann Osei","from_id":"user2",`+at+`]}]`+tail, written(t, flagged(m)))
}

// The base keys of a message in their order, by what the message tells of itself.
func TestHeadsOfMessages(t *testing.T) {
	with := func(change func(*tg.Message)) *tg.Message {
		m := saying("")
		change(m)
		return flagged(m)
	}
	for name, tt := range map[string]struct {
		in   *tg.Message
		want string
	}{
		"edited":         {with(func(m *tg.Message) { m.EditDate = noon + 60 }), `"edited":"2025-06-01T12:01:00","edited_unixtime":"1748768460",` + sender + noText},
		"of the chat":    {with(func(m *tg.Message) { m.FromID = nil }), `"from":"Ann Osei","from_id":"user2",` + noText},
		"of the account": {with(func(m *tg.Message) { m.FromID, m.Out = nil, true }), `"from":"Mira Lund","from_id":"user1",` + noText},
		"of a deleted account": {with(func(m *tg.Message) { m.FromID = &tg.PeerUser{UserID: 5} }),
			`"from":null,"from_id":"user5",` + noText},
		"post": {with(func(m *tg.Message) {
			m.PeerID, m.FromID, m.Post, m.PostAuthor = &tg.PeerChannel{ChannelID: 7}, nil, true, "Editor"
		}), `"from":"News","from_id":"channel7","author":"Editor",` + noText},
		"forwarded": {with(func(m *tg.Message) {
			m.FwdFrom = *flagged(&tg.MessageFwdHeader{FromID: &tg.PeerChannel{ChannelID: 7}, Date: noon})
		}), sender + `"forwarded_from":"News","forwarded_from_id":"channel7",` + noText + `,"forwarded_date":"2025-06-01T12:00:00","forwarded_date_unixtime":"1748768400"`},
		"forwarded from somebody hidden": {with(func(m *tg.Message) {
			m.FwdFrom = *flagged(&tg.MessageFwdHeader{FromName: "Hidden", Date: noon})
		}), sender + `"forwarded_from":"Hidden",` + noText + `,"forwarded_date":"2025-06-01T12:00:00","forwarded_date_unixtime":"1748768400"`},
		"saved": {with(func(m *tg.Message) {
			m.FwdFrom = *flagged(&tg.MessageFwdHeader{FromID: &tg.PeerUser{UserID: 5}, Date: noon, SavedFromPeer: &tg.PeerChannel{ChannelID: 7}, SavedFromMsgID: 3})
		}), sender + `"forwarded_from":null,"forwarded_from_id":"user5","saved_from":"News",` + noText +
			`,"forwarded_date":"2025-06-01T12:00:00","forwarded_date_unixtime":"1748768400","saved_from_id":"channel7"`},
		"reply": {with(func(m *tg.Message) { m.ReplyTo = flagged(&tg.MessageReplyHeader{ReplyToMsgID: 8}) }),
			sender + `"reply_to_message_id":8,` + noText},
		"reply elsewhere": {with(func(m *tg.Message) {
			m.ReplyTo = flagged(&tg.MessageReplyHeader{ReplyToMsgID: 8, ReplyToPeerID: &tg.PeerChannel{ChannelID: 7}})
		}), sender + `"reply_to_message_id":8,"reply_to_peer_id":"channel7",` + noText},
		"reply that names its own chat": {with(func(m *tg.Message) {
			m.ReplyTo = flagged(&tg.MessageReplyHeader{ReplyToMsgID: 8, ReplyToPeerID: &tg.PeerUser{UserID: 2}})
		}), sender + `"reply_to_message_id":8,"reply_to_peer_id":"user2",` + noText},
		"by an inline bot":  {with(func(m *tg.Message) { m.ViaBotID = 4 }), sender + `"via_bot":"@quiz_bot",` + noText},
		"by an unknown one": {with(func(m *tg.Message) { m.ViaBotID = 400 }), sender + noText},
	} {
		t.Run(name, func(t *testing.T) {
			compare(t, `{"id":9,"type":"message",`+head+tt.want+tail, written(t, tt.in))
		})
	}
}
