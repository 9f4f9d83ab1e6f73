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

// sections fetches the lists beside the chats, each on its own: what Telegram
// refuses of one does not touch the others.
func (c *crawler) sections(ctx context.Context) error {
	for _, s := range []struct {
		wanted bool
		name   model.Section
		fetch  func(context.Context) error
	}{
		{c.Plan.Profile, model.SectionProfile, c.fetchProfile},
		{c.Plan.Userpics, model.SectionUserpics, c.fetchUserpics},
		{c.Plan.Profile, model.SectionMusic, c.fetchMusic},
		{c.Plan.Stories, model.SectionStories, c.fetchStories},
		{c.Plan.Contacts, model.SectionContacts, c.fetchContacts},
		{c.Plan.Contacts, model.SectionTelegramContacts, c.fetchTelegramContacts},
		{c.Plan.Contacts, model.SectionFrequent, c.fetchFrequent},
		{c.Plan.Sessions, model.SectionSessions, c.fetchSessions},
		{c.Plan.Sessions, model.SectionWebSessions, c.fetchWebSessions},
		{c.Plan.OtherData, model.SectionOtherData, c.queueOtherData},
		{c.Plan.anyDialogs(), model.SectionFolders, c.fetchFolders},
		{c.Plan.Users, model.SectionSavedDialogs, c.fetchSavedDialogs},
	} {
		if !s.wanted {
			continue
		}
		if err := c.section(ctx, s.name, s.fetch); err != nil {
			return err
		}
	}
	return nil
}

// list is the page of a section's answer.
func (c *crawler) list(method string, raw []byte, s model.Section) archive.Page {
	return archive.Page{Run: c.Run, Method: method, Layer: tg.Layer, Raw: raw, Section: s}
}

// fetchProfile stores the account's own personal information.
// https://core.telegram.org/method/users.getFullUser
func (c *crawler) fetchProfile(ctx context.Context) error {
	answer, raw, err := call[tg.UsersUserFull](ctx, c.home(), &tg.UsersGetFullUserRequest{ID: &tg.InputUserSelf{}})
	if err != nil {
		return err
	}
	page := c.list("users.getFullUser", raw, model.SectionProfile)
	page.Peers = tgconv.Peers(answer.Users, answer.Chats)
	profile := tgconv.FullUser(answer)
	page.Items = []archive.Item{{Key: profile.Peer.ID.String(), Doc: profile}}
	c.pictures(&page, profile, tgconv.FullUserFiles(answer))
	return c.Archive.Record(ctx, page)
}

// fetchUserpics stores the account's profile pictures, newest first as Telegram
// lists them.
// https://core.telegram.org/method/photos.getUserPhotos
func (c *crawler) fetchUserpics(ctx context.Context) error {
	req := &tg.PhotosGetUserPhotosRequest{UserID: &tg.InputUserSelf{}}
	n, read := 0, 0
	return c.pages(ctx, listing{
		section: model.SectionUserpics, method: "photos.getUserPhotos",
		page: func(ctx context.Context, limit int) (int, bool, error) {
			req.Limit = limit
			box, raw, err := call[tg.PhotosPhotosBox](ctx, c.home(), req)
			if err != nil {
				return 0, false, err
			}
			answer := tgconv.Photos(box.Photos)
			page := c.list("photos.getUserPhotos", raw, model.SectionUserpics)
			page.Peers = tgconv.Peers(answer.Users, nil)
			for _, p := range answer.Photos {
				if doc, ok := tgconv.UserPhoto(p); ok {
					n++
					c.userpic(&page, n, doc, p)
					req.MaxID, req.Offset = doc.ID, 0
				}
			}
			read += len(answer.Photos)
			return len(answer.Photos), len(page.Items) > 0 && read < answer.Count && !answer.Last, c.Archive.Record(ctx, page)
		},
		pass: func(context.Context, []byte) (string, bool, error) {
			n, read = n+1, read+1
			req.Offset++
			return strconv.Itoa(n), true, nil
		},
	})
}

func (c *crawler) userpic(page *archive.Page, n int, doc model.Photo, p tg.PhotoClass) {
	page.Items = append(page.Items, archive.Item{Key: strconv.FormatInt(doc.ID, 10), Order: int64(n), Doc: doc})
	folder, name := naming.ForUserpic(n, doc.Date, c.Archive.Zone())
	c.account(page, tgconv.UserPhotoFiles(c.Self.ID, p), folder, name, int64(n))
}

