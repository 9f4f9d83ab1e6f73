package command

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// small exports a small account.
func small(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "archive")
	if o := run(t, nil, "export", "--demo", "--seed", "4", "--messages", "40", "--out", dir); o.code != exitOK && o.code != exitProblems {
		t.Fatalf("%+v", o)
	}
	return dir
}

func TestWrongWordsAreRefusedWithoutATrace(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	settings := writeFile(t, filepath.Join(dir, "settings.json"), `{"no_such_setting": 1}`)
	tests := []struct {
		args []string
		want string
	}{
		{nil, "Satchel saves"},
		{[]string{"expor"}, `no command "expor"`},
		{[]string{"export"}, "--out DIR is missing"},
		{[]string{"export", "--demo", "--out", out, "more"}, "1 arguments given, 0 wanted"},
		{[]string{"export", "--demo", "--out"}, "needs an argument"},
		{[]string{"export", "--demo", "--out", out, "--settings", settings}, "no_such_setting"},
		{[]string{"export", "--demo", "--out", out, "--settings", filepath.Join(dir, "gone")}, "gone"},
		{[]string{"export", "--demo", "--out", out, "--messages", "many"}, "many"},
		{[]string{"export", "--world", filepath.Join(dir, "gone"), "--out", out}, "gone"},
		{[]string{"verify"}, "0 arguments given, 1 wanted"},
		{[]string{"verify", "a", "b"}, "2 arguments given, 1 wanted"},
		{[]string{"copy", "a"}, "1 arguments given, 2 wanted"},
		{[]string{"render"}, "0 arguments given, 1 wanted"},
		{[]string{"raw", out, "--dialog", "1003"}, "channel:ID"},
		{[]string{"raw", out, "--message", "x"}, "invalid value"},
		{[]string{"raw", out, "--message", "5"}, "needs its chat"},
		{[]string{"demo-server", "--world", "sample"}, "--ready"},
	}
	for _, tt := range tests {
		o := run(t, nil, tt.args...)
		if o.code != exitUsage || !strings.Contains(o.err, tt.want) || o.out != "" {
			t.Errorf("%q: %+v", tt.args, o)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("the folder was made")
	}
}

func TestWhatIsNoArchiveIsSaidAndLeftAlone(t *testing.T) {
	for _, args := range [][]string{{"verify"}, {"render"}, {"raw"}, {"copy", filepath.Join(t.TempDir(), "to")}} {
		dir := t.TempDir()
		o := run(t, nil, append([]string{args[0], dir}, args[1:]...)...)
		left, err := os.ReadDir(dir)
		if o.code != exitFailed || o.err == "" || err != nil || len(left) > 0 {
			t.Errorf("%s: %+v, left %v", args[0], o, left)
		}
	}
}

func TestAnArchiveIsCopiedVerifiedAndDamageIsTold(t *testing.T) {
	dir, to := small(t), filepath.Join(t.TempDir(), "copy")
	if o := run(t, nil, "copy", dir, to); o.code != exitOK || !strings.Contains(o.err, "Sound: ") {
		t.Fatalf("copy: %+v", o)
	}
	if o := run(t, nil, "copy", dir, to); o.code != exitFailed {
		t.Errorf("a second copy to the same place: %+v", o)
	}
	if err := os.WriteFile(filepath.Join(to, "result.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if o := run(t, nil, "verify", to); o.code != exitProblems || !strings.Contains(o.err, "result.json: ") {
		t.Errorf("verify: %+v", o)
	}
	if o := run(t, nil, "verify", to, "--repair"); o.code != exitOK {
		t.Errorf("repair: %+v", o)
	}
	if o := run(t, nil, "verify", dir, "--json"); o.code != exitOK || jsonLine(t, o)["damage"] == nil {
		t.Errorf("the original: %+v", o)
	}
	if o := run(t, nil, "render", to); o.code != exitOK || !strings.Contains(o.err, "Open the archive: ") {
		t.Errorf("render: %+v", o)
	}
	same, err := os.ReadFile(filepath.Join(dir, "checksums.sha256"))
	if err != nil {
		t.Fatal(err)
	}
	if again, err := os.ReadFile(filepath.Join(to, "checksums.sha256")); err != nil || !bytes.Equal(same, again) {
		t.Errorf("what was rendered again differs: %v", err)
	}
}

func TestRawPrintsALineAnAnswer(t *testing.T) {
	dir := small(t)
	o := run(t, nil, "raw", dir)
	if o.code != exitOK {
		t.Fatalf("%+v", o)
	}
	peers := map[string]int{}
	for line := range strings.Lines(o.out) {
		var page struct {
			Method, Peer string
			Answer       json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &page); err != nil || page.Method == "" || page.Answer == nil {
			t.Fatalf("%s: %v", line, err)
		}
		if page.Method == "messages.getHistory" {
			peers[page.Peer]++
		}
	}
	for peer, n := range peers {
		o := run(t, nil, "raw", dir, "--dialog", peer)
		if got := strings.Count(o.out, `"method":"messages.getHistory"`); o.code != exitOK || got != n {
			t.Errorf("%s: exit %d, %d histories, want %d", peer, o.code, got, n)
		}
		break
	}
	if o := run(t, nil, "raw", dir, "--dialog", "user:404404"); o.code != exitFailed || o.out != "" || !strings.Contains(o.err, "There is no answer") {
		t.Errorf("of nobody: %+v", o)
	}
}
