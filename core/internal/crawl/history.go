package crawl

import (
	"context"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// walkSplit walks one split range of one part from its cursor to its end.
func (w *walker) walkSplit(ctx context.Context, p part, split int) error {
	cur := w.cursor(p, split)
	if cur.Done {
		w.expect(p, split, cur.Expected)
		return nil
	}
	via := w.Session.InRange(w.ranges[split])
	newest, err := w.probe(ctx, via, p, 0, 0)
	if err != nil {
		return fmt.Errorf("count messages of %s: %w", p.peer, err)
	}
	cur.Expected, cur.Inexact = newest.count, newest.inexact
	w.expect(p, split, cur.Expected)
	empty, err := w.outside(ctx, via, p, newest)
	if err != nil {
		return err
	}
	if empty {
		cur.Done = true
		return w.Archive.Record(ctx, archive.Page{Run: w.Run, Peer: p.peer, Split: split, Cursor: &cur})
	}
	if err := w.skipToInterval(ctx, via, p, &cur); err != nil {
		return err
	}
	return w.walkPages(ctx, via, p, cur, newest.id)
}

// cursor returns where the part goes on in the range. Ranges ascend and are
// walked in order, so whatever any cursor of the part passed is behind.
func (w *walker) cursor(p part, split int) archive.Cursor {
	cur, ok := w.cursors[[2]int{p.index, split}]
	if !ok {
		cur = archive.Cursor{Number: w.row.Number, Part: p.index, Split: split}
	}
	return cur
}

func (w *walker) expect(p part, split, count int) {
	w.expected[[2]int{p.index, split}] = count
	sum := 0
	for _, n := range w.expected {
		sum += n
	}
	w.Progress.Walking(w.row.Number, w.row.Peer.Name(), sum)
}

// probed is what a `limit=1` answer tells.
type probed struct {
	count   int
	inexact bool
	id      int   // 0: no message
	date    int64 // of the message
}

// probe makes the initial `limit=1` request of a range, or the one for its oldest
// message (offset 1, add -1).
func (w *walker) probe(ctx context.Context, via tg.Invoker, p part, offset, add int) (probed, error) {
	answer, _, err := w.ask(ctx, via, p, window{offset: offset, add: add, limit: 1})
	if err != nil {
		return probed{}, err
	}
	got := probed{count: answer.Count, inexact: answer.Inexact}
	for _, m := range answer.Messages {
		if msg, ok := tgconv.Message(m); ok {
			got.id, got.date = msg.ID, msg.Date
		}
	}
	return got, nil
}

// outside reports whether the range holds nothing that is wanted: no message, the
// newest one before the interval, or the oldest one behind it.
func (w *walker) outside(ctx context.Context, via tg.Invoker, p part, newest probed) (bool, error) {
	if newest.id == 0 || w.Plan.From != 0 && newest.date < w.Plan.From {
		return true, nil
	}
	if w.Plan.Till == 0 {
		return false, nil
	}
	oldest, err := w.probe(ctx, via, p, 1, -1)
	if err != nil {
		return false, fmt.Errorf("find the oldest message of %s: %w", p.peer, err)
	}
	return oldest.id != 0 && oldest.date >= w.Plan.Till, nil
}

// skipToInterval moves a new cursor to the newest message before the interval, so
// that what lies before it is never fetched.
func (w *walker) skipToInterval(ctx context.Context, via tg.Invoker, p part, cur *archive.Cursor) error {
	if w.Plan.From == 0 || cur.Last != 0 {
		return nil
	}
	answer, _, err := w.ask(ctx, via, p, window{date: int(w.Plan.From), limit: 1})
	if err != nil {
		return fmt.Errorf("find the interval in %s: %w", p.peer, err)
	}
	for _, m := range answer.Messages {
		cur.Last = max(cur.Last, m.GetID())
	}
	return nil
}

// walkPages fetches and records page after page. The next page is fetched while
// the last one is being recorded.
func (w *walker) walkPages(ctx context.Context, via tg.Invoker, p part, cur archive.Cursor, newest int) error {
	for !cur.Done {
		answer, raw, err := w.ask(ctx, via, p, window{offset: cur.Last + 1, add: -pageLimit, limit: pageLimit})
		if err != nil {
			return fmt.Errorf("fetch history of %s after %d: %w", p.peer, cur.Last, err)
		}
		page, err := w.page(p, &cur, answer, newest)
		if err != nil {
			return err
		}
		page.Raw = raw
		if err := w.flush(); err != nil {
			return err
		}
		w.record(ctx, page)
	}
	return w.judge(ctx, p, cur)
}

// judge compares what was recorded of the range with what Telegram counts. Only a
// whole history can be judged, not an interval of it.
func (w *walker) judge(ctx context.Context, p part, cur archive.Cursor) error {
	if w.Plan.bounded() || cur.Inexact || cur.Count >= cur.Expected {
		return nil
	}
	return w.report(ctx, model.Problem{Code: model.ProblemChatIncomplete, Subject: p.peer.String(),
		Text: fmt.Sprintf("%d of %d messages", cur.Count, cur.Expected), Retryable: true})
}

// page makes the page of one answer and moves the cursor with it.
func (w *walker) page(p part, cur *archive.Cursor, answer tgconv.MessagesPage, newest int) (archive.Page, error) {
	page := archive.Page{Run: w.Run, Method: w.method(), Layer: tg.Layer, Peer: p.peer, Split: cur.Split,
		Peers: answer.Peers()}
	last, behind := cur.Last, false
	for i := len(answer.Messages) - 1; i >= 0; i-- {
		id := answer.Messages[i].GetID()
		if id <= cur.Last {
			continue
		}
		last = max(last, id)
		msg, ok := tgconv.Message(answer.Messages[i])
		if !ok {
			continue
		}
		if behind = behind || w.Plan.Till != 0 && msg.Date >= w.Plan.Till; !w.Plan.inInterval(msg.Date) {
			continue
		}
		page.Messages = append(page.Messages, msg)
		files, refs := w.names.name(msg, p.order(id), tgconv.Files(answer.Messages[i]))
		page.Files, page.Refs = append(page.Files, files...), append(page.Refs, refs...)
	}
	if last == cur.Last && len(answer.Messages) > 0 {
		return page, fmt.Errorf("history of %s after %d: %w", p.peer, cur.Last, errNoProgress)
	}
	cur.Count += len(page.Messages)
	cur.Last, cur.Expected, cur.Inexact = last, answer.Count, answer.Inexact
	whole := last >= newest && cur.Count >= answer.Count
	cur.Done = len(answer.Messages) == 0 || behind || whole || w.Plan.bounded() && last >= newest
	moved := *cur
	page.Cursor = &moved
	page.Counters = &archive.DialogCounters{Number: w.row.Number, Counters: w.names.counters}
	return page, nil
}

// record hands the page to the archive and returns at once; flush waits for it.
func (w *walker) record(ctx context.Context, page archive.Page) {
	done := make(chan error, 1)
	w.pending = done
	go func() {
		err := w.Archive.Record(ctx, page)
		if err == nil {
			w.Progress.Recorded(w.row.Number, len(page.Messages), len(page.Files))
		}
		done <- err
	}()
}

// flush waits until the page handed over last is recorded.
func (w *walker) flush() error {
	if w.pending == nil {
		return nil
	}
	err := <-w.pending
	w.pending = nil
	return err
}

// window is a piece of a history, in the words of getHistory.
// https://core.telegram.org/api/offsets
type window struct {
	offset, date, add, limit int
}

func (w *walker) method() string {
	if w.onlyMine {
		return "messages.search"
	}
	return "messages.getHistory"
}

// ask fetches one window of the part's history, or of the account's own messages
// in it.
func (w *walker) ask(ctx context.Context, via tg.Invoker, p part, win window) (tgconv.MessagesPage, []byte, error) {
	var req encoder = &tg.MessagesGetHistoryRequest{Peer: p.input, OffsetID: win.offset, OffsetDate: win.date, AddOffset: win.add, Limit: win.limit}
	if w.onlyMine {
		mine := &tg.MessagesSearchRequest{Peer: p.input, Filter: &tg.InputMessagesFilterEmpty{}, OffsetID: win.offset, MaxDate: win.date, AddOffset: win.add, Limit: win.limit}
		mine.SetFromID(&tg.InputPeerSelf{})
		req = mine
	}
	box, raw, err := call[tg.MessagesMessagesBox](ctx, via, req)
	if err != nil {
		return tgconv.MessagesPage{}, raw, err
	}
	return tgconv.Messages(box.Messages), raw, nil
}
