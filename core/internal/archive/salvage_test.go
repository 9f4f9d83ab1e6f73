package archive

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

// answersOf closes an archive of n answers about two chats; message 1 of channel was
// edited in the last of them.
func answersOf(t *testing.T, n int) (dir string) {
	t.Helper()
	a := newTest(t)
	for i := range n {
		p := Page{Peer: channel, Raw: answer(i), Messages: []model.Message{message(channel, i+1, "text")}}
		switch i {
		case 1:
			p.Peer, p.Messages = alice, nil
		case n - 1:
			p.Messages = append(p.Messages, edited(message(channel, 1, ""), 9, "edited"))
		}
		record(t, a, p)
	}
	must(t, a.Close())
	return a.Dir()
}

// salvaged are the numbers of the answers that come back whole.
func salvaged(t *testing.T, dir string, peer model.PeerID, message int) (pages []int) {
	t.Helper()
	must(t, Salvage(t.Context(), dir, peer, message, func(e Evidence) error {
		if !bytes.Equal(e.Raw, answer(int(e.Page)-1)) {
			t.Errorf("answer %d came back as another", e.Page)
		}
		pages = append(pages, int(e.Page))
		return nil
	}))
	return pages
}

func TestSalvageChoosesAsEvidenceDoes(t *testing.T) {
	dir := answersOf(t, 5)
	for name, tt := range map[string]struct {
		peer    model.PeerID
		message int
		want    []int
	}{
		"all":                         {want: []int{1, 2, 3, 4, 5}},
		"of a chat":                   {peer: alice, want: []int{2}},
		"of a message":                {peer: channel, message: 3, want: []int{3}},
		"of a message and a version":  {peer: channel, message: 1, want: []int{1, 5}},
		"of a message nobody has":     {peer: channel, message: 99},
		"of a message of nobody":      {peer: model.UserID(404), message: 1},
		"of a chat that has no pages": {peer: model.UserID(404)},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, salvaged(t, dir, tt.peer, tt.message)); diff != "" {
				t.Errorf("salvaged: %s", diff)
			}
			a := openTest(t, dir)
			var got []int
			must(t, a.Evidence(t.Context(), tt.peer, tt.message, func(e Evidence) error { got = append(got, int(e.Page)); return nil }))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("evidence: %s", diff)
			}
			must(t, a.Close())
		})
	}
}

// Whatever page of the database is lost, the others still give their answers: all of
// them when nothing is damaged, and never a wrong one.
func TestSalvageReadsPastWhatIsDamaged(t *testing.T) {
	const n = dictionaryPages + 40
	dir := answersOf(t, n)
	file := filepath.Join(dir, FileName)
	whole, err := os.ReadFile(file)
	must(t, err)
	if got := len(salvaged(t, dir, model.PeerID{}, 0)); got != n {
		t.Fatalf("%d answers of a sound archive, want %d", got, n)
	}
	most := 0
	for page := 1; page < len(whole)/pageSize; page += 3 {
		damaged := bytes.Clone(whole)
		clear(damaged[page*pageSize : (page+1)*pageSize])
		must(t, os.WriteFile(file, damaged, 0o600))
		most = max(most, len(salvaged(t, dir, model.PeerID{}, 0)))
	}
	if most < n*3/4 {
		t.Errorf("at most %d answers of %d came back", most, n)
	}
	cut := whole[:len(whole)-8*pageSize] // the answers fill the last twelve pages or so
	must(t, os.WriteFile(file, cut, 0o600))
	if got := len(salvaged(t, dir, model.PeerID{}, 0)); got < 20 || got > n-20 {
		t.Errorf("%d answers of what is left at the beginning", got)
	}
	if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, cut) {
		t.Errorf("the damaged file was changed (%v)", err)
	}
}

func TestSalvageGoesOnAfterNumbersThatAreGone(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Raw: answer(0)}, Page{Raw: answer(1)})
	must(t, a.pools.write.exec(t.Context(), "UPDATE pages SET id = 1500 WHERE id = 2"))
	must(t, a.Close())
	var got []int64
	must(t, Salvage(t.Context(), a.Dir(), model.PeerID{}, 0, func(e Evidence) error { got = append(got, e.Page); return nil }))
	if diff := cmp.Diff([]int64{1, 1500}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSalvageStops(t *testing.T) {
	dir := answersOf(t, 5)
	enough := errors.New("enough")
	n := 0
	err := Salvage(t.Context(), dir, model.PeerID{}, 0, func(Evidence) error {
		if n++; n == 2 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 2 {
		t.Errorf("after %d answers: %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = Salvage(ctx, dir, model.PeerID{}, 0, func(Evidence) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestThereIsNothingToSalvageWithoutADatabase(t *testing.T) {
	err := Salvage(t.Context(), t.TempDir(), model.PeerID{}, 0, func(Evidence) error { return nil })
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// An answer that cannot be unpacked is damage, and not a reason to crash.
func TestEvidenceThatCannotBeReadIsDamage(t *testing.T) {
	for name, change := range map[string]string{
		"bytes":              "UPDATE pages SET raw = x'28b52ffd00' WHERE id = 2",
		"length below zero":  "UPDATE pages SET size = -1, raw = x'00' WHERE id = 2",
		"length without end": "UPDATE pages SET size = 1 << 60, raw = x'00' WHERE id = 2",
		"dictionary":         "INSERT OR REPLACE INTO settings (key, value) VALUES ('" + dictionaryKey + "', x'0102')",
	} {
		t.Run(name, func(t *testing.T) {
			a := newTest(t)
			for i := range 3 {
				record(t, a, Page{Raw: answer(i)})
			}
			must(t, a.pools.write.exec(t.Context(), change))
			err := a.Evidence(t.Context(), model.PeerID{}, 0, func(e Evidence) error {
				if !bytes.Equal(e.Raw, answer(int(e.Page)-1)) {
					t.Errorf("answer %d came back as another", e.Page)
				}
				return nil
			})
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("got %v, want %v", err, ErrDamaged)
			}
		})
	}
}
