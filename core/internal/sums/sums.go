// Package sums takes two SHA-256 of the same bytes in one pass: that of a whole file,
// which goes on, and that of a stretch of it, which Telegram gives hashes of.
//
// A processor with instructions for SHA-256 waits most of the time for the step before:
// the steps of a second sum fit in between, and what is prepared of the bytes is the
// same for both. It takes two sums in little more than the time of one. All other
// processors go over the bytes twice.
package sums

import (
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"hash"
)

// How crypto/sha256 writes down a sum that is under way: the name of the layout, the
// state, a block that is not full, the number of bytes so far. Should that change, the
// bytes are gone over twice.
const (
	layout    = "sha\x03"
	stateAt   = len(layout)
	lengthAt  = stateAt + sha256.Size + sha256.BlockSize
	savedSize = lengthAt + 8
)

// state is that of a sum after whole blocks.
type state [sha256.Size / 4]uint32

// Both writes data to whole, a sum of crypto/sha256, and returns the sum of data alone.
func Both(whole hash.Hash, data []byte) [sha256.Size]byte {
	if sum, ok := together(whole, data); ok {
		return sum
	}
	whole.Write(data)
	return sha256.Sum256(data)
}

// together is Both in one pass; where that cannot be it has done nothing.
func together(whole hash.Hash, data []byte) (sum [sha256.Size]byte, ok bool) {
	full := len(data) - len(data)%sha256.BlockSize
	if !quick || full == 0 {
		return sum, false
	}
	alone := sha256.New()
	var a, b [savedSize]byte
	if !save(whole, &a) || !save(alone, &b) {
		return sum, false
	}
	advance(&a, &b, data[:full])
	if !restore(alone, &b, data[full:]) || !restore(whole, &a, data[full:]) {
		return sum, false
	}
	return [sha256.Size]byte(alone.Sum(sum[:0])), true
}

// save writes a sum down; false if that cannot be understood or is within a block.
func save(h hash.Hash, to *[savedSize]byte) bool {
	from, ok := h.(encoding.BinaryAppender)
	if !ok {
		return false
	}
	saved, err := from.AppendBinary(to[:0])
	return err == nil && len(saved) == savedSize && string(saved[:stateAt]) == layout &&
		binary.BigEndian.Uint64(saved[lengthAt:])%sha256.BlockSize == 0
}

// restore goes on with a sum that was written down, by the bytes behind it.
func restore(h hash.Hash, saved *[savedSize]byte, rest []byte) bool {
	to, ok := h.(encoding.BinaryUnmarshaler)
	if !ok || to.UnmarshalBinary(saved[:]) != nil {
		return false
	}
	h.Write(rest)
	return true
}

// advance goes on with two sums by whole blocks.
func advance(a, b *[savedSize]byte, data []byte) {
	one, other := stateIn(a), stateIn(b)
	blocks(&one, &other, data)
	one.into(a, len(data))
	other.into(b, len(data))
}

func stateIn(saved *[savedSize]byte) (s state) {
	for i := range s {
		s[i] = binary.BigEndian.Uint32(saved[stateAt+4*i:])
	}
	return s
}

func (s *state) into(saved *[savedSize]byte, more int) {
	for i, word := range s {
		binary.BigEndian.PutUint32(saved[stateAt+4*i:], word)
	}
	length := saved[lengthAt:]
	binary.BigEndian.PutUint64(length, binary.BigEndian.Uint64(length)+uint64(more))
}
