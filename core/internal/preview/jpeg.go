package preview

import (
	"bytes"
	"encoding/binary"
)

// jpegHead is what the segments before the pixels of a JPEG tell.
type jpegHead struct {
	orientation orientation
	// progressive: the whole picture's coefficients are held while it is decoded.
	// Also set when the size lies beyond the bytes that were looked at.
	progressive bool
}

// readJPEG walks the segments in the first bytes of a JPEG.
// https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
func readJPEG(head []byte) jpegHead {
	h := jpegHead{orientation: upright, progressive: true}
	for rest := head[min(2, len(head)):]; len(rest) >= 4 && rest[0] == 0xff; {
		marker := rest[1]
		if marker == 0xff { // filling
			rest = rest[1:]
			continue
		}
		length := int(binary.BigEndian.Uint16(rest[2:]))
		if length < 2 {
			break
		}
		switch {
		case marker == 0xc0 || marker == 0xc1: // baseline, extended sequential
			h.progressive = false
			return h
		case marker == 0xc2, marker == 0xda: // progressive; the pixels begin
			return h
		case marker == 0xe1:
			body := rest[4:min(2+length, len(rest))]
			if tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok {
				h.orientation = readOrientation(tiff)
			}
		}
		rest = rest[min(2+length, len(rest)):]
	}
	return h
}

// readOrientation finds tag 0x0112 in the first directory of a TIFF structure;
// upright if it is not there or the structure is broken. Nothing else is read.
// https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, section 4.6
func readOrientation(tiff []byte) orientation {
	if len(tiff) < 8 {
		return upright
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return upright
	}
	offset := int64(order.Uint32(tiff[4:]))
	if offset+2 > int64(len(tiff)) {
		return upright
	}
	const entry, tag, short = 12, 0x0112, 3
	entries := tiff[offset+2:]
	for range order.Uint16(tiff[offset:]) {
		if len(entries) < entry {
			break
		}
		if order.Uint16(entries) == tag {
			if order.Uint16(entries[2:]) != short || order.Uint32(entries[4:]) != 1 {
				break
			}
			return orientation(order.Uint16(entries[8:])).known()
		}
		entries = entries[entry:]
	}
	return upright
}
