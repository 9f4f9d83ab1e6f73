package media

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// largeStore is a file of 41 parts and a piece of 1 MiB, made in dir, and its bytes.
func largeStore(t *testing.T) (dir string, s *store, content []byte) {
	t.Helper()
	dir, content = t.TempDir(), make([]byte, 41*largePart+12_345)
	random := rand.NewChaCha8([32]byte{1})
	if _, err := random.Read(content); err != nil {
		t.Fatal(err)
	}
	s = storeIn(t, dir, int64(len(content)))
	s.part = largePart
	s.done, s.bad = make([]bool, 42), make([]int, 42)
	if err := s.create(); err != nil {
		t.Fatal(err)
	}
	return dir, s, content
}

func TestALargeFileIsWhatCameThoughItsBeginningLeftMemory(t *testing.T) {
	dir, s, content := largeStore(t)
	put := func(part int, good bool) {
		t.Helper()
		where := s.span(part)
		data := bytes.Clone(content[where.offset:where.end()])
		if !good {
			data[7]++
		}
		keep(t, s, part, data, true)
	}
	for part := range s.done {
		if part%2 == 0 && part+1 < len(s.done) { // in pairs, the second first
			put(part+1, part != 4)
		}
		if part%2 == 0 || part+1 == len(s.done) {
			put(part, true)
		}
	}
	if worst := s.spoil(span{5*largePart + 7, 1}); worst != 1 {
		t.Fatalf("bad %d times, want once", worst)
	}
	put(5, true)
	sum, err := s.sum()
	if want := sha256.Sum256(content); err != nil || !bytes.Equal(sum, want[:]) {
		t.Errorf("the hash is not the file's (%v)", err)
	}
	if err := s.finish(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "file")); err != nil || !bytes.Equal(got, content) {
		t.Errorf("the file is not as sent (%v)", err)
	}
}

func TestAFileIsNotFinishedAfterItsBytesWereLostOnTheirWayToTheDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the sync does it all here")
	}
	dir, s, content := largeStore(t)
	gone, err := os.Create(filepath.Join(dir, "gone"))
	if err != nil {
		t.Fatal(err)
	}
	if err := gone.Close(); err != nil {
		t.Fatal(err)
	}
	s.behind = startWriteout(gone)
	for part := range s.done {
		keep(t, s, part, content[s.span(part).offset:s.span(part).end()], true)
	}
	if err := s.finish(t.Context()); err == nil {
		t.Error("the file is taken for durable")
	}
	if _, err := os.Stat(filepath.Join(dir, "file")); err == nil {
		t.Error("the file has its name")
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
}

func TestADiskThatIsBusyHoldsUpNoPart(t *testing.T) {
	busy := &writeout{until: make(chan int64, 1)} // nobody takes what it is told
	for end := int64(0); end < 10*writeoutStep; end += writeoutStep / 2 {
		busy.reached(end)
	}
	if got := <-busy.until; got != writeoutStep {
		t.Errorf("told of %d bytes, want the first step", got)
	}
	busy.reached(9 * writeoutStep)
	if got := <-busy.until; got != 9*writeoutStep {
		t.Errorf("told of %d bytes, want all that is there by now", got)
	}
}
