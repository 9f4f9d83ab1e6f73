package demo

import (
	"crypto/sha256"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// The ranges upload.getFileHashes speaks of, and how many an answer holds.
const (
	hashRange      = 128 << 10
	hashesAnAnswer = 64
)

// mostAnswers bounds the answers a hashBook keeps: of files of 16 GB together, in
// about 10 MB.
const mostAnswers = 2 << 10

// hashBook keeps the hashes that were asked for: Telegram has them from the day a
// file was uploaded, and does not read it again when somebody asks.
type hashBook struct {
	mu    sync.Mutex
	known map[hashKey][]tg.FileHash
}

type hashKey struct {
	file  string // target.name
	first int64  // the range an answer begins with
}

// from are up to 64 hashes, beginning with that of the range offset is in. They are
// the book's: nobody writes into them.
func (b *hashBook) from(t target, offset int64) ([]tg.FileHash, error) {
	key := hashKey{t.name, offset / hashRange}
	b.mu.Lock()
	known, ok := b.known[key]
	b.mu.Unlock()
	if ok {
		return known, nil
	}
	hashes, err := hashesFrom(t.file, offset)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.known) >= mostAnswers || b.known == nil {
		b.known = map[hashKey][]tg.FileHash{}
	}
	b.known[key] = hashes
	return hashes, nil
}

// hashesFrom hashes up to 64 ranges, beginning with the one offset is in.
func hashesFrom(f world.File, offset int64) ([]tg.FileHash, error) {
	out, file := []tg.FileHash{}, f.Open()
	buf := make([]byte, hashRange)
	for at := offset / hashRange * hashRange; at < f.Size && len(out) < hashesAnAnswer; at += hashRange {
		data := buf[:min(hashRange, f.Size-at)]
		if err := readWhole(file, data, at); err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		out = append(out, tg.FileHash{Offset: at, Limit: len(data), Hash: sum[:]})
	}
	return out, nil
}
