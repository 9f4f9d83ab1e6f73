package world

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func generate(t testing.TB, seed int64, messages int, o GenerateOptions) *World {
	t.Helper()
	w, err := Generate(seed, messages, o)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func bytesOf(t testing.TB, obj bin.Encoder) []byte {
	t.Helper()
	var b bin.Buffer
	if err := obj.Encode(&b); err != nil {
		t.Fatalf("encode %T: %v", obj, err)
	}
	return b.Buf
}

// eachMessage calls fn for every message of a world, peer by peer.
func eachMessage(t testing.TB, w *World, fn func(p PeerKey, i int, m tg.MessageClass)) {
	t.Helper()
	for _, p := range w.HistoryPeers() {
		h := w.History(p)
		for i := range h.Len() {
			m, err := h.At(i)
			if err != nil {
				t.Fatal(err)
			}
			fn(p, i, m)
		}
	}
}

func TestAGeneratedWorldHasExactlyTheMessagesAskedFor(t *testing.T) {
	for _, n := range []int{1, 2, 10, 37, 100, 1000, 3999, 4000, 12_345, 10_000_000} {
		w := generate(t, 1, n, GenerateOptions{})
		got := 0
		for _, p := range w.HistoryPeers() {
			got += w.History(p).Len()
		}
		if got != n {
			t.Errorf("asked for %d, got %d", n, got)
		}
	}
	for _, n := range []int{0, -1, 2_000_000_000} {
		if _, err := Generate(1, n, GenerateOptions{}); err == nil {
			t.Errorf("%d messages are no error", n)
		}
	}
}

func TestIdsAndDatesOfAGeneratedWorldAscendAndAreUnique(t *testing.T) {
	for _, n := range []int{10, 500, 20_000} {
		w := generate(t, 3, n, GenerateOptions{})
		shared := map[int]PeerKey{}
		for _, p := range w.HistoryPeers() {
			h := w.History(p)
			lastID, lastDate := 0, 0
			for i := range h.Len() {
				id, date := h.ID(i), h.Date(i)
				if id <= lastID || date < lastDate {
					t.Fatalf("%s message %d: id %d after %d, date %d after %d", p, i, id, lastID, date, lastDate)
				}
				if got := h.Find(id); got != i {
					t.Fatalf("%s: Find(%d) = %d, want %d", p, id, got, i)
				}
				for between := lastID + 1; between < id && between < lastID+40; between++ {
					if got := h.Find(between); got != i {
						t.Fatalf("%s: Find(%d) = %d, want %d", p, between, got, i)
					}
				}
				lastID, lastDate = id, date
				if p.Kind == KindChannel {
					continue
				}
				if other, taken := shared[id]; taken {
					t.Fatalf("%d is of %s and of %s", id, other, p)
				}
				shared[id] = p
			}
			if got := h.Find(lastID + 1); got != h.Len() {
				t.Errorf("%s: Find past the end gives %d of %d", p, got, h.Len())
			}
		}
		for id := range n * 2 {
			p, ok := w.Locate(id)
			if want, has := shared[id]; ok != has || p != want {
				t.Fatalf("Locate(%d) = %s, %v; want %s, %v", id, p, ok, want, has)
			}
		}
	}
}

func TestTheSameSeedIsTheSameWorldAndAnotherIsNot(t *testing.T) {
	dump := func(seed int64) []byte {
		w := generate(t, seed, 3000, GenerateOptions{})
		var all []byte
		eachMessage(t, w, func(_ PeerKey, _ int, m tg.MessageClass) { all = append(all, bytesOf(t, m)...) })
		for _, id := range w.UserIDs() {
			u, _ := w.User(id)
			all = append(all, bytesOf(t, u)...)
		}
		return all
	}
	a := dump(5)
	if !bytes.Equal(a, dump(5)) {
		t.Error("seed 5 gives two worlds")
	}
	if bytes.Equal(a, dump(6)) {
		t.Error("seeds 5 and 6 give one world")
	}
}

func TestChatsOfEveryKindAreThere(t *testing.T) {
	w := generate(t, 3, 1000, GenerateOptions{})
	kinds := map[string]bool{}
	for _, d := range w.Dialogs() {
		if !w.Known(d.Peer) {
			t.Errorf("dialog of %s, whom nobody knows", d.Peer)
		}
		switch d.Peer.Kind {
		case KindUser:
			u, _ := w.User(d.Peer.ID)
			kinds[fmt.Sprintf("user bot=%v deleted=%v self=%v", u.Bot, u.Deleted, u.Self)] = true
		case KindGroup:
			c, _ := w.Chat(d.Peer.ID)
			kinds[fmt.Sprintf("%T", c)] = true
		case KindChannel:
			c, _ := w.Channel(d.Peer.ID)
			kinds[fmt.Sprintf("%T", c)] = true
			if c, ok := c.(*tg.Channel); ok {
				kinds[fmt.Sprintf("mega=%v forum=%v", c.Megagroup, c.Forum)] = true
			}
		}
		kinds[fmt.Sprintf("pinned=%v folder=%d", d.Pinned, d.FolderID)] = true
	}
	for _, want := range []string{
		"user bot=false deleted=false self=false", "user bot=true deleted=false self=false", "user bot=false deleted=true self=false",
		"user bot=false deleted=false self=true", "*tg.Chat", "*tg.ChatForbidden", "*tg.Channel", "*tg.ChannelForbidden",
		"mega=true forum=true", "mega=true forum=false", "mega=false forum=false", "pinned=true folder=0", "pinned=false folder=1",
	} {
		if !kinds[want] {
			t.Errorf("no dialog is %s", want)
		}
	}
	if left := w.LeftChannels(); len(left) != 2 {
		t.Errorf("left channels: %v", left)
	}
	if _, ok := w.MinUser(strangerBase); !ok {
		t.Error("nobody is known in min form")
	}
	if u, ok := w.MinUser(strangerBase + 6); !ok || u.Photo == nil || u.AccessHash != 0 {
		t.Errorf("nobody of whom there is the min form only has a picture and no access hash: %+v", u)
	}
	if c, ok := w.Chat(groupBase + 1); !ok || c.(*tg.Chat).MigratedTo == nil {
		t.Error("no group has migrated")
	}
	if full, ok := w.FullChat(ChannelKey(channelBase)); !ok || full.(*tg.ChannelFull).MigratedFromChatID != groupBase+1 {
		t.Error("the supergroup does not know where it came from")
	}
	if len(w.Topics(ChannelKey(channelBase+1))) != firstTopics {
		t.Error("the forum has no topics")
	}
	for name, n := range map[string]int{"contacts": len(w.Contacts()), "saved": len(w.SavedContacts()), "top": len(w.TopPeers()), "sessions": len(w.Authorizations()),
		"web": len(w.WebAuthorizations()), "userpics": len(w.Userpics()), "stories": len(w.Stories()), "emoji": len(w.CustomEmoji()),
		"sticker sets": len(w.StickerSets()[0].Documents), "filters": len(w.DialogFilters()), "saved dialogs": len(w.SavedDialogs()), "music": len(w.SavedMusic()),
		"stories of others": len(w.PeerStories()), "pictures of others": len(w.PeerPhotos(UserKey(userBase)))} {
		if n == 0 {
			t.Errorf("no %s", name)
		}
	}
}

func TestLargeWorldsHaveSplitRanges(t *testing.T) {
	w := generate(t, 3, 100_000, GenerateOptions{})
	ranges := w.Ranges()
	if len(ranges) != 4 || ranges[0].MinID != 1 || ranges[3].MaxID != maxID {
		t.Fatalf("%v", ranges)
	}
	for k := 1; k < len(ranges); k++ {
		if ranges[k].MinID != ranges[k-1].MaxID+1 {
			t.Errorf("%v does not follow %v", ranges[k], ranges[k-1])
		}
	}
}
