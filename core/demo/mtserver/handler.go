package mtserver

import (
	"context"
	"errors"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// Call is one API request, out of its transport wrappers.
type Call struct {
	Conn      int64   // number of the connection, from 1, never reused
	DC        int     // id of the DC it came to
	Media     bool    // it came to a media address
	CDN       bool    // it came to a CDN address
	AuthKeyID [8]byte // who calls: the permanent key
	SessionID int64
	MsgID     int64
	Received  time.Time // when its frame was read

	// Layer of the last invokeWithLayer of the session, else of the auth key;
	// 0: none was ever sent.
	Layer int
	// Init is the last initConnection of the session, else of the auth key,
	// with a nil Query; nil: none was ever sent. Not to be changed.
	Init *tg.InitConnectionRequest
	// NoUpdates: the request came in invokeWithoutUpdates.
	NoUpdates bool

	// Query is the TL of the request without invokeWithLayer, initConnection,
	// invokeWithoutUpdates, invokeAfterMsg(s) and gzip_packed in any nesting;
	// invokeWithTakeout, invokeWithMessagesRange and whatever else is left in.
	// It is the handler's to keep.
	Query []byte
}

// Answer is what a handler gives back.
type Answer struct {
	// Body is the result; it is encoded once, before the answer is sent.
	Body bin.Encoder
	// Drop: the call was acted upon, the connection ends without the answer.
	// The same request (same session, same msg_id) on a new connection gets it.
	Drop bool
	// Plain: do not try to compress. Results upload.file, upload.cdnFile and
	// upload.webFile never are.
	Plain bool
	// Sending, if there is one, is called once, when the answer has waited for the
	// line and goes to the client; false: the connection ended before. Not with Drop.
	Sending func(sent bool)
}

// Handler answers API calls. Handle runs in a goroutine of its own, many at a
// time; ctx ends with the connection, with rpc_drop_answer and with the server.
//
// A *tgerr.Error (wrapped or not) goes out as rpc_error with its Code and
// Message. ErrDropConnection and ErrNoAnswer do what they say. Any other error,
// and a panic, is logged and goes out as 500 INTERNAL.
type Handler interface {
	Handle(ctx context.Context, c *Call) (Answer, error)
}

// HandlerFunc is a function as a Handler.
type HandlerFunc func(ctx context.Context, c *Call) (Answer, error)

// Handle calls f.
func (f HandlerFunc) Handle(ctx context.Context, c *Call) (Answer, error) { return f(ctx, c) }

// ErrDropConnection from a handler: nothing was done, the connection ends
// before the answer; the same request sent again is handled again.
var ErrDropConnection = errors.New("drop the connection")

// ErrNoAnswer from a handler: the request is acknowledged and never answered,
// the connection stays open.
var ErrNoAnswer = errors.New("no answer")
