package crawl

import (
	"context"
	"fmt"
	"path"
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
	req := &tg.PhotosGetUserPhotosRequest{UserID: &tg.InputUserSelf{}, Limit: pageLimit}
	for n := 0; ; {
		box, raw, err := call[tg.PhotosPhotosBox](ctx, c.home(), req)
		if err != nil {
			return err
		}
		answer := tgconv.Photos(box.Photos)
		page := c.list("photos.getUserPhotos", raw, model.SectionUserpics)
		page.Peers = tgconv.Peers(answer.Users, nil)
		for _, p := range answer.Photos {
			doc, ok := tgconv.UserPhoto(p)
			if !ok {
				continue
			}
			n++
			page.Items = append(page.Items, archive.Item{Key: strconv.FormatInt(doc.ID, 10), Order: int64(n), Doc: doc})
			folder, name := naming.ForUserpic(n, doc.Date, c.Archive.Zone())
			c.account(&page, tgconv.UserPhotoFiles(c.Self.ID, p), folder, name, int64(n))
			req.MaxID = doc.ID
		}
		if err := c.Archive.Record(ctx, page); err != nil {
			return err
		}
		if answer.Last || len(page.Items) == 0 || n >= answer.Count {
			return nil
		}
	}
}

// fetchStories stores the stories the account posted: those of the archive, then
// pinned ones that are not in it.
// https://core.telegram.org/method/stories.getStoriesArchive
// https://core.telegram.org/method/stories.getPinnedStories
func (c *crawler) fetchStories(ctx context.Context) error {
	seen := map[int]bool{}
	err := c.stories(ctx, "stories.getStoriesArchive", seen, func(offset int) encoder {
		return &tg.StoriesGetStoriesArchiveRequest{Peer: &tg.InputPeerSelf{}, OffsetID: offset, Limit: pageLimit}
	})
	if err != nil {
		return err
	}
	return c.stories(ctx, "stories.getPinnedStories", seen, func(offset int) encoder {
		return &tg.StoriesGetPinnedStoriesRequest{Peer: &tg.InputPeerSelf{}, OffsetID: offset, Limit: pageLimit}
	})
}

// stories pages through a list of stories, newest first, and adds those not seen.
func (c *crawler) stories(ctx context.Context, method string, seen map[int]bool, request func(offset int) encoder) error {
	for offset, read := 0, 0; ; {
		answer, raw, err := call[tg.StoriesStories](ctx, c.home(), request(offset))
		if err != nil {
			return err
		}
		page := c.list(method, raw, model.SectionStories)
		page.Peers = tgconv.Peers(answer.Users, answer.Chats)
		for _, s := range answer.Stories {
			doc, ok := tgconv.Story(s)
			if !ok {
				continue
			}
			offset = doc.ID
			if seen[doc.ID] {
				continue
			}
			seen[doc.ID] = true
			n := len(seen)
			page.Items = append(page.Items, archive.Item{Key: strconv.Itoa(doc.ID), Order: int64(n), Doc: doc})
			if err := c.story(ctx, &page, n, doc, s); err != nil {
				return err
			}
		}
		if err := c.Archive.Record(ctx, page); err != nil {
			return err
		}
		if read += len(answer.Stories); len(answer.Stories) == 0 || read >= answer.Count {
			return nil
		}
	}
}

// story queues the files of one story and its custom emoji.
func (c *crawler) story(ctx context.Context, page *archive.Page, n int, doc model.Story, s tg.StoryItemClass) error {
	ext := ".jpg"
	if doc.Media != nil && doc.Media.Document != nil {
		ext = naming.Extension(doc.Media.Document.MIME, ".mp4")
	}
	folder, name := naming.ForStory(n, doc.Date, ext, c.Archive.Zone())
	var own []tgconv.Found
	for _, f := range tgconv.StoryFiles(c.Self.ID, s) {
		if f.Role == tgconv.RoleStory || f.Role == tgconv.RoleThumb {
			own = append(own, f)
		}
	}
	c.account(page, own, folder, name, int64(n))
	found, err := c.emojiOf(ctx, tgconv.CustomEmoji(&doc))
	c.used(page, 0, int64(n), found)
	return err
}

// account queues files that belong to the account itself: the first under the
// given name, its thumbnail and video beside it.
func (c *crawler) account(page *archive.Page, found []tgconv.Found, folder, name string, order int64) {
	for i, f := range found {
		file, at := f.File, name
		switch {
		case f.Role == tgconv.RoleThumb:
			_, at = naming.ForThumb(folder, name)
		case f.Role == tgconv.RoleVideo:
			at = name[:len(name)-len(path.Ext(name))] + ".mp4"
		}
		file.Skip = c.Plan.Skip(model.MediaAlways, file.Size)
		page.Files = append(page.Files, file)
		page.Refs = append(page.Refs, model.FileRef{Key: file.Key, Order: order, Seq: i, Folder: folder, Name: at})
	}
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

// fetchFrequent stores whom the account talks to often.
// https://core.telegram.org/method/contacts.getTopPeers
func (c *crawler) fetchFrequent(ctx context.Context) error {
	req := &tg.ContactsGetTopPeersRequest{Limit: pageLimit, Correspondents: true, BotsPm: true, BotsInline: true, PhoneCalls: true,
		Groups: true, Channels: true, ForwardUsers: true, ForwardChats: true, BotsApp: true}
	for seen := map[string]bool{}; ; {
		box, raw, err := call[tg.ContactsTopPeersBox](ctx, c.home(), req)
		if err != nil {
			return err
		}
		page := c.list("contacts.getTopPeers", raw, model.SectionFrequent)
		if full, ok := box.TopPeers.(*tg.ContactsTopPeers); ok {
			page.Peers = tgconv.Peers(full.Users, full.Chats)
		}
		longest := map[string]int{}
		for _, f := range tgconv.TopPeers(box.TopPeers) {
			longest[f.Category]++
			key := f.Category + "/" + f.Peer.String()
			if seen[key] {
				continue
			}
			seen[key] = true
			page.Items = append(page.Items, archive.Item{Key: key, Order: int64(len(seen)), Doc: f})
		}
		if err := c.Archive.Record(ctx, page); err != nil {
			return err
		}
		step := 0
		for _, n := range longest {
			step = max(step, n)
		}
		if step < pageLimit || len(page.Items) == 0 {
			return nil
		}
		req.Offset += step
	}
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
