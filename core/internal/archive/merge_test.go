package archive

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func sight(t *testing.T, run int64, m model.Message) sighting {
	t.Helper()
	s := sighting{run: run}
	must(t, s.decode(asJSON(t, m)))
	return s
}

func TestSightingsAreOrderedFromOldToNew(t *testing.T) {
	n := func(i int) *int { return &i }
	m := message(channel, 1, "b")
	unread := m
	unread.Kind = model.MessageUndecoded
	viewed := m
	viewed.Views = n(0)
	more := m
	more.Views = n(5)
	ascending := []sighting{
		sight(t, 9, unread), sight(t, 1, message(channel, 1, "a")), sight(t, 1, m), sight(t, 1, viewed), sight(t, 1, more),
		sight(t, 1, edited(m, 3, "a")), sight(t, 2, m), sight(t, 2, edited(m, 1, "a")),
	}
	for i := range ascending {
		for j := range ascending {
			got, want := ascending[i].compare(ascending[j]), compareBool(i > j, i < j)
			if got != want {
				t.Errorf("sighting %d against %d: %d, want %d", i, j, got, want)
			}
		}
	}
}

func poll(voters int, closed bool) *model.Media {
	return &model.Media{Kind: model.KindPoll, Poll: &model.Poll{ID: 1, Voters: voters, Closed: closed,
		Answers: []model.PollAnswer{{Voters: voters, Recent: []model.PeerID{model.UserID(int64(voters))}}}}}
}

func TestWhatIsAVersionAndWhatIsNot(t *testing.T) {
	n := 7
	base := message(channel, 1, "text")
	base.Media = poll(1, false)
	tests := []struct {
		what   string
		change func(*model.Message)
		same   bool
	}{
		{"nothing", func(*model.Message) {}, true},
		{"views", func(m *model.Message) { m.Views = &n }, true},
		{"forwards", func(m *model.Message) { m.Forwards = &n }, true},
		{"replies", func(m *model.Message) { m.Replies = &model.ReplyInfo{Count: 2} }, true},
		{"reactions", func(m *model.Message) { m.Reactions = []model.Reaction{{Emoji: "x", Count: 1}} }, true},
		{"stars", func(m *model.Message) { m.Reactors = []model.StarsReactor{{Count: 1}} }, true},
		{"date of a hidden edit", func(m *model.Message) { m.Edited, m.EditHidden = 9, true }, true},
		{"votes", func(m *model.Message) { m.Media = poll(5, false) }, true},
		{"end of a poll", func(m *model.Message) { m.Media = poll(1, true) }, false},
		{"text", func(m *model.Message) { m.Text.Text = "other" }, false},
		{"entities", func(m *model.Message) { m.Text.Entities = []model.Entity{{Type: model.EntityBold, Length: 1}} }, false},
		{"pin", func(m *model.Message) { m.Pinned = true }, false},
		{"media", func(m *model.Message) { m.Media = nil }, false},
	}
	for _, tt := range tests {
		changed := base
		tt.change(&changed)
		if same := sight(t, 1, base).hash == sight(t, 1, changed).hash; same != tt.same {
			t.Errorf("%s: same content %v, want %v", tt.what, same, tt.same)
		}
	}
}

// Those who look at a message and those who vote do not edit it.
func TestCountersInsideOfMediaMakeNoVersion(t *testing.T) {
	base := message(channel, 1, "text")
	page := func(views int, title string) *model.Media {
		return &model.Media{Kind: model.KindWebPage, WebPage: &model.WebPage{ID: 1, Views: views, Title: title}}
	}
	story := func(s model.Story) *model.Media {
		return &model.Media{Kind: model.KindStory, Story: &model.StoryRef{Peer: alice, ID: 1, Story: &s}}
	}
	for _, tt := range []struct {
		what string
		a, b *model.Media
		same bool
	}{
		{"readers of a page", page(1, "t"), page(2, "t"), true},
		{"title of a page", page(1, "t"), page(1, "u"), false},
		{"viewers of a story", story(model.Story{ID: 1}), story(model.Story{ID: 1, Views: 5, ReactionsCount: 2, Viewers: []int64{7}}), true},
		{"caption of a story", story(model.Story{ID: 1}), story(model.Story{ID: 1, Caption: model.Text{Text: "x"}}), false},
		{"votes", poll(1, false), poll(2, false), true},
	} {
		for where, put := range map[string]func(*model.Message, *model.Media){
			"message": func(m *model.Message, media *model.Media) { m.Media = media },
			"answer":  func(m *model.Message, media *model.Media) { m.Reply = &model.Reply{ID: 1, Media: media} },
		} {
			one, other := base, base
			put(&one, tt.a)
			put(&other, tt.b)
			if same := sight(t, 1, one).hash == sight(t, 1, other).hash; same != tt.same {
				t.Errorf("%s in the %s: same content %v, want %v", tt.what, where, same, tt.same)
			}
		}
	}
}

