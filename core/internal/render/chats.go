package render

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
	"satchel/core/internal/render/html"
	"satchel/core/internal/render/json"
)

// chats writes the chats, or the left ones, into the account's document, each
// into its own and onto its pages.
func (j *job) chats(doc *json.Account, left bool) error {
	opened := false
	for i := range j.dialogs {
		d := &j.dialogs[i]
		if d.Left != left {
			continue
		}
		if !opened {
			doc.OpenChats(left)
			opened = true
		}
		if err := j.chat(doc, d); err != nil {
			return fmt.Errorf("%s: %w", d.Dialog.Peer, err)
		}
	}
	if !opened {
		return nil
	}
	return doc.CloseList()
}

func (j *job) chat(doc *json.Account, d *archive.DialogRow) error {
	folder := naming.ChatFolder(d.Number)
	f, err := j.out.create(folder + "/result.json")
	if err != nil {
		return err
	}
	chat, err := doc.Chat(f, folder, &d.Peer)
	if err != nil {
		return err
	}
	facts := j.facts.of(d)
	pages := html.NewChat(j.site, folder, &d.Peer, d.Messages)
	pages.Known(facts.Info, facts.Topics, standing(d))
	w := &chatWriter{job: j, dialog: d, folder: folder, doc: chat, pages: pages}
	if err := j.archive.Messages(j.ctx, d.Number, w.messages); err != nil {
		return err
	}
	if err := chat.CloseWith(facts); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return w.pages.Close()
}

// standing is what became of a chat.
func standing(d *archive.DialogRow) html.Standing {
	return html.Standing{Vanished: d.VanishedSince != 0, OnlyMine: d.OnlyMine}
}

// chatWriter hands the messages of one chat to its document and its pages.
type chatWriter struct {
	job    *job
	dialog *archive.DialogRow
	folder string
	doc    *json.Chat
	pages  *html.Chat
	vcards int
}

// messages writes the document and the pages side by side. Only the pages make
// files meanwhile, and each looks up on its own.
func (w *chatWriter) messages(rows []archive.MessageRow) error {
	vcards := make([]string, len(rows))
	for i := range rows {
		var err error
		if vcards[i], err = w.vcard(&rows[i].Message); err != nil {
			return err
		}
	}
	var document sync.WaitGroup
	var failed error
	document.Go(func() { failed = w.document(rows, vcards) })
	err := w.page(rows, vcards)
	document.Wait()
	return errors.Join(failed, err, w.job.lookups())
}

func (w *chatWriter) document(rows []archive.MessageRow, vcards []string) error {
	for i := range rows {
		row := &rows[i]
		past := json.Past{Versions: row.Versions, Missing: row.MissingSince != 0}
		if err := w.doc.MessageWithPast(&row.Message, row.Shifted, vcards[i], filesOf(row, w.job.peers), past); err != nil {
			return err
		}
	}
	return nil
}

func (w *chatWriter) page(rows []archive.MessageRow, vcards []string) error {
	for i := range rows {
		row := &rows[i]
		past := html.Past{Versions: row.Versions, Gone: row.MissingSince != 0}
		if err := w.pages.MessageWithPast(&row.Message, row.Shifted, vcards[i], filesOf(row, w.job.onPages), past); err != nil {
			return err
		}
		if err := w.job.findable(w.dialog, &row.Message, row.Shifted, w.pages.Page()); err != nil {
			return err
		}
	}
	return nil
}

// filesOf gives the result of a file of a message, or of one that several
// messages share, like a custom emoji.
func filesOf(row *archive.MessageRow, others *people) func(model.FileKey) model.FileResult {
	return func(key model.FileKey) model.FileResult {
		if result, ok := row.Files[key]; ok {
			return result
		}
		return others.file(key)
	}
}

// vcard writes the contact a message shares as a file and returns its path, ""
// if there is none.
func (w *chatWriter) vcard(m *model.Message) (string, error) {
	if m.Media == nil || m.Media.Contact == nil || m.Media.Contact.VCard == "" {
		return "", nil
	}
	w.vcards++
	name := fmt.Sprintf("%s/contacts/contact_%d.vcard", w.folder, w.vcards)
	f, err := w.job.out.create(name)
	if err != nil {
		return "", err
	}
	if _, err := io.WriteString(f, m.Media.Contact.VCard); err != nil {
		return "", err
	}
	return name, f.Close()
}

// chatList writes the page that lists the chats: those with the newest message
// first, and below them the left ones.
func (j *job) chatList() error {
	if len(j.dialogs) == 0 {
		return nil
	}
	l, err := html.NewList(j.site, html.ChatsPage, "Chats", j.words.document.Chats)
	if err != nil {
		return err
	}
	if err := j.listChats(l, false); err != nil {
		return err
	}
	if slices.ContainsFunc(j.dialogs, func(d archive.DialogRow) bool { return d.Left }) {
		l.Part(j.words.document.LeftChats)
		if err := j.listChats(l, true); err != nil {
			return err
		}
	}
	j.links = slices.Insert(j.links, 0, html.Link{Kind: "chats", Title: "Chats", Path: html.ChatsPage, Count: len(j.dialogs)})
	return l.Close()
}

func (j *job) listChats(l *html.List, left bool) error {
	for _, d := range j.byDate() {
		if d.Left != left {
			continue
		}
		if err := l.Chat(&d.Peer, naming.ChatFolder(d.Number), d.Messages, standing(d)); err != nil {
			return err
		}
	}
	return j.lookups()
}

// byDate is the dialogs with the newest message first.
func (j *job) byDate() []*archive.DialogRow {
	list := make([]*archive.DialogRow, len(j.dialogs))
	for i := range j.dialogs {
		list[i] = &j.dialogs[i]
	}
	slices.SortStableFunc(list, func(a, b *archive.DialogRow) int { return cmp.Compare(b.TopDate, a.TopDate) })
	return list
}

// sortFrequent puts the categories Telegram Desktop has first, in its order; the
// others keep Telegram's.
func sortFrequent(list []model.FrequentContact) {
	known := []string{"people", "inline_bots", "calls"}
	place := func(f model.FrequentContact) int {
		if i := slices.Index(known, f.Category); i >= 0 {
			return i
		}
		return len(known)
	}
	slices.SortStableFunc(list, func(a, b model.FrequentContact) int { return cmp.Compare(place(a), place(b)) })
}

// sortContacts puts the address book in Telegram Desktop's order.
func sortContacts(list []model.SavedContact) {
	slices.SortStableFunc(list, func(a, b model.SavedContact) int {
		return strings.Compare(strings.ToLower(a.FirstName+" "+a.LastName), strings.ToLower(b.FirstName+" "+b.LastName))
	})
}
