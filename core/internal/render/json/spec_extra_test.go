package json_test

import (
	"bytes"
	encoding "encoding/json"
	"testing"

	"satchel/core/internal/model"
	"satchel/core/internal/render/json"

	"github.com/gotd/td/tg"
)

// What Telegram Desktop drops comes in keys after its own, before the zone of
// the date.
func TestAdditionalKeysOfAMessage(t *testing.T) {
	for want, change := range map[string]func(*tg.Message){
		`"views":10,"forwards":0`:            func(m *tg.Message) { m.SetViews(10); m.SetForwards(0) },
		`"replies_count":4`:                  func(m *tg.Message) { m.SetReplies(tg.MessageReplies{Replies: 4}) },
		`"grouped_id":"9007199254740993"`:    func(m *tg.Message) { m.GroupedID = 9007199254740993 },
		`"via_business_bot":4`:               func(m *tg.Message) { m.ViaBusinessBotID = 4 },
		`"sender_rank":"Founder"`:            func(m *tg.Message) { m.FromRank = "Founder" },
		`"pinned":true,"silent":true`:        func(m *tg.Message) { m.Pinned, m.Silent = true, true },
		`"ttl_seconds":86400`:                func(m *tg.Message) { m.TTLPeriod = 86400 },
		`"effect_id":"5"`:                    func(m *tg.Message) { m.Effect = 5 },
		`"paid_message_stars":30`:            func(m *tg.Message) { m.PaidMessageStars = 30 },
		`"dice":{"emoji":"🎲","value":6}`:     func(m *tg.Message) { m.Media = flagged(&tg.MessageMediaDice{Emoticon: "🎲", Value: 6}) },
		`"story":{"peer_id":"user2","id":3}`: func(m *tg.Message) { m.Media = flagged(&tg.MessageMediaStory{Peer: &tg.PeerUser{UserID: 2}, ID: 3}) },
		`"reply_to_story_id":3`: func(m *tg.Message) {
			m.ReplyTo = &tg.MessageReplyStoryHeader{Peer: &tg.PeerUser{UserID: 2}, StoryID: 3}
		},
		`"link_preview":{"url":"https://e.org/","type":"article","site_name":"E","title":"T","description":"D","author":"Ann",` +
			`"photo":"files/photo_31_y","photo_file_size":90000,"width":1280,"height":960}`: func(m *tg.Message) {
			m.Media = flagged(&tg.MessageMediaWebPage{Webpage: flagged(&tg.WebPage{
				ID: 1, URL: "https://e.org/", Type: "article", SiteName: "E", Title: "T", Description: "D", Author: "Ann", Photo: photo(31),
			})})
		},
	} {
		t.Run(want, func(t *testing.T) {
			m := saying("")
			change(m)
			compare(t, said+noText+","+want+tail, written(t, flagged(m)))
		})
	}
}

func TestAdditionalKeysOfReplies(t *testing.T) {
	for name, tt := range map[string]struct {
		in   tg.MessageReplyHeader
		want string
	}{
		"first of a topic": {tg.MessageReplyHeader{ForumTopic: true, ReplyToMsgID: 5}, `"reply_to_message_id":5,` + noText + `,"topic_id":5`},
		"in a topic":       {tg.MessageReplyHeader{ForumTopic: true, ReplyToMsgID: 8, ReplyToTopID: 5}, `"reply_to_message_id":8,` + noText + `,"topic_id":5`},
		"quote": {tg.MessageReplyHeader{ReplyToMsgID: 8, Quote: true, QuoteText: "rye bread", QuoteOffset: 3, QuoteEntities: []tg.MessageEntityClass{&tg.MessageEntityBold{Length: 3}}},
			`"reply_to_message_id":8,` + noText + `,"reply_quote":{"text":[{"type":"bold","text":"rye"}," bread"],"offset":3}`},
		"quote from elsewhere": {tg.MessageReplyHeader{Quote: true, QuoteText: "rye"}, noText + `,"reply_quote":{"text":"rye","offset":0}`},
	} {
		t.Run(name, func(t *testing.T) {
			m := saying("")
			m.ReplyTo = flagged(&tt.in)
			compare(t, said+tt.want+tail, written(t, flagged(m)))
		})
	}
}

