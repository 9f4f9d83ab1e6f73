package core

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gotd/td/tg"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/testkit"
)

// BenchmarkFigures prints what issue 4 asks for: messages crawled and recorded a
// second without waiting for the network, and histories at 80 ms round trip
// against one request at a time.
func BenchmarkFigures(b *testing.B) {
	b.Run("messages", func(b *testing.B) {
		rate := median(func() float64 { return recordRate(b, 60_000) })
		figure("crawl.record", rate, "messages/s", 30_000, true)
	})
	b.Run("histories", func(b *testing.B) {
		desktop := oneChatAtATime(b, 10) // seconds a chat
		ours := median(func() float64 { return historySeconds(b, 200) / 200 })
		figure("crawl.roundtrip.times_desktop", desktop/ours, "x", 8, true)
	})
}

// serve starts a server on a world with a call log.
func serve(b *testing.B, w *world.World, faults string) (*bench, *wireLog) {
	b.Helper()
	log := &wireLog{}
	server, err := demo.Start(b.Context(), demo.Options{World: w, Listen: "127.0.0.1", Faults: parsedFaults(b, faults), Calls: log})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := server.Close(); err != nil {
			b.Error(err)
		}
	})
	return &bench{server: server, login: NewMemoryLogin()}, log
}

// recordRate is the messages a second from the first call for a history to the
// last answer.
func recordRate(b *testing.B, n int) float64 {
	w, err := world.Generate(1, n, world.GenerateOptions{FileEvery: -1})
	if err != nil {
		b.Fatal(err)
	}
	bench, log := serve(b, w, "")
	saved := exportBench(b, bench)
	runtime.GC()
	return float64(saved) / log.seconds(b, "messages.getHistory")
}

func exportBench(b *testing.B, bench *bench) int {
	dir := b.TempDir()
	s := testSettings()
	s.Files, s.Userpics, s.Stories, s.OtherData = false, false, false, false
	got, err := bench.engine(nil).Export(b.Context(), dir, s, bench.prompter())
	if err != nil || got.Blocked != nil {
		b.Fatalf("%+v, blocked %+v, %v", got.Outcome, got.Blocked, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		b.Fatal(err)
	}
	return got.Messages
}

// chatMessages are the messages of each chat of the round-trip figure.
const chatMessages = 250

func manyChats(b *testing.B, n int) *world.World {
	a := testkit.NewAccount()
	for id := 1; id <= n; id++ {
		a.User(100+id, "U")
		a.Messages("user", 100+id, id*1000, 1, chatMessages, nil)
	}
	w, err := world.Open(a.FS())
	if err != nil {
		b.Fatal(err)
	}
	return w
}

func historySeconds(b *testing.B, chats int) float64 {
	bench, log := serve(b, manyChats(b, chats), "{"+slowLine+"}")
	if saved := exportBench(b, bench); saved != chats*chatMessages {
		b.Fatalf("%d messages saved", saved)
	}
	return log.seconds(b, "messages.getHistory")
}

// oneChatAtATime is the seconds a chat takes with one request under way: the
// count, then pages until one is empty.
func oneChatAtATime(b *testing.B, chats int) (seconds float64) {
	bench, _ := serve(b, manyChats(b, chats), "{"+slowLine+"}")
	client(b, bench, 1, func(ctx context.Context, api *tg.Client) error {
		answer, err := api.MessagesGetDialogs(ctx, &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 100})
		if err != nil {
			return err
		}
		started := time.Now()
		for _, u := range answer.(*tg.MessagesDialogs).Users {
			user, ok := u.(*tg.User)
			if !ok || user.Self {
				continue
			}
			if err := readChat(ctx, api, user.AsInputPeer()); err != nil {
				return err
			}
		}
		seconds = time.Since(started).Seconds() / float64(chats)
		return nil
	})
	return seconds
}

func readChat(ctx context.Context, api *tg.Client, peer tg.InputPeerClass) error {
	if _, err := api.MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: peer, Limit: 1}); err != nil {
		return err
	}
	for last := 0; ; {
		answer, err := api.MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: peer, OffsetID: last + 1, AddOffset: -100, Limit: 100})
		if err != nil {
			return err
		}
		page, ok := answer.(*tg.MessagesMessagesSlice)
		if !ok || len(page.Messages) == 0 {
			return nil
		}
		last = page.Messages[0].GetID()
	}
}

// seconds is the time from the first call of a method to its last answer.
func (l *wireLog) seconds(b *testing.B, method string) float64 {
	b.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	first, last := math.Inf(1), 0.0
	for line := range strings.Lines(l.buf.String()) {
		var c struct {
			T, Ms  float64
			Method string
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			b.Fatal(err)
		}
		if c.Method == method {
			first, last = min(first, c.T), max(last, c.T+c.Ms/1000)
		}
	}
	return last - first
}
