package tgconv

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// actionTest is an action and the document it becomes.
type actionTest struct {
	in   tg.MessageActionClass
	want model.Action
}

// whoAndWhere are actions about members, calls and services.
func whoAndWhere() []actionTest {
	call := &tg.InputGroupCall{ID: 5, AccessHash: 6}
	user := &tg.PeerUser{UserID: 3}
	return []actionTest{
		{&tg.MessageActionChatCreate{Title: "T", Users: []int64{1, 2}}, model.Action{Type: "create_group", Title: "T", Users: []int64{1, 2}}},
		{&tg.MessageActionChatEditTitle{Title: "T"}, model.Action{Type: "edit_group_title", Title: "T"}},
		{&tg.MessageActionChatAddUser{Users: []int64{1}}, model.Action{Type: "invite_members", Users: []int64{1}}},
		{&tg.MessageActionChatDeleteUser{UserID: 1}, model.Action{Type: "remove_members", Users: []int64{1}}},
		{&tg.MessageActionChatJoinedByLink{InviterID: 1}, model.Action{Type: "join_group_by_link", User: 1}},
		{&tg.MessageActionChatJoinedViaCommunity{CommunityID: 4}, model.Action{Type: "join_group_via_community", Community: 4}},
		{&tg.MessageActionChannelCreate{Title: "T"}, model.Action{Type: "create_channel", Title: "T"}},
		{&tg.MessageActionChatMigrateTo{ChannelID: 9}, model.Action{Type: "migrate_to_supergroup", Peer: model.ChannelID(9)}},
		{&tg.MessageActionGameScore{GameID: 4, Score: 7}, model.Action{Type: "score_in_game", Game: 4, Score: 7}},
		{built(&tg.MessageActionPaymentRefunded{Peer: user, Currency: "XTR", TotalAmount: 5, Charge: tg.PaymentCharge{ID: "c", ProviderChargeID: "p"}}),
			model.Action{Type: "refunded_payment", Peer: model.UserID(3), Currency: "XTR", Amount: 5, Charge: "c",
				Fields: map[string]any{"provider_charge_id": "p"}}},
		{&tg.MessageActionCustomAction{Message: "text"}, model.Action{Type: "custom_action", Text: model.Text{Text: "text"}}},
		{built(&tg.MessageActionBotAllowed{Domain: "x.org"}), model.Action{Type: "allow_sending_messages", Domain: "x.org"}},
		{built(&tg.MessageActionBotAllowed{App: &tg.BotApp{ID: 4, Title: "App", ShortName: "app"}}),
			model.Action{Type: "allow_sending_messages", App: "App", AppID: 4, Fields: map[string]any{"short_name": "app"}}},
		{built(&tg.MessageActionBotAllowed{AttachMenu: true}), model.Action{Type: "attach_menu_bot_allowed", AttachMenu: true}},
		{&tg.MessageActionSecureValuesSent{Types: []tg.SecureValueTypeClass{&tg.SecureValueTypeAddress{}, &tg.SecureValueTypePhone{}}},
			model.Action{Type: "send_passport_values", Values: []string{"address_information", "phone_number"}}},
		{&tg.MessageActionGeoProximityReached{FromID: user, ToID: &tg.PeerUser{UserID: 4}, Distance: 50},
			model.Action{Type: "proximity_reached", FromPeer: model.UserID(3), ToPeer: model.UserID(4), Distance: 50}},
		{built(&tg.MessageActionGroupCall{Call: call, Duration: 60}), model.Action{Type: "group_call", Call: 5, Duration: 60}},
		{&tg.MessageActionInviteToGroupCall{Call: call, Users: []int64{1}}, model.Action{Type: "invite_to_group_call", Call: 5, Users: []int64{1}}},
		{&tg.MessageActionGroupCallScheduled{Call: call, ScheduleDate: 99}, model.Action{Type: "group_call_scheduled", Call: 5, Date: 99}},
		{built(&tg.MessageActionConferenceCall{CallID: 5, Missed: true, Duration: 7, OtherParticipants: []tg.PeerClass{user}}),
			model.Action{Type: "conference_call", Call: 5, Missed: true, Duration: 7, Peers: []model.PeerID{model.UserID(3)}}},
	}
}

