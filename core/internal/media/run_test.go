package media

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
)

// offsets are where calls of one file began.
func offsets(calls []asked, file int64) (list []int64) {
	for _, a := range calls {
		if a.file == file {
			list = append(list, a.offset)
		}
	}
	slices.Sort(list)
	return list
}

func TestFilesOfEveryLengthComeWhole(t *testing.T) {
	sizes := []int{1, fakeRange, fakeRange + 1, smallPart - 1, smallPart, smallPart + 1, 3*smallPart + 7, manyParts - 1, manyParts, manyParts + 3}
	tests := map[string]struct {
		change func(*model.File)
		hashes bool
	}{
		"declared":     {hashes: true},
		"not declared": {change: func(f *model.File) { f.Size = 0 }, hashes: true},
		"no hashes":    {},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newTelegram(t)
			var ids []int64
			for i, size := range sizes {
				ids = append(ids, int64(i+1))
				f.add(int64(i+1), size).noHashes = !tt.hashes
			}
			d := f.open(tt.change)
			d.run()
			d.wantSaved(ids...)
			for i, size := range sizes {
				calls := offsets(f.seen("getFile"), ids[i])
				if len(calls) != len(slices.Compact(slices.Clone(calls))) {
					t.Errorf("a file of %d bytes: parts asked for twice: %v", size, calls)
				}
				if got := d.diary.fetched[model.DocumentKey(ids[i], "")]; got != size {
					t.Errorf("a file of %d bytes: %d were told of", size, got)
				}
			}
			slices.Sort(d.diary.settled)
			if n := len(slices.Compact(d.diary.settled)); n != len(sizes) {
				t.Errorf("%d files were told of, want %d", n, len(sizes))
			}
		})
	}
}

// What goes wrong once or twice is mended without a word; what goes on is an end of that
// file alone.
func TestASpoiltPartComesAgainAndAFileThatStaysSpoiltIsGivenUp(t *testing.T) {
	const size, bad = 3 * smallPart, smallPart // bad is the second part
	flip := func(data []byte) []byte { data[77] ^= 1; return data }
	cut := func(data []byte) []byte { return data[:len(data)/2] }
	longer := func(data []byte) []byte { return append(data, 0, 0, 0, 0) }
	tests := map[string]struct {
		spoil func([]byte) []byte
		times int
		text  string // of the problem; "": saved
	}{
		"changed once":  {flip, 1, ""},
		"changed often": {flip, attempts - 1, ""},
		"changed ever":  {flip, 1 << 20, errContent.Error()},
		"short once":    {cut, 1, ""},
		"short often":   {cut, attempts - 1, ""},
		"short ever":    {cut, 1 << 20, errLength.Error()},
		"long once":     {longer, 1, ""},
		"long ever":     {longer, 1 << 20, errLength.Error()},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newTelegram(t)
			f.add(1, size)
			f.add(2, size)
			f.spoil = func(a asked, nth int, data []byte) ([]byte, error) {
				if a.file == 1 && a.offset == bad && nth < tt.times {
					data = tt.spoil(data)
				}
				return data, nil
			}
			d := f.open(nil)
			d.run()
			again := offsets(f.seen("getFile"), 1)
			for _, at := range again {
				if n := len(again) - len(slices.DeleteFunc(slices.Clone(again), func(o int64) bool { return o == at })); at != bad && n > 1 {
					t.Errorf("the good part at %d was fetched %d times", at, n)
				}
			}
			if tt.text == "" {
				d.wantSaved(1, 2)
				return
			}
			d.wantSaved(2)
			if r := d.result(1); r.State != model.FileSkipped || r.Skip != model.SkipFailed {
				t.Errorf("%+v", r)
			}
			d.wantProblem(model.ProblemFileFailed, tt.text)
		})
	}
}

// wantProblem looks for the only problem of the archive.
func (d *downloads) wantProblem(code string, text string) {
	d.t.Helper()
	found, err := d.archive.Problems(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	if len(found) != 1 || found[0].Code != code || !strings.Contains(found[0].Text, text) {
		d.t.Errorf("problems %+v, want %s with %q", found, code, text)
	}
}

func TestTelegramsWordsDecideWhatBecomesOfAFile(t *testing.T) {
	tests := map[string]struct {
		answer *tgerr.Error
		skip   model.SkipReason
		code   string
	}{
		"there is no such file": {tgerr.New(400, "LOCATION_INVALID"), model.SkipUnavailable, model.ProblemFileUnavailable},
		"not for this account":  {tgerr.New(400, "FILE_ID_INVALID"), model.SkipUnavailable, model.ProblemFileUnavailable},
		"an error of its own":   {tgerr.New(400, "LIMIT_INVALID"), model.SkipFailed, model.ProblemFileFailed},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newTelegram(t)
			f.add(1, 3*smallPart)
			f.add(2, 3*smallPart)
			f.spoil = func(a asked, _ int, data []byte) ([]byte, error) {
				if a.file == 1 && a.offset > 0 {
					return nil, tt.answer
				}
				return data, nil
			}
			d := f.open(nil)
			d.run()
			d.wantSaved(2)
			if r := d.result(1); r.State != model.FileSkipped || r.Skip != tt.skip {
				t.Errorf("%+v", r)
			}
			d.wantProblem(tt.code, tt.answer.Type)
		})
	}
}

