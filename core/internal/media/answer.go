package media

import (
	"fmt"
	"io"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// answer is what upload.getFile brings: bytes of the file, or the word that a CDN
// has them. It decodes without a copy: the bytes are those of the answer, which a
// takeout session makes for each call. At a part of 1 MiB the copy of the library's
// own type is a good piece of what a part costs.
// https://core.telegram.org/method/upload.getFile
type answer struct {
	data []byte
	sent *tg.UploadFileCDNRedirect
}

// Decode implements bin.Decoder.
func (a *answer) Decode(b *bin.Buffer) error {
	id, err := b.PeekID()
	if err != nil {
		return fmt.Errorf("decode a part: %w", err)
	}
	if id != tg.UploadFileTypeID {
		a.sent = &tg.UploadFileCDNRedirect{}
		return a.sent.Decode(b)
	}
	if err := b.ConsumeID(id); err != nil {
		return fmt.Errorf("decode a part: %w", err)
	}
	if _, err := tg.DecodeStorageFileType(b); err != nil {
		return fmt.Errorf("decode a part: %w", err)
	}
	if _, err := b.Int(); err != nil { // mtime: when Telegram made its file
		return fmt.Errorf("decode a part: %w", err)
	}
	if a.data, err = tail(b.Buf); err != nil {
		return fmt.Errorf("decode a part: %w", err)
	}
	b.Reset()
	return nil
}

// tail is the TL bytes that b begins with, in place.
// https://core.telegram.org/mtproto/serialize#base-types
func tail(b []byte) ([]byte, error) {
	const long = 254
	if len(b) < 4 {
		return nil, io.ErrUnexpectedEOF
	}
	head, n := 1, int(b[0])
	if b[0] >= long {
		head, n = 4, int(b[1])|int(b[2])<<8|int(b[3])<<16
	}
	if b[0] > long || len(b) < head+n {
		return nil, io.ErrUnexpectedEOF
	}
	return b[head : head+n : head+n], nil
}
