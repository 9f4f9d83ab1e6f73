package core

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
)

// Network says which Telegram to talk to and as which application.
type Network struct {
	APIID   int
	APIHash string
	// Home is the datacenter to sign in at; 0 lets the library choose.
	Home int
	// DCs and PublicKeyPEM are set for a server that is not Telegram's own, such as
	// the embedded one.
	DCs          []DC
	PublicKeyPEM string
}

// DC is the address of a datacenter.
type DC struct {
	ID    int    `json:"id"`
	IP    string `json:"ip"`
	Port  int    `json:"port"`
	Media bool   `json:"media"`
	CDN   bool   `json:"cdn"`
}

// ErrNetwork is wrapped by errors about a Network that cannot be used.
var ErrNetwork = errors.New("network")

// keys returns the servers' keys, none for Telegram's own.
func (n Network) keys() ([]*rsa.PublicKey, error) {
	if n.PublicKeyPEM == "" {
		return nil, nil
	}
	block, _ := pem.Decode([]byte(n.PublicKeyPEM))
	if block == nil {
		return nil, fmt.Errorf("%w: the public key is not PEM", ErrNetwork)
	}
	if key, err := x509.ParsePKCS1PublicKey(block.Bytes); err == nil {
		return []*rsa.PublicKey{key}, nil
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%w: the public key: %w", ErrNetwork, err)
	}
	key, ok := parsed.(*rsa.PublicKey)
	if !ok {
		return nil, fmt.Errorf("%w: the public key is not an RSA key", ErrNetwork)
	}
	return []*rsa.PublicKey{key}, nil
}
