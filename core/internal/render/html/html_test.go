package html

import (
	"bytes"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
	xhtml "golang.org/x/net/html"
)

// memory keeps what is created.
type memory map[string]*bytes.Buffer

type memoryFile struct{ *bytes.Buffer }

func (memoryFile) Close() error { return nil }

func (m memory) create(name string) (io.WriteCloser, error) {
	m[name] = &bytes.Buffer{}
	return memoryFile{m[name]}, nil
}

func testEnv(files memory, peers ...model.Peer) *Env {
	known := map[model.PeerID]*model.Peer{}
	for i := range peers {
		known[peers[i].ID] = &peers[i]
	}
	return &Env{
		Self: model.UserID(1), Peer: func(id model.PeerID) *model.Peer { return known[id] },
		Face:   func(*model.Peer) string { return "" },
		Offset: func(int64) int { return -(3*3600 + 1800) }, Now: time.Unix(0, 0), Create: files.create,
	}
}

func nothing(model.FileKey) model.FileResult { return model.FileResult{} }

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// chatPage writes messages and returns the chat's first page.
func chatPage(t testing.TB, p model.Peer, files Files, ms ...model.Message) string {
	t.Helper()
	out := memory{}
	c := NewChat(testEnv(out, p, model.Peer{ID: model.UserID(1), Self: true, FirstName: "Me"}), "chats/chat_001", &p, len(ms))
	for i := range ms {
		check(t, c.Message(&ms[i], ms[i].ID, "", files))
	}
	check(t, c.Close())
	if len(ms) == 0 {
		return ""
	}
	return out["chats/chat_001/messages.html"].String()
}

func ann() model.Peer { return model.Peer{ID: model.UserID(2), FirstName: "Ann"} }

func from(id int, sender int64, date int64) model.Message {
	return model.Message{ID: id, Peer: model.UserID(2), From: model.UserID(sender), Date: date, Text: model.Text{Text: "x"}}
}

// classes lists the class of each message, dividers left out.
func classes(page string) []string {
	var list []string
	for _, part := range strings.Split(page, "<div class=\"message ")[1:] {
		class, _, _ := strings.Cut(part, "\"")
		list = append(list, class)
	}
	return list
}

func TestMessagesAreJoinedAsInTelegramDesktop(t *testing.T) {
	forward := func(m model.Message, name string) model.Message {
		m.Forward = &model.Forward{Name: name, Date: 5}
		return m
	}
	via := func(m model.Message) model.Message { m.ViaBot = 9; return m }
	day := int64(1748736000)
	tests := []struct {
		name     string
		one, two model.Message
		joined   bool
	}{
		{"same sender, 900 s", from(1, 2, day), from(2, 2, day+900), true},
		{"same sender, 901 s", from(1, 2, day), from(2, 2, day+901), false},
		{"another sender", from(1, 2, day), from(2, 1, day+1), false},
		{"through a bot", from(1, 2, day), via(from(2, 2, day+1)), false},
		{"forwards of one second", forward(from(1, 2, day), "A"), forward(from(2, 2, day+1), "A"), true},
		{"forwards of two seconds", forward(from(1, 2, day), "A"), forward(from(2, 2, day+2), "A"), false},
		{"forwards of two people", forward(from(1, 2, day), "A"), forward(from(2, 2, day), "B"), false},
		{"a forward after a message", from(1, 2, day), forward(from(2, 2, day), "A"), false},
		{"across midnight", from(1, 2, day+12599), from(2, 2, day+12601), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := classes(chatPage(t, ann(), nothing, tt.one, tt.two))
			last := got[len(got)-1]
			if (last == "default clearfix joined") != tt.joined {
				t.Errorf("%q", last)
			}
		})
	}
}

