package keyring

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	system "github.com/zalando/go-keyring"
)

// ErrNoKeychain: the system has no keychain that answers. The caller asks for a
// passphrase instead.
var ErrNoKeychain = errors.New("no system keychain")

const (
	service = "Satchel"
	// presence is how long a keychain may take to be there at all.
	presence = 2 * time.Second
	// unlock is how long its owner may take to unlock it.
	unlock = 2 * time.Minute
)

// keychain is the system's: Secret Service, macOS Keychain, Windows Credential
// Manager. The key is stored under the account's name.
type keychain struct {
	user  string
	value []byte
}

// Keychain is the key source of machines with a keychain; name tells logins of
// several vaults apart. It returns ErrNoKeychain within about two seconds when
// nothing answers.
func Keychain(ctx context.Context, name string) (KeySource, error) {
	if _, err := limited(ctx, presence, func() (struct{}, error) { return struct{}{}, present() }); err != nil {
		return nil, noKeychain(err)
	}
	return &keychain{user: name}, nil
}

func (*keychain) kind() kind { return kindKeychain }

func (k *keychain) key(ctx context.Context, _ [saltSize]byte, create bool) ([]byte, error) {
	if k.value != nil {
		return k.value, nil
	}
	text, err := limited(ctx, unlock, func() (string, error) { return system.Get(service, k.user) })
	switch {
	case errors.Is(err, system.ErrNotFound) && create:
		return k.create(ctx)
	case errors.Is(err, system.ErrNotFound):
		return nil, ErrNoKey
	case err != nil:
		return nil, noKeychain(err)
	}
	value, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(value) != keySize {
		return nil, fmt.Errorf("key in the keychain: %w", ErrDamaged)
	}
	k.value = value
	return value, nil
}

func (k *keychain) create(ctx context.Context) ([]byte, error) {
	value := make([]byte, keySize)
	if _, err := rand.Read(value); err != nil {
		return nil, err
	}
	text := base64.StdEncoding.EncodeToString(value)
	_, err := limited(ctx, unlock, func() (struct{}, error) { return struct{}{}, system.Set(service, k.user, text) })
	if err != nil {
		return nil, noKeychain(err)
	}
	k.value = value
	return value, nil
}

func (k *keychain) forget(ctx context.Context) error {
	k.value = nil
	_, err := limited(ctx, unlock, func() (struct{}, error) { return struct{}{}, system.Delete(service, k.user) })
	if err == nil || errors.Is(err, system.ErrNotFound) {
		return nil
	}
	return noKeychain(err)
}

func noKeychain(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNoKeychain, err)
}

// limited runs a call of the system that knows no context. When the time is up the
// call is left to end by itself: nobody can end it from outside.
func limited[T any](ctx context.Context, limit time.Duration, call func() (T, error)) (T, error) {
	type result struct {
		out T
		err error
	}
	done := make(chan result, 1)
	go func() {
		out, err := call()
		done <- result{out, err}
	}()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	select {
	case r := <-done:
		return r.out, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
