package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"satchel/core/internal/fsx"
)

// SealName is the file with a list of checksums of the database's pages, made when an archive is
// closed and taken away before the first change after that: SQLite itself notices
// damage to its trees, but not to what they hold. Its form: sealMagic, the text that
// meta 'seal' has in the database it was made for, the size of a page and their
// number (4 bytes each, big endian), sealSum bytes of the SHA-256 of each page, then
// the SHA-256 of all that.
const (
	SealName  = workDir + "/seal"
	sealMagic = "satchel seal 1\n\x00"
	sealName  = 26 // characters of the text
	sealPages = len(sealMagic) + sealName
	sealHead  = sealPages + 8
	sealSum   = 8
)

// errUnsealed says that there is no list to compare with.
var errUnsealed = errors.New("the archive has no seal")

// ErrSeal is returned by Check when the list itself is damaged, or was made for
// another database, as when archive.db was put back from a copy. The next change of
// the archive replaces it.
var ErrSeal = errors.New("the checksums of archive.db are damaged, or not of this archive.db")

// seal is what the list says.
type seal struct {
	name string
	sums []byte // of the pages, one after the other
}

// readSeal returns the list.
func readSeal(root *os.Root) (s seal, err error) {
	data, err := root.ReadFile(SealName)
	if errors.Is(err, fs.ErrNotExist) {
		return s, errUnsealed
	}
	if err != nil {
		return s, err
	}
	end := len(data) - sha256.Size
	if end < sealHead || string(data[:len(sealMagic)]) != sealMagic {
		return s, ErrSeal
	}
	sum := sha256.Sum256(data[:end])
	pages := int(binary.BigEndian.Uint32(data[sealPages+4:]))
	if !bytes.Equal(sum[:], data[end:]) || binary.BigEndian.Uint32(data[sealPages:]) != pageSize || end != sealHead+pages*sealSum {
		return s, ErrSeal
	}
	return seal{string(data[len(sealMagic):sealPages]), data[sealHead:end]}, nil
}

// write writes the list.
func (s seal) write(ctx context.Context, root *os.Root) error {
	data := append(make([]byte, 0, sealHead+len(s.sums)+sha256.Size), sealMagic...)
	data = append(data, s.name...)
	data = binary.BigEndian.AppendUint32(data, pageSize)
	data = binary.BigEndian.AppendUint32(data, uint32(len(s.sums)/sealSum))
	data = append(data, s.sums...)
	sum := sha256.Sum256(data)
	return fsx.WriteFile(ctx, root, SealName, 0o600, func(w io.Writer) error {
		_, err := w.Write(append(data, sum[:]...))
		return err
	})
}

// removeSeal takes the list away, so that none is older than the database.
func removeSeal(root *os.Root) error {
	if err := root.Remove(SealName); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return fsx.SyncDir(root, workDir)
}

// sealBatch is how many pages are read at once.
const sealBatch = 64

// pageSums reads pages of the database and returns their checksums; those that old
// has are taken from there where reread says no.
func pageSums(ctx context.Context, root *os.Root, limit int, old []byte, reread func(page int) bool) ([]byte, error) {
	f, err := root.Open(FileName)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	pages := int((st.Size() + pageSize - 1) / pageSize)
	pages = min(pages, limit)
	sums, buf := make([]byte, 0, pages*sealSum), make([]byte, sealBatch*pageSize)
	known := func(page int) bool { return (page+1)*sealSum <= len(old) && !reread(page) }
	for page := 0; page < pages; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if known(page) {
			sums = append(sums, old[page*sealSum:(page+1)*sealSum]...)
			page++
			continue
		}
		batch := 1
		for batch < sealBatch && page+batch < pages && !known(page+batch) {
			batch++
		}
		n, err := f.ReadAt(buf[:batch*pageSize], int64(page)*pageSize)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		for from := 0; from < batch*pageSize; from += pageSize {
			sum := sha256.Sum256(buf[min(from, n):min(from+pageSize, n)])
			sums = append(sums, sum[:sealSum]...)
		}
		page += batch
	}
	return sums, nil
}

// checkSeal compares the first pages of the database, at most limit, with the list.
// It is for a closed archive, or one that was not changed since it was opened.
func checkSeal(ctx context.Context, root *os.Root, limit int) error {
	s, err := readSeal(root)
	if errors.Is(err, errUnsealed) {
		return nil
	}
	if err != nil {
		return err
	}
	differs, err := s.differs(ctx, root, limit)
	if err != nil || differs == "" {
		return err
	}
	switch own, err := contains(root, s.name); {
	case err != nil:
		return err
	case !own:
		return ErrSeal
	}
	return fmt.Errorf("%w: %s", ErrDamaged, differs)
}

// differs says in what the database is not as the list has it, empty if in nothing.
func (s seal) differs(ctx context.Context, root *os.Root, limit int) (string, error) {
	st, err := root.Stat(FileName)
	if err != nil {
		return "", err
	}
	if pages := len(s.sums) / sealSum; st.Size() != int64(pages)*pageSize {
		return fmt.Sprintf("archive.db has %d bytes, it was closed with %d", st.Size(), int64(pages)*pageSize), nil
	}
	got, err := pageSums(ctx, root, limit, nil, nil)
	if err != nil {
		return "", err
	}
	for at := 0; at < len(got); at += sealSum {
		if !bytes.Equal(got[at:at+sealSum], s.sums[at:at+sealSum]) {
			return fmt.Sprintf("page %d of archive.db is not as it was written", at/sealSum+1), nil
		}
	}
	return "", nil
}

// contains reports whether the database holds a short text.
func contains(root *os.Root, text string) (bool, error) {
	f, err := root.Open(FileName)
	if err != nil {
		return false, err
	}
	defer f.Close()
	buf := make([]byte, pageSize)
	for {
		n, err := io.ReadFull(f, buf)
		if bytes.Contains(buf[:n], []byte(text)) {
			return true, nil
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
}
