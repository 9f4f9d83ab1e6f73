package core

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/testkit"
)

// tally counts the calls a server got, by method.
type tally struct {
	mu    sync.Mutex
	calls map[string]int
	peers map[string]int // histories asked for, by peer
}

func (l *tally) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for line := range bytes.Lines(p) {
		var call struct {
			Method string
			Args   struct {
				Peer struct {
					UserID    string `json:"user_id"`
					ChatID    string `json:"chat_id"`
					ChannelID string `json:"channel_id"`
				}
			}
		}
		if err := json.Unmarshal(line, &call); err != nil {
			return 0, err
		}
		l.calls[call.Method]++
		if call.Method == "messages.getHistory" {
			peer := call.Args.Peer
			l.peers[peer.UserID+peer.ChatID+peer.ChannelID]++
		}
	}
	return len(p), nil
}

// take returns what was counted since the last take.
func (l *tally) take() (calls, peers map[string]int, total int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	calls, peers = l.calls, l.peers
	l.calls, l.peers = map[string]int{}, map[string]int{}
	for _, n := range calls {
		total += n
	}
	return calls, peers, total
}

func tallyBench(t *testing.T, w *world.World) (*bench, *tally) {
	t.Helper()
	log := &tally{calls: map[string]int{}, peers: map[string]int{}}
	return startBench(t, demo.Options{World: w, Listen: "127.0.0.1", Calls: log}), log
}

// tallySample has saved the sample account to dir.
func tallySample(t *testing.T) (b *bench, log *tally, dir string) {
	t.Helper()
	w, err := world.Sample()
	mustDo(t, err)
	b, log = tallyBench(t, w)
	dir = t.TempDir()
	b.export(t, dir)
	return b, log, dir
}

