package figure

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	p "satchel/core/demo/world/sample/make/paint"
)

var emblems = []string{"hills", "book", "house", "pot", "news", "robot", "wave", "market", "flask", "plane", "star", "tree", "fire"}

func emblem(kind string) *p.Canvas {
	c := p.New(64, 64)
	Emblem(kind, p.Hex(0x205060), p.Hex(0xf0e0c0), p.Hex(0xd04030)).Draw(c, 0)
	return c
}

func TestEveryEmblemIsItsOwnAndFillsItsSquare(t *testing.T) {
	seen := map[string]string{}
	for _, kind := range emblems {
		c := emblem(kind)
		img := string(c.Image().Pix)
		if other, ok := seen[img]; ok {
			t.Errorf("%s looks like %s", kind, other)
		}
		seen[img] = kind
		colours := map[[3]byte]bool{}
		for i := 0; i < len(img); i += 4 {
			if img[i+3] != 255 {
				t.Fatalf("%s: pixel %d is not opaque", kind, i/4)
			}
			colours[[3]byte{img[i], img[i+1], img[i+2]}] = true
		}
		if len(colours) < 4 {
			t.Errorf("%s has %d colours", kind, len(colours))
		}
	}
}

func TestFiguresAreTheSameEachTime(t *testing.T) {
	for _, kind := range emblems {
		if !slices.Equal(emblem(kind).Pix, emblem(kind).Pix) {
			t.Errorf("emblem %s differs from itself", kind)
		}
	}
	again := append(Stickers(), Emoji()...)
	for i, s := range append(Stickers(), Emoji()...) {
		if s.Name != again[i].Name {
			t.Fatalf("%s became %s", s.Name, again[i].Name)
		}
		a, err := s.Figure.Lottie(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := again[i].Figure.Lottie(s.Name)
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("animation %s differs from itself: %v", s.Name, err)
		}
	}
}

func TestStickersAreDistinctAndMove(t *testing.T) {
	names := map[string]bool{}
	for _, set := range [][]Sticker{Stickers(), Emoji()} {
		eachItsOwn(t, set, names)
	}
	if len(names) < 10 {
		t.Errorf("only %d", len(names))
	}
}

// eachItsOwn compares the stickers of a set; an emoji may be a sticker again.
func eachItsOwn(t *testing.T, set []Sticker, names map[string]bool) {
	t.Helper()
	faces := map[string]string{}
	for _, s := range set {
		if names[s.Name] {
			t.Errorf("two are called %s", s.Name)
		}
		names[s.Name] = true
		still := s.Figure.Render(48, 0, 6)
		if other, ok := faces[string(still.Image().Pix)]; ok {
			t.Errorf("%s looks like %s", s.Name, other)
		}
		faces[string(still.Image().Pix)] = s.Name
		if slices.Equal(still.Pix, s.Figure.Render(48, 0.3, 6).Pix) && slices.Equal(still.Pix, s.Figure.Render(48, 0.6, 6).Pix) {
			t.Errorf("%s stands still", s.Name)
		}
	}
}

// Telegram plays an animation of at most three seconds, 512 units square.
func TestAnimationsAreWhatTelegramPlays(t *testing.T) {
	for _, s := range append(Stickers(), Emoji()...) {
		data, err := s.Figure.Lottie(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			W, H, FR, IP, OP float64
			TGS              int
		}
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
		if doc.W != Side || doc.H != Side || doc.TGS != 1 || doc.FR != 30 || doc.OP <= doc.IP || doc.OP-doc.IP > 3*doc.FR {
			t.Errorf("%s: %+v", s.Name, doc)
		}
	}
}

func TestAnOutlineOfNothingIsEmpty(t *testing.T) {
	if out := Outline(p.New(32, 32)); len(out) > 8 {
		t.Errorf("an empty canvas has an outline of %d bytes", len(out))
	}
}

func TestOutlinesAreSmall(t *testing.T) {
	for _, s := range Stickers() {
		if out := Outline(s.Figure.Render(128, 0, 0)); len(out) == 0 || len(out) > 1000 {
			t.Errorf("%s: the outline has %d bytes", s.Name, len(out))
		}
	}
}
