package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core"
)

// outcome is what a command did.
type outcome struct {
	code     int
	out, err string
}

// run runs the program inside the test.
func run(t *testing.T, env map[string]string, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	code := Run(t.Context(), &System{Out: &out, Err: &errs, Getenv: func(k string) string { return env[k] }, Signals: make(chan os.Signal)}, args)
	return outcome{code, out.String(), errs.String()}
}

// jsonLine decodes the line that `export --json` ends with.
func jsonLine(t *testing.T, o outcome) map[string]any {
	t.Helper()
	var line map[string]any
	if err := json.Unmarshal([]byte(o.out), &line); err != nil {
		t.Fatalf("output is not one JSON line: %v\n%s\n%s", err, o.out, o.err)
	}
	return line
}

func TestExportOfTheProblemWorldListsEachProblemAndExitsWithThree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	broken := filepath.Join(t.TempDir(), "violations")
	o := run(t, nil, "export", "--demo", "--world", "sample-problems", "--violations", broken, "--out", dir, "--json")
	if o.code != exitProblems {
		t.Errorf("exit code %d, want %d\n%s", o.code, exitProblems, o.err)
	}
	line := jsonLine(t, o)
	if line["outcome"] != "complete_with_problems" {
		t.Errorf("outcome %v", line["outcome"])
	}
	codes := map[string]int{}
	for _, p := range line["problems"].([]any) {
		problem := p.(map[string]any)
		codes[problem["code"].(string)]++
		if problem["subject"] == "" || problem["text"] == "" {
			t.Errorf("a problem without subject or text: %v", problem)
		}
	}
	want := map[string]int{"chat_incomplete": 1, "chat_unavailable": 2, "file_failed": 2, "file_unavailable": 1}
	if diff := cmp.Diff(want, codes); diff != "" {
		t.Errorf("problems by code (-want +got)\n%s", diff)
	}
	if data, err := os.ReadFile(broken); err != nil || len(data) > 0 {
		t.Errorf("broken rules: %s %v", data, err)
	}
	if o := run(t, nil, "verify", dir, "--json"); o.code != exitOK || jsonLine(t, o)["damage"] == nil {
		t.Errorf("verify: %+v", o)
	}
}

func TestTheSameWorldGivesTheSameBytes(t *testing.T) {
	env := map[string]string{"SOURCE_DATE_EPOCH": "1750000000"}
	var first []byte
	for i := range 2 {
		dir := filepath.Join(t.TempDir(), "archive")
		if o := run(t, env, "export", "--demo", "--seed", "5", "--messages", "300", "--out", dir); o.code != exitOK && o.code != exitProblems {
			t.Fatalf("%+v", o)
		}
		sums, err := os.ReadFile(filepath.Join(dir, "checksums.sha256"))
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = sums
		} else if diff := cmp.Diff(string(first), string(sums)); diff != "" {
			t.Errorf("(-first +second)\n%s", diff)
		}
	}
}

