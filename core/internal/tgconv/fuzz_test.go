package tgconv

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// FuzzMessage converts whatever bytes decode to a message: no message may
// panic, and each must have a JSON form.
func FuzzMessage(f *testing.F) {
	for _, c := range constructors(reflect.TypeFor[tg.MessageMediaClass]()) {
		f.Add(encoded(f, &tg.Message{PeerID: &tg.PeerUser{UserID: 1},
			Media: (&filler{}).object(c, 0).Interface().(tg.MessageMediaClass)}))
	}
	for _, c := range constructors(reflect.TypeFor[tg.MessageActionClass]()) {
		f.Add(encoded(f, &tg.MessageService{PeerID: &tg.PeerUser{UserID: 1},
			Action: (&filler{}).object(c, 0).Interface().(tg.MessageActionClass)}))
	}
	for _, c := range constructors(reflect.TypeFor[tg.MessageClass]()) {
		f.Add(encoded(f, (&filler{}).object(c, 0).Interface().(tg.MessageClass)))
	}
	f.Fuzz(func(t *testing.T, data []byte) { convertAll(t, data) })
}

func convertAll(t testing.TB, data []byte) (decoded bool) {
	m, err := tg.DecodeMessage(&bin.Buffer{Buf: data})
	if err != nil {
		return false
	}
	d, _ := Message(m)
	whole, err := json.Marshal(d)
	if err != nil {
		t.Fatalf("message has no JSON: %v", err)
	}
	var back model.Message
	if err := json.Unmarshal(whole, &back); err != nil {
		t.Fatalf("document cannot be read: %v\n%s", err, whole)
	}
	if diff := cmp.Diff(generic(t, whole), generic(t, []byte(asJSON(t, back)))); diff != "" {
		t.Errorf("document changes when it is read: %s", diff)
	}
	for _, found := range Files(m) {
		if found.File.Key == "" || found.File.Location.Kind == "" {
			t.Errorf("file without a name: %+v", found.File)
		}
	}
	CustomEmoji(d)
	return true
}

func generic(t testing.TB, doc []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(doc, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// encoded is the TL of m.
func encoded(t testing.TB, m tg.MessageClass) []byte {
	t.Helper()
	if s, ok := m.(interface{ SetFlags() }); ok {
		s.SetFlags()
	}
	var b bin.Buffer
	if err := m.Encode(&b); err != nil {
		t.Fatalf("encode %T: %v", m, err)
	}
	return b.Buf
}

// TestDamagedMessages changes words of valid messages at random and converts what
// still decodes.
func TestDamagedMessages(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	decoded := 0
	for _, c := range constructors(reflect.TypeFor[tg.MessageClass]()) {
		whole := encoded(t, (&filler{}).object(c, 0).Interface().(tg.MessageClass))
		for range 3000 {
			data := append([]byte(nil), whole...)
			for range 1 + rnd.IntN(3) {
				data[rnd.IntN(len(data))] ^= 1 << rnd.IntN(8)
			}
			if convertAll(t, data) {
				decoded++
			}
		}
	}
	if decoded < 1000 {
		t.Errorf("only %d damaged messages decoded", decoded)
	}
}

// TestEmptyObjectsDoNotPanic builds every constructor with nothing in it: nil in
// all of its mandatory fields.
func TestEmptyObjectsDoNotPanic(t *testing.T) {
	for _, k := range kinds() {
		k.convert(nil)
		for _, c := range constructors(k.of) {
			asJSON(t, k.convert(reflect.New(c.Elem()).Interface()))
		}
	}
}
