package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gotd/td/tg"
)

func TestTheWorkloadIsTheBenchs(t *testing.T) {
	of := map[int]int{}
	for _, size := range workload() {
		of[size]++
	}
	if of[96<<20] != 1 || of[24<<20] != 4 || of[2<<20] != 24 || of[100_000] != 160 || len(of) != 4 {
		t.Errorf("files by size: %v", of)
	}
}

// The hashes that downloads are held against come from the world alone, and the
// world is one that the server takes.
func TestEveryFileOfTheWorldHasAHash(t *testing.T) {
	sizes := []int{5, 100_000, 131_073}
	folder, err := worldFolder(t.TempDir(), tg.Layer, sizes)
	if err != nil {
		t.Fatal(err)
	}
	got, err := hashes(folder, sizes)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i := range sizes {
		seen[got[nameOf(i)]] = true
	}
	if len(got) != len(sizes) || len(seen) != len(sizes) {
		t.Errorf("%v", got)
	}
}

func TestAFileCountsOnceAndOnlyWithItsBytes(t *testing.T) {
	right, err := hash(strings.NewReader("right"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a": right, "b": right, "c": right}
	dir := t.TempDir()
	for path, text := range map[string]string{"x/a": "right", "y/a": "right", "x/b": "wrong", "x/d": "right"} {
		at := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := matching(dir, want); err != nil || n != 1 {
		t.Errorf("%d of %d, %v; want 1: the second copy, the wrong one and the unknown one do not count", n, len(want), err)
	}
}

func TestTheStretchIsFromTheFirstPartToTheLast(t *testing.T) {
	part := func(rest string) string { return `{"method":"upload.getFile",` + rest + `}` + "\n" }
	tests := map[string]struct {
		log  string
		want float64
	}{
		"parts": {part(`"t":100.5,"ms":80,"args":{"location":{"id":"7"}}`) + part(`"t":100,"ms":90,"args":{"location":{"id":"8"}}`), 0.58},
		"the answer that arrives last is not of the last call": {
			part(`"t":100,"ms":2000,"args":{"location":{"id":"7"}}`) + part(`"t":101,"ms":90,"args":{"location":{"id":"8"}}`), 2},
		"other calls": {`{"method":"messages.getHistory","t":1,"ms":1,"args":{}}` + "\n" + part(`"t":100,"ms":1000,"args":{"location":{"id":"7"}}`), 1},
		"the takeout's file": {part(`"t":90,"ms":80,"args":{"location":{"_":"inputTakeoutFileLocation"}}`) +
			part(`"t":100,"ms":1000,"args":{"location":{"id":"7"}}`), 1},
	}
	for name, tt := range tests {
		got, err := stretchOf(strings.NewReader(tt.log))
		if err != nil || got < tt.want-1e-6 || got > tt.want+1e-6 {
			t.Errorf("%s: %v, %v, want %v", name, got, err, tt.want)
		}
	}
	for _, log := range []string{"", `{"method":"upload.getFile"` + "\n"} {
		if got, err := stretchOf(strings.NewReader(log)); err == nil {
			t.Errorf("%q is %v seconds", log, got)
		}
	}
}

func TestOnlyWhatWasWrittenSinceCounts(t *testing.T) {
	dir := t.TempDir()
	s := &server{calls: filepath.Join(dir, "calls"), violations: filepath.Join(dir, "violations")}
	add := func(path, text string) {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.WriteString(text); err != nil {
			t.Fatal(err)
		}
	}
	add(s.calls, `{"method":"upload.getFile","t":1,"ms":1,"args":{"location":{"id":"7"}}}`+"\n")
	add(s.violations, `{"rule":"old"}`+"\n")
	before, err := s.written()
	if err != nil {
		t.Fatal(err)
	}
	add(s.calls, `{"method":"upload.getFile","t":100,"ms":3000,"args":{"location":{"id":"7"}}}`+"\n")
	add(s.violations, `{"rule":"z"}`+"\n"+`{"rule":"a"}`+"\n")
	var got result
	if err := s.since(before, &got); err != nil || got.stretch != 3 || !slices.Equal(got.broken, []string{"a", "z"}) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestTheTableTellsWhoWasFasterAndWhoseFilesAreWrong(t *testing.T) {
	runs := func(same int, seconds ...float64) (out []result) {
		for _, s := range seconds {
			out = append(out, result{bytes: 20e6, stretch: s, wall: time.Second, same: same, broken: []string{"getFile.queue"}})
		}
		return out
	}
	named := func(name string, runs []result) *entry { return &entry{client: client{name: name}, runs: runs} }
	l := line{name: "a line", rate: 20e6, least: 0.97}
	tests := map[string]struct {
		rival []result
		files int
		short int
	}{
		"a slower one":                        {runs(2, 4, 4, 4), 2, 0},
		"as fast":                             {runs(2, 2, 2, 2), 2, 0},
		"faster in one round of three":        {runs(2, 1, 4, 4), 2, 0},
		"faster in most rounds":               {runs(2, 1, 1, 4), 2, 1},
		"files that are not the world's once": {append(runs(2, 4, 4), runs(1, 4)...), 2, 1},
		"everybody's are wrong":               {runs(2, 4, 4, 4), 3, 2},
	}
	for name, tt := range tests {
		var out bytes.Buffer
		got := print(&out, l, []*entry{named("Satchel", runs(2, 2, 2, 2)), named("rival", tt.rival)}, tt.files)
		if got != tt.short || strings.Count(out.String(), "short") != tt.short {
			t.Errorf("%s: %d short, want %d:\n%s", name, got, tt.short, out.String())
		}
		if !strings.Contains(out.String(), "10.0") || !strings.Contains(out.String(), "50.0 %") || !strings.Contains(out.String(), "getFile.queue (3)") {
			t.Errorf("%s: the table lacks a figure:\n%s", name, out.String())
		}
	}
}
