package tgconv

import (
	"reflect"
	"sort"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// desktopWords are the actions of Telegram Desktop's result.json but for
// requested_phone_number, which no object of Telegram gives.
func desktopWords() []string {
	return []string{
		"create_group", "edit_group_title", "edit_group_photo", "delete_group_photo", "invite_members", "remove_members",
		"join_group_by_link", "join_group_by_request", "create_channel", "migrate_to_supergroup", "migrate_from_group",
		"pin_message", "clear_history", "score_in_game", "send_payment", "refunded_payment", "phone_call",
		"conference_call", "group_call", "group_call_scheduled", "invite_to_group_call", "take_screenshot",
		"attach_menu_bot_allowed", "web_app_bot_allowed", "allow_sending_messages", "send_passport_values",
		"joined_telegram", "proximity_reached", "set_messages_ttl", "edit_chat_theme", "set_chat_wallpaper",
		"set_same_chat_wallpaper", "send_webview_data", "send_premium_gift", "gift_code_prize", "giveaway_launch",
		"giveaway_results", "boost_apply", "stars_prize", "send_stars_gift", "send_ton_gift", "send_star_gift",
		"topic_created", "topic_edit", "suggest_profile_photo", "requested_peer", "paid_messages_refund",
		"paid_messages_price_change", "todo_completions", "todo_append_tasks", "process_suggested_post",
		"suggested_post_success", "suggested_post_refund", "suggest_birthday", "no_forwards_toggle",
		"no_forwards_request", "new_creator_pending", "change_creator", "managed_bot_created", "poll_append_answer",
		"poll_delete_answer", "join_group_via_community",
	}
}

// ownWords are those of the actions Telegram Desktop has no word for.
func ownWords() []string {
	return []string{"empty", "custom_action", "payment_sent_me", "secure_values_sent_me", "web_view_data_sent_me",
		"requested_peer_sent_me", "change_community"}
}

func TestActionsBearTelegramDesktopsWords(t *testing.T) {
	got := map[string]bool{}
	for _, c := range constructors(reflect.TypeFor[tg.MessageActionClass]()) {
		full := action((&filler{}).object(c, 0).Interface().(tg.MessageActionClass))
		empty := action(reflect.New(c.Elem()).Interface().(tg.MessageActionClass))
		got[full.Type], got[empty.Type] = true, true
	}
	got[action(&tg.MessageActionBotAllowed{FromRequest: true}).Type] = true
	var words []string
	for w := range got {
		words = append(words, w)
	}
	want := append(desktopWords(), ownWords()...)
	sort.Strings(words)
	sort.Strings(want)
	if d := cmp.Diff(want, words); d != "" {
		t.Error(d)
	}
}

func TestActions(t *testing.T) {
	reopened := &tg.MessageActionTopicEdit{}
	reopened.SetClosed(false)
	yes, no := true, false
	for name, c := range map[string]struct {
		in   tg.MessageActionClass
		want *model.Action
	}{
		"nil":            {nil, nil},
		"topic reopened": {reopened, &model.Action{Type: "topic_edit", Fields: map[string]any{"closed": false}}},
		"toggle": {&tg.MessageActionNoForwardsToggle{PrevValue: true},
			&model.Action{Type: "no_forwards_toggle", Old: &yes, New: &no}},
		"hung up": {built(&tg.MessageActionPhoneCall{CallID: 5, Duration: 9, Reason: &tg.PhoneCallDiscardReasonHangup{}}),
			&model.Action{Type: "phone_call", Call: 5, Duration: 9, Reason: "hangup"}},
		"ton": {&tg.MessageActionGiftTon{Currency: "USD", Amount: 100, CryptoCurrency: "TON", CryptoAmount: 1_500_000_000},
			&model.Action{Type: "send_ton_gift", Currency: "USD", Amount: 100, CryptoCurrency: "TON",
				CryptoAmount: 1_500_000_000, Price: &model.Price{Whole: 1, Nano: 500_000_000, TON: true}}},
		"renewed subscription": {built(&tg.MessageActionPaymentSent{RecurringInit: true, RecurringUsed: true, Currency: "EUR", TotalAmount: 5}),
			&model.Action{Type: "send_payment", Currency: "EUR", Amount: 5, Recurring: "used", Flags: []string{"recurring_init"}}},
		"gift": {built(&tg.MessageActionStarGift{NameHidden: true, Gift: &tg.StarGift{ID: 4, Stars: 15},
			FromID: &tg.PeerUser{UserID: 3}, ConvertStars: 12}),
			&model.Action{Type: "send_star_gift", Stars: 15, FromPeer: model.UserID(3), Flags: []string{"name_hidden"},
				Gift: &model.Gift{ID: 4, Stars: 15}, Fields: map[string]any{"convert_stars": "12"}}},
		"migration": {&tg.MessageActionChannelMigrateFrom{Title: "Old", ChatID: 8},
			&model.Action{Type: "migrate_from_group", Title: "Old", Peer: model.ChatID(8)}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, action(c.in)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestSnake(t *testing.T) {
	for _, c := range [][3]string{
		{"messageActionChatCreate", "messageAction", "chat_create"},
		{"pageBlockParagraph", "pageBlock", "paragraph"},
		{"pageBlockHeading1", "pageBlock", "heading1"},
		{"messageActionSetMessagesTTL", "messageAction", "set_messages_ttl"},
		{"contacts.topPeers", "", "contacts_top_peers"},
	} {
		if got := snake(c[0], c[1]); got != c[2] {
			t.Errorf("snake(%q) = %q, want %q", c[0], got, c[2])
		}
	}
}
