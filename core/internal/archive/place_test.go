package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	must(t, err)
	return string(b)
}

func paths(lines []string) []string {
	var p []string
	for _, l := range lines {
		name, _, _ := strings.Cut(l, ` "content`)
		p = append(p, name)
	}
	return p
}

func placedTree(t *testing.T, a *Archive, numbers ...int) []string {
	t.Helper()
	must(t, a.Place(t.Context(), numbers...))
	return paths(tree(t, a.Dir()))
}

func TestAFileGoesWhereItsLowestReferenceSays(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 3, 5, "high.txt"), filePage(1, 2, 9, "low.txt"), filePage(1, 2, 10, "later.txt"))
	settle(t, a, "document:1")
	if diff := cmp.Diff([]string{"chats/chat_002/files/low.txt"}, placedTree(t, a)); diff != "" {
		t.Error(diff)
	}
	info, err := os.Stat(filepath.Join(a.Dir(), "chats/chat_002/files/low.txt"))
	must(t, err)
	if got := info.ModTime().Unix(); got != 1_600_000_009 {
		t.Errorf("modified at %d, want the date of message 9", got)
	}
}

func TestEqualNamesCountInTheOrderOfMessages(t *testing.T) {
	a := newTest(t)
	// Recorded and settled in the wrong order; one differs in case only.
	record(t, a, filePage(3, 1, 30, "A.txt"), filePage(1, 1, 10, "a.txt"), filePage(2, 1, 20, "a.txt"), filePage(4, 2, 1, "a.txt"))
	settle(t, a, "document:3", "document:2")
	must(t, a.Place(t.Context(), 1))
	if diff := cmp.Diff([]string{"chats/chat_001/files/A (1).txt", "chats/chat_001/files/a.txt"}, paths(tree(t, a.Dir()))); diff != "" {
		t.Error(diff)
	}
	settle(t, a, "document:1", "document:4")
	got := placedTree(t, a)
	want := []string{
		"chats/chat_001/files/A (2).txt", "chats/chat_001/files/a (1).txt", "chats/chat_001/files/a.txt", "chats/chat_002/files/a.txt",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	checkSaved(t, a)
}

func TestFrozenPathsStayAgainstNewcomers(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(2, 2, 20, "a.txt"), filePage(3, 2, 30, "a.txt"))
	settle(t, a, "document:2", "document:3")
	must(t, a.Place(t.Context()))
	must(t, a.Freeze(t.Context()))
	// A newcomer before them, and a lower reference to one of them.
	record(t, a, filePage(1, 2, 10, "A.txt"), filePage(2, 1, 1, "moved.txt"))
	settle(t, a, "document:1")
	want := []string{"chats/chat_002/files/A (2).txt", "chats/chat_002/files/a (1).txt", "chats/chat_002/files/a.txt"}
	if diff := cmp.Diff(want, placedTree(t, a)); diff != "" {
		t.Error(diff)
	}
	checkSaved(t, a)
}

func TestPlacingSomeChatsTouchesNoOthers(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 1, "one.txt"), filePage(2, 2, 1, "two.txt"), filePage(3, 0, 1, "face.jpg"))
	settle(t, a, "document:1", "document:2", "document:3")
	if diff := cmp.Diff([]string{"chats/chat_002/files/two.txt"}, placedTree(t, a, 2)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"chats/chat_001/files/one.txt", "chats/chat_002/files/two.txt", "files/face.jpg"}, placedTree(t, a)); diff != "" {
		t.Error(diff)
	}
}

func TestALaterLowerReferenceMovesAFileThatIsNotFrozen(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 3, 1, "x.txt"))
	settle(t, a, "document:1")
	must(t, a.Place(t.Context(), 3))
	// The place in chat 3 goes to another file before chat 1 is placed.
	record(t, a, filePage(1, 1, 7, "x.txt"), filePage(2, 3, 2, "x.txt"))
	settle(t, a, "document:2")
	if diff := cmp.Diff([]string{"chats/chat_003/files/x.txt"}, placedTree(t, a, 3)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"chats/chat_001/files/x.txt", "chats/chat_003/files/x.txt"}, placedTree(t, a)); diff != "" {
		t.Error(diff)
	}
	checkSaved(t, a)
	// A folder that all files have left goes, too.
	record(t, a, filePage(2, 1, 8, "y.txt"))
	if diff := cmp.Diff([]string{"chats/chat_001/files/x.txt", "chats/chat_001/files/y.txt"}, placedTree(t, a)); diff != "" {
		t.Error(diff)
	}
}

