package tljson

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/gotd/td/bin"
)

// What the fuzzer would do, without waiting for it: break good JSON in small
// ways. Most of it is refused; what is not must survive a round.
func TestBrokenJSONIsRefusedOrMeansSomething(t *testing.T) {
	c := New()
	rnd := rand.New(rand.NewPCG(1, 2))
	refused, taken := 0, 0
	for n := range 30_000 {
		k := c.sorted[rnd.IntN(len(c.sorted))]
		fl := filler{c, rnd, func(depth int, _ *field) bool { return depth < 1 && rnd.IntN(2) == 0 }, n%3 == 0}
		ptr := reflect.New(k.typ)
		fl.object(t, ptr.Elem(), 1)
		text, err := c.Encode(ptr.Interface().(bin.Object))
		if err != nil {
			t.Fatal(err)
		}
		text = mutate(rnd, text)
		var obj bin.Object
		if c.Decode(text, &obj, DecodeOptions{Path: "x"}) != nil {
			refused++
			continue
		}
		taken++
		again, err := c.Encode(obj)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		var back bin.Object
		if err := c.Decode(again, &back, DecodeOptions{}); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if third, _ := c.Encode(back); !bytes.Equal(again, third) {
			t.Fatalf("%s\n%s", again, third)
		}
	}
	if refused < 1000 || taken < 1000 {
		t.Errorf("%d refused, %d taken: the test tests little", refused, taken)
	}
}

func mutate(rnd *rand.Rand, text []byte) []byte {
	at := rnd.IntN(len(text))
	switch rnd.IntN(6) {
	case 0:
		return text[:at]
	case 1:
		text[at] = byte(rnd.IntN(256))
	case 2:
		return append(text[:at:at], text[at+1:]...)
	case 3:
		end := at + rnd.IntN(len(text)-at)
		return append(text[:end:end], text[at:]...)
	case 4:
		junk := []string{`"`, `{`, `}`, `[`, `]`, `,`, `:`, `null`, `-`, `1e9`, `\u`, `"_":"message"`, "\x00", "\xff"}
		return append(append(text[:at:at], junk[rnd.IntN(len(junk))]...), text[at:]...)
	default:
		text[at] ^= 1 << rnd.IntN(8)
	}
	return text
}
