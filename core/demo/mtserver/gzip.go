package mtserver

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/proto"
	"github.com/gotd/td/tg"
)

const (
	// maxInflated bounds what a packed request may unfold to.
	maxInflated = 10 << 20
	// packAbove is the size from which a result is worth compressing.
	packAbove = 1024
)

var errInflatedTooBig = errors.New("packed object is too big")

// inflate reads a gzip_packed object and returns what was packed. Telegram's
// servers take the deflate stream in a gzip and in a zlib wrapper; clients use
// both (RFC 1952, RFC 1950).
func inflate(object []byte) ([]byte, error) {
	b := &bin.Buffer{Buf: object}
	if err := b.ConsumeID(proto.GZIPTypeID); err != nil {
		return nil, err
	}
	packed, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("gzip_packed: %w", err)
	}
	r, err := inflater(packed)
	if err != nil {
		return nil, fmt.Errorf("gzip_packed: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(r, maxInflated+1))
	if err != nil {
		return nil, fmt.Errorf("gzip_packed: %w", err)
	}
	if len(out) > maxInflated {
		return nil, errInflatedTooBig
	}
	return out, nil
}

func inflater(packed []byte) (io.Reader, error) {
	if len(packed) > 1 && packed[0] == 0x1f && packed[1] == 0x8b {
		return gzip.NewReader(bytes.NewReader(packed))
	}
	return zlib.NewReader(bytes.NewReader(packed))
}

// packer compresses results. Its writers are kept: one weighs about a megabyte.
type packer struct{ writers sync.Pool }

// pack returns the result as gzip_packed when that is clearly smaller, else the
// result itself.
func (p *packer) pack(result []byte) []byte {
	if len(result) < packAbove || !packable(result) {
		return result
	}
	var out bytes.Buffer
	out.Grow(len(result) / 2)
	w, ok := p.writers.Get().(*gzip.Writer)
	if ok {
		w.Reset(&out)
	} else {
		// The level is valid, so there is no error to see.
		w, _ = gzip.NewWriterLevel(&out, gzip.BestSpeed)
	}
	defer p.writers.Put(w)
	if _, err := w.Write(result); err != nil {
		return result
	}
	if err := w.Close(); err != nil || out.Len() > len(result)-len(result)/8 {
		return result
	}
	b := &bin.Buffer{Buf: make([]byte, 0, out.Len()+12)}
	b.PutID(proto.GZIPTypeID)
	b.PutBytes(out.Bytes())
	return b.Buf
}

// packable: the bytes of files are compressed already.
func packable(result []byte) bool {
	id, err := (&bin.Buffer{Buf: result}).PeekID()
	if err != nil {
		return false
	}
	switch id {
	case tg.UploadFileTypeID, tg.UploadCDNFileTypeID, tg.UploadWebFileTypeID:
		return false
	}
	return true
}
