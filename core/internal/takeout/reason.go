package takeout

import (
	"errors"

	"github.com/gotd/td/tgerr"
)

// Reason is the shortest true word for why a call failed, fit for a report:
// Telegram's own name of the error where it gave one. It never holds anything of
// the account's content.
func Reason(err error) string {
	if rpc, ok := tgerr.As(err); ok {
		return rpc.Message
	}
	var decode *DecodeError
	if errors.As(err, &decode) {
		return "the answer could not be read"
	}
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}