func TestAForeignFileInTheWayIsKept(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 1, "x.txt"))
	settle(t, a, "document:1")
	dir := filepath.Join(a.Dir(), "chats/chat_001/files")
	must(t, os.MkdirAll(dir, 0o700))
	must(t, os.WriteFile(filepath.Join(dir, "x.txt"), []byte("mine"), 0o600))
	must(t, a.Place(t.Context()))
	for name, want := range map[string]string{"x.txt": content("document:1"), "found x.txt": "mine"} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != want {
			t.Errorf("%s holds %q (%v), want %q", name, got, err, want)
		}
	}
}

func TestALostFileIsQueuedAgain(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 1, "x.txt"), filePage(2, 1, 2, "y.txt"))
	settle(t, a, "document:1", "document:2")
	must(t, os.Remove(filepath.Join(a.Dir(), a.MediaPath("document:1"))))
	if diff := cmp.Diff([]string{"chats/chat_001/files/y.txt"}, placedTree(t, a)); diff != "" {
		t.Error(diff)
	}
	if n, err := a.Pending(t.Context()); n != 1 || err != nil {
		t.Errorf("%d files queued (%v), want 1", n, err)
	}
	settle(t, a, "document:1")
	placedTree(t, a)
	checkSaved(t, a)
}

func TestAFrozenPathWaitsForItsFile(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 5, "x.txt"))
	settle(t, a, "document:1")
	must(t, a.Place(t.Context()))
	must(t, a.Freeze(t.Context()))
	// Downloaded again because it was damaged, while another takes its name.
	file := filepath.Join(a.Dir(), "chats/chat_001/files/x.txt")
	must(t, os.WriteFile(file, []byte("damaged"), 0o600))
	must(t, a.pools.write.exec(t.Context(), "UPDATE files SET state = 0, saved = NULL, sha = NULL; UPDATE counts SET n = 0 WHERE name = 'files/saved'"))
	record(t, a, filePage(2, 1, 1, "x.txt"))
	settle(t, a, "document:2")
	must(t, a.Place(t.Context()))
	settle(t, a, "document:1")
	if diff := cmp.Diff([]string{"chats/chat_001/files/x (1).txt", "chats/chat_001/files/x.txt"}, placedTree(t, a)); diff != "" {
		t.Error(diff)
	}
	if b, err := os.ReadFile(file); string(b) != content("document:1") {
		t.Errorf("the file holds %q (%v)", b, err)
	}
}

func TestAnEqualFileInTheWayIsReplaced(t *testing.T) {
	a := newTest(t)
	record(t, a, filePage(1, 1, 1, "x.txt"))
	settle(t, a, "document:1")
	dir := filepath.Join(a.Dir(), "chats/chat_001/files")
	must(t, os.MkdirAll(dir, 0o700))
	must(t, os.WriteFile(filepath.Join(dir, "x.txt"), []byte(content("document:1")), 0o600))
	if diff := cmp.Diff([]string{"chats/chat_001/files/x.txt"}, placedTree(t, a)); diff != "" {
		t.Error(diff)
	}
	checkSaved(t, a)
}

func TestPlacingStopsAndGoesOn(t *testing.T) {
	a := newTest(t)
	for i := range 300 {
		record(t, a, filePage(int64(i+1), 1, int64(i+1), "same.txt"))
		settle(t, a, model.DocumentKey(int64(i+1), ""))
	}
	ctx, cancel := context.WithCancel(t.Context())
	steps := 0
	stop := &stepContext{Context: ctx, step: func() {
		if steps++; steps == 200 {
			cancel()
		}
	}}
	if err := a.Place(stop); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	got := placedTree(t, a)
	if len(got) != 300 {
		t.Errorf("%d files", len(got))
	}
	checkSaved(t, a)
	if r, _, _ := a.File(t.Context(), "document:300"); r.Path != chatPath(1, "files", "same (299).txt") {
		t.Errorf("the last file is at %q", r.Path)
	}
}

