package core

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo/world/mediagen"
	"satchel/core/internal/model"
)

// savedPhoto writes a picture of one colour and returns its item.
func savedPhoto(t testing.TB, dir string, n int, c color.Color) GalleryItem {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 200, 100))
	for y := range 100 {
		for x := range 200 {
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, fmt.Sprint(n, ".jpg"))
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return GalleryItem{
		Key: fmt.Sprint("photo:", n), Type: model.MediaPhoto, MIME: "image/jpeg", Path: path, State: GallerySaved,
		Preview: mediagen.Stripped(uint64(n)),
	}
}

func newTestPreviews(t testing.TB) *Previews {
	t.Helper()
	p := NewPreviews(t.Context(), nil)
	t.Cleanup(p.Close)
	return p
}

// final asks for a picture until it is final.
func final(t testing.TB, p *Previews, item GalleryItem) image.Image {
	t.Helper()
	limit := time.After(20 * time.Second)
	for {
		img, done := p.Picture(item, 64, 48)
		if done {
			return img
		}
		p.Visible([]string{item.Key})
		select {
		case <-p.Changed():
		case <-limit:
			t.Fatal("the picture does not come")
		}
	}
}

func reddish(img image.Image) bool {
	r, g, b, _ := img.At(10, 10).RGBA()
	return r > 0xc000 && g < 0x4000 && b < 0x4000
}

func TestPreviewsShowThePreviewThenThePicture(t *testing.T) {
	t.Parallel()
	p := newTestPreviews(t)
	item := savedPhoto(t, t.TempDir(), 1, color.RGBA{R: 255, A: 255})
	for !p.Ahead([]GalleryItem{item}, 64, 48) {
		<-p.Changed()
	}
	img, done := p.Picture(item, 64, 48)
	if img == nil || done || img.Bounds() != image.Rect(0, 0, 64, 48) {
		t.Fatalf("ahead: %v, final %v", img, done)
	}
	got := final(t, p, item)
	if !reddish(got) || got.Bounds() != image.Rect(0, 0, 64, 48) {
		t.Errorf("the picture is %v at 10, 10 of %v", got.At(10, 10), got.Bounds())
	}
	again, _ := p.Picture(item, 64, 48)
	if again != got {
		t.Error("the same picture is made twice")
	}
}

func TestPreviewsWithoutAFileAreWhatThereIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	garbage := filepath.Join(dir, "garbage.jpg")
	if err := os.WriteFile(garbage, []byte("not a picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	thumb := savedPhoto(t, dir, 5, color.RGBA{R: 255, A: 255}).Path
	stripped := mediagen.Stripped(3)
	tests := []struct {
		name       string
		item       GalleryItem
		seen, over bool // a picture; final, as soon as the worker is done
	}{
		{"on its way", GalleryItem{State: GalleryFetching, Preview: stripped, MIME: "image/jpeg"}, true, false},
		{"on its way without a preview", GalleryItem{State: GalleryFetching, MIME: "image/jpeg"}, false, false},
		{"missing", GalleryItem{State: GalleryMissing, Preview: stripped, MIME: "image/jpeg"}, true, true},
		{"a voice", GalleryItem{State: GallerySaved, Path: garbage, MIME: "audio/ogg", Type: model.MediaVoice}, false, true},
		{"a video without a thumbnail", GalleryItem{State: GallerySaved, Path: garbage, MIME: "video/mp4", Preview: stripped}, true, true},
		{"a video with a thumbnail", GalleryItem{State: GallerySaved, Path: garbage, MIME: "video/mp4", Thumb: thumb}, true, true},
		{"a video on its way with a thumbnail", GalleryItem{State: GalleryFetching, MIME: "video/mp4", Thumb: thumb}, true, true},
		{"a broken picture", GalleryItem{State: GallerySaved, Path: garbage, MIME: "image/jpeg", Preview: stripped}, true, true},
		{"a broken picture without a preview", GalleryItem{State: GallerySaved, Path: garbage, MIME: "image/jpeg"}, false, true},
		{"a broken preview", GalleryItem{State: GalleryMissing, Preview: []byte{9}}, false, true},
		{"a broken outline", GalleryItem{State: GalleryMissing, Preview: []byte{200, 201, 202}, Outline: true, Type: model.MediaSticker}, false, true},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newTestPreviews(t)
			tt.item.Key = fmt.Sprint("document:", i)
			for !p.Ahead([]GalleryItem{tt.item}, 64, 48) {
				<-p.Changed()
			}
			img, done := p.Picture(tt.item, 64, 48)
			if tt.over {
				img, done = final(t, p, tt.item), true
			}
			if (img != nil) != tt.seen || done != tt.over {
				t.Errorf("picture %v, final %v", img != nil, done)
			}
		})
	}
}

