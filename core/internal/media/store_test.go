package media

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// storeIn is a file in parts of 1000 bytes, in dir; nothing is made yet.
func storeIn(t *testing.T, dir string, size int64) *store {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	const part = 1000
	n := (size + part - 1) / part
	return &store{
		root: root, path: "file", cfg: &Config{}, part: part, size: size, hash: sha256.New(),
		done: make([]bool, n), bad: make([]int, n),
	}
}

// TestTheHashIsTheFilesInWhateverOrderPartsCome, and when some of them were bad and
// came again; a second store takes up what the first one left.
func TestTheHashIsTheFilesInWhateverOrderPartsCome(t *testing.T) {
	content := bytes.Repeat([]byte("satchel"), 1100)[:7321]
	want := sha256.Sum256(content)
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 20 {
		dir := t.TempDir()
		s := storeIn(t, dir, int64(len(content)))
		if err := s.create(); err != nil {
			t.Fatal(err)
		}
		put := func(s *store, part int, data []byte) {
			t.Helper()
			whole := s.turn(part)
			if whole != nil {
				whole.Write(data)
			}
			if err := s.put(t.Context(), part, data, whole); err != nil {
				t.Fatal(err)
			}
		}
		order := random.Perm(len(s.done))
		for i, part := range order {
			where := s.span(part)
			good := content[where.offset:where.end()]
			if random.IntN(3) == 0 {
				put(s, part, bytes.Repeat([]byte{0}, len(good)))
				s.spoil(span{where.offset + 1, 1})
			}
			put(s, part, good)
			if i != len(order)/2 {
				continue
			}
			if err := s.close(); err != nil { // as at the end of a run
				t.Fatal(err)
			}
			s = storeIn(t, dir, int64(len(content)))
			if err := s.resume(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := len(s.missing()); got != len(order)-i-1 {
				t.Fatalf("round %d: %d parts are missing, want %d", round, got, len(order)-i-1)
			}
		}
		sum, err := s.sum()
		if err != nil || !bytes.Equal(sum, want[:]) {
			t.Errorf("round %d, order %v: the hash is not the file's (%v)", round, order, err)
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, "file"+partSuffix)); err != nil || !bytes.Equal(got, content) {
			t.Errorf("round %d: the file is not as sent (%v)", round, err)
		}
	}
}

func TestAPartThatIsBadLeavesTheHashAsItWas(t *testing.T) {
	content := bytes.Repeat([]byte("satchel"), 500)[:2500]
	s := storeIn(t, t.TempDir(), int64(len(content)))
	if err := s.create(); err != nil {
		t.Fatal(err)
	}
	defer s.close()
	s.turn(0).Write([]byte("bad, and not put"))
	if s.turn(1) != nil {
		t.Error("the second part has its turn before the first")
	}
	for part := range s.done {
		if err := s.put(t.Context(), part, content[s.span(part).offset:s.span(part).end()], nil); err != nil {
			t.Fatal(err)
		}
	}
	want := sha256.Sum256(content)
	if sum, err := s.sum(); err != nil || !bytes.Equal(sum, want[:]) {
		t.Errorf("the hash is not the file's (%v)", err)
	}
}

// TestAJournalIsNotBelieved: a part whose bytes are not on the disk is fetched
// again, whatever the journal says.
func TestAJournalIsNotBelieved(t *testing.T) {
	dir, content := t.TempDir(), bytes.Repeat([]byte("x"), 3500)
	s := storeIn(t, dir, int64(len(content)))
	if err := s.create(); err != nil {
		t.Fatal(err)
	}
	for part := range s.done {
		if err := s.put(t.Context(), part, content[s.span(part).offset:s.span(part).end()], nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.out.WriteAt([]byte("?"), 1500); err != nil {
		t.Fatal(err)
	}
	if err := s.out.Truncate(3200); err != nil {
		t.Fatal(err)
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	again := storeIn(t, dir, int64(len(content)))
	if err := again.resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer again.close()
	if got := again.missing(); len(got) != 2 || got[0] != 1 || got[1] != 3 {
		t.Errorf("missing %v, want the changed part 1 and the cut part 3", got)
	}
}
