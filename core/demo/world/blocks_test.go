package world

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

// ids reads a history through, backwards and forwards.
func ids(t *testing.T, h History) []int {
	t.Helper()
	var out []int
	for i := range h.Len() {
		m, err := h.At(i)
		if err != nil {
			t.Fatal(err)
		}
		if m.GetID() != h.ID(i) {
			t.Errorf("message %d has id %d, the history says %d", i, m.GetID(), h.ID(i))
		}
		out = append(out, m.GetID())
	}
	return out
}

func TestMessagesOfWorldJSONMayAlternateBetweenPeers(t *testing.T) {
	list := "[" + strings.Join([]string{
		message("user:7", 1), message("channel:9", 1), message("user:7", 3),
		message("user:7", 4), " \n" + message("channel:9", 7), `{"_":"messageEmpty","id":5,"peer_id":{"_":"peerUser","user_id":7}}`,
	}, ",\n") + "]"
	w := open(t, map[string]string{"messages": list})
	if diff := cmp.Diff([]PeerKey{UserKey(7), ChannelKey(9)}, w.HistoryPeers()); diff != "" {
		t.Error(diff)
	}
	h := w.History(UserKey(7))
	if diff := cmp.Diff([]int{1, 3, 4, 5}, ids(t, h)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{1, 7}, ids(t, w.History(ChannelKey(9)))); diff != "" {
		t.Error(diff)
	}
	for id, want := range map[int]int{0: 0, 1: 0, 2: 1, 3: 1, 5: 3, 6: 4, 1 << 30: 4} {
		if got := h.Find(id); got != want {
			t.Errorf("Find(%d) = %d, want %d", id, got, want)
		}
	}
	if h.Date(3) != h.Date(2) || h.Date(2) != 1004 {
		t.Errorf("dates %d, %d: an empty message has that of the one before", h.Date(2), h.Date(3))
	}
	if p, ok := w.Locate(4); !ok || p != UserKey(7) {
		t.Errorf("4 is of %s", p)
	}
	if p, ok := w.Locate(7); ok {
		t.Errorf("7, a channel's, is of %s", p)
	}
	if m, ok := w.Message(UserKey(7), 2); ok {
		t.Errorf("there is a message 2: %v", m)
	}
	if h := w.History(UserKey(8)); h.Len() != 0 || h.Find(1) != 0 {
		t.Error("a stranger has messages")
	}
}

func TestMessagesOfBothFilesAreServed(t *testing.T) {
	w := open(t, map[string]string{"messages": "[" + message("user:7", 1) + "]"},
		messagesFile, message("user:6", 2)+"\r\n\r\n"+message("user:6", 3)+"\n"+message("channel:9", 1)+"\n\n")
	for peer, want := range map[PeerKey][]int{UserKey(7): {1}, UserKey(6): {2, 3}, ChannelKey(9): {1}} {
		if diff := cmp.Diff(want, ids(t, w.History(peer))); diff != "" {
			t.Errorf("%s: %s", peer, diff)
		}
	}
}

func TestIndexesOutsideAHistoryAreErrors(t *testing.T) {
	w := open(t, map[string]string{"messages": "[" + message("user:7", 1) + "]"})
	for _, h := range []History{w.History(UserKey(7)), w.History(UserKey(1)), generate(t, 1, 10, GenerateOptions{}).History(UserKey(genSelf))} {
		for _, i := range []int{-1, h.Len()} {
			if m, err := h.At(i); err == nil {
				t.Errorf("%T At(%d) is %v", h, i, m)
			}
		}
	}
}

func TestAFolderThatChangesIsAnErrorNotAPanic(t *testing.T) {
	fsys := folder(map[string]string{"messages": "[" + message("user:7", 1) + "," + message("user:7", 2) + "]"})
	w, err := Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	fsys[worldFile] = &fstest.MapFile{Data: []byte("{}")}
	h := w.History(UserKey(7))
	if m, err := h.At(0); err == nil {
		t.Errorf("got %v", m)
	}
	if h.Date(0) != 0 {
		t.Error("a date out of nowhere")
	}
	delete(fsys, worldFile)
	if _, err := h.At(0); err == nil {
		t.Error("no error without the file")
	}
}

// manyLines writes a messages.jsonl of n messages of one channel.
func manyLines(t *testing.T, dir string, n int) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, messagesFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	filler := strings.Repeat("long text ", 30)
	for id := 1; id <= n; id++ {
		if _, err := fmt.Fprintf(f, `{"_":"message","id":%d,"peer_id":{"_":"peerChannel","channel_id":"9"},"date":%d,"message":"%s%d"}`+"\n", id*2, 1000+id, filler, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestALargeFolderIsNotHeldInMemory(t *testing.T) {
	const n = 100_000
	dir := t.TempDir()
	manyLines(t, dir, n) // about 40 MB
	if err := os.WriteFile(filepath.Join(dir, worldFile), folder(nil)[worldFile].Data, 0o600); err != nil {
		t.Fatal(err)
	}
	before := heap()
	w, err := Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	h := w.History(ChannelKey(9))
	for i := 0; i < n; i += 997 {
		m, err := h.At(i)
		if err != nil || m.GetID() != 2*(i+1) || h.Date(i) != 1001+i {
			t.Fatalf("message %d: %v, %v", i, m, err)
		}
		if h.Find(2*i+1) != i || h.Find(2*i+2) != i {
			t.Fatalf("message %d is not found", i)
		}
	}
	grown := heap() - before
	t.Logf("%d messages take %d bytes", n, grown)
	if grown > 4<<20 {
		t.Errorf("%d messages take %d bytes", n, grown)
	}
	runtime.KeepAlive(w)
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestManyReadersAtOnce(t *testing.T) {
	var lines strings.Builder
	for id := 1; id <= 3000; id++ {
		lines.WriteString(message("channel:9", id) + "\n")
	}
	w := open(t, nil, messagesFile, lines.String())
	var wg sync.WaitGroup
	for k := range 4 {
		wg.Go(func() {
			h := w.History(ChannelKey(9))
			for i := k; i < h.Len(); i += 7 {
				m, err := h.At(i)
				if err != nil || m.GetID() != i+1 {
					t.Errorf("message %d: %v, %v", i, m, err)
					return
				}
				m.(*tg.Message).SetViews(1) // the caller's to change
				w.Self().SetPremium(true)
			}
		})
	}
	wg.Wait()
}

// streamFS hands out files that can only be read from the front.
type streamFS struct{ fs.FS }

type streamFile struct{ fs.File }

func (s streamFS) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	return streamFile{f}, err
}

func TestFoldersWhoseFilesOnlyStreamAreServedToo(t *testing.T) {
	fsys := folder(map[string]string{"messages": "[" + message("user:7", 1) + "," + message("user:7", 2) + "]", "files": `[{"document":"5","path":"a"}]`}, "a", "0123456789")
	w, err := Open(streamFS{fsys})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 2}, ids(t, w.History(UserKey(7)))); diff != "" {
		t.Error(diff)
	}
	f, _ := w.File(FileKey{Document: 5})
	got, err := io.ReadAll(io.NewSectionReader(f.Open(), 3, 4))
	if string(got) != "3456" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
