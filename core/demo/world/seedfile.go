package world

import (
	"encoding/binary"
	"io"
)

// splitmix64 is the value of the generator of that name after one step from
// state x. https://prng.di.unimi.it/splitmix64.c
func splitmix64(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// seedFile is a file that is on no disk: the bytes of its 8-byte word k are
// splitmix64(seed + k), little-endian.
type seedFile struct {
	size int64
	seed uint64
}

func (f seedFile) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errNegativeOffset
	}
	if off >= f.size {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), f.size-off))
	var word [8]byte
	for at := 0; at < n; {
		pos := off + int64(at)
		if pos%8 == 0 && n-at >= 8 {
			binary.LittleEndian.PutUint64(p[at:], splitmix64(f.seed+uint64(pos/8)))
			at += 8
			continue
		}
		binary.LittleEndian.PutUint64(word[:], splitmix64(f.seed+uint64(pos/8)))
		at += copy(p[at:n], word[pos%8:])
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