// checkSaved is I3: what the archive says of a saved file is true.
func checkSaved(t *testing.T, a *Archive) {
	t.Helper()
	n := 0
	must(t, a.SavedFiles(t.Context(), func(name string, size int64, sha []byte) error {
		n++
		b, err := os.ReadFile(filepath.Join(a.Dir(), filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		key := model.FileKey(strings.TrimPrefix(string(b), "content of "))
		if want := saved(key); int64(len(b)) != size || string(want.SHA256) != string(sha) {
			t.Errorf("%s is not the file the archive says", name)
		}
		return nil
	}))
	stats, err := a.Stats(t.Context())
	must(t, err)
	if n != stats.Saved {
		t.Errorf("%d files at their paths, %d saved", n, stats.Saved)
	}
}

// stepContext calls step between any two steps of Place: these ask the context
// whether to go on. Goroutines of database/sql ask, too, at any time: they do not
// count.
type stepContext struct {
	context.Context
	mu   sync.Mutex
	step func()
}

func (c *stepContext) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.step != nil && onStack("archive.(*Archive).Place", "archive.(*writer).runJob") {
		c.step()
	}
	return c.Context.Err()
}

// onStack reports whether one of the functions is running in this goroutine.
func onStack(functions ...string) bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for {
		frame, more := frames.Next()
		for _, f := range functions {
			if strings.HasSuffix(frame.Function, f) {
				return true
			}
		}
		if !more {
			return false
		}
	}
}

// A crash between any two steps, and between any two steps after that.
func TestI8TheFinalPathsDoNotDependOnACrash(t *testing.T) {
	prepare := func(dir string) *Archive {
		a, err := Open(t.Context(), dir, Options{Now: at(0)})
		must(t, err)
		return a
	}
	start := filepath.Join(t.TempDir(), "start")
	a := prepare(start)
	must(t, begin(t, a))
	// Names that push one another around: a first placing without the lowest ones.
	for i := range 6 {
		record(t, a, filePage(int64(10+i), 1, int64(10+i), "a.txt"))
		settle(t, a, model.DocumentKey(int64(10+i), ""))
	}
	record(t, a, filePage(30, 2, 1, "b.txt"))
	settle(t, a, "document:30")
	must(t, a.Place(t.Context()))
	record(t, a, filePage(1, 1, 1, "A.txt"), filePage(12, 2, 0, "b.txt"), filePage(30, 1, 12, "a.txt"), filePage(40, 0, 1, "face.jpg"))
	settle(t, a, "document:1", "document:40")
	must(t, a.Close())

	// finish goes on after a crash; late with a file that takes names from others.
	finish := func(dir string, late bool) []string {
		a := prepare(dir)
		if late {
			record(t, a, filePage(2, 1, 0, "a.txt"))
			settle(t, a, "document:2")
		}
		must(t, a.Place(t.Context()))
		checkSaved(t, a)
		must(t, a.Close())
		return tree(t, dir)
	}
	copied := func(dir string) string {
		to := filepath.Join(t.TempDir(), "copy")
		copyDir(t, dir, to)
		return to
	}
	want := map[bool][]string{false: finish(copied(start), false), true: finish(copied(start), true)}
	if len(want[false]) != 9 || len(want[true]) != 10 {
		t.Fatalf("the references have %d and %d files", len(want[false]), len(want[true]))
	}
	crashes := crashCopies(t, prepare, start)
	if len(crashes) < 20 {
		t.Errorf("only %d different states seen", len(crashes))
	}
	for i, dir := range crashes {
		states := []string{dir}
		if i%5 == 0 { // and crash once more
			states = append(states, crashCopies(t, prepare, dir)...)
		}
		for _, d := range states {
			for _, late := range []bool{true, false} {
				if diff := cmp.Diff(want[late], finish(copied(d), late)); diff != "" {
					t.Fatalf("after a crash at state %d, late %v: %s", i, late, diff)
				}
			}
		}
	}
}

// crashCopies places the files of a copy of dir and returns a copy of every
// state the folder goes through.
func crashCopies(t *testing.T, prepare func(string) *Archive, dir string) (copies []string) {
	t.Helper()
	work := filepath.Join(t.TempDir(), "work")
	copyDir(t, dir, work)
	a := prepare(work)
	last := ""
	snapshot := func() {
		state := fmt.Sprint(diskState(t, work))
		if state == last {
			return
		}
		last = state
		to := filepath.Join(t.TempDir(), "crash")
		copyDir(t, work, to)
		copies = append(copies, to)
	}
	ctx := &stepContext{Context: t.Context(), step: snapshot}
	if err := a.Place(ctx); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if len(copies) > 0 { // the end
		snapshot()
	}
	ctx.mu.Lock()
	ctx.step = nil // others may ask the context later
	ctx.mu.Unlock()
	must(t, a.Close())
	return copies
}

// diskState tells two states of a folder apart, commits included.
func diskState(t *testing.T, dir string) []string {
	t.Helper()
	var state []string
	must(t, filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(p, "-shm") {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		state = append(state, fmt.Sprint(p, info.Size(), info.ModTime()))
		return nil
	}))
	return state
}
