package core

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"satchel/core/internal/archive"
	"satchel/core/internal/crawl"
	"satchel/core/internal/fsx"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
)

// settingsKey is where the archive keeps the settings of its last run.
const settingsKey = "settings"

// run is one execution of an export.
type run struct {
	Config
	engine   *Engine
	counters *counters
	dir      string
	settings Settings
	prompter Prompter
	cancel   context.CancelCauseFunc

	archive *archive.Archive
	client  *tgclient.Client
	session *takeout.Session
	limiter *crawl.Limiter
	room    *room // nil: a full disk ends the run
	self    model.Peer
	id      int64 // of the run in the archive
	depth   Depth // how far an update reads again
	seen    bool  // an earlier run saved something
	repairs bool  // only files are fetched
}

// export runs from opening the archive to rendering it.
func (r *run) export(ctx context.Context) (result Result, err error) {
	result.Outcome = Failed
	if r.archive, err = r.open(ctx); isFull(err) {
		return Result{Outcome: PartlySaved, Problems: []Problem{}, Blocked: &Blocked{Code: BlockedDiskFull}}, nil
	} else if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, closing(result, r.archive.Close())) }()
	if err := r.prepare(ctx); isFull(err) {
		return r.full(ctx), nil
	} else if err != nil {
		return result, err
	}
	ended := r.online(ctx)
	// From here on nothing is fetched: what was saved is put in order and shown,
	// however the run ended.
	ctx = context.WithoutCancel(ctx)
	blocked, err := r.blocked(ended)
	if err != nil {
		return result, err
	}
	result, err = r.concludeWithRoom(ctx, ended)
	if isFull(err) {
		return r.full(ctx), nil
	}
	if result.Blocked = blocked; blocked != nil && blocked.Code == BlockedDiskFull {
		blocked.Needed = r.queued(ctx)
	}
	return result, err
}

// open opens or makes the archive; a full disk is waited out if the run does that.
func (r *run) open(ctx context.Context) (a *archive.Archive, err error) {
	options := r.options(ctx, r.Now)
	err = r.room.retry(ctx, 0, func() (err error) {
		a, err = archive.Open(ctx, r.dir, options)
		return err
	})
	return a, err
}

// closing is what is left to say when the archive closed with err. That a disk was
// too full to tidy the database up is no news when a full disk ended the run: all
// of it is there, and the next start tidies up.
func closing(result Result, err error) error {
	if isFull(err) && result.Blocked != nil && result.Blocked.Code == BlockedDiskFull {
		return nil
	}
	return err
}

// queued is how many bytes the files still to be fetched have, as far as Telegram
// told; 0 if that cannot be found out.
func (r *run) queued(ctx context.Context) int64 {
	stats, err := r.archive.Stats(ctx)
	if err != nil {
		return 0
	}
	return stats.QueuedBytes
}

// options are those of the run's archive; ctx is that of the run.
func (r *run) options(ctx context.Context, now func() time.Time) archive.Options {
	o := archive.Options{Now: now, Logger: r.Logger, OnCommit: r.engine.onCommit}
	if r.room = r.engine.newRoom(ctx, r.dir, r.counters.room); r.room != nil {
		o.WhenFull = func(ctx context.Context, err error) error { return r.room.wait(ctx, 0, err) }
	}
	return o
}

// isFull reports whether err says that the disk is full.
func isFull(err error) bool { return errors.Is(err, archive.ErrDiskFull) || fsx.IsDiskFull(err) }

// ErrDiskFull is wrapped by the errors of Verify, Copy and Render when the disk is full.
var ErrDiskFull = archive.ErrDiskFull

// sayFull makes an error that says so an archive.ErrDiskFull.
func sayFull(err error) error {
	if isFull(err) && !errors.Is(err, archive.ErrDiskFull) {
		return fmt.Errorf("%w: %w", archive.ErrDiskFull, err)
	}
	return err
}

// full is the result of a run for whose end there was no room: what is saved is
// safe, the pages are those of the run before.
func (r *run) full(ctx context.Context) Result {
	result := Result{Outcome: PartlySaved, Problems: []Problem{}, Blocked: &Blocked{Code: BlockedDiskFull, Needed: r.queued(ctx)}}
	if stats, err := r.archive.Stats(ctx); err == nil {
		result.counts(stats)
	}
	return result
}

// prepare fixes what an archive keeps from its first run on and notes the
// settings.
func (r *run) prepare(ctx context.Context) error {
	zone := localZone()
	if r.settings.Zone != "" {
		named, err := time.LoadLocation(r.settings.Zone)
		if err != nil {
			return fmt.Errorf("%w: zone: %w", ErrSettings, err)
		}
		zone = model.ZoneOf(named)
	}
	if err := r.archive.SetZone(ctx, zone); err != nil {
		return err
	}
	kind, err := r.reopenWhat(ctx)
	if err != nil {
		return err
	}
	if err := r.speak(ctx); err != nil {
		return err
	}
	doc, err := json.Marshal(r.settings)
	if err != nil {
		return fmt.Errorf("note the settings: %w", err)
	}
	if err := r.archive.SaveValue(ctx, settingsKey, doc); err != nil {
		return err
	}
	r.id, err = r.archive.BeginRun(ctx, kind, doc)
	return err
}

// speak decides the language of the words beside the archive: what the settings
// name, what an archive has already, or what the program is used in.
func (r *run) speak(ctx context.Context) error {
	if r.settings.Language != "" {
		return nil
	}
	doc, err := r.archive.LoadValue(ctx, settingsKey)
	if err != nil {
		return err
	}
	var kept Settings
	if s, err := ParseSettings(doc); err == nil { // else there are none, or those of another version
		kept = s
	}
	r.settings.Language = cmp.Or(kept.Language, r.Language, "en")
	return nil
}
