package render

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// What programs that read Telegram Desktop's pages rely on: they walk the divs of
// div.history and pick by class. What they find is compared with result.json.

// shownMessage is what such a program takes from a message.
type shownMessage struct {
	ID        int
	Service   bool
	Unix      string
	From      string
	Forwarded string
	Text      string
	Reply     int
	Media     []string // addresses within div.media_wrap
	Reactions []string
}

func hasClasses(n *html.Node, classes ...string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	have := strings.Fields(attribute(n, "class"))
	for _, c := range classes {
		if !slices.Contains(have, c) {
			return false
		}
	}
	return true
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// all finds the elements with the classes within n; direct: only its children.
func all(n *html.Node, direct bool, classes ...string) (found []*html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if hasClasses(c, classes...) {
			found = append(found, c)
		} else if !direct {
			found = append(found, all(c, false, classes...)...)
		}
	}
	return found
}

func one(n *html.Node, direct bool, classes ...string) *html.Node {
	if found := all(n, direct, classes...); len(found) > 0 {
		return found[0]
	}
	return nil
}

// wordsIn is the text of an element as Telegram Desktop writes it: a line of its
// own, <br> for ends of lines. Elements with a class in without are left out.
func wordsIn(n *html.Node, without string) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Data == "br":
			b.WriteString("\n")
		case without == "" || !hasClasses(n, without):
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
		}
	}
	walk(n)
	return indent.ReplaceAllString(strings.TrimPrefix(b.String(), "\n"), "")
}

func addresses(n *html.Node) (list []string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == "a" {
			list = append(list, attribute(c, "href"))
		}
		list = append(list, addresses(c)...)
	}
	return list
}

var (
	indent    = regexp.MustCompile(`\n *$`) // of the tag that closes
	messageID = regexp.MustCompile(`^message(-?\d+)$`)
	jump      = regexp.MustCompile(`^(?:messages\d*\.html)?#go_to_message(-?\d+)$`)
)

// readPage takes the messages of a page, and the page that comes next ("": none).
func readPage(t *testing.T, name string) (list []shownMessage, next string) {
	t.Helper()
	f, err := os.Open(name)
	check(t, err)
	defer f.Close()
	doc, err := html.Parse(f)
	check(t, err)
	history := all(doc, false, "history")
	if len(history) != 1 || history[0].Data != "div" || one(doc, false, "page_header") == nil {
		t.Fatalf("%s: %d histories", name, len(history))
	}
	var before shownMessage
	for c := history[0].FirstChild; c != nil; c = c.NextSibling {
		switch {
		case hasClasses(c, "pagination", "block_link"):
			if strings.TrimSpace(wordsIn(c, "")) == "Next messages" {
				next = attribute(c, "href")
			}
		case hasClasses(c, "message"):
			if m := readShown(t, c, before); m != nil {
				before = *m
				list = append(list, *m)
			}
		case c.Type == html.ElementNode:
			t.Errorf("%s: <%s class=%q> among the messages", name, c.Data, attribute(c, "class"))
		}
	}
	return list, next
}

// readShown takes one message, which may leave out what the one before it said;
// nil for a line between days.
func readShown(t *testing.T, n *html.Node, before shownMessage) *shownMessage {
	t.Helper()
	match := messageID.FindStringSubmatch(attribute(n, "id"))
	body := one(n, true, "body")
	if match == nil || body == nil || hasClasses(n, "service") == hasClasses(n, "default", "clearfix") {
		t.Fatalf("message %q of class %q", attribute(n, "id"), attribute(n, "class"))
	}
	id, err := strconv.Atoi(match[1])
	check(t, err)
	m := &shownMessage{ID: id, Service: hasClasses(n, "service")}
	if m.Service {
		if id < 0 && id > -900_000_000 {
			_, err := time.Parse("2 January 2006", wordsIn(body, ""))
			check(t, err)
			return nil
		}
		return m
	}
	if date := one(body, true, "pull_right", "date", "details"); date != nil {
		at, err := time.Parse("02.01.2006 15:04:05 UTC-07:00", attribute(date, "title"))
		check(t, err)
		m.Unix = strconv.FormatInt(at.Unix(), 10)
	}
	if name := one(body, true, "from_name"); name != nil {
		m.From, _, _ = strings.Cut(wordsIn(name, ""), " via @")
	} else if m.From = before.From; !hasClasses(n, "joined") || before.Service {
		t.Errorf("message %d has no sender", id)
	}
	inside := body
	if f := one(body, true, "forwarded", "body"); f != nil {
		inside = f
		if name := one(f, true, "from_name"); name != nil {
			m.Forwarded, _, _ = strings.Cut(wordsIn(name, "date"), " via @")
		} else if m.Forwarded = before.Forwarded; !hasClasses(n, "joined") {
			t.Errorf("forward %d has no origin", id)
		}
	}
	m.Text = wordsIn(one(inside, true, "text"), "")
	if r := one(inside, true, "reply_to", "details"); r != nil {
		for _, a := range addresses(r) {
			if match := jump.FindStringSubmatch(a); match != nil {
				m.Reply, _ = strconv.Atoi(match[1])
			}
		}
	}
	for _, w := range all(inside, true, "media_wrap", "clearfix") {
		m.Media = append(m.Media, addresses(w)...)
	}
	if r := one(body, true, "reactions"); r != nil {
		for _, one := range all(r, true, "reaction") {
			for _, e := range all(one, true, "emoji") {
				m.Reactions = append(m.Reactions, strings.TrimSpace(wordsIn(e, "")))
			}
		}
	}
	return m
}

