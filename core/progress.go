package core

import (
	"context"
	"io"
	"io/fs"
	"os"

	"satchel/core/internal/archive"
)

// Progress is how far Verify, Copy or Render has come, in bytes of files. Total is what the
// folder held at the start of the step; zero while it is not known.
type Progress struct {
	Step        ProgressStep
	Files       int // done with
	Done, Total int64
	Full        *FullDisk // it waits for room; nil: it goes on
}

// tellRoom tells of a wait for room in a step.
func tellRoom(tell func(Progress), step ProgressStep) func(needed, free int64) {
	return func(needed, free int64) {
		if tell == nil {
			return
		}
		p := Progress{Step: step}
		if needed > 0 {
			p.Full = &FullDisk{Needed: needed, Free: free}
		}
		tell(p)
	}
}

// ProgressStep is what Verify, Copy or Render is at.
type ProgressStep string

// The steps, in their order.
const (
	StepCopying   ProgressStep = "copying"
	StepVerifying ProgressStep = "verifying" // reading every file
	StepRendering ProgressStep = "rendering" // told of only while it waits for room
)

// meter tells of the progress of a step; it belongs to the goroutine that reads.
type meter struct {
	tell func(Progress) // nil: nobody listens
	at   Progress
}

// newMeter begins a step over the files below root.
func newMeter(tell func(Progress), step ProgressStep, root *os.Root) *meter {
	m := &meter{tell: tell, at: Progress{Step: step}}
	if tell != nil {
		m.at.Total = weigh(root)
		tell(m.at)
	}
	return m
}

// weigh sums the files below root; what cannot be seen weighs nothing.
func weigh(root *os.Root) (total int64) {
	_ = fs.WalkDir(root.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil //nolint:nilerr // the reading itself tells of it
		case d.IsDir() && archive.IsWork(path):
			return fs.SkipDir
		case !d.Type().IsRegular() || archive.IsWork(path):
			return nil
		}
		if info, err := d.Info(); err == nil {
			total += info.Size()
		}
		return nil
	})
	return total
}

// read counts n bytes.
func (m *meter) read(n int) {
	m.at.Done += int64(n)
	m.at.Total = max(m.at.Total, m.at.Done)
	if m.tell != nil {
		m.tell(m.at)
	}
}

// file counts a file that is done with.
func (m *meter) file() {
	m.at.Files++
	if m.tell != nil {
		m.tell(m.at)
	}
}

// metered reads from r while ctx lasts, and counts.
type metered struct {
	ctx   context.Context
	r     io.Reader
	meter *meter
}

func (r metered) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.r.Read(p)
	r.meter.read(n)
	return n, err
}
