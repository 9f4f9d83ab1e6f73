package gui

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"satchel/core"
)

// What the grid takes from a download is measured on a stretch of this many files. Of
// each of two datacenters five files are in flight, so that a line of 14 ms brings
// about 500 of them a second.
const (
	shareFirst = 500
	shareLast  = 5500
	shareLine  = `{"line":{"latency_ms":14}}`
)

// meter notes when the stretch began and ended.
type meter struct{ began, ended time.Time }

// look is true when the stretch is over.
func (m *meter) look(engine *core.Engine) bool {
	switch n := engine.Gallery().Added(); {
	case n >= shareLast:
		m.ended = time.Now()
	case n >= shareFirst && m.began.IsZero():
		m.began = time.Now()
	}
	return !m.ended.IsZero()
}

func (m *meter) rate() float64 { return (shareLast - shareFirst) / m.ended.Sub(m.began).Seconds() }

// alone is the files a second of a run without a window.
func alone(b *testing.B) float64 {
	engine := startPictures(b, shareLast+shareFirst, shareLine)
	ctx, stop := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := engine.Export(ctx, b.TempDir(), core.Default(), account{})
		ended <- err
	}()
	var m meter
	for tick := time.NewTicker(10 * time.Millisecond); !m.look(engine); {
		select {
		case <-tick.C:
		case err := <-ended:
			b.Fatalf("the run ended: %v", err)
		}
	}
	stop()
	<-ended
	return m.rate()
}

// beside is that of a run whose files flow through the grid of the window.
func beside(b *testing.B) float64 {
	engine := startPictures(b, shareLast+shareFirst, shareLine)
	w := &stopwatch{queue: make(chan func(), 1024)}
	shell, j := w.openGrid(b, engine)
	var m meter
	for tick := time.NewTicker(10 * time.Millisecond); !m.look(engine); {
		select {
		case f := <-w.queue:
			w.do(f)
		case <-tick.C:
		}
		if !j.running {
			b.Fatalf("the run ended: %+v, %v", j.result, j.err)
		}
	}
	engine.Cancel()
	w.shut(b, shell, j)
	return m.rate()
}

// BenchmarkMedia tells how much the grid slows a download of 500 files a second: pairs
// of runs, the median of what each pair differs by.
func BenchmarkMedia(b *testing.B) {
	var slower, rates []float64
	for range 3 {
		without, with := alone(b), beside(b)
		slower, rates = append(slower, 100*(1-with/without)), append(rates, with)
	}
	slices.Sort(slower)
	slices.Sort(rates)
	figure("grid.share", slower[1], "% slower download", 5)
	fmt.Printf("bench grid.share.files %.0f files/s with the grid\n", rates[1])
}
