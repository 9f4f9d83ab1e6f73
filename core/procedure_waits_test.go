package core

import (
	"sync"
	"testing"

	"satchel/core/internal/testkit"
)

// Whatever Telegram's own side says once costs nothing but time.
func TestWhatPassesCostsNothing(t *testing.T) {
	for _, fault := range []string{
		`"error": "FLOOD_WAIT_1"`, `"error": "FLOOD_PREMIUM_WAIT_1"`, `"error": "SLOWMODE_WAIT_1"`, `"error": "FLOOD_TEST_PHONE_WAIT_1"`,
		`"error": "FLOOD_WAIT_0"`, `"error": "FLOOD", "code": 420`,
		`"error": "INTERNAL", "code": 500`, `"error": "RPC_CALL_FAIL"`, `"error": "RPC_MCGET_FAIL"`, `"error": "SOMETHING_NEW", "code": 503`,
		`"error": "Timeout", "code": -503`, `"error": "MSG_WAIT_FAILED"`, `"error": "MSG_WAIT_TIMEOUT"`,
		`"do": "drop_connection"`, `"do": "drop_after"`, `"do": "slow", "ms": 300`, `"do": "takeout_invalid"`,
	} {
		for _, method := range []string{"messages.getHistory", "upload.getFile"} {
			t.Run(method+" "+fault, func(t *testing.T) {
				t.Parallel()
				b, _ := loggedBench(t, `{"rules": [{"method": "`+method+`", "nth": 2, "times": 1, `+fault+`}]}`)
				got := b.export(t, t.TempDir())
				if got.Outcome != Complete || got.Messages != 6+5+6+9 || got.Files.Saved != 8 || got.Blocked != nil {
					t.Errorf("%+v, blocked %+v", got, got.Blocked)
				}
			})
		}
	}
}

// A run that would wait for an hour ends when it is cancelled, with the session
// finished, and the next one goes on.
func TestCancelEndsWhateverIsWaitedFor(t *testing.T) {
	for _, fault := range []string{
		`"error": "FLOOD_WAIT_3600"`, `"error": "FLOOD_PREMIUM_WAIT_3600"`, `"error": "SLOWMODE_WAIT_3600"`, `"error": "FLOOD_TEST_PHONE_WAIT_3600"`,
		`"error": "INTERNAL", "code": 500, "times": 6`, `"error": "MSG_WAIT_FAILED", "times": 6`, `"do": "drop_connection", "times": 6`,
		`"do": "stall", "times": 6`,
	} {
		for _, method := range []string{"messages.getHistory", "upload.getFile"} {
			t.Run(method+" "+fault, func(t *testing.T) {
				t.Parallel()
				b, log := loggedBench(t, `{"rules": [{"method": "`+method+`", `+fault+`}]}`)
				engine := b.engine(nil)
				var once sync.Once
				log.listen(func(c loggedCall) {
					if c.Method == method {
						once.Do(engine.Cancel)
					}
				})
				got, err := engine.Export(t.Context(), t.TempDir(), testSettings(), b.prompter())
				if err != nil || got.Outcome != PartlySaved || got.Blocked != nil {
					t.Errorf("%+v, %v", got, err)
				}
			})
		}
	}
}

func TestALoginRevokedAnywhereIsBlockedAndGoesOn(t *testing.T) {
	for _, method := range []string{"messages.getSplitRanges", "messages.getDialogs", "messages.getHistory", "upload.getFile", "account.finishTakeoutSession"} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			b, _ := loggedBench(t, `{"rules": [{"method": "`+method+`", "nth": 1, "do": "sign_out"}]}`)
			dir := t.TempDir()
			got := b.export(t, dir)
			blocked := got.Blocked != nil && got.Blocked.Code == BlockedSignedOut
			// What came after everything was saved does not matter.
			if method == "account.finishTakeoutSession" && got.Outcome != Complete || method != "account.finishTakeoutSession" && !blocked {
				t.Fatalf("%+v, blocked %+v", got, got.Blocked)
			}
			if got := b.export(t, dir); got.Outcome != Complete {
				t.Errorf("the next run: %+v, blocked %+v", got, got.Blocked)
			}
			reference := t.TempDir()
			newBench(t, testkit.SmallWorld(), "").export(t, reference)
			if a, b := testkit.Output(t, reference), testkit.Output(t, dir); len(a) != len(b) {
				t.Errorf("%d files, want %d", len(b), len(a))
			}
		})
	}
}
