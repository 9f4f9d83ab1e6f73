package core

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"satchel/core/internal/testkit"
)

// partsInFlight is how many parts of a file may be on their way when a run is cut:
// they have not arrived, and are asked for again. One more may be on its way to the
// disk.
const partsInFlight = 4

// cutDownload exports until the n-th part is asked for; then the line is cut and
// the folder kept as it is.
func cutDownload(t *testing.T, b *bench, book *callBook, n int64) (image string) {
	t.Helper()
	dir, image := t.TempDir(), t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var line testkit.Line
	var seen atomic.Int64
	copied := make(chan error, 1)
	book.listen(func(p []byte) {
		if bytes.Contains(p, []byte(`"upload.getFile"`)) && seen.Add(1) == n {
			line.Cut()
			copied <- testkit.CopyTree(image, dir)
			stop()
		}
	})
	defer book.listen(nil)
	engine := b.engine(func(cfg *Config) { cfg.Dial = line.Dial })
	if _, err := engine.Export(ctx, dir, testSettings(), b.prompter()); ctx.Err() == nil {
		t.Fatalf("the run was not cut: %v", err)
	}
	if err := <-copied; err != nil {
		t.Fatal(err)
	}
	return image
}

func TestARestartGoesOnAtTheMissingParts(t *testing.T) {
	t.Parallel()
	files := []mediaFile{{id: 100, size: 24 << 20}, {id: 140, size: 22<<20 + 5}, {id: 180, size: 6 << 20}, {id: 220, size: 1000}}
	for _, cut := range []int64{5, 20, 45} {
		b, book := startMedia(t, files, `{"line":{"latency_ms":10,"bytes_per_second":60000000}}`)
		dir := cutDownload(t, b, book, cut)
		first := book.calls(t, "upload.getFile")
		known := map[string]map[int64]bool{}
		for _, f := range files {
			known[fmt.Sprint(f.id)] = journaled(t, dir, f)
		}
		if got := b.export(t, dir); got.Outcome != Complete {
			t.Fatalf("cut at %d: %+v", cut, got)
		}
		checkFiles(t, dir, files)
		before, after := offsetsAsked(t, first), offsetsAsked(t, book.calls(t, "upload.getFile")[len(first):])
		for id, offsets := range after {
			again := 0
			for offset := range offsets {
				if known[id][offset] {
					t.Errorf("cut at %d: the part of %s at %d was there and was asked for again", cut, id, offset)
				}
				if before[id][offset] {
					again++
				}
			}
			if again > partsInFlight+1 {
				t.Errorf("cut at %d: %d parts of %s were asked for twice", cut, again, id)
			}
		}
	}
}

// offsetsAsked are the parts that calls asked for, by file. A slow machine loses
// links, so a run may ask for a part more than once by itself.
func offsetsAsked(t *testing.T, calls []partCall) map[string]map[int64]bool {
	t.Helper()
	asked := map[string]map[int64]bool{}
	for _, c := range calls {
		if c.Args.Location.ID == "" {
			continue
		}
		offset, err := c.Args.Offset.Int64()
		mustDo(t, err)
		if asked[c.Args.Location.ID] == nil {
			asked[c.Args.Location.ID] = map[int64]bool{}
		}
		asked[c.Args.Location.ID][offset] = true
	}
	return asked
}

// The form of a journal: a head, and a record for each part that is on the disk.
const journalHead, journalRecord = 20, 8

// journaled are the offsets of the parts that an unfinished file has: a folder that is
// copied while it is written to may have the word of a part and not its bytes.
func journaled(t *testing.T, dir string, f mediaFile) map[int64]bool {
	t.Helper()
	name := filepath.Join(dir, ".satchel", "media", fmt.Sprintf("document_%d.part", f.id))
	data, err := os.ReadFile(name + ".journal")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	mustDo(t, err)
	there, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) { // it has its name already
		there, err = os.ReadFile(strings.TrimSuffix(name, ".part"))
	}
	mustDo(t, err)
	content := f.content()
	part, known := int64(1<<20), map[int64]bool{}
	if f.size < 8<<20 {
		part = 512 << 10
	}
	for data = data[min(journalHead, len(data)):]; len(data) >= journalRecord; data = data[journalRecord:] {
		offset := int64(binary.LittleEndian.Uint32(data)) * part
		end := min(offset+part, int64(f.size))
		known[offset] = int64(len(there)) >= end && bytes.Equal(there[offset:end], content[offset:end])
	}
	return known
}