func TestAMessageAfterAServiceLineIsNotJoined(t *testing.T) {
	want := []string{"service", "default clearfix", "service", "default clearfix"}
	for name, change := range map[string]func(*model.Message){
		"an action": func(m *model.Message) {
			m.Kind, m.Action = model.MessageService, &model.Action{Type: "take_screenshot"}
		},
		"of a newer layer":   func(m *model.Message) { m.Kind = model.MessageUndecoded },
		"a medium not known": func(m *model.Message) { m.Media = &model.Media{Kind: model.KindUnsupported} },
	} {
		line := from(2, 2, 1001)
		change(&line)
		if d := cmp.Diff(want, classes(chatPage(t, ann(), nothing, from(1, 2, 1000), line, from(3, 2, 1002)))); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestAChatWithoutMessagesHasNoPage(t *testing.T) {
	out := memory{}
	p := ann()
	c := NewChat(testEnv(out, p), "chats/chat_001", &p, 0)
	check(t, c.Close())
	if len(out) != 0 {
		t.Errorf("%d files", len(out))
	}
}

func TestDatesAreOfTheArchivesZone(t *testing.T) {
	e := testEnv(memory{})
	if got := e.full(1748736000); got != "31.05.2025 20:30:00 UTC-03:30" {
		t.Error(got)
	}
	if got := e.dayTitle(1748736000); got != "31 May 2025" {
		t.Error(got)
	}
	if e.day(12599) != -1 || e.day(12600) != 0 {
		t.Errorf("days %d and %d", e.day(12599), e.day(12600))
	}
}

func TestNumbersForPeople(t *testing.T) {
	for n, want := range map[int]string{0: "No votes", 1: "1 vote", 2: "2 votes", 1234567: "1,234,567 votes"} {
		if got := plural(n, "vote", "votes"); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	for n, want := range map[int64]string{0: "0 B", 1023: "1023 B", 1024: "1.0 KB", 1536: "1.5 KB", 1 << 20: "1.0 MB", 1<<20 - 1: "1023.9 KB", 4 << 30: "4096.0 MB", math.MaxInt64: "8796093022207.9 MB"} {
		if got := size(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int64]string{1 << 20: "1.0 MB", 1 << 30: "1.0 GB", 3<<30 + 1<<29: "3.5 GB", math.MaxInt64: "8589934591.9 GB"} {
		if got := Size(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "No votes", 1: "1 vote", 999: "999 votes", 1234567: "1234567 votes"} {
		if got := counted(n, "vote", "votes"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "00:00", 7: "00:07", 61: "01:01", 3723: "1:02:03", 360000: "100:00:00"} {
		if got := seconds(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	for n, want := range map[int]string{604800: "7 days", 86400: "24 hours", 1209600: "2 weeks", 172800: "2 days", 7200: "2 hours", 300: "5 minutes", 61: "61 seconds", 2592000: "30 days"} {
		if got := period(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestPicturesFitTheirBox(t *testing.T) {
	tests := []struct{ w, h, limit, wantW, wantH int }{
		{1280, 960, 420, 420, 315}, {960, 1280, 420, 315, 420}, {100, 50, 420, 100, 50}, {0, 50, 420, 0, 0},
		{-1, 5, 420, 0, 0}, {100000, 1, 420, 420, 1}, {1, 100000, 420, 1, 420},
	}
	for _, tt := range tests {
		if w, h := box(tt.w, tt.h, tt.limit); w != tt.wantW || h != tt.wantH {
			t.Errorf("%dx%d: %dx%d", tt.w, tt.h, w, h)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Ann Osei": "AO", "ann": "A", "": "", "Jean de la Tour": "JT", "🎉 Party": "P", "<b> x": "BX", "山田 太郎": "山太", "...": "."} {
		if got := initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestPathsInLinks(t *testing.T) {
	tests := []struct{ folder, path, want string }{
		{"", "css/style.css", "css/style.css"},
		{"lists", "lists/other_data.json", "other_data.json"},
		{"lists", "chats/chat_001/messages.html", "../chats/chat_001/messages.html"},
		{"chats/chat_001", "chats/chat_001/photos/a.jpg", "photos/a.jpg"},
		{"chats/chat_001", "chats/chat_002/photos/a.jpg", "../chat_002/photos/a.jpg"},
		{"chats/chat_001", "chats/chat_0011/a.jpg", "../chat_0011/a.jpg"},
		{"chats/chat_001", "stories/a.jpg", "../../stories/a.jpg"},
		{"chats/chat_001", "chats/chat_001/files/100% #1?\"<.pdf", "files/100%25 %231%3F&quot;&lt;.pdf"},
	}
	for _, tt := range tests {
		p := page{folder: tt.folder}
		p.href(tt.path)
		if string(p.b) != tt.want {
			t.Errorf("%q from %q: %q, want %q", tt.path, tt.folder, p.b, tt.want)
		}
	}
}

func TestServiceLines(t *testing.T) {
	tests := []struct {
		action model.Action
		out    bool
		want   string
	}{
		{model.Action{Type: "invite_members", Users: []int64{2}}, false, "Ann joined group"},
		{model.Action{Type: "invite_members", Users: []int64{1, 7}}, false, "Ann invited Me and Deleted Account"},
		{model.Action{Type: "remove_members", Users: []int64{2}}, false, "Ann left group"},
		{model.Action{Type: "edit_group_title", Title: "A & <b>"}, false, "Ann changed group title to «A &amp; &lt;b&gt;»"},
		{model.Action{Type: "set_messages_ttl", Period: 0}, false, "Ann has set messages not to auto-delete"},
		{model.Action{Type: "set_messages_ttl", Period: 172800}, false, "Ann has set messages to auto-delete in 2 days"},
		{model.Action{Type: "topic_edit", Fields: map[string]any{"closed": false}}, false, "Ann reopened the topic"},
		{model.Action{Type: "pin_message", Message: 1}, false, "Ann pinned <a href=\"#go_to_message1\">this message</a>"},
		{model.Action{Type: "custom_action", Text: model.Text{Text: "<i>"}}, false, "&lt;i&gt;"},
		{model.Action{Type: "never_heard_of"}, false, "Ann made a change: never_heard_of"},
	}
	for _, tt := range tests {
		m := from(2, 2, 1000)
		m.Kind, m.Action = model.MessageService, &tt.action
		page := chatPage(t, ann(), nothing, from(1, 2, 999), m)
		if !strings.Contains(page, "\n"+tt.want+"\n") {
			t.Errorf("%s: no %q", tt.action.Type, tt.want)
		}
	}
}

// Whatever a stranger writes, the page's elements and attributes are ours.
func FuzzForeignTextStaysText(f *testing.F) {
	f.Add("<script>alert(1)</script>", "\" onclick=\"x", "javascript:alert(1)", 0, 5)
	f.Add("</div><img src=x onerror=y>", "&#x3c;", "data:text/html,x", 3, 9)
	f.Add("a\x00\xff\u2028b", "'", "https://e.org/\"><b>", 0, 1)
	known := map[string]bool{"html": true, "head": true, "meta": true, "title": true, "link": true, "script": true, "body": true, "div": true, "a": true, "span": true,
		"br": true, "strong": true, "em": true, "pre": true, "blockquote": true, "table": true, "tbody": true, "tr": true, "td": true, "code": true}
	f.Fuzz(func(t *testing.T, text, name, link string, offset, length int) {
		m := from(1, 2, 1000)
		m.Author, m.Text = name, model.Text{Text: text, Entities: []model.Entity{
			{Type: model.EntityTextURL, Offset: offset, Length: length, URL: link}, {Type: model.EntityBold, Offset: offset + 1, Length: length},
			{Type: model.EntityPre, Offset: 0, Length: offset, Language: name}}}
		m.Forward = &model.Forward{Name: name}
		m.Keyboard, m.Buttons = "inline", [][]model.Button{{{Type: "url", Text: name, Data: link}}}
		m.Media = &model.Media{Kind: model.KindPoll, Poll: &model.Poll{Question: model.Text{Text: name}, Answers: []model.PollAnswer{{Text: model.Text{Text: text}}}}}
		page := chatPage(t, model.Peer{ID: model.UserID(2), FirstName: name}, nothing, m)
		doc, err := xhtml.Parse(strings.NewReader(page))
		check(t, err)
		var visit func(*xhtml.Node)
		visit = func(n *xhtml.Node) {
			if n.Type == xhtml.ElementNode {
				if !known[n.Data] {
					t.Errorf("<%s> in %q", n.Data, page)
				}
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || a.Key == "href" && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
						t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
					}
				}
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				visit(c)
			}
		}
		visit(doc)
	})
}