// withoutWorkers are previews without their workers.
func withoutWorkers() *Previews {
	return &Previews{
		wanted: map[string]wish{}, unmade: map[string]wish{}, cache: newPictureCache(1 << 20),
		wake: make(chan struct{}, 1), wakeQuick: make(chan struct{}, 1), changed: make(chan struct{}, 1),
	}
}

// strippedItem is a file that is missing but for its preview.
func strippedItem(n int) GalleryItem {
	return GalleryItem{Key: fmt.Sprint("photo:", n), State: GalleryMissing, Preview: mediagen.Stripped(uint64(n)), MIME: "image/jpeg"}
}

func TestNothingIsMadeWhereItIsAskedFor(t *testing.T) {
	t.Parallel()
	p := withoutWorkers()
	for n := range 50 {
		if img, done := p.Picture(strippedItem(n), 64, 48); img != nil || done {
			t.Fatalf("%d: picture %v, final %v", n, img != nil, done)
		}
	}
	if p.Ahead([]GalleryItem{strippedItem(60)}, 64, 48) {
		t.Error("what nobody made is ready")
	}
	if len(p.cache.entries) != 0 {
		t.Errorf("%d pictures were made", len(p.cache.entries))
	}
}

func TestPreviewsAreMadeOfWhatIsSeenThenOfWhatComes(t *testing.T) {
	t.Parallel()
	p := withoutWorkers()
	for n := range 6 {
		p.Picture(strippedItem(n), 64, 48)
	}
	p.Ahead([]GalleryItem{strippedItem(5), strippedItem(8)}, 64, 48)
	p.Visible([]string{"photo:3", "photo:1"})
	for n := range 6 { // what was asked for before it was visible is asked for again
		p.Picture(strippedItem(n), 64, 48)
	}
	var order []string
	for {
		w, ok := p.nextPreview()
		if !ok {
			break
		}
		order = append(order, w.item.Key)
	}
	if diff := cmp.Diff([]string{"photo:3", "photo:1", "photo:5", "photo:8"}, order); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	p.Visible(nil)
	p.Ahead(nil, 64, 48)
	p.nextPreview()
	if len(p.unmade) != 0 {
		t.Errorf("%d wishes of files out of sight are kept", len(p.unmade))
	}
}

