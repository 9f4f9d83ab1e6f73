package world

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
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

func TestMessagesSayWhatTheirHistorySays(t *testing.T) {
	w := generate(t, 3, 6000, GenerateOptions{})
	eachMessage(t, w, func(p PeerKey, i int, m tg.MessageClass) {
		key, date := messageHead(m)
		h := w.History(p)
		if key != p || m.GetID() != h.ID(i) || date != h.Date(i) {
			t.Fatalf("%s message %d: %s id %d date %d", p, i, key, m.GetID(), date)
		}
		again, ok := w.Message(p, m.GetID())
		if !ok || !bytes.Equal(bytesOf(t, m), bytesOf(t, again)) {
			t.Fatalf("%s message %d is not the same twice", p, i)
		}
		if _, err := tg.DecodeMessage(&bin.Buffer{Buf: bytesOf(t, m)}); err != nil {
			t.Fatalf("%s message %d: %v", p, i, err)
		}
	})
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

func TestAGeneratedWorldHasSomethingOfEverything(t *testing.T) {
	w := generate(t, 3, 40_000, GenerateOptions{})
	seen := map[string]int{}
	note := func(obj any) {
		if named, ok := obj.(interface{ TypeName() string }); ok {
			seen[named.TypeName()]++
		}
	}
	eachMessage(t, w, func(_ PeerKey, _ int, m tg.MessageClass) {
		switch m := m.(type) {
		case *tg.MessageService:
			note(m.Action)
		case *tg.Message:
			note(m.Media)
			for _, e := range m.Entities {
				note(e)
			}
			for name, has := range map[string]bool{
				"reply": m.Flags.Has(3), "forward": m.Flags.Has(2), "reactions": m.Flags.Has(20), "album": m.GroupedID != 0,
				"edited": m.EditDate != 0, "keyboard": m.ReplyMarkup != nil, "views": m.Flags.Has(10), "silent": m.Silent,
			} {
				if has {
					seen[name]++
				}
			}
		}
	})
	codec := tljson.New()
	want := append(codec.Constructors((*tg.MessageActionClass)(nil)), codec.Constructors((*tg.MessageMediaClass)(nil))...)
	want = append(want, codec.Constructors((*tg.MessageEntityClass)(nil))...)
	want = append(want, "reply", "forward", "reactions", "album", "edited", "keyboard", "views", "silent")
	for _, name := range want {
		switch name {
		case "messageActionEmpty", "messageMediaEmpty", "inputMessageEntityMentionName":
			continue
		}
		if seen[name] == 0 {
			t.Errorf("there is no %s", name)
		}
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

func TestQuotesAreOfTheMessageThatIsAnswered(t *testing.T) {
	w := generate(t, 3, 20_000, GenerateOptions{})
	quotes := 0
	eachMessage(t, w, func(p PeerKey, _ int, m tg.MessageClass) {
		full, ok := m.(*tg.Message)
		if !ok {
			return
		}
		h, ok := full.ReplyTo.(*tg.MessageReplyHeader)
		if !ok {
			return
		}
		answered, ok := w.Message(p, h.ReplyToMsgID)
		if !ok {
			t.Fatalf("%s %d answers %d, which is not there", p, full.ID, h.ReplyToMsgID)
		}
		if text, quoted := h.GetQuoteText(); quoted {
			quotes++
			if !strings.HasPrefix(answered.(*tg.Message).Message, text) {
				t.Fatalf("%s %d quotes %q", p, full.ID, text)
			}
		}
	})
	if quotes < 100 {
		t.Errorf("%d quotes", quotes)
	}
}

// Offsets of entities count UTF-16 units and lie within the text.
func TestEntitiesLieWithinTheirText(t *testing.T) {
	w := generate(t, 3, 20_000, GenerateOptions{})
	eachMessage(t, w, func(p PeerKey, _ int, m tg.MessageClass) {
		full, ok := m.(*tg.Message)
		if !ok {
			return
		}
		units := utf16.Encode([]rune(full.Message))
		for _, e := range full.Entities {
			from, to := e.GetOffset(), e.GetOffset()+e.GetLength()
			if from < 0 || e.GetLength() <= 0 || to > len(units) {
				t.Fatalf("%s %d: %T from %d to %d of %d", p, full.ID, e, from, to, len(units))
			}
			if covered := string(utf16.Decode(units[from:to])); strings.ContainsRune(covered, utf8.RuneError) {
				t.Fatalf("%s %d: %T cuts a character in two", p, full.ID, e)
			}
		}
	})
}

func TestFilesOfALargeWorldStayWithinTheirBounds(t *testing.T) {
	w := generate(t, 3, 10_000_000, GenerateOptions{FileEvery: 2})
	total := int64(0)
	for _, f := range w.files.byKey {
		total += f.Size
	}
	t.Logf("%d files, %d bytes", len(w.files.byKey), total)
	if len(w.files.byKey) > 2000 || total > 200_000_000 {
		t.Errorf("%d files, %d bytes", len(w.files.byKey), total)
	}
}

func TestFilesAreWhatTheirObjectsSay(t *testing.T) {
	w := generate(t, 3, 2000, GenerateOptions{FileEvery: 5})
	for key, f := range w.files.byKey {
		data, err := io.ReadAll(io.NewSectionReader(f.Open(), 0, 1<<40))
		if err != nil || int64(len(data)) != f.Size {
			t.Fatalf("%+v: %d bytes of %d, %v", key, len(data), f.Size, err)
		}
		if key.Document == 0 || key.Thumb != "" {
			if _, kind, err := image.Decode(bytes.NewReader(data)); err != nil || kind != "jpeg" {
				t.Errorf("%+v: %s, %v", key, kind, err)
			}
		}
	}
	found := 0
	eachMessage(t, w, func(p PeerKey, i int, m tg.MessageClass) {
		full, _ := m.(*tg.Message)
		if full == nil {
			return
		}
		switch media := full.Media.(type) {
		case *tg.MessageMediaPhoto:
			photo := media.Photo.(*tg.Photo)
			for _, s := range photo.Sizes {
				if s, ok := s.(*tg.PhotoSize); ok {
					f, ok := w.File(FileKey{Photo: photo.ID, Thumb: s.Type})
					if !ok || f.Size != int64(s.Size) || f.DC != photo.DCID {
						t.Fatalf("photo %d %s: %+v", photo.ID, s.Type, f)
					}
					found++
				}
			}
		case *tg.MessageMediaDocument:
			doc := media.Document.(*tg.Document)
			f, ok := w.File(FileKey{Document: doc.ID})
			if !ok || f.Size != doc.Size || f.DC != doc.DCID {
				t.Fatalf("document %d: %+v", doc.ID, f)
			}
			found++
		}
	})
	if found < 300 {
		t.Errorf("only %d files are referred to", found)
	}
}

func TestEveryNthMessageHasAFile(t *testing.T) {
	for _, every := range []int{-1, 1, 2, 5, 20, 100} {
		w := generate(t, 3, 20_000, GenerateOptions{FileEvery: every})
		files := 0
		eachMessage(t, w, func(_ PeerKey, _ int, m tg.MessageClass) {
			if full, ok := m.(*tg.Message); ok {
				switch full.Media.(type) {
				case *tg.MessageMediaPhoto, *tg.MessageMediaDocument:
					files++
				}
			}
		})
		want := 0
		if every > 0 {
			want = 20_000 / every
		}
		if files > want+20 || files < want*8/10 {
			t.Errorf("every %d: %d messages have files, want about %d", every, files, want)
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

// 200,000 a second is the aim; the bound leaves room for a busy machine.
func TestMessagesAreComputedFast(t *testing.T) {
	w := generate(t, 3, 1_000_000, GenerateOptions{})
	start, n := time.Now(), 0
	for _, p := range w.HistoryPeers()[:20] {
		h := w.History(p)
		for i := range min(h.Len(), 2000) {
			if _, err := h.At(i); err != nil {
				t.Fatal(err)
			}
			n++
		}
	}
	took := time.Since(start)
	t.Logf("%d messages in %v: %.0f a second", n, took, float64(n)/took.Seconds())
	if took > time.Duration(n)*50*time.Microsecond {
		t.Errorf("%v for %d messages", took, n)
	}
}

func TestPlainTextIsOfManyScripts(t *testing.T) {
	var all strings.Builder
	for k := range uint64(200) {
		all.WriteString(plainText(&dice{k}))
	}
	for _, want := range []string{"hello", "привет", "שלום", "مرحبا", "写真", "🎉"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %s", want)
		}
	}
}
