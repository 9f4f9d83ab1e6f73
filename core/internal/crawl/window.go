package crawl

import (
	"context"

	"github.com/gotd/td/tg"

	"satchel/core/internal/tgconv"
)

// window is a piece of a history, in the words of getHistory.
// https://core.telegram.org/api/offsets
type window struct {
	offset, date, add, limit int
	max, min                 int // bounds of the ids, both excluded; 0: none
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
	var req encoder = &tg.MessagesGetHistoryRequest{Peer: p.input, OffsetID: win.offset, OffsetDate: win.date, AddOffset: win.add,
		Limit: win.limit, MaxID: win.max, MinID: win.min}
	if w.onlyMine {
		mine := &tg.MessagesSearchRequest{Peer: p.input, Filter: &tg.InputMessagesFilterEmpty{}, OffsetID: win.offset, AddOffset: win.add,
			Limit: win.limit, MaxID: win.max, MinID: win.min}
		mine.SetFromID(&tg.InputPeerSelf{})
		req = mine
	}
	box, raw, err := call[tg.MessagesMessagesBox](ctx, via, req)
	if err != nil {
		return tgconv.MessagesPage{}, raw, err
	}
	return tgconv.Messages(box.Messages), raw, nil
}

// probed is what a `limit=1` answer tells.
type probed struct {
	count   int
	inexact bool
	id      int   // 0: no message
	date    int64 // of the message
	place   int   // the id that stands there, be it of a message or of none (messageEmpty)
}

// probe makes a `limit=1` request: the initial one of a range, or one for the
// message at another place.
func (w *walker) probe(ctx context.Context, via tg.Invoker, p part, win window) (probed, error) {
	win.limit = 1
	answer, _, err := w.ask(ctx, via, p, win)
	if err != nil {
		return probed{}, err
	}
	got := probed{count: answer.Count, inexact: answer.Inexact}
	for _, m := range answer.Messages {
		got.place = m.GetID()
		if msg, ok := tgconv.Message(m); ok {
			got.id, got.date = msg.ID, msg.Date
		}
	}
	return got, nil
}
