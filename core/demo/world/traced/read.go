package traced

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// ErrTrace is wrapped by every error about a trace; the text names the line.
var ErrTrace = errors.New("not a trace of this program")

// object is a TL object as JSON.
type object = map[string]any

// head is the first line of a trace.
type head struct {
	Trace int `json:"satchel_trace"`
	Layer int `json:"layer"`
}

// call is every other line.
type call struct {
	Conn   string  `json:"conn"`
	Method string  `json:"method"`
	Range  *[2]int `json:"range"`
	Args   object  `json:"args"`
	Answer any     `json:"answer"`
	Error  string  `json:"error"`
}

// longestLine bounds a line of a trace: an answer is at most some megabytes.
const longestLine = 64 << 20

// read passes the calls of a trace to each, in their order. A last line that was cut
// is left out.
func read(r io.Reader, begin func(head) error, each func(call)) error {
	lines := bufio.NewReaderSize(r, 1<<20)
	for n := 1; ; n++ {
		line, err := readLine(lines)
		whole := err == nil
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("%w: line %d: %w", ErrTrace, n, err)
		}
		switch {
		case n == 1:
			if err := readHead(line, begin); err != nil {
				return err
			}
		case whole:
			var c call
			dec := json.NewDecoder(bytes.NewReader(line))
			dec.UseNumber()
			if err := dec.Decode(&c); err != nil {
				return fmt.Errorf("%w: line %d: %w", ErrTrace, n, err)
			}
			each(c)
		}
		if !whole {
			return nil
		}
	}
}

var errLong = errors.New("the line is too long")

func readLine(r *bufio.Reader) (line []byte, err error) {
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > longestLine:
			return nil, errLong
		case !errors.Is(err, bufio.ErrBufferFull):
			return line, err
		}
	}
}

func readHead(line []byte, begin func(head) error) error {
	var h head
	if err := json.Unmarshal(line, &h); err != nil || h.Trace == 0 {
		return fmt.Errorf("%w: line 1 is not the head of one", ErrTrace)
	}
	if h.Trace > 1 {
		return fmt.Errorf("%w: its form is of a newer version", ErrTrace)
	}
	return begin(h)
}
