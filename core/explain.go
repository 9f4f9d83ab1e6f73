package core

import (
	"cmp"
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
		return Explanation{"Telegram asks to wait until " + wait.Until.Local().Format(clockForm) + ".", "Try again then."}
	case errors.As(err, &delay):
		return Explanation{"For safety Telegram lets the export begin at " + delay.Until.Local().Format(clockForm) + ".",
			"Start again then, or tap Allow in Telegram's message on another device."}
	case errors.As(err, &store):
		return Explanation{fmt.Sprintf("The sign-in worked, but it could not be kept: %v.", store.Err), "Make room on the disk, or allow writing to it, and sign in again."}
	case tgerr.Is(err, "FROZEN_METHOD_INVALID", "FROZEN_PARTICIPANT_MISSING"):
		return Explanation{"Telegram has frozen this account.", "Settle it in your Telegram app, then start again; nothing is lost."}
	}
	if fsx.IsDiskFull(err) {
		err = archive.ErrDiskFull
	}
	for _, known := range slices.Concat(folderWords(), signInWords(), loginWords(), otherWords()) {
		if errors.Is(err, known.err) {
			return Explanation{cmp.Or(known.text, err.Error()), known.hint}
		}
	}
	if at := (*fs.PathError)(nil); errors.As(err, &at) && errors.Is(at.Err, fs.ErrNotExist) && strings.HasPrefix(at.Path, ".satchel") {
		return Explain(archive.ErrUnreachable) // its working files are gone, as seen from the folder
	} else if at != nil {
		reason := strings.TrimSuffix(at.Err.Error(), ".") // Windows ends its words with one
		return Explanation{fmt.Sprintf("%s cannot be used: %s.", at.Path, reason), "Check the path, or choose another folder; nothing is lost."}
	}
	return Explanation{fmt.Sprintf("Something went wrong: %v", err), "What is saved stays saved. Start again to go on."}
}

type explanation struct {
	err        error
	text, hint string
}

// folderWords are about the archive and its disk.
func folderWords() []explanation {
	return []explanation{
		{ErrSettings, "", "Correct the settings and start again."},
		{archive.ErrLocked, "Another Satchel is working on this folder.", "Close the other one first."},
		{fsx.ErrLocked, "Another Satchel is working there.", "Close the other one first."},
		{archive.ErrNewer, "This archive was made by a newer version of Satchel.", "Use that version; nothing was changed."},
		{archive.ErrForeign, "The folder holds an archive.db that is not Satchel's.", "Choose another folder; nothing was changed."},
		{archive.ErrDamaged, "The archive's database (archive.db) is damaged or missing.", "Nothing was changed. The saved pages and files can still be read: open export_results.html. `satchel verify` says which of them are whole, `satchel copy` brings them to another folder, `satchel raw` prints what can be read of Telegram's answers. To go on, put archive.db back from a copy, or save to a new folder."},
		{ErrNotEmpty, "The folder to copy to is not empty.", "Choose an empty folder outside the archive; nothing was changed."},
		{archive.ErrNoArchive, "There is no archive in this folder.", "Check the path; an archive's folder holds archive.db."},
		{archive.ErrOtherAccount, "This archive belongs to another account.", "Choose another folder, or sign in with the account it was made from."},
		{archive.ErrDiskFull, "The disk is full.", "Make room and start again; it goes on where it stopped."},
		{archive.ErrUnreachable, "The archive's folder cannot be reached any more.", "If it was moved, or its disk unplugged, put it back or choose where it is now; start again then, and it goes on where it stopped."},
		{trace.ErrNotTrace, "The file for the technical log is there already and is something else.", "Choose another name; nothing was changed."},
		{archive.ErrNotWritable, "The folder cannot be written to.", "Choose another folder, or allow writing to it."},
	}
}

// signInWords are about a sign-in.
func signInWords() []explanation {
	return []explanation{
		{signin.ErrPhoneInvalid, "Telegram does not know this phone number.", "Look at it once more, with the country code."},
		{signin.ErrPhoneBanned, "Telegram has banned this phone number.", "Write to Telegram about it; its apps say how."},
		{signin.ErrTooMany, "Those were too many tries; Telegram accepts no more for now.", "Wait a while before the next one."},
		{signin.ErrCodeExpired, "The code was too old; a new one was sent.", "Type the new one."},
		{signin.ErrNoResend, "Telegram cannot send the code again right now.", "Look for it in the chat called Telegram, or try again later."},
		{signin.ErrOffline, "Telegram cannot be reached.", "Check the internet connection and try again."},
		{signin.ErrNotRegistered, "There is no Telegram account with this phone number.", "Check the number, or create the account in a Telegram app first."},
		{signin.ErrPaymentRequired, "Telegram wants to be paid for this code.", "Sign in with the picture code instead."},
		{signin.ErrEmailRequired, "Telegram first wants a login e-mail address.", "Set it up in your Telegram app, then come back."},
		{signin.ErrAppRefused, "Telegram does not accept this version of Satchel.", "Use a newer one; the archive goes on with it."},
		{signin.ErrUnsupported, "Telegram asks for a way of signing in that this version does not know.", "Try the other way (number or picture code), or a newer version."},
		{signin.ErrSignedOut, "This device is not signed in to Telegram.", "Sign in again to go on; nothing is lost."},
		{signin.ErrBack, "The sign-in was left.", "Sign in again when you like."},
	}
}

// loginWords are about the login kept on this computer, and about what answers at
// the other end of the line.
func loginWords() []explanation {
	return []explanation{
		{keyring.ErrNoKeychain, "This system has no keychain to keep the login's key in.", "Set SATCHEL_PASSPHRASE_FILE to a file with a passphrase."},
		{keyring.ErrWrongPassphrase, "The passphrase is not the one the login was kept with.", "Try again, or sign out to remove the login."},
		{keyring.ErrNoPassphrase, "The passphrase is empty.", "Choose one that you can remember."},
		{keyring.ErrDamaged, "The kept login is damaged.", "Sign out to remove it, then sign in again."},
		{keyring.ErrNewer, "The kept login was written by a newer version of Satchel.", "Use that version, or sign out to remove the login."},
		{keyring.ErrOtherKey, "The kept login was locked in another way: with a passphrase instead of the keychain, or the other way round.", "Start Satchel as before, or sign out to remove the login."},
		{keyring.ErrNoKey, "The keychain no longer has the key of the kept login.", "Unlock or restore the keychain, or sign out and sign in again."},
		{ErrNoLogin, "Nobody is signed in.", "Sign in first."},
		{tgclient.ErrLoginUnknown, "Telegram does not know this device's login any more.", "Sign in again; nothing is lost."},
		{tgclient.ErrServerUnknown, "What answers is not Telegram.", "Something on the way reads or changes the line. Use another network, or look at the proxy."},
	}
}

// otherWords are about what was asked of the program.
func otherWords() []explanation {
	return []explanation{
		{ErrNetwork, "", "Correct the address or the key of the server and start again."},
		{ErrNoInput, "There is nobody to ask for the sign-in.", "Run `satchel login` at a terminal first."},
		{ErrRunning, "Satchel is open already.", "Use its window, or close it first."},
		{ErrNotListed, "This chat is not in the list of chats.", "Read the list again."},
		{takeout.ErrSuperseded, "Another export of this account was started somewhere else.", "When that has ended, start again; it goes on where it stopped."},
		{context.Canceled, "It was cancelled.", "Start again to go on where it stopped."},
		{context.DeadlineExceeded, "It took too long.", "Check the internet connection and start again; it goes on where it stopped."},
	}
}
