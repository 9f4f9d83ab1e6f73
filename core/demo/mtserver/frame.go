package mtserver

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// framing is one of Telegram's TCP transports.
// https://core.telegram.org/mtproto/mtproto-transports
type framing byte

const (
	abridged framing = iota
	intermediate
	paddedIntermediate
	full
)

// maxFrame bounds a frame from a client; the biggest real ones carry 512 KB.
const maxFrame = 2 << 20

var (
	errUnknownTransport = errors.New("unknown transport")
	errFrame            = errors.New("malformed frame")
)

// wire cuts what comes from a socket into frames, and frames what goes out.
// Reading and writing may happen at the same time, each in one goroutine.
type wire struct {
	framing framing
	in      io.Reader
	hide    cipher.Stream // obfuscated2 outwards; nil: plain
	inSeq   uint32        // full: frames read
	outSeq  uint32        // full: frames written
	pad     int           // padded intermediate: bytes to follow the open frame
}

// detect finds the transport by the first bytes, which a client sends once.
func detect(r *bufio.Reader) (*wire, error) {
	head, err := r.Peek(1)
	if err != nil {
		return nil, fmt.Errorf("read the first byte: %w", err)
	}
	if head[0] == 0xef {
		_, _ = r.Discard(1)
		return &wire{framing: abridged, in: r}, nil
	}
	if head, err = r.Peek(4); err != nil {
		return nil, fmt.Errorf("read the transport tag: %w", err)
	}
	if f, ok := tagged(head); ok && f != abridged {
		_, _ = r.Discard(4)
		return &wire{framing: f, in: r}, nil
	}
	switch string(head) {
	// What no obfuscated2 header starts with: HTTP and TLS.
	case "GET ", "POST", "HEAD", "OPTI", "\x16\x03\x01\x02":
		return nil, errUnknownTransport
	}
	if head, err = r.Peek(8); err != nil {
		return nil, fmt.Errorf("read the transport tag: %w", err)
	}
	// A first full frame has the sequence number 0; obfuscated2 avoids that.
	if binary.LittleEndian.Uint32(head[4:]) == 0 {
		return &wire{framing: full, in: r}, nil
	}
	return detectObfuscated(r)
}

// tagged reads the four-byte tag that names a transport.
func tagged(tag []byte) (framing, bool) {
	switch binary.LittleEndian.Uint32(tag) {
	case 0xefefefef:
		return abridged, true
	case 0xeeeeeeee:
		return intermediate, true
	case 0xdddddddd:
		return paddedIntermediate, true
	}
	return 0, false
}

// detectObfuscated reads the 64 bytes of obfuscated2: bytes 8-40 and 40-56 are
// key and vector of what the client sends, the same bytes backwards those of
// what it receives; 56-60, encrypted, are the tag of the transport inside.
func detectObfuscated(r io.Reader) (*wire, error) {
	var init [64]byte
	if _, err := io.ReadFull(r, init[:]); err != nil {
		return nil, fmt.Errorf("read the obfuscated2 header: %w", err)
	}
	var back [48]byte
	for i := range back {
		back[i] = init[55-i]
	}
	shown, err := ctr(init[8:40], init[40:56])
	if err != nil {
		return nil, err
	}
	hide, err := ctr(back[:32], back[32:])
	if err != nil {
		return nil, err
	}
	shown.XORKeyStream(init[:], init[:])
	f, ok := tagged(init[56:60])
	if !ok {
		return nil, errUnknownTransport
	}
	return &wire{framing: f, in: cipher.StreamReader{S: shown, R: r}, hide: hide}, nil
}

func ctr(key, iv []byte) (cipher.Stream, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("obfuscated2: %w", err)
	}
	return cipher.NewCTR(block, iv), nil
}

// read returns the payload of the next frame; buf is used when big enough.
func (w *wire) read(buf []byte) ([]byte, error) {
	n, err := w.readLength()
	if err != nil {
		return nil, err
	}
	if n < 4 || n > maxFrame {
		return nil, fmt.Errorf("frame of %d bytes: %w", n, errFrame)
	}
	if cap(buf) < n {
		buf = make([]byte, n)
	}
	buf = buf[:n]
	if w.framing == full {
		return w.readFull(buf)
	}
	if _, err := io.ReadFull(w.in, buf); err != nil {
		return nil, fmt.Errorf("read a frame: %w", err)
	}
	if w.framing == paddedIntermediate {
		buf = trimPadding(buf)
	}
	return buf, nil
}