func openWorld(tb testing.TB, fsys fs.FS) *world.World {
	tb.Helper()
	w, err := world.Open(fsys)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func (b *bench) update(t *testing.T, dir string, depth Depth, s Settings) Result {
	t.Helper()
	result, err := b.engine(nil).Update(t.Context(), dir, s, depth, b.prompter())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// saved is what an archive has of a peer: "id text", with versions and marks.
func saved(t *testing.T, dir string, peer model.PeerID) []string {
	t.Helper()
	a, err := archive.OpenRead(t.Context(), dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	rows, err := a.Dialogs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range rows {
		if row.Dialog.Peer != peer {
			continue
		}
		if row.VanishedSince != 0 {
			lines = append(lines, "vanished")
		}
		err := a.Messages(t.Context(), row.Number, func(page []archive.MessageRow) error {
			for _, m := range page {
				line := m.Text.Text
				for _, v := range m.Versions {
					line += " <- " + v.Text.Text
				}
				if m.MissingSince != 0 {
					line += " (missing)"
				}
				lines = append(lines, line)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return lines
}

func TestAnUnchangedUpdateCostsUnderHalfOfTheCallsAndFetchesNoFile(t *testing.T) {
	t.Parallel()
	b, log, dir := tallySample(t)
	_, _, full := log.take()
	before := testkit.Output(t, dir)
	for _, depth := range []Depth{DepthNew, DepthRecheck} {
		if got := b.update(t, dir, depth, testSettings()); got.Outcome != Complete {
			t.Errorf("%s: outcome %s, %+v", depth, got.Outcome, got.Problems)
		}
		calls, _, n := log.take()
		t.Logf("%s: %d calls of %d: %v", depth, n, full, calls)
		if 2*n >= full {
			t.Errorf("%s: %d calls, the full run took %d", depth, n, full)
		}
		if calls["upload.getFile"] > 1 {
			t.Errorf("%s: %d calls for files, only the other data may be fetched again", depth, calls["upload.getFile"])
		}
		if diff := cmp.Diff(before, testkit.Output(t, dir)); diff != "" {
			t.Errorf("%s changed the output of an unchanged account (-before +after)\n%s", depth, diff)
		}
	}
}

// TestAnUnchangedUpdateOfALargeAccountIsATwentieth holds at 100,000 messages, with
// the large crash matrix; what a smaller account costs is bounded on every commit.
func TestAnUnchangedUpdateOfALargeAccountIsATwentieth(t *testing.T) {
	t.Parallel()
	messages, share := 12_000, map[Depth]int{DepthNew: 15, DepthRecheck: 8}
	if os.Getenv("SATCHEL_CRASH") == "large" {
		messages, share = 100_000, map[Depth]int{DepthNew: 20, DepthRecheck: 20}
	}
	w, err := world.Generate(5, messages, world.GenerateOptions{FileEvery: 50})
	if err != nil {
		t.Fatal(err)
	}
	b, log := tallyBench(t, w)
	dir := t.TempDir()
	b.export(t, dir)
	_, _, full := log.take()
	for _, depth := range []Depth{DepthNew, DepthRecheck} {
		b.update(t, dir, depth, testSettings())
		calls, _, n := log.take()
		t.Logf("%s: %d of %d calls: %v", depth, n, full, calls)
		if share[depth]*n >= full {
			t.Errorf("%s: %d calls, the full run took %d", depth, n, full)
		}
	}
}

// twoStates exports the small account and updates it to its second state.
func twoStates(t *testing.T, depth Depth) (dir string, first map[string]string) {
	t.Helper()
	dir = t.TempDir()
	one := newBench(t, testkit.SmallWorld(), "")
	one.export(t, dir)
	first = testkit.Output(t, dir)
	two := newBench(t, testkit.SmallWorldLater(), "")
	if got := two.update(t, dir, depth, testSettings()); got.Outcome != Complete {
		t.Fatalf("outcome %s: %+v %+v", got.Outcome, got.Problems, got.Blocked)
	}
	return dir, first
}

func TestAnUpdateKeepsEditsAsVersionsAndMarksWhatIsGone(t *testing.T) {
	t.Parallel()
	dir, _ := twoStates(t, DepthRecheck)
	for peer, want := range map[model.PeerID][]string{
		model.UserID(7):       {"message 3", "message 5", "edited 7 <- message 7", "message 9", "message 11 (missing)", "message 13", "message 15", "message 17"},
		model.ChannelID(1002): {"vanished", "message 1", "message 2", "message 3", "message 4", "message 5", "message 6", "message 7", "message 8", "message 9"},
		model.UserID(9):       {"message 16"},
	} {
		if diff := cmp.Diff(want, saved(t, dir, peer)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", peer, diff)
		}
	}
}

func TestDepthNewReadsNothingAgain(t *testing.T) {
	t.Parallel()
	dir, _ := twoStates(t, DepthNew)
	want := []string{"message 3", "message 5", "message 7", "message 9", "message 11", "message 13", "message 15", "message 17"}
	if diff := cmp.Diff(want, saved(t, dir, model.UserID(7))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAnUpdateLosesNoFileAndMovesNone(t *testing.T) {
	t.Parallel()
	dir, first := twoStates(t, DepthFull)
	second := testkit.Output(t, dir)
	for path, sum := range first {
		if strings.Contains(path, "/photos/") || strings.Contains(path, "/files/") {
			if second[path] != sum {
				t.Errorf("%s is gone or changed", path)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "chats/chat_004")); err != nil {
		t.Errorf("the new chat has no new folder: %v", err)
	}
}

func TestAnUpdateEndsWhereAFreshExportOfTheSecondStateWould(t *testing.T) {
	t.Parallel()
	dir, _ := twoStates(t, DepthFull)
	fresh := t.TempDir()
	newBench(t, testkit.SmallWorldLater(), "").export(t, fresh)
	for _, peer := range []model.PeerID{model.ChannelID(1001), model.UserID(9)} {
		if diff := cmp.Diff(saved(t, fresh, peer), saved(t, dir, peer)); diff != "" {
			t.Errorf("%s (-fresh +updated)\n%s", peer, diff)
		}
	}
}

func TestAChangedSettingReopensWhatItConcerns(t *testing.T) {
	t.Parallel()
	b, log := tallyBench(t, openWorld(t, testkit.SmallWorld()))
	dir := t.TempDir()
	narrow := testSettings()
	narrow.FileMaxSize = 1000
	narrow.MessageChannels = false
	if _, err := b.engine(nil).Export(t.Context(), dir, narrow, b.prompter()); err != nil {
		t.Fatal(err)
	}
	before := testkit.Output(t, dir)
	log.take()
	got := b.update(t, dir, DepthNew, testSettings())
	_, peers, _ := log.take()
	if diff := cmp.Diff(map[string]int{"1002": 2}, peers); diff != "" {
		t.Errorf("histories asked for (-want +got)\n%s", diff)
	}
	if got.Outcome != Complete || got.Messages != 6+5+6+9 || got.Files.Saved != 8 || len(got.Files.Skipped) != 0 {
		t.Errorf("result %+v", got)
	}
	after := testkit.Output(t, dir)
	for path := range before {
		if strings.Contains(path, "/photos/") && after[path] != before[path] {
			t.Errorf("%s changed", path)
		}
	}
}

func TestAWiderIntervalBringsWhatItLeftOut(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	narrow := testSettings()
	narrow.Till = NewDay(2023, 11, 13) // the day before the first message
	if _, err := b.engine(nil).Export(t.Context(), dir, narrow, b.prompter()); err != nil {
		t.Fatal(err)
	}
	if n := len(saved(t, dir, model.UserID(7))); n != 0 {
		t.Fatalf("%d messages before the account's first day", n)
	}
	b.update(t, dir, DepthNew, testSettings())
	fresh := t.TempDir()
	b.export(t, fresh)
	if diff := cmp.Diff(maps.Clone(testkit.Output(t, fresh)), testkit.Output(t, dir)); diff != "" {
		t.Errorf("(-fresh +widened)\n%s", diff)
	}
}

func TestUpdateNeedsAnArchiveAndADepth(t *testing.T) {
	t.Parallel()
	e := New(Config{})
	if _, err := e.Update(t.Context(), t.TempDir(), testSettings(), DepthNew, nil); !errors.Is(err, archive.ErrNoArchive) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := e.Update(t.Context(), t.TempDir(), testSettings(), "deep", nil); !errors.Is(err, ErrSettings) {
		t.Errorf("an unknown depth: %v", err)
	}
}
