package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"sync"
	"time"

	"github.com/gotd/td/tgerr"

	"satchel/core/demo/mtserver"
)

// callLog writes one JSON line an API call.
type callLog struct {
	mu  sync.Mutex
	out io.Writer
}

// callLine is the form of a line of --calls.
type callLine struct {
	Time    json.Number     `json:"t"` // Unix seconds with milliseconds, of the real clock
	Conn    int64           `json:"conn"`
	DC      int             `json:"dc"`
	Method  string          `json:"method"`
	Takeout *string         `json:"takeout"`
	Range   *[2]int         `json:"range"`
	Args    json.RawMessage `json:"args"` // without bytes and secrets
	Bytes   int             `json:"bytes"`
	Ms      float64         `json:"ms"` // until the answer had passed the line
	Error   *string         `json:"error"`
}

func (l *callLog) write(line callLine) error {
	text, err := json.Marshal(line)
	if err != nil {
		return fmt.Errorf("write a call of %s: %w", line.Method, err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, err := l.out.Write(append(text, '\n')); err != nil {
		return fmt.Errorf("write a call of %s: %w", line.Method, err)
	}
	return nil
}

// logCall writes down how a call ended: an answer of n bytes, or err. An answer is
// written down when it has passed the line, so that a log read after a client was
// killed tells what had been sent to it from what was still on the way, and so that
// the time it took is what the client waited, not how long it was in the making.
func (s *Server) logCall(c *call, started time.Time, n int, failure error) {
	if s.calls.out == nil {
		return
	}
	took := time.Since(started)
	line := callLine{
		Time: json.Number(strconv.FormatFloat(float64(started.UnixMilli())/1000, 'f', 3, 64)),
		Conn: c.conn, DC: c.dc, Method: c.name, Args: json.RawMessage("{}"), Bytes: n,
		Ms: math.Round(float64(took.Microseconds())) / 1000, Error: errorName(failure),
	}
	if c.inTakeout {
		id := strconv.FormatInt(c.takeoutID, 10)
		line.Takeout = &id
	}
	if c.messages != nil {
		line.Range = &[2]int{c.messages.MinID, c.messages.MaxID}
	}
	if c.request != nil {
		args, err := s.json.EncodeRedacted(c.request)
		if err == nil {
			line.Args = args
		} else {
			s.log.Error("arguments not written", "method", c.name, "error", err)
		}
	}
	if err := s.calls.write(line); err != nil {
		s.log.Error("call not written", "error", err)
	}
}

// errorName is how a failed call looks to the client; nil for a good one.
func errorName(err error) *string {
	var name string
	var rpc *tgerr.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &rpc):
		name = rpc.Message
	case errors.Is(err, mtserver.ErrDropConnection):
		name = "DROPPED"
	case errors.Is(err, mtserver.ErrNoAnswer):
		name = "STALLED"
	default:
		name = "INTERNAL"
	}
	return &name
}
