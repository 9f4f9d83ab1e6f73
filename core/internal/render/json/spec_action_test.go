package json_test

import (
	"testing"

	"github.com/gotd/td/tg"
)

// action is a service message and what Telegram Desktop writes of it between the
// dates and the text; who did it comes first unless it is anonymous.
type action struct {
	in        tg.MessageActionClass
	want      string
	anonymous bool
	about     bool // it answers message 8
}

func runActions(t *testing.T, tests map[string]action) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			by := actor
			if tt.anonymous {
				by = ""
			}
			m := service(tt.in)
			if tt.about {
				m = answering(tt.in)
			}
			compare(t, `{"id":9,"type":"service",`+head+by+tt.want+","+noText+tail, written(t, m))
		})
	}
}

func photo(id int64) *tg.Photo {
	return flagged(&tg.Photo{ID: id, Date: noon, DCID: 2, Sizes: []tg.PhotoSizeClass{
		&tg.PhotoSize{Type: "m", W: 320, H: 240, Size: 5000}, &tg.PhotoSize{Type: "y", W: 1280, H: 960, Size: 90000},
	}})
}

func TestActionsOfGroups(t *testing.T) {
	runActions(t, map[string]action{
		"created":             {in: &tg.MessageActionChatCreate{Title: "Club", Users: []int64{2, 5}}, want: `"action":"create_group","title":"Club","members":["Ann Osei",null]`},
		"title":               {in: &tg.MessageActionChatEditTitle{Title: "Club 2"}, want: `"action":"edit_group_title","title":"Club 2"`},
		"photo":               {in: &tg.MessageActionChatEditPhoto{Photo: photo(31)}, want: `"action":"edit_group_photo","photo":"files/photo_31_y","photo_file_size":90000,"width":1280,"height":960`},
		"photo removed":       {in: &tg.MessageActionChatDeletePhoto{}, want: `"action":"delete_group_photo"`},
		"invited":             {in: &tg.MessageActionChatAddUser{Users: []int64{2}}, want: `"action":"invite_members","members":["Ann Osei"]`},
		"removed":             {in: &tg.MessageActionChatDeleteUser{UserID: 2}, want: `"action":"remove_members","members":["Ann Osei"]`},
		"joined by link":      {in: &tg.MessageActionChatJoinedByLink{InviterID: 2}, want: `"action":"join_group_by_link","inviter":"Ann Osei"`},
		"joined by gone link": {in: &tg.MessageActionChatJoinedByLink{InviterID: 5}, want: `"action":"join_group_by_link","inviter":null`},
		"joined by request":   {in: &tg.MessageActionChatJoinedByRequest{}, want: `"action":"join_group_by_request"`},
		"joined by community": {in: &tg.MessageActionChatJoinedViaCommunity{CommunityID: 44}, want: `"action":"join_group_via_community","community_id":44`},
		"channel":             {in: &tg.MessageActionChannelCreate{Title: "News"}, want: `"action":"create_channel","title":"News"`},
		"migrated to":         {in: &tg.MessageActionChatMigrateTo{ChannelID: 7}, want: `"action":"migrate_to_supergroup"`},
		"migrated from":       {in: &tg.MessageActionChannelMigrateFrom{Title: "Club", ChatID: 6}, want: `"action":"migrate_from_group","title":"Club"`},
		"pinned":              {in: &tg.MessageActionPinMessage{}, about: true, want: `"action":"pin_message","message_id":8`},
		"history cleared":     {in: &tg.MessageActionHistoryClear{}, want: `"action":"clear_history"`},
		"screenshot":          {in: &tg.MessageActionScreenshotTaken{}, want: `"action":"take_screenshot"`},
		"signed up":           {in: &tg.MessageActionContactSignUp{}, want: `"action":"joined_telegram"`},
		"custom":              {in: &tg.MessageActionCustomAction{Message: "Hello, all"}, want: `"information_text":"Hello, all"`},
		"topic":               {in: flagged(&tg.MessageActionTopicCreate{Title: "Boots", IconColor: 3, IconEmojiID: 8}), want: `"action":"topic_created","title":"Boots"`},
		"topic renamed":       {in: flagged(&tg.MessageActionTopicEdit{Title: "Shoes"}), want: `"action":"topic_edit","new_title":"Shoes"`},
		"topic icon":          {in: flagged(&tg.MessageActionTopicEdit{IconEmojiID: 8}), want: `"action":"topic_edit","new_icon_emoji_id":8`},
		"boosted":             {in: &tg.MessageActionBoostApply{Boosts: 4}, want: `"action":"boost_apply","boosts":4`},
		"creator pending":     {in: &tg.MessageActionNewCreatorPending{NewCreatorID: 2}, want: `"action":"new_creator_pending","new_creator":"Ann Osei"`},
		"creator":             {in: &tg.MessageActionChangeCreator{NewCreatorID: 5}, want: `"action":"change_creator","new_creator":null`},
		"no forwards":         {in: &tg.MessageActionNoForwardsToggle{NewValue: true}, want: `"action":"no_forwards_toggle","new_value":true`},
		"no forwards asked":   {in: flagged(&tg.MessageActionNoForwardsRequest{Expired: true, PrevValue: true}), want: `"action":"no_forwards_request","expired":true,"new_value":false`},
	})
}

