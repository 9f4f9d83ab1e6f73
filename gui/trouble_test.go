package gui

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"satchel/core"
)

func TestTheLastCrashIsKeptForOneMoreStart(t *testing.T) {
	t.Cleanup(func() { _ = debug.SetCrashOutput(nil, debug.CrashOptions{}) })
	dir := filepath.Join(t.TempDir(), "Satchel")
	keep := func(want string) {
		t.Helper()
		last, err := KeepCrash(dir)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			if last != "" {
				t.Fatalf("a report of a good end: %q", last)
			}
			return
		}
		if got, err := os.ReadFile(last); err != nil || string(got) != want {
			t.Fatalf("%q, %v; want %q", got, err, want)
		}
	}
	crash := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "crash.txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	keep("")
	keep("")
	crash("panic: one")
	keep("panic: one")
	keep("") // told once; the file stays
	if got, err := os.ReadFile(filepath.Join(dir, "crash-previous.txt")); err != nil || string(got) != "panic: one" {
		t.Errorf("%q, %v", got, err)
	}
	crash("panic: two")
	keep("panic: two")
}

func TestABadEndIsToldOnce(t *testing.T) {
	b := newBench(t)
	b.shell.Crashed = "/c/crash-previous.txt"
	b.shell.showStart()
	b.sees("stopped unexpectedly the last time")
	b.press("Show the report")
	if got := <-b.opened; got != "/c/crash-previous.txt" {
		t.Errorf("opened %q", got)
	}
	if b.says("stopped unexpectedly") {
		t.Error("it is still said")
	}
	b.shell.showStart()
	b.sees("Keep your Telegram")
	if b.says("stopped unexpectedly") {
		t.Error("it is said again")
	}
}

func TestALoginThatCannotBeOpenedCanBeRemoved(t *testing.T) {
	b := newBench(t)
	file := filepath.Join(t.TempDir(), "passphrase")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("right")
	login, err := core.OpenLogin(t.Context(), b.shell.ConfigDir, file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := login.StoreSession(t.Context(), []byte("the key")); err != nil {
		t.Fatal(err)
	}
	write("wrong")
	b.shell.PassphraseFile, b.shell.Telegram = file, core.Network{APIID: 1, APIHash: "x"}
	b.shell.showStart()
	b.press("Sign in to Telegram")
	b.sees("Remove the kept sign-in?")
	b.press("Cancel")
	b.press("Back")
	b.press("Sign in to Telegram")
	b.press("Remove it")
	b.sees("The kept sign-in is removed.")
	b.press("Sign in to Telegram")
	b.sees("Or scan a code")
	b.until("a code", func() bool { return b.engine.noted("code shown") })
}

func TestThePassphraseLeadsToTheNumber(t *testing.T) {
	b := newBench(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere") // no keychain
	b.shell.Telegram = core.Network{APIID: 1, APIHash: "x"}
	b.shell.showStart()
	b.press("Sign in to Telegram")
	b.sees("A passphrase for this computer")
	b.entry().SetText("words of my own")
	b.press("Continue")
	b.sees("Your phone number")
	b.sees("Or scan a code")
	b.until("a code", func() bool { return b.engine.noted("code shown") })
}

func TestAForgottenPassphraseHasAWayOn(t *testing.T) {
	b := newBench(t)
	file := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(file, []byte("right"), 0o600); err != nil {
		t.Fatal(err)
	}
	login, err := core.OpenLogin(t.Context(), b.shell.ConfigDir, file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := login.StoreSession(t.Context(), []byte("the key")); err != nil {
		t.Fatal(err)
	}
	b.shell.Telegram = core.Network{APIID: 1, APIHash: "x"}
	b.shell.showStart()
	b.press("Sign in to Telegram")
	b.sees("A passphrase for this computer")
	if b.says("I no longer know it") {
		t.Error("offered before anything was tried")
	}
	b.entry().SetText("wrong")
	b.press("Continue")
	b.sees("That is not the passphrase")
	if got := b.entry().Text; got != "wrong" {
		t.Errorf("what was typed is gone: %q", got)
	}
	b.press("I no longer know it")
	b.press("Remove it")
	b.sees("The kept sign-in is removed.")
}
