package screen

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"satchel/core"
	"satchel/gui/view"
)

// longest are names as strangers choose them.
func longest() []string {
	return []string{strings.Repeat("A", 300), strings.Repeat("שלום ", 60), strings.Repeat("名", 200), strings.Repeat("word ", 80)}
}

// inside checks that nothing of the screen lies right of its window.
func (s *stage) inside() {
	s.Helper()
	s.walk(func(o fyne.CanvasObject) {
		text, ok := o.(*canvas.Text)
		if !ok || text.Text == "" {
			return
		}
		left := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X
		if right := left + text.MinSize().Width; left < 0 || right > s.window.Canvas().Size().Width+1 {
			s.Errorf("%.40q lies from %g to %g", text.Text, left, right)
		}
	})
}

func TestALongNameMakesNoScreenWider(t *testing.T) {
	for _, name := range longest() {
		var peer core.PeerID
		if err := peer.UnmarshalText([]byte("user:7")); err != nil {
			t.Fatal(err)
		}
		kit := newKit(t)
		picks := view.NewPicks(kit.L, view.DefaultSettings())
		picks.Add([]core.SurveyedChat{{ID: peer, Name: name, Kind: core.KindUsers, Type: "personal_chat"}})
		picks.Listed()
		known := view.Known{Recent: core.Recent{Dir: "/" + name, Account: name, Outcome: core.Complete}, Overview: core.Overview{Outcome: core.Complete}}
		for what, make := range map[string]func(s *stage) Screen{
			"chats": func(s *stage) Screen {
				return NewChats(kit, ChatsOptions{Picks: picks, Seen: func(int) {}, One: func(int) {}, Done: s.note(""), Back: s.note("")})
			},
			"one": func(s *stage) Screen { return NewOne(kit, OneOptions{Chat: picks.One(0), Back: s.note("")}) },
			"choose": func(s *stage) Screen {
				return NewChoose(kit, ChooseOptions{Account: name, Folder: "/home", Settings: view.DefaultSettings(), Look: func(string) {}, Back: s.note("")})
			},
			"start": func(s *stage) Screen {
				return NewStart(kit, view.NewArchiveCards(kit.L, []view.Known{known}, noon), true, false, StartActions{})
			},
			"end": func(s *stage) Screen {
				return NewEnd(kit, view.End{Title: "Saved", Open: true, Chats: []view.ChatLine{{Name: name, Kind: "Private chat", Counts: "5 messages"}},
					Missing: []view.Missing{{Title: "1 chat", Text: "Gone.", Items: []string{name}, Count: 1}}}, EndOptions{Dir: "/" + name})
			},
			"check": func(s *stage) Screen {
				return NewCheck(kit, view.Check{Title: "Damaged", Items: []string{name}}, CheckOptions{Dir: "/" + name}, func(fyne.Focusable) {})
			},
		} {
			t.Run(fmt.Sprintf("%s %.6s", what, name), func(t *testing.T) {
				s := &stage{T: t}
				s.put(make(s))
				s.inside()
			})
		}
		s, run := running(t)
		s.at(run, core.Snapshot{Stage: core.StageSaving, Dialogs: 3, Chat: name, ChatExpected: 5}, view.RunState{})
		s.inside()
	}
}

func TestThousandsOfChatsAreMadeOnlyWhereTheyAreSeen(t *testing.T) {
	s, kit := &stage{T: t}, newKit(t)
	picks := view.NewPicks(kit.L, view.DefaultSettings())
	var list []core.SurveyedChat
	for i := range 5000 {
		var peer core.PeerID
		if err := peer.UnmarshalText(fmt.Appendf(nil, "user:%d", i+1)); err != nil {
			t.Fatal(err)
		}
		list = append(list, core.SurveyedChat{ID: peer, Name: fmt.Sprintf("Person %d", i), Kind: core.KindUsers, Type: "personal_chat"})
	}
	picks.Add(list)
	picks.Listed()
	seen := map[int]bool{}
	c := NewChats(kit, ChatsOptions{Picks: picks, Seen: func(row int) { seen[row] = true }, One: func(int) {}, Done: s.note("done"), Back: s.note("back")})
	s.put(c)
	s.sees("Person 0", "5,000 of 5,000 chats")
	s.misses("Person 40")
	if len(seen) == 0 || len(seen) > 40 {
		t.Errorf("%d chats are looked into before they are seen", len(seen))
	}
	c.list.ScrollToBottom()
	s.sees("Person 4999")
	if len(seen) > 80 {
		t.Errorf("%d chats were looked into on the way down", len(seen))
	}
	test.Type(s.lines()[0], "person 4242")
	s.sees("Person 4242")
	s.misses("Person 4999")
	s.press("Untick all")
	s.sees("4,999 of 5,000 chats")
}

func TestTheHeaderSaysHowFarItIs(t *testing.T) {
	kit := newKit(t)
	_, signing := signIn(t, nil)
	_, choosing, _ := chosen(t)
	_, run := running(t)
	_, end := ended(t, view.End{Open: true}, true)
	_, check := checking(t, view.Check{}, false)
	chats := NewChats(kit, ChatsOptions{Picks: picksOf(t, kit), Seen: func(int) {}})
	one := NewOne(kit, OneOptions{Chat: picksOf(t, kit).One(0)})
	for i, at := range []struct {
		screen Screen
		step   int
	}{{signing, 0}, {choosing, 1}, {chats, 1}, {one, 1}, {run, 2}, {end, 3}, {check, -1}} {
		if got := at.screen.Step(); got != at.step {
			t.Errorf("screen %d is at step %d, want %d", i, got, at.step)
		}
	}
}

func TestTheEndSaysWhatDidNotWork(t *testing.T) {
	s, end := ended(t, view.End{Tone: view.ToneGood, Title: "Everything is saved", Open: true}, true)
	end.Note("There is no program for this file.")
	s.sees("Everything is saved", "There is no program for this file.")
}
