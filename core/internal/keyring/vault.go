package keyring

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gotd/td/session"

	"satchel/core/internal/fsx"
)

// fileName is the login's file in the vault's folder.
const fileName = "login"

// Vault is where a login is kept.
type Vault struct {
	Dir string // made with mode 0700 when a login is stored
	Key KeySource
}

// Exists reports whether a login is stored, whatever its key.
func (v Vault) Exists() (bool, error) {
	_, err := os.Stat(v.path())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// NeedsPassphrase reports whether the stored login was stored with a passphrase.
// Without a stored login it is false.
func (v Vault) NeedsPassphrase() (bool, error) {
	box, err := v.read()
	if errors.Is(err, session.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	h, _, err := parse(box)
	return h.kind == kindPassphrase, err
}

// Remove deletes the login and, in a keychain, its key. Nothing stored is no
// error.
func (v Vault) Remove(ctx context.Context) error {
	if err := os.Remove(v.path()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove login: %w", err)
	}
	if v.Key == nil {
		return nil
	}
	return v.Key.forget(ctx)
}

// Storage returns the vault's login in the form gotd asks for (session.Storage).
// The account's name is bound to the ciphertext: a file moved to another account's
// place does not open.
func (v Vault) Storage(account string) *Storage { return &Storage{vault: v, account: account} }

// Storage reads and writes one login. It is used by one goroutine at a time.
type Storage struct {
	vault   Vault
	account string
	salt    [saltSize]byte
	salted  bool
}

// LoadSession returns the login, session.ErrNotFound, or one of this package's
// errors; it never changes the file.
func (s *Storage) LoadSession(ctx context.Context) ([]byte, error) {
	box, err := s.vault.read()
	if err != nil {
		return nil, err
	}
	h, sealed, err := parse(box)
	if err != nil {
		return nil, err
	}
	if h.kind != s.vault.Key.kind() {
		return nil, ErrOtherKey
	}
	key, err := s.vault.Key.key(ctx, h.salt, false)
	if err != nil {
		return nil, fmt.Errorf("key of the login: %w", err)
	}
	plain, err := open(h, sealed, key, s.account)
	switch {
	case errors.Is(err, errWrongKey) && h.kind == kindPassphrase:
		return nil, ErrWrongPassphrase
	case errors.Is(err, errWrongKey):
		return nil, ErrNoKey // the keychain was emptied and filled anew
	case err != nil:
		return nil, err
	}
	s.salt, s.salted = h.salt, true
	return plain, nil
}

// StoreSession replaces the login.
func (s *Storage) StoreSession(ctx context.Context, data []byte) error {
	k := s.vault.Key.kind()
	if !s.salted && k == kindPassphrase {
		if _, err := rand.Read(s.salt[:]); err != nil {
			return err
		}
	}
	s.salted = true
	key, err := s.vault.Key.key(ctx, s.salt, true)
	if err != nil {
		return fmt.Errorf("key of the login: %w", err)
	}
	box, err := seal(k, s.salt, key, data, s.account)
	if err != nil {
		return fmt.Errorf("encrypt login: %w", err)
	}
	return s.vault.write(ctx, box)
}

func (v Vault) path() string { return filepath.Join(v.Dir, fileName) }

func (v Vault) read() ([]byte, error) {
	f, err := os.Open(v.path())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, session.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read login: %w", err)
	}
	defer f.Close()
	box, err := io.ReadAll(io.LimitReader(f, maxBox+1))
	if err != nil {
		return nil, fmt.Errorf("read login: %w", err)
	}
	if len(box) > maxBox {
		return nil, ErrDamaged
	}
	return box, nil
}

// write replaces the file so that a crash leaves the old one or the new one.
func (v Vault) write(ctx context.Context, box []byte) error {
	if err := os.MkdirAll(v.Dir, 0o700); err != nil {
		return fmt.Errorf("store login: %w", err)
	}
	root, err := os.OpenRoot(v.Dir)
	if err != nil {
		return fmt.Errorf("store login: %w", err)
	}
	defer root.Close()
	if err := replace(ctx, root, box); err != nil {
		return fmt.Errorf("store login: %w", err)
	}
	return nil
}

// replace writes beside the login under one fixed name, so that a crash leaves at
// most one useless (and encrypted) file, which the next write takes.
func replace(ctx context.Context, root *os.Root, box []byte) error {
	const temp = fileName + ".new"
	f, err := root.OpenFile(temp, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(box)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, root.Remove(temp))
	}
	if err := fsx.Rename(ctx, root, temp, fileName); err != nil {
		return err
	}
	return fsx.SyncDir(root, ".")
}

// Memory keeps a login for one process: the demo's.
type Memory = session.StorageMemory
