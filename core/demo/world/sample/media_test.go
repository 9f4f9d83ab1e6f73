package sample_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	_ "image/jpeg"
	"io/fs"
	"strings"
	"testing"

	"github.com/gotd/td/telegram/thumbnail"
)

func TestFilesAreWhatTheirNamesSay(t *testing.T) {
	magic := map[string]string{".jpg": "\xff\xd8\xff", ".webp": "RIFF", ".ogg": "OggS", ".pdf": "%PDF-", ".zip": "PK\x03\x04", ".tgs": "\x1f\x8b", ".webm": "\x1a\x45\xdf\xa3"}
	for name, f := range worlds(t) {
		err := fs.WalkDir(f.fsys, "files", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(f.fsys, path)
			if err != nil {
				return err
			}
			ext := path[strings.LastIndexByte(path, '.'):]
			if !strings.HasPrefix(string(data), magic[ext]) {
				t.Errorf("%s %s does not begin like a %s", name, path, ext)
			}
			switch ext {
			case ".jpg":
				if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
					t.Errorf("%s %s: %v", name, path, err)
				}
			case ".mp4":
				if string(data[4:8]) != "ftyp" {
					t.Errorf("%s %s is no MP4", name, path)
				}
			case ".tgs":
				checkLottie(t, path, data)
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func checkLottie(t *testing.T, path string, data []byte) {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	var l struct {
		FR, W, H, IP, OP float64
		TGS              int
		Layers           []any
	}
	if err := json.NewDecoder(r).Decode(&l); err != nil {
		t.Errorf("%s: %v", path, err)
	}
	if l.W != 512 || l.H != 512 || l.FR != 30 || l.TGS != 1 || l.OP-l.IP > 3*l.FR || len(l.Layers) == 0 {
		t.Errorf("%s is not a Telegram animation: %v x %v at %v", path, l.W, l.H, l.FR)
	}
	if len(data) > 64<<10 {
		t.Errorf("%s has %d bytes, Telegram allows 64 KiB", path, len(data))
	}
}

func TestThumbnailsExpand(t *testing.T) {
	stripped, outlines := 0, 0
	check := func(where string, encoded any) {
		raw, err := base64.StdEncoding.DecodeString(encoded.(string))
		if err != nil {
			t.Fatal(err)
		}
		full, err := thumbnail.Expand(raw)
		if err != nil {
			t.Errorf("%s: %v", where, err)
			return
		}
		img, _, err := image.Decode(bytes.NewReader(full))
		if err != nil {
			t.Errorf("%s: %v", where, err)
			return
		}
		if b := img.Bounds(); b.Dx() != int(raw[2]) || b.Dy() != int(raw[1]) || max(b.Dx(), b.Dy()) != 40 {
			t.Errorf("%s: %v", where, b)
		}
		stripped++
	}
	for name, f := range worlds(t) {
		f.each(func(o obj) {
			switch o["_"] {
			case "photoStrippedSize":
				check(name, o["bytes"])
			case "userProfilePhoto", "chatPhoto":
				check(fmt.Sprint(name, o["photo_id"]), o["stripped_thumb"])
			case "photoPathSize":
				raw, _ := base64.StdEncoding.DecodeString(o["bytes"].(string))
				checkOutline(t, string(thumbnail.DecodePath(raw)))
				outlines++
			}
		})
	}
	if stripped < 100 || outlines < 8 {
		t.Errorf("%d stripped thumbnails and %d outlines", stripped, outlines)
	}
}

// checkOutline follows an SVG path of M, c and z and wants it closed within the square.
func checkOutline(t *testing.T, svg string) {
	t.Helper()
	for loop := range strings.SplitSeq(strings.Trim(svg, "Mz"), "zM") {
		start, rest, ok := strings.Cut(loop, "c")
		var x, y int
		if _, err := fmt.Sscanf(start, "%d,%d", &x, &y); err != nil || !ok {
			t.Errorf("outline %.60q: %v", loop, err)
			return
		}
		var n []int
		for f := range strings.FieldsFuncSeq(strings.ReplaceAll(rest, "-", ",-"), func(r rune) bool { return r == ',' }) {
			var v int
			if _, err := fmt.Sscan(f, &v); err != nil {
				t.Errorf("outline %.60q: %v", loop, err)
				return
			}
			n = append(n, v)
		}
		if len(n)%6 != 0 || len(n) < 60 {
			t.Errorf("outline %.60q has %d numbers", loop, len(n))
			return
		}
		ex, ey := x, y
		for i := 0; i < len(n); i += 6 {
			ex, ey = ex+n[i+4], ey+n[i+5]
			if ex < 0 || ey < 0 || ex > 512 || ey > 512 {
				t.Errorf("outline leaves the square at %d,%d", ex, ey)
			}
		}
		if ex != x || ey != y {
			t.Errorf("outline ends at %d,%d, began at %d,%d", ex, ey, x, y)
		}
	}
}
