package html

import (
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
	xhtml "golang.org/x/net/html"
)

// outline writes the classes of an element's children as readers of Telegram
// Desktop's pages see them, "body(date from_name text)".
func outline(n *xhtml.Node) string {
	var parts []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != xhtml.ElementNode {
			continue
		}
		class := c.Data
		for _, a := range c.Attr {
			if a.Key == "class" {
				class += "." + strings.Join(strings.Fields(a.Val), ".")
			}
		}
		if inner := outline(c); inner != "" {
			class += "(" + inner + ")"
		}
		parts = append(parts, class)
	}
	return strings.Join(parts, " ")
}

// shape is the outline of message n of a page, that of faces left out.
func shape(t *testing.T, page, id string) string {
	t.Helper()
	doc, err := xhtml.Parse(strings.NewReader(page))
	check(t, err)
	var found *xhtml.Node
	var walk func(*xhtml.Node)
	walk = func(n *xhtml.Node) {
		for _, a := range n.Attr {
			if a.Key == "id" && a.Val == id {
				found = n
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	if found == nil {
		t.Fatalf("no %s", id)
	}
	s := outline(found)
	for i := range 9 {
		s = strings.ReplaceAll(s, "(div.userpic.userpic"+string(rune('0'+i))+"(div.initials))", "")
	}
	return s
}

// The elements readers pick stand where Telegram Desktop has them.
func TestTheShapeOfAMessageIsTelegramDesktops(t *testing.T) {
	const face, date = "div.pull_left.userpic_wrap ", "div.pull_right.date.details"
	const named = face + "div.body(" + date + " div.from_name "
	bot := model.Peer{ID: model.UserID(7), FirstName: "Gif", Username: "gif", Bot: true}
	forward := &model.Forward{Name: "Somebody", Date: 900}
	for name, tt := range map[string]struct {
		change func(*model.Message)
		want   string
	}{
		"words":    {func(m *model.Message) {}, named + "div.text)"},
		"signed":   {func(m *model.Message) { m.Author = "Editor" }, named + "div.text div.signature.details)"},
		"by a bot": {func(m *model.Message) { m.ViaBot = 7 }, face + "div.body(" + date + " div.from_name(bdi.via) div.text)"},
		"forwarded": {func(m *model.Message) { m.Forward, m.Author, m.ViaBot = forward, "Editor", 7 },
			named + "div.pull_left.forwarded.userpic_wrap div.forwarded.body(div.from_name(bdi.via span.date.details) div.text div.signature.details))"},
		"forwarded from nobody known": {func(m *model.Message) { m.Forward = &model.Forward{From: model.UserID(99)} },
			named + "div.pull_left.forwarded.userpic_wrap div.forwarded.body(div.from_name(span.date.details) div.text))"},
		"saved": {func(m *model.Message) {
			m.Forward = &model.Forward{Name: "Somebody", Date: 900, SavedPeer: model.UserID(7)}
		}, named + "div.text)"},
		"an answer": {func(m *model.Message) { m.Reply = &model.Reply{ID: 77} }, named + "div.reply_to.details(a) div.text)"},
		"an answer elsewhere": {func(m *model.Message) { m.Reply = &model.Reply{ID: 77, Peer: model.ChannelID(9)} },
			named + "div.reply_to.details div.text)"},
		"buttons": {func(m *model.Message) {
			m.Keyboard, m.Buttons = "inline", [][]model.Button{{{Text: "a"}, {Text: "b"}}}
		}, named + "div.text table.bot_buttons_table(tbody(tr(td.bot_button_row(div.bot_button(a(div)) div.bot_button_column_separator div.bot_button(a(div)))))))"},
		"reactions": {func(m *model.Message) {
			m.Reactions = []model.Reaction{{Emoji: "👍", Count: 2}, {Paid: true, Count: 1}}
		},
			named + "div.text span.reactions(span.reaction(span.emoji span.count) span.reaction.paid(span.emoji span.count)))"},
	} {
		t.Run(name, func(t *testing.T) {
			m := from(1, 2, 1000)
			tt.change(&m)
			out := memory{}
			p := ann()
			c := NewChat(testEnv(out, p, bot), "chats/chat_001", &p, 1)
			check(t, c.Message(&m, 1, "", nothing))
			check(t, c.Close())
			if d := cmp.Diff(tt.want, shape(t, out["chats/chat_001/messages.html"].String(), "message1")); d != "" {
				t.Error(d)
			}
		})
	}
}

// What was saved stands under its author's name, known to Telegram or not.
func TestSavedMessagesStandUnderTheirAuthor(t *testing.T) {
	for name, tt := range map[string]struct {
		forward model.Forward
		want    string
	}{
		"of somebody":         {model.Forward{From: model.UserID(2), SavedPeer: model.UserID(2)}, "Ann"},
		"of somebody hidden":  {model.Forward{Name: "Somebody", SavedPeer: model.UserID(2)}, "Somebody"},
		"of a deleted person": {model.Forward{From: model.UserID(9), SavedPeer: model.UserID(9)}, "Deleted Account"},
		"not saved":           {model.Forward{From: model.UserID(2)}, "Me"},
	} {
		t.Run(name, func(t *testing.T) {
			m := from(1, 1, 1000)
			m.Forward = &tt.forward
			page := chatPage(t, ann(), nothing, m)
			_, after, _ := strings.Cut(page, `<div class="from_name"`)
			_, after, _ = strings.Cut(after, ">\n")
			if got, _, _ := strings.Cut(after, "\n"); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// Of forwards that came together from one person the first alone says from whom.
func TestTheOriginOfForwardsThatBelongTogetherIsToldOnce(t *testing.T) {
	const told = "div.pull_left.forwarded.userpic_wrap div.forwarded.body(div.from_name(span.date.details) div.text)"
	const known = "div.forwarded.body(div.text)"
	person, channel := model.UserID(7), model.ChannelID(7)
	for name, tt := range map[string]struct {
		one, two model.Forward
		later    int64
		want     string
	}{
		"of one person":          {model.Forward{From: person, Date: 100}, model.Forward{From: person, Date: 1000}, 1, known},
		"written earlier":        {model.Forward{From: person, Date: 1000}, model.Forward{From: person, Date: 100}, 0, known},
		"written hours apart":    {model.Forward{From: person, Date: 100}, model.Forward{From: person, Date: 1001}, 1, told},
		"of a channel":           {model.Forward{From: channel, Date: 100}, model.Forward{From: channel, Date: 100}, 1, told},
		"of somebody hidden":     {model.Forward{Name: "A", Date: 100}, model.Forward{Name: "A", Date: 100}, 1, told},
		"of two people":          {model.Forward{From: person, Date: 100}, model.Forward{From: model.UserID(8), Date: 100}, 1, told},
		"not forwarded together": {model.Forward{From: person, Date: 100}, model.Forward{From: person, Date: 100}, 2, told},
	} {
		t.Run(name, func(t *testing.T) {
			one, two := from(1, 2, 5000), from(2, 2, 5000+tt.later)
			one.Forward, two.Forward = &tt.one, &tt.two
			page := chatPage(t, ann(), nothing, one, two)
			for id, want := range map[string]string{"message1": told, "message2": tt.want} {
				got := shape(t, page, id)
				if !strings.HasSuffix(got, " "+want+")") || want == known && strings.Contains(got, "userpic_wrap") {
					t.Errorf("%s: %s", id, got)
				}
			}
		})
	}
}

// boxOf is the title, description and status of the box of a medium.
func boxOf(page string) (title, description, status string) {
	line := func(class string) string {
		_, after, ok := strings.Cut(page, `<div class="`+class+`" dir="auto">`+"\n")
		if !ok {
			return ""
		}
		s, _, _ := strings.Cut(after, "\n")
		return s
	}
	return line("title bold"), line("description"), line("status details")
}

func TestTheWordsOfABoxAreTelegramDesktops(t *testing.T) {
	document := func(d model.Document) *model.Media {
		d.File = "document:5"
		return &model.Media{Kind: model.KindDocument, Document: &d}
	}
	const tooLarge = "Exceeds maximum size, change data exporting settings to download."
	at := &model.Geo{Lat: 55.9533456789, Long: -3.1883}
	there := func(model.FileKey) model.FileResult {
		return model.FileResult{Path: "chats/chat_001/files/a.bin", Size: 2048}
	}
	large := func(model.FileKey) model.FileResult { return model.FileResult{Skip: model.SkipSize} }
	for name, tt := range map[string]struct {
		media                      *model.Media
		files                      Files
		title, description, status string
	}{
		"a voice":          {document(model.Document{Voice: true, Audio: true, Duration: 7.9, Size: 9}), there, "Voice message", "", "00:07"},
		"no voice":         {document(model.Document{Voice: true, Audio: true, Duration: 7, Size: 1536}), large, "Voice message", tooLarge, "00:07, 1.5 KB"},
		"a song":           {document(model.Document{Audio: true, Duration: 61, Title: "T", Performer: "P"}), there, "P – T", "", "01:01"},
		"a round video":    {document(model.Document{HasVideo: true, Round: true, Duration: 5}), there, "Video message", "", "00:05"},
		"no round video":   {document(model.Document{HasVideo: true, Round: true, Duration: 5, Size: 10}), large, "Video message", tooLarge, "00:05, 10 B"},
		"no video":         {document(model.Document{HasVideo: true, Duration: 3723, Size: 5 << 20}), large, "Video file", tooLarge, "1:02:03, 5.0 MB"},
		"no animation":     {document(model.Document{HasVideo: true, Animated: true, Duration: 3, Size: 5 << 20}), large, "Animation", tooLarge, "5.0 MB"},
		"no sticker":       {document(model.Document{Sticker: true, Emoji: "🎉", Size: 2048}), large, "Sticker", tooLarge, "🎉, 2.0 KB"},
		"a file":           {document(model.Document{Name: "a.bin"}), there, "a.bin", "", "2.0 KB"},
		"a file not asked": {document(model.Document{Size: 10}), func(model.FileKey) model.FileResult { return model.FileResult{Skip: model.SkipType} }, "File", "Not included, change data exporting settings to download.", "10 B"},
		"a photo gone":     {&model.Media{Kind: model.KindPhoto, Photo: &model.Photo{File: "photo:1:y", Width: 640, Height: 480, Size: 1 << 20}}, nothing, "Photo", "Unavailable, please try again later.", "640×480, 1.0 MB"},
		"for one's eyes":   {&model.Media{Kind: model.KindPhoto, TTL: 5, Photo: &model.Photo{}}, nothing, "Self-destructing photo", "", "Please view it on your mobile"},
		"too late":         {&model.Media{Kind: model.KindDocument, TTL: 5, Expired: true, Document: &model.Document{HasVideo: true}}, nothing, "Self-destructing video", "", "Expired"},
		"a point":          {&model.Media{Kind: model.KindGeo, Geo: at}, nothing, "Location", "", "55.953346, -3.188300"},
		"a venue":          {&model.Media{Kind: model.KindVenue, Geo: at, Venue: &model.Venue{Title: "Quay", Address: "1 Quay"}}, nothing, "Quay", "1 Quay", ""},
		"a contact":        {&model.Media{Kind: model.KindContact, Contact: &model.SharedContact{FirstName: "Bo", LastName: "Li", Phone: "447911123456"}}, nothing, "Bo Li", "", "+44 7911 123456"},
		"an invoice":       {&model.Media{Kind: model.KindInvoice, Invoice: &model.Invoice{Title: "Tea", Description: "Green", Currency: "USD", Amount: 250}}, nothing, "Tea", "Green", "$2.50"},
		"paid":             {&model.Media{Kind: model.KindPaid, Paid: &model.PaidMedia{Stars: 15}}, nothing, "Paid media", "", "⭐15"},
	} {
		t.Run(name, func(t *testing.T) {
			title, description, status := boxOf(mediaPage(t, tt.media, tt.files))
			if d := cmp.Diff([]string{tt.title, tt.description, tt.status}, []string{title, description, status}); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestAVideoSaysHowLongItIs(t *testing.T) {
	there := func(model.FileKey) model.FileResult {
		return model.FileResult{Path: "chats/chat_001/video_files/a.mp4", Size: 2048}
	}
	page := mediaPage(t, &model.Media{Kind: model.KindDocument, Document: &model.Document{File: "document:5", HasVideo: true, Duration: 75}}, there)
	if !strings.Contains(page, "<div class=\"video_duration\" dir=\"auto\">\n01:15\n") {
		t.Error(page)
	}
}

func TestAContactLeadsToItsFile(t *testing.T) {
	out := memory{}
	p := ann()
	c := NewChat(testEnv(out, p), "chats/chat_001", &p, 1)
	m := from(1, 2, 1000)
	m.Media = &model.Media{Kind: model.KindContact, Contact: &model.SharedContact{FirstName: "Bo", Phone: "447911123456", VCard: "x"}}
	check(t, c.Message(&m, 1, "chats/chat_001/contacts/contact_1.vcard", nothing))
	check(t, c.Close())
	page := out["chats/chat_001/messages.html"].String()
	if _, _, status := boxOf(page); status != "+44 7911 123456 - vCard" || !strings.Contains(page, `block_link media_contact" href="contacts/contact_1.vcard"`) {
		t.Error(page)
	}
}

// A rich message is shown though Telegram sends a medium for older programs with it.
func TestARichMessageOfUnsupportedMediaIsShown(t *testing.T) {
	m := from(1, 2, 1000)
	m.Media, m.Rich = &model.Media{Kind: model.KindUnsupported}, &model.RichMessage{Blocks: []model.RichNode{{Type: "paragraph", Children: []model.RichNode{{Type: "plain", Text: "rich words"}}}}}
	if page := chatPage(t, ann(), nothing, m); !strings.Contains(page, "rich words") || strings.Contains(page, "not supported") {
		t.Error(page)
	}
}

func TestGiveawaysSayWhatTelegramDesktopSays(t *testing.T) {
	news := model.Peer{ID: model.ChannelID(9), Title: "News", Broadcast: true}
	club := model.Peer{ID: model.ChannelID(8), Title: "Club"}
	bodies := func(v *model.Media) (list []string) {
		m := from(1, 2, 1000)
		m.Media = v
		out := memory{}
		c := NewChat(testEnv(out, ann(), news, club), "chats/chat_001", &news, 1)
		check(t, c.Message(&m, 1, "", nothing))
		check(t, c.Close())
		for _, part := range strings.Split(out["chats/chat_001/messages.html"].String(), `<div class="section_`)[1:] {
			_, after, _ := strings.Cut(part, ">\n")
			s, _, _ := strings.Cut(after, "\n")
			list = append(list, s)
		}
		return list
	}
	for name, tt := range map[string]struct {
		media model.Media
		want  []string
	}{
		"stars": {model.Media{Kind: model.KindGiveaway, Giveaway: &model.Giveaway{Quantity: 2, Stars: 500, Channels: []int64{9}, Countries: []string{"DE", "FR", "QX", "?"}, Until: 1748768400}},
			[]string{"Giveaway Prizes", "500 Stars will be distributed among 2 winners.", "Participants", "All subscribers of the channel: News", "from Germany, France, QX and ?", "Winners Selection Date", "01.06.2025 05:30:00"}},
		"premium and more": {model.Media{Kind: model.KindGiveaway, Giveaway: &model.Giveaway{Quantity: 1, Months: 1, Prize: "a <car>", NewOnly: true, Channels: []int64{9, 8}, Until: 1748768400}},
			[]string{"Giveaway Prize", "1 a &lt;car&gt;", "with", "1 Telegram Premium Subscription for 1 month.", "Participants", "All users who joined the groups and channels below after this date: News and Club", "Winners Selection Date", "01.06.2025 05:30:00"}},
		"results": {model.Media{Kind: model.KindGiveawayResults, Results: &model.GiveawayResults{Channel: 9, Count: 5, Winners: []int64{2}, Launch: 3}},
			[]string{"Winners Selected!", `5 winners of the <a href="#go_to_message3">Giveaway</a> was randomly selected by Telegram.`, "Winners", "Ann and 4 more!", "All winners received gift links in private messages."}},
		"one winner of stars": {model.Media{Kind: model.KindGiveawayResults, Results: &model.GiveawayResults{Count: 1, Winners: []int64{2}, Launch: 3, Stars: 1}},
			[]string{"Winner Selected!", `1 winner of the Giveaway was randomly selected by Telegram.`, "Winner", "Ann", "The winner received 1 Star."}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, bodies(&tt.media)); d != "" {
				t.Error(d)
			}
		})
	}
}