// A file that lies elsewhere is asked for there, its hashes too, and its place in the
// queue moves along.
func TestAFileIsFollowedToItsDatacenter(t *testing.T) {
	f := newTelegram(t)
	for id := range int64(12) {
		f.add(id+1, 2*smallPart).dc = homeDC + 2*int(id%2)
	}
	d := f.open(nil)
	d.run()
	d.wantSaved(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
	for _, a := range slices.Concat(f.seen("getFile"), f.seen("getFileHashes")) {
		if a.dc != homeDC && a.file%2 == 1 {
			t.Errorf("%+v: asked elsewhere", a)
		}
	}
}

func TestAFileThatIsSentRoundIsGivenUp(t *testing.T) {
	f := newTelegram(t)
	f.add(1, smallPart)
	f.add(2, smallPart)
	f.spoil = func(a asked, _ int, data []byte) ([]byte, error) {
		if a.file == 1 {
			return nil, tgerr.New(303, map[int]string{2: "FILE_MIGRATE_4", 4: "FILE_MIGRATE_2"}[a.dc])
		}
		return data, nil
	}
	d := f.open(nil)
	d.run()
	if r := d.result(1); r.State != model.FileSkipped {
		t.Errorf("%+v", r)
	}
	if n := len(f.seen("getFile")); n > 3*attempts {
		t.Errorf("%d calls", n)
	}
}

// References grow old together: they are renewed together, each file once, and a file
// whose message lost it is unavailable.
func TestOldReferencesAreRenewedTogether(t *testing.T) {
	const files = 40
	f := newTelegram(t)
	for id := range int64(files) {
		file := f.add(id+1, smallPart)
		file.reference, file.gone = "today's", id == 7
	}
	d := f.open(nil)
	d.run()
	if n := len(f.seen("getMessages")); n > files/4 {
		t.Errorf("%d files were renewed in %d calls", files, n)
	}
	if r := d.result(8); r.State != model.FileSkipped || r.Skip != model.SkipUnavailable {
		t.Errorf("the file whose message lost it: %+v", r)
	}
	if r := d.result(40); r.State != model.FileSettled {
		t.Errorf("the last one: %+v", r)
	}
}

// A run that ends in the middle keeps what has come; the next one asks for what is
// missing, and for nothing else but what was on its way.
func TestARunGoesOnAtTheMissingParts(t *testing.T) {
	const parts, stopAt = 24, 13
	f := newTelegram(t)
	f.add(1, parts<<20)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var sent atomic.Int64
	f.spoil = func(_ asked, _ int, data []byte) ([]byte, error) {
		if sent.Add(1) == stopAt {
			stop()
		}
		return data, nil
	}
	d := f.open(nil)
	if err := d.runUntil(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("the run ended with %v", err)
	}
	if r := d.result(1); r.State != model.FileQueued {
		t.Fatalf("%+v", r)
	}
	first := len(f.seen("getFile"))
	d.run()
	d.wantSaved(1)
	if again := len(f.seen("getFile")) - parts; again > partsAFile+1 {
		t.Errorf("%d parts of %d were asked for twice; the first run asked for %d", again, parts, first)
	}
	if hashes := offsets(f.seen("getFileHashes"), 1); len(hashes) == 0 {
		t.Error("the second run asked for no hashes")
	}
}

// What lies in the folder is not believed: parts that changed since, journals and parts
// of files that nobody waits for.
func TestWhatEarlierRunsLeftIsSweptOrProven(t *testing.T) {
	f := newTelegram(t)
	f.add(1, 4*smallPart)
	d := f.open(nil)
	root, media := d.archive.Root(), func(id int64) string { return d.archive.MediaPath(model.DocumentKey(id, "")) }
	content := f.files[1].content
	journal := journalHead(int64(len(content)), smallPart)
	for part := range 3 {
		data := bytes.Clone(content[part*smallPart : (part+1)*smallPart])
		sum := checksum(data)
		journal = append(journal, byte(part), 0, 0, 0, byte(sum), byte(sum>>8), byte(sum>>16), byte(sum>>24))
	}
	disk := bytes.Clone(content[:3*smallPart])
	disk[smallPart+5] ^= 1
	for name, data := range map[string][]byte{
		media(1) + partSuffix: disk, media(1) + journalSuffix: journal,
		media(7) + partSuffix: []byte("x"), media(7) + journalSuffix: []byte("x"), // never heard of
		media(8) + partSuffix: []byte("x"), media(9) + journalSuffix: []byte("x"),
	} {
		if err := root.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d.run()
	d.wantSaved(1)
	if got := offsets(f.seen("getFile"), 1); !slices.Equal(got, []int64{smallPart, 3 * smallPart}) {
		t.Errorf("asked for %v, want the changed part and the missing one", got)
	}
}

// Files that the crawl finds while downloads wait are taken, and the run ends with the
// crawl.
func TestFilesThatAreFoundLaterAreTaken(t *testing.T) {
	f := newTelegram(t)
	f.add(1, smallPart)
	d := f.open(nil)
	d.diary.news = make(chan model.FileKey, 2)
	crawled, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- Run(t.Context(), d.cfg, crawled) }()
	select {
	case <-d.diary.news:
	case err := <-ended:
		t.Fatalf("the run ended before the crawl: %v", err)
	}
	f.mu.Lock()
	f.add(2, smallPart).dc = 4
	f.mu.Unlock()
	d.queue(nil)
	close(crawled)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	d.wantSaved(1, 2)
}
