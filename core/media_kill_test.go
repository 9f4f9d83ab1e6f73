package core

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// killedFiles are what an export that is killed over and over has to bring home:
// large, small, from other datacenters, from a CDN.
func killedFiles(large bool) (files []mediaFile) {
	sizes := []int{24 << 20, 21<<20 + 5, 9_000_001, 6 << 20, 3 << 20, 1_500_000, 1_000_000, 300_000, 1000}
	if large {
		sizes = append(sizes, 64<<20, 30<<20, 22<<20, 20<<20, 12<<20, 5_000_001)
	}
	for i, size := range sizes {
		files = append(files, mediaFile{id: 100 + 40*i, size: size, dc: 1 + i%3, cdn: i%5 == 4})
	}
	for i := range 60 {
		files = append(files, mediaFile{id: 10_000 + 40*i, size: 40_000 + 1000*i})
	}
	return files
}

// killer is the call log of a server whose client is killed over and over.
type killer struct {
	mu      sync.Mutex
	process *exec.Cmd
	after   int // so many parts more
	err     error
	killed  bool
	lives   []life
}

// life is of one process: the parts that the server sent to it, and those that were
// on the disk when it had been killed.
type life struct{ sent, kept map[filePart]bool }

type filePart struct {
	file   string
	offset int64
}

// call is told of each call when its answer goes out.
func (k *killer) call(line []byte) {
	var c partCall
	if err := json.Unmarshal(line, &c); err != nil || c.Error != nil || c.Method != "upload.getFile" && c.Method != "upload.getCdnFile" {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.killed {
		return // what was under way when the process died
	}
	if c.Method == "upload.getFile" && c.Bytes > 4096 { // not a redirect, and a CDN's parts carry no name
		offset, err := c.Args.Offset.Int64()
		k.err = errors.Join(k.err, err)
		k.lives[len(k.lives)-1].sent[filePart{c.Args.Location.ID, offset}] = true
	}
	if k.after--; k.after == 0 && k.process != nil {
		k.err, k.killed = errors.Join(k.err, k.process.Process.Kill()), true
	}
}

// once exports in a process of its own, ended with SIGKILL when the server has sent
// the n-th part to it; false when it was over before.
func (k *killer) once(t *testing.T, b *bench, dir string, files []mediaFile, n int) bool {
	t.Helper()
	argv, env := b.order(t, dir, false)
	process := exec.Command(argv[0], argv[1:]...)
	process.Env = env
	k.mu.Lock()
	mustDo(t, process.Start())
	k.process, k.after, k.killed = process, n, false
	k.lives = append(k.lives, life{map[filePart]bool{}, map[filePart]bool{}})
	k.mu.Unlock()
	ended := process.Wait()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.process = nil
	mustDo(t, k.err)
	if !k.killed {
		mustDo(t, ended)
		return false
	}
	for _, f := range files {
		for offset := range journaled(t, dir, f) {
			k.lives[len(k.lives)-1].kept[filePart{fmt.Sprint(f.id), offset}] = true
		}
	}
	return true
}

// last says that the next export is not killed.
func (k *killer) last() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.killed = false
	k.lives = append(k.lives, life{map[filePart]bool{}, nil})
}

// check holds that no part is sent again that was on the disk, and of each file at
// most those that were on their way when a process was killed.
func (k *killer) check(t *testing.T) {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	mustDo(t, k.err)
	kept, parts, twice := map[filePart]bool{}, 0, 0
	for i, now := range k.lives {
		parts += len(now.sent)
		for part := range now.sent {
			if kept[part] {
				t.Errorf("the part of document %s at %d was on the disk and was sent again", part.file, part.offset)
			}
		}
		maps.Copy(kept, now.kept)
		again := map[string]int{}
		for part := range now.sent {
			if slices.ContainsFunc(k.lives[i+1:], func(l life) bool { return l.sent[part] }) {
				again[part.file]++
			}
		}
		for file, n := range again {
			if twice += n; n > partsInFlight+1 {
				t.Errorf("%d parts of document %s were sent again after kill %d", n, file, i+1)
			}
		}
	}
	t.Logf("%d kills, %d parts sent, %d of them again", len(k.lives)-1, parts, twice)
}

