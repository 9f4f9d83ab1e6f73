package core

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"satchel/core/internal/keyring"
)

func TestStoredLoginOpensWithItsPassphraseFile(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "Satchel")
	file := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(file, []byte("correct horse\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	first, err := OpenLogin(t.Context(), dir, file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.LoadSession(t.Context()); !errors.Is(err, ErrNoLogin) {
		t.Errorf("an empty vault gives %v, want ErrNoLogin", err)
	}
	if err := first.StoreSession(t.Context(), []byte("the key")); err != nil {
		t.Fatal(err)
	}
	second, err := OpenLogin(t.Context(), dir, file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := second.LoadSession(t.Context()); err != nil || string(got) != "the key" {
		t.Errorf("LoadSession = %q, %v", got, err)
	}
	if err := second.Remove(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := second.LoadSession(t.Context()); !errors.Is(err, ErrNoLogin) {
		t.Errorf("after Remove: %v, want ErrNoLogin", err)
	}
}

func TestALoginThatCannotBeOpenedCanBeForgotten(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "Satchel")
	file := filepath.Join(t.TempDir(), "passphrase")
	write := func(text string) *StoredLogin {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := OpenLogin(t.Context(), dir, file, nil)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	if err := write("right").StoreSession(t.Context(), []byte("the key")); err != nil {
		t.Fatal(err)
	}
	if _, err := write("wrong").LoadSession(t.Context()); !LoginUnusable(err) {
		t.Fatalf("a wrong passphrase: %v", err)
	}
	if err := ForgetLogin(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if _, err := write("wrong").LoadSession(t.Context()); !errors.Is(err, ErrNoLogin) || LoginUnusable(err) {
		t.Errorf("after that: %v", err)
	}
}

func TestStoredLoginAsksAgainForAWrongPassphrase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	key, err := keyring.Passphrase("right")
	if err != nil {
		t.Fatal(err)
	}
	if err := (keyring.Vault{Dir: dir, Key: key}).Storage(loginName).StoreSession(t.Context(), []byte("the key")); err != nil {
		t.Fatal(err)
	}
	var asked []bool
	typed := []string{"wrong", "", "right"}
	ask := func(_ context.Context, again bool) (string, error) {
		asked = append(asked, again)
		return typed[len(asked)-1], nil
	}
	login, err := OpenLogin(t.Context(), dir, "", ask)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := login.LoadSession(t.Context()); err != nil || string(got) != "the key" {
		t.Errorf("LoadSession = %q, %v", got, err)
	}
	if len(asked) != 3 || asked[0] || !asked[1] {
		t.Errorf("asked %v", asked)
	}
	if _, err := OpenLogin(t.Context(), dir, "", nil); !errors.Is(err, keyring.ErrOtherKey) {
		t.Errorf("with nobody to ask: %v, want ErrOtherKey", err)
	}
}
