package command

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func writeFile(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestATraceOfAnExportBecomesAWorldThatIsExported(t *testing.T) {
	dir := t.TempDir()
	trace, made := filepath.Join(dir, "trace.jsonl"), filepath.Join(dir, "world")
	first := run(t, nil, "export", "--demo", "--seed", "3", "--messages", "60", "--trace", trace, "--out", filepath.Join(dir, "first"), "--json")
	if first.code != exitOK && first.code != exitProblems {
		t.Fatalf("%+v", first)
	}
	data, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	methods := map[string]int{}
	for i, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
		var call struct {
			Trace  int `json:"satchel_trace"`
			Method string
		}
		if err := json.Unmarshal(line, &call); err != nil || (i == 0) != (call.Trace == 1) {
			t.Fatalf("line %d: %s: %v", i+1, line, err)
		}
		methods[call.Method]++
	}
	for _, m := range []string{"account.initTakeoutSession", "messages.getHistory", "upload.getFile", "account.finishTakeoutSession"} {
		if methods[m] == 0 {
			t.Errorf("no %s in the trace", m)
		}
	}
	// A run that goes on is written behind the first.
	if o := run(t, nil, "update", "--demo", "--seed", "3", "--messages", "60", "--trace", trace, "--out", filepath.Join(dir, "first"), "--depth", "new"); o.code != first.code {
		t.Errorf("update: %+v", o)
	}
	if after, err := os.ReadFile(trace); err != nil || !bytes.HasPrefix(after, data) || bytes.Count(after, []byte(`"satchel_trace"`)) != 2 {
		t.Errorf("the second run is not behind the first: %v", err)
	}

	o := run(t, nil, "world", "--from-trace", trace, made)
	if o.code != exitOK || !strings.Contains(o.err, "The trace is of 2 runs; this is number 1") || !strings.Contains(o.err, " chats, ") {
		t.Fatalf("%+v", o)
	}
	second := run(t, nil, "export", "--world", made, "--faults", filepath.Join(made, "faults.json"), "--out", filepath.Join(dir, "second"), "--json")
	if second.code != exitOK && second.code != exitProblems {
		t.Fatalf("%+v", second)
	}
	if a, b := jsonLine(t, first)["messages"], jsonLine(t, second)["messages"]; a != b || a == nil {
		t.Errorf("%v messages of the account, %v of its world", a, b)
	}
}

func TestAWorldIsMadeOfNothingButATrace(t *testing.T) {
	dir := t.TempDir()
	head := `{"satchel_trace": 1, "layer": 229, "version": "x", "system": "linux"}` + "\n"
	text := writeFile(t, filepath.Join(dir, "text"), "not a trace\n")
	newer := writeFile(t, filepath.Join(dir, "newer"), strings.Replace(head, `": 1`, `": 2`, 1))
	empty := writeFile(t, filepath.Join(dir, "empty"), head)
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"no trace", []string{"world", filepath.Join(dir, "w")}, "--from-trace FILE is missing"},
		{"no folder", []string{"world", "--from-trace", empty}, ""},
		{"not there", []string{"world", "--from-trace", filepath.Join(dir, "gone"), filepath.Join(dir, "w")}, "--from-trace"},
		{"another file", []string{"world", "--from-trace", text, filepath.Join(dir, "w")}, ""},
		{"of a later format", []string{"world", "--from-trace", newer, filepath.Join(dir, "w")}, ""},
		{"without a call", []string{"world", "--from-trace", empty, filepath.Join(dir, "w")}, ""},
	}
	for _, tt := range tests {
		o := run(t, nil, tt.args...)
		if o.code != exitUsage || !strings.Contains(o.err, tt.want) || o.out != "" {
			t.Errorf("%s: %+v", tt.name, o)
		}
	}
	if _, err := fs.Stat(os.DirFS(dir), "w/world.json"); err == nil {
		t.Error("a world was written of what is no trace")
	}
}

func TestATraceDoesNotReplaceAnotherFile(t *testing.T) {
	dir := t.TempDir()
	other := writeFile(t, filepath.Join(dir, "letter.txt"), "Dear Ann,\n")
	o := run(t, nil, "export", "--demo", "--seed", "3", "--messages", "5", "--trace", other, "--out", filepath.Join(dir, "a"))
	if o.code == exitOK || o.code == exitProblems || !strings.Contains(o.err, "is something else") {
		t.Errorf("%+v", o)
	}
	if data, err := os.ReadFile(other); err != nil || string(data) != "Dear Ann,\n" {
		t.Errorf("%q %v", data, err)
	}
}
