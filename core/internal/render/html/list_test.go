package html

import (
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
	xhtml "golang.org/x/net/html"
)

const day = 1748768400 // 01.06.2025 05:30 in the zone of these tests

// shownEntry is what readers of Telegram Desktop's lists take from an entry.
type shownEntry struct {
	Link, Name, Subname, Text, Info string
	Details                         []string
}

// entriesOf reads the entries of a page.
func entriesOf(t *testing.T, page string) (list []shownEntry) {
	t.Helper()
	doc, err := xhtml.Parse(strings.NewReader(page))
	check(t, err)
	var words func(*xhtml.Node) string
	words = func(n *xhtml.Node) string {
		if n.Type == xhtml.TextNode {
			return n.Data
		}
		s := ""
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			s += words(c)
		}
		return s
	}
	var walk func(*xhtml.Node)
	walk = func(n *xhtml.Node) {
		class, link := "", ""
		for _, a := range n.Attr {
			switch a.Key {
			case "class":
				class = a.Val
			case "href":
				link = a.Val
			}
		}
		text := strings.TrimSpace(words(n))
		at := len(list) - 1
		switch class {
		case "entry clearfix", "entry block_link clearfix":
			list = append(list, shownEntry{Link: link})
		case "name bold":
			list[at].Name = text
		case "subname bold":
			list[at].Subname = text
		case "text":
			list[at].Text = text
		case "pull_right info details":
			list[at].Info = text
		case "details_entry details":
			list[at].Details = append(list[at].Details, text)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return list
}

// listOf is the entries of a list page.
func listOf(t *testing.T, write func(*List) error, peers ...model.Peer) []shownEntry {
	t.Helper()
	out := memory{}
	l, err := NewList(testEnv(out, peers...), ContactsPage, "List", "What <it> is.")
	check(t, err)
	check(t, write(l))
	check(t, l.Close())
	page := out[ContactsPage].String()
	if !strings.Contains(page, "<div class=\"page_about details\">\nWhat &lt;it&gt; is.\n") || !strings.Contains(page, "page_body list_page") {
		t.Error(page)
	}
	return entriesOf(t, page)
}

func compareEntry(t *testing.T, want shownEntry, got []shownEntry) {
	t.Helper()
	if d := cmp.Diff([]shownEntry{want}, got); d != "" {
		t.Error(d)
	}
}

func TestEntriesOfTheAddressBook(t *testing.T) {
	for name, tt := range map[string]struct {
		in   model.SavedContact
		want shownEntry
	}{
		"somebody": {model.SavedContact{FirstName: "Bo", LastName: "<Li>", Phone: "447911123456", Date: day}, shownEntry{Name: "Bo <Li>", Info: "01.06.2025 05:30:00", Details: []string{"+44 7911 123456"}}},
		"nobody":   {model.SavedContact{}, shownEntry{Name: "Deleted Account"}},
	} {
		t.Run(name, func(t *testing.T) {
			compareEntry(t, tt.want, listOf(t, func(l *List) error { return l.Contact(&tt.in) }))
		})
	}
}

func TestEntriesOfFrequentContacts(t *testing.T) {
	bot := model.Peer{ID: model.UserID(7), FirstName: "Gif", Bot: true}
	for name, tt := range map[string]struct {
		in   model.FrequentContact
		want shownEntry
	}{
		"a bot":   {model.FrequentContact{Peer: bot.ID, Category: "inline_bots", Rating: 1.5}, shownEntry{Name: "Gif", Info: "inline bots", Details: []string{"Rating: 1.500000"}}},
		"oneself": {model.FrequentContact{Peer: model.UserID(1), Category: "people"}, shownEntry{Name: "Saved messages", Info: "people", Details: []string{"Rating: 0.000000"}}},
		"a ghost": {model.FrequentContact{Peer: model.UserID(9), Category: "calls", Rating: 1e-9}, shownEntry{Name: "Deleted Account", Info: "calls", Details: []string{"Rating: 0.000000"}}},
	} {
		t.Run(name, func(t *testing.T) {
			compareEntry(t, tt.want, listOf(t, func(l *List) error { return l.Frequent(&tt.in) }, bot))
		})
	}
}

func TestEntriesOfSessions(t *testing.T) {
	device := model.Session{App: "Telegram", AppVersion: "7.0", Device: "Desk", Platform: "Linux", SystemVersion: "6.1", IP: "10.0.0.1", Region: "Berlin", Country: "Germany", Active: day, Created: day - 60, Current: true}
	nameless := model.Session{IP: "10.0.0.2", Country: "Germany", Active: day, Created: day}
	for name, tt := range map[string]struct {
		in   model.Session
		want shownEntry
	}{
		"this device": {device, shownEntry{Name: "Telegram 7.0", Subname: "Desk, Linux 6.1", Info: "this device",
			Details: []string{"10.0.0.1 – Berlin, Germany", "Last active: 01.06.2025 05:30:00", "Created: 01.06.2025 05:29:00"}}},
		"without a name": {nameless, shownEntry{Name: "Unknown", Details: []string{"10.0.0.2 – Germany", "Last active: 01.06.2025 05:30:00", "Created: 01.06.2025 05:30:00"}}},
	} {
		t.Run(name, func(t *testing.T) {
			compareEntry(t, tt.want, listOf(t, func(l *List) error { return l.Session(&tt.in) }))
		})
	}
}

func TestEntriesOfWebSessions(t *testing.T) {
	bot := model.Peer{ID: model.UserID(7), FirstName: "Gif", Username: "gif_bot", Bot: true}
	for name, tt := range map[string]struct {
		in   model.WebSession
		want shownEntry
	}{
		"through a bot": {model.WebSession{Bot: 7, Domain: "e.org", Browser: "Firefox", Platform: "Linux", IP: "10.0.0.1", Region: "Berlin", Active: day, Created: day},
			shownEntry{Name: "e.org", Subname: "Linux, Firefox", Info: "@gif_bot", Details: []string{"10.0.0.1 – Berlin", "Last active: 01.06.2025 05:30:00", "Created: 01.06.2025 05:30:00"}}},
		"of nothing known": {model.WebSession{Active: day, Created: day}, shownEntry{Name: "Unknown", Details: []string{"Last active: 01.06.2025 05:30:00", "Created: 01.06.2025 05:30:00"}}},
	} {
		t.Run(name, func(t *testing.T) {
			compareEntry(t, tt.want, listOf(t, func(l *List) error { return l.WebSession(&tt.in) }, bot))
		})
	}
}

func TestEntriesOfPicturesStoriesAndMusic(t *testing.T) {
	saved := model.FileResult{Path: "profile_pictures/a.jpg", Size: 2048}
	film := model.FileResult{Path: "stories/a.mp4", Size: 2048}
	large := model.FileResult{Skip: model.SkipSize}
	const tooLarge = "Exceeds maximum size, change data exporting settings to download."
	ann := model.Peer{ID: model.UserID(2), FirstName: "Ann"}
	story := model.Story{Date: day, Expires: day + 86400, Pinned: true, Edited: true, Views: 1, Forwards: 2, ReactionsCount: 1234, Privacy: "contacts, not user:2",
		Caption: model.Text{Text: "two\nlines " + strings.Repeat("x", 400)}, Music: &model.Document{Title: "T", Performer: "P"}}
	for name, tt := range map[string]struct {
		write func(*List) error
		want  shownEntry
	}{
		"a picture":      {func(l *List) error { return l.Picture(&model.Photo{Date: day, Width: 4, Height: 3}, saved) }, shownEntry{Link: "../profile_pictures/a.jpg", Name: "Photo", Info: "01.06.2025 05:30:00", Details: []string{"4×3, 2.0 KB"}}},
		"a picture gone": {func(l *List) error { return l.Picture(&model.Photo{}, model.FileResult{}) }, shownEntry{Name: "Photo", Details: []string{"Unavailable, please try again later."}}},
		"a story": {func(l *List) error { return l.Story(&story, film) }, shownEntry{Link: "../stories/a.mp4", Name: "Story", Info: "01.06.2025 05:30:00", Text: "twolines " + strings.Repeat("x", 400),
			Details: []string{"Saved to Profile", "Expiring: 02.06.2025 05:30:00", "1 view, 2 forwards, 1,234 reactions, edited", "Visible to: contacts, not Ann", "Music: P – T"}}},
		"a story left out": {func(l *List) error { return l.Story(&model.Story{Date: day}, large) }, shownEntry{Name: "Story", Info: "01.06.2025 05:30:00", Details: []string{tooLarge}}},
		"a song":           {func(l *List) error { return l.Track(&model.Document{Audio: true, Title: "T", Duration: 61}, saved) }, shownEntry{Link: "../profile_pictures/a.jpg", Name: "T", Details: []string{"01:01, 2.0 KB"}}},
		"a song left out":  {func(l *List) error { return l.Track(&model.Document{Audio: true, Name: "a.mp3"}, large) }, shownEntry{Name: "a.mp3", Details: []string{tooLarge}}},
	} {
		t.Run(name, func(t *testing.T) { compareEntry(t, tt.want, listOf(t, tt.write, ann)) })
	}
}

func TestEntriesOfChats(t *testing.T) {
	for name, tt := range map[string]struct {
		peer     model.Peer
		messages int
		standing Standing
		want     shownEntry
	}{
		"somebody":      {model.Peer{ID: model.UserID(2), FirstName: "Ann"}, 1234, Standing{}, shownEntry{Link: "../chats/chat_001/messages.html", Name: "Ann", Info: "private", Details: []string{"1234 messages"}}},
		"oneself":       {model.Peer{ID: model.UserID(1), Self: true, FirstName: "Me"}, 1, Standing{}, shownEntry{Link: "../chats/chat_001/messages.html", Name: "Saved messages", Info: "private", Details: []string{"1 message"}}},
		"answers":       {model.Peer{ID: model.UserID(1271266957)}, 0, Standing{}, shownEntry{Name: "Replies", Info: "private", Details: []string{"No messages"}}},
		"codes":         {model.Peer{ID: model.UserID(489000)}, 0, Standing{}, shownEntry{Name: "Verification Codes", Info: "private", Details: []string{"No messages"}}},
		"a bot":         {model.Peer{ID: model.UserID(7), FirstName: "Gif", Bot: true}, 2, Standing{}, shownEntry{Link: "../chats/chat_001/messages.html", Name: "Gif", Info: "bot", Details: []string{"2 messages"}}},
		"a ghost":       {model.Peer{ID: model.UserID(9), Deleted: true}, 0, Standing{}, shownEntry{Name: "Deleted Account", Info: "private", Details: []string{"No messages"}}},
		"a group gone":  {model.Peer{ID: model.ChatID(8), Forbidden: true}, 0, Standing{}, shownEntry{Name: "Deleted Group", Info: "group", Details: []string{"No messages", "You can no longer read it at Telegram"}}},
		"my words only": {model.Peer{ID: model.ChannelID(9), Megagroup: true, Title: "Club"}, 1, Standing{OnlyMine: true}, shownEntry{Link: "../chats/chat_001/messages.html", Name: "Club", Info: "group", Details: []string{"1 outgoing message"}}},
		"no words":      {model.Peer{ID: model.ChannelID(9), Broadcast: true}, 0, Standing{OnlyMine: true}, shownEntry{Name: "Deleted Channel", Info: "channel", Details: []string{"No outgoing messages"}}},
	} {
		t.Run(name, func(t *testing.T) {
			compareEntry(t, tt.want, listOf(t, func(l *List) error { return l.Chat(&tt.peer, "chats/chat_001", tt.messages, tt.standing) }, tt.peer))
		})
	}
}

func TestTheStartPage(t *testing.T) {
	out := memory{}
	ann := model.Peer{ID: model.UserID(2), FirstName: "Ann"}
	e := testEnv(out, ann)
	e.Zone = "Etc/GMT+3"
	check(t, WriteIndex(e, Index{
		Profile: &model.Profile{Peer: model.Peer{ID: model.UserID(1), FirstName: "Mi<ra", Phone: "447911123456", Username: "mira"}, Bio: "I & you"},
		Links:   []Link{{"chats", "Chats", ChatsPage, 1234}, {"other", "Other data", "lists/other_data.json", 0}},
		About:   "All <of> it.", Outcome: "Complete except for what is listed here.", Complete: day,
		Missing: []Shortfall{{"Files & more", 3}, {"Lists", 0}}, Numbers: []string{"2 chats"},
		Parts: []ChatPart{{"Chats", []IndexChat{{Peer: &ann, Folder: "chats/chat_001", Messages: 5, Date: day}}}, {"Archived", nil}},
	}))
	page := out[IndexPage].String()
	for _, want := range []string{
		`<div class="personal_info clearfix">`, "\nFirst name\n", "\nMi&lt;ra\n", "\n+44 7911 123456\n", "\n@mira\n", "\nI &amp; you\n",
		`<a class="section block_link chats" href="lists/chats.html#allow_back">`, "\n1234\n", `<a class="section block_link other" href="lists/other_data.json">`,
		"All &lt;of&gt; it.", "Last complete copy: 1 June 2025", "times are those of Etc/GMT+3", `<li>Files &amp; more <span class="counter details">3</span></li>`, "<li>Lists</li>",
		`<span class="number">2 chats</span>`, `<h2 class="part_title">Chats</h2>`, `data-date="1748768400" data-messages="5" href="chats/chat_001/messages.html"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(page, "Archived") || strings.Contains(page, "Last name") {
		t.Error("a part that is empty is shown")
	}
	want := []shownEntry{{Link: "chats/chat_001/messages.html", Name: "Ann", Info: "private", Details: []string{"5 messages", "1 June 2025"}}}
	if d := cmp.Diff(want, entriesOf(t, page)); d != "" {
		t.Error(d)
	}
}
