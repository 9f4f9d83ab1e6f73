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

// stretch is one split range of one part on its way from the cursor to the end.
type stretch struct {
	*walker
	part
	via    tg.Invoker
	cur    archive.Cursor
	newest int      // the message that ends it
	top    int      // messages from this id on are not wanted; 0: no bound
	till   int64    // what the cursor says of the messages above, once it is done
	gap    *gapWalk // nil: what is read moves the cursor itself

	portion
	skip   int    // unreadable messages right above the cursor
	poison []byte // the last unreadable message as it came
}

// walkSplit walks one split range of one part from its cursor to its end.
func (w *walker) walkSplit(ctx context.Context, p part, split int) error {
	s := &stretch{walker: w, part: p, via: w.within(split), cur: w.cursor(p, split), portion: whole()}
	if s.cur.Done && !w.grown(p, split, s.cur) {
		w.partly = true
		w.expect(p, split, s.cur.Expected)
		return nil
	}
	w.looked++
	s.cur.Done = false
	wanted, err := s.open(ctx)
	if err != nil {
		return err
	}
	if err := s.walkGaps(ctx); err != nil {
		return err
	}
	if !wanted {
		return w.Archive.Record(ctx, s.nothing())
	}
	if err := s.toTheEnd(ctx); err != nil || s.cur.Done {
		return err
	}
	return s.check(ctx)
}

// toTheEnd fetches page after page.
func (s *stretch) toTheEnd(ctx context.Context) error {
	for {
		if ended, err := s.step(ctx); err != nil || ended {
			return err
		}
	}
}

// cursor returns where the part goes on in the range.
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

// open counts the range's messages and finds its ends; false: it holds nothing
// that is wanted.
func (s *stretch) open(ctx context.Context) (bool, error) {
	newest, err := s.findEnd(ctx)
	if err != nil {
		return false, fmt.Errorf("count messages of %s: %w", s.peer, err)
	}
	s.cur.Expected, s.cur.Inexact = newest.count, newest.inexact
	s.expect(s.part, s.cur.Split, newest.count)
	empty, err := s.outside(ctx, newest)
	if err != nil || empty {
		return false, err
	}
	s.newest = newest.id
	if err := s.narrowTo(ctx, newest); err != nil {
		return false, err
	}
	return s.newest > s.cur.Last || !s.Plan.bounded(), nil
}

// findNewest probes for the newest message. Where that does not decode, the end is
// not known and the history is walked until nothing comes. Where there is only a
// number without a message, the next older one is looked at as long as any are
// counted.
func (s *stretch) findNewest(ctx context.Context) (probed, error) {
	unknown := false
	for add := 0; ; add++ {
		newest, err := s.probe(ctx, s.via, s.part, window{add: add})
		switch {
		case unreadable(ctx, err) && add < pageLimit:
			unknown = true
			continue
		case err == nil && newest.id == 0 && newest.place != 0 && newest.count > 0 && add < pageLimit:
			continue
		case err == nil && unknown:
			newest.id = math.MaxInt32
		}
		return newest, err
	}
}

// step fetches and records one page. The next one is fetched while it is being
// recorded. It reports whether the history has ended.
func (s *stretch) step(ctx context.Context) (bool, error) {
	win := window{offset: s.cur.Last + 1, add: -(s.skip + s.limit), limit: s.limit, max: s.top}
	if s.Plan.bounded() || s.gap != nil {
		win.min = s.cur.Last
	}
	answer, raw, err := s.ask(ctx, s.via, s.part, win)
	if unreadable(ctx, err) {
		return s.narrow(ctx, raw)
	}
	if err != nil {
		return false, fmt.Errorf("fetch history of %s after %d: %w", s.peer, s.cur.Last, err)
	}
	page, ended, err := s.page(ctx, answer)
	if err != nil {
		return false, err
	}
	s.read(len(answer.Messages))
	page.Raw = raw
	if err := s.flush(); err != nil {
		return false, err
	}
	s.record(ctx, page)
	return ended, nil
}

