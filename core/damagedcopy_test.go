package core

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/testkit"
)

// spoiler damages files of a folder and keeps what verify has to say of it.
type spoiler struct {
	dir     string
	rnd     *rand.Rand
	saved   func(path string) bool // a file of Telegram's, whose size is known
	damage  map[string]DamageKind
	foreign []string
	moved   []string // what repair moves aside
}

// at is where a file of the archive lies on this machine.
func (s *spoiler) at(path string) string { return filepath.Join(s.dir, filepath.FromSlash(path)) }

func (s *spoiler) read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(s.at(path))
	mustDo(t, err)
	return data
}

// sized is what verify says of a file that became shorter or longer.
func (s *spoiler) sized(path string) DamageKind {
	if s.saved(path) {
		return DamageSize
	}
	return DamageContent
}

// deeds are what may happen to a file of an archive on a disk that many hands use.
func (s *spoiler) deeds() map[string]func(t *testing.T, path string) {
	all := s.moves()
	maps.Copy(all, s.changes())
	return all
}

// changes are done to what a file holds.
func (s *spoiler) changes() map[string]func(t *testing.T, path string) {
	return map[string]func(t *testing.T, path string){
		"flip": func(t *testing.T, path string) {
			data := s.read(t, path)
			data[s.rnd.IntN(len(data))] ^= 1 << s.rnd.IntN(8)
			mustDo(t, os.WriteFile(s.at(path), data, 0o600))
			s.damage[path] = DamageContent
		},
		"cut": func(t *testing.T, path string) {
			mustDo(t, os.Truncate(s.at(path), int64(s.rnd.IntN(len(s.read(t, path))))))
			s.damage[path] = s.sized(path)
		},
		"lengthen": func(t *testing.T, path string) {
			mustDo(t, os.WriteFile(s.at(path), append(s.read(t, path), 0), 0o600))
			s.damage[path] = s.sized(path)
		},
		"delete": func(t *testing.T, path string) {
			mustDo(t, os.Remove(s.at(path)))
			s.damage[path] = DamageMissing
		},
	}
}

// moves are done to a file as a whole, or beside it.
func (s *spoiler) moves() map[string]func(t *testing.T, path string) {
	return map[string]func(t *testing.T, path string){
		"rename": func(t *testing.T, path string) {
			to := path + " (moved)"
			mustDo(t, os.Rename(s.at(path), s.at(to)))
			s.damage[path] = DamageMissing
			s.foreign = append(s.foreign, to)
		},
		"change the case": func(t *testing.T, path string) {
			to := strings.ToUpper(path[strings.LastIndex(path, "/")+1:])
			to = path[:strings.LastIndex(path, "/")+1] + to
			mustDo(t, os.Rename(s.at(path), s.at(to)))
			s.damage[path] = DamageMissing
			s.foreign = append(s.foreign, to)
		},
		"put a folder there": func(t *testing.T, path string) {
			mustDo(t, os.Remove(s.at(path)))
			mustDo(t, os.Mkdir(s.at(path), 0o700))
			s.damage[path] = DamageRead
			if s.rnd.IntN(2) == 0 {
				mustDo(t, os.WriteFile(s.at(path)+"/mine.txt", []byte("mine"), 0o600))
				s.foreign = append(s.foreign, path+"/mine.txt")
				s.moved = append(s.moved, path)
			}
		},
		"put a link there": func(t *testing.T, path string) {
			mustDo(t, os.Remove(s.at(path)))
			mustDo(t, os.Symlink(s.dir, s.at(path)))
			s.damage[path] = DamageRead
			s.moved = append(s.moved, path)
		},
		"put a stranger beside it": func(t *testing.T, path string) {
			mustDo(t, os.WriteFile(s.at(path)+".txt", []byte("mine"), 0o600))
			s.foreign = append(s.foreign, path+".txt")
		},
	}
}

// checkVerified holds what verify says of the folder against what was done to it.
func (s *spoiler) checkVerified(t *testing.T) {
	t.Helper()
	v, err := Verify(t.Context(), s.dir, Config{})
	mustDo(t, err)
	found := map[string]DamageKind{}
	for _, d := range v.Damage {
		found[d.Path] = d.Reason
	}
	if diff := cmp.Diff(s.damage, found); diff != "" {
		t.Errorf("damage (-done +found)\n%s", diff)
	}
	slices.Sort(s.foreign)
	if diff := cmp.Diff(s.foreign, v.Foreign, cmp.Transformer("sorted", func(l []string) []string { return slices.Sorted(slices.Values(l)) })); diff != "" {
		t.Errorf("foreign (-done +found)\n%s", diff)
	}
}

