package takeout

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
)

// sent is what a scripted connection was asked.
type sent struct {
	Method  string
	Takeout int64
	Range   *tg.MessageRange
}

// reply is one scripted outcome: an answer, an error, or silence until the
// attempt's context ends.
type reply struct {
	answer bin.Encoder
	err    error
	silent bool
}

// script is a connection that answers what handle says.
type script struct {
	handle func(n int, s sent) reply // n counts from 1

	mu   sync.Mutex
	log  []sent
	init *tg.AccountInitTakeoutSessionRequest
}

func (c *script) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	s, err := c.read(in)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.log = append(c.log, s)
	n := len(c.log)
	c.mu.Unlock()
	r := c.handle(n, s)
	switch {
	case r.silent:
		<-ctx.Done()
		return ctx.Err()
	case r.err != nil:
		return r.err
	}
	var b bin.Buffer
	if err := r.answer.Encode(&b); err != nil {
		return err
	}
	return out.Decode(&b)
}

// read unwraps a request from its bytes, as a server would.
func (c *script) read(in bin.Encoder) (s sent, err error) {
	var b bin.Buffer
	if err := in.Encode(&b); err != nil {
		return s, err
	}
	for {
		id, err := b.PeekID()
		if err != nil {
			return s, err
		}
		switch id {
		case tg.InvokeWithTakeoutRequestTypeID:
			_ = b.ConsumeID(id)
			if s.Takeout, err = b.Long(); err != nil {
				return s, err
			}
		case tg.InvokeWithMessagesRangeRequestTypeID:
			_ = b.ConsumeID(id)
			s.Range = &tg.MessageRange{}
			if err := s.Range.Decode(&b); err != nil {
				return s, err
			}
		default:
			return s, c.name(id, &b, &s)
		}
	}
}

func (c *script) name(id uint32, b *bin.Buffer, s *sent) error {
	switch id {
	case tg.AccountInitTakeoutSessionRequestTypeID:
		s.Method = "init"
		c.init = &tg.AccountInitTakeoutSessionRequest{}
		return c.init.Decode(b)
	case tg.AccountFinishTakeoutSessionRequestTypeID:
		var f tg.AccountFinishTakeoutSessionRequest
		err := f.Decode(b)
		s.Method = fmt.Sprintf("finish %v", f.Success)
		return err
	case tg.MessagesGetSplitRangesRequestTypeID:
		s.Method = "ranges"
	case tg.HelpGetNearestDCRequestTypeID:
		s.Method = "nearest"
	case tg.UploadGetFileRequestTypeID:
		s.Method = "file"
	default:
		return errors.New("not in the script")
	}
	return nil
}

func (c *script) sent() []sent {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]sent(nil), c.log...)
}

// memory is a Store.
type memory struct {
	mu    sync.Mutex
	state model.TakeoutState
	saved []model.TakeoutState
	err   error
}

func (m *memory) LoadTakeout(context.Context) (model.TakeoutState, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state, m.err
}

func (m *memory) SaveTakeout(_ context.Context, s model.TakeoutState) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return m.err
	}
	m.state = s
	m.saved = append(m.saved, s)
	return nil
}

func answer(e bin.Encoder) reply { return reply{answer: e} }

func fail(code int, name string) reply { return reply{err: tgerr.New(code, name)} }

func opened(id int64) reply { return answer(&tg.AccountTakeout{ID: id}) }

func ranges() reply {
	return answer(&tg.MessageRangeVector{Elems: []tg.MessageRange{{MinID: 1, MaxID: 9}}})
}

// split asks for the split ranges through a session.
func split(ctx context.Context, via tg.Invoker) error {
	_, err := tg.NewClient(via).MessagesGetSplitRanges(ctx)
	return err
}

type fixture struct {
	*Session
	conn  *script
	store *memory
	waits *waitLog
}

type waitLog struct {
	mu  sync.Mutex
	all []Wait
}

func (w *waitLog) add(v Wait) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, v)
}

func (w *waitLog) reasons() (out []WaitReason) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, v := range w.all {
		out = append(out, v.Reason)
	}
	return out
}

var everything = model.TakeoutFlags{
	Contacts: true, MessageUsers: true, MessageChats: true, MessageMegagroups: true,
	MessageChannels: true, Files: true, FileMaxSize: MaxFileSize,
}

func newFixture(state model.TakeoutState, handle func(n int, s sent) reply) fixture {
	f := fixture{conn: &script{handle: handle}, store: &memory{state: state}, waits: &waitLog{}}
	f.Session = New(Config{
		API: f.conn, HomeDC: 2, Store: f.store, Flags: everything,
		Logger: slog.New(slog.DiscardHandler), OnWait: f.waits.add,
	})
	return f
}

// openAt is a stored open session.
func openAt(id int64) model.TakeoutState {
	return model.TakeoutState{Phase: model.TakeoutOpen, ID: id, Flags: everything}
}

func mustOpen(t *testing.T, s *Session) {
	t.Helper()
	if err := s.Open(t.Context()); err != nil {
		t.Fatalf("Open: %v", err)
	}
}
