package takeout

import (
	"errors"
	"fmt"
	"time"
)

// ErrSuperseded says that Telegram ended our takeout session twice within an
// hour: another program exports this account.
var ErrSuperseded = errors.New("another export of this account was started")

// ErrNotOpen is returned for calls on a session that was not opened, or is
// finished.
var ErrNotOpen = errors.New("takeout session is not open")

// DelayError is Telegram's answer TAKEOUT_INIT_DELAY_X: the export has to be
// approved on another device, or starts by itself at Until.
type DelayError struct {
	Until time.Time
}

func (e *DelayError) Error() string {
	return "telegram allows the export from " + e.Until.UTC().Format(time.RFC3339)
}

// DecodeError is an answer that came but could not be read. Raw is the answer as
// it came, so that the caller can keep it and ask for less of it.
type DecodeError struct {
	Method string
	Raw    []byte
	Err    error
}

func (e *DecodeError) Error() string {
	return fmt.Sprintf("decode answer of %s (%d bytes): %v", e.Method, len(e.Raw), e.Err)
}

func (e *DecodeError) Unwrap() error { return e.Err }

// AttemptsError is a call given up after Attempts failures of Telegram's side.
type AttemptsError struct {
	Method   string
	Attempts int
	Err      error // of the last attempt
}

func (e *AttemptsError) Error() string {
	return fmt.Sprintf("%s failed %d times: %v", e.Method, e.Attempts, e.Err)
}

func (e *AttemptsError) Unwrap() error { return e.Err }
