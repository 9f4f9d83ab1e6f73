package world

import (
	"io"
	"testing"

	"github.com/gotd/td/tg"
)

func TestBuiltInWorldsOpenAndCanBeReadThrough(t *testing.T) {
	for name, open := range map[string]func() (*World, error){"main": Sample, "problems": SampleProblems} {
		t.Run(name, func(t *testing.T) {
			w, err := open()
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			eachMessage(t, w, func(PeerKey, int, tg.MessageClass) { n++ })
			if n == 0 || len(w.Dialogs()) == 0 {
				t.Errorf("%d messages in %d dialogs", n, len(w.Dialogs()))
			}
			for key, f := range w.files.byKey {
				if got, err := io.Copy(io.Discard, io.NewSectionReader(f.Open(), 0, f.Size)); err != nil || got != f.Size {
					t.Errorf("%+v: %d of %d bytes, %v", key, got, f.Size, err)
				}
			}
		})
	}
}
