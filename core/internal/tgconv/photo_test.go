package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestPhotoTakesItsLargestSize(t *testing.T) {
	s := func(kind string, w, h, n int) tg.PhotoSizeClass {
		return &tg.PhotoSize{Type: kind, W: w, H: h, Size: n}
	}
	for name, c := range map[string]struct {
		sizes    []tg.PhotoSizeClass
		want     size
		stripped string
	}{
		"none":        {nil, size{}, ""},
		"by area":     {[]tg.PhotoSizeClass{s("y", 800, 1280, 9), s("x", 500, 800, 7), s("m", 200, 320, 3)}, size{"y", 800, 1280, 9}, ""},
		"w last":      {[]tg.PhotoSizeClass{s("w", 2560, 1600, 99), s("y", 1280, 800, 9)}, size{"w", 2560, 1600, 99}, ""},
		"by letter":   {[]tg.PhotoSizeClass{s("x", 0, 0, 9), s("y", 0, 0, 5), s("m", 0, 0, 3)}, size{"y", 0, 0, 5}, ""},
		"by bytes":    {[]tg.PhotoSizeClass{s("q", 5, 5, 5), s("q", 5, 5, 6)}, size{"q", 5, 5, 6}, ""},
		"huge area":   {[]tg.PhotoSizeClass{s("w", 1<<31-1, 1<<31-1, 1), s("y", 9, 9, 1)}, size{"w", 1<<31 - 1, 1<<31 - 1, 1}, ""},
		"empty ones":  {[]tg.PhotoSizeClass{&tg.PhotoSizeEmpty{Type: "w"}, s("m", 3, 3, 3), nil}, size{"m", 3, 3, 3}, ""},
		"cached":      {[]tg.PhotoSizeClass{&tg.PhotoCachedSize{Type: "s", W: 9, H: 9, Bytes: make([]byte, 12)}}, size{"s", 9, 9, 12}, ""},
		"progressive": {[]tg.PhotoSizeClass{&tg.PhotoSizeProgressive{Type: "y", W: 9, H: 9, Sizes: []int{1, 2, 300}}}, size{"y", 9, 9, 300}, ""},
		"no scans":    {[]tg.PhotoSizeClass{&tg.PhotoSizeProgressive{Type: "y", W: 9, H: 9}}, size{"y", 9, 9, 0}, ""},
		"stripped":    {[]tg.PhotoSizeClass{&tg.PhotoStrippedSize{Type: "i", Bytes: []byte("small")}, s("m", 3, 3, 3)}, size{"m", 3, 3, 3}, "small"},
	} {
		t.Run(name, func(t *testing.T) {
			got, stripped, _ := sizesOf(c.sizes)
			if got != c.want || string(stripped) != c.stripped {
				t.Errorf("got %+v %q, want %+v %q", got, stripped, c.want, c.stripped)
			}
		})
	}
}

func TestPhotoOfNoSizeHasNoFile(t *testing.T) {
	p := &tg.Photo{ID: 5, Date: 6, Sizes: []tg.PhotoSizeClass{&tg.PhotoStrippedSize{Bytes: []byte{1}}}}
	want := &model.Photo{ID: 5, Date: 6, Stripped: []byte{1}}
	if d := cmp.Diff(want, photo(p)); d != "" {
		t.Error(d)
	}
	if found := Files(&tg.Message{Media: &tg.MessageMediaPhoto{Photo: p}}); found != nil {
		t.Errorf("files = %+v", found)
	}
	if got := photo(&tg.PhotoEmpty{ID: 7}); got.ID != 7 || got.File != "" {
		t.Errorf("empty photo = %+v", got)
	}
}

func TestAnimatedPhotoNamesItsWholeVideo(t *testing.T) {
	p := &tg.Photo{ID: 5, Sizes: []tg.PhotoSizeClass{&tg.PhotoSize{Type: "c", W: 640, H: 640, Size: 9}}, VideoSizes: []tg.VideoSizeClass{
		&tg.VideoSize{Type: "v", W: 1000, H: 1000, Size: 1}, &tg.VideoSize{Type: "u", W: 800, H: 800, Size: 2},
		&tg.VideoSizeEmojiMarkup{EmojiID: 9, BackgroundColors: []int{1, 2}},
	}}
	got := photo(p)
	if got.Video != "photo:5:u" || got.File != "photo:5:c" || got.Markup == nil || got.Markup.Emoji != 9 {
		t.Errorf("photo = %+v", got)
	}
}
