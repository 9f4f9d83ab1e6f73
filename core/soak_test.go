package core

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/internal/testkit"
)

// The soak plays runs and updates of the small account at servers that fail at
// random, cuts them several times in a row at random events, damages files and
// repairs them, for as long as SATCHEL_SOAK says; SATCHEL_SEED repeats one.
func TestSoak(t *testing.T) {
	t.Parallel()
	length, err := time.ParseDuration(os.Getenv("SATCHEL_SOAK"))
	if err != nil {
		t.Skip("SATCHEL_SOAK says for how long: 1h")
	}
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("SATCHEL_SEED"); s != "" {
		_, err := fmt.Sscan(s, &seed)
		mustDo(t, err)
	}
	t.Logf("seed %d", seed)
	s := &soak{seed: seed, covered: map[string]int{}, run: smallRun(t), update: smallUpdate(t)}
	rounds := 0
	for end := time.Now().Add(length); time.Now().Before(end) && !t.Failed(); rounds++ {
		t.Run(fmt.Sprint("round ", rounds), func(t *testing.T) { s.round(t, uint64(rounds)) })
	}
	t.Logf("seed %d, %d rounds: %v", seed, rounds, s.covered)
}

// soak counts what it covered.
type soak struct {
	seed        uint64
	run, update *scene
	covered     map[string]int
}

// round is one folder's life; it depends on the seed and its number alone.
func (s *soak) round(t *testing.T, number uint64) {
	rnd := rand.New(rand.NewPCG(s.seed, number))
	about := fmt.Sprintf("seed %d, round %d", s.seed, number)
	kind, model := "runs", s.run
	w := testkit.SmallWorld()
	if rnd.IntN(2) == 0 {
		kind, model, w = "updates", s.update, testkit.SmallWorldLater()
	}
	s.covered[kind]++
	doc, names := randomFaults(rnd)
	for _, name := range names {
		s.covered["server: "+name]++
	}
	board := &switchboard{}
	one := &scene{base: model.base, want: model.want, board: board, bench: startBench(t, demo.Options{
		World: openWorld(t, w), Listen: "127.0.0.1", Calls: board, Faults: parsedFaults(t, doc),
	})}
	_, err := one.bench.engine(nil).SignIn(t.Context(), one.bench.prompter()) // for processes
	mustDo(t, err)
	dir := one.begin(t)
	for range rnd.IntN(5) {
		way := ways()[rnd.IntN(len(ways()))]
		next, cut := way.cut(t, one, dir, 1+rnd.IntN(60))
		if dir = next; !cut {
			break
		}
		s.covered["cuts at "+way.name]++
	}
	one.end(t, dir, about+", "+doc)
	if rnd.IntN(3) == 0 {
		s.covered["repairs"]++
		one.harm(t, rnd, dir)
	}
}

// randomFaults are faults that Telegram's clients have to live with: each strikes a
// few times and passes.
func randomFaults(rnd *rand.Rand) (doc string, names []string) {
	kinds := map[string]string{
		"flood":          `{"method": "messages.getHistory", "every": %d, "error": "FLOOD_WAIT_1", "times": 2}`,
		"flood of files": `{"method": "upload.getFile", "every": %d, "error": "FLOOD_WAIT_1", "times": 2}`,
		"line cut":       `{"method": "*", "every": %d, "do": "drop_connection", "times": 3}`,
		"answer lost":    `{"method": "*", "every": %d, "do": "drop_after", "times": 3}`,
		"corrupt part":   `{"method": "upload.getFile", "every": %d, "do": "truncate", "times": 2}`,
		"empty part":     `{"method": "upload.getFile", "every": %d, "do": "empty", "times": 2}`,
		"expired":        `{"method": "upload.getFile", "every": %d, "error": "FILE_REFERENCE_EXPIRED", "times": 3}`,
		"server error":   `{"method": "messages.getHistory", "every": %d, "error": "INTERNAL", "code": 500, "times": 2}`,
		"lost takeout":   `{"method": "messages.getHistory", "nth": %d, "do": "takeout_invalid"}`,
		"slow":           `{"method": "*", "every": %d, "do": "slow", "ms": 30, "times": 9}`,
	}
	var rules []string
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		if n := 3 + rnd.IntN(20); rnd.IntN(4) == 0 {
			rules, names = append(rules, fmt.Sprintf(kinds[name], n)), append(names, name)
		}
	}
	return fmt.Sprintf(`{"file_reference_lifetime_calls": %d, "rules": [%s]}`, 4+rnd.IntN(20), strings.Join(rules, ", ")), names
}

// harm damages some files of a complete archive and repairs it.
func (s *scene) harm(t *testing.T, rnd *rand.Rand, dir string) {
	t.Helper()
	paths := slices.DeleteFunc(slices.Sorted(maps.Keys(s.want)), func(p string) bool {
		return s.base != "" && strings.HasPrefix(p, "chats/chat_002/photos/") // Telegram no longer has those of the channel that vanished
	})
	for range 1 + rnd.IntN(4) {
		path := filepath.Join(dir, filepath.FromSlash(paths[rnd.IntN(len(paths))]))
		data, err := os.ReadFile(path)
		if err != nil || len(data) == 0 {
			continue // harmed before
		}
		switch rnd.IntN(3) {
		case 0:
			mustDo(t, os.Remove(path))
		case 1:
			mustDo(t, os.Truncate(path, rnd.Int64N(int64(len(data)))))
		default:
			data[rnd.IntN(len(data))] ^= 1 << rnd.IntN(8)
			mustDo(t, os.WriteFile(path, data, 0o600))
		}
	}
	v, _, err := s.bench.engine(nil).Repair(t.Context(), dir, s.bench.prompter())
	mustDo(t, err)
	if diff := cmp.Diff(s.want, testkit.Output(t, dir)); diff != "" || len(v.Damage) > 0 {
		t.Fatalf("damage %+v (-want +got)\n%s", v.Damage, diff)
	}
}
