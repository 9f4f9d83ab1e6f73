package crawl

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// grown reports whether, in an update, a range that was walked to its end may have
// new messages by now: only the newest range of a dialog can, and the chat list
// says which its newest message is. After the ranges moved this holds as well: what
// they divide has no cursors then, and the cursors of channels went along.
func (w *walker) grown(p part, split int, cur archive.Cursor) bool {
	if cur.Till != 0 && w.Plan.Till != 0 {
		return false // what came since is later than what is wanted, or archive.Widen had seen to it
	}
	return w.Update && w.newestRange(p, split) && w.row.Top > cur.Last
}

// newestRange reports whether the range is the one new messages of the part come
// to. Nothing comes to the group before a supergroup, nor to a chat that was left.
func (w *walker) newestRange(p part, split int) bool {
	n := len(w.row.Splits)
	return p.index == archive.PartOwn && !w.row.Left && n > 0 && split == w.row.Splits[n-1]
}

// findEnd finds the newest message of a range and how many there are. In an update
// the chat list and the archive know enough of a range that was walked before;
// else Telegram is asked.
func (s *stretch) findEnd(ctx context.Context) (probed, error) {
	w, p, split, cur := s.walker, s.part, s.cur.Split, s.cur
	_, walked := w.cursors[[2]int{p.index, split}]
	if !w.Update || !walked || w.Plan.bounded() || cur.Till != 0 || cur.Expected == 0 {
		return s.findNewest(ctx)
	}
	known := probed{count: cur.Expected, inexact: cur.Inexact}
	if w.newestRange(p, split) {
		known.id = w.row.Top
	}
	if known.id != 0 {
		return known, nil
	}
	var err error
	if known.id, err = w.Archive.Highest(ctx, p.peer, w.upper(p, split)); err != nil {
		return known, err
	}
	if known.id == 0 {
		return s.findNewest(ctx)
	}
	return known, nil
}

// nothing is the page of a stretch that has nothing that is wanted. Without any
// message in it, whatever was saved of it is missing now.
func (s *stretch) nothing() archive.Page {
	page := archive.Page{Run: s.Run, Peer: s.peer, Split: s.cur.Split}
	if s.cur.Expected == 0 {
		page.Span = s.span(s.cur, s.cur, tgconv.MessagesPage{}, true)
	}
	s.finish()
	page.Cursor = &s.cur
	return page
}

// upper is the highest message id the range can hold of the part; ranges do not
// filter the histories of channels.
func (w *walker) upper(p part, split int) int {
	if p.peer.Kind == model.KindChannel {
		return math.MaxInt32
	}
	return w.ranges[split].MaxID
}

// below is the id below all that the range can hold of the part. A cursor that has
// not moved yet stands at zero, below the ranges before it as well.
func (w *walker) below(p part, split int) int {
	if p.peer.Kind == model.KindChannel {
		return 0
	}
	return w.ranges[split].MinID - 1
}

// span tells the archive what an answer says of messages that are gone: between
// the cursor and the last message of the page, and to the end of the range when
// the page is its last. Nothing is said where only the account's own messages were
// asked for.
func (s *stretch) span(from, to archive.Cursor, answer tgconv.MessagesPage, whole bool) *archive.Span {
	if !s.Update || s.onlyMine || s.poison != nil {
		return nil
	}
	gone := &archive.Span{Peer: s.peer, After: max(from.Last, s.below(s.part, to.Split)), Upto: to.Last}
	switch {
	case whole && s.gap != nil:
		gone.Upto = s.newest
	case whole && s.Plan.bounded():
		// what lies behind the interval was not asked for
	case whole:
		gone.Upto = s.upper(s.part, to.Split)
	}
	for _, m := range answer.Messages {
		if msg, ok := tgconv.Message(m); ok {
			gone.Present = append(gone.Present, msg.ID)
		}
	}
	return gone
}