// Numbers beyond 2^53 in free fields lose digits in JSON; that is no edit.
func TestLongNumbersMakeNoVersion(t *testing.T) {
	a := newTest(t)
	m := message(channel, 1, "x")
	m.Rich = &model.RichMessage{Blocks: []model.RichNode{{Type: "p", Fields: map[string]any{"id": int64(1<<62 + 1)}}}}
	viewed := m
	n := 5
	viewed.Views = &n
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}}, Page{Messages: []model.Message{m}}, Page{Messages: []model.Message{viewed}})
	if rows := allMessages(t, a, 1); len(rows) != 1 || len(rows[0].Versions) != 0 {
		t.Errorf("%d messages, versions %v", len(rows), rows[0].Versions)
	}
}

func TestVersionsAreToldFromOldToNew(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}})
	for run := int64(2); run <= 4; run++ {
		must(t, begin(t, a))
	}
	for run, text := range []string{"c", "a", "b", "a"} { // the last edit takes back the one before
		record(t, a, Page{Run: int64(run + 1), Messages: []model.Message{edited(message(channel, 1, ""), int64(run), text)}})
	}
	rows := allMessages(t, a, 1)
	var got []string
	for _, v := range rows[0].Versions {
		got = append(got, v.Text.Text)
	}
	if diff := cmp.Diff([]string{"c", "b"}, got); diff != "" || rows[0].Text.Text != "a" {
		t.Errorf("current %q, versions %s", rows[0].Text.Text, diff)
	}
}

func TestANewerFullPeerDropsWhatAnOlderMinSaid(t *testing.T) {
	a := newTest(t)
	must(t, begin(t, a))
	record(t, a, Page{Peers: []model.Peer{{V: 1, ID: alice, Min: true, Username: "old"}}},
		Page{Run: 2, Peers: []model.Peer{{V: 1, ID: alice, FirstName: "Alice"}}})
	if p, _, _ := a.Peer(t.Context(), alice); p.Username != "" || p.FirstName != "Alice" {
		t.Errorf("got %+v", p)
	}
}

// The picture of a min user holds for one who is known whole only where Telegram says
// so, and then from the next run on; within a run the whole form tells.
func TestAMinPictureIsAppliedWhereTelegramSaysSo(t *testing.T) {
	photo := func(id int64) *model.PeerPhoto { return &model.PeerPhoto{ID: id} }
	whole := model.Peer{V: 1, ID: alice, Photo: photo(1)}
	faceless := model.Peer{V: 1, ID: alice}
	min := model.Peer{V: 1, ID: alice, Min: true, Photo: photo(2)}
	applied := min
	applied.ApplyMinPhoto = true
	none := model.Peer{V: 1, ID: alice, Min: true, ApplyMinPhoto: true}
	for name, tt := range map[string]struct {
		first, second []model.Peer // of one run, of the next
		want          int64
	}{
		"min only":                    {[]model.Peer{min}, nil, 2},
		"min only, later another":     {[]model.Peer{min}, []model.Peer{{V: 1, ID: alice, Min: true, Photo: photo(3)}}, 3},
		"whole wins in a run":         {[]model.Peer{whole, applied}, nil, 1},
		"whichever came first":        {[]model.Peer{applied, whole}, nil, 1},
		"later, to be applied":        {[]model.Peer{whole}, []model.Peer{applied}, 2},
		"later, not to be applied":    {[]model.Peer{whole}, []model.Peer{min}, 1},
		"later, none":                 {[]model.Peer{whole}, []model.Peer{none}, 1},
		"earlier":                     {[]model.Peer{applied}, []model.Peer{whole}, 1},
		"hidden, to be applied":       {[]model.Peer{faceless, applied}, nil, 2},
		"hidden, not to be applied":   {[]model.Peer{faceless, min}, nil, 0},
		"a channel has no such word":  {[]model.Peer{{V: 1, ID: channel}, {V: 1, ID: channel, Min: true, Photo: photo(2)}}, nil, 2},
		"becomes whole":               {[]model.Peer{min}, []model.Peer{whole}, 1},
		"becomes whole, hides itself": {[]model.Peer{min}, []model.Peer{faceless}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			a := newTest(t)
			must(t, begin(t, a))
			for _, p := range tt.first {
				record(t, a, Page{Peers: []model.Peer{p}})
			}
			for _, p := range tt.second {
				record(t, a, Page{Run: 2, Peers: []model.Peer{p}})
			}
			p, _, err := a.Peer(t.Context(), tt.first[0].ID)
			must(t, err)
			if p.Photo == nil {
				p.Photo = photo(0)
			}
			if p.Photo.ID != tt.want {
				t.Errorf("picture %d, want %d", p.Photo.ID, tt.want)
			}
		})
	}
}