func TestSettingsFileDecidesWhatIsSaved(t *testing.T) {
	settings := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(settings, []byte(`{"files": false, "userpics": false, "stories": false, "other_data": false, "message_channels": false}`), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(t.TempDir(), "violations")
	o := run(t, nil, "export", "--demo", "--settings", settings, "--violations", broken, "--out", filepath.Join(t.TempDir(), "a"), "--json")
	files := jsonLine(t, o)["files"].(map[string]any)
	if o.code != exitOK || files["saved"] != 0.0 || files["skipped"].(map[string]any)["file_type"] == nil {
		t.Errorf("exit %d, files %v", o.code, files)
	}
	if data, err := os.ReadFile(broken); err != nil || len(data) > 0 {
		t.Errorf("broken rules: %s %v", data, err)
	}
}

func TestLoginAndLogoutAtARunningServer(t *testing.T) {
	ready := startServer(t)
	dir := t.TempDir()
	if o := run(t, nil, "logout", "--server", ready, "--out", dir); o.code != exitOK || !strings.Contains(o.err, "Nobody was signed in") {
		t.Errorf("logout before login: %+v", o)
	}
	if o := run(t, nil, "login", "--server", ready, "--out", dir); o.code != exitOK || !strings.Contains(o.err, "Signed in as ") {
		t.Fatalf("login: %+v", o)
	}
	if _, err := os.Stat(filepath.Join(dir, ".demo-login")); err != nil {
		t.Errorf("the login was not kept: %v", err)
	}
	if o := run(t, nil, "logout", "--server", ready, "--out", dir); o.code != exitOK || !strings.Contains(o.err, "Signed out.") {
		t.Errorf("logout: %+v", o)
	}
	if _, err := os.Stat(filepath.Join(dir, ".demo-login")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the login is still kept: %v", err)
	}
}

// startServer runs demo-server until the test ends and returns its ready file.
func startServer(t *testing.T) string {
	t.Helper()
	ready := filepath.Join(t.TempDir(), "ready.json")
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() {
		var out, errs bytes.Buffer
		ended <- Run(ctx, &System{Out: &out, Err: &errs, Getenv: func(string) string { return "" }, Signals: make(chan os.Signal)},
			[]string{"demo-server", "--world", "sample-problems", "--ready", ready})
	}()
	t.Cleanup(func() {
		cancel()
		if code := <-ended; code != exitOK {
			t.Errorf("demo-server exited with %d", code)
		}
	})
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(ready); err == nil {
			return ready
		}
	}
	t.Fatal("the server did not get ready")
	return ""
}

func TestWithoutAnApplicationIDTelegramItselfIsRefusedWithAHint(t *testing.T) {
	o := run(t, nil, "export", "--out", t.TempDir())
	if o.code != exitUsage || !strings.Contains(o.err, "SATCHEL_API_ID") {
		t.Errorf("%+v", o)
	}
}

func TestReadyFileOfSomethingElseIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ready.json")
	if err := os.WriteFile(file, []byte("not json"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := run(t, nil, "export", "--server", file, "--out", t.TempDir())
	if o.code != exitUsage || !strings.Contains(o.err, "demo-server --ready") {
		t.Errorf("%+v", o)
	}
}

func TestHeadlineSaysHowItEndedAndWhatToDo(t *testing.T) {
	until := time.Date(2026, 3, 2, 18, 42, 0, 0, time.Local)
	tests := []struct {
		r    core.Result
		want string
	}{
		{core.Result{Outcome: core.Complete}, "Complete."},
		{core.Result{Outcome: core.CompleteWithProblems, Problems: make([]core.Problem, 3)}, "Complete except for 3 item(s):"},
		{core.Result{Outcome: core.PartlySaved}, "Partly saved. Start again at any time"},
		{core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedDelay, Until: until}}, "Monday 2 March 18:42"},
		{core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedDiskFull}}, "Make room"},
		{core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedDiskFull, Needed: 82 << 20}}, "what is left needs about 82.0 MB. Make room"},
		{core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedSignedOut}}, "Sign in"},
		{core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedSuperseded}}, "elsewhere"},
		{core.Result{Outcome: core.PartlySaved, Blocked: &core.Blocked{Code: core.BlockedFrozen}}, "frozen"},
	}
	for _, tt := range tests {
		if got := headline(tt.r); !strings.Contains(got, tt.want) {
			t.Errorf("headline(%+v) = %q, want %q in it", tt.r, got, tt.want)
		}
	}
}