func TestAdditionalKeysOfPollsAndTasks(t *testing.T) {
	text := func(s string) tg.TextWithEntities { return tg.TextWithEntities{Text: s} }
	quiz := flagged(&tg.MessageMediaPoll{
		Poll: *flagged(&tg.Poll{ID: 1, Quiz: true, MultipleChoice: true, PublicVoters: true, CloseDate: noon, Question: text("Rye?"),
			Answers: []tg.PollAnswerClass{flagged(&tg.PollAnswer{Text: text("Yes"), Option: []byte("0")})}}),
		Results: *flagged(&tg.PollResults{TotalVoters: 1, Solution: "It is.", Results: []tg.PollAnswerVoters{*flagged(&tg.PollAnswerVoters{Correct: true, Option: []byte("0"), Voters: 1})}}),
	})
	compare(t, said+`"poll":{"question":"Rye?","closed":false,"total_voters":1,"answers":[{"text":"Yes","voters":1,"chosen":false,"correct":true}],`+
		`"quiz":true,"multiple_choice":true,"public_voters":true,"close_date":"2025-06-01T12:00:00","close_date_unixtime":"1748768400",`+
		`"solution":"It is."},`+noText+tail, written(t, carrying(quiz)))

	todo := flagged(&tg.MessageMediaToDo{
		Todo:        *flagged(&tg.TodoList{Title: text("Shop"), List: []tg.TodoItem{{ID: 1, Title: text("Milk")}}}),
		Completions: []tg.TodoCompletion{{ID: 1, CompletedBy: &tg.PeerUser{UserID: 2}, Date: noon}},
	})
	compare(t, said+`"todo_list":{"title":"Shop","others_can_append":false,"others_can_complete":false,"answers":[{"text":"Milk","id":1,`+
		`"completed_by":"user2","completed_date":"2025-06-01T12:00:00","completed_date_unixtime":"1748768400"}]},`+noText+tail, written(t, carrying(todo)))
}

// A preview may have a still and a film: no key stands twice.
func TestAPreviewWithPictureAndFilm(t *testing.T) {
	film := document(33, "video/mp4", video(tg.DocumentAttributeVideo{Duration: 12, W: 640, H: 480})).Document
	m := carrying(&tg.MessageMediaWebPage{Webpage: flagged(&tg.WebPage{ID: 1, URL: "https://e.org/", DisplayURL: "e.org", Photo: photo(31), Document: film})})
	compare(t, said+noText+`,"link_preview":{"url":"https://e.org/","photo":"files/photo_31_y","photo_file_size":90000,`+
		`"file":"files/document_33","file_size":1000,"media_type":"video_file","mime_type":"video/mp4","duration_seconds":12,"width":640,"height":480}`+tail,
		written(t, m))
}

func TestWhatIsBehindAPayment(t *testing.T) {
	m := &tg.MessageMediaPaidMedia{StarsAmount: 25, ExtendedMedia: []tg.MessageExtendedMediaClass{
		&tg.MessageExtendedMedia{Media: flagged(&tg.MessageMediaPhoto{Photo: photo(31)})},
		&tg.MessageExtendedMedia{Media: document(37, "audio/mpeg")},
		flagged(&tg.MessageExtendedMediaPreview{W: 640, H: 480, VideoDuration: 12}),
	}}
	compare(t, said+`"paid_stars_amount":25,`+noText+`,"paid_media":[{"photo":"files/photo_31_y","photo_file_size":90000,"width":1280,"height":960},`+
		`{"file":"files/document_37","file_size":1000,"mime_type":"audio/mpeg"},{"width":640,"height":480,"duration_seconds":12}]`+tail,
		written(t, carrying(m)))
}

