package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// document converts a document; nil for none. documentEmpty keeps its id and
// has no file.
func document(d tg.DocumentClass) *model.Document {
	switch d := d.(type) {
	case *tg.DocumentEmpty:
		return &model.Document{ID: d.ID, Type: model.MediaFile}
	case *tg.Document:
		return fullDocument(d)
	}
	return nil
}

func fullDocument(d *tg.Document) *model.Document {
	m := &model.Document{
		ID: d.ID, Date: int64(d.Date), File: model.DocumentKey(d.ID, ""), MIME: d.MimeType, Size: d.Size,
	}
	for _, a := range d.Attributes {
		attribute(m, a)
	}
	var thumb size
	thumb, m.Stripped, m.Outline = sizesOf(d.Thumbs)
	if thumb.Type != "" {
		m.Thumb, m.ThumbSize = model.DocumentKey(d.ID, thumb.Type), thumb.Size
	}
	if v := bestVideo(d.VideoThumbs); v != nil {
		m.VideoThumb = model.DocumentKey(d.ID, v.Type)
	}
	if m.Audio && !m.Voice && m.Thumb == "" && m.Title+m.Performer != "" {
		m.Cover = model.CoverKey(d.ID)
	}
	m.Type = mediaType(m)
	return m
}

func documents(list []tg.DocumentClass) []model.Document {
	var docs []model.Document
	for _, d := range list {
		if m := document(d); m != nil {
			docs = append(docs, *m)
		}
	}
	return docs
}

// attribute adds what one attribute tells.
func attribute(m *model.Document, a tg.DocumentAttributeClass) {
	switch a := a.(type) {
	case *tg.DocumentAttributeImageSize:
		m.Width, m.Height = a.W, a.H
	case *tg.DocumentAttributeAnimated:
		m.Animated = true
	case *tg.DocumentAttributeSticker:
		m.Sticker, m.Mask, m.Emoji = true, a.Mask, a.Alt
		m.StickerSet, m.StickerSetName = stickerSet(a.Stickerset)
		if c, ok := a.GetMaskCoords(); ok {
			m.MaskCoords = []float64{float64(c.N), finite(c.X), finite(c.Y), finite(c.Zoom)}
		}
	case *tg.DocumentAttributeVideo:
		m.HasVideo, m.Round, m.Silent, m.Streaming = true, a.RoundMessage, a.Nosound, a.SupportsStreaming
		m.Width, m.Height, m.Duration = a.W, a.H, finite(a.Duration)
		m.VideoStart, m.Codec = finite(a.VideoStartTs), a.VideoCodec
	case *tg.DocumentAttributeAudio:
		m.Audio, m.Voice, m.Duration = true, a.Voice, float64(a.Duration)
		m.Title, m.Performer, m.Waveform = a.Title, a.Performer, a.Waveform
	case *tg.DocumentAttributeFilename:
		m.Name = a.FileName
	case *tg.DocumentAttributeHasStickers:
		m.HasStickers = true
	case *tg.DocumentAttributeCustomEmoji:
		m.CustomEmoji, m.Emoji, m.EmojiFree, m.EmojiTextColor = true, a.Alt, a.Free, a.TextColor
		m.StickerSet, m.StickerSetName = stickerSet(a.Stickerset)
	}
}

// stickerSet gives the id or the short name of a set; of those Telegram keeps
// for its own purposes the schema's name.
func stickerSet(s tg.InputStickerSetClass) (id int64, name string) {
	switch s := s.(type) {
	case *tg.InputStickerSetID:
		return s.ID, ""
	case *tg.InputStickerSetShortName:
		return 0, s.ShortName
	case *tg.InputStickerSetDice:
		return 0, "dice:" + s.Emoticon
	case nil, *tg.InputStickerSetEmpty:
		return 0, ""
	}
	return 0, snake(s.TypeName(), "inputStickerSet")
}

// mediaType is the type a person chooses by; the first that fits, in the order
// Telegram Desktop asks. A custom emoji counts as a sticker where it is sent as
// a document; in a text it is part of the text (EmojiFiles).
func mediaType(d *model.Document) model.MediaType {
	switch {
	case d.Sticker, d.CustomEmoji:
		return model.MediaSticker
	case d.Round:
		return model.MediaRound
	case d.Voice:
		return model.MediaVoice
	case d.Animated:
		return model.MediaGIF
	case d.HasVideo:
		return model.MediaVideo
	}
	return model.MediaFile
}
