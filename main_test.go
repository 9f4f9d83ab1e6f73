package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// kills is how often the program is killed in one export.
const kills = 12

// program builds the program once for a test.
func program(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "satchel.exe")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

// serve starts a demo server as a process of its own and returns its ready file
// and the file it writes broken rules to.
func serve(t *testing.T, bin string, args ...string) (ready, violations string) {
	t.Helper()
	dir := t.TempDir()
	ready, violations = filepath.Join(dir, "ready.json"), filepath.Join(dir, "violations")
	cmd := exec.Command(bin, append([]string{"demo-server", "--ready", ready, "--violations", violations}, args...)...)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Errorf("end the server: %v", err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("the server ended with: %v", err)
		}
	})
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if _, err := os.Stat(ready); err == nil {
			return ready, violations
		}
	}
	t.Fatal("the server did not get ready")
	return "", ""
}

// result is the last line of `export --json`.
type result struct {
	Outcome  string
	Dialogs  int
	Messages int
	Files    struct{ Saved, Failed int }
	Problems []struct{ Code, Subject, Text string }
}

func exportCommand(bin string, args ...string) *exec.Cmd {
	cmd := exec.Command(bin, append([]string{"export", "--json"}, args...)...)
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1750000000", "TZ=UTC", "LC_ALL=C")
	return cmd
}

func export(t *testing.T, bin string, args ...string) (result, int) {
	t.Helper()
	cmd := exportCommand(bin, args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	var r result
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &r); err != nil {
		t.Fatalf("the last line of the output is not JSON: %v\n%s\n%s", err, out, stderr.String())
	}
	return r, cmd.ProcessState.ExitCode()
}

// output is what the owner keeps: every file but the database and working files.
func output(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if d.IsDir() && rel == ".satchel" {
			return filepath.SkipDir
		}
		if d.IsDir() || strings.HasPrefix(rel, "archive.db") || rel == ".demo-login" {
			return nil
		}
		data, err := os.ReadFile(path)
		files[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestKilledExportsEndLikeOneThatWasNot(t *testing.T) {
	bin := program(t)
	ready, violations := serve(t, bin, "--world", "sample")
	whole, cut := filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "cut")
	began := time.Now()
	if r, code := export(t, bin, "--server", ready, "--out", whole); code != 0 || r.Outcome != "complete" {
		t.Fatalf("exit %d, %+v", code, r)
	}
	span := time.Since(began)
	killed := 0
	for i := range kills {
		cmd := exportCommand(bin, "--server", ready, "--out", cut)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(span * time.Duration(i+1) / (kills + 1))
		if err := cmd.Process.Kill(); err == nil {
			killed++
		}
		_ = cmd.Wait() // killed, or already at its end
	}
	if killed < kills/2 {
		t.Errorf("only %d of %d runs were still going when they were killed", killed, kills)
	}
	if r, code := export(t, bin, "--server", ready, "--out", cut); code != 0 || r.Outcome != "complete" {
		t.Fatalf("last run: exit %d, %+v", code, r)
	}
	if diff := cmp.Diff(output(t, whole), output(t, cut)); diff != "" {
		t.Errorf("the archives differ (-whole +cut)\n%.4000s", diff)
	}
	if broken, err := os.ReadFile(violations); err != nil || len(broken) > 0 {
		t.Errorf("broken rules: %s %v", broken, err)
	}
}

func TestWrongUsageExitsWithTwo(t *testing.T) {
	bin := program(t)
	file := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(file, []byte(`{"contcats": true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"no display for the window", nil, "no display"},
		{"unknown command", []string{"exprot"}, `no command "exprot"`},
		{"unknown flag", []string{"export", "--demo", "--otu", "x"}, "otu"},
		{"no folder", []string{"export", "--demo"}, "--out DIR is missing"},
		{"unknown setting", []string{"export", "--demo", "--out", t.TempDir(), "--settings", file}, "contcats: there is no such field"},
		{"no such world", []string{"export", "--demo", "--world", "nowhere", "--out", t.TempDir()}, "--world"},
		{"not loopback", []string{"demo-server", "--listen", "0.0.0.0", "--ready", filepath.Join(t.TempDir(), "r")}, "loopback"},
		{"verify without a folder", []string{"verify"}, "0 arguments given, 1 wanted"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cmd := exec.Command(bin, tt.args...)
			cmd.Env = append(os.Environ(), "DISPLAY=", "WAYLAND_DISPLAY=")
			var stderr strings.Builder
			cmd.Stderr = &stderr
			err := cmd.Run()
			if cmd.ProcessState == nil {
				t.Fatal(err)
			}
			if got := cmd.ProcessState.ExitCode(); got != 2 {
				t.Errorf("exit code %d, want 2", got)
			}
			if !strings.Contains(stderr.String(), tt.want) {
				t.Errorf("output %q does not contain %q", stderr.String(), tt.want)
			}
		})
	}
}
