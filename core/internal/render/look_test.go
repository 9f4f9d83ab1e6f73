package render

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"satchel/core/internal/model"
)

func TestLook(t *testing.T) {
	b := newBuilder(t)
	s := "/work/shared/samples/"
	read := func(n string) []byte { d, err := os.ReadFile(s + n); check(t, err); return d }
	b.content = func(f model.File, r model.FileRef) []byte {
		switch {
		case strings.HasPrefix(string(f.Key), "photo:900"):
			return read("telegram-bot-mit/Photo_gnu.png")
		case strings.HasPrefix(string(f.Key), "photo:6"):
			return read("go-telegram-bot-api-mit/image.jpg")
		case strings.HasPrefix(string(f.Key), "photo:"):
			return read("go-telegram-bot-api-mit/image.jpg")
		case strings.HasSuffix(r.Name, ".ogg"):
			return read("go-telegram-bot-api-mit/voice.ogg")
		case strings.HasSuffix(r.Name, ".mp4"):
			return read("go-telegram-bot-api-mit/videonote.mp4")
		case strings.HasSuffix(r.Name, ".webp"):
			return read("telegram-bot-mit/Sticker_Regular_Static1.webp")
		}
		return []byte("x")
	}
	buildSample(b)
	check(t, Render(t.Context(), b.a, options()))
	os.RemoveAll("/tmp/look")
	out, err := exec.Command("cp", "-r", b.a.Dir(), "/tmp/look").CombinedOutput()
	if err != nil {
		t.Fatal(string(out))
	}
}