// page makes the page of one answer and moves the cursor with it.
func (s *stretch) page(ctx context.Context, answer tgconv.MessagesPage) (archive.Page, bool, error) {
	page := s.blank(answer)
	from, last := s.cur, s.cur.Last
	var fresh []tg.MessageClass
	for _, m := range slices.Backward(answer.Messages) {
		if id := m.GetID(); id > s.cur.Last {
			last = max(last, id)
			fresh = append(fresh, m)
		}
	}
	if last == s.cur.Last && len(answer.Messages) > 0 {
		return page, false, fmt.Errorf("history of %s after %d: %w", s.peer, s.cur.Last, errNoProgress)
	}
	if err := s.fill(ctx, s.part, &page, fresh); err != nil {
		return page, false, err
	}
	if last > s.cur.Last || len(answer.Messages) == 0 {
		s.cur.Count += s.skip
		s.skip = 0
	}
	s.cur.Count += len(page.Messages)
	s.cur.Last = last
	s.count(answer)
	agrees := s.gap != nil || s.Plan.bounded() || s.cur.Inexact || s.cur.Count >= s.cur.Expected
	ended := len(answer.Messages) == 0 || last >= s.newest && agrees
	if ended && agrees {
		s.finish()
	}
	page.Cursor, page.Span = s.moved(), s.span(from, s.cur, answer, ended)
	return page, ended, nil
}

// count takes over how many messages Telegram counts. An answer that claims to be
// all there is and is empty does not count: earlier ones had messages.
func (s *stretch) count(answer tgconv.MessagesPage) {
	if len(answer.Messages) == 0 && answer.Last {
		return
	}
	s.cur.Expected, s.cur.Inexact = answer.Count, answer.Inexact
}

// finish says that nothing that is wanted is left above the cursor.
func (s *stretch) finish() {
	s.cur.Done = true
	if s.gap == nil {
		s.cur.Till = s.till
	}
}

// blank is the page of an answer without its messages.
func (s *stretch) blank(answer tgconv.MessagesPage) archive.Page {
	return archive.Page{Run: s.Run, Method: s.method(), Layer: tg.Layer, Peer: s.peer, Split: s.cur.Split, Peers: answer.Peers()}
}

// fill adds messages, ascending, with their files and custom emoji, as far as
// they are wanted.
func (w *walker) fill(ctx context.Context, p part, page *archive.Page, messages []tg.MessageClass) error {
	messages, err := w.wholeRich(ctx, p, page, messages)
	if err != nil {
		return err
	}
	known, err := w.knownFiles(ctx, p, messages)
	if err != nil {
		return err
	}
	var used [][]int64
	var ids []int64
	for _, m := range messages {
		msg, ok := tgconv.Message(m)
		if !ok || !w.Plan.inInterval(msg.Date) {
			continue
		}
		page.Messages = append(page.Messages, msg)
		order := p.order(msg.ID)
		files, refs, err := w.nameFiles(ctx, p, msg, tgconv.Files(m), known[order])
		if err != nil {
			return fmt.Errorf("name the files of message %d of %s: %w", msg.ID, p.peer, err)
		}
		page.Files, page.Refs = append(page.Files, files...), append(page.Refs, refs...)
		emoji := tgconv.CustomEmoji(&msg)
		used, ids = append(used, emoji), append(ids, emoji...)
	}
	w.senders(page)
	page.Counters = &archive.DialogCounters{Number: w.row.Number, Counters: w.names.counters}
	slices.Sort(ids)
	found, err := w.emojiOf(ctx, slices.Compact(ids))
	if err != nil {
		return fmt.Errorf("custom emoji of %s: %w", p.peer, err)
	}
	if len(found) == 0 {
		return nil
	}
	byID := map[int64]tgconv.Found{}
	for _, f := range found {
		byID[f.Document.ID] = f
	}
	for i, m := range page.Messages {
		w.used(page, w.row.Number, p.order(m.ID), pick(byID, used[i]))
	}
	return nil
}

// pick returns the found files of the ids, in their order.
func pick(found map[int64]tgconv.Found, ids []int64) (list []tgconv.Found) {
	for _, id := range ids {
		if f, ok := found[id]; ok {
			list = append(list, f)
		}
	}
	return list
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

// problemOf is a problem of the part's chat.
func (p part) problemOf(code, text string) model.Problem {
	return model.Problem{Code: code, Subject: p.peer.String(), Text: text, Retryable: true}
}
