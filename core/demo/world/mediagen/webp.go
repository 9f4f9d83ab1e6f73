package mediagen

import "encoding/binary"

// bitWriter packs bits as VP8L wants them, the lowest first.
type bitWriter struct {
	out  []byte
	free int // bits still free in the last byte
}

func (b *bitWriter) put(value uint64, bits int) {
	for i := range bits {
		if b.free == 0 {
			b.out = append(b.out, 0)
			b.free = 8
		}
		b.out[len(b.out)-1] |= byte(value>>i&1) << (8 - b.free)
		b.free--
	}
}

// prefixCode writes a simple prefix code of one or two symbols of 8 bits.
func (b *bitWriter) prefixCode(symbols ...uint64) {
	b.put(1, 1)
	b.put(uint64(len(symbols)-1), 1)
	b.put(1, 1) // the first symbol has 8 bits
	for _, s := range symbols {
		b.put(s, 8)
	}
}

// encodeWebP draws a disc with a transparent ground: lossless WebP with one
// colour and two values of alpha.
// https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification
func encodeWebP(seed uint64) []byte {
	color := step(seed)
	var b bitWriter
	b.put(0x2f, 8)
	b.put(StickerSide-1, 14)
	b.put(StickerSide-1, 14)
	b.put(1, 1) // alpha is used
	b.put(0, 3) // version
	b.put(0, 1) // no transform
	b.put(0, 1) // no colour cache
	b.put(0, 1) // one group of prefix codes
	b.prefixCode(color & 255)
	b.prefixCode(color >> 8 & 255)
	b.prefixCode(color >> 16 & 255)
	b.prefixCode(0, 255)
	b.put(1, 1) // the code of distances: one symbol of one bit, 0
	b.put(0, 1)
	b.put(0, 1)
	b.put(0, 1)
	const r = StickerSide / 2
	for y := -r; y < r; y++ {
		for x := -r; x < r; x++ {
			inside := uint64(0)
			if x*x+y*y < r*r*int(200+color>>56)/512 {
				inside = 1
			}
			b.put(inside, 1)
		}
	}
	if len(b.out)%2 == 1 {
		b.out = append(b.out, 0)
	}
	return riff(chunk("VP8L", b.out))
}

func chunk(name string, body []byte) []byte {
	return append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body))), body...)
}

func riff(chunks []byte) []byte {
	return chunk("RIFF", append([]byte("WEBP"), chunks...))
}

// padWebP adds a chunk of a name nobody knows; size must be even.
func padWebP(data []byte, size int) []byte {
	pad := chunk("PAD ", make([]byte, size-len(data)-8))
	return riff(append(data[12:], pad...))
}
