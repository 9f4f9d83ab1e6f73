package html

import (
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

// serviceSentence is the line of a service message, in a chat with Ann.
func serviceSentence(t *testing.T, a model.Action, change func(*model.Message)) string {
	t.Helper()
	m := from(2, 2, 1000)
	m.Kind, m.Action, m.Text = model.MessageService, &a, model.Text{}
	if change != nil {
		change(&m)
	}
	page := chatPage(t, ann(), nothing, from(1, 2, 999), m)
	_, after, ok := strings.Cut(page, `id="message2"`)
	if !ok {
		t.Fatal("the message is not on the page")
	}
	_, after, _ = strings.Cut(after, "dir=\"auto\">\n")
	sentence, _, _ := strings.Cut(after, "\n")
	return sentence
}

func TestEachServiceActionHasItsSentence(t *testing.T) {
	channel := func(m *model.Message) { m.Post = true }
	for name, tt := range map[string]struct {
		action model.Action
		change func(*model.Message)
		want   string
	}{
		"a group made alone":     {model.Action{Type: "create_group", Title: "A"}, nil, "Ann created group «A»"},
		"a group made":           {model.Action{Type: "create_group", Title: "A", Users: []int64{1, 2, 9}}, nil, "Ann created group «A» with members Me, Ann and Deleted Account"},
		"a supergroup made":      {model.Action{Type: "create_channel", Title: "A"}, nil, "Ann created group «A»"},
		"a channel made":         {model.Action{Type: "create_channel", Title: "A"}, channel, "Channel «A» created"},
		"a channel renamed":      {model.Action{Type: "edit_group_title", Title: "B"}, channel, "Channel title changed to «B»"},
		"a channel's photo":      {model.Action{Type: "edit_group_photo"}, channel, "Channel photo changed"},
		"no photo of a channel":  {model.Action{Type: "delete_group_photo"}, channel, "Channel photo removed"},
		"a channel's pin":        {model.Action{Type: "pin_message", Message: 1}, channel, `Channel pinned <a href="#go_to_message1">this message</a>`},
		"a photo":                {model.Action{Type: "edit_group_photo"}, nil, "Ann changed group photo"},
		"no photo":               {model.Action{Type: "delete_group_photo"}, nil, "Ann removed group photo"},
		"removed":                {model.Action{Type: "remove_members", Users: []int64{1}}, nil, "Ann removed Me"},
		"by link":                {model.Action{Type: "join_group_by_link", User: 1}, nil, "Ann joined group by link from Me"},
		"by request":             {model.Action{Type: "join_group_by_request"}, nil, "Ann joined group by request"},
		"to a supergroup":        {model.Action{Type: "migrate_to_supergroup"}, nil, "Ann converted this group to a supergroup"},
		"from a group":           {model.Action{Type: "migrate_from_group", Title: "A"}, nil, "Ann converted a basic group to this supergroup «A»"},
		"a pin of another chat":  {model.Action{Type: "pin_message"}, func(m *model.Message) { m.Reply = &model.Reply{ID: 1, Peer: model.UserID(7)} }, "Ann pinned this message"},
		"a pin by its answer":    {model.Action{Type: "pin_message"}, func(m *model.Message) { m.Reply = &model.Reply{ID: 1} }, `Ann pinned <a href="#go_to_message1">this message</a>`},
		"a topic":                {model.Action{Type: "topic_created", Title: "T"}, nil, "Ann created topic «T»"},
		"a topic renamed":        {model.Action{Type: "topic_edit", Title: "U"}, nil, "Ann changed topic title to «U»"},
		"a topic closed":         {model.Action{Type: "topic_edit", Fields: map[string]any{"closed": true}}, nil, "Ann closed the topic"},
		"history cleared":        {model.Action{Type: "clear_history"}, nil, "History cleared"},
		"joined Telegram":        {model.Action{Type: "joined_telegram"}, nil, "Ann joined Telegram"},
		"a voice chat":           {model.Action{Type: "group_call"}, nil, "Ann started voice chat"},
		"a voice chat over":      {model.Action{Type: "group_call", Duration: 1}, nil, "Ann started voice chat (1 second)"},
		"invited to it":          {model.Action{Type: "invite_to_group_call", Users: []int64{1}}, nil, "Ann invited Me to the voice chat"},
		"a theme":                {model.Action{Type: "edit_chat_theme", Emoji: "🎄"}, nil, "Ann changed chat theme to 🎄"},
		"no theme":               {model.Action{Type: "edit_chat_theme"}, nil, "Ann disabled chat theme"},
		"the same background":    {model.Action{Type: "set_same_chat_wallpaper", Message: 1}, nil, `Ann set <a href="#go_to_message1">the same background</a> for this chat`},
		"near":                   {model.Action{Type: "proximity_reached", FromPeer: model.UserID(2), ToPeer: model.UserID(1), Distance: 1500}, nil, "Ann is now within 1,500 meters from Me"},
		"tasks done":             {model.Action{Type: "todo_completions", Completed: []int{1, 2}}, nil, "Ann marked 2 tasks as done"},
		"a task not done":        {model.Action{Type: "todo_completions", Incompleted: []int{1}}, nil, "Ann marked 1 task as not done"},
		"tasks added":            {model.Action{Type: "todo_append_tasks", Todo: []model.TodoItem{{Title: model.Text{Text: "<b>"}}}}, nil, "Ann added «&lt;b&gt;» to the list"},
		"a poll option gone":     {model.Action{Type: "poll_delete_answer", Answer: &model.PollAnswer{Text: model.Text{Text: "<i>"}}}, nil, "Ann removed the poll option «&lt;i&gt;»"},
		"winners":                {model.Action{Type: "giveaway_results", Count: 1}, nil, "1 winner of the giveaway was randomly selected by Telegram"},
		"stars won":              {model.Action{Type: "stars_prize", Stars: 500, Peer: model.UserID(2)}, nil, "A prize of 500 stars in a giveaway by Ann"},
		"a gift":                 {model.Action{Type: "send_star_gift", Gift: &model.Gift{Title: "Cake", Num: 7, Stars: 50}, Text: model.Text{Text: "<3"}}, nil, "Ann sent a gift «Cake #7» of 50 stars: &lt;3"},
		"a post rejected":        {model.Action{Type: "process_suggested_post", Flags: []string{"rejected"}}, nil, "Ann rejected the suggested post"},
		"a score":                {model.Action{Type: "score_in_game", Score: 12, Message: 1}, nil, `Ann scored 12 in <a href="#go_to_message1">this game</a>`},
		"allowed by an app":      {model.Action{Type: "allow_sending_messages", App: "App & Co"}, nil, "You allowed this bot to message you when you opened App &amp; Co"},
		"allowed by a site":      {model.Action{Type: "allow_sending_messages", Domain: "e.org"}, nil, "You allowed this bot to message you when you logged in on e.org"},
		"documents":              {model.Action{Type: "send_passport_values", Values: []string{"personal_details", "passport"}}, nil, "Ann sent the following documents: personal details and passport"},
		"people shared":          {model.Action{Type: "requested_peer", Peers: []model.PeerID{model.UserID(1)}}, nil, "Ann shared Me with the bot"},
		"hostile title":          {model.Action{Type: "edit_group_title", Title: `</div><img src=x onerror="y">`}, nil, "Ann changed group title to «&lt;/div&gt;&lt;img src=x onerror=&quot;y&quot;&gt;»"},
		"an actor nobody knows":  {model.Action{Type: "take_screenshot"}, func(m *model.Message) { m.From = model.UserID(99) }, "Deleted took a screenshot"},
		"an action without name": {model.Action{}, nil, "Service message"},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, serviceSentence(t, tt.action, tt.change)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestACallSaysHowItEnded(t *testing.T) {
	for name, tt := range map[string]struct {
		action model.Action
		out    bool
		want   string
	}{
		"incoming":   {model.Action{Type: "phone_call", Duration: 61}, false, "Incoming (61 seconds)"},
		"outgoing":   {model.Action{Type: "phone_call", Duration: 1}, true, "Outgoing (1 second)"},
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
