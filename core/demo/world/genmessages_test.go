package world

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
)

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

// 200,000 a second is the aim.
func BenchmarkMessagesAreComputed(b *testing.B) {
	w := generate(b, 3, 1_000_000, GenerateOptions{})
	n := 0
	for b.Loop() {
		for _, p := range w.HistoryPeers()[:20] {
			h := w.History(p)
			for i := range min(h.Len(), 2000) {
				if _, err := h.At(i); err != nil {
					b.Fatal(err)
				}
				n++
			}
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "messages/s")
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
