package preview

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"time"

	"golang.org/x/image/webp"
)

const (
	// memoryLimit bounds what decoding one picture may take, in bytes.
	memoryLimit = 128 << 20
	// timeLimit bounds how long one picture may take.
	timeLimit = 5 * time.Second
	// headLimit is how much of a file is looked at before decoding: the segments of
	// a JPEG up to its size, one of 64 KiB with the EXIF data among them.
	headLimit = 160 << 10
)

// format is one kind of picture.
type format struct {
	name   string
	is     func(head []byte) bool
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

// formatOf recognises a picture by its first bytes.
func formatOf(head []byte) (format, bool) {
	for _, f := range []format{
		{"jpeg", starts("\xff\xd8\xff"), jpeg.DecodeConfig, jpeg.Decode},
		{"png", starts("\x89PNG\r\n\x1a\n"), png.DecodeConfig, png.Decode},
		{"gif", starts("GIF8"), gif.DecodeConfig, gif.Decode},
		{"webp", func(b []byte) bool {
			return len(b) >= 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP"
		}, webp.DecodeConfig, webp.Decode},
	} {
		if f.is(head) {
			return f, true
		}
	}
	return format{}, false
}

func starts(with string) func([]byte) bool {
	return func(b []byte) bool { return bytes.HasPrefix(b, []byte(with)) }
}

// Picture decodes a JPEG, PNG, GIF or WebP file and fits it into a frame, turned
// as its EXIF data asks. It ends soon after ctx and after five seconds.
func Picture(ctx context.Context, r io.ReadSeeker, f Frame) (img *image.RGBA, err error) {
	defer contain("decode the picture", &err)
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	head := make([]byte, headLimit)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("read the picture: %w", err)
	}
	head = head[:n]
	kind, ok := formatOf(head)
	if !ok {
		return nil, fmt.Errorf("decode the picture: %w", ErrFormat)
	}
	full, turn, err := open(ctx, r, kind, head)
	if err != nil {
		return nil, fmt.Errorf("decode the %s picture: %w", kind.name, err)
	}
	return scale(full, f.bounded(), turn), nil
}

// open decodes a picture if its header is modest enough.
func open(ctx context.Context, r io.ReadSeeker, kind format, head []byte) (image.Image, orientation, error) {
	perPixel, turn := 4, upright
	switch kind.name {
	case "jpeg":
		h := readJPEG(head)
		turn, perPixel = h.orientation, 3
		if h.progressive {
			perPixel += 3 * 4 // a coefficient is an int32
		}
	case "webp":
		perPixel = 2 * 4 // an alpha plane is decoded as a picture of its own
	}
	config, err := rewound(ctx, r, kind.config)
	if err != nil {
		return nil, turn, err
	}
	size := image.Pt(config.Width, config.Height)
	if kind.name == "png" && config.ColorModel != nil && sixteenBits(config) {
		perPixel = 8
	}
	if kind.name == "webp" {
		whole, err := rewound(ctx, r, func(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, webpLimit)) })
		if err != nil {
			return nil, turn, err
		}
		largest, ok := webpSize(whole)
		if !ok {
			return nil, turn, ErrFormat
		}
		size.X, size.Y = max(size.X, largest.X), max(size.Y, largest.Y)
	}
	if size.X <= 0 || size.Y <= 0 || int64(size.X)*int64(size.Y) > memoryLimit/int64(perPixel) {
		return nil, turn, fmt.Errorf("%w: %d x %d", ErrTooLarge, size.X, size.Y)
	}
	img, err := rewound(ctx, r, kind.decode)
	return img, turn, err
}

// rewound calls a decoder with the file from its start, until ctx ends.
func rewound[T any](ctx context.Context, r io.ReadSeeker, decode func(io.Reader) (T, error)) (out T, err error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return out, err
	}
	return decode(&limited{ctx, r})
}

// limited is a reader that fails when its context has ended: decoders that go on
// and on read on and on.
type limited struct {
	ctx context.Context
	r   io.Reader
}

func (l *limited) Read(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	return l.r.Read(p)
}
