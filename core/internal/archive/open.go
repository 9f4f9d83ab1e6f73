package archive

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"satchel/core/internal/model"
)

var errPending = errors.New("being written")

// Options are what an archive needs from its surroundings.
type Options struct {
	Now    func() time.Time // nil: time.Now
	Logger *slog.Logger     // nil: none
	// OnCommit is called by the writer goroutine after each commit. It must return
	// at once and must not call the archive.
	OnCommit func()
}

// Archive is an open archive. Its methods may be called from any goroutine.
type Archive struct{}

// Open opens the archive in dir and makes folder and archive when they are
// absent.
func Open(ctx context.Context, dir string, o Options) (*Archive, error) { return nil, errPending }

// OpenRead opens an archive that must exist (ErrNoArchive); to verify or render it.
func OpenRead(ctx context.Context, dir string, o Options) (*Archive, error) { return nil, errPending }

// Close ends the archive: what is waiting is committed, the lock released.
func (a *Archive) Close() error { return errPending }

// Root is the archive's folder.
func (a *Archive) Root() *os.Root { return nil }

// Dir is the path of the archive's folder.
func (a *Archive) Dir() string { return "" }

// Account is the user the archive belongs to; false when it is not known yet.
func (a *Archive) Account() (id int64, ok bool) { return 0, false }

// SetAccount says whose archive it is; ErrOtherAccount when it is another's.
func (a *Archive) SetAccount(ctx context.Context, id int64) error { return errPending }

// Zone is the archive's time zone; UTC before it is set.
func (a *Archive) Zone() model.Zone { return model.Zone{} }

// SetZone sets the time zone once; later calls change nothing.
func (a *Archive) SetZone(ctx context.Context, z model.Zone) error { return errPending }

// LoadTakeout returns the state of the takeout session, zero for none.
func (a *Archive) LoadTakeout(ctx context.Context) (model.TakeoutState, error) {
	return model.TakeoutState{}, errPending
}

// SaveTakeout keeps the state of the takeout session.
func (a *Archive) SaveTakeout(ctx context.Context, s model.TakeoutState) error { return errPending }

// LoadValue returns a value kept by SaveValue, nil for none.
func (a *Archive) LoadValue(ctx context.Context, key string) ([]byte, error) { return nil, errPending }

// SaveValue keeps a small value (settings, split ranges).
func (a *Archive) SaveValue(ctx context.Context, key string, v []byte) error { return errPending }

// RunKind is what a run does.
type RunKind string

// The kinds of run.
const (
	RunFull   RunKind = "full"
	RunResume RunKind = "resume"
	RunUpdate RunKind = "update"
	RunVerify RunKind = "verify"
)

// Run is one execution.
type Run struct {
	ID       int64
	Kind     RunKind
	Started  time.Time
	Ended    time.Time // zero while it is running, or when it was cut
	Outcome  string    // empty while it is running, or when it was cut
	Settings []byte
	Counts   []byte
}

// OutcomeComplete is the outcome of a run that saved everything.
const (
	OutcomeComplete             = "complete"
	OutcomeCompleteWithProblems = "complete_with_problems"
)

// BeginRun opens a run and returns its id, from 1.
func (a *Archive) BeginRun(ctx context.Context, kind RunKind, settings []byte) (int64, error) {
	return 0, errPending
}

// EndRun closes a run with its outcome.
func (a *Archive) EndRun(ctx context.Context, id int64, outcome string, counts []byte) error {
	return errPending
}

// LastRun is the newest run, false when there is none.
func (a *Archive) LastRun(ctx context.Context) (Run, bool, error) { return Run{}, false, errPending }

// LastCompleteRun is the newest run that ended complete, with problems or without.
func (a *Archive) LastCompleteRun(ctx context.Context) (Run, bool, error) {
	return Run{}, false, errPending
}

// Record commits a page and returns when that is done. It is idempotent.
func (a *Archive) Record(ctx context.Context, p Page) error { return errPending }

// Dialogs returns all dialogs by number.
func (a *Archive) Dialogs(ctx context.Context) ([]DialogRow, error) { return nil, errPending }

// Peer returns a peer, false when it is not known.
func (a *Archive) Peer(ctx context.Context, id model.PeerID) (model.Peer, bool, error) {
	return model.Peer{}, false, errPending
}

// Peers calls fn with every peer, by kind and id.
func (a *Archive) Peers(ctx context.Context, fn func(model.Peer) error) error { return errPending }

// Claim takes up to max queued files of a DC, the lowest (number, order) first;
// files of the account and those of no media type before all.
func (a *Archive) Claim(ctx context.Context, dc, max int) ([]QueuedFile, error) {
	return nil, errPending
}

// Release gives claimed files back to the queue.
func (a *Archive) Release(keys ...model.FileKey) {}

// QueuedDCs are the DCs that have queued files, claimed ones included.
func (a *Archive) QueuedDCs(ctx context.Context) ([]int, error) { return nil, errPending }

// Changed returns a channel that is closed at the next commit that queued files.
func (a *Archive) Changed() <-chan struct{} { return nil }

// Pending is the number of queued files, claimed ones included.
func (a *Archive) Pending(ctx context.Context) (int, error) { return 0, errPending }

// Settle records the outcome of downloads, all in one commit. It is idempotent.
func (a *Archive) Settle(ctx context.Context, s ...Settled) error { return errPending }

// MediaPath is where a settled, not yet placed file lies, relative to the root.
func (a *Archive) MediaPath(key model.FileKey) string { return "" }

// UpdateLocation keeps a renewed file reference.
func (a *Archive) UpdateLocation(ctx context.Context, key model.FileKey, l model.Location) error {
	return errPending
}

// Reconsider asks skip about every file that is queued or was skipped by choice
// and puts it where the answer says; after a change of the settings.
func (a *Archive) Reconsider(ctx context.Context, skip func(model.File) model.SkipReason) error {
	return errPending
}

// Retry queues files again that were skipped for one of the given reasons.
func (a *Archive) Retry(ctx context.Context, reasons ...model.SkipReason) error { return errPending }

// Place moves settled files to their final paths; of the given dialogs, or all.
func (a *Archive) Place(ctx context.Context, numbers ...int) error { return errPending }

// Freeze makes the paths of all placed files final; after a complete run.
func (a *Archive) Freeze(ctx context.Context) error { return errPending }

// Messages calls fn with the messages of a dialog in pages, ascending, the
// migrated part first. No read transaction is open while fn runs.
func (a *Archive) Messages(ctx context.Context, number int, fn func([]MessageRow) error) error {
	return errPending
}

// File returns the result of a file, false when it is not known.
func (a *Archive) File(ctx context.Context, key model.FileKey) (model.FileResult, bool, error) {
	return model.FileResult{}, false, errPending
}

// Files returns the results of several files; unknown ones are absent.
func (a *Archive) Files(ctx context.Context, keys ...model.FileKey) (map[model.FileKey]model.FileResult, error) {
	return nil, errPending
}

// Section calls fn with the documents of a section in their order.
func (a *Archive) Section(ctx context.Context, s model.Section, fn func(key string, doc []byte) error) error {
	return errPending
}

// Problems returns the open problems, by code and subject.
func (a *Archive) Problems(ctx context.Context) ([]model.Problem, error) { return nil, errPending }

// SavedFiles calls fn with every placed file, by (number, order) of its place.
func (a *Archive) SavedFiles(ctx context.Context, fn func(path string, size int64, sha []byte) error) error {
	return errPending
}
