package core

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/fsx"
	"satchel/core/internal/keyring"
	"satchel/core/internal/signin"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
	"satchel/core/internal/trace"
)

// ErrNoInput is returned by prompters that cannot ask anybody.
var ErrNoInput = errors.New("no input")

// Explanation is an error that ended a run, for a person.
type Explanation struct {
	// Code is stable: the key of translations. Args are what Text says besides its
	// own words, in order: a path, a system's reason, or a time.Time to come.
	Code string
	Args []any
	Text string
	Hint string
}

// clockForm writes a time to come in an explanation.
const clockForm = "15:04 on 2 January"

// Explain turns an error of this package into a person's words with a next step.
func Explain(err error) Explanation {
	var wait *WaitError
	var delay *takeout.DelayError
	var store *tgclient.StoreError
	switch {
	case errors.As(err, &wait):
		return Explanation{"wait", []any{wait.Until}, "Telegram asks to wait until " + wait.Until.Local().Format(clockForm) + ".", "Try again then."}
	case errors.As(err, &delay):
		return Explanation{"delay", []any{delay.Until}, "For safety Telegram lets the export begin at " + delay.Until.Local().Format(clockForm) + ".",
			"Start again then, or tap Allow in Telegram's message on another device."}
	case errors.As(err, &store):
		return Explanation{"unkept", []any{store.Err.Error()}, fmt.Sprintf("The sign-in worked, but it could not be kept: %v.", store.Err), "Make room on the disk, or allow writing to it, and sign in again."}
	case tgerr.Is(err, "FROZEN_METHOD_INVALID", "FROZEN_PARTICIPANT_MISSING"):
		return Explanation{"frozen", nil, "Telegram has frozen this account.", "Settle it in your Telegram app, then start again; nothing is lost."}
	}
	if fsx.IsDiskFull(err) {
		err = archive.ErrDiskFull
	}
	for _, known := range slices.Concat(folderWords(), signInWords(), loginWords(), otherWords()) {
		switch {
		case !errors.Is(err, known.err):
		case known.text == "":
			return Explanation{known.code, []any{err.Error()}, err.Error(), known.hint}
		default:
			return Explanation{known.code, nil, known.text, known.hint}
		}
	}
	if at := (*fs.PathError)(nil); errors.As(err, &at) {
		return explainPath(at)
	}
	return Explanation{"other", []any{err.Error()}, fmt.Sprintf("Something went wrong: %v", err), "What is saved stays saved. Start again to go on."}
}

// explainPath is about a file or folder the system does not give.
func explainPath(at *fs.PathError) Explanation {
	missing := errors.Is(at.Err, fs.ErrNotExist)
	if missing && strings.HasPrefix(at.Path, ".satchel") {
		return Explain(archive.ErrUnreachable) // its working files are gone, as seen from the folder
	}
	reason := strings.TrimSuffix(at.Err.Error(), ".") // Windows ends its words with one
	e := Explanation{"path", []any{at.Path, reason}, fmt.Sprintf("%s cannot be used: %s.", at.Path, reason), "Check the path, or choose another folder; nothing is lost."}
	switch {
	case missing:
		e.Code, e.Args = "path_missing", e.Args[:1]
	case errors.Is(at.Err, fs.ErrPermission):
		e.Code, e.Args = "path_refused", e.Args[:1]
	}
	return e
}

type explanation struct {
	err              error
	code, text, hint string
}

// folderWords are about the archive and its disk.
func folderWords() []explanation {
	return []explanation{
		{ErrSettings, "settings", "", "Correct the settings and start again."},
		{archive.ErrLocked, "locked", "Another Satchel is working on this folder.", "Close the other one first."},
		{fsx.ErrLocked, "locked", "Another Satchel is working there.", "Close the other one first."},
		{archive.ErrNewer, "newer", "This archive was made by a newer version of Satchel.", "Use that version; nothing was changed."},
		{archive.ErrForeign, "foreign", "The folder holds an archive.db that is not Satchel's.", "Choose another folder; nothing was changed."},
		{archive.ErrDamaged, "damaged", "The archive's database (archive.db) is damaged or missing.", "Nothing was changed. The saved pages and files can still be read: open export_results.html. `satchel verify` says which of them are whole, `satchel copy` brings them to another folder, `satchel raw` prints what can be read of Telegram's answers. To go on, put archive.db back from a copy, or save to a new folder."},
		{ErrNotEmpty, "not_empty", "The folder to copy to is not empty.", "Choose an empty folder outside the archive; nothing was changed."},
		{archive.ErrNoArchive, "no_archive", "There is no archive in this folder.", "Check the path; an archive's folder holds archive.db."},
		{archive.ErrOtherAccount, "other_account", "This archive belongs to another account.", "Choose another folder, or sign in with the account it was made from."},
		{archive.ErrDiskFull, "disk_full", "The disk is full.", "Make room and start again; it goes on where it stopped."},
		{archive.ErrUnreachable, "unreachable", "The archive's folder cannot be reached any more.", "If it was moved, or its disk unplugged, put it back or choose where it is now; start again then, and it goes on where it stopped."},
		{trace.ErrNotTrace, "log_taken", "The file for the technical log is there already and is something else.", "Choose another name; nothing was changed."},
		{archive.ErrNotWritable, "not_writable", "The folder cannot be written to.", "Choose another folder, or allow writing to it."},
	}
}

