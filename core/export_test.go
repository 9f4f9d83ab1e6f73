package core

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo"
	"satchel/core/internal/testkit"
)

// easyProof makes the proof of work before each key cheap: under the race detector a
// full one takes more time than most exports.
const easyProof = 16

// bench is an embedded server with a login that its engines share, so that a key
// is exchanged once.
type bench struct {
	server *demo.Server
	login  Login
}

func newBench(t *testing.T, worldFS fs.FS, faults string) *bench {
	t.Helper()
	return startBench(t, demo.Options{World: openWorld(t, worldFS), Listen: "127.0.0.1", Faults: parsedFaults(t, faults)})
}

func startBench(tb testing.TB, o demo.Options) *bench {
	tb.Helper()
	o.ProofBits = easyProof
	server, err := demo.Start(context.WithoutCancel(tb.Context()), o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := server.Close(); err != nil {
			tb.Errorf("close the server: %v", err)
		}
		for _, v := range server.Violations() {
			tb.Errorf("broken rule: %+v", v)
		}
	})
	return &bench{server: server, login: NewMemoryLogin()}
}

// engine returns an engine on the bench's server and account.
func (b *bench) engine(change func(*Config)) *Engine {
	ready := b.server.Ready()
	cfg := Config{
		Network: Network{APIID: ready.APIID, APIHash: ready.APIHash, PublicKeyPEM: ready.PublicKey, Home: ready.DCs[0].ID},
		Login:   b.login,
		Now:     fixedNow,
	}
	for _, dc := range ready.DCs {
		cfg.Network.DCs = append(cfg.Network.DCs, DC(dc))
	}
	if change != nil {
		change(&cfg)
	}
	return New(cfg)
}

// fixedNow is the clock of what is written.
func fixedNow() time.Time { return time.Unix(1_750_000_000, 0).UTC() }

func (b *bench) prompter() Prompter {
	r := b.server.Ready()
	return answers{r.Phone, r.Code, r.Password}
}

// answers gives the account's own phone, code and password.
type answers struct{ phone, code, password string }

func (a answers) Phone(context.Context, PhoneRequest) (string, error) { return a.phone, nil }
func (a answers) Code(context.Context, CodeRequest) (CodeAnswer, error) {
	return CodeAnswer{Code: a.code}, nil
}
func (a answers) Password(context.Context, PasswordRequest) (string, error) { return a.password, nil }

// testSettings are everything, in a fixed zone.
func testSettings() Settings {
	s := Default()
	s.Zone = "Europe/Berlin"
	return s
}

func (b *bench) export(t *testing.T, dir string) Result {
	t.Helper()
	result, err := b.engine(nil).Export(t.Context(), dir, testSettings(), b.prompter())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestExportSavesTheWholeSmallWorld(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	got := b.export(t, dir)
	want := Result{Outcome: Complete, Dialogs: 3, Messages: 6 + 5 + 6 + 9, Files: FileCounts{Saved: 8, Skipped: map[string]int{}}, Problems: []Problem{}}
	if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool {
		switch p.String() {
		case "Seconds", "Bytes", "Start", "Blocked":
			return true
		}
		return false
	}, cmp.Ignore())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	out := testkit.Output(t, dir)
	for _, path := range []string{"result.json", "export_results.html", "report.json", "checksums.sha256", "chats/chat_001/messages.html", "chats/chat_003/result.json"} {
		if out[path] == "" {
			t.Errorf("%s is missing; there are %v", path, keys(out))
		}
	}
}

func keys(m map[string]string) string {
	var names []string
	for k := range m {
		names = append(names, k)
	}
	return strings.Join(names, " ")
}

func TestASecondExportOfAnUnchangedAccountChangesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	before := testkit.Output(t, dir)
	if got := b.export(t, dir); got.Outcome != Complete {
		t.Errorf("outcome = %s", got.Outcome)
	}
	if diff := cmp.Diff(before, testkit.Output(t, dir)); diff != "" {
		t.Errorf("(-first +second)\n%s", diff)
	}
}

func TestVerifyFindsWhatWasDamaged(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	sound, err := Verify(t.Context(), dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	if len(sound.Damage) > 0 || sound.Files == 0 {
		t.Fatalf("fresh archive: %+v", sound)
	}
	photos, err := filepath.Glob(filepath.Join(dir, "chats/chat_*/photos/*.jpg"))
	if err != nil || len(photos) < 3 {
		t.Fatalf("photos: %v, %v", photos, err)
	}
	damage(t, photos, dir)
	got, err := Verify(t.Context(), dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]DamageKind{}
	for _, d := range got.Damage {
		kinds[d.Path] = d.Reason
	}
	rel := func(path string) string {
		r, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.ToSlash(r)
	}
	want := map[string]DamageKind{rel(photos[0]): DamageMissing, rel(photos[1]): DamageContent, rel(photos[2]): DamageSize, "result.json": DamageContent}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// damage removes the first photo, flips a bit of the second, shortens the third
// and the result.
func damage(t *testing.T, photos []string, dir string) {
	t.Helper()
	if err := os.Remove(photos[0]); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(photos[1])
	if err != nil {
		t.Fatal(err)
	}
	data[3] ^= 1
	if err := os.WriteFile(photos[1], data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{photos[2], filepath.Join(dir, "result.json")} {
		if err := os.Truncate(path, 4); err != nil {
			t.Fatal(err)
		}
	}
}
