package world

import (
	"bytes"
	"runtime"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
)

func FuzzOpen(f *testing.F) {
	f.Add(folder(map[string]string{"users": "[" + user7 + "]", "messages": "[" + message("user:7", 1) + "," + message("chat:8", 2) + "]"})[worldFile].Data,
		[]byte(message("user:9", 3)+"\n"+message("channel:9", 3)))
	f.Add(folder(map[string]string{"files": `[{"document":"56","size":4194304000,"seed":1},{"web":"geo","lat":1,"long":2,"path":"a"}]`})[worldFile].Data, []byte("\n\n"))
	f.Add([]byte(`{"layer":229,"messages":[`), []byte(`{"_":"message"`))
	f.Add([]byte(`{"layer":null,"phone":null,"code":null,"self":null,"dialogs":[null],"files":[null],"counts":null}`), []byte("null"))
	f.Fuzz(func(t *testing.T, world, messages []byte) {
		w, err := Open(fstest.MapFS{worldFile: {Data: world}, messagesFile: {Data: messages}})
		if err != nil {
			return
		}
		for _, p := range w.HistoryPeers() {
			h := w.History(p)
			for i := range h.Len() {
				m, err := h.At(i)
				if err != nil || m.GetID() != h.ID(i) || h.Find(h.ID(i)) != i {
					t.Fatalf("%s message %d: %v, %v", p, i, m, err)
				}
			}
		}
		w.Self()
		w.FullUser()
	})
}

// A generated world could as well be a folder: all of it can be written down.
func TestGeneratedMessagesCanBeWrittenAsJSON(t *testing.T) {
	codec := tljson.New()
	w := generate(t, 9, 3000, GenerateOptions{FileEvery: 4})
	eachMessage(t, w, func(p PeerKey, i int, m tg.MessageClass) {
		text, err := codec.Encode(m)
		if err != nil {
			t.Fatalf("%s message %d: %v", p, i, err)
		}
		var back bin.Object
		if err := codec.Decode(text, &back, tljson.DecodeOptions{}); err != nil {
			t.Fatalf("%s message %d: %v\n%s", p, i, err, text)
		}
		if !bytes.Equal(bytesOf(t, m), bytesOf(t, back)) {
			t.Fatalf("%s message %d changed: %s", p, i, text)
		}
	})
}

func TestMemoryOfAGeneratedWorldDoesNotGrowWithIt(t *testing.T) {
	size := func(messages int) int64 {
		before := heap()
		w := generate(t, 1, messages, GenerateOptions{})
		grown := heap() - before
		runtime.KeepAlive(w)
		return grown
	}
	small, large := size(500_000), size(500_000_000)
	t.Logf("%d bytes, %d bytes", small, large)
	if large > small*2+1<<20 || large > 8<<20 {
		t.Errorf("a thousand times the messages take %d bytes instead of %d", large, small)
	}
}

func TestAGeneratedWorldServesManyAtOnce(t *testing.T) {
	w := generate(t, 1, 5000, GenerateOptions{FileEvery: 3})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			buf := make([]byte, 4096)
			for _, p := range w.HistoryPeers() {
				h := w.History(p)
				for i := range min(h.Len(), 50) {
					m, err := h.At(i)
					if err != nil {
						t.Error(err)
						return
					}
					if err := m.Encode(&bin.Buffer{}); err != nil {
						t.Error(err)
					}
				}
			}
			for k := range 3 {
				f, _ := w.File(FileKey{Photo: int64(photoBase + k), Thumb: "x"})
				if _, err := f.Open().ReadAt(buf, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
