package media

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

const journalSuffix = ".part.journal"

// journal says which parts of an unfinished file are on the disk. It is a header
// (the file's size and the size of a part) and a record for each part, in the order
// they came: its number and the CRC-32C of its bytes, little-endian. Nothing is
// synced: a record whose bytes did not reach the disk is found out by its sum when
// it is taken up.
type journal struct{ out *os.File }

const (
	journalMagic  = "SJ1\n"
	journalHeader = 4 + 8 + 8
	journalRecord = 4 + 4
)

func checksum(data []byte) uint32 { return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) }

// newJournal begins a journal anew.
func newJournal(root *os.Root, name string, size, part int64) (*journal, error) {
	out, err := root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("begin the journal: %w", err)
	}
	if _, err := out.Write(journalHead(size, part)); err != nil {
		return nil, errors.Join(fmt.Errorf("begin the journal: %w", err), out.Close())
	}
	return &journal{out}, nil
}

// appendJournal goes on with a journal, behind its last whole record.
func appendJournal(root *os.Root, name string) (*journal, error) {
	out, err := root.OpenFile(name, os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("go on with the journal: %w", err)
	}
	end, err := out.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = out.Seek(end-(end-journalHeader)%journalRecord, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("go on with the journal: %w", err), out.Close())
	}
	return &journal{out}, nil
}

func journalHead(size, part int64) []byte {
	head := append(make([]byte, 0, journalHeader), journalMagic...)
	head = binary.LittleEndian.AppendUint64(head, uint64(size))
	return binary.LittleEndian.AppendUint64(head, uint64(part))
}

func (j *journal) add(part int, sum uint32) error {
	record := binary.LittleEndian.AppendUint32(make([]byte, 0, journalRecord), uint32(part))
	if _, err := j.out.Write(binary.LittleEndian.AppendUint32(record, sum)); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	return nil
}

func (j *journal) close() error { return j.out.Close() }

// readJournal returns the sums of the parts that are said to be there; none for a
// journal of another file, or none at all.
func readJournal(root *os.Root, name string, size, part int64) (map[int]uint32, error) {
	data, err := root.ReadFile(name)
	if err != nil {
		return nil, ignoreMissing(err)
	}
	return parseJournal(data, size, part), nil
}

// parseJournal reads as many whole records as there are; a later one of a part
// replaces an earlier one.
func parseJournal(data []byte, size, part int64) map[int]uint32 {
	head := journalHead(size, part)
	if len(data) < len(head) || string(data[:len(head)]) != string(head) {
		return nil
	}
	parts := (size + part - 1) / part
	known := map[int]uint32{}
	for data = data[len(head):]; len(data) >= journalRecord; data = data[journalRecord:] {
		if i := binary.LittleEndian.Uint32(data); int64(i) < parts {
			known[int(i)] = binary.LittleEndian.Uint32(data[4:])
		}
	}
	return known
}
