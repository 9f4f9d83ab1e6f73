package media

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/gotd/td/tg"
)

func TestFormatsSayWhetherTheyAreWhole(t *testing.T) {
	t.Parallel()
	body := bytes.Repeat([]byte("picture "), 50)
	jpeg := slices.Concat([]byte("\xff\xd8\xff\xe0"), body, []byte("\xff\xd9"))
	png := slices.Concat([]byte("\x89PNG\r\n\x1a\n"), body, []byte("\x00\x00\x00\x00IEND\xaeB`\x82"))
	webp := slices.Concat([]byte("RIFF"), []byte{byte(4 + len(body)), byte((4 + len(body)) >> 8), 0, 0}, []byte("WEBP"), body)
	for name, whole := range map[string][]byte{"JPEG": jpeg, "PNG": png, "WebP": webp} {
		for at := range len(whole) + 1 {
			closed, err := closes(bytes.NewReader(whole[:at]), int64(at))
			if err != nil || closed != (at == len(whole)) {
				t.Errorf("%s, %d of %d bytes: %t, %v", name, at, len(whole), closed, err)
			}
		}
	}
	if closed, err := closes(bytes.NewReader(body), int64(len(body))); closed || err != nil {
		t.Errorf("something else: %t, %v", closed, err)
	}
}

func TestHashesReachTheEndOrNot(t *testing.T) {
	t.Parallel()
	for size, want := range map[int64]bool{0: false, 1: true, 100: true, 101: false, 199: false, 201: true, 300: true, 301: false} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			var p proof
			p.add([]tg.FileHash{{Offset: 0, Limit: 100}, {Offset: 200, Limit: 100}}, false)
			if got := p.reaches(size); got != want {
				t.Errorf("%t", got)
			}
		})
	}
}
