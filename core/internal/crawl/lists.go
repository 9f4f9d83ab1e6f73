package crawl

import (
	"context"
	"fmt"
	"strconv"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
	"satchel/core/internal/tgconv"
)

// fetchTelegramContacts stores which contacts are on Telegram and when they were
// last seen.
// https://core.telegram.org/method/contacts.getContacts
func (c *crawler) fetchTelegramContacts(ctx context.Context) error {
	box, raw, err := call[tg.ContactsContactsBox](ctx, c.home(), &tg.ContactsGetContactsRequest{})
	if err != nil {
		return err
	}
	answer, ok := box.Contacts.(*tg.ContactsContacts)
	if !ok {
		return nil // "not modified" answers only a call with a hash
	}
	statuses, _, err := call[tg.ContactStatusVector](ctx, c.home(), &tg.ContactsGetStatusesRequest{})
	if err != nil && !isItem(ctx, err) {
		return err
	}
	seen := map[int64]tg.UserStatusClass{}
	for _, u := range answer.Users {
		if u, ok := u.(*tg.User); ok {
			seen[u.ID] = u.Status
		}
	}
	for _, s := range statuses.Elems {
		seen[s.UserID] = s.Status
	}
	page := c.list("contacts.getContacts", raw, model.SectionTelegramContacts)
	page.Peers = tgconv.Peers(answer.Users, nil)
	for i, contact := range answer.Contacts {
		page.Items = append(page.Items, archive.Item{Key: model.UserID(contact.UserID).String(), Order: int64(i),
			Doc: tgconv.Contact(contact, seen[contact.UserID])})
	}
	return c.Archive.Record(ctx, page)
}

// musicFolder holds the songs of the account's profile, as in Telegram Desktop.
const musicFolder = "profile_music"

// fetchMusic stores the songs on the account's profile.
// https://core.telegram.org/method/users.getSavedMusic
func (c *crawler) fetchMusic(ctx context.Context) error {
	req := &tg.UsersGetSavedMusicRequest{ID: &tg.InputUserSelf{}}
	return c.pages(ctx, listing{
		section: model.SectionMusic, method: "users.getSavedMusic",
		page: func(ctx context.Context, limit int) (int, bool, error) {
			req.Limit = limit
			box, raw, err := call[tg.UsersSavedMusicBox](ctx, c.home(), req)
			if err != nil {
				return 0, false, err
			}
			answer, ok := box.SavedMusic.(*tg.UsersSavedMusic)
			if !ok || len(answer.Documents) == 0 {
				return 0, false, nil
			}
			page := c.list("users.getSavedMusic", raw, model.SectionMusic)
			for i, d := range answer.Documents {
				c.song(&page, int64(req.Offset+i), d)
			}
			req.Offset += len(answer.Documents)
			return len(answer.Documents), req.Offset < answer.Count, c.Archive.Record(ctx, page)
		},
		pass: func(context.Context, []byte) (string, bool, error) {
			req.Offset++
			return strconv.Itoa(req.Offset), true, nil
		},
	})
}

func (c *crawler) song(page *archive.Page, order int64, d tg.DocumentClass) {
	doc, ok := tgconv.Document(d)
	if !ok {
		return
	}
	page.Items = append(page.Items, archive.Item{Key: strconv.FormatInt(doc.ID, 10), Order: order, Doc: doc})
	for i, f := range tgconv.MusicFiles(c.Self.ID, d) {
		_, name := naming.ForDocument(&naming.Counters{Files: int(order)}, &doc, doc.Date, c.Archive.Zone())
		if f.File.Main != "" {
			_, name = naming.ForThumb(musicFolder, name)
		}
		file := f.File
		file.Skip = c.Plan.Skip(doc.Type, doc.Size)
		page.Files = append(page.Files, file)
		page.Refs = append(page.Refs, model.FileRef{Key: file.Key, Order: order, Seq: i, Folder: musicFolder, Name: name})
	}
}

// fetchFolders stores the folders the chat list is sorted into.
// https://core.telegram.org/method/messages.getDialogFilters
func (c *crawler) fetchFolders(ctx context.Context) error {
	answer, raw, err := call[tg.MessagesDialogFilters](ctx, c.home(), &tg.MessagesGetDialogFiltersRequest{})
	if err != nil {
		return err
	}
	page := c.list("messages.getDialogFilters", raw, model.SectionFolders)
	for i, f := range answer.Filters {
		if doc, ok := tgconv.Folder(f, c.Self.ID); ok {
			page.Items = append(page.Items, archive.Item{Key: strconv.Itoa(doc.ID), Order: int64(i), Doc: doc})
		}
	}
	return c.Archive.Record(ctx, page)
}

// fetchSavedDialogs stores the chats that Saved Messages are sorted into. The
// messages name them themselves (SavedPeer).
// https://core.telegram.org/method/messages.getSavedDialogs
func (c *crawler) fetchSavedDialogs(ctx context.Context) error {
	return c.savedDialogs(ctx, savedList{name: model.SectionSavedDialogs, section: model.SectionSavedDialogs})
}

// savedList is a list of the chats within a chat.
type savedList struct {
	name, section model.Section
	parent        tg.InputPeerClass // the direct messages of a channel; nil: Saved Messages
	prefix        string            // of the keys
}

