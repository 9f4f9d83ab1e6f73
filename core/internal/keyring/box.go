package keyring

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
)

const (
	magic     = "satchel login\n"
	version   = 1
	saltSize  = 16
	checkSize = 16
	sumSize   = 8
	nonceSize = 12
	keySize   = 32
	// maxBox bounds what is read: a login is about 4 KB.
	maxBox = 1 << 20

	headerSize = len(magic) + 2 + saltSize + checkSize + nonceSize + sumSize
)

// kind says where the key of a box comes from.
type kind byte

const (
	kindKeychain   kind = 1
	kindPassphrase kind = 2
)

// Errors of reading a login.
var (
	// ErrDamaged: the file is not what was written. It is left as it is.
	ErrDamaged = errors.New("the stored login is damaged")
	// ErrNewer: the file was written by a newer version of the program.
	ErrNewer = errors.New("the stored login was written by a newer version")
	// ErrWrongPassphrase: the passphrase does not open the login.
	ErrWrongPassphrase = errors.New("wrong passphrase")
	// ErrOtherKey: the login was stored with the other kind of key.
	ErrOtherKey = errors.New("the stored login needs another kind of key")
)

// header is the part of a box before the ciphertext.
type header struct {
	kind  kind
	salt  [saltSize]byte
	check [checkSize]byte // of the key: tells a wrong key from a damaged file
	nonce [nonceSize]byte
}

// parse splits a box without believing anything in it.
func parse(box []byte) (h header, sealed []byte, err error) {
	if len(box) < len(magic)+1 || !bytes.HasPrefix(box, []byte(magic)) {
		return h, nil, ErrDamaged
	}
	switch v := box[len(magic)]; {
	case v > version:
		return h, nil, ErrNewer
	case v == 0, len(box) < headerSize+16:
		return h, nil, ErrDamaged
	}
	rest := box[len(magic)+1:]
	h.kind = kind(rest[0])
	rest = rest[1:]
	rest = rest[copy(h.salt[:], rest):]
	rest = rest[copy(h.check[:], rest):]
	copy(h.nonce[:], rest)
	if h.kind != kindKeychain && h.kind != kindPassphrase || !bytes.Equal(h.bytes(), box[:headerSize]) {
		return header{}, nil, ErrDamaged
	}
	return h, box[headerSize:], nil
}

func (h header) bytes() []byte {
	out := make([]byte, 0, headerSize)
	out = append(out, magic...)
	out = append(out, version, byte(h.kind))
	out = append(out, h.salt[:]...)
	out = append(out, h.check[:]...)
	out = append(out, h.nonce[:]...)
	sum := sha256.Sum256(out)
	return append(out, sum[:sumSize]...)
}

// checkOf is a tag that only the key makes and that says nothing about it.
func checkOf(key []byte) (check [checkSize]byte) {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(magic + "check"))
	copy(check[:], mac.Sum(nil))
	return check
}

// seal makes a box. A nonce is never used twice with a key: it is random, and a
// login is written some thousand times in its life, not 2^32.
func seal(k kind, salt [saltSize]byte, key, plain []byte, account string) ([]byte, error) {
	h := header{kind: k, salt: salt, check: checkOf(key)}
	if _, err := rand.Read(h.nonce[:]); err != nil {
		return nil, err
	}
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	head := h.bytes()
	return aead.Seal(head, h.nonce[:], plain, bound(head, account)), nil
}

// errWrongKey says that a sound box was made with another key.
var errWrongKey = errors.New("the login was stored with another key")

// open returns the plain text of a box, errWrongKey or ErrDamaged.
func open(h header, sealed, key []byte, account string) ([]byte, error) {
	if check := checkOf(key); !hmac.Equal(check[:], h.check[:]) {
		return nil, errWrongKey
	}
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	plain, err := aead.Open(nil, h.nonce[:], sealed, bound(h.bytes(), account))
	if err != nil {
		return nil, ErrDamaged
	}
	return plain, nil
}

// bound is the authenticated data: the header and whose login it is.
func bound(head []byte, account string) []byte {
	return append(bytes.Clone(head), account...)
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
