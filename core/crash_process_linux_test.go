package core

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"satchel/core/internal/testkit"
)

// Here it is the system that cuts: the engine runs in a process of its own, which
// gets SIGKILL before or after its n-th rename or fsync, those of the database
// included.

func processWays() []way {
	return []way{
		{"renames", 13, func(t *testing.T, s *scene, dir string, n int) (string, bool) {
			return s.kill(t, dir, n, testkit.Renames)
		}},
		{"fsyncs", 61, func(t *testing.T, s *scene, dir string, n int) (string, bool) {
			return s.kill(t, dir, n, testkit.Syncs)
		}},
	}
}

// order is what the process is told to do.
type order struct {
	Dir     string
	Update  bool
	Network Network
	Login   []byte
}

const orderVar = "SATCHEL_TEST_ORDER"

// kill plays in a process of its own that is killed at the n-th passing.
func (s *scene) kill(t *testing.T, dir string, n int, calls []uint64) (string, bool) {
	t.Helper()
	login, err := s.bench.login.LoadSession(t.Context())
	mustDo(t, err)
	doc, err := json.Marshal(order{Dir: dir, Update: s.base != "", Network: s.bench.engine(nil).cfg.Network, Login: login})
	mustDo(t, err)
	env := append(os.Environ(), orderVar+"="+string(doc))
	program, err := os.Executable()
	mustDo(t, err)
	killed, err := testkit.KillAt(n, calls, []string{program, "-test.run=^TestProcessToBeKilled$"}, env)
	if errors.Is(err, testkit.ErrNoTracing) {
		t.Skip(err)
	}
	mustDo(t, err)
	if !killed.Cut && killed.Exit != 0 {
		t.Fatalf("a process that was not killed ended with %d", killed.Exit)
	}
	return dir, killed.Cut
}

// TestProcessToBeKilled is the process that kill starts; by itself it does
// nothing.
func TestProcessToBeKilled(t *testing.T) {
	t.Parallel()
	doc := os.Getenv(orderVar)
	if doc == "" {
		t.Skip("started by the crash matrix")
	}
	var o order
	mustDo(t, json.Unmarshal([]byte(doc), &o))
	e := New(Config{Network: o.Network, Login: givenLogin(o.Login), Now: fixedNow})
	var result Result
	var err error
	if o.Update {
		result, err = e.Update(t.Context(), o.Dir, testSettings(), DepthRecheck, nil)
	} else {
		result, err = e.Export(t.Context(), o.Dir, testSettings(), nil)
	}
	if err != nil || result.Outcome == PartlySaved {
		t.Errorf("%+v, %v", result, err)
	}
}

// givenLogin is a login that was made elsewhere and is not kept.
type givenLogin []byte

func (l givenLogin) LoadSession(context.Context) ([]byte, error) { return l, nil }
func (givenLogin) StoreSession(context.Context, []byte) error    { return nil }
