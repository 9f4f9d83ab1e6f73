package gui

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"satchel/core"
	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/demo/world/mediagen"
)

// benchPictures is how many photos flow through the grid.
const benchPictures = 20_000

// photoWorld is a channel of photos with stripped thumbnails.
func photoWorld(b *testing.B, n int) *world.World {
	type object = map[string]any
	const distinct = 50
	files := fstest.MapFS{}
	var stripped [][]byte
	for k := range uint64(distinct) {
		files[fmt.Sprintf("files/%d.jpg", k)] = &fstest.MapFile{Data: mediagen.Make(mediagen.JPEG, k, mediagen.LeastSize)}
		stripped = append(stripped, mediagen.Stripped(k))
	}
	peer := object{"_": "peerChannel", "channel_id": "1002"}
	var messages, entries []any
	for i := range n {
		id, dc := strconv.Itoa(1000+i), 2+2*(i%2)
		messages = append(messages, object{"_": "message", "id": i + 1, "peer_id": peer, "date": 1_700_000_000 + i, "message": "",
			"media": object{"_": "messageMediaPhoto", "photo": object{"_": "photo", "id": id, "date": 1_700_000_000, "dc_id": dc, "sizes": []any{
				object{"_": "photoStrippedSize", "type": "i", "bytes": stripped[i%distinct]},
				object{"_": "photoSize", "type": "x", "w": mediagen.Width, "h": mediagen.Height, "size": mediagen.LeastSize}}}}})
		entries = append(entries, object{"photo": id, "thumb": "x", "path": fmt.Sprintf("files/%d.jpg", i%distinct), "dc": dc})
	}
	doc, err := json.Marshal(object{
		"layer": 229, "now": 1_701_000_000, "phone": "+9996612345", "code": "12345",
		"self":      object{"_": "user", "self": true, "id": "1", "first_name": "Me", "phone": "9996612345"},
		"full_user": object{"_": "userFull", "id": "1", "common_chats_count": 0, "settings": object{"_": "peerSettings"}, "notify_settings": object{"_": "peerNotifySettings"}},
		"chats":     []any{object{"_": "channel", "id": "1002", "title": "Pictures", "broadcast": true, "photo": object{"_": "chatPhotoEmpty"}, "date": 1_700_000_000}},
		"dialogs":   []any{object{"peer": peer}}, "messages": messages, "files": entries,
	})
	if err != nil {
		b.Fatal(err)
	}
	files["world.json"] = &fstest.MapFile{Data: doc}
	w, err := world.Open(files)
	if err != nil {
		b.Fatal(err)
	}
	return w
}

// account answers with what the embedded server knows.
type account struct{ ready demo.Ready }

func (a account) Phone(context.Context, core.PhoneRequest) (string, error) { return a.ready.Phone, nil }

func (a account) Code(context.Context, core.CodeRequest) (core.CodeAnswer, error) {
	return core.CodeAnswer{Code: a.ready.Code}, nil
}

func (a account) Password(context.Context, core.PasswordRequest) (string, error) {
	return a.ready.Password, nil
}

// stopwatch is the UI goroutine of a benchmark: it notes how long each function takes.
type stopwatch struct {
	queue chan func()
	took  []time.Duration
	heap  uint64 // the most that was in use
}

func (w *stopwatch) do(f func()) {
	began := time.Now()
	f()
	w.took = append(w.took, time.Since(began))
}

// drain does what comes for that long.
func (w *stopwatch) drain(long time.Duration) {
	for end := time.After(long); ; {
		select {
		case f := <-w.queue:
			w.do(f)
		case <-end:
			return
		}
	}
}

// sample notes the heap; it stops the world and is no part of what is measured.
func (w *stopwatch) sample() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	w.heap = max(w.heap, m.HeapAlloc)
}

// report prints what was noted since the last time.
func (w *stopwatch) report(name string) {
	slices.Sort(w.took)
	ms := func(part int) float64 { return float64(w.took[(len(w.took)-1)*part/100]) / 1e6 }
	figure(name+".ui_median", ms(50), "ms", 5)
	figure(name+".ui_p99", ms(99), "ms", 50)
	figure(name+".ui_max", ms(100), "ms", 50)
	w.took = nil
}

func figure(name string, value float64, unit string, most float64) {
	word := "ok"
	if value > most {
		word = "short"
	}
	fmt.Printf("bench %s %.2f %s target %.2f %s\n", name, value, unit, most, word)
}

