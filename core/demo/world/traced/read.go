package traced

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
)

// ErrTrace is wrapped by every error about a trace; the text names the line.
var ErrTrace = errors.New("not a trace that a world can be made of")

// object is a TL object as JSON.
type object = map[string]any

// call is a line of a trace, or the head of a run.
type call struct {
	Trace  int     `json:"satchel_trace"` // only in a head
	Layer  int     `json:"layer"`         // only in a head
	Method string  `json:"method"`
	Range  *[2]int `json:"range"`
	Args   object  `json:"args"`
	Bytes  int     `json:"bytes"`
	Answer any     `json:"answer"`
	Error  string  `json:"error"`
}

// longestLine bounds a line of a trace: an answer is at most some megabytes.
const longestLine = 64 << 20

// reader reads a trace line by line.
type reader struct {
	in    *bufio.Reader
	codec *tljson.Codec
	n     int // of the last line
	cut   int // the number of the last line, if it had no end and was left out
}

func newReader(r io.Reader) *reader {
	return &reader{in: bufio.NewReaderSize(r, 1<<20), codec: tljson.New()}
}

// next is the next head or call; io.EOF after the last whole one.
func (r *reader) next() (call, error) {
	line, err := r.line()
	r.n++
	switch {
	case errors.Is(err, io.EOF) && r.n == 1:
		return call{}, r.bad(errHead)
	case errors.Is(err, io.EOF):
		if len(line) > 0 {
			r.cut = r.n
		}
		return call{}, io.EOF
	case err != nil:
		return call{}, r.bad(err)
	}
	var c call
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber()
	if err := dec.Decode(&c); err != nil {
		if r.n == 1 {
			err = errHead
		}
		return call{}, r.bad(err)
	}
	if err := r.check(line, c); err != nil {
		return call{}, r.bad(err)
	}
	return c, nil
}

func (r *reader) bad(err error) error { return fmt.Errorf("%w: line %d: %w", ErrTrace, r.n, err) }

var (
	errLong = errors.New("the line is too long")
	errHead = errors.New("this is not the head of a trace")
	errCall = errors.New("neither a call nor the head of a run")
)

// check refuses what no recorder wrote.
func (r *reader) check(line []byte, c call) error {
	switch {
	case c.Trace > 1:
		return errors.New("its form is of a newer version")
	case c.Trace == 1 && c.Layer != tg.Layer:
		return fmt.Errorf("the trace is of layer %d, this program speaks %d", c.Layer, tg.Layer)
	case c.Trace == 1:
		return nil
	case r.n == 1:
		return errHead
	case c.Method == "" && c.Error == "" && c.Answer == nil:
		return errCall
	}
	var raw struct{ Args, Answer json.RawMessage }
	if err := json.Unmarshal(line, &raw); err != nil {
		return err
	}
	if len(raw.Args) > 0 {
		if err := r.object("args", raw.Args); err != nil {
			return err
		}
	}
	return r.answer(raw.Answer, c.Answer)
}

// answer holds an answer against the schema; of files and unreadable answers a trace
// has only the constructor.
func (r *reader) answer(raw json.RawMessage, answer any) error {
	switch a := answer.(type) {
	case nil, bool:
		return nil
	case []any:
		var all []bin.Object
		return r.codec.Decode(raw, &all, lenient("answer"))
	case object:
		switch a["_"] {
		case "upload.file", "upload.cdnFile", "upload.webFile", "unreadable":
			return nil
		}
	}
	return r.object("answer", raw)
}

func (r *reader) object(path string, raw json.RawMessage) error {
	var one bin.Object
	return r.codec.Decode(raw, &one, lenient(path))
}

// lenient lets required fields be missing: the world says which of them it misses.
func lenient(path string) tljson.DecodeOptions {
	return tljson.DecodeOptions{Path: path, Absent: func(bin.Object, string) bool { return true }}
}

// line is the next line; with io.EOF what is left without an end.
func (r *reader) line() (line []byte, err error) {
	for {
		part, err := r.in.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > longestLine:
			return nil, errLong
		case !errors.Is(err, bufio.ErrBufferFull):
			return line, err
		}
	}
}
