package keyring

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	system "github.com/zalando/go-keyring"

	"github.com/gotd/td/session"
)

var boxKey = bytes.Repeat([]byte{7}, keySize)

func sealed(t *testing.T, account string) []byte {
	t.Helper()
	box, err := seal(kindPassphrase, [saltSize]byte{1, 2, 3}, boxKey, login, account)
	if err != nil {
		t.Fatal(err)
	}
	return box
}

// opened takes a box apart and opens it.
func opened(box, key []byte, account string) ([]byte, error) {
	h, text, err := parse(box)
	if err != nil {
		return nil, err
	}
	return open(h, text, key, account)
}

func TestABoxOpensWithItsKeyForItsAccountOnly(t *testing.T) {
	box := sealed(t, "main")
	if got, err := opened(box, boxKey, "main"); err != nil || !bytes.Equal(got, login) {
		t.Fatalf("open = %q, %v", got, err)
	}
	for _, tt := range []struct {
		name    string
		key     []byte
		account string
		want    error
	}{
		{"another key", bytes.Repeat([]byte{8}, keySize), "main", errWrongKey},
		{"another account", boxKey, "other", ErrDamaged},
		{"no account", boxKey, "", ErrDamaged},
	} {
		if got, err := opened(box, tt.key, tt.account); !errors.Is(err, tt.want) || got != nil {
			t.Errorf("%s: %q, %v; want %v", tt.name, got, err, tt.want)
		}
	}
}

func TestNoFlippedBitOfABoxPasses(t *testing.T) {
	box := sealed(t, "main")
	for i := range box {
		for _, bit := range []byte{1, 0x80} {
			bad := bytes.Clone(box)
			bad[i] ^= bit
			got, err := opened(bad, boxKey, "main")
			if got != nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
				t.Fatalf("byte %d ^ %#x: %q, %v", i, bit, got, err)
			}
			if newer := i == len(magic); !newer && errors.Is(err, ErrNewer) {
				t.Errorf("byte %d ^ %#x is taken for a newer version", i, bit)
			}
		}
	}
}

func TestNoCutBoxPasses(t *testing.T) {
	box := sealed(t, "main")
	for n := range box {
		if got, err := opened(box[:n], boxKey, "main"); got != nil || !errors.Is(err, ErrDamaged) {
			t.Fatalf("the first %d bytes: %q, %v", n, got, err)
		}
	}
	if got, err := opened(append(bytes.Clone(box), 0), boxKey, "main"); got != nil || !errors.Is(err, ErrDamaged) {
		t.Errorf("one byte more: %q, %v", got, err)
	}
}

func TestANewerBoxIsSaidToBeNewer(t *testing.T) {
	box := sealed(t, "main")
	box[len(magic)] = version + 1
	if _, _, err := parse(box); !errors.Is(err, ErrNewer) {
		t.Errorf("the next version: %v", err)
	}
	if _, _, err := parse(box[:len(magic)+1]); !errors.Is(err, ErrNewer) {
		t.Errorf("the next version, whose header may be shorter: %v", err)
	}
	box[len(magic)] = 0
	if _, _, err := parse(box); !errors.Is(err, ErrDamaged) {
		t.Errorf("version 0: %v", err)
	}
}

// checkOf is in the open: it must not say anything of the key.
func TestTheCheckOfAKeyIsNotTheKey(t *testing.T) {
	check := checkOf(boxKey)
	if bytes.Contains(boxKey, check[:4]) || check == checkOf(bytes.Repeat([]byte{8}, keySize)) || check != checkOf(boxKey) {
		t.Errorf("%x", check)
	}
}

func TestAVaultKnowsWhetherItHoldsALogin(t *testing.T) {
	system.MockInit()
	vault := Vault{Dir: filepath.Join(t.TempDir(), "deep", "down"), Key: &keychain{user: "main"}}
	look := func() (exists, phrase bool) {
		t.Helper()
		exists, err := vault.Exists()
		if err != nil {
			t.Fatal(err)
		}
		if phrase, err = vault.NeedsPassphrase(); err != nil {
			t.Fatal(err)
		}
		return exists, phrase
	}
	if exists, phrase := look(); exists || phrase {
		t.Errorf("an empty vault: %v, %v", exists, phrase)
	}
	if err := vault.Remove(t.Context()); err != nil {
		t.Errorf("remove nothing: %v", err)
	}
	store(t, vault.Storage("main"), login)
	if exists, phrase := look(); !exists || phrase {
		t.Errorf("a vault with a login: %v, %v", exists, phrase)
	}
	box := sealed(t, "main")
	if err := os.WriteFile(vault.path(), box, 0o600); err != nil {
		t.Fatal(err)
	}
	if exists, phrase := look(); !exists || !phrase {
		t.Errorf("a login with a passphrase: %v, %v", exists, phrase)
	}
	if err := (Vault{Dir: vault.Dir}).Remove(t.Context()); err != nil {
		t.Errorf("remove without a key: %v", err)
	}
	if exists, _ := look(); exists {
		t.Error("the login is there after it was removed")
	}
	if _, err := vault.Storage("main").LoadSession(t.Context()); !errors.Is(err, session.ErrNotFound) {
		t.Errorf("load what was removed: %v", err)
	}
}

func TestAVaultInAFileIsAnError(t *testing.T) {
	system.MockInit()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	vault := Vault{Dir: filepath.Join(file, "vault"), Key: &keychain{user: "main"}}
	if err := vault.Storage("main").StoreSession(t.Context(), login); err == nil {
		t.Error("a login is stored below a file")
	}
	if _, err := vault.Storage("main").LoadSession(t.Context()); err == nil {
		t.Error("a login is read from below a file")
	}
}

func TestWhatACrashLeftBesideTheLoginIsTaken(t *testing.T) {
	system.MockInit()
	dir := t.TempDir()
	vault := Vault{Dir: dir, Key: &keychain{user: "main"}}
	store(t, vault.Storage("main"), []byte("old"))
	left := filepath.Join(dir, fileName+".new")
	if err := os.WriteFile(left, bytes.Repeat([]byte("half"), 5000), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := vault.Storage("main").LoadSession(t.Context()); err != nil || string(got) != "old" {
		t.Errorf("beside what was left: %q, %v", got, err)
	}
	store(t, vault.Storage("main"), login)
	if got, err := vault.Storage("main").LoadSession(t.Context()); err != nil || !bytes.Equal(got, login) {
		t.Errorf("after the next write: %q, %v", got, err)
	}
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was left is still there: %v", err)
	}
}