// startPictures serves a world of photos and signs in; the line is the fault file's.
func startPictures(b *testing.B, n int, faults string) *core.Engine {
	script, err := demo.ParseFaults([]byte(faults))
	if err != nil {
		b.Fatal(err)
	}
	server, err := demo.Start(b.Context(), demo.Options{World: photoWorld(b, n), Listen: "127.0.0.1", Faults: script})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = server.Close() })
	ready := server.Ready()
	network := core.Network{APIID: ready.APIID, APIHash: ready.APIHash, PublicKeyPEM: ready.PublicKey, Home: ready.DCs[0].ID}
	for _, dc := range ready.DCs {
		network.DCs = append(network.DCs, core.DC(dc))
	}
	engine := core.New(core.Config{Network: network, Login: core.NewMemoryLogin()})
	if _, err := engine.SignIn(b.Context(), account{ready}); err != nil {
		b.Fatal(err)
	}
	return engine
}

// openGrid opens the window on a run of the engine.
func (w *stopwatch) openGrid(b *testing.B, engine *core.Engine) (*Shell, *job) {
	app := test.NewTempApp(b)
	window := app.NewWindow("Satchel")
	shell, err := New(b.Context(), Options{App: app, Window: window, Do: func(f func()) { w.queue <- f }, ConfigDir: b.TempDir(), Home: b.TempDir(), Language: "en-GB"})
	if err != nil {
		b.Fatal(err)
	}
	window.Resize(fyne.NewSize(1200, 800))
	shell.conn = &connection{engine: engine}
	j := &job{dir: b.TempDir(), settings: core.Default()}
	w.do(func() { shell.run(j) })
	return shell, j
}

// shut waits for the end of the run, and of the window.
func (w *stopwatch) shut(b *testing.B, shell *Shell, j *job) {
	for j.running {
		w.do(<-w.queue)
	}
	done := make(chan error)
	go func() { done <- shell.Close() }()
	for {
		select {
		case f := <-w.queue:
			f()
		case err := <-done:
			if err != nil {
				b.Error(err)
			}
			return
		}
	}
}

// BenchmarkFigures lets 20,000 pictures flow through the grid of the window while a
// real run saves them, then scrolls from the newest to the oldest and back while it is
// paused. The test's driver lays out but does not paint.
func BenchmarkFigures(b *testing.B) {
	engine := startPictures(b, benchPictures, "{}")
	w := &stopwatch{queue: make(chan func(), 1024)}
	shell, j := w.openGrid(b, engine)
	b.ResetTimer()
	w.flow(b, j, engine)
	engine.Pause()
	w.drain(time.Second)
	w.report("grid.flow")
	cells := w.scroll(j)
	figure("grid.scroll.cell", 1000*sum(w.took).Seconds()/float64(cells), "ms", 1)
	w.report("grid.scroll")
	figure("grid.heap", float64(w.heap)/1e6, "MB with engine and server", 400)
	engine.Resume()
	w.shut(b, shell, j)
}

// flow lets the run go on until nearly all files were begun.
func (w *stopwatch) flow(b *testing.B, j *job, engine *core.Engine) {
	began, first := time.Now(), engine.Gallery().Added()
	for n := 0; engine.Gallery().Added() < benchPictures-1000; n++ {
		if !j.running {
			b.Fatalf("the run ended: %+v, %v", j.result, j.err)
		}
		w.do(<-w.queue)
		if n%50 == 0 {
			w.sample()
		}
	}
	files := float64(engine.Gallery().Added() - first)
	fmt.Printf("bench grid.flow.files %.0f files/s\n", files/time.Since(began).Seconds())
}

// scroll goes through the whole grid by screens and returns how many cells were passed.
func (w *stopwatch) scroll(j *job) (cells int) {
	grid := j.screen.Grid()
	for last := float32(-1); ; {
		w.do(func() { grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) })
		if at := grid.GetScrollOffset(); at == last {
			break
		} else {
			last = at
		}
		cells += 30
		w.drain(10 * time.Millisecond)
		w.sample()
	}
	w.do(func() { grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) })
	w.drain(200 * time.Millisecond)
	return cells
}

func sum(list []time.Duration) (total time.Duration) {
	for _, d := range list {
		total += d
	}
	return total
}