// TestAPartThatHasArrivedIsNeverAskedForAgain: the server sends six parts and falls
// silent, so that nothing is on its way when the program is killed.
func TestAPartThatHasArrivedIsNeverAskedForAgain(t *testing.T) {
	t.Parallel()
	const arrive = 6
	var rules []string
	for n := arrive + 1; n <= arrive+partsInFlight; n++ {
		rules = append(rules, fmt.Sprintf(`{"method":"upload.getFile","file":"document:100","nth":%d,"do":"stall"}`, n))
	}
	files := []mediaFile{{id: 100, size: 24<<20 + 1}}
	b, book := startMedia(t, files, `{"rules":[`+strings.Join(rules, ",")+`]}`)
	_, err := b.engine(nil).SignIn(t.Context(), b.prompter())
	mustDo(t, err)
	dir := t.TempDir()
	argv, env := b.order(t, dir, false)
	process := exec.CommandContext(t.Context(), argv[0], argv[1:]...)
	process.Env = env
	mustDo(t, process.Start())
	journal := filepath.Join(dir, ".satchel", "media", "document_100.part.journal")
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for len(unanswered(book.calls(t, "upload.getFile"))) < partsInFlight {
		<-tick.C
	}
	for {
		if info, err := os.Stat(journal); err == nil && info.Size() == journalHead+arrive*journalRecord {
			break
		}
		<-tick.C
	}
	mustDo(t, process.Process.Kill())
	if err := process.Wait(); err == nil {
		t.Fatal("the process was not killed")
	}
	if got := b.export(t, dir); got.Outcome != Complete {
		t.Fatalf("%+v", got)
	}
	checkFiles(t, dir, files)
	sent := map[string]int{}
	for _, c := range book.calls(t, "upload.getFile") {
		if c.Error == nil && c.Args.Location.ID == "100" {
			sent[c.Args.Offset.String()]++
		}
	}
	if len(sent) != 25 {
		t.Errorf("%d parts were sent, want 25", len(sent))
	}
	for offset, n := range sent {
		if n != 1 {
			t.Errorf("the part at %s was sent %d times", offset, n)
		}
	}
}

// unanswered are the calls the server fell silent on.
func unanswered(calls []partCall) []partCall {
	return slices.DeleteFunc(calls, func(c partCall) bool { return c.Error == nil || *c.Error != "STALLED" })
}

func TestUselessPartFilesAreSwept(t *testing.T) {
	t.Parallel()
	files := []mediaFile{{id: 100, size: 2 << 20}}
	b, _ := startMedia(t, files, "")
	dir := t.TempDir()
	b.export(t, dir)
	media := filepath.Join(dir, ".satchel", "media")
	for _, name := range []string{"document_100.part", "document_100.part.journal", "document_7.part", "photo_8_x.part.journal", "strange=zz.part"} {
		if err := os.WriteFile(filepath.Join(media, name), []byte("x"), fs.FileMode(0o600)); err != nil {
			t.Fatal(err)
		}
	}
	b.export(t, dir)
	checkFiles(t, dir, files)
}

func TestAFileThatIsNotWhatIsSaidIsAProblem(t *testing.T) {
	tests := map[string]struct {
		file   mediaFile
		faults string
		code   string
	}{
		"shorter":       {file: mediaFile{id: 100, size: 1000, declared: 2000}, code: "file_failed"},
		"longer":        {file: mediaFile{id: 100, size: 2000, declared: 1000}, code: "file_failed"},
		"never whole":   {file: mediaFile{id: 100, size: 1_000_000}, faults: `{"rules":[{"method":"upload.getFile","do":"truncate"}]}`, code: "file_failed"},
		"always broken": {file: mediaFile{id: 100, size: 1_000_000}, faults: `{"rules":[{"method":"upload.getFile","do":"corrupt"}]}`, code: "file_failed"},
		"not there":     {file: mediaFile{id: 100, size: 1000}, faults: `{"rules":[{"method":"upload.getFile","file":"document:100","error":"LOCATION_INVALID"}]}`, code: "file_unavailable"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, book := startMedia(t, []mediaFile{tt.file, {id: 140, size: 10}}, tt.faults)
			dir := t.TempDir()
			got := b.export(t, dir)
			var codes []string
			for _, p := range got.Problems {
				if p.Subject == "document:100" {
					codes = append(codes, p.Code)
				}
			}
			if len(codes) != 1 || codes[0] != tt.code {
				t.Errorf("problems %+v, want one %s of document:100", got.Problems, tt.code)
			}
			if n := len(book.calls(t, "upload.getFile")); n > 40 { // three parts, each tried twelve times
				t.Errorf("%d calls for three small parts", n)
			}
			if left, err := os.ReadDir(filepath.Join(dir, ".satchel", "media")); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v (%v)", left, err)
			}
		})
	}
}