func TestProgressLineTellsWorkFromWaiting(t *testing.T) {
	until := time.Date(2026, 3, 2, 18, 42, 5, 0, time.Local)
	tests := []struct {
		s    core.Snapshot
		want string
	}{
		{core.Snapshot{Stage: core.StageSaving, Dialogs: 9, DialogsDone: 2, Messages: 30, Files: 5, FilesDone: 1, Bytes: 2048, Problems: 1, Left: time.Minute},
			"2 of 9 chats, 30 messages, 1 of 5 files, 2 KB, 1 problem(s), about 1m0s left."},
		{core.Snapshot{Waiting: &core.Waiting{Until: until, Reason: core.WaitTelegram}}, "Telegram asks to wait until 18:42:05."},
		{core.Snapshot{Waiting: &core.Waiting{Until: until, Reason: core.WaitOffline}}, "No connection; trying again."},
		{core.Snapshot{Stage: core.StageRendering}, "Writing the pages."},
		{core.Snapshot{Stage: core.StageSaving, Full: &core.FullDisk{Needed: 25 << 20, Free: 1 << 20}, Waiting: &core.Waiting{Until: until}},
			"The disk is full: about 25.0 MB are needed, 1.0 MB are free. Make room, and this goes on by itself; Ctrl-C ends it, and what is saved stays."},
	}
	for _, tt := range tests {
		if got := progressLine(tt.s); got != tt.want {
			t.Errorf("progressLine = %q, want %q", got, tt.want)
		}
	}
}

func TestByteSize(t *testing.T) {
	for n, want := range map[int64]string{12: "12 bytes", 2048: "2 KB", 3 << 20: "3.0 MB", 5 << 30: "5.0 GB"} {
		if got := byteSize(n); got != want {
			t.Errorf("byteSize(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestAKnownAccountDoesNotRepeatARefusedAnswer(t *testing.T) {
	k := known{phone: "1", code: "2", password: "3"}
	if _, err := k.Code(t.Context(), core.CodeRequest{Wrong: true}); !errors.Is(err, errRefused) {
		t.Errorf("wrong code: %v", err)
	}
	if _, err := k.Password(t.Context(), core.PasswordRequest{Wrong: true}); !errors.Is(err, errRefused) {
		t.Errorf("wrong password: %v", err)
	}
	if a, err := k.Code(t.Context(), core.CodeRequest{}); err != nil || a.Code != "2" {
		t.Errorf("code: %+v %v", a, err)
	}
}

func TestAWorldAsksForTheEmbeddedServer(t *testing.T) {
	dir := t.TempDir()
	account := filepath.Join(dir, "world.json")
	text := `{"layer": 229, "phone": "+9996612345", "code": "22222", "self": {"_": "user", "id": 7, "self": true, "first_name": "Mara", "phone": "9996612345"}}`
	if err := os.WriteFile(account, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, world := range []string{dir, account} {
		if o := run(t, nil, "export", "--world", world, "--out", filepath.Join(t.TempDir(), "out"), "--json"); o.code != exitOK {
			t.Errorf("--world %s: exit %d: %s", world, o.code, o.err)
		}
	}
	if o := run(t, nil, "export", "--world", dir, "--server", account, "--out", t.TempDir()); o.code != exitUsage {
		t.Errorf("with a server beside it: exit %d", o.code)
	}
}

func TestHelpAndVersionAreAnswersNotErrors(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		out  string // the beginning of standard output
		err  string // and of the other
	}{
		{[]string{"help"}, 0, "Satchel saves", ""},
		{[]string{"--help"}, 0, "Satchel saves", ""},
		{[]string{"export", "--help"}, 0, "usage: satchel export", ""},
		{[]string{"--version"}, 0, "satchel 1.2.3\n", ""},
		{[]string{"version"}, 0, "satchel 1.2.3\n", ""},
		{nil, 2, "", "Satchel saves"},
		{[]string{"exprot"}, 2, "", "satchel: there is no command \"exprot\""},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			var out, errs bytes.Buffer
			code := Run(t.Context(), &System{Out: &out, Err: &errs, Version: "1.2.3", Signals: make(chan os.Signal)}, c.args)
			if code != c.code || !strings.HasPrefix(out.String(), c.out) || !strings.HasPrefix(errs.String(), c.err) {
				t.Errorf("ended with %d, printed %q and %q", code, out.String(), errs.String())
			}
			if c.out == "" && out.Len() > 0 || c.err == "" && errs.Len() > 0 {
				t.Errorf("printed at the wrong place: %q and %q", out.String(), errs.String())
			}
		})
	}
}