// The grid tells what is on the screen all the time while it waits for what comes.
func TestWhatComesIsMadeWhateverIsSeenMeanwhile(t *testing.T) {
	p := withoutWorkers()
	p.Ahead([]GalleryItem{strippedItem(1), strippedItem(2)}, 64, 48)
	p.Visible([]string{"photo:9"})
	p.Near([]GalleryItem{strippedItem(8)}, 64, 48)
	p.Visible([]string{"photo:9"})
	p.Near([]GalleryItem{strippedItem(7)}, 64, 48)
	var order []string
	for w, ok := p.nextPreview(); ok; w, ok = p.nextPreview() {
		order = append(order, w.item.Key)
	}
	if diff := cmp.Diff([]string{"photo:1", "photo:2", "photo:7"}, order); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWhatIsAheadIsReadyWhenItIsMade(t *testing.T) {
	t.Parallel()
	p := newTestPreviews(t)
	saved := savedPhoto(t, t.TempDir(), 100, color.RGBA{R: 255, A: 255})
	final(t, p, saved)
	items := []GalleryItem{saved, {Key: "voice", State: GallerySaved, MIME: "audio/ogg"}, {Key: "broken", Preview: []byte{9}}}
	for n := range 40 {
		items = append(items, strippedItem(n))
	}
	limit := time.After(20 * time.Second)
	for !p.Ahead(items, 64, 48) {
		select {
		case <-p.Changed():
		case <-limit:
			t.Fatal("they are never ready")
		}
	}
	for _, item := range items {
		if img, done := p.Picture(item, 64, 48); !done || (img == nil) != (item.Key == "voice" || item.Key == "broken") {
			t.Errorf("%s: picture %v, final %v", item.Key, img != nil, done)
		}
	}
}

func TestPreviewsDecodeOnlyWhatIsVisibleTheNewestFirst(t *testing.T) {
	t.Parallel()
	p := withoutWorkers()
	dir := t.TempDir()
	for n := range 5 {
		p.Picture(savedPhoto(t, dir, n, color.Black), 64, 48)
	}
	if w, _, ok := p.next(); ok {
		t.Errorf("%s is decoded though nothing is visible", w.item.Key)
	}
	p.Visible([]string{"photo:4", "photo:2", "photo:7"})
	var order []string
	for {
		w, _, ok := p.next()
		if !ok {
			break
		}
		order = append(order, w.item.Key)
	}
	if diff := cmp.Diff([]string{"photo:4", "photo:2"}, order); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(p.wanted) != 0 {
		t.Errorf("%d wishes of files out of sight are kept", len(p.wanted))
	}
}

func TestPreviewsRestLongerWhileTheScreenChanges(t *testing.T) {
	t.Parallel()
	p := withoutWorkers()
	dir := t.TempDir()
	ask := func(n int, visible ...string) int {
		p.Picture(savedPhoto(t, dir, n, color.Black), 64, 48)
		p.Visible(visible)
		_, rest, _ := p.next()
		return rest
	}
	got := []int{ask(1, "photo:1"), ask(2, "photo:2", "photo:1"), ask(3, "photo:3", "photo:2"), ask(4, "photo:4", "photo:3", "photo:2")}
	if diff := cmp.Diff([]int{previewCalm, previewCalm, previewBusy, previewCalm}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPreviewsFollowAFileToItsPlace(t *testing.T) {
	t.Parallel()
	p := newTestPreviews(t)
	item := savedPhoto(t, t.TempDir(), 1, color.RGBA{R: 255, A: 255})
	moved := item
	moved.Path += ".placed"
	if err := os.Rename(item.Path, moved.Path); err != nil {
		t.Fatal(err)
	}
	p.Visible([]string{item.Key})
	if _, done := p.Picture(item, 64, 48); done { // the worker does not find it
		t.Error("a file that was moved counts as broken")
	}
	if !reddish(final(t, p, moved)) {
		t.Error("the moved file is not shown")
	}
}

func TestLargePicturesAreTheFileOrWhatThereIs(t *testing.T) {
	t.Parallel()
	p := newTestPreviews(t)
	photo := savedPhoto(t, t.TempDir(), 1, color.RGBA{R: 255, A: 255})
	film := photo
	film.MIME, film.Path, film.Thumb = "video/mp4", "/nowhere", photo.Path
	early := photo
	early.Path, early.State = "", GalleryFetching
	gone := photo
	gone.Path = "/nowhere"
	tests := []struct {
		name string
		item GalleryItem
		size image.Point
		want error
	}{
		{"a photo", photo, image.Pt(200, 100), nil},
		{"a film", film, image.Pt(200, 100), nil},
		{"a photo on its way", early, image.Pt(40, 30), nil},
		{"a photo that is gone", gone, image.Pt(40, 30), nil},
		{"nothing", GalleryItem{State: GallerySaved, MIME: "audio/ogg"}, image.Point{}, ErrNoPicture},
		{"a broken preview", GalleryItem{Preview: []byte{1}}, image.Point{}, ErrNoPicture},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			img, err := p.Large(t.Context(), tt.item)
			if !errors.Is(err, tt.want) {
				t.Fatalf("error = %v, want %v", err, tt.want)
			}
			if err == nil && img.Bounds().Size() != tt.size {
				t.Errorf("size = %v, want %v", img.Bounds().Size(), tt.size)
			}
		})
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Large(ended, photo); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}

func TestPictureCacheIsBoundedAndKeepsWhatIsUsed(t *testing.T) {
	t.Parallel()
	key := func(n int) pictureKey { return pictureKey{file: fmt.Sprint(n), width: 100, height: 100} }
	c := newPictureCache(10 * (100*100*4 + cachedOverhead))
	for n := range 30 {
		c.put(key(n), image.NewRGBA(image.Rect(0, 0, 100, 100)))
		c.get(key(0))
	}
	if len(c.entries) != 10 || c.size > c.limit || c.order.Len() != 10 {
		t.Errorf("%d pictures, %d of %d bytes", len(c.entries), c.size, c.limit)
	}
	for n, want := range map[int]bool{0: true, 29: true, 21: true, 20: false, 1: false} {
		if _, ok := c.get(key(n)); ok != want {
			t.Errorf("picture %d is kept: %v, want %v", n, ok, want)
		}
	}
	c.put(key(0), nil)
	if img, ok := c.get(key(0)); !ok || img != nil {
		t.Error("a picture that cannot be made is not remembered")
	}
	if want := 9*(100*100*4) + 10*cachedOverhead; c.size != want {
		t.Errorf("size = %d, want %d", c.size, want)
	}
}

func TestPreviewsEndWithTheirContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	p := NewPreviews(ctx, nil)
	cancel()
	p.workers.Wait()
	p.Close()
}