// killedFaults are what befalls such an export besides.
const killedFaults = `{"line":{"latency_ms":20,"bytes_per_second":20000000}, "file_reference_lifetime_calls":60, "rules":[
	{"method":"upload.getFile","nth":25,"error":"FILE_MIGRATE_2"},
	{"method":"upload.getFile","nth":90,"error":"FILE_MIGRATE_3"},
	{"method":"upload.getFile","every":37,"do":"drop_connection"},
	{"method":"upload.getFile","every":41,"do":"drop_after"},
	{"method":"upload.getFile","every":43,"error":"INTERNAL","code":500},
	{"method":"upload.getFile","every":67,"error":"FLOOD_WAIT_1"},
	{"method":"upload.getCdnFile","every":7,"do":"corrupt"},
	{"method":"upload.getCdnFile","every":11,"do":"drop_after"},
	{"method":"upload.getCdnFile","nth":13,"error":"FILE_TOKEN_INVALID"}]}`

// TestFilesSurviveKillsAtRandom: SATCHEL_CRASH=large kills twenty times.
func TestFilesSurviveKillsAtRandom(t *testing.T) {
	t.Parallel()
	kills := 4
	if largeCrash() {
		kills = 20
	}
	files, parts := killedFiles(largeCrash()), 0
	for _, f := range files {
		parts += 1 + f.size>>20
	}
	b, book := startMedia(t, files, killedFaults)
	_, err := b.engine(nil).SignIn(t.Context(), b.prompter())
	mustDo(t, err)
	k := &killer{}
	book.listen(k.call)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	dir, done := t.TempDir(), 0
	for done < kills && k.once(t, b, dir, files, 1+rnd.IntN(parts/kills)) {
		done++
	}
	if done < kills {
		t.Errorf("the export was over after %d kills of %d", done, kills)
	}
	k.last()
	if got := b.export(t, dir); got.Outcome != Complete || got.Files.Saved != len(files) {
		t.Errorf("%+v", got)
	}
	checkFiles(t, dir, files)
	checkOnce(t, dir, files)
	checkSums(t, dir)
	k.check(t)
}

// checkOnce holds that no file is anywhere else in the archive.
func checkOnce(t *testing.T, dir string, files []mediaFile) {
	t.Helper()
	copies := map[string]int{}
	for _, sum := range outputSums(t, dir) {
		copies[sum]++
	}
	for _, f := range files {
		sum := sha256.Sum256(f.content())
		if n := copies[hex.EncodeToString(sum[:])]; n != 1 {
			t.Errorf("%s is in the archive %d times", f.name(), n)
		}
	}
}

// outputSums reads checksums.sha256: path to sum.
func outputSums(t *testing.T, dir string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "checksums.sha256"))
	mustDo(t, err)
	sums := map[string]string{}
	for line := range strings.Lines(string(text)) {
		sum, path, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok {
			t.Fatalf("line %q", line)
		}
		sums[path] = sum
	}
	return sums
}

// checkSums does what sha256sum -c does, and that nothing is left out.
func checkSums(t *testing.T, dir string) {
	t.Helper()
	sums := outputSums(t, dir)
	for path, sum := range sums {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		if got := sha256.Sum256(data); err != nil || hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s is not what checksums.sha256 says (%v)", path, err)
		}
	}
	media, err := filepath.Glob(filepath.Join(dir, "chats", "chat_*", "files", "*"))
	mustDo(t, err)
	for _, path := range media {
		rel, err := filepath.Rel(dir, path)
		mustDo(t, err)
		if sums[filepath.ToSlash(rel)] == "" {
			t.Errorf("%s is not in checksums.sha256", rel)
		}
	}
}
