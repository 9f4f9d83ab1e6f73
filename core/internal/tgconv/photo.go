package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// photo converts a photo at its largest size; nil for none. photoEmpty keeps
// its id and has no file.
func photo(p tg.PhotoClass) *model.Photo {
	switch p := p.(type) {
	case *tg.PhotoEmpty:
		return &model.Photo{ID: p.ID}
	case *tg.Photo:
		best, stripped, _ := sizesOf(p.Sizes)
		m := &model.Photo{
			ID: p.ID, Date: int64(p.Date), Stripped: stripped, HasStickers: p.HasStickers,
			Markup: videoMarkup(p.VideoSizes),
		}
		if best.Type != "" {
			m.File = model.PhotoKey(p.ID, best.Type)
			m.Width, m.Height, m.Size = best.W, best.H, best.Size
		}
		if v := bestVideo(p.VideoSizes); v != nil {
			m.Video = model.PhotoKey(p.ID, v.Type)
		}
		return m
	}
	return nil
}

// size is a downloadable size of a photo or a thumbnail.
type size struct {
	Type string
	W, H int
	Size int64
}

// sizesOf picks from a list of sizes the largest that can be downloaded, the
// stripped preview and the outline of a sticker.
// https://core.telegram.org/api/files#image-thumbnail-types
func sizesOf(list []tg.PhotoSizeClass) (best size, stripped, outline []byte) {
	for _, s := range list {
		var c size
		switch s := s.(type) {
		case *tg.PhotoSize:
			c = size{s.Type, s.W, s.H, int64(s.Size)}
		case *tg.PhotoCachedSize:
			c = size{s.Type, s.W, s.H, int64(len(s.Bytes))}
		case *tg.PhotoSizeProgressive:
			c = size{s.Type, s.W, s.H, lastSize(s.Sizes)}
		case *tg.PhotoStrippedSize:
			stripped = s.Bytes
		case *tg.PhotoPathSize:
			outline = s.Bytes
		case *tg.PhotoSizeEmpty:
		}
		if c.Type != "" && c.larger(best) {
			best = c
		}
	}
	return best, stripped, outline
}

// lastSize is the size of a progressive picture with all of its scans.
func lastSize(sizes []int) int64 {
	if len(sizes) == 0 {
		return 0
	}
	return int64(sizes[len(sizes)-1])
}

// sizeLetters orders the types of Telegram's own sizes, smallest first: those
// kept in shape, then below them the cropped ones.
const sizeLetters = "abcdsmxyw"

// larger compares by area. Sizes of the same area (a world or an old photo may
// give none) go by their letter, then by their bytes.
func (s size) larger(t size) bool {
	switch a, b := int64(s.W)*int64(s.H), int64(t.W)*int64(t.H); {
	case t.Type == "":
		return true
	case a != b:
		return a > b
	case s.rank() != t.rank():
		return s.rank() > t.rank()
	}
	return s.Size > t.Size
}

func (s size) rank() int {
	for i := range len(sizeLetters) {
		if s.Type == sizeLetters[i:i+1] {
			return i
		}
	}
	return -1
}

// bestVideo picks the video of an animated photo: "u" is the whole one, "v" a
// smaller preview, "p" of a profile picture set as main.
// https://core.telegram.org/api/files#video-types
func bestVideo(list []tg.VideoSizeClass) *tg.VideoSize {
	var best *tg.VideoSize
	for _, v := range list {
		v, ok := v.(*tg.VideoSize)
		if !ok || v.Type == "" {
			continue
		}
		if best == nil || videoRank(v) > videoRank(best) ||
			videoRank(v) == videoRank(best) && v.W*v.H > best.W*best.H {
			best = v
		}
	}
	return best
}

func videoRank(v *tg.VideoSize) int {
	switch v.Type {
	case "u":
		return 3
	case "f": // the full-size animation of a sticker with effects
		return 2
	case "p":
		return 1
	}
	return 0
}

// videoMarkup describes the animated sticker a profile picture is made of.
// https://core.telegram.org/api/files#sticker-profile-pictures
func videoMarkup(list []tg.VideoSizeClass) *model.PhotoMarkup {
	for _, v := range list {
		switch v := v.(type) {
		case *tg.VideoSizeEmojiMarkup:
			return &model.PhotoMarkup{Emoji: v.EmojiID, Colors: v.BackgroundColors}
		case *tg.VideoSizeStickerMarkup:
			id, name := stickerSet(v.Stickerset)
			return &model.PhotoMarkup{Sticker: v.StickerID, Set: id, SetName: name, Colors: v.BackgroundColors}
		case *tg.VideoSize:
		}
	}
	return nil
}
