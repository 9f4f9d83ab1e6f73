package media

import (
	"testing"
	"testing/synctest"
	"time"

	"satchel/core/internal/model"
)

var fakeUser = model.UserID(88)

// A file is asked for again where it was found: its reference comes from there, many
// in one call.
func TestAReferenceIsRenewedFromItsOrigin(t *testing.T) {
	set := model.StickerSetRef{ID: 60, AccessHash: 61}
	tests := map[string]struct {
		origin model.Origin // the id is the file's
		method string
		most   int // calls: for those that ask first, and for all others
	}{
		"a channel's message":              {model.Origin{Kind: model.OriginMessage, Peer: fakeChannel}, "getMessages", 2},
		"another chat's message":           {model.Origin{Kind: model.OriginMessage, Peer: fakeUser}, "getMessages", 2},
		"a story":                          {model.Origin{Kind: model.OriginStory, Peer: fakeUser}, "stories", 2},
		"a custom emoji":                   {model.Origin{Kind: model.OriginCustomEmoji}, "emoji", 2},
		"the music on the profile":         {model.Origin{Kind: model.OriginSavedMusic, Peer: fakeUser}, "music", 6}, // three pages each
		"a sticker set":                    {model.Origin{Kind: model.OriginStickerSet, Set: set}, "stickers", 2},
		"a sticker whose message is there": {model.Origin{Kind: model.OriginMessage, Peer: fakeChannel, Set: set}, "getMessages", 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newTelegram(t)
				f.think = time.Second // until all five wait
				for id := range int64(5) {
					f.add(id+1, 1000).reference = "today's"
				}
				d := f.open(func(file *model.File) {
					id := file.Origin.ID
					file.Origin = tt.origin
					file.Origin.ID = id
				})
				d.run()
				d.wantSaved(1, 2, 3, 4, 5)
				if n := len(f.seen(tt.method)); n == 0 || n > tt.most {
					t.Errorf("%d calls of %s, want %d at most", n, tt.method, tt.most)
				}
			})
		})
	}
}

// A sticker outlives its message: its set still has it.
func TestAStickerWhoseMessageIsGoneComesFromItsSet(t *testing.T) {
	tests := map[string]struct {
		set  model.StickerSetRef
		want model.FileState
	}{
		"a set":         {model.StickerSetRef{ID: 60, AccessHash: 61}, model.FileSettled},
		"no set":        {model.StickerSetRef{}, model.FileSkipped},
		"a lost set":    {model.StickerSetRef{ID: 99}, model.FileSkipped},
		"another's set": {model.StickerSetRef{ID: 60, AccessHash: 1}, model.FileSkipped},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newTelegram(t)
			f.add(1, 1000).reference = "today's"
			f.add(2, 1000)
			d := f.open(func(file *model.File) {
				if file.Origin.Set = tt.set; file.Origin.ID == 1 {
					file.Origin.ID = 404 // no such message
				}
			})
			d.run()
			if got := d.result(1).State; got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			if got := d.result(2).State; got != model.FileSettled {
				t.Errorf("the other one: %s", got)
			}
		})
	}
}

// A file without an origin, such as that of the takeout, is asked for again as it is,
// but not for ever.
func TestAFileWithoutAnOriginIsNotAskedForForEver(t *testing.T) {
	f := newTelegram(t)
	f.add(1, 1000).reference = "today's"
	d := f.open(func(file *model.File) { file.Origin = model.Origin{} })
	d.run()
	if r := d.result(1); r.State != model.FileSkipped {
		t.Errorf("%+v", r)
	}
	if n := len(f.seen("getFile")); n > mostRenewals+1 {
		t.Errorf("%d calls", n)
	}
}
