package world

import (
	"reflect"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func TestTheIdOfAnObjectIsFoundWhereverItIs(t *testing.T) {
	tests := []struct {
		obj  bin.Object
		want int64
	}{
		{&tg.Photo{ID: 5}, 5},
		{&tg.ChannelForbidden{ID: 6}, 6},
		{&tg.InputPeerChannel{ChannelID: 7}, 7},
		{&tg.InputPeerUser{UserID: 8}, 8},
		{&tg.InputStickerSetID{ID: 9}, 9},
		{&tg.GeoPoint{}, 0},
	}
	for _, tt := range tests {
		if got := objectID(reflect.ValueOf(tt.obj).Elem()); got != tt.want {
			t.Errorf("%T: %d, want %d", tt.obj, got, tt.want)
		}
	}
	web := func(url string) int64 { return objectID(reflect.ValueOf(&tg.WebDocument{URL: url}).Elem()) }
	if first := web("a"); first == web("b") || first != web("a") {
		t.Error("what has no id goes by its text")
	}
}

func TestHashesDependOnTheObjectAndTheAccount(t *testing.T) {
	seen := map[int64]string{}
	for _, self := range []int64{1, 2, 1000} {
		d := deriver{selfID: self}
		for id := range int64(1000) {
			h := d.accessHash(id)
			if h == 0 || seen[h] != "" {
				t.Fatalf("object %d of account %d: hash %d", id, self, h)
			}
			seen[h] = "taken"
			ref := d.fileReference(id)
			if len(ref) != 9 || ref[0] != 1 {
				t.Fatalf("reference %x", ref)
			}
		}
	}
}

// Later versions of the program must derive the same: an update run is tested
// with folders written years apart.
func TestDerivedValuesNeverChange(t *testing.T) {
	d := deriver{selfID: 1000}
	for id, want := range map[int64]int64{1: 3695020153802490243, 77: 4412238601953293351} {
		if got := d.accessHash(id); got != want {
			t.Errorf("object %d: %d, want %d", id, got, want)
		}
	}
}

func TestOnlySomeFieldsMayBeLeftOut(t *testing.T) {
	d := deriver{selfID: 1}
	tests := []struct {
		obj   bin.Object
		field string
		want  bool
	}{
		{&tg.Photo{}, "access_hash", true},
		{&tg.Photo{}, "file_reference", true},
		{&tg.Photo{}, "dc_id", true},
		{&tg.Document{}, "dc_id", true},
		{&tg.UserProfilePhoto{}, "dc_id", true},
		{&tg.ChatPhoto{}, "dc_id", true},
		{&tg.StatsGraphAsync{}, "dc_id", false},
		{&tg.Document{}, "size", true},
		{&tg.PhotoSize{}, "size", true},
		{&tg.VideoSize{}, "size", true},
		{&tg.PhotoSizeProgressive{}, "sizes", true},
		{&tg.Photo{}, "sizes", false},
		{&tg.WebDocument{}, "size", false},
		{&tg.Photo{}, "date", false},
		{&tg.PhotoSize{}, "w", false},
	}
	for _, tt := range tests {
		if got := d.absent(tt.obj, tt.field); got != tt.want {
			t.Errorf("%T.%s: %v", tt.obj, tt.field, got)
		}
	}
}

func TestSizesLeftOutAreTheDisks(t *testing.T) {
	d := deriver{selfID: 1, files: map[FileKey]File{
		{Photo: 5, Thumb: "x"}: {Size: 10}, {Photo: 5, Thumb: "y"}: {Size: 1 << 40}, {Photo: 5, Video: "u"}: {Size: 12},
		{Document: 6}: {Size: 13}, {Document: 6, Thumb: "m"}: {Size: 14}, {Document: 6, Video: "v"}: {Size: 15},
	}}
	photo := &tg.Photo{ID: 5,
		Sizes:      []tg.PhotoSizeClass{&tg.PhotoSize{Type: "x", Size: noSize}, &tg.PhotoSizeProgressive{Type: "y", Sizes: []int{noSize}}, &tg.PhotoSize{Type: "z", Size: 7}},
		VideoSizes: []tg.VideoSizeClass{&tg.VideoSize{Type: "u", Size: noSize}, &tg.VideoSizeEmojiMarkup{}}}
	doc := &tg.Document{ID: 6, Size: noLongSize,
		Thumbs:      []tg.PhotoSizeClass{&tg.PhotoSize{Type: "m", Size: noSize}, &tg.PhotoPathSize{Type: "j"}},
		VideoThumbs: []tg.VideoSizeClass{&tg.VideoSize{Type: "v", Size: noSize}}}
	for _, obj := range []bin.Object{photo, doc, &tg.User{}} {
		if err := d.done(obj); err != nil {
			t.Fatal(err)
		}
	}
	got := []int{
		photo.Sizes[0].(*tg.PhotoSize).Size, photo.Sizes[1].(*tg.PhotoSizeProgressive).Sizes[0], photo.Sizes[2].(*tg.PhotoSize).Size,
		photo.VideoSizes[0].(*tg.VideoSize).Size, int(doc.Size), doc.Thumbs[0].(*tg.PhotoSize).Size, doc.VideoThumbs[0].(*tg.VideoSize).Size,
	}
	for k, want := range []int{10, 1<<31 - 1, 7, 12, 13, 14, 15} {
		if got[k] != want {
			t.Errorf("size %d is %d, want %d", k, got[k], want)
		}
	}
	unnamed := []bin.Object{
		&tg.Photo{ID: 9, Sizes: []tg.PhotoSizeClass{&tg.PhotoSize{Type: "x", Size: noSize}}},
		&tg.Photo{ID: 9, VideoSizes: []tg.VideoSizeClass{&tg.VideoSize{Type: "u", Size: noSize}}},
		&tg.Document{ID: 9, Size: noLongSize},
		&tg.Document{ID: 9, Thumbs: []tg.PhotoSizeClass{&tg.PhotoSize{Type: "m", Size: noSize}}},
		&tg.StickerSet{Thumbs: []tg.PhotoSizeClass{&tg.PhotoSize{Type: "m", Size: noSize}}},
	}
	for _, obj := range unnamed {
		if err := d.done(obj); err == nil {
			t.Errorf("%T: a size out of nothing", obj)
		}
	}
}
