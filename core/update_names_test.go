package core

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	kit "satchel/core/internal/testkit"
)

// photoAccount is a chat with that many photos, of which every second one destroys
// itself: such a one has a number and no file.
func photoAccount(photos int) *kit.Account {
	a := kit.NewAccount().User(7, "Ann")
	for id := 1; id <= photos; id++ {
		media := kit.Object{"_": "messageMediaPhoto", "photo": a.Photo(100 + id)}
		if id%2 == 0 {
			media["ttl_seconds"] = 5
		}
		a.Message("user", 7, id, kit.Object{"media": media})
	}
	return a
}

// photoNames are the names of the photos saved in dir.
func photoNames(t *testing.T, dir string) (names []string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "chats", "chat_*", "photos", "photo_*.jpg"))
	mustDo(t, err)
	for _, path := range found {
		names = append(names, filepath.Base(path))
	}
	slices.Sort(names)
	return names
}

// A photo that destroys itself has its number, whichever run met it first, and once.
func TestUpdatesCountWhatIsNotSavedOnce(t *testing.T) {
	t.Parallel()
	whole := newBench(t, photoAccount(7).FS(), "")
	want := t.TempDir()
	whole.export(t, want)
	for _, depth := range Depths() {
		t.Run(string(depth), func(t *testing.T) {
			dir := t.TempDir()
			newBench(t, photoAccount(1).FS(), "").export(t, dir)
			for _, photos := range []int{2, 2, 6, 7} {
				b := newBench(t, photoAccount(photos).FS(), "")
				if got := b.update(t, dir, depth, testSettings()); got.Outcome != Complete {
					t.Fatalf("%d photos: %+v", photos, got)
				}
			}
			if diff := cmp.Diff(photoNames(t, want), photoNames(t, dir)); diff != "" {
				t.Errorf("(-one export +updates)\n%s", diff)
			}
		})
	}
	if names := photoNames(t, want); len(names) != 4 {
		t.Errorf("one export has %v", names)
	}
}
