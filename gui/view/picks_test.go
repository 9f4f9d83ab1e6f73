package view

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core"
	"satchel/gui/lang"
)

func chatID(text string) (id core.PeerID) {
	if err := id.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return id
}

func newPicks(t *testing.T, change func(*core.Settings)) *Picks {
	t.Helper()
	l, err := lang.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	s := core.Default()
	if change != nil {
		change(&s)
	}
	p := NewPicks(l, s)
	p.Add([]core.SurveyedChat{
		{ID: chatID("user:1"), Self: true, Kind: core.KindUsers, Type: "saved_messages"},
		{ID: chatID("user:2"), Name: "ÅSA", Kind: core.KindUsers, Type: "personal_chat"},
		{ID: chatID("user:3"), Kind: core.KindUsers, Type: "personal_chat"},
	})
	p.Add([]core.SurveyedChat{{ID: chatID("channel:4"), Name: "News", Kind: core.KindChannels, Type: "public_channel", Archived: true}})
	return p
}

func (p *Picks) rows() (rows []string) {
	for i := range p.Len() {
		r := p.Row(i)
		mark := " "
		if r.Ticked {
			mark = "x"
		}
		rows = append(rows, fmt.Sprintf("[%s] %s: %s", mark, r.Name, r.About))
	}
	return rows
}

func TestPicksShowEveryChatByAName(t *testing.T) {
	p := newPicks(t, nil)
	want := []string{
		"[x] Saved Messages: Your own notes", "[x] ÅSA: Private chat", "[x] Deleted account: Private chat", "[x] News: Public channel, archived",
	}
	if diff := cmp.Diff(want, p.rows()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPicksAreFoundWhateverTheCase(t *testing.T) {
	p := newPicks(t, nil)
	p.Find(" åsa ")
	if diff := cmp.Diff([]string{"[x] ÅSA: Private chat"}, p.rows()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	p.SetShown(false)
	p.Find("")
	if got := p.Choice().Except; len(got) != 1 || got[0] != chatID("user:2") {
		t.Errorf("left out: %v", got)
	}
}

func TestPicksOfAKindThatIsNotTickedCannotBe(t *testing.T) {
	p := newPicks(t, func(s *core.Settings) { s.MessageChannels = false })
	p.Toggle(3)
	if row := p.Row(3); row.Ticked || row.Possible {
		t.Errorf("%+v", row)
	}
	if got := p.Choice().Except; len(got) != 0 {
		t.Errorf("left out by hand: %v", got)
	}
	if id, ok := p.Ask(3, 4); ok {
		t.Errorf("%s is counted for nothing", id)
	}
}

func TestPicksKeepWhatWasLeftOutBefore(t *testing.T) {
	gone := chatID("chat:99")
	p := newPicks(t, func(s *core.Settings) { s.Chats.Except = []core.PeerID{chatID("user:2"), gone} })
	if p.Row(1).Ticked {
		t.Error("ticked although it was left out")
	}
	p.Toggle(1)
	if diff := cmp.Diff([]core.PeerID{gone}, p.Choice().Except); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPicksAreCountedOnceEach(t *testing.T) {
	p := newPicks(t, nil)
	var asked []core.PeerID
	for _, span := range [][2]int{{1, 2}, {0, 4}, {0, 4}, {-3, 9}, {-3, 9}, {-3, 9}} {
		if id, ok := p.Ask(span[0], span[1]); ok {
			asked = append(asked, id)
		}
	}
	if diff := cmp.Diff([]core.PeerID{chatID("user:2"), chatID("user:1"), chatID("user:3"), chatID("channel:4")}, asked); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPicksSayWhatWasCounted(t *testing.T) {
	p := newPicks(t, nil)
	p.Counted(chatID("user:1"), []core.MediaCount{{Type: "photo", Count: 1}, {Type: "video", Count: 2, Inexact: true}}, nil)
	p.Counted(chatID("user:2"), []core.MediaCount{{Type: "photo"}}, nil)
	p.Counted(chatID("user:3"), nil, errors.New("refused"))
	p.Counted(chatID("channel:4"), []core.MediaCount{{Type: "file", Count: 1500}}, nil)
	want := []string{
		"[x] Saved Messages: Your own notes · about 1 photo, 2 videos", "[x] ÅSA: Private chat · no files",
		"[x] Deleted account: Private chat · could not be counted", "[x] News: Public channel, archived · 1,500 documents",
	}
	if diff := cmp.Diff(want, p.rows()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got, want := p.Summary(), "Listing your chats… 4 so far · 1,503 files in the 3 chats counted"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.Listed()
	p.Toggle(3)
	if got, want := p.Summary(), "3 of 4 chats · 3 files in the 2 chats counted"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPicksEstimateWithWhatAnArchiveKnows(t *testing.T) {
	p := newPicks(t, nil)
	p.Listed()
	p.Counted(chatID("user:2"), []core.MediaCount{{Type: "photo", Count: 10}}, nil)
	p.Learn(map[core.MediaType]int64{"photo": 200 << 10})
	if got, want := p.Row(1).About, "Private chat · 10 photos · about 2.0 MB"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := p.Summary(), "4 of 4 chats · 10 files in the 1 chat counted · about 2.0 MB"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.Counted(chatID("user:1"), []core.MediaCount{{Type: "video", Count: 1}}, nil)
	if got, want := p.Summary(), "4 of 4 chats · 11 files in the 2 chats counted"; got != want {
		t.Errorf("a part of the size is no size: %q, want %q", got, want)
	}
}

func TestTheChoiceSaysHowManyChatsAreLeftOut(t *testing.T) {
	l, err := lang.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	s := core.Default()
	if got := ChatsLine(l, s); got != "All chats of these kinds" {
		t.Errorf("%q", got)
	}
	s.Chats.Except = []core.PeerID{chatID("user:2"), chatID("user:3")}
	if got := ChatsLine(l, s); got != "All but 2 chats" {
		t.Errorf("%q", got)
	}
	if Everything(s) {
		t.Error("that is not everything")
	}
}
