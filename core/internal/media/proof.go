package media

import (
	"bytes"
	"cmp"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"slices"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/internal/sums"
	"satchel/core/internal/takeout"
)

// proof holds the hashes Telegram gives of stretches of a file, and which of them
// were found right. The stretches are Telegram's: a part may hold several, or a
// piece of one.
// https://core.telegram.org/api/files#verifying-downloaded-chunks
type proof struct {
	mu   sync.Mutex
	list []stretch // by offset
}

type stretch struct {
	span
	sum    []byte
	ofCDN  bool // it covers what a CDN sent
	proven bool
}

// add takes hashes over; a stretch of nothing or one behind the end is left out.
func (p *proof) add(hashes []tg.FileHash, ofCDN bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, h := range hashes {
		if h.Offset >= 0 && h.Limit > 0 && !p.knows(h.Offset, ofCDN) {
			p.list = append(p.list, stretch{span: span{h.Offset, int64(h.Limit)}, sum: h.Hash, ofCDN: ofCDN})
		}
	}
	slices.SortStableFunc(p.list, func(a, b stretch) int { return cmp.Compare(a.offset, b.offset) })
}

func (p *proof) knows(offset int64, ofCDN bool) bool {
	for i := p.from(offset); i < len(p.list) && p.list[i].offset == offset; i++ {
		if p.list[i].ofCDN == ofCDN {
			return true
		}
	}
	return false
}

// from is the place of the first stretch that begins at offset or behind it.
func (p *proof) from(offset int64) int {
	i, _ := slices.BinarySearchFunc(p.list, offset, func(s stretch, at int64) int { return cmp.Compare(s.offset, at) })
	return i
}

// accepts checks what of the file's stretches lies whole in data, a part that has
// just come; it is false when one is not as it should be. The part is written to
// whole, the sum of the file up to there, in the same pass; nil when it is not its turn.
func (p *proof) accepts(where span, data []byte, whole hash.Hash) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	next := where.offset // of whole
	for i := p.from(where.offset); i < len(p.list) && p.list[i].offset < where.end(); i++ {
		s := &p.list[i]
		if !where.contains(s.span) {
			continue
		}
		stretch := data[s.offset-where.offset:][:s.length]
		if whole == nil || s.offset < next { // or one of a CDN's, over the file's own
			s.proven = s.matches(stretch)
		} else {
			whole.Write(data[next-where.offset : s.offset-where.offset])
			s.proven = s.is(sums.Both(whole, stretch))
			next = s.end()
		}
		if !s.proven {
			return false
		}
	}
	if whole != nil {
		whole.Write(data[next-where.offset:])
	}
	return true
}

// matches compares a stretch of the file itself: a CDN's bytes are hashed as they
// are after decryption. https://core.telegram.org/cdn#verifying-files
func (s *stretch) matches(data []byte) bool { return s.is(sha256.Sum256(data)) }

func (s *stretch) is(sum [sha256.Size]byte) bool { return bytes.Equal(sum[:], s.sum) }

// rest checks, from the disk, the stretches nothing was said about yet, and
// returns those that are bad.
func (p *proof) rest(ctx context.Context, file io.ReaderAt, size int64) (bad []span, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.list {
		s := &p.list[i]
		if s.proven || s.offset >= size {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		where := s.span.within(size)
		data := make([]byte, where.length)
		if _, err := file.ReadAt(data, where.offset); err != nil {
			return nil, fmt.Errorf("read the file again: %w", err)
		}
		if s.proven = s.matches(data); !s.proven {
			bad = append(bad, where)
		}
	}
	return bad, nil
}

// doubt takes back what was proven of a stretch that is fetched again.
func (p *proof) doubt(r span) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.list {
		if p.list[i].overlaps(r) {
			p.list[i].proven = false
		}
	}
}

// gap is the first byte of a stretch that no hash of a CDN's file covers; its end
// if all are.
func (p *proof) gap(where span) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := where.offset
	for i := range p.list {
		if s := &p.list[i]; s.ofCDN && s.offset <= at && s.end() > at {
			at = s.end()
		}
	}
	return min(at, where.end())
}

// askHashes asks for the hashes of the file, from the beginning on until they
// cover it. Telegram need not have any: then the length and the transport's own
// checks have to do.
func (d *download) askHashes(ctx context.Context) error {
	if d.file.Location.Kind.Web() {
		return nil
	}
	for at := int64(0); ; {
		hashes, err := d.hashesFrom(ctx, at)
		if err != nil {
			if ctx.Err() == nil && (ofFile(err) || takeout.Classify(err) == takeout.Item) {
				return nil
			}
			return err
		}
		d.proof.add(hashes, false)
		next := at
		for _, h := range hashes {
			next = max(next, h.Offset+int64(h.Limit))
		}
		if next == at || d.file.Size == 0 && len(hashes) < 2 || d.file.Size > 0 && next >= d.file.Size {
			return nil
		}
		at = next
	}
}

// ctr is AES-256-CTR as CDN files are encrypted: the last four bytes of the IV are
// the offset / 16. https://core.telegram.org/cdn#decrypting-files
type ctr struct {
	block cipher.Block
	iv    [aes.BlockSize]byte
}

func newCTR(key, iv []byte) (*ctr, error) {
	if len(iv) != aes.BlockSize {
		return nil, fmt.Errorf("the IV of a CDN's file has %d bytes", len(iv))
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("the key of a CDN's file: %w", err)
	}
	return &ctr{block, [aes.BlockSize]byte(iv)}, nil
}

// apply encrypts or decrypts, which is the same, data that lies at offset.
func (c *ctr) apply(offset int64, data []byte) []byte {
	iv := c.iv
	binary.BigEndian.PutUint32(iv[12:], uint32(offset/aes.BlockSize))
	skip := int(offset % aes.BlockSize)
	out := make([]byte, skip+len(data))
	copy(out[skip:], data)
	cipher.NewCTR(c.block, iv[:]).XORKeyStream(out, out)
	return out[skip:]
}
