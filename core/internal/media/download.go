package media

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// attempts bounds what is tried again for one file: parts of the wrong length or
// content, moves to another datacenter. Many files are in flight at once: a server that
// spoils every seventh answer spoils the next one of the same file too in one case of
// five, as measured, so that half as many would lose a file in one run of some hundreds.
const attempts = 12

// The findings about a file that are not Telegram's words.
var (
	errLength     = errors.New("the file is not as long as Telegram declares")
	errContent    = errors.New("the file is not what Telegram's hashes say")
	errNoLocation = errors.New("nothing says where the file is")
)

// download is one file on its way.
type download struct {
	*engine
	file  archive.QueuedFile
	slot  *slot
	store *store // nil until it is opened
	proof proof
	cdn   redirect
	visit visit // at the CDN

	mu       sync.Mutex
	center   *center
	moves    int
	loc      model.Location
	owner    owner // of a peer's picture
	declared int64 // of a web file: how long its answers say it is
	isNext   bool  // a token of engine.behind is held
	anew     int   // times that a file of unknown length was begun again
}

func newDownload(c *center, f archive.QueuedFile, s *slot) *download {
	return &download{engine: c.engine, file: f, slot: s, visit: visit{slot: slot{class: s.class}}, center: c, loc: f.Location}
}

// run fetches the file and says how it ended. An error means that it did not end.
func (d *download) run(ctx context.Context) (archive.Settled, error) {
	defer d.land()
	err := d.fetch(ctx)
	if err == nil {
		return d.saved()
	}
	if ctx.Err() == nil && (ofFile(err) || takeout.Classify(err) == takeout.Item) {
		if d.store != nil {
			err = errors.Join(err, d.store.discard())
			d.store = nil
		}
		return d.giveUp(err), nil
	}
	if d.store != nil {
		err = errors.Join(err, d.store.close())
	}
	return archive.Settled{}, err
}

func (d *download) saved() (archive.Settled, error) {
	sum, err := d.store.sum()
	if err != nil {
		return archive.Settled{}, errors.Join(err, d.store.close())
	}
	return archive.Settled{Key: d.file.Key, Size: d.store.size, SHA256: sum}, nil
}

// fetch brings all parts here and proves them; the questions for hashes run beside
// the first ones.
func (d *download) fetch(ctx context.Context) (err error) {
	if d.store, err = openStore(ctx, &d.Config, d.file); err != nil {
		return err
	}
	var questions sync.WaitGroup
	defer questions.Wait()
	asking, stop := context.WithCancel(ctx)
	defer stop()
	asked := make(chan error, 1)
	questions.Go(func() { asked <- d.askHashes(asking) })
	return d.complete(ctx, asked)
}

// complete fetches until every part is there and nothing speaks against any.
func (d *download) complete(ctx context.Context, asked <-chan error) error {
	for first := true; ; first = false {
		if err := d.fill(ctx); err != nil {
			return err
		}
		if first {
			select {
			case err := <-asked:
				if err != nil {
					return err
				}
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		if len(d.store.missing()) > 0 {
			continue // a part was found bad while it came
		}
		bad, err := d.proof.rest(ctx, d.store.out, d.store.size)
		if err == nil && d.file.Size == 0 {
			var again bool
			if again, err = d.again(ctx, len(bad) > 0); again && err == nil {
				continue
			}
		}
		if err != nil || len(bad) == 0 {
			return err
		}
		for _, r := range bad {
			if err := d.spoilt(r); err != nil {
				return err
			}
		}
	}
}

func findings() []error { return []error{errLength, errContent, errGone, errNoLocation, errNoWebDC} }

// ofFile reports whether err is one of this package's own findings about a file.
func ofFile(err error) bool {
	for _, own := range findings() {
		if errors.Is(err, own) {
			return true
		}
	}
	return false
}

// giveUp settles the file as missing, with the reason Telegram gave.
func (d *download) giveUp(err error) archive.Settled {
	reason := takeout.Reason(err)
	if ofFile(err) {
		reason = finding(err)
	}
	if tgerr.Is(err, "TAKEOUT_FILE_EMPTY") || nothingThere(d.file.Location.Kind, err) {
		return archive.Settled{Key: d.file.Key, Skip: model.SkipEmpty, Text: reason}
	}
	s := archive.Settled{Key: d.file.Key, Skip: model.SkipFailed, Text: reason}
	p := model.Problem{Code: model.ProblemFileFailed, Subject: string(d.file.Key), Text: reason, Retryable: true}
	if takeout.Unavailable(err) || d.notShown(err) || errors.Is(err, errGone) || errors.Is(err, errNoLocation) || errors.Is(err, errNoWebDC) {
		s.Skip, p.Code = model.SkipUnavailable, model.ProblemFileUnavailable
	}
	p.Message = model.MessageID{Peer: d.file.Origin.Peer, ID: int(d.file.Origin.ID)}
	s.Problem = &p
	return s
}

// finding is the word for one of this package's own errors.
func finding(err error) string {
	if from := goneFrom(""); errors.As(err, &from) {
		return from.Error()
	}
	for _, own := range findings() {
		if errors.Is(err, own) {
			return own.Error()
		}
	}
	return err.Error()
}

// takeOff is called when the last byte has arrived: the slot is another file's
// from here on.
func (d *download) takeOff(ctx context.Context) error {
	select {
	case d.behind <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	d.mu.Lock()
	d.isNext = true
	d.mu.Unlock()
	d.slot.free()
	return nil
}

// land ends what takeOff began.
func (d *download) land() {
	d.mu.Lock()
	held := d.isNext
	d.isNext = false
	d.mu.Unlock()
	if held {
		<-d.behind
	}
}

// spoilt has the parts of a bad range fetched again: from the CDN first, then from
// the file's own datacenter.
func (d *download) spoilt(r span) error {
	worst := d.store.spoil(r)
	d.proof.doubt(r)
	d.Logger.Info("part is bad", "file", string(d.file.Key), "offset", r.offset, "times", worst)
	if worst < attempts {
		return nil
	}
	if d.cdn.forbid() {
		d.store.forgive()
		return nil
	}
	return fmt.Errorf("%w at %d", errContent, r.offset)
}
