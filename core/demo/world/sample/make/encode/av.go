package encode

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	p "satchel/core/demo/world/sample/make/paint"
	"satchel/core/demo/world/sample/make/sound"
)

// Film is moving pictures to encode.
type Film struct {
	W, H, FPS, Frames int
	Frame             func(i int) *p.Canvas
	Sound             []float64 // nil: silent
}

var exact = strings.Fields("-threads 1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1")

// MP4 encodes H.264 with AAC; crf 18 (fine) to 36 (coarse).
func (f Film) MP4(crf int) ([]byte, error) {
	args := strings.Fields(fmt.Sprintf("-c:v libx264 -preset slow -crf %d -pix_fmt yuv420p -movflags +faststart", crf))
	if f.Sound != nil {
		args = append(args, strings.Fields("-c:a aac -b:a 48k -shortest")...)
	}
	return f.encode("out.mp4", args)
}

// WebM encodes VP9 with alpha, as video stickers are.
func (f Film) WebM(crf int) ([]byte, error) {
	return f.encode("out.webm", strings.Fields(fmt.Sprintf("-c:v libvpx-vp9 -pix_fmt yuva420p -b:v 0 -crf %d -auto-alt-ref 0 -row-mt 0", crf)))
}

func (f Film) encode(name string, codec []string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "sample")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	args := []string{"ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", fmt.Sprintf("%dx%d", f.W, f.H), "-r", fmt.Sprint(f.FPS), "-i", "-"}
	if f.Sound != nil {
		wav := filepath.Join(dir, "in.wav")
		if err := os.WriteFile(wav, sound.WAV(f.Sound), 0o600); err != nil {
			return nil, err
		}
		args = append(args, "-i", wav)
	}
	out := filepath.Join(dir, name)
	args = append(append(append(args, codec...), exact...), out)
	if err := run(f.pour, args); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

func (f Film) pour(w io.Writer) error {
	for i := range f.Frames {
		if _, err := w.Write(f.Frame(i).Image().Pix); err != nil {
			return err
		}
	}
	return nil
}

// Opus encodes a voice note.
func Opus(s []float64) ([]byte, error) {
	return through("in.wav", sound.WAV(s), "out.ogg", func(in, out string) []string {
		return append(append([]string{"ffmpeg", "-v", "error", "-i", in, "-c:a", "libopus", "-b:a", "20k", "-application", "voip"}, exact...), out)
	})
}

// MP3 encodes music, without tags.
func MP3(s []float64) ([]byte, error) {
	return through("in.wav", sound.WAV(s), "out.mp3", func(in, out string) []string {
		return append(append([]string{"ffmpeg", "-v", "error", "-i", in, "-c:a", "libmp3lame", "-b:a", "48k"}, exact...), out)
	})
}

// run executes a program, with what feed writes as its standard input.
func run(feed func(io.Writer) error, args []string) error {
	cmd := exec.Command(args[0], args[1:]...)
	var said strings.Builder
	cmd.Stderr = &said
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s (the generator needs ffmpeg and cwebp): %w", args[0], err)
	}
	var fed error
	if feed != nil {
		fed = feed(in)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("%s: %w: %s", args[0], err, said.String())
	}
	return fed
}