// fetchContacts stores the phone book that was given to Telegram.
// https://core.telegram.org/method/contacts.getSaved
func (c *crawler) fetchContacts(ctx context.Context) error {
	answer, raw, err := call[tg.SavedPhoneContactVector](ctx, c.home(), &tg.ContactsGetSavedRequest{})
	if err != nil {
		return err
	}
	page := c.list("contacts.getSaved", raw, model.SectionContacts)
	entries := map[string]int{} // of a number: a name with a place in the list would change with it
	for i, contact := range answer.Elems {
		entries[contact.Phone]++
		page.Items = append(page.Items, archive.Item{Key: fmt.Sprintf("%s/%d", contact.Phone, entries[contact.Phone]), Order: int64(i), Doc: tgconv.SavedContact(contact)})
	}
	return c.Archive.Record(ctx, page)
}

// fetchFrequent stores whom the account talks to often. One answer holds as many of
// each category as are asked for.
// https://core.telegram.org/method/contacts.getTopPeers
func (c *crawler) fetchFrequent(ctx context.Context) error {
	req := &tg.ContactsGetTopPeersRequest{Correspondents: true, BotsPm: true, BotsInline: true, PhoneCalls: true,
		Groups: true, Channels: true, ForwardUsers: true, ForwardChats: true, BotsApp: true}
	seen := map[string]bool{}
	return c.pages(ctx, listing{
		section: model.SectionFrequent, method: "contacts.getTopPeers",
		page: func(ctx context.Context, limit int) (int, bool, error) {
			req.Limit = limit
			box, raw, err := call[tg.ContactsTopPeersBox](ctx, c.home(), req)
			if err != nil {
				return 0, false, err
			}
			page := c.list("contacts.getTopPeers", raw, model.SectionFrequent)
			if full, ok := box.TopPeers.(*tg.ContactsTopPeers); ok {
				page.Peers = tgconv.Peers(full.Users, full.Chats)
			}
			longest, step := map[string]int{}, 0
			for _, f := range tgconv.TopPeers(box.TopPeers) {
				longest[f.Category]++
				step = max(step, longest[f.Category])
				key := f.Category + "/" + f.Peer.String()
				if seen[key] {
					continue
				}
				seen[key] = true
				page.Items = append(page.Items, archive.Item{Key: key, Order: int64(len(seen)), Doc: f})
			}
			req.Offset += step
			return step, step >= limit && len(page.Items) > 0, c.Archive.Record(ctx, page)
		},
		pass: func(context.Context, []byte) (string, bool, error) {
			req.Offset++
			return strconv.Itoa(req.Offset), true, nil
		},
	})
}

// fetchSessions stores the devices that are signed in.
// https://core.telegram.org/method/account.getAuthorizations
func (c *crawler) fetchSessions(ctx context.Context) error {
	answer, raw, err := call[tg.AccountAuthorizations](ctx, c.home(), &tg.AccountGetAuthorizationsRequest{})
	if err != nil {
		return err
	}
	page := c.list("account.getAuthorizations", raw, model.SectionSessions)
	for i, a := range answer.Authorizations {
		page.Items = append(page.Items, archive.Item{Key: strconv.FormatInt(a.Hash, 10), Order: int64(i), Doc: tgconv.Authorization(a)})
	}
	return c.Archive.Record(ctx, page)
}

// fetchWebSessions stores the web sites that are signed in.
// https://core.telegram.org/method/account.getWebAuthorizations
func (c *crawler) fetchWebSessions(ctx context.Context) error {
	answer, raw, err := call[tg.AccountWebAuthorizations](ctx, c.home(), &tg.AccountGetWebAuthorizationsRequest{})
	if err != nil {
		return err
	}
	page := c.list("account.getWebAuthorizations", raw, model.SectionWebSessions)
	page.Peers = tgconv.Peers(answer.Users, nil)
	for i, a := range answer.Authorizations {
		page.Items = append(page.Items, archive.Item{Key: strconv.FormatInt(a.Hash, 10), Order: int64(i), Doc: tgconv.WebAuthorization(a)})
	}
	return c.Archive.Record(ctx, page)
}

// The key and place of the file with all data that has no method of
// its own.
const (
	// OtherDataKey is the file's key.
	OtherDataKey    = model.FileKey("takeout")
	otherDataFolder = "lists"
	otherDataName   = "other_data.json"
)

// queueOtherData queues the file of data that has no takeout method.
// https://core.telegram.org/api/takeout
func (c *crawler) queueOtherData(ctx context.Context) error {
	page := archive.Page{Run: c.Run, Section: model.SectionOtherData, Items: []archive.Item{{Key: "file", Doc: OtherDataKey}}}
	page.Files = []model.File{{Key: OtherDataKey, DC: c.HomeDC, Location: model.Location{Kind: model.LocationTakeout}}}
	page.Refs = []model.FileRef{{Key: OtherDataKey, Folder: otherDataFolder, Name: otherDataName}}
	return c.Archive.Record(ctx, page)
}
