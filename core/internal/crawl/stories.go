package crawl

import (
	"cmp"
	"context"
	"math"
	"path"
	"strconv"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
	"satchel/core/internal/tgconv"
)

// fetchStories stores the stories the account posted: those of the archive, then
// pinned ones that are not in it.
// https://core.telegram.org/method/stories.getStoriesArchive
// https://core.telegram.org/method/stories.getPinnedStories
func (c *crawler) fetchStories(ctx context.Context) error {
	seen := map[int]bool{}
	err := c.stories(ctx, "stories.getStoriesArchive", seen, func(offset, limit int) encoder {
		return &tg.StoriesGetStoriesArchiveRequest{Peer: &tg.InputPeerSelf{}, OffsetID: offset, Limit: limit}
	})
	if err != nil {
		return err
	}
	return c.stories(ctx, "stories.getPinnedStories", seen, func(offset, limit int) encoder {
		return &tg.StoriesGetPinnedStoriesRequest{Peer: &tg.InputPeerSelf{}, OffsetID: offset, Limit: limit}
	})
}

// stories pages through a list of stories, newest first, and adds those not seen.
func (c *crawler) stories(ctx context.Context, method string, seen map[int]bool, request func(offset, limit int) encoder) error {
	offset, read := 0, 0
	return c.pages(ctx, listing{
		section: model.SectionStories, method: method,
		page: func(ctx context.Context, limit int) (int, bool, error) {
			answer, raw, err := call[tg.StoriesStories](ctx, c.home(), request(offset, limit))
			if err != nil {
				return 0, false, err
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
					return 0, false, err
				}
			}
			read += len(answer.Stories)
			return len(answer.Stories), len(answer.Stories) > 0 && read < answer.Count, c.Archive.Record(ctx, page)
		},
		pass: func(ctx context.Context, raw []byte) (string, bool, error) {
			at, err := lowest(cmp.Or(offset, math.MaxInt32), raw, func(offset int) ([]byte, error) {
				_, raw, err := call[tg.StoriesStories](ctx, c.home(), request(offset, 1))
				if undecoded(ctx, err) != nil {
					err = nil
				}
				return raw, err
			})
			offset = at - 1 // the story's own id: a list goes on below its offset
			read++
			return strconv.Itoa(offset), true, err
		},
	})
}

// story queues the files of one story (the video of a live photo, the cover of a
// video, the music it is played with as well) and its custom emoji. Of what the story
// only points at, it takes nothing.
func (c *crawler) story(ctx context.Context, page *archive.Page, n int, doc model.Story, s tg.StoryItemClass) error {
	ext := ".jpg"
	if doc.Media != nil && doc.Media.Document != nil {
		ext = naming.Extension(doc.Media.Document.MIME, ".mp4")
	}
	folder, name := naming.ForStory(n, doc.Date, ext, c.Archive.Zone())
	var own []tgconv.Found
	for _, f := range tgconv.StoryFiles(c.Self.ID, s) {
		switch f.Role {
		case tgconv.RoleStory, tgconv.RoleThumb, tgconv.RoleVideo, tgconv.RoleCover, tgconv.RoleMusic, tgconv.RoleAlbumCover:
			own = append(own, f)
		}
	}
	c.account(page, own, folder, name, int64(n))
	found, err := c.emojiOf(ctx, tgconv.CustomEmoji(&doc))
	c.used(page, 0, int64(n), found)
	return err
}

// account queues files that belong to the account itself: the first under the
// given name, the others beside it.
func (c *crawler) account(page *archive.Page, found []tgconv.Found, folder, name string, order int64) {
	for i, f := range found {
		file := f.File
		file.Skip = c.Plan.Skip(model.MediaAlways, file.Size)
		page.Files = append(page.Files, file)
		page.Refs = append(page.Refs, model.FileRef{Key: file.Key, Order: order, Seq: i, Folder: folder, Name: beside(name, f)})
	}
}

// beside names a file after the one it belongs to.
func beside(name string, f tgconv.Found) string {
	stem := name[:len(name)-len(path.Ext(name))]
	switch {
	case f.Role == tgconv.RoleThumb:
		return thumbOf(name)
	case f.Role == tgconv.RoleVideo:
		return stem + ".mp4"
	case f.Role == tgconv.RoleCover:
		return stem + "_cover.jpg"
	case f.Role == tgconv.RoleAlbumCover:
		return stem + "_music_cover.jpg"
	case f.Role == tgconv.RoleMusic && f.File.Main != "":
		return thumbOf(stem + "_music")
	case f.Role == tgconv.RoleMusic:
		return stem + "_music" + naming.Extension(f.File.MIME, ".mp3")
	}
	return name
}

func thumbOf(name string) string {
	_, thumb := naming.ForThumb("", name)
	return thumb
}