func TestActionsOfPeopleAndCalls(t *testing.T) {
	call := &tg.InputGroupCall{ID: 5, AccessHash: 6}
	runActions(t, map[string]action{
		"call":             {in: flagged(&tg.MessageActionPhoneCall{CallID: 1, Duration: 61, Reason: &tg.PhoneCallDiscardReasonHangup{}}), want: `"action":"phone_call","duration_seconds":61,"discard_reason":"hangup"`},
		"missed":           {in: flagged(&tg.MessageActionPhoneCall{CallID: 1, Reason: &tg.PhoneCallDiscardReasonMissed{}}), want: `"action":"phone_call","discard_reason":"missed"`},
		"busy":             {in: flagged(&tg.MessageActionPhoneCall{CallID: 1, Reason: &tg.PhoneCallDiscardReasonBusy{}}), want: `"action":"phone_call","discard_reason":"busy"`},
		"cut":              {in: flagged(&tg.MessageActionPhoneCall{CallID: 1, Reason: &tg.PhoneCallDiscardReasonDisconnect{}}), want: `"action":"phone_call","discard_reason":"disconnect"`},
		"moved":            {in: flagged(&tg.MessageActionPhoneCall{CallID: 1, Reason: &tg.PhoneCallDiscardReasonMigrateConferenceCall{Slug: "x"}}), want: `"action":"phone_call","discard_reason":"migrate_conference_all"`},
		"missed for long":  {in: flagged(&tg.MessageActionConferenceCall{CallID: 1, Missed: true, Active: true}), want: `"action":"conference_call","is_active":false,"is_missed":true`},
		"conference":       {in: flagged(&tg.MessageActionConferenceCall{CallID: 1, Duration: 7, Active: true}), want: `"action":"conference_call","duration_seconds":7,"is_active":true,"is_missed":false`},
		"group call":       {in: flagged(&tg.MessageActionGroupCall{Call: call, Duration: 60}), want: `"action":"group_call","duration":60`},
		"scheduled":        {in: &tg.MessageActionGroupCallScheduled{Call: call, ScheduleDate: noon}, want: `"action":"group_call_scheduled","schedule_date":1748768400`},
		"invited to call":  {in: &tg.MessageActionInviteToGroupCall{Call: call, Users: []int64{2, 3}}, want: `"action":"invite_to_group_call","members":["Ann Osei","Bob"]`},
		"ttl":              {in: &tg.MessageActionSetMessagesTTL{Period: 86400}, want: `"action":"set_messages_ttl","period":86400`},
		"theme":            {in: &tg.MessageActionSetChatTheme{Theme: &tg.ChatTheme{Emoticon: "🎄"}}, want: `"action":"edit_chat_theme","emoticon":"🎄"`},
		"no theme":         {in: &tg.MessageActionSetChatTheme{Theme: &tg.ChatTheme{}}, want: `"action":"edit_chat_theme"`},
		"wallpaper":        {in: flagged(&tg.MessageActionSetChatWallPaper{Wallpaper: &tg.WallPaperNoFile{ID: 3}}), want: `"action":"set_chat_wallpaper"`},
		"same wallpaper":   {in: flagged(&tg.MessageActionSetChatWallPaper{Same: true, Wallpaper: &tg.WallPaperNoFile{ID: 3}}), about: true, want: `"action":"set_same_chat_wallpaper","message_id":8`},
		"suggested photo":  {in: &tg.MessageActionSuggestProfilePhoto{Photo: photo(404)}, want: `"action":"suggest_profile_photo","photo":"(File unavailable, please try again later)","photo_file_size":90000,"width":1280,"height":960`},
		"birthday":         {in: &tg.MessageActionSuggestBirthday{Birthday: tg.Birthday{Day: 3, Month: 2}}, want: `"action":"suggest_birthday","day":3,"month":2`},
		"birthday of year": {in: &tg.MessageActionSuggestBirthday{Birthday: *flagged(&tg.Birthday{Day: 3, Month: 2, Year: 1990})}, want: `"action":"suggest_birthday","day":3,"month":2,"year":1990`},
		"near": {in: &tg.MessageActionGeoProximityReached{FromID: &tg.PeerUser{UserID: 2}, ToID: &tg.PeerUser{UserID: 5}, Distance: 50}, anonymous: true,
			want: `"action":"proximity_reached","from":"Ann Osei","from_id":"user2","to":null,"to_id":"user5","distance":50`},
		"tasks done":  {in: &tg.MessageActionTodoCompletions{Completed: []int{1, 2}, Incompleted: []int{}}, want: `"action":"todo_completions","completed":[1,2],"incompleted":[]`},
		"tasks added": {in: &tg.MessageActionTodoAppendTasks{List: []tg.TodoItem{{ID: 3, Title: tg.TextWithEntities{Text: "Milk"}}}}, want: `"action":"todo_append_tasks","items":[{"text":"Milk","id":3}]`},
		"answer added": {in: &tg.MessageActionPollAppendAnswer{Answer: &tg.PollAnswer{Text: tg.TextWithEntities{Text: "Rye"}, Option: []byte("0")}},
			want: `"action":"poll_append_answer","option":"Rye"`},
		"answer removed": {in: &tg.MessageActionPollDeleteAnswer{Answer: &tg.PollAnswer{Text: tg.TextWithEntities{Text: "Rye"}, Option: []byte("0")}},
			want: `"action":"poll_delete_answer","option":"Rye"`},
	})
}

