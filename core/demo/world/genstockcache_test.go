package world

import (
	"fmt"
	"io"
	"sync/atomic"
	"testing"

	"github.com/gotd/td/tg"
)

func TestMadeFilesAreMadeOnceWhileTheyAreWanted(t *testing.T) {
	c := &mediaCache{kept: map[FileKey][]byte{}}
	var made atomic.Int64
	file := func(k int64) *madeFile {
		return &madeFile{key: FileKey{Document: k}, cache: c, make: func() []byte {
			made.Add(1)
			return fmt.Appendf(nil, "file %d", k)
		}}
	}
	for range 3 {
		got, err := io.ReadAll(io.NewSectionReader(file(1), 0, 100))
		if string(got) != "file 1" || err != nil {
			t.Fatalf("%q, %v", got, err)
		}
	}
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
	for k := range int64(len(c.ring)) {
		if _, err := file(k+2).ReadAt(make([]byte, 4), 0); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.kept) != len(c.ring) {
		t.Errorf("%d files are kept", len(c.kept))
	}
	before := made.Load()
	if _, err := file(1).ReadAt(make([]byte, 4), 0); err != nil || made.Load() != before+1 {
		t.Errorf("the oldest file is still kept: %v", err)
	}
}

func TestReadsOfMadeFilesEndWhereTheyEnd(t *testing.T) {
	f := &madeFile{cache: &mediaCache{kept: map[FileKey][]byte{}}, make: func() []byte { return []byte("0123456789") }}
	for _, tt := range []struct {
		off  int64
		n    int
		want string
		eof  bool
	}{{0, 4, "0123", false}, {6, 4, "6789", false}, {7, 4, "789", true}, {10, 1, "", true}, {99, 1, "", true}} {
		p := make([]byte, tt.n)
		n, err := f.ReadAt(p, tt.off)
		if string(p[:n]) != tt.want || (err == io.EOF) != tt.eof {
			t.Errorf("%d at %d: %q, %v", tt.n, tt.off, p[:n], err)
		}
	}
}

// A photo of a message can be told from one of a profile and from a document by
// its number, and every kind of document is among the first few.
func TestTheStockHasEveryKindOfDocument(t *testing.T) {
	w := generate(t, 3, 10, GenerateOptions{})
	kinds := docKinds()
	for k, kind := range kinds {
		f, ok := w.File(FileKey{Document: documentBase + int64(k)})
		if !ok || f.Size < int64(kind.least) {
			t.Errorf("%s: %+v", kind.mime, f)
		}
		if _, ok := w.File(FileKey{Document: documentBase + int64(k), Thumb: "m"}); ok != kind.thumb {
			t.Errorf("%s: thumb %v", kind.mime, ok)
		}
	}
	if f, _ := w.File(FileKey{Document: documentBase + bigDocument}); f.Size < 20<<20 {
		t.Errorf("the big document has %d bytes", f.Size)
	}
	for _, size := range []string{"a", "c"} {
		if _, ok := w.File(FileKey{Photo: faceBase + userBase, Thumb: size}); !ok {
			t.Errorf("no face of size %s", size)
		}
	}
}

func TestAWorldWithoutFilesRefersToNone(t *testing.T) {
	w := generate(t, 3, 10_000, GenerateOptions{FileEvery: -1})
	eachMessage(t, w, func(p PeerKey, _ int, m tg.MessageClass) {
		full, ok := m.(*tg.Message)
		if !ok {
			return
		}
		switch media := full.Media.(type) {
		case *tg.MessageMediaPhoto, *tg.MessageMediaDocument:
			t.Fatalf("%s %d has a file", p, full.ID)
		case *tg.MessageMediaWebPage:
			if page, ok := media.Webpage.(*tg.WebPage); ok {
				if _, real := page.Photo.(*tg.Photo); real {
					t.Fatalf("%s %d has a preview with a photo", p, full.ID)
				}
			}
		}
	})
}
