// Package mediagen makes media files out of nothing but a seed and a size: small,
// exactly as long as asked for, the same in every process, and real: a decoder
// of the format reads them. Length is reached with what each format has for
// bytes without meaning (comments, private chunks, free boxes, tag padding).
//
// Pictures are plain scenes, sounds are silence, films are a few JPEG frames. Not
// guaranteed: that they stay the same from one version of the program to the
// next.
package mediagen

import "fmt"

// Kind is a format.
type Kind int

// The formats. The comment gives the MIME type.
const (
	JPEG Kind = iota // image/jpeg, Width x Height
	PNG              // image/png, Width x Height
	GIF              // image/gif, two frames
	WebP             // image/webp, lossless, StickerSide square
	Opus             // audio/ogg, Seconds of silence
	MP3              // audio/mpeg, Seconds of silence
	MP4              // video/mp4, motion JPEG, Width x Height
	Text             // text/plain
	Zip              // application/zip, one stored file
	kinds
)

// What the objects around the files have to declare.
const (
	Width, Height = 240, 180
	StickerSide   = 128
	Seconds       = 4
	// LeastSize is enough for every kind.
	LeastSize = 40_000
)

// Make gives a file of a kind: size bytes, which must be at least LeastSize.
// It panics on less, and on kinds that are not above.
func Make(kind Kind, seed uint64, size int) []byte {
	if size < LeastSize || kind < 0 || kind >= kinds {
		panic(fmt.Sprintf("mediagen: kind %d of %d bytes", kind, size))
	}
	switch kind {
	case JPEG:
		return padJPEG(encodeJPEG(scene(seed, Width, Height), 80), size)
	case PNG:
		return padPNG(encodePNG(scene(seed, Width, Height)), size)
	case GIF:
		return padEnd(encodeGIF(seed), size)
	case WebP:
		return padWebP(encodeWebP(seed), size)
	case Opus:
		return opus(seed, size)
	case MP3:
		return mp3(seed, size)
	case MP4:
		return mp4(seed, size)
	case Text:
		return text(seed, size)
	default:
		return zipped(seed, size)
	}
}

// step moves a seed on (splitmix64's finalizer).
func step(seed uint64) uint64 {
	seed += 0x9e3779b97f4a7c15
	seed = (seed ^ seed>>30) * 0xbf58476d1ce4e5b9
	seed = (seed ^ seed>>27) * 0x94d049bb133111eb
	return seed ^ seed>>31
}

// padEnd appends zeros, for formats whose readers stop at their own end.
func padEnd(data []byte, size int) []byte {
	return append(data, make([]byte, size-len(data))...)
}
