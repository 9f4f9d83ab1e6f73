package screen

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"satchel/core"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// reachable are the controls on the screen that can be used now.
func (s *stage) reachable() (list []fyne.Focusable) {
	s.walk(func(o fyne.CanvasObject) {
		f, ok := o.(fyne.Focusable)
		if !ok {
			return
		}
		if d, can := o.(fyne.Disableable); can && d.Disabled() {
			return
		}
		list = append(list, f)
	})
	return list
}

// cycle are the controls that the Tab key comes by, until it begins again.
func (s *stage) cycle() (list []fyne.Focusable) {
	c := s.window.Canvas()
	for range 200 {
		c.(interface{ FocusNext() }).FocusNext()
		at := c.Focused()
		if at == nil || slices.Contains(list, at) {
			break
		}
		list = append(list, at)
	}
	return list
}

func named(f fyne.Focusable) string {
	switch f := f.(type) {
	case *widget.Button:
		return "button " + f.Text
	case *widget.Check:
		return "box " + f.Text
	}
	return fmt.Sprintf("%T", f)
}

// Who has no mouse comes to everything that can be used, and to nothing else.
func TestEveryControlIsReachedByTab(t *testing.T) {
	for what, make := range screensOf(t, newKit(t)) {
		t.Run(what, func(t *testing.T) {
			s := &stage{T: t}
			s.put(make())
			got, want := s.cycle(), s.reachable()
			for _, f := range want {
				if !slices.Contains(got, f) {
					t.Errorf("%s is not reached", named(f))
				}
			}
			for _, f := range got {
				if !slices.Contains(want, f) {
					t.Errorf("%s is reached and cannot be used", named(f))
				}
			}
			if first := s.screen.First(); first != nil && !slices.Contains(want, first) {
				t.Errorf("the screen begins at %s, which cannot be used", named(first))
			}
		})
	}
}

// A button says what it does, and no other on the screen says the same, but for the
// cards of archives, which have the same ones each.
func TestNoTwoButtonsOfAScreenSayTheSame(t *testing.T) {
	for what, make := range screensOf(t, newKit(t)) {
		if what == "archives" {
			continue
		}
		t.Run(what, func(t *testing.T) {
			s := &stage{T: t}
			s.put(make())
			seen := map[string]bool{}
			s.walk(func(o fyne.CanvasObject) {
				b, ok := o.(*widget.Button)
				if !ok {
					return
				}
				if b.Text == "" && b.Icon == nil {
					t.Error("a button says nothing")
				}
				if b.Text != "" && seen[b.Text] {
					t.Errorf("two buttons say %q", b.Text)
				}
				seen[b.Text] = true
			})
		})
	}
}

// What is typed for one question does not come up at another, and is still there when
// its own comes again, but for passwords nowhere in plain words.
func TestEachQuestionHasItsOwnLine(t *testing.T) {
	s, at := signIn(t, nil)
	ask := func(what string) {
		at.Ask(questions()[what])
	}
	answers := map[string]string{"code": "2222", "password": "correct horse", "passphrase": "battery staple"}
	for _, what := range []string{"code", "password", "passphrase", "code", "passphrase", "password"} {
		ask(what)
		lines := s.lines()
		if len(lines) != 1 {
			t.Fatalf("%s: %d lines", what, len(lines))
		}
		for other, text := range answers {
			if other != what && lines[0].Text == text {
				t.Errorf("the answer to %s stands at %s", other, what)
			}
		}
		lines[0].SetText(answers[what])
		if (what == "code") == lines[0].Password {
			t.Errorf("%s is hidden: %v", what, lines[0].Password)
		}
		for _, secret := range []string{"correct horse", "battery staple"} {
			s.misses(secret)
		}
	}
}

// While an answer is on its way, nothing can be sent again, whatever is pressed, and
// the way back is open.
func TestNothingIsSentTwice(t *testing.T) {
	for what, q := range questions() {
		if q.Password != nil {
			q = view.Question{Password: &core.PasswordRequest{}} // without its pause
		}
		t.Run(what, func(t *testing.T) {
			s, at := signIn(t, nil)
			if q != (view.Question{}) {
				at.Ask(q)
			}
			line := s.lines()[0]
			text := map[string]string{"number": "+44 7911 123456", "code": "123", "password": "a", "passphrase": "a"}[what]
			line.SetText(text)
			s.did = nil
			for range 3 {
				s.key(fyne.KeyReturn)
				if b := s.button("Continue"); b != nil {
					test.Tap(b)
				}
			}
			if len(s.did) != 1 || !strings.HasSuffix(s.did[0], text) {
				t.Errorf("called %q", s.did)
			}
			if s.did = nil; !s.can("Back") {
				t.Error("there is no way back")
			}
			s.key(fyne.KeyEscape)
			s.called("back")
		})
	}
}

// The clock of a pause runs out by itself, and then the answer can be given.
func TestAPauseEndsByItself(t *testing.T) {
	s, at := signIn(t, nil)
	at.Ask(questions()["password"])
	s.lines()[0].SetText("horse")
	until := questions()["password"].Password.Err.(*core.WaitError).Until
	now := noon
	at.kit.Now = func() time.Time { return now }
	for _, step := range []struct {
		at   time.Time
		open bool
	}{{noon, false}, {until.Add(-time.Second), false}, {until, true}, {until.Add(time.Hour), true}} {
		now = step.at
		at.Tick(now)
		if s.can("Continue") != step.open {
			t.Errorf("at %v it can be sent: %v", step.at, !step.open)
		}
	}
	if entry := s.lines()[0]; entry.Text != "horse" {
		t.Errorf("what was typed is %q", entry.Text)
	}
}
