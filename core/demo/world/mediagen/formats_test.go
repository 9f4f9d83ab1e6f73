package mediagen

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/webp"
)

func TestAStickerIsADiscOfOneColourOnAClearGround(t *testing.T) {
	seen := map[[3]uint8]bool{}
	for seed := range uint64(4) {
		img, err := webp.Decode(bytes.NewReader(Make(WebP, seed, LeastSize)))
		if err != nil {
			t.Fatal(err)
		}
		sticker, ok := img.(*image.NRGBA)
		if !ok || sticker.Rect.Dx() != StickerSide || sticker.Rect.Dy() != StickerSide {
			t.Fatalf("%T of %v", img, img.Bounds())
		}
		middle := sticker.NRGBAAt(StickerSide/2, StickerSide/2)
		if middle.A != 255 || sticker.NRGBAAt(0, 0).A != 0 || sticker.NRGBAAt(StickerSide-1, StickerSide/2).A != 0 {
			t.Errorf("seed %d: middle %v, corner %v", seed, middle, sticker.NRGBAAt(0, 0))
		}
		for y := range StickerSide {
			for x := range StickerSide {
				if c := sticker.NRGBAAt(x, y); c.A != 0 && c != middle {
					t.Fatalf("seed %d: %v at %d,%d, %v in the middle", seed, c, x, y, middle)
				}
			}
		}
		seen[[3]uint8{middle.R, middle.G, middle.B}] = true
	}
	if len(seen) < 4 {
		t.Errorf("only %d colours of 4 seeds", len(seen))
	}
}

// boxes are those of a piece of a film by their names; the last of a name counts.
func boxes(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	for at := 0; at < len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		if n < 8 || at+n > len(data) {
			t.Fatalf("a box of %d bytes in the %d that are left", n, len(data)-at)
		}
		found[string(data[at+4:at+8])] = data[at+8 : at+n]
		at += n
	}
	return found
}

func TestAFilmPointsAtItsFrames(t *testing.T) {
	film := Make(MP4, 5, 90_000)
	track := boxes(t, boxes(t, boxes(t, film)["moov"])["trak"])
	media := boxes(t, track["mdia"])
	table := boxes(t, boxes(t, media["minf"])["stbl"])
	be := binary.BigEndian.Uint32
	if w, h := be(track["tkhd"][76:])>>16, be(track["tkhd"][80:])>>16; w != Width || h != Height {
		t.Errorf("the track is %d x %d", w, h)
	}
	if scale, length := be(media["mdhd"][12:]), be(media["mdhd"][16:]); scale == 0 || length/scale != Seconds {
		t.Errorf("the track lasts %d/%d s, want %d", length, scale, Seconds)
	}
	at, n := be(table["stco"][8:]), be(table["stsz"][8:])
	if n != filmFrames || string(media["hdlr"][8:12]) != "vide" {
		t.Fatalf("%d frames of %q", n, media["hdlr"][8:12])
	}
	var frames [][]byte
	for i := range n {
		size := be(table["stsz"][12+4*i:])
		frame := film[at : at+size]
		img, err := jpeg.Decode(bytes.NewReader(frame))
		if err != nil || img.Bounds().Size() != image.Pt(Width, Height) {
			t.Fatalf("frame %d: %v", i, err)
		}
		frames, at = append(frames, frame), at+size
	}
	if bytes.Equal(frames[0], frames[1]) {
		t.Error("the film stands still")
	}
}

func TestASongIsATagAndFramesToTheEnd(t *testing.T) {
	song := Make(MP3, 5, 60_002)
	if string(song[:3]) != "ID3" {
		t.Fatalf("begins with % x", song[:4])
	}
	tag := 0
	for _, b := range song[6:10] {
		if b > 0x7f {
			t.Fatalf("the size of the tag is not written in sevens: % x", song[6:10])
		}
		tag = tag<<7 | int(b)
	}
	if string(song[10:14]) != "TIT2" {
		t.Errorf("the tag has %q", song[10:14])
	}
	title := func(seed uint64) string { return string(Make(MP3, seed, 60_002)[21:29]) }
	if title(5) == title(6) || strings.Trim(title(5), "0123456789abcdef") != "" {
		t.Errorf("titles %q and %q", title(5), title(6))
	}
	frames := 0
	for at := 10 + tag; at < len(song); at += 104 {
		if song[at] != 0xff || song[at+1] != 0xfb || len(song)-at < 104 {
			t.Fatalf("no frame at %d of %d", at, len(song))
		}
		frames++
	}
	if seconds := float64(frames) * 1152 / 44100; seconds < Seconds-0.1 || seconds > Seconds {
		t.Errorf("%.2f s of sound", seconds)
	}
}

func TestAVoiceSaysHowLongItIs(t *testing.T) {
	data := Make(Opus, 5, LeastSize)
	last, granules := uint64(0), 0
	for at := 0; at < len(data); {
		kind, granule := data[at+5], binary.LittleEndian.Uint64(data[at+6:])
		segments := int(data[at+26])
		size := 27 + segments
		for _, n := range data[at+27 : at+27+segments] {
			size += int(n)
		}
		if first, end := at == 0, at+size == len(data); (kind&2 != 0) != first || (kind&4 != 0) != end {
			t.Errorf("the page at %d is of kind %d", at, kind)
		}
		if granule != 0 {
			if granule <= last {
				t.Errorf("the time goes back from %d to %d", last, granule)
			}
			last = granule
			granules++
		}
		at += size
	}
	const preskip = 0x138
	if (last-preskip)/48_000 != Seconds || granules != Seconds {
		t.Errorf("%d samples in %d pages", last, granules)
	}
	tags := data[bytes.Index(data, []byte("OpusTags")):]
	vendor := int(binary.LittleEndian.Uint32(tags[8:]))
	comment := tags[12+vendor+4:]
	if n := binary.LittleEndian.Uint32(comment); string(comment[4:12]) != "COMMENT=" || int(n) > LeastSize || n < LeastSize/2 {
		t.Errorf("a comment of %d bytes: %q", n, comment[4:12])
	}
}

func TestTextIsLinesOfLetters(t *testing.T) {
	text := string(Make(Text, 5, LeastSize))
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if len(line) > 24 || strings.ContainsFunc(line, func(r rune) bool { return r != ' ' && !unicode.IsLower(r) }) {
			t.Fatalf("line %d: %q", i, line)
		}
	}
}

func TestAPictureIsPaddedByAnyNumberOfBytes(t *testing.T) {
	bare := encodeJPEG(scene(1, 9, 9), 50)
	for _, more := range []int{4, 5, 7, 8, 59_999, 60_000, 60_001, 60_003, 60_004, 60_005, 120_001, 120_003} {
		padded := padJPEG(bare, len(bare)+more)
		if len(padded) != len(bare)+more {
			t.Errorf("%d more: %d bytes, want %d", more, len(padded), len(bare)+more)
		}
		if _, err := jpeg.Decode(bytes.NewReader(padded)); err != nil {
			t.Errorf("%d more: %v", more, err)
		}
	}
}

func TestWhatCannotBeMadeIsAnError(t *testing.T) {
	for name, make := range map[string]func(){
		"too small":      func() { Make(PNG, 1, LeastSize-1) },
		"no kind":        func() { Make(kinds, 1, LeastSize) },
		"below a kind":   func() { Make(-1, 1, LeastSize) },
		"nothing at all": func() { Make(Text, 1, 0) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: made", name)
				}
			}()
			make()
		}()
	}
}