func TestEarlierVersionsAndMissingMessages(t *testing.T) {
	e := env()
	ann := e.Peer(model.UserID(2))
	var one, all bytes.Buffer
	a := json.NewAccount(&all, e, json.Words{})
	a.OpenChats(false)
	c, err := a.Chat(&one, "chats/chat_001", ann)
	check(t, err)
	now := model.Message{ID: 9, Peer: ann.ID, From: model.UserID(3), Date: noon, Edited: noon + 60, Text: model.Text{Text: "three"}}
	past := json.Past{Missing: true, Versions: []model.Message{
		{ID: 9, Date: noon, Text: model.Text{Text: "one"}},
		{ID: 9, Date: noon, Edited: noon + 30, Rich: &model.RichMessage{Blocks: []model.RichNode{{Type: "divider"}}}},
	}}
	check(t, c.MessageWithPast(&now, 9, "", saved, past))
	check(t, c.Message(&model.Message{ID: 10, Peer: ann.ID, From: model.UserID(3), Date: noon}, 10, "", saved))
	check(t, c.Close())
	var doc struct {
		Messages []encoding.RawMessage `json:"messages"`
	}
	check(t, encoding.Unmarshal(one.Bytes(), &doc))
	var first, second bytes.Buffer
	check(t, encoding.Compact(&first, doc.Messages[0]))
	check(t, encoding.Compact(&second, doc.Messages[1]))
	compare(t, `{"id":9,"type":"message",`+head+`"edited":"2025-06-01T12:01:00","edited_unixtime":"1748768460",`+sender+
		`"text":"three","text_entities":[{"type":"plain","text":"three"}],"date_zone":"+03:00","missing":true,"versions":[`+
		`{"date":"2025-06-01T12:00:00","date_unixtime":"1748768400","text":"one","text_entities":[{"type":"plain","text":"one"}]},`+
		`{"date":"2025-06-01T12:00:30","date_unixtime":"1748768430","rich_message":{"rtl":false,"part":false,"blocks":[{"type":"divider"}]}}]}`, first.String())
	compare(t, `{"id":10,"type":"message",`+head+sender+noText+tail, second.String())
}

// An action this program has a name for and Telegram Desktop has none, and one of
// a later Telegram.
func TestActionsWithoutAWordOfTelegramDesktop(t *testing.T) {
	runActions(t, map[string]action{"community": {in: &tg.MessageActionChangeCommunity{CommunityID: 44}, want: `"action":"change_community","community_id":44`}})
	later := model.Message{ID: 9, Peer: model.UserID(2), From: model.UserID(3), Date: noon, Kind: model.MessageService, Action: &model.Action{
		Type: "something_new", Title: "T", Users: []int64{2}, User: 3, Peer: model.ChannelID(7), Message: 8, Duration: 5, Count: 2, Stars: 10, Emoji: "🎄", Values: []string{"a"},
	}}
	compare(t, `{"id":9,"type":"service",`+head+actor+`"action":"something_new","title":"T","members":["Ann Osei"],"user_id":"user3","peer_id":"channel7",`+
		`"message_id":8,"duration_seconds":5,"count":2,"stars":10,"emoji":"🎄","values":["a"],`+noText+tail, writtenIn(t, later.Peer, later, ""))
}

// What is pinned, paid or played elsewhere is named with its chat.
func TestActionsAboutMessagesElsewhere(t *testing.T) {
	elsewhere := func(a model.Action) model.Message {
		return model.Message{ID: 9, Peer: model.UserID(2), From: model.UserID(3), Date: noon, Kind: model.MessageService, Action: &a,
			Reply: &model.Reply{ID: 8, Peer: model.ChannelID(7)}}
	}
	for want, a := range map[string]model.Action{
		actor + `"action":"pin_message","message_id":8,"reply_to_peer_id":"channel7"`:                              {Type: "pin_message"},
		actor + `"action":"score_in_game","game_message_id":8,"reply_to_peer_id":"channel7","score":7`:             {Type: "score_in_game", Score: 7},
		`"action":"send_payment","amount":5,"currency":"EUR","invoice_message_id":8,"reply_to_peer_id":"channel7"`: {Type: "send_payment", Amount: 5, Currency: "EUR"},
		actor + `"action":"set_same_chat_wallpaper","message_id":8,"reply_to_peer_id":"channel7"`:                  {Type: "set_same_chat_wallpaper"},
	} {
		t.Run(a.Type, func(t *testing.T) {
			m := elsewhere(a)
			compare(t, `{"id":9,"type":"service",`+head+want+","+noText+tail, writtenIn(t, m.Peer, m, ""))
		})
	}
}
