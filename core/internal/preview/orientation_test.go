package preview

import (
	"encoding/binary"
	"fmt"
	"image"
	"testing"
)

// What the corners of a picture stored as r g / b y are to look like.
// https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, section 4.6.4, tag 274
var turned = map[orientation]string{
	1: "rgby", 2: "gryb", 3: "ybgr", 4: "byrg", 5: "rbgy", 6: "bryg", 7: "ygbr", 8: "gyrb",
}

func TestPicturesAreTurnedAsTheyWereTaken(t *testing.T) {
	for o, want := range turned {
		t.Run(fmt.Sprint(o), func(t *testing.T) {
			got := o.turn(quarters(40, 24))
			size := image.Pt(40, 24)
			if o >= 5 {
				size = image.Pt(24, 40)
			}
			if got.Bounds().Size() != size || corners(got) != want {
				t.Errorf("turned: %v %s, want %v %s", got.Bounds().Size(), corners(got), size, want)
			}
		})
	}
}

func TestOrientationIsReadFromEXIF(t *testing.T) {
	plain := jpegOf(t, quarters(16, 16))
	tests := []struct {
		name string
		jpeg []byte
		want orientation
	}{
		{"none", plain, 1},
		{"little endian", withExif(plain, exif(binary.LittleEndian, 6)), 6},
		{"big endian", withExif(plain, exif(binary.BigEndian, 8)), 8},
		{"behind another segment", withSegment(withExif(plain, exif(binary.BigEndian, 3)), 0xe0, []byte("JFIF\x00")), 3},
		{"out of range", withExif(plain, exif(binary.BigEndian, 9)), 1},
		{"zero", withExif(plain, exif(binary.BigEndian, 0)), 1},
		{"another namespace", withSegment(plain, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00")), 1},
		{"cut off", withExif(plain, exif(binary.BigEndian, 6)[:20]), 1},
		{"directory outside", withExif(plain, []byte("II*\x00\xff\xff\xff\xff")), 1},
		{"no TIFF", withExif(plain, []byte("QQ*\x00\x08\x00\x00\x00")), 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := readJPEG(tt.jpeg); got.orientation != tt.want || got.progressive {
				t.Errorf("head = %+v, want orientation %d", got, tt.want)
			}
		})
	}
}

func TestProgressivePicturesAreRecognised(t *testing.T) {
	progressive := testdata(t, "progressive.jpg")
	if h := readJPEG(progressive); !h.progressive {
		t.Error("taken for baseline")
	}
	if h := readJPEG(progressive[:30]); !h.progressive {
		t.Error("a head without a size must count as the costly kind")
	}
}

func FuzzReadJPEG(f *testing.F) {
	plain := jpegOf(f, quarters(8, 8))
	f.Add(plain)
	f.Add(withExif(plain, exif(binary.LittleEndian, 6)))
	f.Add(withExif(plain, exif(binary.BigEndian, 5)))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x02\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if o := readJPEG(data).orientation; o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
		if o := readOrientation(data); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
	})
}
