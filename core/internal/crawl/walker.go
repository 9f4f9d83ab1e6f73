package crawl

import (
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgconv"
)

// walker walks one dialog, alone and in order.
type walker struct {
	*crawler
	Plan     Plan // as it is for this dialog
	row      archive.DialogRow
	names    namer
	cursors  map[[2]int]archive.Cursor // by part and split
	expected map[[2]int]int
	onlyMine bool
	pending  chan error // the page that is being recorded; nil if none
	problems []string   // subject and code of what was reported on the way
	looked   int        // ranges that were walked
	partly   bool       // some ranges were walked to their end before
}

func newWalker(c *crawler, row archive.DialogRow) *walker {
	plan := c.Plan.forDialog(row.Dialog.Peer)
	w := &walker{
		crawler: c, Plan: plan, row: row,
		names:    namer{number: row.Number, zone: c.Archive.Zone(), counters: row.Counters, plan: plan},
		cursors:  map[[2]int]archive.Cursor{},
		expected: map[[2]int]int{},
		onlyMine: row.OnlyMine,
	}
	for _, cur := range row.Cursors {
		w.cursors[[2]int{cur.Part, cur.Split}] = cur
	}
	return w
}

// run walks the migrated part, then the dialog's own history. It does not return
// before its last page is recorded.
func (w *walker) run(ctx context.Context) (err error) {
	defer func() {
		if flushed := w.flush(); err == nil {
			err = flushed
		}
	}()
	if err := w.info(ctx); err != nil {
		return err
	}
	if err := w.walkMigrated(ctx); err != nil {
		return err
	}
	input, err := w.input(ctx, w.row.Peer)
	if err != nil {
		return err
	}
	if err := w.inside(ctx, input); err != nil {
		return err
	}
	own := part{index: archive.PartOwn, peer: w.row.Dialog.Peer, input: input}
	return w.walkPart(ctx, own, w.row.Splits)
}

// walkMigrated walks the basic group that the dialog was before. As in Telegram
// Desktop it belongs to the supergroup, whether or not basic groups were chosen.
// What Telegram refuses of it does not touch the supergroup.
func (w *walker) walkMigrated(ctx context.Context) error {
	if w.row.Migrated.IsZero() {
		return nil
	}
	old := part{index: archive.PartMigrated, peer: w.row.Migrated, input: &tg.InputPeerChat{ChatID: w.row.Migrated.ID}}
	err := w.walkPart(ctx, old, w.row.MigratedSplits)
	if flushed := w.flush(); err == nil {
		err = flushed
	}
	switch {
	case err == nil:
		return nil
	case isItem(ctx, err):
		return w.report(ctx, chatProblem(old.peer, err))
	}
	return fmt.Errorf("the group before %s: %w", w.row.Dialog.Peer, err)
}

// input names a peer in a call; one that is known in its short form only by the
// message it was seen in.
func (c *crawler) input(ctx context.Context, p model.Peer) (tg.InputPeerClass, error) {
	if !p.Min || p.MinSource == nil {
		return tgconv.InputPeer(p), nil
	}
	source, ok, err := c.Archive.Peer(ctx, p.MinSource.Peer)
	if err != nil || !ok {
		return tgconv.InputPeer(p), err
	}
	return tgconv.InputPeerFrom(p, tgconv.InputPeer(source)), nil
}

// part is one history of a dialog.
type part struct {
	index int
	peer  model.PeerID
	input tg.InputPeerClass
}

// order is where a message of the part stands among all of the dialog.
func (p part) order(id int) int64 {
	if p.index == archive.PartMigrated {
		return int64(archive.ShiftMigrated(id))
	}
	return int64(id)
}

func (w *walker) walkPart(ctx context.Context, p part, splits []int) error {
	for _, split := range splits {
		if split >= len(w.ranges) {
			continue
		}
		err := w.walkSplit(ctx, p, split)
		if err != nil && takeout.Restricted(err) && !w.onlyMine && p.peer.Kind == model.KindChannel && ctx.Err() == nil {
			err = w.fallBack(ctx, p, split, err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fallBack goes on with the account's own messages where Telegram refuses the
// history of a channel the account is no longer in. For one that was left before,
// this is all there is; for another it is a problem that it vanished.
func (w *walker) fallBack(ctx context.Context, p part, split int, cause error) error {
	w.onlyMine = true
	if !w.row.Left {
		if err := w.walkSplit(ctx, p, split); err != nil {
			return cause
		}
		return w.report(ctx, chatProblem(p.peer, cause))
	}
	// Noted before the walk: one that ended is not begun again.
	if err := w.noteOnlyMine(ctx, true); err != nil {
		return err
	}
	if err := w.walkSplit(ctx, p, split); err != nil {
		return errors.Join(cause, w.noteOnlyMine(context.WithoutCancel(ctx), false))
	}
	return nil
}

// noteOnlyMine keeps with the dialog whether only the account's own messages are
// read of it.
func (w *walker) noteOnlyMine(ctx context.Context, only bool) error {
	d := w.row.Dialog
	d.OnlyMine = only
	return w.Archive.Record(ctx, archive.Page{Run: w.Run, Dialogs: []model.Dialog{d}})
}

// report records a problem that does not end the walk.
func (w *walker) report(ctx context.Context, p model.Problem) error {
	w.problems = append(w.problems, p.Subject+p.Code)
	return w.recordProblem(ctx, p)
}

// failedBefore reports that an earlier run could not read all of the dialog.
func (w *walker) failedBefore() bool {
	return w.known[w.row.Dialog.Peer.String()+model.ProblemChatFailed]
}

// settled reports whether nothing happened in the dialog since it was walked to its
// end.
func (w *walker) settled() bool {
	own := part{index: archive.PartOwn, peer: w.row.Dialog.Peer}
	for _, split := range w.row.Splits {
		if cur := w.cursor(own, split); !cur.Done || w.grown(own, split, cur) {
			return false
		}
	}
	return w.done()
}

// done reports whether an earlier run walked the dialog to its end.
func (w *walker) done() bool {
	if len(w.row.Cursors) == 0 {
		return false
	}
	for _, cur := range w.row.Cursors {
		if !cur.Done {
			return false
		}
	}
	return true
}