// knownFiles are the files that messages of the answer are already known to have,
// by order; they have their names. nil when no message was seen before.
func (w *walker) knownFiles(ctx context.Context, p part, messages []tg.MessageClass) (map[int64]map[model.FileKey]bool, error) {
	if !w.Update || len(messages) == 0 {
		return nil, nil
	}
	first, last := math.MaxInt, 0
	for _, m := range messages {
		first, last = min(first, m.GetID()), max(last, m.GetID())
	}
	known, err := w.Archive.References(ctx, w.row.Number, p.order(first)-1, p.order(last))
	if err != nil {
		return nil, fmt.Errorf("look up the files of %s: %w", p.peer, err)
	}
	return known, nil
}

// nameFiles gives the files of a message their names. A message that was read
// before and has no file that it had not then keeps its names and does not count.
func (w *walker) nameFiles(ctx context.Context, p part, msg model.Message, found []tgconv.Found, known map[model.FileKey]bool) ([]model.File, []model.FileRef, error) {
	before := w.names.counters
	files, refs := w.names.name(msg, p.order(msg.ID), found)
	if !w.Update {
		return files, refs, nil
	}
	for _, f := range files {
		if !known[f.Key] {
			return files, refs, nil
		}
	}
	if len(files) == 0 && w.names.counters != before { // what it counts is not saved
		last, err := w.Archive.Highest(ctx, p.peer, msg.ID)
		if err != nil || last != msg.ID {
			return nil, nil, err
		}
	}
	w.names.counters = before
	return files, nil, nil
}

// attempt fetches a part of the chat list; without it nobody can say who vanished.
func (l *lister) attempt(ctx context.Context, s model.Section, fetch func(context.Context) error) error {
	return l.section(ctx, s, func(ctx context.Context) error {
		err := fetch(ctx)
		l.failed = l.failed || err != nil
		return err
	})
}

// keep carries over what the archive knows of listed dialogs and the list does not
// tell, and returns the dialogs of the archive that are no longer listed.
func (l *lister) keep(rows []archive.DialogRow) (vanished []model.Dialog) {
	for i := range rows {
		row := &rows[i]
		i, listed := l.index[row.Dialog.Peer]
		if !listed {
			if l.Plan.Wants(*row) && !l.failed {
				d := row.Dialog
				d.VanishedSince = l.Run
				vanished = append(vanished, d)
			}
			continue
		}
		d := &l.dialogs[i]
		if d.Migrated.IsZero() {
			d.Migrated, d.MigratedSplits, d.MigratedMax = row.Migrated, row.MigratedSplits, row.MigratedMax
		}
		d.MigratedSplits = l.existing(d.MigratedSplits, row.MigratedSplits)
		if l.moved && !d.Migrated.IsZero() {
			d.MigratedSplits = l.allSplits()
		}
		d.PastKnown = row.PastKnown
		d.Splits = l.emptied(d, row)
		d.OnlyMine = d.OnlyMine || row.OnlyMine && d.Left && row.Left
	}
	return vanished
}

// emptied are the splits of a listed dialog, with those that nothing is left in: a
// range lists the chats it has messages of, and what was saved of another has to be
// marked. After the ranges moved that can be any.
func (l *lister) emptied(d *model.Dialog, row *archive.DialogRow) []int {
	if d.Peer.Kind == model.KindChannel {
		return d.Splits
	}
	if l.moved {
		return l.allSplits()
	}
	return l.existing(d.Splits, row.Splits)
}

// existing are the splits of several lists that there are ranges of, each once: what
// has a cursor is walked as long as its range is there.
func (c *crawler) existing(lists ...[]int) []int {
	splits := slices.DeleteFunc(slices.Concat(lists...), func(i int) bool { return i >= len(c.ranges) })
	slices.Sort(splits)
	return slices.Compact(splits)
}

// numbered are the peers that have a chat folder of their own.
func numbered(rows []archive.DialogRow) map[model.PeerID]bool {
	own := map[model.PeerID]bool{}
	for _, row := range rows {
		own[row.Dialog.Peer] = true
	}
	return own
}
