package media

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

var fakeChannel = model.ChannelID(1003)

// kept is the takeout session's memory: it is open.
type kept struct{ flags model.TakeoutFlags }

func (k kept) LoadTakeout(context.Context) (model.TakeoutState, error) {
	return model.TakeoutState{Phase: model.TakeoutOpen, ID: takeoutID, Flags: k.flags}, nil
}

func (k kept) SaveTakeout(context.Context, model.TakeoutState) error {
	return fmt.Errorf("the session ended")
}

// diary is a Progress that remembers.
type diary struct {
	mu      sync.Mutex
	settled []model.FileKey
	fetched map[model.FileKey]int
	news    chan model.FileKey // of settled files, if somebody listens
}

func (*diary) Fetching(archive.QueuedFile) {}
func (*diary) Problem(model.Problem)       {}
func (*diary) Settling() func()            { return func() {} }

func (d *diary) Fetched(key model.FileKey, n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fetched == nil {
		d.fetched = map[model.FileKey]int{}
	}
	d.fetched[key] += n
}

func (d *diary) Settled(f archive.QueuedFile, _ string, _ model.SkipReason) {
	d.mu.Lock()
	d.settled = append(d.settled, f.Key)
	d.mu.Unlock()
	if d.news != nil {
		d.news <- f.Key
	}
}

// downloads is an archive with queued files, and all that a Run needs.
type downloads struct {
	*telegram
	archive *archive.Archive
	cfg     Config
	diary   *diary
}

// open makes an archive that waits for the files of the fake Telegram, each found in
// the channel's message of its number. change may change what the archive knows of them.
func (f *telegram) open(change func(*model.File)) *downloads {
	f.t.Helper()
	a, err := archive.Open(f.t.Context(), f.t.TempDir(), archive.Options{})
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = a.Close() })
	if _, err := a.BeginRun(f.t.Context(), archive.RunFull, nil); err != nil {
		f.t.Fatal(err)
	}
	flags := model.TakeoutFlags{Files: true, FileMaxSize: takeout.MaxFileSize}
	session := takeout.New(takeout.Config{API: office{f, homeDC}, HomeDC: homeDC, Store: kept{flags}, Flags: flags, Logger: slog.New(slog.DiscardHandler)})
	if err := session.Open(f.t.Context()); err != nil {
		f.t.Fatal(err)
	}
	d := &downloads{telegram: f, archive: a, diary: &diary{}}
	d.cfg = Config{
		Session: session, Archive: a, HomeDC: homeDC, Limits: DefaultLimits(), Progress: d.diary, Logger: slog.New(slog.DiscardHandler),
		Connect: func(_ context.Context, dc, _ int) (tg.Invoker, error) { return office{f, dc}, nil },
	}
	d.queue(change)
	return d
}

// queue records the files as the crawl does.
func (d *downloads) queue(change func(*model.File)) {
	d.t.Helper()
	p := archive.Page{Run: 1, Method: "messages.getHistory", Peers: []model.Peer{{V: 1, ID: fakeChannel, AccessHash: 9, Title: "Files"}}}
	for id, f := range d.files {
		key := model.DocumentKey(id, "")
		file := model.File{Key: key, Type: model.MediaFile, DC: homeDC, Size: int64(len(f.content)), Date: 1_600_000_000,
			Location: model.Location{Kind: model.LocationDocument, ID: id, AccessHash: 7, Reference: []byte("good")},
			Origin:   model.Origin{Kind: model.OriginMessage, Peer: fakeChannel, ID: id}}
		if change != nil {
			change(&file)
		}
		p.Files = append(p.Files, file)
		p.Refs = append(p.Refs, model.FileRef{Key: key, Number: 1, Order: id, Folder: "files", Name: fmt.Sprint(id)})
	}
	if err := d.archive.Record(d.t.Context(), p); err != nil {
		d.t.Fatal(err)
	}
}

// run downloads until nothing is queued.
func (d *downloads) run() {
	d.t.Helper()
	if err := d.runUntil(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

func (d *downloads) runUntil(ctx context.Context) error {
	crawled := make(chan struct{})
	close(crawled)
	return Run(ctx, d.cfg, crawled)
}

// result is how a file ended.
func (d *downloads) result(id int64) model.FileResult {
	d.t.Helper()
	r, known, err := d.archive.File(d.t.Context(), model.DocumentKey(id, ""))
	if err != nil || !known {
		d.t.Fatalf("file %d: known %v, %v", id, known, err)
	}
	return r
}

// wantSaved compares files with Telegram's, byte for byte; nothing else may be left in
// the folder.
func (d *downloads) wantSaved(ids ...int64) {
	d.t.Helper()
	var names []string
	for _, id := range ids {
		key, content := model.DocumentKey(id, ""), d.files[id].content
		names = append(names, d.archive.MediaPath(key)[len(".satchel/media/"):])
		got, err := d.archive.Root().ReadFile(d.archive.MediaPath(key))
		if err != nil || !bytes.Equal(got, content) {
			d.t.Errorf("file %d: %d bytes are not Telegram's %d (%v)", id, len(got), len(content), err)
		}
		if r := d.result(id); r.State != model.FileSettled {
			d.t.Errorf("file %d is %+v", id, r)
		}
	}
	slices.Sort(names)
	if left := d.left(); !slices.Equal(left, names) {
		d.t.Errorf("the folder has %q, want %q", left, names)
	}
}

// left are the names in the folder of files.
func (d *downloads) left() (names []string) {
	d.t.Helper()
	dir, err := d.archive.Root().Open(".satchel/media")
	if err != nil {
		d.t.Fatal(err)
	}
	defer dir.Close()
	names, err = dir.Readdirnames(-1)
	if err != nil {
		d.t.Fatal(err)
	}
	slices.Sort(names)
	return names
}