func TestActionsOfBots(t *testing.T) {
	runActions(t, map[string]action{
		"score":       {in: &tg.MessageActionGameScore{GameID: 1, Score: 70}, about: true, want: `"action":"score_in_game","game_message_id":8,"score":70`},
		"attach menu": {in: flagged(&tg.MessageActionBotAllowed{AttachMenu: true}), anonymous: true, want: `"action":"attach_menu_bot_allowed"`},
		"web app":     {in: flagged(&tg.MessageActionBotAllowed{FromRequest: true}), anonymous: true, want: `"action":"web_app_bot_allowed"`},
		"by site":     {in: flagged(&tg.MessageActionBotAllowed{Domain: "e.org"}), anonymous: true, want: `"action":"allow_sending_messages","reason_domain":"e.org"`},
		"by app": {in: flagged(&tg.MessageActionBotAllowed{App: &tg.BotApp{ID: 4, Title: "App", ShortName: "app"}}), anonymous: true,
			want: `"action":"allow_sending_messages","reason_app_id":4,"reason_app_name":"App"`},
		"passport": {in: &tg.MessageActionSecureValuesSent{Types: []tg.SecureValueTypeClass{
			&tg.SecureValueTypePersonalDetails{}, &tg.SecureValueTypePassport{}, &tg.SecureValueTypeDriverLicense{}, &tg.SecureValueTypeIdentityCard{},
			&tg.SecureValueTypeInternalPassport{}, &tg.SecureValueTypeAddress{}, &tg.SecureValueTypeUtilityBill{}, &tg.SecureValueTypeBankStatement{},
			&tg.SecureValueTypeRentalAgreement{}, &tg.SecureValueTypePassportRegistration{}, &tg.SecureValueTypeTemporaryRegistration{},
			&tg.SecureValueTypePhone{}, &tg.SecureValueTypeEmail{},
		}}, anonymous: true, want: `"action":"send_passport_values","values":["personal_details","passport","driver_license","identity_card",` +
			`"internal_passport","address_information","utility_bill","bank_statement","rental_agreement","passport_registration",` +
			`"temporary_registration","phone_number","email"]`},
		// Telegram Desktop calls the button's text "text" as well, so that the key comes twice.
		"web view":    {in: &tg.MessageActionWebViewDataSent{Text: "Order"}, anonymous: true, want: `"action":"send_webview_data","button_text":"Order"`},
		"chosen chat": {in: &tg.MessageActionRequestedPeer{ButtonID: 2, Peers: []tg.PeerClass{&tg.PeerUser{UserID: 2}, &tg.PeerChannel{ChannelID: 7}}}, want: `"action":"requested_peer","button_id":2,"peers":["user2","channel7"]`},
		"managed bot": {in: &tg.MessageActionManagedBotCreated{BotID: 4}, want: `"action":"managed_bot_created","bot":"Quiz"`},
	})
}

