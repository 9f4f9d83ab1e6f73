package core

import (
	"context"
	"errors"

	"github.com/gotd/td/session"

	"satchel/core/internal/keyring"
)

// ErrNoLogin is what a Login without a kept authorization returns.
var ErrNoLogin = session.ErrNotFound

// NewMemoryLogin returns a login that is gone with the program.
func NewMemoryLogin() Login { return new(keyring.Memory) }

// loginName tells this program's key in the system's keychain from others.
const loginName = "Satchel"

// StoredLogin is a login kept encrypted in a folder.
type StoredLogin struct {
	vault   keyring.Vault
	storage *keyring.Storage
}

// OpenLogin opens the login kept in dir. Its key comes from the passphrase file
// where one is named, else from the system's keychain, else from ask, which may be
// nil where nobody can be asked; again says that the passphrase before was wrong.
func OpenLogin(ctx context.Context, dir, passphraseFile string, ask func(ctx context.Context, again bool) (string, error)) (*StoredLogin, error) {
	l := &StoredLogin{vault: keyring.Vault{Dir: dir}}
	needs, err := l.vault.NeedsPassphrase()
	if err != nil {
		return nil, err
	}
	switch {
	case passphraseFile != "":
		l.vault.Key, err = keyring.PassphraseFile(passphraseFile)
	case needs && ask == nil:
		err = keyring.ErrOtherKey
	case needs:
		return l, l.unlock(ctx, ask)
	default:
		l.vault.Key, err = keyring.Keychain(ctx, loginName)
		if errors.Is(err, keyring.ErrNoKeychain) && ask != nil {
			return l, l.unlock(ctx, ask)
		}
	}
	if err != nil {
		return nil, err
	}
	l.storage = l.vault.Storage(loginName)
	return l, nil
}

// unlock asks for the passphrase until it opens what is kept.
func (l *StoredLogin) unlock(ctx context.Context, ask func(context.Context, bool) (string, error)) error {
	for again := false; ; again = true {
		text, err := ask(ctx, again)
		if err != nil {
			return err
		}
		if l.vault.Key, err = keyring.Passphrase(text); errors.Is(err, keyring.ErrNoPassphrase) {
			continue
		} else if err != nil {
			return err
		}
		l.storage = l.vault.Storage(loginName)
		if _, err := l.storage.LoadSession(ctx); !errors.Is(err, keyring.ErrWrongPassphrase) {
			return nil // a damaged login is reported when it is used
		}
	}
}

// LoginUnusable reports whether an error says that the kept login cannot be opened
// as things are: it is damaged, or its key is gone. ForgetLogin helps then.
func LoginUnusable(err error) bool {
	for _, known := range []error{keyring.ErrDamaged, keyring.ErrNewer, keyring.ErrOtherKey, keyring.ErrNoKey, keyring.ErrWrongPassphrase} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// ForgetLogin removes the login kept in dir, which need not be one that can be
// opened. Telegram keeps it in the account's list of devices.
func ForgetLogin(ctx context.Context, dir string) error {
	return (&keyring.Vault{Dir: dir}).Remove(ctx)
}

// LoadSession implements Login.
func (l *StoredLogin) LoadSession(ctx context.Context) ([]byte, error) {
	return l.storage.LoadSession(ctx)
}

// StoreSession implements Login.
func (l *StoredLogin) StoreSession(ctx context.Context, data []byte) error {
	return l.storage.StoreSession(ctx, data)
}

// Remove forgets the login on this computer; Engine.SignOut ends it at Telegram.
func (l *StoredLogin) Remove(ctx context.Context) error { return l.vault.Remove(ctx) }
