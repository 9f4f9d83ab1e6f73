package trace

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// ErrNotTrace is returned for a file that is there and is something else.
var ErrNotTrace = errors.New("the file is there already and is not a trace")

// Open makes a file for a trace that only its owner may read, or opens one that is
// there so that another run is added to it. A last line that was cut is taken away.
func Open(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the trace: %w", err)
	}
	if err := ready(f); err != nil {
		return nil, errors.Join(fmt.Errorf("open the trace: %w", err), f.Close())
	}
	return f, nil
}

// ready checks a file that is to be added to, and cuts it after its last whole line.
func ready(f *os.File) error {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 || !info.Mode().IsRegular() {
		return err // a new one, or a pipe
	}
	first, err := bufio.NewReader(io.LimitReader(f, longestHead)).ReadBytes('\n')
	var head Head
	if err != nil || json.Unmarshal(first, &head) != nil || head.Trace != Format {
		return ErrNotTrace
	}
	end, err := afterLastLine(f, info.Size())
	if err != nil || end == info.Size() {
		return err
	}
	return f.Truncate(end)
}

const longestHead = 1 << 12

// afterLastLine is where the last whole line ends.
func afterLastLine(f io.ReaderAt, size int64) (int64, error) {
	var part [1 << 12]byte
	for size > 0 {
		n := min(size, int64(len(part)))
		if _, err := f.ReadAt(part[:n], size-n); err != nil {
			return 0, err
		}
		for i := n; i > 0; i-- {
			if part[i-1] == '\n' {
				return size - n + i, nil
			}
		}
		size -= n
	}
	return 0, nil
}
