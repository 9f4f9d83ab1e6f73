package html

import (
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

// serviceSentence is the line of a service message, in a chat where Ann (2) acts.
func serviceSentence(t *testing.T, peer model.Peer, a model.Action, change func(*model.Message)) string {
	t.Helper()
	m := from(2, 2, 1000)
	m.Kind, m.Action, m.Text, m.Peer = model.MessageService, &a, model.Text{}, peer.ID
	if change != nil {
		change(&m)
	}
	_, sentence := serviceLine(t, peer, &m)
	return sentence
}

// serviceLine is the body of a service message: its attributes and its line.
func serviceLine(t *testing.T, peer model.Peer, m *model.Message) (attributes, sentence string) {
	t.Helper()
	page := chatPage(t, peer, nothing, from(1, 2, 999), *m)
	_, after, ok := strings.Cut(page, `id="message2"`)
	if !ok {
		t.Fatal("the message is not on the page")
	}
	_, after, _ = strings.Cut(after, "dir=\"auto\"")
	attributes, after, _ = strings.Cut(after, ">\n")
	sentence, _, _ = strings.Cut(after, "\n")
	return attributes, sentence
}

type sentence struct {
	action model.Action
	change func(*model.Message)
	want   string
}

func compareSentences(t *testing.T, peer model.Peer, list map[string]sentence) {
	t.Helper()
	known := knownSentences(t)
	for name, tt := range list {
		t.Run(name, func(t *testing.T) {
			got := serviceSentence(t, peer, tt.action, tt.change)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
			if !known.have(got) {
				t.Errorf("%q stays English", got)
			}
		})
	}
}

func sent(m *model.Message) { m.Out = true }

func yes() *bool { v := true; return &v }

// The sentences are Telegram Desktop's, so that programs find them.
func TestSentencesAboutGroups(t *testing.T) {
	icon := int64(5)
	compareSentences(t, ann(), map[string]sentence{
		"a group made alone":    {model.Action{Type: "create_group", Title: "A"}, nil, "Ann created group «A»"},
		"a group made":          {model.Action{Type: "create_group", Title: "A", Users: []int64{1, 2, 9}}, nil, "Ann created group «A» with members Me, Ann and Deleted Account"},
		"a supergroup made":     {model.Action{Type: "create_channel", Title: "A"}, nil, "Ann created group «A»"},
		"a photo":               {model.Action{Type: "edit_group_photo"}, nil, "Ann changed group photo"},
		"no photo":              {model.Action{Type: "delete_group_photo"}, nil, "Ann removed group photo"},
		"removed":               {model.Action{Type: "remove_members", Users: []int64{1}}, nil, "Ann removed Me"},
		"by link":               {model.Action{Type: "join_group_by_link", User: 1}, nil, "Ann joined group by link from Me"},
		"by request":            {model.Action{Type: "join_group_by_request"}, nil, "Ann joined group by request"},
		"by a community":        {model.Action{Type: "join_group_via_community"}, nil, "Ann joined group via a community"},
		"to a supergroup":       {model.Action{Type: "migrate_to_supergroup"}, nil, "Ann converted this group to a supergroup"},
		"from a group":          {model.Action{Type: "migrate_from_group", Title: "A"}, nil, "Ann converted a basic group to this supergroup «A»"},
		"a pin of another chat": {model.Action{Type: "pin_message"}, func(m *model.Message) { m.Reply = &model.Reply{ID: 1, Peer: model.UserID(7)} }, "Ann pinned this message"},
		"a pin by its answer":   {model.Action{Type: "pin_message"}, func(m *model.Message) { m.Reply = &model.Reply{ID: 1} }, `Ann pinned <a href="#go_to_message1">this message</a>`},
		"a topic":               {model.Action{Type: "topic_created", Title: "T"}, nil, "Ann created topic «T»"},
		"a topic renamed":       {model.Action{Type: "topic_edit", Title: "U"}, nil, "Ann changed topic title to «U»"},
		"a topic's icon":        {model.Action{Type: "topic_edit", Title: "U", IconEmoji: &icon}, nil, "Ann changed topic title to «U»,icon to «5»"},
		"a topic closed":        {model.Action{Type: "topic_edit", Fields: map[string]any{"closed": true}}, nil, "Ann closed the topic"},
		"a topic somehow":       {model.Action{Type: "topic_edit"}, nil, "Ann changed the topic"},
		"a boost":               {model.Action{Type: "boost_apply", Count: 1}, nil, "Ann boosted the group 1 time"},
		"boosts":                {model.Action{Type: "boost_apply", Count: 1234}, nil, "Ann boosted the group 1234 times"},
		"an owner to be":        {model.Action{Type: "new_creator_pending", User: 1}, nil, "Me will become the new main admin in 7 days if Ann does not return"},
		"an owner":              {model.Action{Type: "change_creator", User: 1}, nil, "Ann made Me the new main admin of the group"},
		"hostile title":         {model.Action{Type: "edit_group_title", Title: `</div><img src=x onerror="y">`}, nil, "Ann changed group title to «&lt;/div&gt;&lt;img src=x onerror=&quot;y&quot;&gt;»"},
		"an actor nobody knows": {model.Action{Type: "take_screenshot"}, func(m *model.Message) { m.From = model.UserID(99) }, "Deleted took a screenshot"},
		"without a name":        {model.Action{}, nil, "Service message"},
	})
}

func TestSentencesAboutChannelsNameNobody(t *testing.T) {
	compareSentences(t, model.Peer{ID: model.ChannelID(2), Title: "News", Broadcast: true}, map[string]sentence{
		"made":                 {model.Action{Type: "create_channel", Title: "A"}, nil, "Channel «A» created"},
		"renamed":              {model.Action{Type: "edit_group_title", Title: "B"}, nil, "Channel title changed to «B»"},
		"a photo":              {model.Action{Type: "edit_group_photo"}, nil, "Channel photo changed"},
		"no photo":             {model.Action{Type: "delete_group_photo"}, nil, "Channel photo removed"},
		"a pin":                {model.Action{Type: "pin_message", Message: 1}, func(m *model.Message) { m.From = model.ChannelID(2) }, `News pinned <a href="#go_to_message1">this message</a>`},
		"a voice chat":         {model.Action{Type: "group_call", Duration: 1}, nil, "Voice chat (1 seconds)"},
		"one to come":          {model.Action{Type: "group_call_scheduled", Date: 1748768400}, nil, "Voice chat scheduled for 01.06.2025 05:30:00"},
		"messages that go":     {model.Action{Type: "set_messages_ttl", Period: 86400}, nil, "New messages will auto-delete in 24 hours"},
		"messages that stay":   {model.Action{Type: "set_messages_ttl"}, nil, "New messages will not auto-delete"},
		"a theme":              {model.Action{Type: "edit_chat_theme", Emoji: "🎄"}, nil, "Channel theme was changed to 🎄"},
		"no theme":             {model.Action{Type: "edit_chat_theme"}, nil, "Channel theme was disabled"},
		"a price":              {model.Action{Type: "paid_messages_price_change", Stars: 10, Flags: []string{"broadcast_messages_allowed"}}, nil, "Price per direct message changed to 10 Telegram Stars."},
		"no direct messages":   {model.Action{Type: "paid_messages_price_change"}, nil, "Direct messages were disabled."},
		"what groups have too": {model.Action{Type: "take_screenshot"}, nil, "Deleted took a screenshot"},
	})
}

func TestSentencesAboutChats(t *testing.T) {
	near := func(from, to int64, meters int) model.Action {
		return model.Action{Type: "proximity_reached", FromPeer: model.UserID(from), ToPeer: model.UserID(to), Distance: meters}
	}
	compareSentences(t, ann(), map[string]sentence{
		"history cleared":     {model.Action{Type: "clear_history"}, nil, "History cleared"},
		"joined Telegram":     {model.Action{Type: "joined_telegram"}, nil, "Ann joined Telegram"},
		"a voice chat":        {model.Action{Type: "group_call"}, nil, "Ann started voice chat"},
		"a voice chat over":   {model.Action{Type: "group_call", Duration: 3723}, nil, "Ann started voice chat (3723 seconds)"},
		"one to come":         {model.Action{Type: "group_call_scheduled", Date: 1748768400}, nil, "Ann scheduled a voice chat for 01.06.2025 05:30:00"},
		"invited to it":       {model.Action{Type: "invite_to_group_call", Users: []int64{1}}, nil, "Ann invited Me to the voice chat"},
		"a theme":             {model.Action{Type: "edit_chat_theme", Emoji: "🎄"}, nil, "Ann changed chat theme to 🎄"},
		"no theme":            {model.Action{Type: "edit_chat_theme"}, nil, "Ann disabled chat theme"},
		"a background":        {model.Action{Type: "set_chat_wallpaper"}, nil, "Ann set a new background for this chat"},
		"the same background": {model.Action{Type: "set_same_chat_wallpaper", Message: 1}, nil, `Ann set <a href="#go_to_message1">the same background</a> for this chat`},
		"a birthday":          {model.Action{Type: "suggest_birthday", Birthday: &model.Birthday{Day: 5, Month: 6, Year: 1990}}, nil, "Ann suggests to add a date of birth: 5 June 1990"},
		"a day of no year":    {model.Action{Type: "suggest_birthday", Birthday: &model.Birthday{Day: 5, Month: 13}}, nil, "Ann suggests to add a date of birth: 5"},
		"no sharing":          {model.Action{Type: "no_forwards_toggle", New: yes()}, nil, "Ann disabled sharing in this chat"},
		"sharing":             {model.Action{Type: "no_forwards_toggle"}, nil, "Ann enabled sharing in this chat"},
		"sharing asked for":   {model.Action{Type: "no_forwards_request"}, nil, "Ann requested to enable sharing in this chat"},
		"I am near":           {near(1, 2, 1), nil, "You are now within 1 meter from Ann"},
		"near me":             {near(2, 1, 999), nil, "Ann is now within 999 meters from you"},
		"near each other":     {near(2, 9, 1509), nil, "Ann is now within 1.5 km from Deleted Account"},
		"tasks done":          {model.Action{Type: "todo_completions", Completed: []int{1, 2, 3}, Message: 1}, nil, `Ann marked 1, 2 and 3 as done in <a href="#go_to_message1">this todo list</a>.`},
		"a task not done":     {model.Action{Type: "todo_completions", Incompleted: []int{1}}, nil, "Ann marked 1 as not done yet in this todo list."},
		"both":                {model.Action{Type: "todo_completions", Completed: []int{1}, Incompleted: []int{2}}, nil, "Ann marked 1 as done and 2 as not done yet in this todo list."},
		"tasks added":         {model.Action{Type: "todo_append_tasks", Todo: []model.TodoItem{{Title: model.Text{Text: "<b>"}}, {Title: model.Text{Text: "c"}}}}, nil, "Ann added tasks: &quot;&lt;b&gt;&quot;, &quot;c&quot;"},
		"a poll option":       {model.Action{Type: "poll_append_answer", Answer: &model.PollAnswer{Text: model.Text{Text: "a"}}}, nil, "Ann added &quot;a&quot; to the poll."},
		"a poll option gone":  {model.Action{Type: "poll_delete_answer", Answer: &model.PollAnswer{Text: model.Text{Text: "<i>"}}}, nil, "Ann removed &quot;&lt;i&gt;&quot; from the poll."},
	})
}

func TestSentencesAboutMoney(t *testing.T) {
	paid := model.Action{Type: "send_payment", Currency: "EUR", Amount: 1250, Message: 1}
	with := func(a model.Action, recurring string) model.Action { a.Recurring = recurring; return a }
	compareSentences(t, ann(), map[string]sentence{
		"paid":            {paid, nil, `You have successfully transferred 12,50 € for <a href="#go_to_message1">this invoice</a>`},
		"paid from now":   {with(paid, "init"), nil, `You have successfully transferred 12,50 € for <a href="#go_to_message1">this invoice</a> and allowed future recurring payments`},
		"paid again":      {with(paid, "used"), nil, "You were charged 12,50 € via recurring payment"},
		"paid back":       {model.Action{Type: "refunded_payment", Currency: "EUR", Amount: 100, Peer: model.UserID(2)}, nil, "Ann refunded back 1,00 €"},
		"a refund":        {model.Action{Type: "paid_messages_refund", Stars: 5, Count: 2}, nil, "Ann refunded 5 Stars for 2 messages to you"},
		"my refund":       {model.Action{Type: "paid_messages_refund", Stars: 5, Count: 2}, sent, "You refunded 5 Stars for 2 messages to Ann"},
		"a price":         {model.Action{Type: "paid_messages_price_change", Stars: 10}, nil, "Price per message changed to 10 Telegram Stars."},
		"a post rejected": {model.Action{Type: "process_suggested_post", Flags: []string{"rejected"}, Reason: "<no>"}, nil, "Ann rejected your suggested post, with comment: &quot;&lt;no&gt;&quot;"},
		"a post approved": {model.Action{Type: "process_suggested_post", Price: &model.Price{Whole: 1, Nano: 500_000_000, TON: true}, Date: 1748768400}, nil, "Ann approved your suggested post, for 1.5 TON, 1 June 2025 at 05:30."},
		"a post paid":     {model.Action{Type: "suggested_post_success", Price: &model.Price{Whole: 7}}, nil, "The paid post was shown for 24 hours and 7 stars were transferred to the channel."},
		"a post for free": {model.Action{Type: "suggested_post_success"}, nil, "The paid post was shown for 24 hours and 0 stars were transferred to the channel."},
		"a post undone":   {model.Action{Type: "suggested_post_refund"}, nil, "The admin deleted the post early, the payment was refunded."},
		"undone by payer": {model.Action{Type: "suggested_post_refund", Flags: []string{"payer_initiated"}}, nil, "The user refunded the payment, post was deleted."},
	})
}

func TestSentencesAboutGifts(t *testing.T) {
	compareSentences(t, ann(), map[string]sentence{
		"premium":          {model.Action{Type: "send_premium_gift", Currency: "USD", Amount: 999, Days: 90}, nil, "Ann sent you a gift for $9.99: Telegram Premium for 90 days."},
		"something":        {model.Action{Type: "send_premium_gift", Days: 90}, nil, "Ann sent you a gift."},
		"stars":            {model.Action{Type: "send_stars_gift", Currency: "USD", Amount: 999, Price: &model.Price{Whole: 500}}, nil, "Ann sent you a gift for $9.99: 500 Telegram Stars."},
		"TON":              {model.Action{Type: "send_ton_gift", Currency: "USD", Amount: 999, Price: &model.Price{Whole: 2, Nano: 250_000_000, TON: true}}, nil, "Ann sent you a gift for $9.99: 2.25 TON."},
		"a gift":           {model.Action{Type: "send_star_gift", Gift: &model.Gift{Title: "Cake", Num: 7, Stars: 50}, Text: model.Text{Text: "<3"}}, nil, "Ann sent you a gift of 50 Telegram Stars. «Cake #7»<br>&lt;3"},
		"a unique gift":    {model.Action{Type: "send_star_gift", Gift: &model.Gift{Title: "Cake", Unique: true}}, nil, "Ann sent you a gift. «Cake»"},
		"a code":           {model.Action{Type: "gift_code_prize", Days: 1}, nil, "You&apos;ve received a Telegram Premium for 1 day gift from a channel."},
		"a code won":       {model.Action{Type: "gift_code_prize", Days: 30, Flags: []string{"via_giveaway"}}, nil, "You won a Telegram Premium for 30 days prize in a giveaway organized by a channel."},
		"a code unused":    {model.Action{Type: "gift_code_prize", Days: 30, Flags: []string{"via_giveaway", "unclaimed"}}, nil, "This is an unclaimed Telegram Premium for 30 days prize in a giveaway organized by a channel."},
		"a giveaway":       {model.Action{Type: "giveaway_launch"}, nil, "Ann just started a giveaway of Telegram Premium subscriptions to its followers."},
		"no winners":       {model.Action{Type: "giveaway_results"}, nil, "No winners of the giveaway could be selected."},
		"winners":          {model.Action{Type: "giveaway_results", Count: 3}, nil, "3 of the giveaway was randomly selected by Telegram and received private messages with giftcodes."},
		"winners of stars": {model.Action{Type: "giveaway_results", Count: 3, Unclaimed: 1, Flags: []string{"stars"}}, nil, "Some winners of the giveaway were randomly selected by Telegram and received their prize."},
		"stars won":        {model.Action{Type: "stars_prize", Stars: 500, Peer: model.UserID(2)}, nil, "You won a prize in a giveaway organized by Ann.<br> Your prize is 500 Telegram Stars."},
	})
}

func TestSentencesAboutBots(t *testing.T) {
	compareSentences(t, ann(), map[string]sentence{
		"a score":            {model.Action{Type: "score_in_game", Score: 12, Message: 1}, nil, `Ann scored 12 in <a href="#go_to_message1">this game</a>`},
		"allowed by an app":  {model.Action{Type: "allow_sending_messages", App: "App & Co"}, nil, "You allowed this bot to message you when you opened App &amp; Co"},
		"allowed by a site":  {model.Action{Type: "allow_sending_messages", Domain: "e.org"}, nil, "You allowed this bot to message you when you logged in on e.org"},
		"allowed in a menu":  {model.Action{Type: "attach_menu_bot_allowed"}, nil, "You allowed this bot to message you when you added it in the attachment menu."},
		"allowed when asked": {model.Action{Type: "web_app_bot_allowed"}, nil, "You allowed this bot to message you in his web-app."},
		"documents":          {model.Action{Type: "send_passport_values", Values: []string{"personal_details", "passport", ""}}, nil, "You have sent the following documents: Personal details, Passport and "},
		"my number":          {model.Action{Type: "requested_phone_number"}, nil, "Ann requested your phone number"},
		"data":               {model.Action{Type: "send_webview_data", Text: model.Text{Text: "<Go>"}}, nil, "You have just successfully transferred data from the «&lt;Go&gt;» button to the bot"},
		"people shared":      {model.Action{Type: "requested_peer", Peers: []model.PeerID{model.UserID(1)}}, nil, "Ann shared Me with the bot"},
		"a bot":              {model.Action{Type: "managed_bot_created", User: 2}, nil, "Ann created a bot Ann"},
	})
}

func TestACallSaysHowItEnded(t *testing.T) {
	for name, tt := range map[string]struct {
		action model.Action
		out    bool
		want   string
	}{
		"incoming":   {model.Action{Type: "phone_call", Duration: 61}, false, "Incoming (61 seconds)"},
		"outgoing":   {model.Action{Type: "phone_call", Duration: 1}, true, "Outgoing (1 seconds)"},
		"cancelled":  {model.Action{Type: "phone_call", Reason: "missed"}, true, "Cancelled"},
		"missed":     {model.Action{Type: "phone_call", Reason: "missed"}, false, "Missed"},
		"declined":   {model.Action{Type: "phone_call", Reason: "busy"}, false, "Declined"},
		"invitation": {model.Action{Type: "conference_call"}, false, "Invitation"},
		"ongoing":    {model.Action{Type: "conference_call", Active: true}, false, "Ongoing"},
		"not taken":  {model.Action{Type: "conference_call", Missed: true}, false, "Missed"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := callStatus(&model.Message{Out: tt.out, Action: &tt.action}); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
