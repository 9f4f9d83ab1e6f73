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

// keep puts a part, and has it hashed at its turn or later, from the disk.
func keep(t *testing.T, s *store, part int, data []byte, atItsTurn bool) {
	t.Helper()
	if err := s.put(t.Context(), part, data); err != nil {
		t.Fatal(err)
	}
	if !atItsTurn {
		return
	}
	whole, err := s.turn(part)
	if err != nil {
		t.Fatal(err)
	}
	if whole != nil {
		whole.Write(data)
		s.took(part, whole)
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
		order := random.Perm(len(s.done))
		for i, part := range order {
			where := s.span(part)
			good := content[where.offset:where.end()]
			if random.IntN(3) == 0 {
				keep(t, s, part, bytes.Repeat([]byte{0}, len(good)), true)
				s.spoil(span{where.offset + 1, 1})
			}
			keep(t, s, part, good, random.IntN(2) == 0)
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
	whole, err := s.turn(0)
	if err != nil || whole == nil {
		t.Fatalf("the first part has no turn (%v)", err)
	}
	whole.Write([]byte("bad, and not taken"))
	if whole, err = s.turn(1); whole != nil || err != nil {
		t.Errorf("the second part has its turn before the first (%v)", err)
	}
	for part := range s.done {
		keep(t, s, part, content[s.span(part).offset:s.span(part).end()], part == 1)
	}
	if whole, err = s.turn(1); whole != nil || err != nil {
		t.Errorf("a part that is in the hash has a turn (%v)", err)
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
		keep(t, s, part, content[s.span(part).offset:s.span(part).end()], true)
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
