package mtserver

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"

	"github.com/gotd/td/crypto"
)

// Key is the RSA key a server proves itself with; clients are given its public
// part.
type Key struct{ *rsa.PrivateKey }

// GenerateKey makes a new 2048-bit key that every client can find by its
// fingerprint.
func GenerateKey() (Key, error) {
	for {
		k, err := rsa.GenerateKey(rand.Reader, crypto.RSAKeyBits)
		if err != nil {
			return Key{}, fmt.Errorf("generate the server key: %w", err)
		}
		if findable(Key{k}.Fingerprint()) {
			return Key{k}, nil
		}
	}
}

// findable: clients look for a fingerprint by its text, and mtcute's has no
// leading zeros on one side and has them on the other.
func findable(fingerprint int64) bool { return uint64(fingerprint)>>60 != 0 }

// PublicPEM is the public part as a PKCS#1 block "RSA PUBLIC KEY", the form
// Telegram publishes its own keys in and clients read.
func (k Key) PublicPEM() []byte {
	return pem.EncodeToMemory(&pem.Block{
		Type:  "RSA PUBLIC KEY",
		Bytes: x509.MarshalPKCS1PublicKey(&k.PublicKey),
	})
}

// Fingerprint is the number the key exchange names the key by.
func (k Key) Fingerprint() int64 { return crypto.RSAFingerprint(&k.PublicKey) }
