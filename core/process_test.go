package core

import (
	"context"
	"encoding/json"
	"os"
	"testing"
)

// An engine in a process of its own, for tests that kill it.

// order is what the process is told to do.
type order struct {
	Dir     string
	Update  bool
	Network Network
	Login   []byte
}

const orderVar = "SATCHEL_TEST_ORDER"

// order returns the command that exports, or updates, in a process of its own. The
// bench's engine has to have signed in.
func (b *bench) order(t *testing.T, dir string, update bool) (argv, env []string) {
	t.Helper()
	login, err := b.login.LoadSession(t.Context())
	mustDo(t, err)
	doc, err := json.Marshal(order{Dir: dir, Update: update, Network: b.engine(nil).cfg.Network, Login: login})
	mustDo(t, err)
	program, err := os.Executable()
	mustDo(t, err)
	return []string{program, "-test.run=^TestProcessToBeKilled$"}, append(os.Environ(), orderVar+"="+string(doc))
}

// TestProcessToBeKilled is the process that order makes; by itself it does
// nothing.
func TestProcessToBeKilled(t *testing.T) {
	t.Parallel()
	doc := os.Getenv(orderVar)
	if doc == "" {
		t.Skip("started by tests that kill it")
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
