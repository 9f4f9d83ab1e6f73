package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
	"satchel/core/internal/naming"
)

// walker does to the files of an archive whatever can be done, in any order.
type walker struct {
	*testing.T
	*rand.Rand
	a    *Archive
	dir  string
	done []string
}

// someKey is one of a few documents, or the thumb of one.
func (w *walker) someKey() model.FileKey {
	thumb := ""
	if w.IntN(4) == 0 {
		thumb = "m"
	}
	return model.DocumentKey(int64(1+w.IntN(12)), thumb)
}

// file is how an answer shows it: wanted or left out by a choice.
func (w *walker) file(key model.FileKey) model.File {
	f := model.File{Key: key, Type: model.MediaFile, DC: 2, Size: int64(len(content(key))), Date: 1_600_000_000,
		Location: model.Location{Kind: model.LocationDocument, ID: 1, AccessHash: 5}}
	if main, _, ok := cutThumb(key); ok {
		f.Main = main
	}
	f.Skip = []model.SkipReason{model.SkipNone, model.SkipNone, model.SkipType, model.SkipSize}[w.IntN(4)]
	return f
}

func cutThumb(key model.FileKey) (main model.FileKey, thumb string, ok bool) {
	var id int64
	if n, _ := fmt.Sscanf(string(key), "document:%d:%s", &id, &thumb); n == 2 {
		return model.DocumentKey(id, ""), thumb, true
	}
	return key, "", false
}

// put lays a file's bytes where a download leaves them.
func (w *walker) put(key model.FileKey) {
	must(w.T, os.WriteFile(filepath.Join(w.dir, filepath.FromSlash(w.a.MediaPath(key))), []byte(content(key)), 0o600))
}

// spoil removes or changes the bytes of a file that is placed.
func (w *walker) spoil() {
	var paths []string
	must(w.T, w.a.SavedFiles(w.Context(), func(p string, _ int64, _ []byte) error { paths = append(paths, p); return nil }))
	if len(paths) == 0 {
		return
	}
	name := filepath.Join(w.dir, filepath.FromSlash(paths[w.IntN(len(paths))]))
	if w.IntN(2) == 0 {
		must(w.T, os.Remove(name))
	} else {
		must(w.T, os.WriteFile(name, []byte("damaged"), 0o600))
	}
}

// step does one thing; what is refused for a good reason is fine.
func (w *walker) step() {
	ctx, key := w.Context(), w.someKey()
	what := []string{"record", "record", "record", "settle", "settle", "settle", "skip", "place", "place", "freeze", "refresh", "lost", "retry", "decide", "spoil", "reopen"}[w.IntN(16)]
	w.done = append(w.done, what+" "+string(key))
	r, known, err := w.a.File(ctx, key)
	must(w.T, err)
	missing := known && r.State != model.FileSettled && r.State != model.FilePlaced
	switch what {
	case "record":
		p := Page{Run: 1, Method: "m", Files: []model.File{w.file(key)}}
		for range w.IntN(3) {
			p.Refs = append(p.Refs, model.FileRef{Key: key, Number: w.IntN(4), Order: int64(w.IntN(50)), Folder: "files", Name: []string{"a.txt", "A.txt", "b.txt"}[w.IntN(3)], Date: 1_600_000_000})
		}
		must(w.T, w.a.Record(ctx, p))
	case "settle":
		if missing {
			w.put(key)
			must(w.T, w.a.Settle(ctx, saved(key)))
		}
	case "skip":
		if known {
			must(w.T, w.a.Settle(ctx, Settled{Key: key, Skip: []model.SkipReason{model.SkipUnavailable, model.SkipFailed}[w.IntN(2)]}))
		}
	case "place":
		must(w.T, w.a.Place(ctx))
	case "freeze":
		must(w.T, w.a.Freeze(ctx))
	case "refresh":
		must(w.T, w.a.Place(ctx)) // as at the end of a run
		must(w.T, w.a.Refresh(ctx, key, w.someKey()))
	case "lost":
		must(w.T, w.a.Lost(ctx, key))
	case "retry":
		must(w.T, w.a.Retry(ctx, model.SkipFailed, model.SkipUnavailable))
	case "decide":
		skip := []model.SkipReason{model.SkipNone, model.SkipType}[w.IntN(2)]
		must(w.T, w.a.Reconsider(ctx, func(model.File) model.SkipReason { return skip }))
	case "spoil":
		w.spoil()
		w.lose()
	case "reopen":
		must(w.T, w.a.Close())
		w.a = openTest(w.T, w.dir)
	}
}

