package html

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"satchel/core/internal/model"
	"satchel/core/internal/testkit"

	"github.com/google/go-cmp/cmp"
	xhtml "golang.org/x/net/html"
)

// tags are the elements of a page in their order, as its writer opened and closed
// them.
func tags(t *testing.T, page string) (list []string) {
	t.Helper()
	z := xhtml.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			if z.Err() != io.EOF {
				t.Error(z.Err())
			}
			return list
		case xhtml.StartTagToken:
			token := z.Token()
			if list = append(list, token.Data); void[token.Data] {
				list = append(list, "/"+token.Data)
			}
		case xhtml.SelfClosingTagToken:
			token := z.Token()
			list = append(list, token.Data, "/"+token.Data)
		case xhtml.EndTagToken:
			list = append(list, "/"+z.Token().Data)
		}
	}
}

var void = map[string]bool{"meta": true, "link": true, "img": true, "br": true, "hr": true, "input": true, "wbr": true, "source": true, "col": true}

// elements are those of a page as a browser understands it, which mends what is
// wrong.
func elements(n *xhtml.Node) (list []string) {
	if n.Type == xhtml.ElementNode {
		list = append(list, n.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		list = append(list, elements(c)...)
	}
	if n.Type == xhtml.ElementNode {
		list = append(list, "/"+n.Data)
	}
	return list
}

// checkPage holds a page to what the package promises whatever strangers wrote: a
// browser has nothing to mend, and there is no element, attribute or address that is
// not the writer's.
func checkPage(t *testing.T, name, page string) {
	t.Helper()
	doc, err := xhtml.Parse(strings.NewReader(page))
	check(t, err)
	if diff := cmp.Diff(tags(t, page), elements(doc)); diff != "" {
		t.Errorf("%s: a browser mends it: %s", name, diff)
	}
	seen := map[string]bool{}
	var walk func(*xhtml.Node)
	walk = func(n *xhtml.Node) {
		for _, a := range n.Attr {
			checkAttribute(t, name, n.Data, a)
			if a.Key == "id" && seen[a.Val] {
				t.Errorf("%s: two elements are %q", name, a.Val)
			}
			seen[a.Val] = seen[a.Val] || a.Key == "id"
		}
		switch {
		case n.Type == xhtml.CommentNode:
			t.Errorf("%s: a comment %q", name, n.Data)
		case n.Data == "script" && n.Type == xhtml.ElementNode && n.FirstChild != nil:
			t.Errorf("%s: a script within the page", name)
		case slices.Contains([]string{"style", "iframe", "object", "embed", "base", "form", "svg", "math"}, n.Data) && n.Type == xhtml.ElementNode:
			t.Errorf("%s: <%s>", name, n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
}

var (
	ownAttribute = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	scheme       = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:`)
	followed     = regexp.MustCompile(`^(https?://|mailto:|tel:|tg:)`)
)

func checkAttribute(t *testing.T, name, element string, a xhtml.Attribute) {
	t.Helper()
	switch a.Key {
	case "href", "src", "data-poster", "poster", "data-motion":
		outside := scheme.MatchString(strings.TrimSpace(a.Val)) || strings.HasPrefix(a.Val, "/") || strings.ContainsAny(a.Val, "\n\t")
		if outside && (element != "a" || a.Key != "href" || !followed.MatchString(strings.ToLower(a.Val))) {
			t.Errorf("%s: <%s %s=%q> leads out of the archive", name, element, a.Key, a.Val)
		}
	case "style":
		if strings.ContainsAny(a.Val, "<\"'()\\@") {
			t.Errorf("%s: style %q", name, a.Val)
		}
	}
	if !ownAttribute.MatchString(a.Key) || strings.HasPrefix(a.Key, "on") {
		t.Errorf("%s: <%s> has the attribute %q", name, element, a.Key)
	}
}

// stranger wrote everything on these pages.
type stranger struct{ testkit.Stranger }

// peers are people and a forum with hostile names.
func (s stranger) peers() []model.Peer {
	peers := []model.Peer{{ID: model.UserID(1), Self: true}, {ID: model.UserID(2)}, {ID: model.UserID(3), Bot: true}, {ID: model.ChannelID(9), Megagroup: true, Forum: true}, {ID: model.ChannelID(10), Broadcast: true}}
	for i := range peers {
		p := &peers[i]
		p.FirstName, p.LastName, p.Title, p.Username, p.Restricted = s.Text(), s.Text(), s.Text(), s.Text(), []string{s.Text()}
	}
	return peers
}

func (s stranger) env(out memory, peers []model.Peer) *Env {
	e := testEnv(out, peers...)
	e.Face = func(p *model.Peer) string { return s.Pick("", "faces/user'&%20"+fmt.Sprint(p.ID.ID)+".jpg") }
	e.Animate = func(int64, string) bool { return s.IntN(2) == 0 }
	e.Elsewhere = func(m model.MessageID) (string, int) { return s.Pick("", "chats/chat_002/messages3.html"), m.ID }
	e.Zone = s.Text()
	return e
}

// files has most of them, at paths that want to be more than paths.
func (s stranger) files(key model.FileKey) model.FileResult {
	if s.IntN(4) == 0 {
		return model.FileResult{State: model.FileSkipped, Skip: model.SkipReason(s.Pick("file_size", "file_type", "unavailable"))}
	}
	name := strings.ReplaceAll(string(key), ":", "_")
	if !strings.Contains(name, ".") { // a custom emoji
		name += s.Pick(".webp", ".webm", ".tgs", ".bin")
	}
	return model.FileResult{State: model.FilePlaced, Path: "chats/chat_001/files/'&%20#?" + name, Size: 77}
}

func TestNothingStrangersWroteIsMarkup(t *testing.T) {
	for seed := range uint64(20) {
		s, out := stranger{testkit.NewStranger(seed)}, memory{}
		peers := s.peers()
		e, peer := s.env(out, peers), &peers[1+s.IntN(4)]
		c := NewChat(e, "chats/chat_001", peer, 40)
		info := model.ChatInfo{About: s.Text(), Participants: 5}
		c.Known(&info, []model.Topic{{ID: 1, Title: s.Text()}, {ID: 5, Title: s.Text()}}, Standing{Vanished: true, OnlyMine: true})
		for id := range 40 {
			var m model.Message
			s.Fill(&m, 5)
			m.ID, m.Peer = id+1, peer.ID
			var past Past
			if s.IntN(3) == 0 {
				past = Past{Gone: true, Versions: []model.Message{m}}
			}
			check(t, c.MessageWithPast(&m, m.ID, s.Pick("", "chats/chat_001/contacts/a'&.vcf"), s.files, past))
		}
		check(t, c.Close())
		for name, page := range out {
			if strings.HasSuffix(name, ".html") {
				checkPage(t, fmt.Sprint("seed ", seed, " ", name), page.String())
			}
		}
		if t.Failed() {
			return
		}
	}
}

func TestNothingStrangersWroteIsMarkupInTheLists(t *testing.T) {
	for seed := range uint64(12) {
		s, out := stranger{testkit.NewStranger(1000 + seed)}, memory{}
		peers := s.peers()
		e := s.env(out, peers)
		l, err := NewList(e, ContactsPage, s.Text(), s.Text())
		check(t, err)
		for range 5 {
			s.entries(t, l)
		}
		check(t, l.Close())
		var v Index
		var profile model.Profile
		s.Fill(&profile, 3)
		profile.Peer = peers[0]
		v.Profile, v.About, v.Outcome, v.Numbers = &profile, s.Text(), s.Text(), []string{s.Text(), s.Text()}
		v.Missing = []Shortfall{{s.Text(), 3}, {s.Text(), 0}}
		v.Links = []Link{{Kind: "chats", Title: "Chats", Path: ChatsPage, Count: 4}}
		for i := range peers {
			v.Parts = append(v.Parts, ChatPart{Title: "Chats", Chats: []IndexChat{{Peer: &peers[i], Folder: "chats/chat_001", Messages: i, Date: 1_600_000_000}}})
		}
		check(t, WriteIndex(e, v))
		for name, page := range out {
			checkPage(t, fmt.Sprint("seed ", seed, " ", name), page.String())
		}
		if t.Failed() {
			return
		}
	}
}

// entries writes one of each kind.
func (s stranger) entries(t *testing.T, l *List) {
	t.Helper()
	var contact model.SavedContact
	var frequent model.FrequentContact
	var session model.Session
	var web model.WebSession
	var photo model.Photo
	var story model.Story
	var track model.Document
	for _, v := range []any{&contact, &frequent, &session, &web, &photo, &story, &track} {
		s.Fill(v, 4)
	}
	check(t, l.Contact(&contact))
	check(t, l.Frequent(&frequent))
	check(t, l.Session(&session))
	check(t, l.WebSession(&web))
	check(t, l.Picture(&photo, s.files("a.jpg")))
	check(t, l.Story(&story, s.files("b.mp4")))
	check(t, l.Track(&track, s.files("j.ogg")))
}
