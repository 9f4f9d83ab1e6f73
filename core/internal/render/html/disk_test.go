package html

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"satchel/core/internal/model"
)

var errFull = errors.New("no room")

// disk fails at the n-th of its steps, from 1, and tells which files are in place. A
// step is a file made, a piece written, a file closed.
type disk struct {
	fail, steps int
	placed      []string
}

func (d *disk) step() error {
	if d.steps++; d.steps == d.fail {
		return errFull
	}
	return nil
}

type diskFile struct {
	*disk
	name string
}

func (f diskFile) Write(b []byte) (int, error) { return len(b), f.step() }

func (f diskFile) Close() error {
	if err := f.step(); err != nil {
		return err
	}
	f.placed = append(f.placed, f.name)
	return nil
}

func (d *disk) create(name string) (io.WriteCloser, error) { return diskFile{d, name}, d.step() }

// writeChat writes a chat of two pages with a gallery.
func writeChat(e *Env) error {
	p := ann()
	c := NewChat(e, "chats/chat_001", &p, PerPage+2)
	long := strings.Repeat("long ", 40)
	for id := 1; id <= PerPage+2; id++ {
		m := from(id, 2, int64(id)*50_000)
		m.Text.Text = long
		if id%400 == 1 {
			m = withPhoto(id)
		}
		if err := c.Message(&m, id, "", saved); err != nil {
			return err
		}
	}
	return c.Close()
}

func writeLists(e *Env) error {
	l, err := NewList(e, ChatsPage, "Chats", "about")
	if err != nil {
		return err
	}
	p := ann()
	for range 400 {
		if err := l.Chat(&p, "chats/chat_001", 5, Standing{}); err != nil {
			return err
		}
	}
	if err := l.Close(); err != nil {
		return err
	}
	chats := make([]IndexChat, 400)
	for i := range chats {
		chats[i] = IndexChat{Peer: &p, Folder: "chats/chat_001", Messages: 1}
	}
	return WriteIndex(e, Index{About: "about", Parts: []ChatPart{{Title: "Chats", Chats: chats}}})
}

// Whichever step a full disk fails, the writer says so and puts nothing more in
// place.
func TestAFullDiskIsToldWhereverItHappens(t *testing.T) {
	for name, write := range map[string]func(*Env) error{"chat": writeChat, "lists": writeLists} {
		t.Run(name, func(t *testing.T) {
			whole := &disk{}
			env := func(d *disk) *Env {
				e := testEnv(memory{}, ann())
				e.Create = d.create
				return e
			}
			check(t, write(env(whole)))
			if whole.steps < 6 || len(whole.placed) < 2 {
				t.Fatalf("%d steps, files %v", whole.steps, whole.placed)
			}
			for n := 1; n <= whole.steps; n++ {
				d := &disk{fail: n}
				if err := write(env(d)); !errors.Is(err, errFull) {
					t.Errorf("step %d of %d: %v", n, whole.steps, err)
				}
				if d.steps != n {
					t.Errorf("%d steps after the one that failed", d.steps-n)
				}
			}
		})
	}
}

// An answer shows what it answers as long as that was not long ago; a link leads to
// its page however long ago it was.
func TestAnswersShowTheMessagesOfNotLongAgo(t *testing.T) {
	out, p := memory{}, ann()
	c := NewChat(testEnv(out, p), "chats/chat_001", &p, 0)
	last := keptPreviews + 10
	for id := 1; id <= last; id++ {
		m := from(id, 2, int64(id))
		m.Text.Text = "words " + strings.Repeat("x", 200)
		check(t, c.Message(&m, id, "", nothing))
	}
	for i, answered := range []int{1, last + 1 - keptPreviews, last} {
		m := from(last+1+i, 2, int64(last))
		m.Reply = &model.Reply{ID: answered}
		check(t, c.Message(&m, m.ID, "", nothing))
	}
	check(t, c.Close())
	page := out["chats/chat_001/"+PageName(c.Page())].String()
	for _, want := range []struct {
		text  string
		times int
	}{
		{`<a href="messages.html#go_to_message1">this message</a>`, 1}, {`class="reply_preview"`, 1}, // one is forgotten, one was pushed out by the answers before it
		{`#go_to_message` + strconv.Itoa(last) + `">this message</a>`, 1},
	} {
		if n := strings.Count(page, want.text); n != want.times {
			t.Errorf("%q %d times, want %d", want.text, n, want.times)
		}
	}
	if n := len(c.seen.byID); n != keptPreviews || len(c.seen.ring) != keptPreviews {
		t.Errorf("%d previews are kept, want %d", n, keptPreviews)
	}
}

func TestABeginningIsCutAtACharacter(t *testing.T) {
	for _, tt := range []struct {
		text string
		n    int
		want string
	}{
		{"", 3, ""}, {"abc", 3, "abc"}, {"abcd", 3, "abc…"}, {"äöü", 3, "ä…"}, {"äöü", 4, "äö…"}, {"🥖🥖", 3, "…"}, {"🥖🥖", 4, "🥖…"}, {"\xbf\xbf\xbf", 2, "…"},
	} {
		if got := shortenTo(tt.text, tt.n); got != tt.want {
			t.Errorf("%q to %d: %q, want %q", tt.text, tt.n, got, tt.want)
		}
	}
	if got := shorten("a\nb"); got != "a b" {
		t.Errorf("two lines: %q", got)
	}
}
