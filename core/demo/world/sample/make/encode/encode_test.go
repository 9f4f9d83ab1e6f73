package encode

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image/jpeg"
	"math"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/gotd/td/telegram/thumbnail"

	p "satchel/core/demo/world/sample/make/paint"
	"satchel/core/demo/world/sample/make/sound"
)

func picture(w, h int) *p.Canvas {
	c := p.New(w, h)
	c.Paint(p.Vertical(0, float64(h), p.Hex(0x203060), p.Hex(0xf0c080)))
	c.Fill(p.Circle(float64(w)/2, float64(h)/2, float64(h)/4), p.Solid(p.Hex(0xd04030)))
	return c
}

func TestStrippedExpandsToTheSamePicture(t *testing.T) {
	for _, size := range [][2]int{{320, 213}, {213, 320}, {300, 300}, {320, 30}} {
		c := picture(size[0], size[1])
		small, err := Stripped(c)
		if err != nil {
			t.Fatal(err)
		}
		full, err := thumbnail.Expand(small)
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(bytes.NewReader(full))
		if err != nil {
			t.Fatalf("%v: %v", size, err)
		}
		w, h := Fit(size[0], size[1], 40)
		got, want := p.From(img), c.Scaled(w, h)
		if got.W != w || got.H != h {
			t.Fatalf("%v: %d x %d", size, got.W, got.H)
		}
		off := 0.0
		for i := range want.Pix {
			off += math.Abs(float64(got.Pix[i] - want.Pix[i]))
		}
		if off /= float64(len(want.Pix)); off > 0.05 {
			t.Errorf("%v: pixels are off by %.3f on average", size, off)
		}
	}
}

// The tables of the JPEG that is cut must be those of the header that clients put back.
func TestStrippedUsesTheTablesOfTheKnownHeader(t *testing.T) {
	full, err := thumbnail.Expand([]byte{1, 40, 40})
	if err != nil {
		t.Fatal(err)
	}
	mine, err := JPEG(picture(40, 40), strippedQuality)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := tables(mine), tables(full); got != want {
		t.Errorf("tables\n%x\nwant\n%x", got, want)
	}
}

// tables are the quantisation and Huffman tables, whatever segments they come in.
func tables(data []byte) string {
	var quant, huff strings.Builder
	for at := 2; at+4 < len(data) && data[at+1] != 0xDA; {
		n := int(data[at+2])<<8 | int(data[at+3])
		body := data[at+4 : at+2+n]
		switch data[at+1] {
		case 0xDB:
			quant.Write(body)
		case 0xC4:
			huff.Write(body)
		}
		at += 2 + n
	}
	return quant.String() + "|" + huff.String()
}

func TestJPEGWithinKeepsItsBound(t *testing.T) {
	c := picture(400, 300)
	c.Grain(0.3, 1)
	free, err := JPEG(c, 90)
	if err != nil {
		t.Fatal(err)
	}
	most := len(free) * 2 / 3
	if bound, err := JPEGWithin(c, 90, most); err != nil || len(bound) > most {
		t.Errorf("%d bytes, at most %d: %v", len(bound), most, err)
	}
}

func TestFit(t *testing.T) {
	for _, c := range [][5]int{{1280, 853, 320, 320, 213}, {853, 1280, 320, 213, 320}, {10, 1000, 40, 1, 40}, {5, 5, 90, 90, 90}} {
		if w, h := Fit(c[0], c[1], c[2]); w != c[3] || h != c[4] {
			t.Errorf("Fit%v = %d, %d", c, w, h)
		}
	}
}

func TestPDFPointsAtItsObjects(t *testing.T) {
	pdf := PDF("A (very) short page", []string{`back\slash`, "two"}, [][3]float64{{1, 0, 0}})
	start := regexp.MustCompile(`startxref\n(\d+)\n`).FindSubmatch(pdf)
	at, err := strconv.Atoi(string(start[1]))
	if err != nil || !bytes.HasPrefix(pdf[at:], []byte("xref")) {
		t.Fatalf("startxref %s: %v", start[1], err)
	}
	for i, m := range regexp.MustCompile(`(\d{10}) 00000 n`).FindAllSubmatch(pdf[at:], -1) {
		offset, _ := strconv.Atoi(string(m[1]))
		if want := fmt.Sprintf("%d 0 obj", i+1); !bytes.HasPrefix(pdf[offset:], []byte(want)) {
			t.Errorf("object %d is not at %d", i+1, offset)
		}
	}
	if !bytes.Contains(pdf, []byte(`A \(very\) short`)) || !bytes.Contains(pdf, []byte(`back\\slash`)) {
		t.Error("text is not escaped")
	}
}

func TestZIPHoldsItsFiles(t *testing.T) {
	data, err := ZIP(Entry{"a/b.txt", []byte("one")}, Entry{"c.txt", []byte("two")})
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(r.File) != 2 || r.File[0].Name != "a/b.txt" {
		t.Errorf("%v: %v", r, err)
	}
}

func TestProgramsGiveWhatTheyAreAskedFor(t *testing.T) {
	for _, tool := range []string{"ffmpeg", "cwebp"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("needs ", tool)
		}
	}
	murmur := sound.Speech(1, 0.3, 200)
	film := Film{W: 32, H: 32, FPS: 10, Frames: 3, Frame: func(int) *p.Canvas { return picture(32, 32) }, Sound: murmur}
	silent := film
	silent.Sound = nil
	for name, c := range map[string]struct {
		data  func() ([]byte, error)
		magic string
	}{
		"mp4":  {func() ([]byte, error) { return film.MP4(30) }, "\x00\x00\x00\x20ftyp"},
		"webm": {func() ([]byte, error) { return silent.WebM(40) }, "\x1a\x45\xdf\xa3"},
		"opus": {func() ([]byte, error) { return Opus(murmur) }, "OggS"},
		"webp": {func() ([]byte, error) { return WebP(picture(32, 32), 80) }, "RIFF"},
	} {
		a, err := c.data()
		if err != nil || !bytes.HasPrefix(a, []byte(c.magic)) {
			t.Errorf("%s: %.12q, %v", name, a, err)
			continue
		}
		if b, err := c.data(); err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: two runs give different bytes: %v", name, err)
		}
	}
}

func TestAMissingProgramIsNamed(t *testing.T) {
	err := run(nil, []string{"satchel-no-such-program"})
	if err == nil || !strings.Contains(err.Error(), "satchel-no-such-program") {
		t.Error(err)
	}
}
