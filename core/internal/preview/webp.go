package preview

import (
	"encoding/binary"
	"image"
)

// webpLimit bounds a WebP file in bytes; it is read whole, for its sizes are in
// more than one place.
const webpLimit = 16 << 20

// webpSize is the largest size that a WebP file names: of its canvas and of the
// frames inside, which the decoder believes whatever the canvas says. False when
// the container is broken.
// https://developers.google.com/speed/webp/docs/riff_container
func webpSize(data []byte) (size image.Point, ok bool) {
	for rest := data[min(12, len(data)):]; len(rest) >= 8; {
		length := int64(binary.LittleEndian.Uint32(rest[4:]))
		body := rest[8:min(8+length, int64(len(rest)))]
		w, h := webpChunk(string(rest[:4]), body)
		size.X, size.Y = max(size.X, w), max(size.Y, h)
		rest = rest[min(8+length+length%2, int64(len(rest))):]
	}
	return size, size.X > 0 && size.Y > 0
}

// webpChunk is the size a chunk names; 0, 0 if it names none.
func webpChunk(name string, body []byte) (w, h int) {
	switch {
	case name == "VP8X" && len(body) >= 10:
		return 1 + int(uint24(body[4:])), 1 + int(uint24(body[7:]))
	case name == "VP8 " && len(body) >= 10: // RFC 6386, section 9.1
		const mask = 1<<14 - 1
		return int(binary.LittleEndian.Uint16(body[6:])) & mask, int(binary.LittleEndian.Uint16(body[8:])) & mask
	case name == "VP8L" && len(body) >= 5:
		bits := binary.LittleEndian.Uint32(body[1:])
		return 1 + int(bits&0x3fff), 1 + int(bits>>14&0x3fff)
	}
	return 0, 0
}

func uint24(b []byte) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }
