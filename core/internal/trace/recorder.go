package trace

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/tljson"
)

// Conn is the kind of a connection.
type Conn string

// The kinds of connection.
const (
	Home  Conn = "home"
	Media Conn = "media"
	CDN   Conn = "cdn"
)

// Head is the first line of a trace.
type Head struct {
	Trace   int    `json:"satchel_trace"` // the version of the form
	Layer   int    `json:"layer"`
	Version string `json:"version"` // of the program
	System  string `json:"system"`
}

// Call is every other line.
type Call struct {
	N       int64           `json:"n"`
	T       int64           `json:"t"`  // milliseconds since the trace began, at the answer
	Ms      int64           `json:"ms"` // how long the answer took
	Conn    Conn            `json:"conn"`
	DC      int             `json:"dc"`
	Method  string          `json:"method"`
	Takeout bool            `json:"takeout,omitempty"`
	Range   *[2]int         `json:"range,omitempty"`
	Args    json.RawMessage `json:"args,omitempty"`
	Bytes   int             `json:"bytes,omitempty"`
	Answer  json.RawMessage `json:"answer,omitempty"`
	Error   string          `json:"error,omitempty"`
}

// Format is the version of the form that this package writes.
const Format = 1

// Recorder writes a trace. It is safe for concurrent use.
type Recorder struct {
	codec  *tljson.Codec
	redact *redactor
	began  time.Time
	log    *slog.Logger

	mu  sync.Mutex
	out io.Writer
	n   int64
	err error // the first that writing met; nothing is written after it
}

// New begins a trace on out; version is the program's. When out can no longer be
// written to, the trace ends there and log is told.
func New(out io.Writer, version string, log *slog.Logger) (*Recorder, error) {
	var key [32]byte
	if _, err := rand.Read(key[:]); err != nil {
		return nil, fmt.Errorf("begin a trace: %w", err)
	}
	r := &Recorder{codec: tljson.New(), began: time.Now(), out: out, log: log}
	var err error
	if r.redact, err = newRedactor(key, r.began); err != nil {
		return nil, fmt.Errorf("begin a trace: %w", err)
	}
	r.line(Head{Trace: Format, Layer: tg.Layer, Version: version, System: runtime.GOOS})
	return r, r.err
}

// Wrap returns next with every call written down. A nil recorder returns next.
func (r *Recorder) Wrap(kind Conn, dc func() int, next tg.Invoker) tg.Invoker {
	if r == nil {
		return next
	}
	return traced{r: r, kind: kind, dc: dc, next: next}
}

type traced struct {
	r    *Recorder
	kind Conn
	dc   func() int
	next tg.Invoker
}

// Invoke implements tg.Invoker.
func (t traced) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	began := time.Now()
	answer := &tee{out: out}
	err := t.next.Invoke(ctx, in, answer)
	call := Call{Conn: t.kind, DC: t.dc(), T: time.Since(t.r.began).Milliseconds(), Ms: time.Since(began).Milliseconds()}
	t.r.request(&call, in)
	if err != nil {
		call.Error = errorName(err)
	}
	// After a call was given up a late answer may still be on its way into the tee.
	if call.Error != givenUp && answer.raw != nil {
		call.Bytes, call.Answer = len(answer.raw), t.r.answer(answer.raw)
		if err != nil {
			call.Error = unreadable
		}
	}
	t.r.call(call)
	return err
}

// tee keeps the bytes of an answer beside decoding them.
type tee struct {
	out bin.Decoder
	raw []byte
}

// Decode implements bin.Decoder.
func (t *tee) Decode(b *bin.Buffer) error {
	t.raw = b.Copy()
	return t.out.Decode(b)
}

// The names of errors that are not Telegram's.
const (
	givenUp    = "GIVEN_UP"
	connection = "CONNECTION"
	unreadable = "UNREADABLE" // an answer came and did not decode
)

func errorName(err error) string {
	if rpc, ok := tgerr.As(err); ok {
		if !isName(rpc.Message) {
			return fmt.Sprintf("ERROR_%d", max(rpc.Code, -rpc.Code))
		}
		return rpc.Message
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return givenUp
	}
	return connection
}

// isName reports the names of errors, all others may be sentences about somebody.
func isName(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

// request writes what was asked, without the wrappers.
func (r *Recorder) request(c *Call, in bin.Encoder) {
	var b bin.Buffer
	if err := in.Encode(&b); err != nil {
		return
	}
	r.unwrap(c, &b)
	obj, err := r.codec.Object(&b)
	if err != nil {
		return
	}
	if named, ok := obj.(interface{ TypeName() string }); ok {
		c.Method = named.TypeName()
	}
	if args, err := r.codec.EncodeReplaced(obj, r.redact.replace); err == nil {
		c.Args = args
	}
}

// unwrap takes invokeWithTakeout and invokeWithMessagesRange off.
func (r *Recorder) unwrap(c *Call, b *bin.Buffer) {
	if id, err := b.PeekID(); err == nil && id == tg.InvokeWithTakeoutRequestTypeID {
		c.Takeout = b.ConsumeID(id) == nil && skipLong(b)
	}
	if id, err := b.PeekID(); err == nil && id == tg.InvokeWithMessagesRangeRequestTypeID {
		var bounds tg.MessageRange
		if b.ConsumeID(id) == nil && bounds.Decode(b) == nil {
			c.Range = &[2]int{
				r.redact.replace("messageRange", "min_id", bounds.MinID).(int), r.redact.replace("messageRange", "max_id", bounds.MaxID).(int),
			}
		}
	}
}

func skipLong(b *bin.Buffer) bool {
	_, err := b.Long()
	return err == nil
}

// answer is the answer as it may be seen; files are only counted.
func (r *Recorder) answer(raw []byte) json.RawMessage {
	id, err := (&bin.Buffer{Buf: raw}).PeekID()
	if err != nil {
		return nil
	}
	if name := fileName(id); name != "" {
		return json.RawMessage(fmt.Sprintf(`{"_":%q}`, name))
	}
	shown, err := r.codec.Raw(raw, r.redact.replace)
	if err != nil {
		// The first four bytes are a constructor's number always; of those that follow
		// nobody knows.
		return json.RawMessage(fmt.Sprintf(`{"_":"unreadable","constructor":"%08x"}`, id))
	}
	return shown
}

// fileName is the constructor of an answer that holds bytes of a file; empty for
// others.
func fileName(id uint32) string {
	switch id {
	case tg.UploadFileTypeID:
		return "upload.file"
	case tg.UploadCDNFileTypeID:
		return "upload.cdnFile"
	case tg.UploadWebFileTypeID:
		return "upload.webFile"
	}
	return ""
}

// call writes a call, numbered as it is written.
func (r *Recorder) call(c Call) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c.N = r.n + 1
	if r.line(c); r.err == nil {
		r.n++
	}
}

// line writes a line at once, so that it is there whole or not at all. It is called
// with mu held.
func (r *Recorder) line(v any) {
	if r.err != nil {
		return
	}
	data, err := json.Marshal(v)
	if err == nil {
		_, err = r.out.Write(append(data, '\n'))
	}
	if err != nil {
		r.err = fmt.Errorf("write the trace: %w", err)
		r.log.Warn("the trace ends here", "error", err)
	}
}
