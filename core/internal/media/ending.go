package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"satchel/core/internal/takeout"
)

// endUnit is what the offset and the length of a call are multiples of, and so the
// least that can be asked for to see where a file ends.
// https://core.telegram.org/api/files#downloading-files
const endUnit = 4 << 10

// ended reports whether a file of unknown length has come to its end: an answer that
// was cut looks the same as the last one. The answers' own word, hashes and formats
// that say where they end prove it; else the end is asked for once more.
func (d *download) ended(ctx context.Context) (bool, error) {
	if d.told() || d.proof.reaches(d.store.size) {
		return true, nil
	}
	if closed, err := closes(d.store.out, d.store.size); closed || err != nil {
		return closed, err
	}
	at, agree := d.store.size/endUnit*endUnit, 1
	if at == d.store.size {
		agree = 3 // nothing is little to go by
	}
	d.land() // a place in the queue is wanted again
	for range attempts {
		data, _, err := d.ask(ctx, at, endUnit)
		switch {
		case err != nil && ctx.Err() == nil && (ofFile(err) || takeout.Classify(err) == takeout.Item):
			return true, nil // the question is our own wish: what came before is not lost for it
		case err != nil:
			return false, err
		case at+int64(len(data)) == d.store.size:
			if agree--; agree == 0 {
				return true, nil
			}
		case at+int64(len(data)) > d.store.size:
			return false, nil
		} // less than there was before: this answer was cut
	}
	return false, nil
}

// lengthen makes a file of unknown length go on behind its whole parts.
func (s *store) lengthen() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	whole := int(s.size / s.part)
	if whole < len(s.done) {
		s.size = int64(whole) * s.part
		if err := s.out.Truncate(s.size); err != nil {
			return fmt.Errorf("take back the end of the file: %w", err)
		}
		s.done, s.bad, s.hashed = s.done[:whole], s.bad[:whole], 0
		s.hash.Reset()
		if err := s.catchUp(len(s.done)); err != nil {
			return err
		}
	}
	s.size = 0
	return nil
}

// told reports whether the answers say how long the file is.
func (d *download) told() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.declared > 0
}

// reaches reports whether there is a hash of a file's last byte.
func (p *proof) reaches(size int64) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.list {
		if s := &p.list[i]; s.offset < size && s.end() >= size {
			return true
		}
	}
	return false
}

// closes reports whether the format of a file says that it is whole: JPEG and PNG
// have a mark at their end, WebP tells its length. Telegram's faces, of which there
// are thousands, are JPEG.
func closes(file io.ReaderAt, size int64) (bool, error) {
	var head, tail [12]byte
	if size < int64(len(head)+len(tail)) {
		return false, nil
	}
	for at, data := range map[int64][]byte{0: head[:], size - int64(len(tail)): tail[:]} {
		if _, err := file.ReadAt(data, at); err != nil {
			return false, fmt.Errorf("read the file again: %w", err)
		}
	}
	switch {
	case bytes.HasPrefix(head[:], []byte("\xff\xd8\xff")):
		return bytes.HasSuffix(tail[:], []byte("\xff\xd9")), nil
	case bytes.HasPrefix(head[:], []byte("\x89PNG\r\n\x1a\n")):
		return bytes.Equal(tail[:], []byte("\x00\x00\x00\x00IEND\xaeB`\x82")), nil
	case bytes.HasPrefix(head[:], []byte("RIFF")) && bytes.HasSuffix(head[:], []byte("WEBP")):
		return int64(binary.LittleEndian.Uint32(head[4:]))+8 == size, nil
	}
	return false, nil
}
