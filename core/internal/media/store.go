package media

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"

	"satchel/core/internal/archive"
)

// store is the file on the disk while it is not complete: `NAME.part`, which of its
// parts are there, and the hash of its beginning.
type store struct {
	root *os.Root
	path string // where it goes
	cfg  *Config
	out  *os.File
	part int64 // size of a part
	size int64 // 0: not known (yet)

	mu      sync.Mutex
	done    []bool
	bad     []int // times, by part
	journal *journal
	hash    hash.Hash
	hashed  int       // parts in hash, the first ones
	behind  *writeout // nil: not begun
}

const partSuffix = ".part"

// openStore makes the file, or takes up what an earlier run left of it.
func openStore(ctx context.Context, cfg *Config, f archive.QueuedFile) (*store, error) {
	s := &store{root: cfg.Archive.Root(), path: cfg.Archive.MediaPath(f.Key), cfg: cfg, size: f.Size, part: partSize(f.Size), hash: sha256.New()}
	n := int((s.size + s.part - 1) / s.part)
	s.done, s.bad = make([]bool, n), make([]int, n)
	if n > 1 {
		if err := s.resume(ctx); err != nil || s.out != nil {
			return s, err
		}
	}
	return s, cfg.try(ctx, s.size, s.create)
}

// create begins the file anew.
func (s *store) create() (err error) {
	if s.out == nil {
		if s.out, err = s.root.OpenFile(s.path+partSuffix, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600); err != nil {
			return fmt.Errorf("create the file: %w", err)
		}
	}
	if len(s.done) > 1 {
		s.journal, err = newJournal(s.root, s.path+journalSuffix, s.size, s.part)
	}
	return err
}

// resume takes up the parts that the journal knows and whose bytes are as it says.
// It leaves s.out nil when there is nothing to take up.
func (s *store) resume(ctx context.Context) error {
	known, err := readJournal(s.root, s.path+journalSuffix, s.size, s.part)
	if err != nil || len(known) == 0 {
		return err
	}
	out, err := s.root.OpenFile(s.path+partSuffix, os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		// Killed between the rename and the settling: it is still a file to prove.
		if err := s.root.Rename(s.path, s.path+partSuffix); err != nil {
			return ignoreMissing(err)
		}
		out, err = s.root.OpenFile(s.path+partSuffix, os.O_RDWR, 0o600)
	}
	if err != nil {
		return ignoreMissing(err)
	}
	s.out = out
	if s.journal, err = appendJournal(s.root, s.path+journalSuffix); err != nil {
		return err
	}
	buf := make([]byte, s.part)
	for part, sum := range known {
		if err := ctx.Err(); err != nil {
			return err
		}
		data := buf[:s.span(part).length]
		if _, err := out.ReadAt(data, s.span(part).offset); err != nil || checksum(data) != sum {
			continue
		}
		s.done[part] = true
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (s *store) span(part int) span {
	return span{int64(part) * s.part, s.part}.within(s.size)
}

// missing are the parts that are not there.
func (s *store) missing() (parts []int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, done := range s.done {
		if !done {
			parts = append(parts, i)
		}
	}
	return parts
}

// put writes a part and notes that it is there.
func (s *store) put(ctx context.Context, part int, data []byte) error {
	where := s.span(part)
	err := s.cfg.try(ctx, where.length, func() error {
		_, err := s.out.WriteAt(data, where.offset)
		return err
	})
	if err != nil {
		return fmt.Errorf("write the file: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done[part] = true
	if s.journal == nil {
		return nil
	}
	return s.cfg.try(ctx, where.length, func() error { return s.journal.add(part, checksum(data)) })
}

// follows reports whether all is there that lies before a part.
func (s *store) follows(part int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hashed <= part && !slices.Contains(s.done[s.hashed:part], false)
}

// turn is the hash of all that lies before a part, for the part to be written to; nil
// when something is missing there, or the part is in the hash. Should it turn out to be
// bad, the hash of the file is as it was.
func (s *store) turn(part int) (hash.Hash, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.catchUp(part); err != nil || part != s.hashed {
		return nil, err
	}
	own, ok := s.hash.(hash.Cloner)
	if !ok {
		return nil, nil
	}
	return own.Clone()
}

// took goes on with the hash that turn gave, the part being in it.
func (s *store) took(part int, whole hash.Hash) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hash, s.hashed = whole, part+1
	s.writeBehind()
}

// catchUp hashes, from the disk, what is not in the hash of the parts before end; s.mu
// is held.
func (s *store) catchUp(end int) error {
	for s.hashed < end && s.done[s.hashed] {
		where := s.span(s.hashed)
		if _, err := io.Copy(s.hash, io.NewSectionReader(s.out, where.offset, where.length)); err != nil {
			return fmt.Errorf("read the file again: %w", err)
		}
		s.hashed++
	}
	return nil
}

// append writes the next part of a file of unknown length; a short one is the
// last, and then the length is known.
func (s *store) append(ctx context.Context, data []byte) error {
	offset := int64(len(s.done)) * s.part
	err := s.cfg.try(ctx, int64(len(data)), func() error {
		_, err := s.out.WriteAt(data, offset)
		return err
	})
	if err != nil {
		return fmt.Errorf("write the file: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hash.Write(data)
	if len(data) > 0 {
		s.done, s.bad, s.hashed = append(s.done, true), append(s.bad, 0), s.hashed+1
	}
	if int64(len(data)) < s.part {
		s.size = offset + int64(len(data))
	}
	return nil
}

// spoil makes the parts of a stretch missing; it returns how often the worst of
// them was bad.
func (s *store) spoil(r span) (worst int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.done {
		if !s.span(i).overlaps(r) {
			continue
		}
		s.done[i] = false
		s.bad[i]++
		worst = max(worst, s.bad[i])
		if i < s.hashed {
			s.hash.Reset()
			s.hashed = 0
		}
	}
	return worst
}

// forgive forgets how often parts were bad: they come from elsewhere now.
func (s *store) forgive() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.bad)
}

// sum is the SHA-256 of the whole file.
func (s *store) sum() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.catchUp(len(s.done)); err != nil {
		return nil, err
	}
	return s.hash.Sum(nil), nil
}

// close keeps what is there for the next run.
func (s *store) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.written()
	if s.out != nil {
		err = errors.Join(err, s.out.Close())
		s.out = nil
	}
	if s.journal != nil {
		err = errors.Join(err, s.journal.close())
		s.journal = nil
	}
	return err
}

// discard ends a file that will not be had.
func (s *store) discard() error {
	err := s.close()
	return errors.Join(err, removeIfThere(s.root, s.path+partSuffix), removeIfThere(s.root, s.path+journalSuffix))
}

func removeIfThere(root *os.Root, name string) error { return ignoreMissing(root.Remove(name)) }