// settingsAndGifts are actions about the chat itself, money, gifts and lists.
func settingsAndGifts() []actionTest {
	user := &tg.PeerUser{UserID: 3}
	two := &model.Price{Whole: 2}
	return []actionTest{
		{built(&tg.MessageActionSetMessagesTTL{Period: 60, AutoSettingFrom: 3}), model.Action{Type: "set_messages_ttl", Period: 60, User: 3}},
		{&tg.MessageActionSetChatTheme{Theme: &tg.ChatTheme{Emoticon: "🐥"}}, model.Action{Type: "edit_chat_theme", Emoji: "🐥"}},
		{built(&tg.MessageActionSetChatWallPaper{Same: true}), model.Action{Type: "set_same_chat_wallpaper"}},
		{built(&tg.MessageActionSetChatWallPaper{ForBoth: true}), model.Action{Type: "set_chat_wallpaper", Flags: []string{"for_both"}}},
		{&tg.MessageActionWebViewDataSent{Text: "b"}, model.Action{Type: "send_webview_data", Text: model.Text{Text: "b"}}},
		{built(&tg.MessageActionGiftPremium{Currency: "EUR", Amount: 999, Days: 90, Message: words("hi")}),
			model.Action{Type: "send_premium_gift", Currency: "EUR", Amount: 999, Days: 90, Text: model.Text{Text: "hi"}}},
		{built(&tg.MessageActionGiftCode{ViaGiveaway: true, Unclaimed: true, BoostPeer: user, Days: 30, Slug: "code"}),
			model.Action{Type: "gift_code_prize", Peer: model.UserID(3), Days: 30, Code: "code", Flags: []string{"via_giveaway", "unclaimed"}}},
		{built(&tg.MessageActionGiveawayResults{Stars: true, WinnersCount: 3, UnclaimedCount: 1}),
			model.Action{Type: "giveaway_results", Count: 3, Unclaimed: 1, Flags: []string{"stars"}}},
		{&tg.MessageActionBoostApply{Boosts: 2}, model.Action{Type: "boost_apply", Count: 2}},
		{built(&tg.MessageActionGiftStars{Currency: "EUR", Amount: 5, Stars: 2, TransactionID: "t"}),
			model.Action{Type: "send_stars_gift", Currency: "EUR", Amount: 5, Stars: 2, Price: two, Transaction: "t"}},
		{built(&tg.MessageActionPrizeStars{Unclaimed: true, Stars: 9, TransactionID: "t", BoostPeer: user, GiveawayMsgID: 7}),
			model.Action{Type: "stars_prize", Stars: 9, Transaction: "t", Peer: model.UserID(3), Message: 7, Flags: []string{"unclaimed"}}},
		{built(&tg.MessageActionStarGiftPurchaseOffer{Accepted: true, Gift: &tg.StarGift{ID: 4}, Price: &tg.StarsAmount{Amount: 2}, ExpiresAt: 9}),
			model.Action{Type: "send_star_gift", Gift: &model.Gift{ID: 4}, Price: two, Date: 9, Flags: []string{"purchase_offer", "accepted"}}},
		{&tg.MessageActionRequestedPeer{ButtonID: 4, Peers: []tg.PeerClass{user}},
			model.Action{Type: "requested_peer", Button: 4, Peers: []model.PeerID{model.UserID(3)}}},
		{&tg.MessageActionPaidMessagesRefunded{Count: 3, Stars: 30}, model.Action{Type: "paid_messages_refund", Count: 3, Stars: 30}},
		{built(&tg.MessageActionPaidMessagesPrice{BroadcastMessagesAllowed: true, Stars: 30}),
			model.Action{Type: "paid_messages_price_change", Stars: 30, Flags: []string{"broadcast_messages_allowed"}}},
		{&tg.MessageActionTodoCompletions{Completed: []int{1}, Incompleted: []int{2}},
			model.Action{Type: "todo_completions", Completed: []int{1}, Incompleted: []int{2}}},
		{&tg.MessageActionTodoAppendTasks{List: []tg.TodoItem{{ID: 1, Title: words("milk")}}},
			model.Action{Type: "todo_append_tasks", Todo: []model.TodoItem{{ID: 1, Title: model.Text{Text: "milk"}}}}},
		{built(&tg.MessageActionSuggestedPostApproval{Rejected: true, RejectComment: "no"}),
			model.Action{Type: "process_suggested_post", Reason: "no", Flags: []string{"rejected"}}},
		{built(&tg.MessageActionSuggestedPostApproval{ScheduleDate: 9, Price: &tg.StarsAmount{Amount: 2}}),
			model.Action{Type: "process_suggested_post", Date: 9, Price: two}},
		{built(&tg.MessageActionSuggestedPostRefund{PayerInitiated: true}),
			model.Action{Type: "suggested_post_refund", Flags: []string{"payer_initiated"}}},
		{&tg.MessageActionSuggestBirthday{Birthday: tg.Birthday{Day: 1, Month: 2}},
			model.Action{Type: "suggest_birthday", Birthday: &model.Birthday{Day: 1, Month: 2}}},
		{&tg.MessageActionChangeCreator{NewCreatorID: 3}, model.Action{Type: "change_creator", User: 3}},
		{&tg.MessageActionManagedBotCreated{BotID: 3}, model.Action{Type: "managed_bot_created", User: 3}},
		{&tg.MessageActionPollAppendAnswer{Answer: &tg.PollAnswer{Text: words("5"), Option: []byte{1}}},
			model.Action{Type: "poll_append_answer", Answer: &model.PollAnswer{Text: model.Text{Text: "5"}, Option: []byte{1}}}},
	}
}

// TestActionsFillTheFieldsTheirWordNeeds holds where each value goes, which is
// what the pages are made from.
func TestActionsFillTheFieldsTheirWordNeeds(t *testing.T) {
	for _, c := range slices.Concat(whoAndWhere(), settingsAndGifts()) {
		if d := cmp.Diff(&c.want, action(c.in)); d != "" {
			t.Errorf("%T: %s", c.in, d)
		}
	}
}
