package core

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo/world/sample"
	"satchel/core/demo/world/traced"
	"satchel/core/internal/archive"
)

// shape is a saved chat without what it is about.
type shape struct {
	Type     ChatType
	Left     bool
	Messages int
	Services int
	Media    map[string]int
}

// shapes counts the chats of each shape.
func (p *procedure) shapes(t *testing.T) (list []shape) {
	t.Helper()
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		rows, err := a.Dialogs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			s := shape{Type: row.Peer.Type(), Left: row.Left, Media: map[string]int{}}
			err := a.Messages(ctx, row.Number, func(page []archive.MessageRow) error {
				for _, m := range page {
					s.Messages++
					if m.Action != nil {
						s.Services++
					}
					if m.Media != nil {
						s.Media[string(m.Media.Kind)]++
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, s)
		}
	})
	return list
}

// traces exports and returns what the trace of it makes.
func (p *procedure) traces(t *testing.T) (Result, string) {
	t.Helper()
	var trace syncBuffer
	engine := p.engine(func(c *Config) { c.Trace = &trace })
	result, err := engine.Export(t.Context(), p.dir, Default(), p.prompter())
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "world")
	if _, err := traced.Write(bytes.NewReader(trace.Bytes()), dir); err != nil {
		t.Fatal(err)
	}
	return result, dir
}

func TestAWorldOfATraceHasTheShapeOfTheAccount(t *testing.T) {
	t.Parallel()
	first := newProcedure(t, sample.Main(), "")
	_, dir := first.traces(t)
	second := newProcedure(t, os.DirFS(dir), "")
	result := second.run(t, func(s *Settings) { *s = Default() })
	if result.Outcome != Complete || len(result.Problems) != 0 {
		t.Errorf("%s, problems %+v", result.Outcome, result.Problems)
	}
	byType := func(list []shape) map[ChatType][]shape {
		m := map[ChatType][]shape{}
		for _, s := range list {
			m[s.Type] = append(m[s.Type], s)
		}
		for _, list := range m { // a trace knows days: chats of one day come in any order
			slices.SortFunc(list, func(a, b shape) int {
				if a.Messages != b.Messages {
					return a.Messages - b.Messages
				}
				return a.Services - b.Services
			})
		}
		return m
	}
	if diff := cmp.Diff(byType(first.shapes(t)), byType(second.shapes(t))); diff != "" {
		t.Errorf("(-traced +made)\n%s", diff)
	}
}

func TestAWorldOfATraceFailsAsTheAccountDid(t *testing.T) {
	t.Parallel()
	faults := `{"rules": [{"method": "messages.getHistory", "nth": 4, "error": "FLOOD_WAIT_1"}, {"method": "contacts.getSaved", "error": "TAKEOUT_REQUIRED"}]}`
	_, dir := newProcedure(t, sample.Main(), faults).traces(t)
	again, err := os.ReadFile(filepath.Join(dir, "faults.json"))
	if err != nil {
		t.Fatal(err)
	}
	p := newProcedure(t, os.DirFS(dir), string(again))
	result := p.run(t, func(s *Settings) { *s = Default() })
	if len(result.Problems) != 1 || result.Problems[0].Subject != "contacts" {
		t.Errorf("problems %+v", result.Problems)
	}
	floods := 0
	for _, c := range p.log.calls(t, "messages.getHistory") {
		if c.Error != nil && *c.Error == "FLOOD_WAIT_1" {
			floods++
		}
	}
	if floods != 1 {
		t.Errorf("%d floods", floods)
	}
}
