package keyring

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	system "github.com/zalando/go-keyring"

	"github.com/gotd/td/session"
)

var login = []byte(`{"Version":1,"Data":{"AuthKey":"very secret"}}`)

func withPassphrase(t *testing.T, dir, text string) *Storage {
	t.Helper()
	key, err := Passphrase(text)
	if err != nil {
		t.Fatal(err)
	}
	return Vault{Dir: dir, Key: key}.Storage("main")
}

func store(t *testing.T, s *Storage, data []byte) {
	t.Helper()
	if err := s.StoreSession(t.Context(), data); err != nil {
		t.Fatal(err)
	}
}

func TestALoginComesBackWithThePassphrase(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "config", "satchel")
	s := withPassphrase(t, dir, "correct horse")
	if _, err := s.LoadSession(t.Context()); !errors.Is(err, session.ErrNotFound) {
		t.Fatalf("empty vault: %v", err)
	}
	store(t, s, []byte("first"))
	store(t, s, login)
	got, err := withPassphrase(t, dir, "correct horse").LoadSession(t.Context())
	if err != nil || !bytes.Equal(got, login) {
		t.Fatalf("LoadSession = %q, %v", got, err)
	}
	box, err := os.ReadFile(filepath.Join(dir, "login"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(box, []byte("secret")) {
		t.Error("the login is readable on disk")
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("vault holds %v, want the login only", entries)
	}
	if info, _ := os.Stat(filepath.Join(dir, "login")); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestTheSameLoginIsNeverTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	s := withPassphrase(t, dir, "p")
	store(t, s, login)
	one, _ := os.ReadFile(filepath.Join(dir, "login"))
	store(t, s, login)
	two, _ := os.ReadFile(filepath.Join(dir, "login"))
	if bytes.Equal(one, two) {
		t.Error("nonce used twice")
	}
}

func TestAWrongPassphraseIsToldFromDamage(t *testing.T) {
	dir := t.TempDir()
	store(t, withPassphrase(t, dir, "right"), login)
	path := filepath.Join(dir, "login")
	box, _ := os.ReadFile(path)

	if _, err := withPassphrase(t, dir, "wrong").LoadSession(t.Context()); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("wrong passphrase: %v", err)
	}
	if _, err := (Vault{Dir: dir, Key: must(Passphrase("right"))}).Storage("other").LoadSession(t.Context()); !errors.Is(err, ErrDamaged) {
		t.Errorf("another account's place: %v", err)
	}
	for at := range box {
		flipped := bytes.Clone(box)
		flipped[at] ^= 0x10
		if at > headerSize+20 && at < len(box)-20 {
			continue // the ciphertext's middle is like its ends, and argon2 is slow
		}
		h, sealed, err := parse(flipped)
		if err == nil {
			key, _ := must(Passphrase("right")).key(t.Context(), h.salt, false)
			_, err = open(h, sealed, key, "main")
		}
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
			t.Errorf("bit flipped in byte %d: %v", at, err)
		}
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(after, box) {
		t.Error("reading changed the file")
	}
}

