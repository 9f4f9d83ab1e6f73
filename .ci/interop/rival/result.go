package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// result is one download of everything.
type result struct {
	bytes   int64
	stretch float64 // seconds from the first call for a part of a file to the last answer
	wall    time.Duration
	cpu     time.Duration // of the client
	same    int           // files that are the world's
	broken  []string      // rules, sorted
}

func (r result) rate() float64 { return float64(r.bytes) / r.stretch }

// mark is how far a server's records had been written.
type mark struct{ calls, violations int64 }

func (s *server) written() (m mark, err error) {
	for path, n := range map[string]*int64{s.calls: &m.calls, s.violations: &m.violations} {
		info, err := os.Stat(path)
		if err != nil {
			return m, err
		}
		*n = info.Size()
	}
	return m, nil
}

// since reads what the server wrote down after m.
func (s *server) since(m mark, into *result) error {
	err := linesFrom(s.calls, m.calls, func(r io.Reader) (err error) {
		into.stretch, err = stretchOf(r)
		return err
	})
	if err != nil {
		return err
	}
	return linesFrom(s.violations, m.violations, func(r io.Reader) (err error) {
		into.broken, err = rulesOf(r)
		return err
	})
}

func linesFrom(path string, offset int64, read func(io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		return err
	}
	return read(f)
}

// stretchOf is the seconds from the first call for a part of a file in a call log to
// the last answer. The file of a takeout itself, which has no id, is none of those.
func stretchOf(log io.Reader) (float64, error) {
	first, last := math.Inf(1), 0.0
	err := eachLine(log, func(line []byte) error {
		var c struct {
			T, Ms  float64
			Method string
			Args   struct{ Location struct{ ID string } }
		}
		if !strings.Contains(string(line), `"upload.getFile"`) {
			return nil
		}
		if err := json.Unmarshal(line, &c); err != nil {
			return err
		}
		if c.Method == "upload.getFile" && c.Args.Location.ID != "" {
			first, last = min(first, c.T), max(last, c.T+c.Ms/1000)
		}
		return nil
	})
	if err == nil && last <= first {
		err = fmt.Errorf("no part of a file was asked for")
	}
	return last - first, err
}

func rulesOf(log io.Reader) (rules []string, err error) {
	err = eachLine(log, func(line []byte) error {
		var v struct{ Rule string }
		if err := json.Unmarshal(line, &v); err != nil {
			return err
		}
		rules = append(rules, v.Rule)
		return nil
	})
	slices.Sort(rules)
	return rules, err
}

func eachLine(r io.Reader, f func(line []byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if err := f(lines.Bytes()); err != nil {
			return fmt.Errorf("read what the server wrote down: %w", err)
		}
	}
	return lines.Err()
}

// figures are the medians of some runs.
type figures struct {
	rate, wall, cpu float64 // bytes a second; seconds; seconds a GB
	same            int     // the worst
	broken          string
}

func figuresOf(runs []result) (f figures) {
	var rates, walls, cpus []float64
	f.same = math.MaxInt
	broken := map[string]int{}
	for _, r := range runs {
		rates, walls, cpus = append(rates, r.rate()), append(walls, r.wall.Seconds()), append(cpus, r.cpu.Seconds()/(float64(r.bytes)/1e9))
		f.same = min(f.same, r.same)
		for _, rule := range r.broken {
			broken[rule]++
		}
	}
	f.rate, f.wall, f.cpu = middle(rates), middle(walls), middle(cpus)
	var words []string
	for rule, n := range broken {
		words = append(words, fmt.Sprintf("%s (%d)", rule, n))
	}
	slices.Sort(words)
	f.broken = strings.Join(words, " ")
	return f
}

func middle(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}

// ratioOf is how fast theirs are beside ours: the median of the rounds, for what
// else the computer does changes between them.
func ratioOf(theirs, ours []result) float64 {
	var ratios []float64
	for i := range theirs {
		ratios = append(ratios, theirs[i].rate()/ours[i].rate())
	}
	return middle(ratios)
}

// print writes the table of a line, the first entry (Satchel) beside each other, and
// returns how often somebody's files were not the world's, or Satchel was short of
// what it has to reach beside somebody.
func print(w io.Writer, l line, entries []*entry, files int) (short int) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "%s\tMB/s\tof the line\tof Satchel\tstart to end\tCPU of the client\tsha256 right\trules broken\t\n", l.name)
	for _, e := range entries {
		f := figuresOf(e.runs)
		share, word := "-", ""
		if l.rate > 0 {
			share = fmt.Sprintf("%.1f %%", 100*f.rate/l.rate)
		}
		ratio := ratioOf(e.runs, entries[0].runs)
		if ratio*l.least > 1 || f.same < files {
			short, word = short+1, "short"
		}
		fmt.Fprintf(t, "%s\t%.1f\t%s\t%.2f\t%.1f s\t%.1f s/GB\t%d of %d\t%s\t%s\n", e.client.name, f.rate/1e6, share, ratio, f.wall, f.cpu, f.same, files, f.broken, word)
	}
	t.Flush()
	fmt.Fprintln(w)
	return short
}