// writtenMessage is a message of result.json.
type writtenMessage struct {
	ID        int             `json:"id"`
	Type      string          `json:"type"`
	Action    string          `json:"action"`
	Unix      string          `json:"date_unixtime"`
	From      *string         `json:"from"`
	FromID    string          `json:"from_id"`
	Forwarded json.RawMessage `json:"forwarded_from"`
	SavedFrom json.RawMessage `json:"saved_from"`
	Text      json.RawMessage `json:"text"`
	Rich      json.RawMessage `json:"rich_message"`
	Reply     int             `json:"reply_to_message_id"`
	ReplyPeer string          `json:"reply_to_peer_id"`
	Photo     string          `json:"photo"`
	File      string          `json:"file"`
	Reactions []struct {
		Type  string `json:"type"`
		Emoji string `json:"emoji"`
	} `json:"reactions"`
}

func plain(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var s string
	if raw == nil || json.Unmarshal(raw, &s) == nil {
		return s
	}
	var parts []json.RawMessage
	check(t, json.Unmarshal(raw, &parts))
	for _, p := range parts {
		var text string
		if json.Unmarshal(p, &text) != nil {
			var v struct {
				Text string `json:"text"`
			}
			check(t, json.Unmarshal(p, &v))
			text = v.Text
		}
		s += text
	}
	return s
}

// shownAs is how a page writes characters that it cannot or that end lines.
var shownAs = strings.NewReplacer("\u2028", "\n", "\u2029", "\n", "\x00", "", "\x01", "")

// differences are the ways in which a page's message is another than the document's.
func differences(t *testing.T, chat string, m *shownMessage, w *writtenMessage) (list []string) {
	differ := func(what string, got, want any) {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			list = append(list, fmt.Sprintf("%s: %q, want %q", what, got, want))
		}
	}
	call := w.Action == "phone_call" || w.Action == "conference_call"
	bare := w.Type == "message" && plain(t, w.Text)+w.Photo+w.File == "" // Telegram's empty action
	if !m.Service || !bare {
		differ("service", m.Service, w.Type != "message" && !call)
	}
	if m.Service || w.Type != "message" {
		return list
	}
	differ("date", m.Unix, w.Unix)
	from := "Deleted Account"
	if w.From != nil {
		from = shownAs.Replace(*w.From)
	}
	if w.SavedFrom == nil || w.Forwarded == nil { // else the author stands where the sender does
		differ("sender", m.From, strings.TrimSpace(from))
		forwarded := strings.TrimSpace(shownAs.Replace(plain(t, w.Forwarded)))
		if w.Forwarded != nil && forwarded == "" {
			forwarded = "Deleted Account"
		}
		differ("origin", strings.TrimSpace(m.Forwarded), forwarded)
	}
	if w.Rich == nil {
		text := shownAs.Replace(plain(t, w.Text))
		differ("text", strings.Trim(m.Text, "\n"), strings.Trim(text, "\n"))
	}
	if w.ReplyPeer == "" && w.Reply != 0 && m.Reply != 0 {
		differ("answer to", m.Reply, w.Reply)
	}
	for _, path := range []string{w.Photo, w.File} {
		address := strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F").Replace(path)
		if path != "" && !strings.HasPrefix(path, "(") && !slices.Contains(m.Media, address) {
			list = append(list, fmt.Sprintf("media %q, want %q", m.Media, address))
		}
	}
	for i, r := range w.Reactions {
		if len(m.Reactions) != len(w.Reactions) {
			list = append(list, fmt.Sprintf("%d reactions, want %d", len(m.Reactions), len(w.Reactions)))
			break
		}
		if r.Type == "emoji" {
			differ("reaction", m.Reactions[i], r.Emoji)
		}
	}
	return list
}

// readsChat compares the pages of a chat with its document.
func readsChat(t *testing.T, folder string) {
	data, err := os.ReadFile(filepath.Join(folder, "result.json"))
	check(t, err)
	var chat struct {
		Type     string           `json:"type"`
		Messages []writtenMessage `json:"messages"`
	}
	check(t, json.Unmarshal(data, &chat))
	var shown []shownMessage
	for name := "messages.html"; name != "" && len(chat.Messages) > 0; {
		list, next := readPage(t, filepath.Join(folder, name))
		if len(list) > 1000 || next != "" && len(list) != 1000 {
			t.Errorf("%s has %d messages", name, len(list))
		}
		shown, name = append(shown, list...), next
	}
	if len(shown) != len(chat.Messages) {
		t.Fatalf("%d messages on the pages, %d in the document", len(shown), len(chat.Messages))
	}
	for i := range shown {
		if shown[i].ID != chat.Messages[i].ID {
			t.Fatalf("message %d stands where %d should", shown[i].ID, chat.Messages[i].ID)
		}
		for _, d := range differences(t, chat.Type, &shown[i], &chat.Messages[i]) {
			t.Errorf("message %d: %s", shown[i].ID, d)
		}
	}
}

// TestParsersOfPagesReadWhatTheDocumentsHold reads the archive of this package, and
// the one that SATCHEL_ARCHIVE names (make consumers: the sample account's).
func TestParsersOfPagesReadWhatTheDocumentsHold(t *testing.T) {
	_, dir := sampleArchive(t)
	dirs := []string{dir}
	if other := os.Getenv("SATCHEL_ARCHIVE"); other != "" {
		dirs = append(dirs, other)
	}
	for _, dir := range dirs {
		folders, err := filepath.Glob(filepath.Join(dir, "chats", "chat_*"))
		check(t, err)
		if len(folders) == 0 {
			t.Fatalf("%s has no chats", dir)
		}
		for _, folder := range folders {
			t.Run(filepath.Base(folder), func(t *testing.T) { readsChat(t, folder) })
		}
	}
}
