package core

import (
	"bytes"
	"context"
	"encoding/json"
	"sync/atomic"
	"testing"

	"satchel/core/internal/testkit"
)

// hugeFile is the largest that Telegram takes; the server makes its bytes when they
// are asked for.
const hugeFile = 4000 << 20

// refetched exports until the n-th part is asked for, cuts the line there, goes on
// in a new run and returns the most parts of one file that the server sent twice.
func refetched(b *testing.B, files []mediaFile, faults string, n int64) float64 {
	bench, book := startMedia(b, files, faults)
	dir := b.TempDir()
	ctx, stop := context.WithCancel(b.Context())
	defer stop()
	var line testkit.Line
	var seen atomic.Int64
	book.listen(func(p []byte) {
		if bytes.Contains(p, []byte(`"upload.getFile"`)) && seen.Add(1) == n {
			line.Cut()
			stop()
		}
	})
	engine := bench.engine(func(cfg *Config) { cfg.Dial = line.Dial })
	if _, err := engine.Export(ctx, dir, testSettings(), bench.prompter()); ctx.Err() == nil {
		b.Fatalf("the run was not cut: %v", err)
	}
	book.listen(nil)
	got, err := bench.engine(nil).Export(b.Context(), dir, testSettings(), bench.prompter())
	if err != nil || got.Files.Saved != len(files) {
		b.Fatalf("%+v, %v", got, err)
	}
	return float64(mostTwice(book.calls(b, "upload.getFile")))
}

// mostTwice is how many answers of one file were sent again, of the file with the
// most.
func mostTwice(calls []partCall) (most int) {
	sent, again := map[string]bool{}, map[string]int{}
	for _, c := range calls {
		id := c.Args.Location.ID
		if c.Error != nil || id == "" {
			continue
		}
		part := id + "@" + c.Args.Offset.String()
		if sent[part] {
			again[id]++
			most = max(most, again[id])
		}
		sent[part] = true
	}
	return most
}

func TestPartsSentTwiceAreCountedByFile(t *testing.T) {
	t.Parallel()
	refused := "FLOOD_WAIT_3"
	call := func(id, offset string, err *string) (c partCall) {
		c.Args.Location.ID, c.Error = id, err
		c.Args.Offset = json.Number(offset)
		return c
	}
	tests := map[string]struct {
		calls []partCall
		want  int
	}{
		"once each":         {[]partCall{call("1", "0", nil), call("1", "1048576", nil), call("2", "0", nil)}, 0},
		"one again":         {[]partCall{call("1", "0", nil), call("1", "0", nil), call("2", "0", nil)}, 1},
		"one of two files":  {[]partCall{call("1", "0", nil), call("1", "0", nil), call("2", "0", nil), call("2", "0", nil)}, 1},
		"the worst counts":  {[]partCall{call("1", "0", nil), call("1", "0", nil), call("1", "0", nil), call("2", "0", nil)}, 2},
		"refused, not sent": {[]partCall{call("1", "0", &refused), call("1", "0", nil)}, 0},
		"the takeout's own": {[]partCall{call("", "0", nil), call("", "0", nil)}, 0},
	}
	for name, tt := range tests {
		if got := mostTwice(tt.calls); got != tt.want {
			t.Errorf("%s: %d, want %d", name, got, tt.want)
		}
	}
}

// BenchmarkMediaLarge prints the figures of a file of 4 GB and of a restart.
func BenchmarkMediaLarge(b *testing.B) {
	b.Run("restart", func(b *testing.B) {
		files := []mediaFile{{id: 1, size: 48 << 20, dc: 2}, {id: 2, size: 24 << 20, dc: 2}, {id: 3, size: 12 << 20, dc: 2}}
		parts := median(func() float64 { return refetched(b, files, "{"+slowLine+"}", 40) })
		figure("media.restart.twice", parts, "parts of one file", 1, false)
	})
	b.Run("huge", func(b *testing.B) {
		files := []mediaFile{{id: 1, size: hugeFile, dc: 2}}
		var rate float64
		peak := heapPeak(func() { rate = total(files) / download(b, files, "") })
		figure("media.huge.memory", peak, "MB with the server", 100, false)
		figure("media.huge", rate/1e6, "MB/s", lineBytes/1e6, true)
	})
}
