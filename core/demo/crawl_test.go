package demo

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// inputPeer is how a client names a peer of the world.
func inputPeer(w *world.World, key world.PeerKey) tg.InputPeerClass {
	switch key.Kind {
	case world.KindUser:
		u, _ := w.User(key.ID)
		return &tg.InputPeerUser{UserID: key.ID, AccessHash: u.AccessHash}
	case world.KindGroup:
		return &tg.InputPeerChat{ChatID: key.ID}
	}
	chat, _ := w.Channel(key.ID)
	switch ch := chat.(type) {
	case *tg.Channel:
		return &tg.InputPeerChannel{ChannelID: key.ID, AccessHash: ch.AccessHash}
	case *tg.ChannelForbidden:
		return &tg.InputPeerChannel{ChannelID: key.ID, AccessHash: ch.AccessHash}
	}
	return &tg.InputPeerEmpty{}
}

// upwards pages one peer through all ranges from the oldest message to the
// newest, as Telegram Desktop does.
func upwards(t *testing.T, out caller, ranges []tg.MessageRange, p tg.InputPeerClass) (ids []int) {
	t.Helper()
	for _, r := range ranges {
		next := 1
		for {
			a, err := out.over(r.MinID, r.MaxID).api().MessagesGetHistory(t.Context(),
				&tg.MessagesGetHistoryRequest{Peer: p, OffsetID: next, AddOffset: -100, Limit: 100})
			if err != nil {
				t.Fatal(err)
			}
			page := idsOf(a)
			if len(page) == 0 || page[0] < 0 {
				break
			}
			slices.Reverse(page)
			ids = append(ids, page...)
			next = page[len(page)-1] + 1
		}
	}
	return ids
}

// downwards pages from the newest message to the oldest, range by range.
func downwards(t *testing.T, out caller, ranges []tg.MessageRange, p tg.InputPeerClass) (ids []int) {
	t.Helper()
	for _, r := range slices.Backward(ranges) {
		before := 0
		for {
			a, err := out.over(r.MinID, r.MaxID).api().MessagesGetHistory(t.Context(),
				&tg.MessagesGetHistoryRequest{Peer: p, OffsetID: before, Limit: 37})
			if err != nil {
				t.Fatal(err)
			}
			page := idsOf(a)
			if len(page) == 0 || page[0] < 0 {
				break
			}
			ids = append(ids, page...)
			before = page[len(page)-1]
		}
	}
	slices.Reverse(ids)
	return ids
}

func TestAGeneratedWorldIsReadWholeInBothDirections(t *testing.T) {
	w, err := world.Generate(11, 6000, world.GenerateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, w, nil)
	out := s.signedIn(t).open(t, everything())
	read := 0
	for _, key := range w.HistoryPeers() {
		p := inputPeer(w, key)
		if s.unreadable(key) != nil {
			continue
		}
		h, want := w.History(key), []int(nil)
		for i := range h.Len() {
			want = append(want, h.ID(i))
		}
		if diff := cmp.Diff(want, upwards(t, out, w.Ranges(), p)); diff != "" {
			t.Errorf("%s upwards (-world +read):\n%s", key, diff)
		}
		if diff := cmp.Diff(want, downwards(t, out, w.Ranges(), p)); diff != "" {
			t.Errorf("%s downwards (-world +read):\n%s", key, diff)
		}
		read += len(want)
	}
	if read < 5000 {
		t.Errorf("only %d messages could be read", read)
	}
	s.wantRules(t, "reading everything")
}

func TestEveryDialogOfAGeneratedWorldIsListedInSomeRange(t *testing.T) {
	w, err := world.Generate(12, 3000, world.GenerateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, w, nil)
	out := s.signedIn(t).open(t, everything())
	seen := map[world.PeerKey]bool{}
	for _, r := range w.Ranges() {
		offset := &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 20}
		for {
			m, _ := mustDialogs(t, out.over(r.MinID, r.MaxID), offset).AsModified()
			if len(m.GetDialogs()) == 0 {
				break
			}
			for _, d := range m.GetDialogs() {
				seen[world.KeyOf(d.(*tg.Dialog).Peer)] = true
			}
			last := m.GetDialogs()[len(m.GetDialogs())-1].(*tg.Dialog)
			offset.OffsetID, offset.OffsetPeer = last.TopMessage, inputPeer(w, world.KeyOf(last.Peer))
		}
	}
	for _, d := range w.Dialogs() {
		if !seen[d.Peer] {
			t.Errorf("%s is in no range", d.Peer)
		}
	}
	if len(seen) != len(w.Dialogs()) {
		t.Errorf("%d dialogs were listed, the world has %d", len(seen), len(w.Dialogs()))
	}
}

// TestAnswersDoNotDependOnTheProcess: the same calls in the same order are
// answered with the same bytes by another server of the same world.
func TestAnswersDoNotDependOnTheProcess(t *testing.T) {
	digest := func() string {
		w, err := world.Generate(13, 500, world.GenerateOptions{})
		if err != nil {
			t.Fatal(err)
		}
		s := serve(t, w, nil)
		c := s.signedIn(t)
		out := c.open(t, everything())
		h := sha256.New()
		for _, d := range w.Dialogs() {
			if p := inputPeer(w, d.Peer); s.unreadable(d.Peer) == nil {
				var b bin.Buffer
				if err := historyOf(t, out.over(w.Ranges()[0].MinID, w.Ranges()[0].MaxID), p).Encode(&b); err != nil {
					t.Fatal(err)
				}
				h.Write(b.Buf)
			}
		}
		return fmt.Sprintf("%d %x", out.takeout, h.Sum(nil))
	}
	if a, b := digest(), digest(); a != b {
		t.Errorf("two servers of one world differ: %s and %s", a, b)
	}
}

// TestManyCallersAtOnce is for the race detector: services share only what is
// guarded.
func TestManyCallersAtOnce(t *testing.T) {
	f := NoFaults()
	f.ReferenceCalls = 1000
	s := serve(t, media(nil).open(t, mediaFiles), f)
	c := s.signedIn(t)
	doc, _, _ := locations(t, c)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 20 {
				switch (i + n) % 4 {
				case 0:
					_, _ = get(c, doc, 0, 4096, false)
				case 1:
					_, _ = c.api().MessagesGetHistory(t.Context(), &tg.MessagesGetHistoryRequest{Peer: user7, Limit: 5})
				case 2:
					_, _ = c.api().MessagesSearch(t.Context(), &tg.MessagesSearchRequest{Peer: user7, Limit: 5, Filter: &tg.InputMessagesFilterVideo{}})
				case 3:
					_, _ = c.api().MessagesGetDialogs(t.Context(), &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}})
				}
			}
		})
	}
	wg.Wait()
	s.wantRules(t, "eight callers of one file")
	if s.getFiles != 40 {
		t.Errorf("%d getFile calls were counted, want 40", s.getFiles)
	}
}