func TestADamagedFileIsLeftAsItIs(t *testing.T) {
	for name, content := range map[string][]byte{
		"empty": {}, "foreign": []byte("{}"), "cut": []byte(magic + "\x01\x02"),
		"huge": bytes.Repeat([]byte("x"), maxBox+1),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "login")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := withPassphrase(t, dir, "p").LoadSession(t.Context()); !errors.Is(err, ErrDamaged) {
				t.Errorf("error %v, want ErrDamaged", err)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(after, content) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestTheKeychainHoldsTheKeyAndOnlyTheKey(t *testing.T) {
	system.MockInit()
	dir := t.TempDir()
	vault := Vault{Dir: dir, Key: &keychain{user: "main"}}
	store(t, vault.Storage("main"), login)

	kept, err := system.Get(service, "main")
	if err != nil || len(kept) != 44 {
		t.Fatalf("keychain holds %d characters, %v; want 44 of base64", len(kept), err)
	}
	again := Vault{Dir: dir, Key: &keychain{user: "main"}}
	if got, err := again.Storage("main").LoadSession(t.Context()); err != nil || !bytes.Equal(got, login) {
		t.Fatalf("LoadSession = %q, %v", got, err)
	}
	if need, err := again.NeedsPassphrase(); need || err != nil {
		t.Errorf("NeedsPassphrase = %v, %v", need, err)
	}
	if _, err := withPassphrase(t, dir, "p").LoadSession(t.Context()); !errors.Is(err, ErrOtherKey) {
		t.Errorf("with a passphrase: %v", err)
	}

	if err := again.Remove(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := system.Get(service, "main"); !errors.Is(err, system.ErrNotFound) {
		t.Errorf("key after Remove: %v", err)
	}
	if there, err := again.Exists(); there || err != nil {
		t.Errorf("Exists after Remove = %v, %v", there, err)
	}
	if err := again.Remove(t.Context()); err != nil {
		t.Errorf("Remove of nothing: %v", err)
	}
}

func TestALostKeychainKeyIsSaid(t *testing.T) {
	system.MockInit()
	dir := t.TempDir()
	store(t, Vault{Dir: dir, Key: &keychain{user: "main"}}.Storage("main"), login)
	read := func() error {
		_, err := Vault{Dir: dir, Key: &keychain{user: "main"}}.Storage("main").LoadSession(t.Context())
		return err
	}
	system.MockInit() // emptied
	if err := read(); !errors.Is(err, ErrNoKey) {
		t.Errorf("no key: %v", err)
	}
	if _, err := (&keychain{user: "main"}).key(t.Context(), [saltSize]byte{}, true); err != nil {
		t.Fatal(err)
	}
	if err := read(); !errors.Is(err, ErrNoKey) {
		t.Errorf("another key: %v", err)
	}
	if err := system.Set(service, "main", "not a key"); err != nil {
		t.Fatal(err)
	}
	if err := read(); !errors.Is(err, ErrDamaged) {
		t.Errorf("nonsense in the keychain: %v", err)
	}
	system.MockInitWithError(errors.New("locked out"))
	if err := read(); !errors.Is(err, ErrNoKeychain) {
		t.Errorf("keychain refuses: %v", err)
	}
}

func TestWithoutASessionBusThereIsNoKeychain(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("macOS and Windows always have a keychain")
	}
	for name, env := range map[string][2]string{
		"no bus":     {"", ""},
		"no runtime": {"", t.TempDir()},
		"dead bus":   {"unix:path=" + filepath.Join(t.TempDir(), "bus"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("DBUS_SESSION_BUS_ADDRESS", env[0])
			t.Setenv("XDG_RUNTIME_DIR", env[1])
			start := time.Now()
			if _, err := Keychain(t.Context(), "main"); !errors.Is(err, ErrNoKeychain) {
				t.Errorf("error %v, want ErrNoKeychain", err)
			}
			if took := time.Since(start); took > 20*time.Second { // a person waits for it
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestAKeychainThatHangsIsGivenUp(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	_, err := limited(t.Context(), 10*time.Millisecond, func() (int, error) { <-hang; return 0, nil })
	if err == nil {
		t.Error("a call without end ended well")
	}
}

func TestPassphraseFile(t *testing.T) {
	for _, tt := range []struct{ name, content, want string }{
		{"line end", "open sesame\n", "open sesame"},
		{"windows line end", "open sesame\r\n", "open sesame"},
		{"no line end", "open sesame", "open sesame"},
		{"spaces are part of it", " open \nrest", " open "},
		{"empty", "\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "p")
			if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
				t.Fatal(err)
			}
			key, err := PassphraseFile(path)
			if tt.want == "" {
				if !errors.Is(err, ErrNoPassphrase) {
					t.Errorf("error %v", err)
				}
				return
			}
			if err != nil || string(key.(*passphrase).text) != tt.want {
				t.Errorf("PassphraseFile = %v, %v", key, err)
			}
		})
	}
	if _, err := PassphraseFile(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func must(k KeySource, err error) KeySource {
	if err != nil {
		panic(err)
	}
	return k
}

func FuzzParse(f *testing.F) {
	key := make([]byte, keySize)
	box, err := seal(kindPassphrase, [saltSize]byte{1}, key, login, "main")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(box)
	f.Add(box[:headerSize])
	f.Add([]byte(magic))
	f.Add([]byte(magic + "\x02"))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, sealed, err := parse(data)
		if err != nil {
			return
		}
		if !bytes.Equal(append(h.bytes(), sealed...), data) {
			t.Error("a parsed box is not its parts")
		}
		if plain, err := open(h, sealed, key, "main"); err == nil && !bytes.Equal(plain, login) {
			t.Error("a forged box opens")
		}
	})
}
