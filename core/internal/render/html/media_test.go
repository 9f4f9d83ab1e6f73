package html

import (
	"strings"
	"testing"

	"satchel/core/internal/model"
)

// mediaPage writes one message that carries a medium.
func mediaPage(t *testing.T, v *model.Media, files Files) string {
	t.Helper()
	m := from(1, 2, 1000)
	m.Text, m.Media = model.Text{}, v
	return chatPage(t, ann(), files, m)
}

func TestEachMediumHasItsBox(t *testing.T) {
	const hostile = `<b onclick="x">&`
	const shown = "&lt;b onclick=&quot;x&quot;&gt;&amp;"
	at := &model.Geo{Lat: 55.9533456789, Long: -3.1883}
	for name, tt := range map[string]struct {
		media model.Media
		want  []string
	}{
		"a contact":        {model.Media{Kind: model.KindContact, Contact: &model.SharedContact{FirstName: hostile, Phone: "15550100"}}, []string{"media_contact", "title bold", shown}},
		"a point":          {model.Media{Kind: model.KindGeo, Geo: at}, []string{"media_location", `href="https://maps.google.com/maps?q=55.953346,-3.188300&amp;ll=55.953346,-3.188300&amp;z=16"`, "Location"}},
		"a point unknown":  {model.Media{Kind: model.KindGeo, Geo: &model.Geo{Empty: true}}, []string{`<div class="media clearfix pull_left media_location"`}},
		"a live point":     {model.Media{Kind: model.KindGeoLive, Geo: at}, []string{"media_live_location", "Live location"}},
		"a venue":          {model.Media{Kind: model.KindVenue, Geo: at, Venue: &model.Venue{Title: hostile, Address: "1 Quay"}}, []string{"media_venue", shown, "1 Quay"}},
		"a game":           {model.Media{Kind: model.KindGame, Game: &model.Game{ShortName: "run", Title: hostile, Description: "Run!"}}, []string{"media_game", shown, "Run!"}},
		"an invoice":       {model.Media{Kind: model.KindInvoice, Invoice: &model.Invoice{Title: hostile, Currency: "EUR", Amount: 1250}}, []string{"media_invoice", shown}},
		"paid media":       {model.Media{Kind: model.KindPaid, Paid: &model.PaidMedia{Stars: 1500}}, []string{"media_invoice", "⭐1,500", "Paid media"}},
		"a dice":           {model.Media{Kind: model.KindDice, Dice: &model.Dice{Emoji: "🎲", Value: 4}}, []string{`class="dice"`, "🎲"}},
		"a photo left out": {model.Media{Kind: model.KindPhoto, Photo: &model.Photo{File: "photo:1:y", Width: 640, Height: 480}}, []string{`<div class="media clearfix pull_left media_photo"`, "640"}},
		"a checklist": {model.Media{Kind: model.KindTodo, Todo: &model.Todo{Title: model.Text{Text: hostile}, Items: []model.TodoItem{{Title: model.Text{Text: "one"}, Completed: 5, CompletedBy: model.UserID(2)}, {Title: model.Text{Text: "two"}}}}},
			[]string{"question bold", shown, "To-do List", `data-done="">` + "\n- one <span class=\"details\">Ann</span>", "\n- two\n"}},
		"a giveaway": {model.Media{Kind: model.KindGiveaway, Giveaway: &model.Giveaway{Quantity: 3, Months: 6, Prize: hostile, Channels: []int64{9}}},
			[]string{"media_giveaway", "Giveaway Prizes", shown, "3 Telegram Premium Subscriptions for 6 months.", "All subscribers of the channel: Deleted Account"}},
	} {
		t.Run(name, func(t *testing.T) {
			page := mediaPage(t, &tt.media, nothing)
			for _, want := range tt.want {
				if !strings.Contains(page, want) {
					t.Errorf("no %q in %s", want, page)
				}
			}
			if strings.Contains(page, "<b onclick") {
				t.Error("what a stranger wrote became an element")
			}
		})
	}
}

func TestAPollShowsWhatWasChosenAndWhatIsRight(t *testing.T) {
	poll := &model.Poll{Question: model.Text{Text: "Why?"}, Quiz: true, Voters: 4, Solution: model.Text{Text: "Because"},
		Answers: []model.PollAnswer{{Text: model.Text{Text: "A"}, Voters: 3, Correct: true}, {Text: model.Text{Text: "B"}, Voters: 1, Chosen: true}, {Text: model.Text{Text: "C"}}}}
	page := mediaPage(t, &model.Media{Kind: model.KindPoll, Poll: poll}, nothing)
	for _, want := range []string{
		`data-correct="">` + "\n- A <span class=\"details\">3 votes</span>", "width: 75%",
		`data-chosen="">` + "\n- B <span class=\"details\">1 vote, chosen vote</span>", "- C<span class=\"bar\">", "total details\t\">\n4 votes\n", "Because",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	for want, p := range map[string]model.Poll{"Quiz": {Quiz: true}, "Public poll": {Public: true}, "Anonymous poll": {}, "Final results": {Quiz: true, Closed: true}} {
		if got := pollKind(&p); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestPagesTurnAfterAThousandMessagesAndAnswersFindTheirPage(t *testing.T) {
	out := memory{}
	p := ann()
	c := NewChat(testEnv(out, p), "chats/chat_001", &p, 2001)
	for i := 1; i <= 2001; i++ {
		m := from(i, 2, 1000+int64(i))
		if i == 2001 {
			m.Reply = &model.Reply{ID: 3}
		}
		check(t, c.Message(&m, i, "", nothing))
	}
	check(t, c.Close())
	for name, want := range map[string]struct {
		messages       int
		next, previous bool
	}{"messages.html": {1000, true, false}, "messages2.html": {1000, true, true}, "messages3.html": {1, false, true}} {
		page := out["chats/chat_001/"+name].String()
		if n := strings.Count(page, "<div class=\"message default"); n != want.messages {
			t.Errorf("%s has %d messages", name, n)
		}
		if strings.Contains(page, "\nNext messages\n") != want.next || strings.Contains(page, "\nPrevious messages\n") != want.previous {
			t.Errorf("%s leads elsewhere", name)
		}
		if !strings.Contains(page, "data-day") {
			t.Errorf("%s does not begin with its day", name)
		}
	}
	if page := out["chats/chat_001/messages3.html"].String(); !strings.Contains(page, `In reply to <a href="messages.html#go_to_message3">this message</a>`) {
		t.Error(page)
	}
}
