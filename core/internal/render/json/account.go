package json

import (
	"bufio"
	"io"
)

// Account writes the root document. Its methods are called in the order of the
// document: the sections, then the chats, then Close.
type Account struct {
	env   *Env
	out   *bufio.Writer
	w     writer
	words Words
}

// Words are the paragraphs of the document that explain what is below them;
// the reader's language decides them.
type Words struct {
	About, Contacts, Frequent, Sessions, WebSessions, Chats, LeftChats string
}

// NewAccount begins the root document.
func NewAccount(out io.Writer, env *Env, words Words) *Account {
	a := &Account{env: env, out: bufio.NewWriterSize(out, 256<<10), words: words}
	a.w.env = env
	a.w.open('{')
	a.w.keyStr("about", words.About)
	return a
}

func (a *Account) flush() error {
	_, err := a.out.Write(a.w.b)
	a.w.reset()
	return err
}

// OpenChats begins the list of chats, or of left ones.
func (a *Account) OpenChats(left bool) {
	if left {
		a.openList("left_chats", a.words.LeftChats)
		return
	}
	a.openList("chats", a.words.Chats)
}

// CloseList ends the list that is open.
func (a *Account) CloseList() error {
	a.w.close(']')
	a.w.close('}')
	return a.flush()
}

func (a *Account) openList(k, about string) {
	a.w.key(k)
	a.w.open('{')
	a.w.keyStr("about", about)
	a.w.key("list")
	a.w.open('[')
}

// Close ends the document.
func (a *Account) Close() error {
	a.w.close('}')
	if err := a.flush(); err != nil {
		return err
	}
	return a.out.Flush()
}
