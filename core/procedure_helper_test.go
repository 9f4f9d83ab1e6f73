package core

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"satchel/core/demo"
	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// logged is one line of the server's call log.
type logged struct {
	Method string
	Range  *[2]int
	Args   map[string]any
	Error  *string
}

// wireLog collects the server's call log.
type wireLog struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *wireLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *wireLog) calls(t *testing.T, method string) (calls []logged) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	for line := range strings.Lines(l.buf.String()) {
		var c logged
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		if method == "" || c.Method == method {
			calls = append(calls, c)
		}
	}
	return calls
}

// procedure is a bench with a call log and an archive folder.
type procedure struct {
	*bench
	log wireLog
	dir string
}

func newProcedure(t *testing.T, account fs.FS, faults string) *procedure {
	t.Helper()
	p := &procedure{dir: t.TempDir()}
	p.bench = startBench(t, demo.Options{World: openWorld(t, account), Listen: "127.0.0.1", Faults: parsedFaults(t, faults), Calls: &p.log})
	return p
}

// run exports with the settings that change makes of the tests' own.
func (p *procedure) run(t *testing.T, change func(*Settings)) Result {
	t.Helper()
	s := testSettings()
	if change != nil {
		change(&s)
	}
	result, err := p.engine(nil).Export(t.Context(), p.dir, s, p.prompter())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// expect runs and compares the outcome and the problems ("code subject").
func (p *procedure) expect(t *testing.T, outcome Outcome, change func(*Settings), problems ...string) Result {
	t.Helper()
	got := p.run(t, change)
	var found []string
	for _, pr := range got.Problems {
		found = append(found, pr.Code+" "+pr.Subject)
	}
	if got.Outcome != outcome || strings.Join(found, ", ") != strings.Join(problems, ", ") {
		t.Fatalf("outcome %s, problems %q, blocked %+v; want %s, %q", got.Outcome, found, got.Blocked, outcome, problems)
	}
	return got
}

// read opens the archive for looking into it.
func (p *procedure) read(t *testing.T, look func(ctx context.Context, a *archive.Archive)) {
	t.Helper()
	a, err := archive.OpenRead(t.Context(), p.dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	look(t.Context(), a)
}

// ids are the message ids of a dialog as they are shown.
func (p *procedure) ids(t *testing.T, peer model.PeerID) (ids []int) {
	t.Helper()
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		rows, err := a.Dialogs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if row.Dialog.Peer != peer {
				continue
			}
			err := a.Messages(ctx, row.Number, func(page []archive.MessageRow) error {
				for _, m := range page {
					ids = append(ids, m.Shifted)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	return ids
}

// section are the keys of a section's items.
func (p *procedure) section(t *testing.T, s model.Section) (keys []string) {
	t.Helper()
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		err := a.Section(ctx, s, func(key string, _ []byte) error {
			keys = append(keys, key)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	return keys
}

// output reads a file of the archive.
func (p *procedure) output(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(p.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// number is a number of a call's arguments, 0 when it is not there.
func (c logged) number(name string) int {
	n, _ := c.Args[name].(float64)
	return int(n)
}

func span(first, step, n int) (ids []int) {
	for i := range n {
		ids = append(ids, first+i*step)
	}
	return ids
}

// peer is what the archive knows of somebody.
func (p *procedure) peer(t *testing.T, name string) (found model.Peer) {
	t.Helper()
	id, err := model.ParsePeerID(name)
	if err != nil {
		t.Fatal(err)
	}
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		if found, _, err = a.Peer(ctx, id); err != nil {
			t.Fatal(err)
		}
	})
	return found
}
