package crawl

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/gotd/td/tg"
	"golang.org/x/sync/errgroup"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// Config is what a crawl needs. Session and Archive outlive it.
type Config struct {
	Session *takeout.Session
	Archive *archive.Archive
	Run     int64
	// Update says that the archive was complete before: what was read to its end is
	// looked at again only where the chat list shows something new or a cursor was
	// set back (archive.Rewind).
	Update   bool
	Self     model.Peer
	HomeDC   int
	Plan     Plan
	Progress Progress
	Limiter  *Limiter // nil: one of its own
	Logger   *slog.Logger
}

// Progress is told what happens. Methods are called from worker goroutines, must
// not block and must not call back.
type Progress interface {
	// Listed is called once, with the dialogs that will be walked.
	Listed(dialogs []archive.DialogRow)
	// Walking is called when a dialog is begun, with Telegram's count of its
	// messages (several calls as more ranges are probed; the last is the sum).
	Walking(number int, name string, expected int)
	// Recorded is called after each page of a dialog.
	Recorded(number, messages, files int)
	// Walked is called when a dialog is finished, whole or not; not where the run
	// ends in the middle of it.
	Walked(number int)
	// Problem is called after a problem was recorded.
	Problem(model.Problem)
}

type crawler struct {
	Config
	ranges []model.Range
	moved  bool                  // the ranges are not those the dialogs were listed with
	known  map[string]bool       // problems of earlier runs, by subject and code
	own    map[model.PeerID]bool // who has a chat folder of their own
	emoji  *emoji
	faces  faces
}

// home is how calls without a range are made.
func (c *crawler) home() tg.Invoker { return limited{c.Limiter, c.Session} }

// within is how calls of a split range are made.
func (c *crawler) within(split int) tg.Invoker {
	return limited{c.Limiter, c.Session.InRange(c.ranges[split])}
}

// Run walks everything the plan names. It returns nil when all of it was walked
// or recorded as a problem; otherwise the error that ended it, and what is done
// stays recorded.
func Run(ctx context.Context, cfg Config) error {
	if cfg.Limiter == nil {
		cfg.Limiter = NewLimiter()
	}
	c := &crawler{Config: cfg, emoji: newEmoji(), faces: faces{seen: map[model.FileKey]bool{}}, known: map[string]bool{}}
	problems, err := c.Archive.Problems(ctx)
	if err != nil {
		return err
	}
	for _, p := range problems {
		c.known[p.Subject+p.Code] = true
	}
	if err := c.sections(ctx); err != nil {
		return err
	}
	if !c.Plan.anyDialogs() {
		return nil
	}
	if err := c.section(ctx, sectionRanges, c.loadRanges); err != nil || len(c.ranges) == 0 {
		return err
	}
	if err := c.listDialogs(ctx); err != nil {
		return err
	}
	return c.walkDialogs(ctx)
}

// The lists that have no documents of their own, for problems.
const (
	sectionRanges  model.Section = "split_ranges"
	sectionDialogs model.Section = "dialogs"
	sectionLeft    model.Section = "left_channels"
)

// walkDialogs walks every listed dialog the plan wants, in the order of their
// numbers, several at once.
func (c *crawler) walkDialogs(ctx context.Context) error {
	rows, err := c.Archive.Dialogs(ctx)
	if err != nil {
		return err
	}
	c.own = numbered(rows)
	wanted := rows[:0]
	for _, row := range rows {
		if c.Plan.Wants(row) {
			wanted = append(wanted, row)
		}
	}
	c.Progress.Listed(wanted)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(mostCalls)
	for _, row := range wanted {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error { return c.walk(ctx, row) })
	}
	return group.Wait()
}

// walk walks one dialog and keeps its item errors to itself.
func (c *crawler) walk(ctx context.Context, row archive.DialogRow) error {
	w := newWalker(c, row)
	err := w.run(ctx)
	if err != nil && !isItem(ctx, err) { // the run ends: the dialog is not finished
		return fmt.Errorf("walk dialog %d: %w", row.Number, err)
	}
	defer c.Progress.Walked(row.Number)
	if err == nil {
		return c.solved(ctx, w)
	}
	c.Logger.Warn("dialog not walked to its end", "dialog", row.Number, "error", err)
	return c.recordProblem(ctx, chatProblem(row.Dialog.Peer, err))
}

