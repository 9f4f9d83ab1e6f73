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

// GenerateKey makes a new 2048-bit key.
func GenerateKey() (Key, error) {
	k, err := rsa.GenerateKey(rand.Reader, crypto.RSAKeyBits)
	if err != nil {
		return Key{}, fmt.Errorf("generate the server key: %w", err)
	}
	return Key{k}, nil
}

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