// signInWords are about a sign-in.
func signInWords() []explanation {
	return []explanation{
		{signin.ErrPhoneInvalid, "phone_invalid", "Telegram does not know this phone number.", "Look at it once more, with the country code."},
		{signin.ErrPhoneBanned, "phone_banned", "Telegram has banned this phone number.", "Write to Telegram about it; its apps say how."},
		{signin.ErrTooMany, "too_many", "Those were too many tries; Telegram accepts no more for now.", "Wait a while before the next one."},
		{signin.ErrCodeExpired, "code_expired", "The code was too old; a new one was sent.", "Type the new one."},
		{signin.ErrNoResend, "no_resend", "Telegram cannot send the code again right now.", "Look for it in the chat called Telegram, or try again later."},
		{signin.ErrOffline, "offline", "Telegram cannot be reached.", "Check the internet connection and try again."},
		{signin.ErrNotRegistered, "not_registered", "There is no Telegram account with this phone number.", "Check the number, or create the account in a Telegram app first."},
		{signin.ErrPaymentRequired, "payment", "Telegram wants to be paid for this code.", "Sign in with the picture code instead."},
		{signin.ErrEmailRequired, "email", "Telegram first wants a login e-mail address.", "Set it up in your Telegram app, then come back."},
		{signin.ErrAppRefused, "app_refused", "Telegram does not accept this version of Satchel.", "Use a newer one; the archive goes on with it."},
		{signin.ErrUnsupported, "unsupported", "Telegram asks for a way of signing in that this version does not know.", "Try the other way (number or picture code), or a newer version."},
		{signin.ErrSignedOut, "signed_out", "This device is not signed in to Telegram.", "Sign in again to go on; nothing is lost."},
		{signin.ErrBack, "left", "The sign-in was left.", "Sign in again when you like."},
	}
}

// loginWords are about the login kept on this computer, and about what answers at
// the other end of the line.
func loginWords() []explanation {
	return []explanation{
		{keyring.ErrNoKeychain, "no_keychain", "This system has no keychain to keep the login's key in.", "Set SATCHEL_PASSPHRASE_FILE to a file with a passphrase."},
		{keyring.ErrWrongPassphrase, "wrong_passphrase", "The passphrase is not the one the login was kept with.", "Try again, or sign out to remove the login."},
		{keyring.ErrNoPassphrase, "no_passphrase", "The passphrase is empty.", "Choose one that you can remember."},
		{keyring.ErrDamaged, "login_damaged", "The kept login is damaged.", "Sign out to remove it, then sign in again."},
		{keyring.ErrNewer, "login_newer", "The kept login was written by a newer version of Satchel.", "Use that version, or sign out to remove the login."},
		{keyring.ErrOtherKey, "other_key", "The kept login was locked in another way: with a passphrase instead of the keychain, or the other way round.", "Start Satchel as before, or sign out to remove the login."},
		{keyring.ErrNoKey, "no_key", "The keychain no longer has the key of the kept login.", "Unlock or restore the keychain, or sign out and sign in again."},
		{ErrNoLogin, "no_login", "Nobody is signed in.", "Sign in first."},
		{tgclient.ErrLoginUnknown, "login_unknown", "Telegram does not know this device's login any more.", "Sign in again; nothing is lost."},
		{tgclient.ErrServerUnknown, "server_unknown", "What answers is not Telegram.", "Something on the way reads or changes the line. Use another network, or look at the proxy."},
	}
}

// otherWords are about what was asked of the program.
func otherWords() []explanation {
	return []explanation{
		{ErrNetwork, "network", "", "Correct the address or the key of the server and start again."},
		{ErrNoInput, "no_input", "There is nobody to ask for the sign-in.", "Run `satchel login` at a terminal first."},
		{ErrRunning, "running", "Satchel is open already.", "Use its window, or close it first."},
		{ErrNotListed, "not_listed", "This chat is not in the list of chats.", "Read the list again."},
		{takeout.ErrSuperseded, "superseded", "Another export of this account was started somewhere else.", "When that has ended, start again; it goes on where it stopped."},
		{context.Canceled, "cancelled", "It was cancelled.", "Start again to go on where it stopped."},
		{context.DeadlineExceeded, "too_slow", "It took too long.", "Check the internet connection and start again; it goes on where it stopped."},
	}
}
