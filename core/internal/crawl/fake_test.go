package crawl

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// ann is the only chat of the fake account.
const ann = 7

// fake answers as Telegram does for an account with one private chat, some of
// whose messages are of a kind that the schema does not know.
type fake struct {
	ids    []int        // ascending
	poison map[int]bool // messages that do not decode
	hidden map[int]bool // left out of every answer until the history was read once
	claim  int          // messages Telegram counts more than there are

	mu      sync.Mutex
	ended   bool // an answer was empty
	history []tg.MessagesGetHistoryRequest
}

func (f *fake) Invoke(_ context.Context, in bin.Encoder, out bin.Decoder) error {
	var b bin.Buffer
	if err := in.Encode(&b); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	answer, err := f.answer(&b)
	if err != nil {
		return err
	}
	return out.Decode(&bin.Buffer{Buf: answer})
}

// answer takes the wrappers off a call.
func (f *fake) answer(b *bin.Buffer) ([]byte, error) {
	for {
		id, err := b.PeekID()
		if err != nil {
			return nil, err
		}
		switch id {
		case tg.InvokeWithTakeoutRequestTypeID:
			b.Skip(12)
		case tg.InvokeWithMessagesRangeRequestTypeID:
			b.Skip(16)
		case tg.AccountInitTakeoutSessionRequestTypeID:
			return encode(&tg.AccountTakeout{ID: 1})
		case tg.MessagesGetSplitRangesRequestTypeID:
			return encode(&tg.MessageRangeVector{Elems: []tg.MessageRange{{MinID: 1, MaxID: 1 << 30}}})
		case tg.MessagesGetDialogsRequestTypeID:
			return encode(&tg.MessagesDialogs{Dialogs: []tg.DialogClass{&tg.Dialog{Peer: &tg.PeerUser{UserID: ann}}},
				Users: []tg.UserClass{&tg.User{ID: ann, FirstName: "Ann"}}})
		case tg.MessagesGetHistoryRequestTypeID:
			var r tg.MessagesGetHistoryRequest
			if err := r.Decode(b); err != nil {
				return nil, err
			}
			f.history = append(f.history, r)
			return f.page(r)
		case tg.MessagesGetDialogFiltersRequestTypeID:
			return encode(&tg.MessagesDialogFilters{})
		case tg.MessagesGetSavedDialogsRequestTypeID:
			return encode(&tg.MessagesSavedDialogs{})
		default:
			// An answer of Telegram's, so that it is not taken for a lost line.
			return nil, tgerr.New(400, fmt.Sprintf("INPUT_METHOD_INVALID_%d", id))
		}
	}
}

// page cuts a page as https://core.telegram.org/api/offsets says.
func (f *fake) page(r tg.MessagesGetHistoryRequest) ([]byte, error) {
	ids := slices.DeleteFunc(slices.Clone(f.ids), func(id int) bool { return !f.ended && f.hidden[id] })
	slices.Reverse(ids)
	start := 0
	if r.OffsetID > 0 {
		start = len(slices.DeleteFunc(slices.Clone(ids), func(id int) bool { return id < r.OffsetID }))
	}
	start += r.AddOffset
	end := min(start+r.Limit, len(ids))
	start = max(start, 0)
	a := &tg.MessagesMessagesSlice{Count: len(f.ids) + f.claim}
	var spoiled [][]byte
	for i := start; i < end; i++ {
		m := &tg.Message{ID: ids[i], PeerID: &tg.PeerUser{UserID: ann}, Date: 1000 + ids[i], Message: fmt.Sprint("text ", ids[i])}
		a.Messages = append(a.Messages, m)
		if f.poison[ids[i]] {
			raw, err := encode(m)
			if err != nil {
				return nil, err
			}
			spoiled = append(spoiled, raw)
		}
	}
	f.ended = f.ended || len(a.Messages) == 0
	body, err := encode(a)
	for _, raw := range spoiled {
		at := bytes.Index(body, raw)
		copy(body[at:], []byte{0xef, 0xbe, 0xad, 0xde})
	}
	return body, err
}

func encode(e bin.Encoder) ([]byte, error) {
	var b bin.Buffer
	err := e.Encode(&b)
	return b.Buf, err
}

type silent struct{}

func (silent) Listed([]archive.DialogRow) {}
func (silent) Walking(int, string, int)   {}
func (silent) Recorded(int, int, int)     {}
func (silent) Walked(int)                 {}
func (silent) Problem(model.Problem)      {}

// crawled runs a crawl of the fake account and returns its dialog, the ids that
// were saved, and the problems.
func (f *fake) crawled(t *testing.T, a *archive.Archive) (row archive.DialogRow, ids []int, problems []string) {
	t.Helper()
	ctx := t.Context()
	run, err := a.BeginRun(ctx, archive.RunFull, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := takeout.New(takeout.Config{API: f, HomeDC: 2, Store: a, Logger: slog.New(slog.DiscardHandler)})
	if err := s.Open(ctx); err != nil {
		t.Fatal(err)
	}
	plan := Plan{Users: true, Choice: Choice{Skip: func(model.MediaType, int64) model.SkipReason { return model.SkipNone }}}
	err = Run(ctx, Config{Session: s, Archive: a, Run: run, Plan: plan, Progress: silent{}, Limiter: NewLimiter(), Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return result(t, a)
}

func result(t *testing.T, a *archive.Archive) (row archive.DialogRow, ids []int, problems []string) {
	t.Helper()
	rows, err := a.Dialogs(t.Context())
	if err != nil || len(rows) != 1 {
		t.Fatalf("dialogs: %v, %v", rows, err)
	}
	err = a.Messages(t.Context(), 1, func(page []archive.MessageRow) error {
		for _, m := range page {
			ids = append(ids, m.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	found, err := a.Problems(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found {
		problems = append(problems, p.Code+" "+p.Subject)
	}
	return rows[0], ids, problems
}

func openArchive(t *testing.T) *archive.Archive {
	t.Helper()
	a, err := archive.Open(t.Context(), t.TempDir(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// upto are the ids from 1 to n without the given ones.
func upto(n int, without ...int) (ids []int) {
	for id := 1; id <= n; id++ {
		if !slices.Contains(without, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
