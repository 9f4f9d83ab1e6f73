package render

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestSorterMergesWhatItSpilled(t *testing.T) {
	for _, limit := range []int{1, 40, 1000, 1 << 20} {
		root, err := os.OpenRoot(t.TempDir())
		check(t, err)
		check(t, root.MkdirAll(".satchel/tmp", 0o700))
		s := &sorter{root: root, limit: limit, less: func(a, b string) bool { return a < b }}
		var want []string
		for _, n := range rand.New(rand.NewPCG(1, 2)).Perm(300) {
			line := fmt.Sprintf("line %03d\n", n)
			want = append(want, line)
			check(t, s.add(line))
		}
		slices.Sort(want)
		var got strings.Builder
		check(t, s.writeTo(&got))
		if got.String() != strings.Join(want, "") {
			t.Errorf("limit %d: not sorted", limit)
		}
		check(t, s.close())
		left, err := os.ReadDir(root.Name() + "/.satchel/tmp")
		check(t, err)
		if len(left) > 0 {
			t.Errorf("limit %d: %d files are left", limit, len(left))
		}
		check(t, root.Close())
	}
}

func TestChecksumLinesAreThoseOfSha256sum(t *testing.T) {
	sum := []byte{0xab, 0xcd}
	for path, want := range map[string]string{
		"a b.txt":  "abcd  a b.txt\n",
		"a\\b":     "\\abcd  a\\\\b\n",
		"a\nb":     "\\abcd  a\\nb\n",
		"ünï/c.go": "abcd  ünï/c.go\n",
	} {
		if got := checksumLine(path, sum); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}
