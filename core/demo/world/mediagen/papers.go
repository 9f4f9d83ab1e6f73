package mediagen

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
)

// text is lines of numbers.
func text(seed uint64, size int) []byte {
	out := make([]byte, 0, size+80)
	for line := uint64(0); len(out) < size; line++ {
		word := step(seed + line)
		for range 12 {
			out = append(out, "abcdefghijklmnop"[word&15])
			if word>>4&3 == 0 {
				out = append(out, ' ')
			}
			word >>= 5
		}
		out = append(out, '\n')
	}
	return out[:size]
}

// zipped is one stored file whose length makes the size.
func zipped(seed uint64, size int) []byte {
	return pack(seed, size-len(pack(seed, 0)))
}

func pack(seed uint64, content int) []byte {
	body := make([]byte, 0, content+8)
	for k := uint64(0); len(body) < content; k++ {
		body = binary.LittleEndian.AppendUint64(body, step(seed+k))
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	// A bytes.Buffer takes everything.
	if f, err := z.CreateHeader(&zip.FileHeader{Name: "data.bin", Method: zip.Store}); err == nil {
		_, _ = f.Write(body[:content])
	}
	_ = z.Close()
	return b.Bytes()
}