func TestActionsOfMoney(t *testing.T) {
	news := &tg.PeerChannel{ChannelID: 7}
	runActions(t, map[string]action{
		"paid":         {in: flagged(&tg.MessageActionPaymentSent{Currency: "EUR", TotalAmount: 1250}), anonymous: true, about: true, want: `"action":"send_payment","amount":1250,"currency":"EUR","invoice_message_id":8`},
		"subscribed":   {in: flagged(&tg.MessageActionPaymentSent{Currency: "EUR", TotalAmount: 1250, RecurringInit: true}), anonymous: true, want: `"action":"send_payment","amount":1250,"currency":"EUR","recurring":"init"`},
		"renewed":      {in: flagged(&tg.MessageActionPaymentSent{Currency: "EUR", TotalAmount: 1250, RecurringUsed: true}), anonymous: true, want: `"action":"send_payment","amount":1250,"currency":"EUR","recurring":"used"`},
		"refunded":     {in: flagged(&tg.MessageActionPaymentRefunded{Peer: news, Currency: "XTR", TotalAmount: 5, Charge: tg.PaymentCharge{ID: "c1"}}), anonymous: true, want: `"action":"refunded_payment","amount":5,"currency":"XTR","peer_name":"News","peer_id":"channel7","charge_id":"c1"`},
		"premium":      {in: flagged(&tg.MessageActionGiftPremium{Currency: "USD", Amount: 999, Days: 90}), want: `"action":"send_premium_gift","cost":"$9.99","days":90`},
		"code":         {in: flagged(&tg.MessageActionGiftCode{BoostPeer: news, Days: 30, Slug: "abc", ViaGiveaway: true}), anonymous: true, want: `"action":"gift_code_prize","gift_code":"abc","boost_peer_id":"channel7","days":30,"unclaimed":false,"via_giveaway":true`},
		"code unknown": {in: flagged(&tg.MessageActionGiftCode{Days: 30, Unclaimed: true}), anonymous: true, want: `"action":"gift_code_prize","days":30,"unclaimed":true,"via_giveaway":false`},
		"giveaway":     {in: flagged(&tg.MessageActionGiveawayLaunch{}), anonymous: true, want: `"action":"giveaway_launch"`},
		"winners":      {in: flagged(&tg.MessageActionGiveawayResults{Stars: true, WinnersCount: 5, UnclaimedCount: 1}), anonymous: true, want: `"action":"giveaway_results","winners":5,"unclaimed":1,"stars":true`},
		"stars prize": {in: flagged(&tg.MessageActionPrizeStars{Unclaimed: true, Stars: 50, TransactionID: "t", BoostPeer: news, GiveawayMsgID: 8}),
			want: `"action":"stars_prize","boost_peer_id":"channel7","boost_peer_name":"News","stars":50,"is_unclaimed":true,"giveaway_msg_id":8,"transaction_id":"t"`},
		"stars": {in: flagged(&tg.MessageActionGiftStars{Currency: "USD", Amount: 199, Stars: 100}), want: `"action":"send_stars_gift","cost":"$1.99","amount_whole":100,"amount_nano":0`},
		"ton":   {in: flagged(&tg.MessageActionGiftTon{Currency: "USD", Amount: 500, CryptoCurrency: "TON", CryptoAmount: 1_500_000_000}), want: `"action":"send_ton_gift","cost":"$5.00","amount_whole":1,"amount_nano":500000000`},
		"gift": {in: flagged(&tg.MessageActionStarGift{NameHidden: true, Gift: flagged(&tg.StarGift{ID: 66, Stars: 15, Limited: true}), Message: tg.TextWithEntities{Text: "For you"}}),
			want: `"action":"send_star_gift","gift_id":66,"stars":15,"is_limited":true,"is_anonymous":true,"gift_text":"For you"`},
		"messages refunded": {in: &tg.MessageActionPaidMessagesRefunded{Count: 2, Stars: 20}, want: `"action":"paid_messages_refund","messages_count":2,"stars_count":20`},
		"message price":     {in: flagged(&tg.MessageActionPaidMessagesPrice{Stars: 10, BroadcastMessagesAllowed: true}), want: `"action":"paid_messages_price_change","price_stars":10,"is_broadcast_messages_allowed":true`},
		"post rejected":     {in: flagged(&tg.MessageActionSuggestedPostApproval{Rejected: true, RejectComment: "too long"}), want: `"action":"process_suggested_post","rejected":true,"comment":"too long"`},
		"post accepted":     {in: flagged(&tg.MessageActionSuggestedPostApproval{Price: &tg.StarsAmount{Amount: 20}, ScheduleDate: noon}), want: `"action":"process_suggested_post","price_amount_whole":"20","price_amount_nano":"0","price_currency":"Stars","scheduled_date":1748768400`},
		"post paid":         {in: &tg.MessageActionSuggestedPostSuccess{Price: &tg.StarsTonAmount{Amount: 2_500_000_000}}, want: `"action":"suggested_post_success","price_amount_whole":"2","price_amount_nano":"500000000","price_currency":"TON"`},
		"post refunded":     {in: flagged(&tg.MessageActionSuggestedPostRefund{PayerInitiated: true}), want: `"action":"suggested_post_refund","user_initiated":true`},
	})
}

// What Telegram Desktop does not report as an action is a message without text.
func TestActionsThatAreDropped(t *testing.T) {
	for name, in := range map[string]tg.MessageActionClass{
		"empty": &tg.MessageActionEmpty{}, "payment to a bot": flagged(&tg.MessageActionPaymentSentMe{Currency: "EUR"}),
		"web view data": &tg.MessageActionWebViewDataSentMe{Text: "Order"}, "passport": &tg.MessageActionSecureValuesSentMe{},
		"chosen chats": &tg.MessageActionRequestedPeerSentMe{},
	} {
		t.Run(name, func(t *testing.T) {
			compare(t, `{"id":9,"type":"message",`+head+sender+noText+tail, written(t, service(in)))
		})
	}
}
