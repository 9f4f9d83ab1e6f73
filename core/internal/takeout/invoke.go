package takeout

import (
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
)

// request is a call encoded once, however often it is sent.
type request struct {
	name string // "messages.getHistory"
	body []byte
}

var errEncodeOnly = errors.New("a request is never decoded")

func newRequest(in bin.Encoder) (request, error) {
	r := request{name: methodName(in)}
	var b bin.Buffer
	if err := in.Encode(&b); err != nil {
		return r, fmt.Errorf("encode %s: %w", r.name, err)
	}
	r.body = b.Buf
	return r, nil
}

func methodName(in bin.Encoder) string {
	if t, ok := in.(interface{ TypeName() string }); ok {
		return t.TypeName()
	}
	return fmt.Sprintf("%T", in)
}

// Encode implements bin.Encoder.
func (r request) Encode(b *bin.Buffer) error {
	b.Put(r.body)
	return nil
}

// Decode makes a request a bin.Object, which the wrappers' Query is.
func (request) Decode(*bin.Buffer) error { return errEncodeOnly }

// inTakeout wraps the request as the takeout page asks: the range inside, the
// takeout outside.
func (r request) inTakeout(id int64, rng *model.Range) bin.Encoder {
	var q bin.Object = r
	if rng != nil {
		q = &tg.InvokeWithMessagesRangeRequest{
			Range: tg.MessageRange{MinID: rng.MinID, MaxID: rng.MaxID},
			Query: q,
		}
	}
	return &tg.InvokeWithTakeoutRequest{TakeoutID: id, Query: q}
}

// invoker is a Session seen through one connection and, perhaps, one range.
type invoker struct {
	s    *Session
	next tg.Invoker
	dc   int
	rng  *model.Range
}

// Invoke sends in inside the takeout session over the home connection and decodes
// the answer into out.
func (s *Session) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	return invoker{s: s, next: s.api, dc: s.home}.Invoke(ctx, in, out)
}

// InRange returns an invoker whose calls are limited to a split range.
// https://core.telegram.org/api/takeout#split-ranges
func (s *Session) InRange(r model.Range) tg.Invoker {
	return invoker{s: s, next: s.api, dc: s.home, rng: &r}
}

// Via returns an invoker with the same wrapping and the same policy over another
// connection, of the given DC.
func (s *Session) Via(next tg.Invoker, dc int) tg.Invoker {
	return invoker{s: s, next: next, dc: dc}
}

// Invoke implements tg.Invoker.
func (v invoker) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	req, err := newRequest(in)
	if err != nil {
		return err
	}
	raw, err := v.raw(ctx, req)
	if err != nil {
		return err
	}
	if t, ok := out.(*tee); ok {
		t.raw = raw
		return nil
	}
	if err := out.Decode(&bin.Buffer{Buf: raw}); err != nil {
		return &DecodeError{Method: req.name, Raw: raw, Err: err}
	}
	return nil
}

// raw repeats the call in a new takeout session when Telegram has ended the one
// it was sent in; renew limits how often.
func (v invoker) raw(ctx context.Context, req request) ([]byte, error) {
	id, err := v.s.current(ctx)
	for err == nil {
		var raw []byte
		raw, err = v.s.policy.do(ctx, v.next, v.dc, req.name, req.inTakeout(id, v.rng))
		if !tgerr.Is(err, errTakeoutInvalid) {
			return raw, err
		}
		id, err = v.s.renew(ctx, id)
	}
	return nil, err
}

// tee takes an answer as the bytes it came in, in place: the library copies each
// answer out of its packet into memory that nothing else uses, and a second copy of
// a part of 1 MiB costs as much as writing it to the disk. What is left in b has no
// memory, so that nobody writes into the answer.
type tee struct{ raw []byte }

// Decode implements bin.Decoder.
func (t *tee) Decode(b *bin.Buffer) error {
	t.raw = b.Raw()
	b.ResetTo(nil)
	return nil
}

// Capture invokes in and returns the answer's bytes beside decoding them into
// out. When the bytes came but did not decode, both raw and a *DecodeError are
// returned.
func Capture(ctx context.Context, via tg.Invoker, in bin.Encoder, out bin.Decoder) (raw []byte, err error) {
	var t tee
	if err := via.Invoke(ctx, in, &t); err != nil {
		return nil, err
	}
	if err := out.Decode(&bin.Buffer{Buf: t.raw}); err != nil {
		return t.raw, &DecodeError{Method: methodName(in), Raw: t.raw, Err: err}
	}
	return t.raw, nil
}
