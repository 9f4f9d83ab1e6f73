package command

import (
	"os"
	"path/filepath"
	"testing"

	"satchel/core"
)

func windowOf(t *testing.T, env map[string]string, args ...string) (*Window, error) {
	t.Helper()
	return ParseWindow(&System{Err: os.Stderr, Getenv: func(key string) string { return env[key] }, Version: "test"}, args)
}

func TestTheWindowsArguments(t *testing.T) {
	tests := []struct {
		name          string
		args          []string
		check, sample bool
	}{
		{"none", nil, false, false},
		{"check", []string{"--check"}, true, false},
		{"the sample", []string{"--demo"}, false, true},
		{"the sample with faults", []string{"--demo", "--faults", "slow.json", "--seed", "7", "--messages", "100"}, false, true},
		{"a running server is the sample", []string{"--server", "ready.json"}, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, err := windowOf(t, nil, tt.args...)
			if err != nil || w.Check != tt.check || w.Sample != tt.sample {
				t.Errorf("%+v, %v", w, err)
			}
		})
	}
	for _, args := range [][]string{{"--nothing"}, {"somewhere"}, {"--seed", "many"}, {"--server"}} {
		if w, err := windowOf(t, nil, args...); err == nil {
			t.Errorf("%q is taken for %+v", args, w)
		}
	}
}

func TestTheWindowsSampleIsAServerThatAnswers(t *testing.T) {
	w, err := windowOf(t, nil, "--demo", "--seed", "5", "--messages", "20")
	if err != nil {
		t.Fatal(err)
	}
	sample, err := w.StartSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	account, err := core.New(core.Config{Network: sample.Network, Login: core.NewMemoryLogin()}).SignIn(t.Context(), known{sample.Phone, sample.Code, sample.Password})
	if err != nil || account.ID == 0 {
		t.Errorf("signed in as %+v, %v", account, err)
	}
	if err := sample.Stop(); err != nil {
		t.Error(err)
	}
}

func TestTheWindowsSampleCanBeARunningServer(t *testing.T) {
	dir := t.TempDir()
	if w, err := windowOf(t, nil, "--server", filepath.Join(dir, "ready.json")); err != nil {
		t.Fatal(err)
	} else if _, err := w.StartSample(t.Context()); err == nil {
		t.Error("a server that is not there")
	}
	ready := startServer(t)
	w, err := windowOf(t, nil, "--server", ready)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // it stays when the window leaves it
		sample, err := w.StartSample(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if sample.Phone == "" || sample.Code == "" || len(sample.Network.DCs) == 0 {
			t.Errorf("%+v", sample)
		}
		if err := sample.Stop(); err != nil {
			t.Error(err)
		}
	}
}

func TestASampleThatCannotBeMadeLeavesNothingRunning(t *testing.T) {
	for _, args := range [][]string{
		{"--demo", "--world", filepath.Join(t.TempDir(), "nowhere")},
		{"--demo", "--faults", filepath.Join(t.TempDir(), "nothing.json")},
	} {
		w, err := windowOf(t, nil, args...)
		if err != nil {
			t.Fatal(err)
		}
		if sample, err := w.StartSample(t.Context()); err == nil || sample.Stop != nil {
			t.Errorf("%q: %+v, %v", args, sample, err)
		}
	}
}

func TestWhoThisBuildIsToTelegram(t *testing.T) {
	tests := []struct {
		name string
		id   int
		hash string
		env  map[string]string
		want core.Network
	}{
		{"nobody", 0, "", nil, core.Network{}},
		{"as it was built", 17, "abc", nil, core.Network{APIID: 17, APIHash: "abc"}},
		{"an id without a hash", 17, "", nil, core.Network{}},
		{"from outside", 17, "abc", map[string]string{"SATCHEL_API_ID": "23", "SATCHEL_API_HASH": "def"}, core.Network{APIID: 23, APIHash: "def"}},
		{"from outside, without a hash", 17, "abc", map[string]string{"SATCHEL_API_ID": "23"}, core.Network{}},
		{"from outside, not a number", 17, "abc", map[string]string{"SATCHEL_API_ID": "x", "SATCHEL_API_HASH": "def"}, core.Network{APIID: 17, APIHash: "abc"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Telegram(&System{APIID: tt.id, APIHash: tt.hash, Getenv: func(key string) string { return tt.env[key] }})
			if got.APIID != tt.want.APIID || got.APIHash != tt.want.APIHash {
				t.Errorf("%+v, want %+v", got, tt.want)
			}
		})
	}
}