// lose queues again what verify would find damaged.
func (w *walker) lose() {
	var keys []model.FileKey
	must(w.T, w.a.KeptFiles(w.Context(), func(f KeptFile) error {
		if same, err := w.a.hasSum(w.Context(), f.Path, f.Size, f.SHA256); !f.Owed && (err != nil || !same) {
			keys = append(keys, f.Key)
		}
		return nil
	}))
	must(w.T, w.a.Lost(w.Context(), keys...))
}

// counted adds up what the kept counts have to be.
func (w *walker) counted() (s Stats) {
	s.Skipped, s.SkippedBytes = map[model.SkipReason]int{}, map[model.SkipReason]int64{}
	must(w.T, w.a.read(w.Context(), func(q querier) error {
		rows, err := q.QueryContext(w.Context(), "SELECT state, skip, size, coalesce(saved, 0) FROM files")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var state fileState
			var skip model.SkipReason
			var size, kept int64
			if err := rows.Scan(&state, &skip, &size, &kept); err != nil {
				return err
			}
			switch state {
			case stateQueued:
				s.Queued, s.QueuedBytes = s.Queued+1, s.QueuedBytes+size
			case stateSkipped:
				s.Skipped[skip], s.SkippedBytes[skip] = s.Skipped[skip]+1, s.SkippedBytes[skip]+size
			default:
				s.Saved, s.SavedBytes = s.Saved+1, s.SavedBytes+kept
			}
		}
		return rows.Err()
	}))
	return s
}

// check holds the invariants of the queue against the tables and the disk.
func (w *walker) check() {
	w.Helper()
	if diff := cmp.Diff(w.counted(), stats(w.T, w.a)); diff != "" {
		w.Fatalf("the kept counts are not the counts after %v: %s", w.done, diff)
	}
	must(w.T, w.a.KeptFiles(w.Context(), func(f KeptFile) error {
		if f.Owed {
			return nil
		}
		if same, err := w.a.hasSum(w.Context(), f.Path, f.Size, f.SHA256); err != nil || !same {
			w.Fatalf("%s is not at %s (%v) after %v", f.Key, f.Path, err, w.done)
		}
		return nil
	}))
	for what, query := range map[string]string{
		"a frozen file without a path": "SELECT key FROM files WHERE frozen = 1 AND path IS NULL",
		"a file of no known state":     "SELECT key FROM files WHERE state NOT IN (0, 1, 2, 3) OR (state IN (1, 2)) <> (saved IS NOT NULL AND sha IS NOT NULL AND state <> 0)",
		"a file that is not where its lowest reference says": `SELECT key FROM files f WHERE frozen = 0 AND number IS NOT NULL
			AND (number, ord, seq) <> (SELECT number, ord, seq FROM file_refs r WHERE r.file = f.id ORDER BY number, ord, seq LIMIT 1)`,
		"a skip without a reason": "SELECT key FROM files WHERE (state = 3) <> (skip <> '')",
	} {
		must(w.T, w.a.read(w.Context(), func(q querier) error {
			found, err := texts(w.Context(), q, query)
			if len(found) > 0 {
				w.Fatalf("%s: %v after %v", what, found, w.done)
			}
			return err
		}))
	}
}

// checkPlaced holds what is true after placing: every saved file that is referred to
// has a path of its own, and nothing of ours lies about.
func (w *walker) checkPlaced() {
	w.Helper()
	must(w.T, w.a.Place(w.Context()))
	taken := map[string]string{}
	must(w.T, w.a.SavedFiles(w.Context(), func(p string, _ int64, _ []byte) error {
		if other, dup := taken[naming.Fold(p)]; dup {
			w.Fatalf("%s and %s are one file to some disks, after %v", p, other, w.done)
		}
		taken[naming.Fold(p)] = p
		return nil
	}))
	var waiting []string // without a place, or of bytes that were lost
	must(w.T, w.a.read(w.Context(), func(q querier) (err error) {
		waiting, err = texts(w.Context(), q, "SELECT key FROM files WHERE state <> 2")
		return err
	}))
	entries, err := os.ReadDir(filepath.Join(w.dir, filepath.FromSlash(mediaDir)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.Fatal(err)
	}
	for _, e := range entries {
		if !slices.ContainsFunc(waiting, func(key string) bool { return w.a.MediaPath(model.FileKey(key)) == mediaDir+"/"+e.Name() }) {
			w.Fatalf("%s lies about after %v", e.Name(), w.done)
		}
	}
}

func TestTheQueueHoldsWhateverIsDoneToItsFiles(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			w := &walker{T: t, Rand: rand.New(rand.NewPCG(seed, 9)), dir: t.TempDir()}
			w.a = openTest(t, w.dir)
			must(t, begin(t, w.a))
			for i := range 120 {
				w.step()
				w.check()
				if i%20 == 19 {
					w.checkPlaced()
					w.check()
				}
			}
		})
	}
}
