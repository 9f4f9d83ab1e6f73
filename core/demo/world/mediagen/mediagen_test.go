package mediagen

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestFilesHaveTheSizeAskedForAndComeOutTheSame(t *testing.T) {
	for kind := range kinds {
		for _, size := range []int{LeastSize, 60_002, 100_004, 120_000, 180_006} {
			if kind == Opus && size > 60_002 {
				continue
			}
			a, b := Make(kind, 7, size), Make(kind, 7, size)
			if len(a) != size {
				t.Errorf("kind %d: %d bytes, want %d", kind, len(a), size)
			}
			if !bytes.Equal(a, b) {
				t.Errorf("kind %d: not the same twice", kind)
			}
			if bytes.Equal(a, Make(kind, 8, size)) {
				t.Errorf("kind %d: the seed changes nothing", kind)
			}
		}
	}
}

func TestPicturesDecode(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		w, h int
	}{
		{"jpeg", Make(JPEG, 3, 70_000), Width, Height},
		{"jpeg with an awkward rest", padJPEG(encodeJPEG(scene(1, 9, 9), 50), len(encodeJPEG(scene(1, 9, 9), 50))+60_002), 9, 9},
		{"png", Make(PNG, 3, 200_000), Width, Height},
		{"gif", Make(GIF, 3, 50_000), Width / 2, Height / 2},
		{"thumb", Thumb(3, ThumbLeast), ThumbWidth, ThumbHeight},
		{"face", Face(3, 9_000), FaceSide, FaceSide},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			img, _, err := image.Decode(bytes.NewReader(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			if size := img.Bounds().Size(); size != image.Pt(tt.w, tt.h) {
				t.Errorf("%v", size)
			}
		})
	}
	g, err := gif.DecodeAll(bytes.NewReader(Make(GIF, 3, 50_000)))
	if err != nil || len(g.Image) != 2 {
		t.Errorf("gif: %v", err)
	}
}

// A client puts the scan behind a header it knows: here that of our own encoder
// at another size, whose tables must be the same.
func TestStrippedPicturesDecodeBehindTheKnownHeader(t *testing.T) {
	header := encodeJPEG(scene(1, 40, 40), 20)
	header = header[:bytes.Index(header, []byte{0xff, 0xda})+14]
	// The first values of the tables clients know, zigzag order.
	if !bytes.Contains(header, []byte{0x28, 0x1c, 0x1e, 0x23, 0x1e, 0x19, 0x28, 0x23, 0x21, 0x23}) {
		t.Fatal("the quantization table is not the one clients have")
	}
	s := Stripped(9)
	frame := bytes.Index(header, []byte{0xff, 0xc0})
	header[frame+6], header[frame+8] = s[1], s[2]
	img, _, err := image.Decode(bytes.NewReader(append(append(header, s[3:]...), 0xff, 0xd9)))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got != image.Pt(40, 30) || len(s) > 1000 {
		t.Errorf("%v, %d bytes", got, len(s))
	}
}

func TestZipOpens(t *testing.T) {
	data := Make(Zip, 3, 50_000)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, f); err != nil || n != int64(z.File[0].UncompressedSize64) {
		t.Error(n, err)
	}
}

func TestOggPagesFollowOneAnother(t *testing.T) {
	data := Make(Opus, 3, LeastSize)
	pages := 0
	for len(data) > 0 {
		if !bytes.HasPrefix(data, []byte("OggS\x00")) || binary.LittleEndian.Uint32(data[18:]) != uint32(pages) {
			t.Fatalf("page %d does not start here", pages)
		}
		n := 27 + int(data[26])
		for _, l := range data[27 : 27+int(data[26])] {
			n += int(l)
		}
		page := bytes.Clone(data[:n])
		sum := binary.LittleEndian.Uint32(page[22:])
		copy(page[22:26], make([]byte, 4))
		if oggCRC(page) != sum {
			t.Errorf("page %d: checksum", pages)
		}
		data = data[n:]
		pages++
	}
	if pages != Seconds+2 {
		t.Errorf("%d pages", pages)
	}
}

func TestBoxesOfTheFilmFillTheFile(t *testing.T) {
	data := Make(MP4, 3, 90_000)
	var names []string
	for at := 0; at < len(data); {
		names = append(names, string(data[at+4:at+8]))
		at += int(binary.BigEndian.Uint32(data[at:]))
	}
	if got := strings.Join(names, " "); got != "ftyp mdat moov free" {
		t.Errorf("%s", got)
	}
}

// Where ffprobe is at hand it has the last word.
func TestPlayersReadFilmsAndSounds(t *testing.T) {
	probe, err := exec.LookPath("ffprobe")
	if err != nil {
		t.Skip("no ffprobe here")
	}
	for kind, want := range map[Kind]string{MP4: "mjpeg", Opus: "opus", MP3: "mp3", WebP: "webp"} {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, Make(kind, 3, 60_002), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), probe, "-v", "error", "-show_entries", "stream=codec_name,nb_read_frames", "-count_frames", path).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "codec_name="+want) || strings.Contains(string(out), "rror") {
			t.Errorf("kind %d: %v\n%s", kind, err, out)
		}
	}
}

// One size in 256 cannot be had by a longer comment alone.
func TestSoundsOfEverySizeAreAsLongAsAskedFor(t *testing.T) {
	for size := LeastSize; size < LeastSize+600; size++ {
		if got := len(Make(Opus, 7, size)); got != size {
			t.Errorf("%d bytes, want %d", got, size)
		}
	}
}
