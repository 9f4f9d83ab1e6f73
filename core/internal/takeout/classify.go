package takeout

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"
	"syscall"

	"github.com/gotd/td/pool"
	"github.com/gotd/td/proto/codec"
	"github.com/gotd/td/rpc"
	"github.com/gotd/td/tgerr"
)

// Class is what an error means for the run.
type Class int

// The classes. Fatal is the zero value: an error that nobody foresaw stops the
// run rather than costing somebody a message in silence.
const (
	Fatal     Class = iota // a defect, or damage: the run ends as failed
	Transient              // the same call may succeed later
	Blocked                // the account or the machine is in a state its owner has to change; resumable
	Item                   // this message, file, chat or list only; the run goes on
	Stopped                // our own context ended
)

func (c Class) String() string {
	switch c {
	case Transient:
		return "transient"
	case Blocked:
		return "blocked"
	case Item:
		return "item"
	case Stopped:
		return "stopped"
	default:
		return "fatal"
	}
}

// Classify sorts an error that came out of a Session (or of a local write) into
// the table of design section 4.
func Classify(err error) Class {
	var blocked interface{ Blocked() bool }
	var attempts *AttemptsError
	var decode *DecodeError
	switch {
	case errors.As(err, &attempts), errors.As(err, &decode), ofItem(err): // may wrap any of the others
		return Item
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return Stopped
	case errors.As(err, new(*DelayError)), errors.Is(err, ErrSuperseded), diskFull(err),
		errors.As(err, &blocked) && blocked.Blocked():
		return Blocked
	}
	if _, ok := tgerr.As(err); ok {
		return classifyRPC(err)
	}
	if failureOf(err) == failedNetwork {
		return Transient
	}
	return Fatal
}

// ofItem reports errors that say themselves that they are about what was asked for.
func ofItem(err error) bool {
	var own interface{ OfItem() bool }
	return errors.As(err, &own) && own.OfItem()
}

func classifyRPC(err error) Class {
	_, flood := floodWait(err)
	switch {
	case flood, failureOf(err) == failedServer:
		return Transient
	case SignedOut(err), Frozen(err), tgerr.Is(err, errTakeoutInitDelay, "2FA_CONFIRM_WAIT"):
		return Blocked
	default:
		return Item
	}
}

func diskFull(err error) bool {
	// 0x27 and 0x70 are Windows' ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL,
	// which package syscall does not name on other systems.
	var no syscall.Errno
	if !errors.As(err, &no) {
		return false
	}
	return no == syscall.ENOSPC || no == syscall.EDQUOT || runtime.GOOS == "windows" && (no == 0x27 || no == 0x70)
}

// SignedOut reports that this login no longer exists (revoked on another device,
// expired, account deleted, or used from two places at once).
// https://core.telegram.org/api/errors#401-unauthorized
func SignedOut(err error) bool {
	return tgerr.IsCode(err, 401) || tgerr.Is(err, "AUTH_KEY_UNREGISTERED", "AUTH_KEY_DUPLICATED",
		"SESSION_REVOKED", "SESSION_EXPIRED", "USER_DEACTIVATED", "USER_DEACTIVATED_BAN")
}

// Frozen reports that Telegram has frozen the account.
// https://core.telegram.org/api/auth#frozen-accounts
func Frozen(err error) bool { return tgerr.Is(err, "FROZEN_METHOD_INVALID") }

// GivenUp reports that a call was given up after many attempts: asking once more
// costs minutes.
func GivenUp(err error) bool {
	var attempts *AttemptsError
	return errors.As(err, &attempts)
}

// Unavailable reports that Telegram no longer gives a file.
func Unavailable(err error) bool {
	return tgerr.Is(err, "LOCATION_INVALID", "FILE_ID_INVALID", "TAKEOUT_FILE_EMPTY",
		"FILEREF_UPGRADE_NEEDED", "LOCATION_NOT_AVAILABLE", "FILE_REFERENCE_NOT_FOUND", "MEDIA_EMPTY", "PHOTO_INVALID", "WEBFILE_NOT_AVAILABLE")
}

// ReferenceExpired reports that a file reference has to be renewed; the type is
// without the position that FILE_REFERENCE_%d_EXPIRED carries.
// https://core.telegram.org/api/file-references
func ReferenceExpired(err error) bool {
	return tgerr.Is(err, "FILE_REFERENCE_EXPIRED", "FILE_REFERENCE_INVALID", "FILE_REFERENCE_EMPTY")
}

// Restricted reports that a chat is closed to this account: private, banned,
// forbidden, gone.
func Restricted(err error) bool {
	return tgerr.Is(err, "CHANNEL_PRIVATE", "CHANNEL_INVALID", "CHANNEL_PUBLIC_GROUP_NA", "CHANNEL_FORUM_MISSING",
		"CHAT_FORBIDDEN", "CHAT_ID_INVALID", "CHAT_INVALID", "CHAT_ADMIN_REQUIRED", "CHAT_RESTRICTED",
		"PEER_ID_INVALID", "PEER_ID_NOT_SUPPORTED", "USER_BANNED_IN_CHANNEL", "USER_ID_INVALID",
		"USER_NOT_PARTICIPANT", "USER_PRIVACY_RESTRICTED", "INVITE_HASH_EXPIRED", "MSG_ID_INVALID", "FROZEN_PARTICIPANT_MISSING")
}

// MovedTo returns the DC a call has to be sent to instead (FILE_MIGRATE_X and its
// kin).
// https://core.telegram.org/api/errors#303-see-other
func MovedTo(err error) (dc int, ok bool) {
	e, ok := tgerr.As(err)
	if !ok || e.Code != 303 {
		return 0, false
	}
	return e.Argument, e.Argument > 0
}

// failure is what the retry loop tells apart.
type failure int

const (
	failedCall    failure = iota // an answer: trying again changes nothing
	failedServer                 // Telegram's side
	failedNetwork                // the way there
)

func failureOf(err error) failure {
	if e, ok := tgerr.As(err); ok {
		if serverSide(e) {
			return failedServer
		}
		return failedCall
	}
	var (
		netErr net.Error
		errno  syscall.Errno
		limit  *rpc.RetryLimitReachedErr
		proto  *codec.ProtocolErr
	)
	switch {
	// gotd says context.Canceled ("engine forcibly closed") for an acknowledged
	// request whose connection died; our own context is looked at before.
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded),
		errors.Is(err, pool.ErrConnDead), errors.Is(err, rpc.ErrEngineClosed), errors.As(err, &limit),
		errors.As(err, &proto), errors.As(err, &netErr), errors.As(err, &errno),
		errors.Is(err, net.ErrClosed), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.ErrClosedPipe):
		return failedNetwork
	}
	var blocked interface{ Blocked() bool }
	if errors.As(err, &blocked) && blocked.Blocked() || ofItem(err) {
		return failedCall
	}
	return failedServer // unknown words of the transport: a few more tries, not for ever
}

// serverSide reports errors of Telegram's own machinery: 500 INTERNAL and its
// kin, -503 Timeout, and the few of other codes that mean the same.
// https://core.telegram.org/api/errors#500-internal
func serverSide(e *tgerr.Error) bool {
	if e.Code >= 500 || e.Code < 0 {
		return true
	}
	switch e.Type {
	case "RPC_CALL_FAIL", "RPC_MCGET_FAIL", "MSG_WAIT_FAILED", "MSG_WAIT_TIMEOUT", "CONNECTION_NOT_INITED",
		"CONNECTION_LAYER_INVALID", "WORKER_BUSY_TOO_LONG_RETRY", "CDN_UPLOAD_TIMEOUT":
		return true
	}
	return false
}
