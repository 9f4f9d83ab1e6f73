package core

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/fsx"
	"satchel/core/internal/keyring"
	"satchel/core/internal/signin"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
	"satchel/core/internal/trace"
)

// nobodySees are exported errors that end nothing a person has begun, each with the
// reason.
var nobodySees = map[string]string{
	"core.ErrNoPicture":     "a file without a picture shows its kind instead",
	"preview.ErrTooLarge":   "as core.ErrNoPicture",
	"preview.ErrFormat":     "as core.ErrNoPicture",
	"preview.ErrPanic":      "as core.ErrNoPicture",
	"archive.ErrSeal":       "Verify tells of it as a damaged file",
	"archive.ErrClosed":     "a fault of the program, not of the person's making",
	"takeout.ErrNotOpen":    "a fault of the program, not of the person's making",
	"tgclient.ErrUnknownDC": "the file is noted as one that could not be fetched",
}

// seen are all other exported errors.
var seen = map[string]error{
	"core.ErrSettings": ErrSettings, "core.ErrNotEmpty": ErrNotEmpty, "core.ErrNetwork": ErrNetwork, "core.ErrNoInput": ErrNoInput,
	"core.ErrRunning": ErrRunning, "core.ErrNotListed": ErrNotListed, "core.ErrNoLogin": ErrNoLogin, "core.ErrBack": ErrBack,
	"archive.ErrLocked": archive.ErrLocked, "archive.ErrNewer": archive.ErrNewer, "archive.ErrDamaged": archive.ErrDamaged,
	"archive.ErrForeign": archive.ErrForeign, "archive.ErrNoArchive": archive.ErrNoArchive, "archive.ErrOtherAccount": archive.ErrOtherAccount,
	"archive.ErrNotWritable": archive.ErrNotWritable, "archive.ErrDiskFull": archive.ErrDiskFull, "archive.ErrUnreachable": archive.ErrUnreachable,
	"fsx.ErrLocked":      fsx.ErrLocked,
	"keyring.ErrDamaged": keyring.ErrDamaged, "keyring.ErrNewer": keyring.ErrNewer, "keyring.ErrWrongPassphrase": keyring.ErrWrongPassphrase,
	"keyring.ErrOtherKey": keyring.ErrOtherKey, "keyring.ErrNoPassphrase": keyring.ErrNoPassphrase, "keyring.ErrNoKey": keyring.ErrNoKey,
	"keyring.ErrNoKeychain":  keyring.ErrNoKeychain,
	"signin.ErrPhoneInvalid": signin.ErrPhoneInvalid, "signin.ErrPhoneBanned": signin.ErrPhoneBanned, "signin.ErrTooMany": signin.ErrTooMany,
	"signin.ErrCodeExpired": signin.ErrCodeExpired, "signin.ErrNoResend": signin.ErrNoResend, "signin.ErrOffline": signin.ErrOffline,
	"signin.ErrBack": signin.ErrBack, "signin.ErrNotRegistered": signin.ErrNotRegistered, "signin.ErrPaymentRequired": signin.ErrPaymentRequired,
	"signin.ErrEmailRequired": signin.ErrEmailRequired, "signin.ErrAppRefused": signin.ErrAppRefused, "signin.ErrUnsupported": signin.ErrUnsupported,
	"signin.ErrSignedOut":      signin.ErrSignedOut,
	"takeout.ErrSuperseded":    takeout.ErrSuperseded,
	"trace.ErrNotTrace":        trace.ErrNotTrace,
	"tgclient.ErrLoginUnknown": tgclient.ErrLoginUnknown, "tgclient.ErrServerUnknown": tgclient.ErrServerUnknown,
}

func TestEveryErrorHasWordsAndANextStep(t *testing.T) {
	t.Parallel()
	for _, name := range exportedErrors(t) {
		if nobodySees[name] != "" {
			continue
		}
		err := seen[name]
		if of, ok := strings.CutPrefix(name, "core."); ok && err == nil {
			err = cmp.Or(seen["signin."+of], seen["archive."+of]) // the same by another name
		}
		if err == nil {
			t.Errorf("%s is listed nowhere: give it words in Explain, or a reason why nobody sees it", name)
			continue
		}
		got := Explain(fmt.Errorf("do it: %w", err))
		if strings.HasPrefix(got.Text, "Something went wrong") || got.Text == "" || !strings.HasSuffix(got.Hint, ".") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// exportedErrors are the names of the exported error variables and constants of core
// and the packages inside it.
func exportedErrors(t *testing.T) (names []string) {
	t.Helper()
	dirs, err := filepath.Glob("internal/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range append(dirs, ".") {
		if filepath.Base(dir) == "testkit" {
			continue
		}
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, errorsOf(file)...)
		}
	}
	if len(names) < len(seen) {
		t.Fatalf("only %d errors found", len(names))
	}
	return names
}

func errorsOf(file *ast.File) (names []string) {
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.VAR && gen.Tok != token.CONST {
			continue
		}
		for _, spec := range gen.Specs {
			for _, id := range spec.(*ast.ValueSpec).Names {
				if strings.HasPrefix(id.Name, "Err") {
					names = append(names, file.Name.Name+"."+id.Name)
				}
			}
		}
	}
	return names
}

func TestExplainSaysWhatToDo(t *testing.T) {
	t.Parallel()
	_, notThere := os.Open("/no/such/place")
	tests := []struct {
		err  error
		want string
	}{
		{fmt.Errorf("open: %w", archive.ErrLocked), "Another Satchel is working on this folder."},
		{fmt.Errorf("open: %w", archive.ErrOtherAccount), "This archive belongs to another account."},
		{fmt.Errorf("%w: media: no", ErrSettings), "settings: media: no"},
		{notThere, "/no/such/place cannot be used: no such file or directory."},
		{&fs.PathError{Op: "write", Path: "/x/y", Err: syscall.ENOSPC}, "The disk is full."},
		{&fs.PathError{Op: "openat", Path: ".satchel/media", Err: syscall.ENOENT}, "The archive's folder cannot be reached any more."},
		{&WaitError{Until: time.Date(2026, 3, 4, 14, 5, 0, 0, time.Local)}, "Telegram asks to wait until 14:05 on 4 March."},
		{&tgclient.StoreError{Err: errors.New("no room")}, "The sign-in worked, but it could not be kept: no room."},
		{tgerr.New(420, "FROZEN_METHOD_INVALID"), "Telegram has frozen this account."},
		{errors.New("odd"), "Something went wrong: odd"},
	}
	for _, tt := range tests {
		got := Explain(tt.err)
		if got.Text != tt.want || got.Hint == "" {
			t.Errorf("Explain(%v) = %+v, want %q and a hint", tt.err, got, tt.want)
		}
	}
}

func TestTheWordsOfASystemGetOneFullStop(t *testing.T) {
	for _, reason := range []string{"Access is denied.", "Access is denied"} {
		got := Explain(&fs.PathError{Op: "open", Path: "photos", Err: errors.New(reason)}).Text
		if want := "photos cannot be used: Access is denied."; got != want {
			t.Errorf("explained as %q, want %q", got, want)
		}
	}
}
