package mtserver

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto"
)

// envelope is what travels encrypted in front of a message.
// https://core.telegram.org/mtproto/description#encrypted-message-encrypted-data
type envelope struct {
	salt    int64
	session int64
	msgID   int64
	seqNo   int32
}

const (
	outerLen    = 24 // auth_key_id, msg_key
	envelopeLen = 32
	minPadding  = 12
)

// packetLen is the length of the packet around a message of n bytes.
func packetLen(n int) int {
	padded := envelopeLen + n + minPadding
	return outerLen + (padded+15)&^15
}

// appendPacket encrypts a message, given in two parts, as the server does, in
// place at the end of dst. cipher.go of gotd does the same with three copies.
func appendPacket(dst []byte, key crypto.AuthKey, e envelope, head, body []byte) ([]byte, error) {
	n := len(head) + len(body)
	start := len(dst)
	dst = append(dst, key.ID[:]...)
	dst = append(dst, make([]byte, 16)...)
	dst = binary.LittleEndian.AppendUint64(dst, uint64(e.salt))
	dst = binary.LittleEndian.AppendUint64(dst, uint64(e.session))
	dst = binary.LittleEndian.AppendUint64(dst, uint64(e.msgID))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(e.seqNo))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(n))
	dst = append(dst, head...)
	dst = append(dst, body...)
	var padding [minPadding + 15]byte
	_, _ = rand.Read(padding[:])
	dst = append(dst, padding[:start+packetLen(n)-len(dst)]...)

	plain := dst[start+outerLen:]
	msgKey := crypto.MessageKey(key.Value, plain, crypto.Server)
	copy(dst[start+8:], msgKey[:])
	aesKey, iv := crypto.Keys(key.Value, msgKey, crypto.Server)
	block, err := aes.NewCipher(aesKey[:])
	if err != nil {
		return dst[:start], fmt.Errorf("encrypt a message: %w", err)
	}
	encryptIGE(block, (*[32]byte)(&iv), plain)
	return dst, nil
}

// encryptIGE encrypts whole blocks in place: each cipher block is mixed with
// the one before it and with the plain block before it.
func encryptIGE(block cipher.Block, iv *[32]byte, buf []byte) {
	le := binary.LittleEndian
	c0, c1 := le.Uint64(iv[0:]), le.Uint64(iv[8:])
	m0, m1 := le.Uint64(iv[16:]), le.Uint64(iv[24:])
	for len(buf) >= aes.BlockSize {
		b := buf[:aes.BlockSize:aes.BlockSize]
		p0, p1 := le.Uint64(b), le.Uint64(b[8:])
		le.PutUint64(b, p0^c0)
		le.PutUint64(b[8:], p1^c1)
		block.Encrypt(b, b)
		c0, c1 = le.Uint64(b)^m0, le.Uint64(b[8:])^m1
		le.PutUint64(b, c0)
		le.PutUint64(b[8:], c1)
		m0, m1 = p0, p1
		buf = buf[aes.BlockSize:]
	}
}

var errPacket = errors.New("malformed packet")

// openPacket decrypts a packet of a client. The message is memory of its own.
func openPacket(key crypto.AuthKey, frame []byte) (envelope, []byte, error) {
	var m crypto.EncryptedMessage
	if err := m.DecodeWithoutCopy(&bin.Buffer{Buf: frame}); err != nil {
		return envelope{}, nil, fmt.Errorf("open a packet: %w", err)
	}
	if len(m.EncryptedData) < envelopeLen+minPadding {
		return envelope{}, nil, errPacket
	}
	d, err := crypto.NewServerCipher(rand.Reader).Decrypt(key, &m)
	if err != nil {
		return envelope{}, nil, fmt.Errorf("open a packet: %w", err)
	}
	if len(d.MessageDataWithPadding)-int(d.MessageDataLen) < minPadding {
		return envelope{}, nil, fmt.Errorf("padding: %w", errPacket)
	}
	return envelope{salt: d.Salt, session: d.SessionID, msgID: d.MessageID, seqNo: d.SeqNo}, d.Data(), nil
}