// readLength reads the length in front of a frame. The top bit asks for a quick
// acknowledgement, which clients cope without.
func (w *wire) readLength() (int, error) {
	var b [4]byte
	if w.framing != abridged {
		if _, err := io.ReadFull(w.in, b[:]); err != nil {
			return 0, fmt.Errorf("read a frame length: %w", err)
		}
		n := binary.LittleEndian.Uint32(b[:])
		if w.framing != full {
			n &= 0x7fffffff
		}
		return int(n), nil
	}
	if _, err := io.ReadFull(w.in, b[:1]); err != nil {
		return 0, fmt.Errorf("read a frame length: %w", err)
	}
	if short := b[0] & 0x7f; short != 0x7f {
		return int(short) * 4, nil
	}
	if _, err := io.ReadFull(w.in, b[:3]); err != nil {
		return 0, fmt.Errorf("read a frame length: %w", err)
	}
	b[3] = 0
	return int(binary.LittleEndian.Uint32(b[:])) * 4, nil
}

// readFull reads the rest of a full frame of len(buf) bytes: sequence number,
// payload and the CRC32 of everything before it, the length included.
func (w *wire) readFull(buf []byte) ([]byte, error) {
	n := len(buf)
	if n < 16 || n%4 != 0 {
		return nil, fmt.Errorf("full frame of %d bytes: %w", n, errFrame)
	}
	binary.LittleEndian.PutUint32(buf, uint32(n))
	if _, err := io.ReadFull(w.in, buf[4:]); err != nil {
		return nil, fmt.Errorf("read a frame: %w", err)
	}
	if binary.LittleEndian.Uint32(buf[4:]) != w.inSeq {
		return nil, fmt.Errorf("sequence number: %w", errFrame)
	}
	if binary.LittleEndian.Uint32(buf[n-4:]) != crc32.ChecksumIEEE(buf[:n-4]) {
		return nil, fmt.Errorf("CRC: %w", errFrame)
	}
	w.inSeq++
	return buf[8 : n-4], nil
}

// trimPadding cuts the 0 to 15 random bytes off: an encrypted message is 24
// bytes and whole cipher blocks, a plain one carries its length.
func trimPadding(frame []byte) []byte {
	if len(frame) < 24 {
		return frame
	}
	if binary.LittleEndian.Uint64(frame) != 0 {
		return frame[:24+(len(frame)-24)&^15]
	}
	if n := 20 + int64(binary.LittleEndian.Uint32(frame[16:])); n < int64(len(frame)) {
		return frame[:n]
	}
	return frame
}

// begin appends what goes before a payload of n bytes (n divisible by 4).
func (w *wire) begin(dst []byte, n int) []byte {
	switch w.framing {
	case abridged:
		if n/4 < 0x7f {
			return append(dst, byte(n/4))
		}
		return append(dst, 0x7f, byte(n>>2), byte(n>>10), byte(n>>18))
	case full:
		dst = binary.LittleEndian.AppendUint32(dst, uint32(n+12))
		dst = binary.LittleEndian.AppendUint32(dst, w.outSeq)
		w.outSeq++
		return dst
	case paddedIntermediate:
		// Up to 3 bytes: some clients cut only the remainder of a word off. A
		// transport error is four bytes exactly.
		w.pad = 0
		if n > 4 {
			var b [1]byte
			_, _ = rand.Read(b[:])
			w.pad = int(b[0] & 3)
		}
		n += w.pad
	}
	return binary.LittleEndian.AppendUint32(dst, uint32(n))
}

// end appends what goes after the payload of the frame begun at start.
func (w *wire) end(dst []byte, start int) []byte {
	switch w.framing {
	case full:
		return binary.LittleEndian.AppendUint32(dst, crc32.ChecksumIEEE(dst[start:]))
	case paddedIntermediate:
		var b [4]byte
		_, _ = rand.Read(b[:])
		return append(dst, b[:w.pad]...)
	}
	return dst
}