func TestAFileKeepsTheMessageThatShowsWhoseItIs(t *testing.T) {
	file := func(seen model.MessageID) model.File {
		return model.File{Key: "photo:5:a", DC: 2, Location: model.Location{Kind: model.LocationPeerPhoto, ID: 5, Peer: alice, Seen: seen}}
	}
	first, later := model.MessageID{Peer: channel, ID: 4}, model.MessageID{Peer: channel, ID: 9}
	for name, tt := range map[string]struct {
		sights []model.MessageID // zero: by the whole form
		want   model.MessageID
	}{
		"whole later":   {[]model.MessageID{first, {}}, first},
		"whole before":  {[]model.MessageID{{}, first}, first},
		"seen again":    {[]model.MessageID{first, later}, later},
		"only by whole": {[]model.MessageID{{}, {}}, model.MessageID{}},
	} {
		a := newTest(t)
		for _, seen := range tt.sights {
			record(t, a, Page{Files: []model.File{file(seen)}})
		}
		files, err := a.Claim(t.Context(), 2, 1)
		must(t, err)
		if len(files) != 1 || files[0].Location.Seen != tt.want {
			t.Errorf("%s: %+v, want %+v", name, files, tt.want)
		}
	}
}

func TestPeersComeInOrder(t *testing.T) {
	a := newTest(t)
	var peers []model.Peer
	var want []string
	for i := range 1300 {
		id := model.PeerID{Kind: model.KindUser + model.PeerKind(i%2), ID: int64(i + 1)}
		peers = append(peers, model.Peer{ID: id})
	}
	record(t, a, Page{Peers: peers})
	slices.SortFunc(peers, func(p, q model.Peer) int { return p.ID.Compare(q.ID) })
	for _, p := range peers {
		want = append(want, p.ID.String())
	}
	var got []string
	must(t, a.Peers(t.Context(), func(p model.Peer) error { got = append(got, p.ID.String()); return nil }))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, found, err := a.Peer(t.Context(), model.UserID(99999)); found || err != nil {
		t.Errorf("a peer nobody saw: %v %v", found, err)
	}
}

func TestSeenPeersStaysSmall(t *testing.T) {
	s := newSeenPeers()
	for i := range seenLimit/100 + 5 {
		docs, err := peerDocs([]model.Peer{{ID: model.UserID(int64(i + 1)), FirstName: fmt.Sprint(i)}}, 1)
		must(t, err)
		for range 100 {
			s.remember(docs)
		}
		if left := s.unknown(docs); len(left) != 0 {
			t.Fatalf("peer %d was forgotten at once", i)
		}
	}
	many := make([]peerDoc, seenLimit)
	for i := range many {
		many[i] = peerDoc{Peer: &model.Peer{ID: model.UserID(int64(i + 1))}, run: 2}
	}
	s.remember(many)
	if len(s.docs) > seenLimit {
		t.Errorf("%d entries", len(s.docs))
	}
}
