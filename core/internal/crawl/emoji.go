package crawl

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/naming"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgconv"
)

// emojiLimit is how many custom emoji one call may name.
// https://core.telegram.org/method/messages.getCustomEmojiDocuments
const emojiLimit = 100

// emojiSeq keeps the references of a message's emoji behind those of its media.
const emojiSeq = 1000

// emoji is what the custom emoji of the account are known by. Whoever meets
// unknown ones fetches them while the others wait, so that each is asked for once.
type emoji struct {
	turn  chan struct{}          // holds one value while somebody looks
	known map[int64]tgconv.Found // no key: unavailable
}

func newEmoji() *emoji {
	return &emoji{turn: make(chan struct{}, 1), known: map[int64]tgconv.Found{}}
}

// emojiOf returns the files of the custom emoji with the ids, in their order,
// without those Telegram does not give.
func (c *crawler) emojiOf(ctx context.Context, ids []int64) ([]tgconv.Found, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	select {
	case c.emoji.turn <- struct{}{}:
		defer func() { <-c.emoji.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	unknown := slices.DeleteFunc(slices.Clone(ids), func(id int64) bool {
		_, ok := c.emoji.known[id]
		return ok
	})
	for piece := range slices.Chunk(unknown, emojiLimit) {
		if err := c.fetchEmoji(ctx, piece); err != nil {
			return nil, err
		}
	}
	var found []tgconv.Found
	for _, id := range ids {
		if f := c.emoji.known[id]; f.File.Key != "" {
			found = append(found, f)
		}
	}
	return found, nil
}

// fetchEmoji looks up emoji. A refused call is made again in halves, so that one
// bad id costs the others nothing; an emoji that cannot be had is no problem: its
// text is in the message.
func (c *crawler) fetchEmoji(ctx context.Context, ids []int64) error {
	answer, raw, err := call[tg.DocumentClassVector](ctx, c.home(), &tg.MessagesGetCustomEmojiDocumentsRequest{DocumentID: ids})
	if err != nil {
		return c.fetchPieces(ctx, ids, err)
	}
	for _, id := range ids {
		c.emoji.known[id] = tgconv.Found{}
	}
	for _, d := range answer.Elems {
		if files := tgconv.EmojiFiles(d); len(files) > 0 {
			c.emoji.known[d.GetID()] = files[0]
		}
	}
	return c.Archive.Record(ctx, archive.Page{Run: c.Run, Method: "messages.getCustomEmojiDocuments", Layer: tg.Layer, Raw: raw})
}

func (c *crawler) fetchPieces(ctx context.Context, ids []int64, cause error) error {
	switch {
	case !isItem(ctx, cause):
		return cause
	case len(ids) == 1 || takeout.GivenUp(cause):
		for _, id := range ids {
			c.emoji.known[id] = tgconv.Found{}
		}
		return nil
	}
	if err := c.fetchEmoji(ctx, ids[:len(ids)/2]); err != nil {
		return err
	}
	return c.fetchEmoji(ctx, ids[len(ids)/2:])
}

// used adds the emoji of one document (a message, a story) to its page. The place
// does not depend on who met an emoji first: the lowest reference has it.
func (c *crawler) used(page *archive.Page, number int, order int64, found []tgconv.Found) {
	for i, f := range found {
		file := f.File
		if !c.Plan.Emoji {
			file.Type = model.MediaSticker // subject to the choice, should files be wanted later
		}
		file.Skip = c.Plan.Skip(file.Type, file.Size)
		folder, _ := naming.ForDocument(&naming.Counters{}, f.Document, 0, c.Archive.Zone())
		page.Files = append(page.Files, file)
		page.Refs = append(page.Refs, model.FileRef{Key: file.Key, Number: number, Order: order, Seq: emojiSeq + i, Folder: folder, Name: emojiName(f)})
	}
}

// emojiName is the sender's name of the file or, where there is none, one made of
// the id: a counter would depend on which emoji are still to be had.
func emojiName(f tgconv.Found) string {
	name := naming.Clean(f.Document.Name)
	if f.Document.Name == "" {
		name = "emoji_" + strconv.FormatInt(f.File.Location.ID, 10) + cmp.Or(naming.Extension(f.File.MIME, ""), ".unknown")
	}
	return name
}
