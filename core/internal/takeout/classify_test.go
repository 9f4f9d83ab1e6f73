package takeout

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gotd/td/pool"
	"github.com/gotd/td/rpc"
	"github.com/gotd/td/tgerr"
)

type stuck struct{}

func (stuck) Error() string { return "stuck" }
func (stuck) Blocked() bool { return true }

func TestClassify(t *testing.T) {
	full := &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	for _, tt := range []struct {
		err  error
		want Class
	}{
		{tgerr.New(420, "FLOOD_WAIT_3"), Transient},
		{tgerr.New(420, "FLOOD_PREMIUM_WAIT_3"), Transient},
		{tgerr.New(500, "INTERNAL"), Transient},
		{tgerr.New(-503, "Timeout"), Transient},
		{io.ErrUnexpectedEOF, Transient},
		{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, Transient},
		{pool.ErrConnDead, Transient},
		{rpc.ErrEngineClosed, Transient},
		{&rpc.RetryLimitReachedErr{}, Transient},

		{tgerr.New(401, "AUTH_KEY_UNREGISTERED"), Blocked},
		{tgerr.New(401, "SESSION_REVOKED"), Blocked},
		{tgerr.New(401, "USER_DEACTIVATED_BAN"), Blocked},
		{tgerr.New(406, "AUTH_KEY_DUPLICATED"), Blocked},
		{tgerr.New(420, "FROZEN_METHOD_INVALID"), Blocked},
		{tgerr.New(420, "2FA_CONFIRM_WAIT_604800"), Blocked},
		{&DelayError{Until: time.Unix(1, 0)}, Blocked},
		{ErrSuperseded, Blocked},
		{full, Blocked},
		{stuck{}, Blocked},

		{tgerr.New(400, "CHANNEL_PRIVATE"), Item},
		{tgerr.New(400, "FILE_REFERENCE_0_EXPIRED"), Item},
		{tgerr.New(403, "CHAT_FORBIDDEN"), Item},
		{tgerr.New(404, "METHOD_INVALID"), Item},
		{tgerr.New(406, "CHANNEL_PRIVATE"), Item},
		{&AttemptsError{Method: "m", Attempts: 8, Err: context.Canceled}, Item},
		{&DecodeError{Method: "m", Err: io.ErrUnexpectedEOF}, Item},

		{context.Canceled, Stopped},
		{fmt.Errorf("connect: %w", aboutAFile{}), Item},
		{context.DeadlineExceeded, Stopped},

		{errors.New("archive is damaged"), Fatal},
	} {
		for _, err := range []error{tt.err, fmt.Errorf("fetch history of channel:1: %w", tt.err)} {
			if got := Classify(err); got != tt.want {
				t.Errorf("Classify(%v) = %v, want %v", err, got, tt.want)
			}
		}
	}
}

func TestNamedErrors(t *testing.T) {
	for _, tt := range []struct {
		name string
		is   func(error) bool
		yes  []string
		no   []string
	}{
		{"Unavailable", Unavailable, []string{"LOCATION_INVALID", "FILE_ID_INVALID", "TAKEOUT_FILE_EMPTY"}, []string{"FILE_REFERENCE_EXPIRED", "CHANNEL_PRIVATE"}},
		{"ReferenceExpired", ReferenceExpired, []string{"FILE_REFERENCE_EXPIRED", "FILE_REFERENCE_3_EXPIRED", "FILE_REFERENCE_INVALID", "FILE_REFERENCE_EMPTY"}, []string{"LOCATION_INVALID"}},
		{"Restricted", Restricted, []string{"CHANNEL_PRIVATE", "CHAT_FORBIDDEN", "PEER_ID_INVALID"}, []string{"LOCATION_INVALID", "FLOOD_WAIT_3"}},
		{"Frozen", Frozen, []string{"FROZEN_METHOD_INVALID"}, []string{"FLOOD_WAIT_1"}},
		{"SignedOut", SignedOut, []string{"AUTH_KEY_UNREGISTERED", "SESSION_REVOKED"}, []string{"CHANNEL_PRIVATE"}},
	} {
		for _, name := range tt.yes {
			if !tt.is(fmt.Errorf("x: %w", tgerr.New(400, name))) {
				t.Errorf("%s(%s) = false", tt.name, name)
			}
		}
		for _, name := range tt.no {
			if tt.is(tgerr.New(400, name)) {
				t.Errorf("%s(%s) = true", tt.name, name)
			}
		}
		if tt.is(nil) || tt.is(io.EOF) {
			t.Errorf("%s of no answer", tt.name)
		}
	}
	if dc, ok := MovedTo(tgerr.New(303, "FILE_MIGRATE_4")); dc != 4 || !ok {
		t.Errorf("MovedTo = %d, %v", dc, ok)
	}
	if _, ok := MovedTo(tgerr.New(400, "FILE_PART_4_INVALID")); ok {
		t.Error("MovedTo of another error")
	}
}

// Whatever number or word a server sends, the arithmetic of waits holds.
func FuzzFloodWait(f *testing.F) {
	for _, s := range []string{"FLOOD_WAIT_3", "FLOOD_WAIT", "FLOOD_WAIT_9223372036854775807", "FLOOD_WAIT_-1", "_", "TAKEOUT_INIT_DELAY_5"} {
		f.Add(420, s)
	}
	f.Fuzz(func(t *testing.T, code int, name string) {
		err := tgerr.New(code, name)
		span, ok := floodWait(err)
		if span < 0 || span > longestWait || !ok && span != 0 {
			t.Errorf("floodWait(%d %q) = %v, %v", code, name, span, ok)
		}
		Classify(err)
		var all floods
		all.until = map[lane]time.Time{}
		if until, _ := all.close(lane{}, span); until.After(time.Now().Add(longestWait)) {
			t.Errorf("closed until %v", until)
		}
	})
}

// aboutAFile is an error of another package that is about what was asked for.
type aboutAFile struct{}

func (aboutAFile) Error() string { return "not there" }
func (aboutAFile) OfItem() bool  { return true }

func TestATransferIsTriedAgainAndEndsWithItsRunOrWithWhatCannotBeCured(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openFixture(t, func(int, sent) reply { return ranges() })
		ctx, stop := context.WithCancel(t.Context())
		for _, tt := range []struct {
			name  string
			fails error // the first two times
			calls int
			want  error
		}{
			{"the connection died", fmt.Errorf("engine forcibly closed: %w", context.Canceled), 3, nil},
			{"Telegram asks to wait", tgerr.New(420, "FLOOD_WAIT_30"), 3, nil},
			{"there is no such place", aboutAFile{}, 1, aboutAFile{}},
			{"refused", tgerr.New(400, "DC_ID_INVALID"), 1, tgerr.New(400, "DC_ID_INVALID")},
		} {
			calls := 0
			err := f.Transfer(ctx, 4, func(context.Context) error {
				if calls++; calls <= 2 {
					return tt.fails
				}
				return nil
			})
			if calls != tt.calls || (err == nil) != (tt.want == nil) || tt.want != nil && !errors.Is(err, tt.want) && !tgerr.Is(err, "DC_ID_INVALID") {
				t.Errorf("%s: %d calls, %v", tt.name, calls, err)
			}
		}
		err := f.Transfer(ctx, 4, func(context.Context) error {
			stop()
			return io.EOF
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a run that was stopped: %v", err)
		}
	})
}
