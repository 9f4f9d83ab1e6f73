package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestMediaTypeTakesTheFirstThatFits(t *testing.T) {
	var (
		sticker  = &tg.DocumentAttributeSticker{}
		emoji    = &tg.DocumentAttributeCustomEmoji{}
		round    = &tg.DocumentAttributeVideo{RoundMessage: true}
		video    = &tg.DocumentAttributeVideo{}
		voice    = &tg.DocumentAttributeAudio{Voice: true}
		music    = &tg.DocumentAttributeAudio{}
		animated = &tg.DocumentAttributeAnimated{}
		picture  = &tg.DocumentAttributeImageSize{W: 1, H: 1}
	)
	for name, c := range map[string]struct {
		attributes []tg.DocumentAttributeClass
		want       model.MediaType
	}{
		"nothing known":          {nil, model.MediaFile},
		"picture as file":        {[]tg.DocumentAttributeClass{picture}, model.MediaFile},
		"music":                  {[]tg.DocumentAttributeClass{music}, model.MediaFile},
		"video":                  {[]tg.DocumentAttributeClass{video}, model.MediaVideo},
		"animation":              {[]tg.DocumentAttributeClass{video, animated}, model.MediaGIF},
		"animation, no video":    {[]tg.DocumentAttributeClass{animated, picture}, model.MediaGIF},
		"voice":                  {[]tg.DocumentAttributeClass{voice}, model.MediaVoice},
		"voice before animation": {[]tg.DocumentAttributeClass{animated, voice}, model.MediaVoice},
		"round":                  {[]tg.DocumentAttributeClass{round}, model.MediaRound},
		"round before voice":     {[]tg.DocumentAttributeClass{voice, round}, model.MediaRound},
		"sticker before all":     {[]tg.DocumentAttributeClass{animated, round, voice, sticker}, model.MediaSticker},
		"video sticker":          {[]tg.DocumentAttributeClass{video, sticker}, model.MediaSticker},
		"custom emoji":           {[]tg.DocumentAttributeClass{video, emoji}, model.MediaSticker},
	} {
		t.Run(name, func(t *testing.T) {
			if got := document(&tg.Document{ID: 1, Attributes: c.attributes}).Type; got != c.want {
				t.Errorf("type = %q, want %q", got, c.want)
			}
		})
	}
}

func TestDocumentKeepsAllItsAttributes(t *testing.T) {
	d := &tg.Document{ID: 55, Date: 7, MimeType: "audio/mpeg", Size: 1 << 33, Attributes: []tg.DocumentAttributeClass{
		&tg.DocumentAttributeAudio{Duration: 61, Title: "Song", Performer: "Singer"},
		&tg.DocumentAttributeFilename{FileName: "song.mp3"},
		&tg.DocumentAttributeHasStickers{},
	}, Thumbs: []tg.PhotoSizeClass{
		&tg.PhotoPathSize{Type: "j", Bytes: []byte("path")},
		&tg.PhotoStrippedSize{Type: "i", Bytes: []byte("small")},
		&tg.PhotoSize{Type: "s", W: 90, H: 90, Size: 9}, &tg.PhotoSize{Type: "m", W: 320, H: 320, Size: 99},
	}}
	want := &model.Document{
		ID: 55, Date: 7, File: "document:55", Type: model.MediaFile, Name: "song.mp3", MIME: "audio/mpeg", Size: 1 << 33,
		Duration: 61, Audio: true, Title: "Song", Performer: "Singer", HasStickers: true,
		Thumb: "document:55:m", ThumbSize: 99, Stripped: []byte("small"), Outline: []byte("path"),
	}
	if d := cmp.Diff(want, document(d)); d != "" {
		t.Error(d)
	}
}

func TestStickerSetsHaveNames(t *testing.T) {
	for _, c := range []struct {
		set  tg.InputStickerSetClass
		id   int64
		name string
	}{
		{nil, 0, ""}, {&tg.InputStickerSetEmpty{}, 0, ""}, {&tg.InputStickerSetID{ID: 9}, 9, ""},
		{&tg.InputStickerSetShortName{ShortName: "cats"}, 0, "cats"},
		{&tg.InputStickerSetDice{Emoticon: "🎲"}, 0, "dice:🎲"},
		{&tg.InputStickerSetPremiumGifts{}, 0, "premium_gifts"},
	} {
		if id, name := stickerSet(c.set); id != c.id || name != c.name {
			t.Errorf("%T = %d %q, want %d %q", c.set, id, name, c.id, c.name)
		}
	}
}
