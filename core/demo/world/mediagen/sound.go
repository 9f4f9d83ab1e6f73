package mediagen

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// opus is Seconds of silence; the comment makes the size. Where a packet's length
// crosses a multiple of 255 its page grows by two, so one size in 256 needs an
// odd byte elsewhere: in the last packet of silence.
// https://www.rfc-editor.org/rfc/rfc7845
func opus(seed uint64, size int) []byte {
	head := append([]byte("OpusHead"), 1, 1, 0x38, 0x01, 0x80, 0xbb, 0, 0, 0, 0, 0)
	serial := uint32(seed)
	out := oggPage(serial, 0, 2, 0, [][]byte{head})
	for odd := range 2 {
		pages := silence(serial, odd)
		want := size - len(out) - len(pages)
		if tags := oggTags(serial, want); len(tags) == want {
			return append(append(out, tags...), pages...)
		}
	}
	panic(fmt.Sprintf("mediagen: no sound of %d bytes", size))
}

// silence is the pages of sound, with so many bytes too much in the last packet.
func silence(serial uint32, odd int) []byte {
	const perPage = 50
	quiet := []byte{0xf8, 0xff, 0xfe} // 20 ms, mono
	var pages []byte
	for second := range Seconds {
		packets := make([][]byte, perPage)
		for i := range packets {
			packets[i] = quiet
		}
		kind := byte(0)
		if second == Seconds-1 {
			kind = 4 // the last of the stream
			packets[perPage-1] = append(bytes.Clone(quiet), make([]byte, odd)...)
		}
		granule := uint64(second+1)*48000 + 312
		pages = append(pages, oggPage(serial, uint32(second+2), kind, granule, packets)...)
	}
	return pages
}

// oggTags is the page of comments, size bytes long.
func oggTags(serial uint32, size int) []byte {
	const overhead = 27 + 8 + 4 + len("satchel") + 4 + 4
	// Each 255 bytes of the packet cost one more in the page's table.
	packet := (size - 27 - 1) * 255 / 256
	for oggPageSize(packet) > size {
		packet--
	}
	for oggPageSize(packet) < size && oggPageSize(packet+1) <= size {
		packet++
	}
	comment := packet - (overhead - 27)
	tags := append([]byte("OpusTags"), 7, 0, 0, 0)
	tags = append(tags, "satchel"...)
	tags = binary.LittleEndian.AppendUint32(tags, 1)
	tags = binary.LittleEndian.AppendUint32(tags, uint32(comment))
	text := make([]byte, comment)
	for i := range text {
		text[i] = ' '
	}
	copy(text, "COMMENT=")
	return oggPage(serial, 1, 0, 0, [][]byte{append(tags, text...)})
}

func oggPageSize(packet int) int { return 27 + packet/255 + 1 + packet }

// oggPage frames whole packets.
func oggPage(serial, sequence uint32, kind byte, granule uint64, packets [][]byte) []byte {
	page := append([]byte("OggS"), 0, kind)
	page = binary.LittleEndian.AppendUint64(page, granule)
	page = binary.LittleEndian.AppendUint32(page, serial)
	page = binary.LittleEndian.AppendUint32(page, sequence)
	page = append(page, 0, 0, 0, 0) // checksum
	var table, body []byte
	for _, p := range packets {
		for n := len(p); ; n -= 255 {
			table = append(table, byte(min(n, 255)))
			if n < 255 {
				break
			}
		}
		body = append(body, p...)
	}
	page = append(append(append(page, byte(len(table))), table...), body...)
	binary.LittleEndian.PutUint32(page[22:], oggCRC(page))
	return page
}

// oggCRC is the checksum of the format: polynomial 0x04c11db7, not reflected.
func oggCRC(page []byte) uint32 {
	var crc uint32
	for _, b := range page {
		crc ^= uint32(b) << 24
		for range 8 {
			high := crc >> 31
			crc <<= 1
			if high == 1 {
				crc ^= 0x04c11db7
			}
		}
	}
	return crc
}

// mp3 is silent frames after an ID3 tag whose padding makes the size.
func mp3(seed uint64, size int) []byte {
	const frame = 104 // MPEG-1 layer III, 32 kbit/s, 44.1 kHz, not padded
	const frames = Seconds * 44100 / 1152
	out := make([]byte, size)
	tag := size - frames*frame - 10
	copy(out, "ID3\x03\x00\x00")
	for i := range 4 {
		out[9-i] = byte(tag >> (7 * i) & 0x7f)
	}
	copy(out[10:], "TIT2\x00\x00\x00\x09\x00\x00\x00")
	copy(out[21:], hex.EncodeToString(binary.BigEndian.AppendUint32(nil, uint32(step(seed)))))
	for i := range frames {
		copy(out[10+tag+i*frame:], "\xff\xfb\x10\x00")
	}
	return out
}
