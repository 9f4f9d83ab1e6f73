package core

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"satchel/core/internal/archive"
	"satchel/core/internal/keyring"
	"satchel/core/internal/model"
	"satchel/core/internal/signin"
)

// Problem is an item that could not be exported, in a person's words.
type Problem struct {
	Code      string `json:"code"`    // stable; the key of translations
	Subject   string `json:"subject"` // of what: "channel:1003", "document:55"
	Text      string `json:"text"`    // a sentence
	Hint      string `json:"-"`       // what can be done
	Detail    string `json:"-"`       // Telegram's own word, for "details"
	Retryable bool   `json:"-"`
}

// words are a problem's sentence and hint by its code.
type words struct{ text, hint string }

// problemWords is the only place that turns codes into words.
func problemWords(code string) words {
	switch code {
	case model.ProblemFileUnavailable:
		return words{"Telegram no longer has this file.", "Nothing can be done; the message itself is saved."}
	case model.ProblemFileFailed:
		return words{"This file could not be fetched whole.", "Try again later."}
	case model.ProblemChatUnavailable:
		return words{"Telegram does not let this account read this chat any more.", "Whatever could be read of it is saved."}
	case model.ProblemChatFailed:
		return words{"This chat could not be read to its end.", "Try again later."}
	case model.ProblemChatIncomplete:
		return words{"Telegram counts more messages in this chat than it gave.", "Try again later."}
	case model.ProblemMessageUnreadable:
		return words{"One message could not be read by this version.", "It is kept as it came; a newer version may read it."}
	case model.ProblemSectionFailed:
		return words{"This list could not be read.", "Try again later."}
	case model.ProblemMediaUnsupported:
		return words{"This message is of a kind that this version does not know.", "A newer version may show it."}
	}
	return words{"Something could not be saved.", "Try again later."}
}

// describe puts a recorded problem into words.
func describe(p model.Problem) Problem {
	w := problemWords(p.Code)
	text := w.text
	if p.Text != "" {
		text = strings.TrimSuffix(w.text, ".") + " (" + p.Text + ")."
	}
	return Problem{Code: p.Code, Subject: p.Subject, Text: text, Hint: w.hint, Detail: p.Text, Retryable: p.Retryable}
}

// Explanation is an error that ended a run, for a person.
type Explanation struct {
	Text string
	Hint string
}

// Explain turns an error of this package into a person's words with a next step.
func Explain(err error) Explanation {
	for _, known := range explanations() {
		if errors.Is(err, known.err) {
			return Explanation{cmp.Or(known.text, err.Error()), known.hint}
		}
	}
	if at := (*fs.PathError)(nil); errors.As(err, &at) {
		return Explanation{fmt.Sprintf("%s cannot be used: %v.", at.Path, at.Err), "Check the path, or choose another folder; nothing is lost."}
	}
	return Explanation{fmt.Sprintf("Something went wrong: %v", err), "What is saved stays saved. Start again to go on."}
}

type explanation struct {
	err        error
	text, hint string
}

func explanations() []explanation {
	return []explanation{
		{ErrSettings, "", "Correct the settings and start again."},
		{archive.ErrLocked, "Another Satchel is working on this folder.", "Close the other one first."},
		{archive.ErrNewer, "This archive was made by a newer version of Satchel.", "Use that version; nothing was changed."},
		{archive.ErrForeign, "The folder holds an archive.db that is not Satchel's.", "Choose another folder; nothing was changed."},
		{archive.ErrDamaged, "The archive's database (archive.db) is damaged.", "Nothing was changed, and the saved pages and files can still be read: open export_results.html, and `satchel verify` says which files are whole. To go on, restore archive.db from a copy, or save to a new folder."},
		{ErrNotEmpty, "The folder to copy to is not empty.", "Choose an empty folder outside the archive; nothing was changed."},
		{archive.ErrNoArchive, "There is no archive in this folder.", "Check the path; an archive's folder holds archive.db."},
		{archive.ErrOtherAccount, "This archive belongs to another account.", "Choose another folder, or sign in with the account it was made from."},
		{archive.ErrDiskFull, "The disk is full.", "Make room and start again; it goes on where it stopped."},
		{archive.ErrNotWritable, "The folder cannot be written to.", "Choose another folder, or allow writing to it."},
		{signin.ErrNotRegistered, "There is no Telegram account with this phone number.", "Check the number."},
		{keyring.ErrNoKeychain, "This system has no keychain to keep the login's key in.", "Set SATCHEL_PASSPHRASE_FILE to a file with a passphrase."},
		{keyring.ErrWrongPassphrase, "The passphrase is not the one the login was kept with.", "Try again, or sign out to remove the login."},
		{keyring.ErrDamaged, "The kept login is damaged.", "Sign out to remove it, then sign in again."},
		{ErrNoInput, "There is nobody to ask for the sign-in.", "Run `satchel login` at a terminal first."},
		{context.Canceled, "It was cancelled.", "Start again to go on where it stopped."},
	}
}

// ErrNoInput is returned by prompters that cannot ask anybody.
var ErrNoInput = errors.New("no input")