func (c *crawler) savedDialogs(ctx context.Context, list savedList) error {
	req := &tg.MessagesGetSavedDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}}
	if list.parent != nil {
		req.SetParentPeer(list.parent)
	}
	seen := map[string]bool{}
	take := func(ctx context.Context, answer tgconv.SavedDialogsPage, raw []byte) (int, bool, error) {
		page := c.list("messages.getSavedDialogs", raw, list.section)
		page.Peers = tgconv.Peers(answer.Users, answer.Chats)
		var last model.SavedDialog
		for _, d := range answer.Dialogs {
			last = tgconv.SavedDialog(d)
			if key := last.Peer.String(); !seen[key] {
				seen[key] = true
				page.Items = append(page.Items, archive.Item{Key: list.prefix + key, Order: int64(len(seen)), Doc: last})
			}
		}
		if len(page.Items) > 0 {
			req.OffsetID, req.OffsetPeer = last.Top, peerAmong(page.Peers, last.Peer)
			req.OffsetDate = dateAmong(answer.Messages, last.Top, req.OffsetDate)
		}
		return len(answer.Dialogs), len(page.Items) > 0, c.Archive.Record(ctx, page)
	}
	return c.pages(ctx, listing{
		section: list.name, method: "messages.getSavedDialogs",
		page: func(ctx context.Context, limit int) (int, bool, error) {
			req.Limit = limit
			box, raw, err := call[tg.MessagesSavedDialogsBox](ctx, c.home(), req)
			if err != nil {
				return 0, false, err
			}
			answer := tgconv.SavedDialogs(box.SavedDialogs)
			n, more, err := take(ctx, answer, raw)
			return n, more && !answer.Last, err
		},
		pass: func(ctx context.Context, raw []byte) (string, bool, error) {
			answer, ok := tgconv.SalvageSavedDialogs(raw)
			if !ok {
				return "", false, nil
			}
			_, ok, err := take(ctx, answer, raw)
			return "", ok, err
		},
	})
}

// dateAmong is the date of one of the messages of an answer.
func dateAmong(messages []tg.MessageClass, id, otherwise int) int {
	for _, m := range messages {
		if msg, ok := tgconv.Message(m); ok && msg.ID == id {
			return int(msg.Date)
		}
	}
	return otherwise
}

// peerAmong names one of the peers of an answer in the next call.
func peerAmong(peers []model.Peer, id model.PeerID) tg.InputPeerClass {
	for _, p := range peers {
		if p.ID == id {
			return tgconv.InputPeer(p)
		}
	}
	return tgconv.InputPeer(model.Peer{ID: id})
}

// fetchTopics stores the topics of a forum. Its history is read as a whole; each
// message names its topic.
// https://core.telegram.org/method/messages.getForumTopics
func (w *walker) fetchTopics(ctx context.Context, input tg.InputPeerClass, name model.Section) error {
	req := &tg.MessagesGetForumTopicsRequest{Peer: input}
	seen := map[int]bool{}
	take := func(ctx context.Context, answer tg.MessagesForumTopics, raw []byte) (int, bool, error) {
		page := w.list("messages.getForumTopics", raw, model.SectionTopics)
		page.Peer, page.Peers = w.row.Dialog.Peer, tgconv.Peers(answer.Users, answer.Chats)
		var last model.Topic
		for _, t := range answer.Topics {
			last = tgconv.Topic(w.row.Dialog.Peer, t)
			if !seen[last.ID] {
				seen[last.ID] = true
				page.Items = append(page.Items, archive.Item{Key: fmt.Sprintf("%s/%d", last.Peer, last.ID), Doc: last,
					Order: int64(w.row.Number)<<32 | int64(last.ID)})
			}
		}
		if len(page.Items) > 0 {
			req.OffsetTopic, req.OffsetID = last.ID, last.Top
			req.OffsetDate = dateAmong(answer.Messages, last.Top, req.OffsetDate)
		}
		return len(answer.Topics), len(page.Items) > 0 && len(seen) < answer.Count, w.Archive.Record(ctx, page)
	}
	return w.pages(ctx, listing{
		section: name, method: "messages.getForumTopics",
		page: func(ctx context.Context, limit int) (int, bool, error) {
			req.Limit = limit
			answer, raw, err := call[tg.MessagesForumTopics](ctx, w.home(), req)
			if err != nil {
				return 0, false, err
			}
			return take(ctx, answer, raw)
		},
		pass: func(ctx context.Context, raw []byte) (string, bool, error) {
			answer, ok := tgconv.SalvageTopics(raw)
			if !ok || len(answer.Topics) == 0 {
				return "", false, nil
			}
			_, _, err := take(ctx, answer, raw)
			return "", true, err
		},
	})
}

// pictures queues the pictures of the profile that are not among the account's
// own: the one shown to strangers, and the one a contact chose.
func (c *crawler) pictures(page *archive.Page, profile model.Profile, found []tgconv.Found) {
	if !c.Plan.Userpics {
		return
	}
	for _, kind := range []struct {
		name  string
		photo *model.Photo
	}{{"fallback", profile.Fallback}, {"personal", profile.Personal}} {
		if kind.photo == nil {
			continue
		}
		var own []tgconv.Found
		for _, f := range found {
			if f.Photo != nil && f.Photo.ID == kind.photo.ID {
				own = append(own, f)
			}
		}
		folder, name := naming.ForUserpic(0, kind.photo.Date, c.Archive.Zone())
		c.account(page, own, folder, kind.name+name[len("photo_0"):], 0)
	}
}
