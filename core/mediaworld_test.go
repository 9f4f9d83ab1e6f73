package core

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"testing/fstest"

	"satchel/core/demo"
)

// mediaFile is a document of a world that is all files: its bytes follow from its
// id.
type mediaFile struct {
	id, size int
	dc       int // 0: the account's
	cdn      bool
	noHashes bool
	declared int // size in TL when it differs; unsaid: none
}

// unsaid is the size of a file of which Telegram does not say how long it is.
const unsaid = -1

func (f mediaFile) name() string { return fmt.Sprintf("file%04d.bin", f.id) }

// content is what the server makes of the id: the stream of splitmix64 behind it.
func (f mediaFile) content() []byte {
	out := make([]byte, 0, f.size+8)
	for k := uint64(0); len(out) < f.size; k++ {
		z := uint64(f.id) + k + 0x9e3779b97f4a7c15
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		out = binary.LittleEndian.AppendUint64(out, z^z>>31)
	}
	return out[:f.size]
}

// mediaWorld is a channel with a message for each file.
func mediaWorld(files []mediaFile) fs.FS {
	type object = map[string]any
	channel := object{"_": "peerChannel", "channel_id": "1002"}
	var messages, entries []any
	for i, f := range files {
		size := f.size
		if f.declared != 0 {
			size = max(f.declared, 0)
		}
		messages = append(messages, object{"_": "message", "id": i + 1, "peer_id": channel, "date": 1_700_000_000 + 60*i, "message": "",
			"media": object{"_": "messageMediaDocument", "document": object{"_": "document", "id": strconv.Itoa(f.id), "date": 1_700_000_000,
				"mime_type": "application/octet-stream", "size": strconv.Itoa(size),
				"attributes": []any{object{"_": "documentAttributeFilename", "file_name": f.name()}}}}})
		e := object{"document": strconv.Itoa(f.id), "size": f.size, "seed": f.id}
		if f.dc != 0 {
			e["dc"] = f.dc
		}
		if f.cdn {
			e["cdn"] = true
		}
		if f.noHashes {
			e["hashes"] = false
		}
		entries = append(entries, e)
	}
	doc, err := json.Marshal(object{
		"layer": 229, "now": 1_701_000_000, "phone": "+9996612345", "code": "12345",
		"self": object{"_": "user", "self": true, "id": "1", "first_name": "Me", "phone": "9996612345"},
		"full_user": object{"_": "userFull", "id": "1", "common_chats_count": 0, "settings": object{"_": "peerSettings"},
			"notify_settings": object{"_": "peerNotifySettings"}},
		"chats": []any{object{"_": "channel", "id": "1002", "title": "Files", "broadcast": true, "username": "files",
			"photo": object{"_": "chatPhotoEmpty"}, "date": 1_700_000_000}},
		"dialogs": []any{object{"peer": channel}}, "messages": messages, "files": entries,
	})
	if err != nil {
		panic(err)
	}
	return fstest.MapFS{"world.json": &fstest.MapFile{Data: doc}}
}

// partCall is an upload.getFile or upload.getCdnFile of the call log.
type partCall struct {
	Time   float64 `json:"t"`
	DC     int     `json:"dc"`
	Method string  `json:"method"`
	Args   struct {
		Location struct {
			ID string `json:"id"`
		} `json:"location"`
		Offset json.Number `json:"offset"`
		Limit  int         `json:"limit"`
	} `json:"args"`
	Bytes int     `json:"bytes"`
	Ms    float64 `json:"ms"`
	Error *string `json:"error"`
}

// callBook is a call log that is read by tests.
type callBook struct {
	mu  sync.Mutex
	log bytes.Buffer
	on  func(line []byte)
}

// Write implements io.Writer.
func (b *callBook) Write(p []byte) (int, error) {
	b.mu.Lock()
	n, err := b.log.Write(p)
	on := b.on
	b.mu.Unlock()
	if on != nil {
		on(p)
	}
	return n, err
}

func (b *callBook) listen(f func(line []byte)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.on = f
}

// calls are those of a method, "" for all.
func (b *callBook) calls(tb testing.TB, method string) (calls []partCall) {
	tb.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	lines := json.NewDecoder(bytes.NewReader(b.log.Bytes()))
	for {
		var c partCall
		if err := lines.Decode(&c); err == io.EOF {
			return calls
		} else if err != nil {
			tb.Fatal(err)
		}
		if method == "" || c.Method == method {
			calls = append(calls, c)
		}
	}
}

// startMedia starts a server on such a world.
func startMedia(tb testing.TB, files []mediaFile, faults string) (*bench, *callBook) {
	tb.Helper()
	book := &callBook{}
	return startBench(tb, demo.Options{World: openWorld(tb, mediaWorld(files)), Listen: "127.0.0.1", Faults: parsedFaults(tb, faults), Calls: book}), book
}

// checkFiles compares what was saved with the world, byte for byte.
func checkFiles(t *testing.T, dir string, files []mediaFile) {
	t.Helper()
	for _, f := range files {
		found, err := filepath.Glob(filepath.Join(dir, "chats", "chat_*", "files", f.name()))
		if err != nil || len(found) != 1 {
			t.Errorf("%s: found %v (%v)", f.name(), found, err)
			continue
		}
		got, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, f.content()) {
			t.Errorf("%s: %d bytes differ from the world's %d", f.name(), len(got), f.size)
		}
	}
	left, err := os.ReadDir(filepath.Join(dir, ".satchel", "media"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}