// solved takes back what earlier runs reported of a dialog that was now walked to
// its end, but not what this walk met on the way. What was not looked at again
// stays: a range that was done before tells nothing.
func (c *crawler) solved(ctx context.Context, w *walker) error {
	codes := []string{model.ProblemChatFailed}
	if !w.partly && w.looked > 0 {
		codes = append(codes, model.ProblemChatUnavailable, model.ProblemChatIncomplete)
	}
	page := archive.Page{Run: c.Run}
	for _, peer := range []model.PeerID{w.row.Dialog.Peer, w.row.Migrated} {
		for _, code := range codes {
			p := model.Problem{Code: code, Subject: peer.String()}
			if c.known[p.Subject+code] && !slices.Contains(w.problems, p.Subject+code) {
				page.Solved = append(page.Solved, p)
			}
		}
	}
	if page.Solved == nil {
		return nil
	}
	return c.Archive.Record(ctx, page)
}

// chatProblem says why a dialog could not be walked.
func chatProblem(peer model.PeerID, err error) model.Problem {
	p := model.Problem{Code: model.ProblemChatFailed, Subject: peer.String(), Text: takeout.Reason(err), Retryable: true}
	if takeout.Restricted(err) {
		p.Code = model.ProblemChatUnavailable
	}
	return p
}

// isItem reports whether err concerns one item only, so that the run goes on.
func isItem(ctx context.Context, err error) bool {
	return ctx.Err() == nil && (errors.Is(err, errNoProgress) || takeout.Classify(err) == takeout.Item)
}

// section fetches one list of the account; what Telegram refuses is a problem of
// that list.
func (c *crawler) section(ctx context.Context, s model.Section, fetch func(context.Context) error) error {
	err := fetch(ctx)
	switch {
	case err == nil:
		return c.solvedList(ctx, s)
	case isItem(ctx, err):
		return c.sectionFailed(ctx, s, err)
	}
	return fmt.Errorf("fetch %s: %w", s, err)
}

// sectionFailed records that a list was refused, or what came of it when that could
// not be read.
func (c *crawler) sectionFailed(ctx context.Context, s model.Section, err error) error {
	if bad := undecoded(ctx, err); bad != nil {
		page := archive.Page{Run: c.Run, Method: bad.Method, Layer: tg.Layer, Raw: bad.Raw}
		if err := c.Archive.Record(ctx, page); err != nil {
			return err
		}
	}
	return c.recordProblem(ctx, model.Problem{Code: model.ProblemSectionFailed, Subject: string(s), Text: takeout.Reason(err), Retryable: true})
}

// solvedList takes back that a list was refused.
func (c *crawler) solvedList(ctx context.Context, s model.Section) error {
	p := model.Problem{Code: model.ProblemSectionFailed, Subject: string(s)}
	if !c.known[p.Subject+p.Code] {
		return nil
	}
	return c.Archive.Record(ctx, archive.Page{Run: c.Run, Solved: []model.Problem{p}})
}

func (c *crawler) recordProblem(ctx context.Context, p model.Problem) error {
	if err := c.Archive.Record(ctx, archive.Page{Run: c.Run, Problems: []model.Problem{p}}); err != nil {
		return err
	}
	c.Progress.Problem(p)
	return nil
}

// call makes one request and returns the answer's bytes beside the decoded form.
func call[T any, P interface {
	*T
	decoder
}](ctx context.Context, via tg.Invoker, in encoder) (T, []byte, error) {
	var out T
	raw, err := takeout.Capture(ctx, via, in, P(&out))
	return out, raw, err
}

// errNoProgress is returned when Telegram's answers no longer move on; it ends
// the dialog with a problem instead of asking for ever.
var errNoProgress = errors.New("answers repeat themselves")
