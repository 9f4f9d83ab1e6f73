package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestReply(t *testing.T) {
	for name, c := range map[string]struct {
		in   tg.MessageReplyHeaderClass
		want *model.Reply
	}{
		"none":    {nil, nil},
		"message": {built(&tg.MessageReplyHeader{ReplyToMsgID: 5, ReplyToTopID: 2, ForumTopic: true}), &model.Reply{ID: 5, Top: 2, ForumTopic: true}},
		"story":   {&tg.MessageReplyStoryHeader{Peer: &tg.PeerUser{UserID: 3}, StoryID: 7}, &model.Reply{Peer: model.UserID(3), Story: 7}},
		"quote of another chat": {built(&tg.MessageReplyHeader{
			ReplyToMsgID: 5, ReplyToPeerID: &tg.PeerChannel{ChannelID: 9}, Quote: true, QuoteText: "said so", QuoteOffset: 4,
			QuoteEntities: []tg.MessageEntityClass{&tg.MessageEntityBold{Offset: 0, Length: 4}},
			ReplyFrom:     built2(tg.MessageFwdHeader{FromName: "Hidden", Date: 8}),
			ReplyMedia:    &tg.MessageMediaGeo{Geo: &tg.GeoPoint{Lat: 1, Long: 2}},
		}), &model.Reply{
			ID: 5, Peer: model.ChannelID(9), Quote: true, QuoteOffset: 4,
			QuoteText: model.Text{Text: "said so", Entities: []model.Entity{{Type: model.EntityBold, Length: 4}}},
			From:      &model.Forward{Name: "Hidden", Date: 8},
			Media:     &model.Media{Kind: model.KindGeo, Geo: &model.Geo{Lat: 1, Long: 2, Map: "map:1:2"}},
		}},
		"task and option": {built(&tg.MessageReplyHeader{ReplyToMsgID: 5, TodoItemID: 3, PollOption: []byte{1}}),
			&model.Reply{ID: 5, TodoItem: 3, PollOption: []byte{1}}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, reply(c.in)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestCountersTellZeroFromAbsent(t *testing.T) {
	m := &tg.Message{ID: 1}
	m.SetViews(0)
	m.SetForwards(3)
	d, _ := Message(m)
	if d.Views == nil || *d.Views != 0 || d.Forwards == nil || *d.Forwards != 3 {
		t.Errorf("views %v, forwards %v", d.Views, d.Forwards)
	}
	if d, _ := Message(&tg.Message{ID: 1}); d.Views != nil || d.Forwards != nil || d.Replies != nil || d.Forward != nil {
		t.Errorf("absent parts appear: %+v", d)
	}
}

func TestServiceMessageSaysWhatItIsAbout(t *testing.T) {
	d, ok := Message(&tg.MessageService{ID: 9, PeerID: &tg.PeerChat{ChatID: 4}, Action: &tg.MessageActionPinMessage{},
		ReplyTo: built(&tg.MessageReplyHeader{ReplyToMsgID: 5})})
	if !ok || d.Kind != model.MessageService || d.Action.Type != "pin_message" || d.Action.Message != 5 {
		t.Errorf("message = %+v, action = %+v", d, d.Action)
	}
}

func TestReactionsKeepTheirReactors(t *testing.T) {
	emoji := &tg.ReactionEmoji{Emoticon: "👍"}
	chosen := tg.ReactionCount{Reaction: emoji, Count: 4}
	chosen.SetChosenOrder(0)
	m := &tg.Message{ID: 1}
	m.SetReactions(tg.MessageReactions{
		Results: []tg.ReactionCount{chosen, {Reaction: &tg.ReactionCustomEmoji{DocumentID: 9}, Count: 1}, {Reaction: &tg.ReactionPaid{}, Count: 50}},
		RecentReactions: []tg.MessagePeerReaction{
			{PeerID: &tg.PeerUser{UserID: 3}, Date: 7, Reaction: emoji, My: true},
			{PeerID: &tg.PeerUser{UserID: 4}, Date: 8, Reaction: &tg.ReactionEmoji{Emoticon: "🔥"}, Big: true},
		},
		TopReactors: []tg.MessageReactor{{Anonymous: true, Count: 50}},
	})
	d, _ := Message(m)
	want := []model.Reaction{
		{Emoji: "👍", Count: 4, Chosen: true, Recent: []model.ReactionBy{{From: model.UserID(3), Date: 7, My: true}}},
		{CustomEmoji: 9, Count: 1}, {Paid: true, Count: 50},
		{Emoji: "🔥", Recent: []model.ReactionBy{{From: model.UserID(4), Date: 8, Big: true}}},
	}
	if diff := cmp.Diff(want, d.Reactions); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]model.StarsReactor{{Anonymous: true, Count: 50}}, d.Reactors); diff != "" {
		t.Error(diff)
	}
}

func TestButtons(t *testing.T) {
	poll := func(quiz bool) *tg.ButtonTypeRequestPoll {
		p := &tg.ButtonTypeRequestPoll{}
		p.SetQuiz(quiz)
		return p
	}
	for _, c := range []struct {
		in   any
		want model.Button
	}{
		{&tg.InlineButtonTypeURL{URL: "https://x"}, model.Button{Type: "url", Data: "https://x"}},
		{built(&tg.InlineButtonTypeURLAuth{URL: "https://x", FwdText: "f", ButtonID: 4}), model.Button{Type: "auth", Data: "https://x", Forward: "f", ID: 4}},
		{&tg.InlineButtonTypeWebView{URL: "https://x"}, model.Button{Type: "web_view", Data: "https://x"}},
		{&tg.InlineButtonTypeCallback{Data: []byte{1, 2}}, model.Button{Type: "callback", Bytes: []byte{1, 2}}},
		{built(&tg.InlineButtonTypeCallback{RequiresPassword: true}), model.Button{Type: "callback_with_password"}},
		{&tg.InlineButtonTypeGame{}, model.Button{Type: "game"}},
		{&tg.InlineButtonTypeBuy{}, model.Button{Type: "buy"}},
		{&tg.InlineButtonTypeSwitchInline{Query: "q"}, model.Button{Type: "switch_inline", Data: "q"}},
		{built(&tg.InlineButtonTypeSwitchInline{SamePeer: true, Query: "q"}), model.Button{Type: "switch_inline_same", Data: "q"}},
		{&tg.InlineButtonTypeUserProfile{UserID: 77}, model.Button{Type: "user_profile", Data: "77"}},
		{&tg.InlineButtonTypeCopy{CopyText: "c"}, model.Button{Type: "copy_text", Data: "c"}},
		{&tg.InlineButtonTypeDisabled{}, model.Button{Type: "disabled"}},
		{&tg.ButtonTypeDefault{}, model.Button{Type: "default"}},
		{&tg.ButtonTypeRequestPhone{}, model.Button{Type: "request_phone"}},
		{&tg.ButtonTypeRequestGeoLocation{}, model.Button{Type: "request_location"}},
		{&tg.ButtonTypeRequestPoll{}, model.Button{Type: "request_poll"}},
		{poll(false), model.Button{Type: "request_poll", Bytes: []byte{0}}},
		{poll(true), model.Button{Type: "request_poll", Bytes: []byte{1}}},
		{&tg.ButtonTypeRequestPeer{ButtonID: 6, PeerType: &tg.RequestPeerTypeUser{}, MaxQuantity: 2}, model.Button{
			Type: "request_peer", ID: 6, Fields: map[string]any{"max_quantity": 2, "peer_type": map[string]any{"_": "requestPeerTypeUser"}}}},
		{&tg.ButtonTypeSimpleWebView{URL: "https://x"}, model.Button{Type: "simple_web_view", Data: "https://x"}},
	} {
		var got model.Button
		switch in := c.in.(type) {
		case tg.InlineButtonTypeClass:
			got = inlineType(in)
		case tg.ButtonTypeClass:
			got = replyType(in)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%T: %s", c.in, d)
		}
	}
}

func TestKeyboardsSayWhichTheyAre(t *testing.T) {
	row := []tg.KeyboardButtonRow{{Buttons: []tg.KeyboardButton{{Text: "a", Type: &tg.ButtonTypeDefault{}}}}}
	for _, c := range []struct {
		in          tg.ReplyMarkupClass
		keyboard    string
		placeholder string
		rows        int
	}{
		{&tg.ReplyInlineMarkup{Rows: []tg.KeyboardInlineButtonRow{{}, {}}}, "inline", "", 2},
		{&tg.ReplyKeyboardMarkup{Rows: row, Placeholder: "type"}, "reply", "type", 1},
		{&tg.ReplyKeyboardHide{}, "hide", "", 0},
		{&tg.ReplyKeyboardForceReply{Placeholder: "go"}, "force_reply", "go", 0},
		{nil, "", "", 0},
	} {
		d, _ := Message(&tg.Message{ReplyMarkup: c.in})
		if d.Keyboard != c.keyboard || d.Placeholder != c.placeholder || len(d.Buttons) != c.rows {
			t.Errorf("%T = %q, %q, %d rows", c.in, d.Keyboard, d.Placeholder, len(d.Buttons))
		}
	}
}

func TestPrices(t *testing.T) {
	for _, c := range []struct {
		in   tg.StarsAmountClass
		want *model.Price
	}{
		{nil, nil},
		{&tg.StarsAmount{Amount: 5, Nanos: 7}, &model.Price{Whole: 5, Nano: 7}},
		{&tg.StarsTonAmount{Amount: 2_500_000_000}, &model.Price{Whole: 2, Nano: 500_000_000, TON: true}},
	} {
		if d := cmp.Diff(c.want, price(c.in)); d != "" {
			t.Errorf("%T: %s", c.in, d)
		}
	}
}
