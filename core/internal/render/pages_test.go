package render

import (
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	pages "satchel/core/internal/render/html"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// walk calls fn with every element of a page.
func walk(n *html.Node, fn func(*html.Node)) {
	if n.Type == html.ElementNode {
		fn(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, fn)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	for _, c := range strings.Fields(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// find returns the elements with a tag ("" any) and all classes.
func find(n *html.Node, tag string, classes ...string) []*html.Node {
	var found []*html.Node
	walk(n, func(e *html.Node) {
		if tag != "" && e.Data != tag {
			return
		}
		for _, c := range classes {
			if !hasClass(e, c) {
				return
			}
		}
		found = append(found, e)
	})
	return found
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	s := ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s += textOf(c)
	}
	return s
}

func parsePage(t testing.TB, text string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	check(t, err)
	return doc
}

func allPages(t testing.TB, dir string) map[string]*html.Node {
	t.Helper()
	docs := map[string]*html.Node{}
	for name, text := range rendered(t, dir) {
		if strings.HasSuffix(name, ".html") {
			docs[name] = parsePage(t, text)
		}
	}
	return docs
}

var ownNumbers = regexp.MustCompile(`^(?:(?:width|height|line-height): [0-9]+(?:px|%)(?:; )?)+$`)

func TestPagesKeepToTheirPolicy(t *testing.T) {
	_, dir := sampleArchive(t)
	for name, doc := range allPages(t, dir) {
		policies := 0
		walk(doc, func(n *html.Node) {
			for _, a := range n.Attr {
				if strings.HasPrefix(strings.ToLower(a.Key), "on") {
					t.Errorf("%s: <%s %s>", name, n.Data, a.Key)
				}
			}
			switch n.Data {
			case "meta":
				if strings.EqualFold(attr(n, "http-equiv"), "Content-Security-Policy") && attr(n, "content") == pages.Policy {
					policies++
				}
			case "script":
				if policies == 0 || attr(n, "src") == "" || n.FirstChild != nil || attr(n, "type") != "" {
					t.Errorf("%s: a script within the page or before its policy", name)
				}
			case "style", "iframe", "object", "embed", "base", "form":
				t.Errorf("%s: <%s>", name, n.Data)
			}
			if s := attr(n, "style"); s != "" && !ownNumbers.MatchString(s) {
				t.Errorf("%s: style %q", name, s)
			}
		})
		if policies != 1 {
			t.Errorf("%s: %d policies", name, policies)
		}
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	_, dir := sampleArchive(t)
	docs := allPages(t, dir)
	for name, doc := range docs {
		walk(doc, func(n *html.Node) {
			for _, key := range []string{"href", "src", "data-poster"} {
				if link := attr(n, key); link != "" {
					checkLink(t, dir, docs, name, n, link)
				}
			}
		})
	}
}

func checkLink(t *testing.T, dir string, docs map[string]*html.Node, name string, n *html.Node, link string) {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Errorf("%s: %q: %v", name, link, err)
		return
	}
	if u.Scheme != "" {
		if n.Data != "a" || !strings.Contains(attr(n, "rel"), "noopener") || !regexp.MustCompile(`^(https?|mailto|tg|tel)$`).MatchString(u.Scheme) {
			t.Errorf("%s: <%s> loads %q", name, n.Data, link)
		}
		return
	}
	target := name
	if u.Path != "" {
		target = path.Join(path.Dir(name), u.Path)
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(target))); err != nil {
		t.Errorf("%s: %q leads nowhere", name, link)
	}
	id, ok := strings.CutPrefix(u.Fragment, "go_to_message")
	if ok && !strings.Contains(fmt.Sprint(ids(docs[target])), "message"+id+" ") {
		t.Errorf("%s: %q names no message", name, link)
	}
}

func ids(doc *html.Node) []string {
	var list []string
	walk(doc, func(n *html.Node) {
		if id := attr(n, "id"); id != "" {
			list = append(list, id+" ")
		}
	})
	return list
}

// The selectors other people's parsers use, on the chat with Ann.
func TestSelectorsOfTelegramDesktop(t *testing.T) {
	_, dir := sampleArchive(t)
	doc := allPages(t, dir)["chats/chat_001/messages.html"]
	if got := strings.TrimSpace(textOf(find(find(doc, "div", "page_header")[0], "div", "text", "bold")[0])); got != "Ann Osei" {
		t.Errorf("title %q", got)
	}
	byID := map[string]*html.Node{}
	for _, m := range find(find(doc, "div", "history")[0], "div", "message") {
		byID[attr(m, "id")] = m
	}
	one := func(id, tag string, classes ...string) *html.Node {
		t.Helper()
		found := find(byID[id], tag, classes...)
		if len(found) == 0 {
			t.Fatalf("%s has no %s.%s", id, tag, strings.Join(classes, "."))
		}
		return found[0]
	}
	if got := attr(byID["message10"], "class"); got != "message default clearfix" {
		t.Errorf("class %q", got)
	}
	if got := attr(byID["message16"], "class"); got != "message default clearfix" {
		t.Errorf("a forward is %q", got)
	}
	if got := attr(byID["message13"], "class"); got != "message default clearfix joined" {
		t.Errorf("a message of the same sender is %q", got)
	}
	if got := attr(one("message10", "div", "pull_right", "date", "details"), "title"); got != "01.06.2025 10:00:00 UTC+02:00" {
		t.Errorf("date %q", got)
	}
	if got := strings.TrimSpace(textOf(one("message10", "div", "from_name"))); got != "Ann Osei" {
		t.Errorf("sender %q", got)
	}
	if got := attr(find(one("message11", "div", "reply_to"), "a")[0], "href"); got != "#go_to_message10" {
		t.Errorf("answers %q", got)
	}
	if got := attr(find(one("message16", "div", "forwarded", "body"), "span", "date", "details")[0], "title"); got != "01.06.2025 07:30:00 UTC+02:00" {
		t.Errorf("forwarded date %q", got)
	}
	if got := attr(one("message100", "a", "photo_wrap"), "href"); got != "photos/photo_1@01-06-2025_12-00-00.jpg" {
		t.Errorf("photo %q", got)
	}
	if got := strings.TrimSpace(textOf(one("message13", "div", "text"))); !strings.HasPrefix(got, `<script>alert('x')</script> & "quotes"`) {
		t.Errorf("text %q", got)
	}
	for id, class := range map[string]string{"message19": "media_contact", "message20": "media_location", "message21": "media_live_location", "message22": "media_venue",
		"message23": "media_poll", "message29": "media_game", "message30": "media_invoice", "message35": "media_call", "message110": "media_voice_message",
		"message117": "media_file", "message116": "media_audio_file", "message119": "media_video"} {
		one(id, "", class)
	}
	for _, tag := range []string{"strong", "em", "code", "pre", "blockquote"} {
		one("message12", tag)
	}
	one("message12", "span", "spoiler", "hidden")
	one("message29", "td", "bot_button_row")
	one("message14", "span", "reaction", "active")
	one("message32", "div", "body", "details")
}

func TestSharedFilesAreLinkedToTheirPlace(t *testing.T) {
	_, dir := sampleArchive(t)
	doc := allPages(t, dir)["chats/chat_003/messages.html"]
	if got := attr(find(doc, "a", "photo_wrap")[0], "href"); got != "../chat_001/photos/photo_1@01-06-2025_12-00-00.jpg" {
		t.Error(got)
	}
}

func TestLongChatsHavePagesOf1000Messages(t *testing.T) {
	b := newBuilder(t)
	ann := model.UserID(annID)
	b.record(archive.Page{Peers: samplePeers(), Dialogs: []model.Dialog{{Peer: ann, Splits: []int{0}}}})
	p := archive.Page{}
	for id := 1; id <= 2001; id++ {
		m := model.Message{ID: id, Peer: ann, From: ann, Date: firstDay + int64(id)*600, Text: text("x")}
		if id > 1 {
			m.Reply = &model.Reply{ID: (id + 1) / 2}
		}
		p.Messages = append(p.Messages, m)
	}
	b.record(p)
	check(t, Render(t.Context(), b.a, options()))
	docs := allPages(t, b.a.Dir())
	want := map[string]struct {
		messages int
		links    string
	}{
		"messages.html":  {1000, "[Next messages:messages2.html]"},
		"messages2.html": {1000, "[Previous messages:messages.html Next messages:messages3.html]"},
		"messages3.html": {1, "[Previous messages:messages2.html]"},
	}
	found := 0
	for name, doc := range docs {
		w, ok := want[path.Base(name)]
		if !ok || path.Dir(name) != "chats/chat_001" {
			continue
		}
		found++
		if got := len(find(doc, "div", "message", "default")); got != w.messages {
			t.Errorf("%s: %d messages", name, got)
		}
		var links []string
		for _, a := range find(doc, "a", "pagination", "block_link") {
			links = append(links, strings.TrimSpace(textOf(a))+":"+attr(a, "href"))
		}
		if got := fmt.Sprint(links); got != w.links {
			t.Errorf("%s: %s", name, got)
		}
		walk(doc, func(n *html.Node) {
			if link := attr(n, "href"); strings.Contains(link, "go_to_message") {
				checkLink(t, b.a.Dir(), docs, name, n, link)
			}
		})
	}
	if found != len(want) {
		t.Errorf("%d pages", found)
	}
	last := find(docs["chats/chat_001/messages3.html"], "div", "reply_to")[0]
	if got := attr(find(last, "a")[0], "href"); got != "messages2.html#go_to_message1001" {
		t.Errorf("the last message answers %q", got)
	}
}

func TestHostileNamesAreText(t *testing.T) {
	_, dir := sampleArchive(t)
	for name, doc := range allPages(t, dir) {
		for _, tag := range []string{"b", "i", "salad", "final", "itor", "reads"} {
			if len(find(doc, tag)) > 0 {
				t.Errorf("%s: <%s> came from a text", name, tag)
			}
		}
	}
}

func TestStyleAndScriptAreThere(t *testing.T) {
	_, dir := sampleArchive(t)
	var got []string
	for _, name := range []string{"css/style.css", "js/script.js"} {
		if _, err := fs.Stat(os.DirFS(dir), name); err == nil {
			got = append(got, name)
		}
	}
	if d := cmp.Diff([]string{"css/style.css", "js/script.js"}, got); d != "" {
		t.Error(d)
	}
}
