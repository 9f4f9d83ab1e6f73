package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"satchel/core"
	"satchel/gui/widget"
)

// tick ticks a box, or takes its tick away.
func (b *bench) tick(text string) {
	b.Helper()
	var check *widget.Check
	b.walk(func(o fyne.CanvasObject) {
		if found, ok := o.(*widget.Check); ok && found.Text == text {
			check = found
		}
	})
	if check == nil {
		b.Fatalf("there is no box %q", text)
	}
	test.Tap(check)
}

func TestATechnicalLogIsWrittenOnlyWhereItWasAskedFor(t *testing.T) {
	for _, asked := range []bool{false, true} {
		b := newBench(t)
		b.signIn()
		folder := filepath.Join(t.TempDir(), "archive")
		if asked {
			b.tick("Technical log")
		}
		b.entries()[0].SetText(folder)
		b.sees("Good to write to")
		b.press("Start")
		b.until("the export to begin", func() bool { return b.engine.noted("export") })
		if got := b.config.Trace != nil; got != asked {
			t.Fatalf("asked for %v, a log %v", asked, got)
		}
		if asked {
			if _, err := b.config.Trace.Write([]byte(`{"satchel_trace":1}` + "\n")); err != nil {
				t.Fatal(err)
			}
		}
		b.engine.export <- core.Result{Outcome: core.Complete, Start: "/x"}
		b.sees("Everything is saved")
		data, err := os.ReadFile(techLogPath(folder))
		if asked && (err != nil || !strings.HasPrefix(string(data), `{"satchel_trace":1}`)) || !asked && err == nil {
			t.Errorf("asked for %v: %q, error %v", asked, data, err)
		}
	}
}
