package world

import (
	"bytes"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"testing"

	"github.com/gotd/td/tg"
)

func TestFilesOfALargeWorldStayWithinTheirBounds(t *testing.T) {
	w := generate(t, 3, 10_000_000, GenerateOptions{FileEvery: 2})
	total := int64(0)
	for _, f := range w.files.byKey {
		total += f.Size
	}
	t.Logf("%d files, %d bytes", len(w.files.byKey), total)
	if len(w.files.byKey) > 2000 || total > 200_000_000 {
		t.Errorf("%d files, %d bytes", len(w.files.byKey), total)
	}
}

func TestFilesAreWhatTheirObjectsSay(t *testing.T) {
	w := generate(t, 3, 2000, GenerateOptions{FileEvery: 5})
	for key, f := range w.files.byKey {
		data, err := io.ReadAll(io.NewSectionReader(f.Open(), 0, 1<<40))
		if err != nil || int64(len(data)) != f.Size {
			t.Fatalf("%+v: %d bytes of %d, %v", key, len(data), f.Size, err)
		}
		if key.Document == 0 || key.Thumb != "" {
			if _, kind, err := image.Decode(bytes.NewReader(data)); err != nil || kind != "jpeg" {
				t.Errorf("%+v: %s, %v", key, kind, err)
			}
		}
	}
	found := 0
	eachMessage(t, w, func(p PeerKey, i int, m tg.MessageClass) {
		full, _ := m.(*tg.Message)
		if full == nil {
			return
		}
		switch media := full.Media.(type) {
		case *tg.MessageMediaPhoto:
			photo := media.Photo.(*tg.Photo)
			for _, s := range photo.Sizes {
				if s, ok := s.(*tg.PhotoSize); ok {
					f, ok := w.File(FileKey{Photo: photo.ID, Thumb: s.Type})
					if !ok || f.Size != int64(s.Size) || f.DC != photo.DCID {
						t.Fatalf("photo %d %s: %+v", photo.ID, s.Type, f)
					}
					found++
				}
			}
		case *tg.MessageMediaDocument:
			doc := media.Document.(*tg.Document)
			f, ok := w.File(FileKey{Document: doc.ID})
			if !ok || f.Size != doc.Size || f.DC != doc.DCID {
				t.Fatalf("document %d: %+v", doc.ID, f)
			}
			found++
		}
	})
	if found < 300 {
		t.Errorf("only %d files are referred to", found)
	}
}

func TestEveryNthMessageHasAFile(t *testing.T) {
	for _, every := range []int{-1, 1, 2, 5, 20, 100} {
		w := generate(t, 3, 20_000, GenerateOptions{FileEvery: every})
		files := 0
		eachMessage(t, w, func(_ PeerKey, _ int, m tg.MessageClass) {
			if full, ok := m.(*tg.Message); ok {
				switch full.Media.(type) {
				case *tg.MessageMediaPhoto, *tg.MessageMediaDocument:
					files++
				}
			}
		})
		want := 0
		if every > 0 {
			want = 20_000 / every
		}
		if files > want+20 || files < want*8/10 {
			t.Errorf("every %d: %d messages have files, want about %d", every, files, want)
		}
	}
}
