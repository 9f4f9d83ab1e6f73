package keyring

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/crypto/argon2"
)

// ErrNoPassphrase: an empty passphrase protects nothing.
var ErrNoPassphrase = errors.New("the passphrase is empty")

// KeySource gives a vault its key: Keychain or Passphrase.
type KeySource interface {
	// kind is what the header says.
	kind() kind
	// key returns 32 bytes. create allows to make one; else ErrNoKey says that
	// there is none.
	key(ctx context.Context, salt [saltSize]byte, create bool) ([]byte, error)
	// forget removes what the source itself has stored.
	forget(ctx context.Context) error
}

// ErrNoKey: the keychain works, and has no key for this login.
var ErrNoKey = errors.New("the keychain has no key for the login")

// passphrase derives the key; the last one is kept, as it costs 64 MiB and a
// noticeable time.
type passphrase struct {
	text  []byte
	salt  [saltSize]byte
	value []byte
}

// Passphrase is a key source for machines without a keychain.
func Passphrase(text string) (KeySource, error) {
	if text == "" {
		return nil, ErrNoPassphrase
	}
	return &passphrase{text: []byte(text)}, nil
}

// PassphraseFile reads the passphrase from a file (SATCHEL_PASSPHRASE_FILE): its
// first line, without the line's end.
func PassphraseFile(path string) (KeySource, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read passphrase: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, 64<<10))
	if err != nil {
		return nil, fmt.Errorf("read passphrase: %w", err)
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return Passphrase(strings.TrimSuffix(string(line), "\r"))
}

func (*passphrase) kind() kind { return kindPassphrase }

func (p *passphrase) key(_ context.Context, salt [saltSize]byte, _ bool) ([]byte, error) {
	if p.value == nil || p.salt != salt {
		p.value = argon2.IDKey(p.text, salt[:], 3, 64<<10, 4, keySize)
		p.salt = salt
	}
	return p.value, nil
}

func (*passphrase) forget(context.Context) error { return nil }