// TestVerifyTellsExactlyWhatIsWrongAndRepairMendsIt does random harm to a copy.
func TestVerifyTellsExactlyWhatIsWrongAndRepairMendsIt(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	whole := t.TempDir()
	b.export(t, whole)
	want := testkit.Output(t, whole)
	rounds := 12
	if largeCrash() {
		rounds = 200
	}
	for round := range rounds {
		t.Run(fmt.Sprint("seed ", round), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "copy")
			_, err := Copy(t.Context(), whole, dir, Config{})
			mustDo(t, err)
			s := &spoiler{dir: dir, rnd: rand.New(rand.NewPCG(uint64(round), 1)), damage: map[string]DamageKind{},
				saved: func(path string) bool {
					return strings.Contains(path, "/photos/") || strings.Contains(path, "/files/") || strings.HasPrefix(path, "other_data/")
				}}
			deeds := s.deeds()
			names := slices.Sorted(maps.Keys(deeds))
			paths := slices.DeleteFunc(slices.Sorted(maps.Keys(want)), func(p string) bool { return p == "checksums.sha256" }) // a test of its own
			s.rnd.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
			for i, path := range paths[:1+s.rnd.IntN(15)] {
				deeds[names[(round+i)%len(names)]](t, path)
			}
			s.checkVerified(t)
			v, result, err := b.engine(nil).Repair(t.Context(), dir, b.prompter())
			mustDo(t, err)
			if len(v.Damage) > 0 || result.Outcome != Complete || v.Repaired != len(s.damage) {
				t.Errorf("repair: %+v, %s %+v", v, result.Outcome, result.Problems)
			}
			for _, path := range s.moved {
				aside := filepath.Join(dir, filepath.FromSlash(path)+" (1)")
				if _, err := os.Lstat(aside); err != nil {
					t.Errorf("what lay at %s was not moved aside: %v", path, err)
				}
				mustDo(t, os.RemoveAll(aside))
			}
			got := testkit.Output(t, dir)
			for _, path := range s.foreign {
				delete(got, path)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-undamaged +repaired)\n%s", diff)
			}
		})
	}
}

func TestTheListOfChecksumsIsMendedToo(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	want := testkit.Output(t, dir)
	list := filepath.Join(dir, "checksums.sha256")
	data, err := os.ReadFile(list)
	mustDo(t, err)
	for name, harm := range map[string]func() error{
		"deleted": func() error { return os.Remove(list) },
		"empty":   func() error { return os.WriteFile(list, nil, 0o600) },
		"cut":     func() error { return os.WriteFile(list, data[:len(data)/2], 0o600) },
		"flipped": func() error { return os.WriteFile(list, append([]byte{data[0] ^ 1}, data[1:]...), 0o600) },
		"noise":   func() error { return os.WriteFile(list, []byte("\x00\xff\n"), 0o600) },
	} {
		mustDo(t, harm())
		v, err := Verify(t.Context(), dir, Config{})
		if err != nil || len(v.Damage) == 0 {
			t.Errorf("%s: nothing found, %v", name, err)
		}
		if v, _, err = New(Config{}).Repair(t.Context(), dir, nil); err != nil || len(v.Damage) > 0 {
			t.Errorf("%s: repair %+v, %v", name, v.Damage, err)
		}
		if diff := cmp.Diff(want, testkit.Output(t, dir)); diff != "" {
			t.Errorf("%s: (-before +after)\n%s", name, diff)
		}
	}
}

func TestTheJSONFormOfAVerification(t *testing.T) {
	t.Parallel()
	v := newVerification(nil)
	v.Files, v.Bytes, v.Repaired = 3, 4096, 1
	v.Damage = append(v.Damage, Damage{Path: "chats/chat_001/photos/photo_1.jpg", Reason: DamageContent})
	v.Foreign = append(v.Foreign, "mine.txt")
	got, err := json.Marshal(v)
	mustDo(t, err)
	want := `{"files":3,"bytes":4096,"damage":[{"path":"chats/chat_001/photos/photo_1.jpg","reason":"content"}],"foreign":["mine.txt"],"repaired":1}`
	if string(got) != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
