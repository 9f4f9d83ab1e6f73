package mediagen

import "encoding/binary"

// filmFrames a second apart make a film.
const filmFrames = Seconds

// mp4 is a film of JPEG frames (MPEG-4 part 12, object type 0x6c of part 1); a
// free box makes the size.
func mp4(seed uint64, size int) []byte {
	var frames [filmFrames][]byte
	total := 0
	for i := range frames {
		frames[i] = encodeJPEG(scene(seed+uint64(i), Width, Height), 40)
		total += len(frames[i])
	}
	ftyp := box("ftyp", []byte("isom\x00\x00\x02\x00isommp41"))
	moov := movie(frames, len(ftyp)+8) // frames lie at the start of mdat
	out := append(ftyp, be32(8+total)...)
	out = append(out, "mdat"...)
	for _, f := range frames {
		out = append(out, f...)
	}
	out = append(out, moov...)
	return append(out, box("free", make([]byte, size-len(out)-8))...)
}

func be32(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }
func be16(n int) []byte { return binary.BigEndian.AppendUint16(nil, uint16(n)) }

func join(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func box(name string, parts ...[]byte) []byte {
	body := join(parts...)
	return join(be32(8+len(body)), []byte(name), body)
}

// unity is the matrix that leaves a picture as it is.
const unity = "\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x40\x00\x00\x00"

// movie describes one video track; a tick is a second.
func movie(frames [filmFrames][]byte, offset int) []byte {
	zeros := func(n int) []byte { return make([]byte, n) }
	mvhd := box("mvhd", zeros(12), be32(1), be32(filmFrames), be32(0x10000), be16(0x100), zeros(10), []byte(unity), zeros(24), be32(2))
	tkhd := box("tkhd", be32(7), zeros(8), be32(1), zeros(4), be32(filmFrames), zeros(16), []byte(unity), be32(Width<<16), be32(Height<<16))
	mdhd := box("mdhd", zeros(12), be32(1), be32(filmFrames), be16(0x55c4), zeros(2))
	hdlr := box("hdlr", zeros(8), []byte("vide"), zeros(12), []byte("film\x00"))
	vmhd := box("vmhd", be32(1), zeros(8))
	dinf := box("dinf", box("dref", zeros(4), be32(1), box("url ", be32(1))))
	esds := box("esds", zeros(4), descriptor(3, join(be16(1), zeros(1),
		descriptor(4, join([]byte{0x6c, 0x11}, zeros(11))), descriptor(6, []byte{2}))))
	entry := box("mp4v", zeros(6), be16(1), zeros(16), be16(Width), be16(Height), be32(0x480000), be32(0x480000),
		zeros(4), be16(1), zeros(32), be16(24), be16(0xffff), esds)
	sizes := []byte{}
	for _, f := range frames {
		sizes = append(sizes, be32(len(f))...)
	}
	stbl := box("stbl",
		box("stsd", zeros(4), be32(1), entry),
		box("stts", zeros(4), be32(1), be32(filmFrames), be32(1)),
		box("stsc", zeros(4), be32(1), be32(1), be32(filmFrames), be32(1)),
		box("stsz", zeros(8), be32(filmFrames), sizes),
		box("stco", zeros(4), be32(1), be32(offset)))
	return box("moov", mvhd, box("trak", tkhd, box("mdia", mdhd, hdlr, box("minf", vmhd, dinf, stbl))))
}

// descriptor is one of MPEG-4 part 1, shorter than 128 bytes.
func descriptor(tag byte, body []byte) []byte {
	return append([]byte{tag, byte(len(body))}, body...)
}
