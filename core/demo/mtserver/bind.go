package mtserver

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// Perfect forward secrecy: clients may talk under temporary keys that they bind
// to their permanent one. To the handler a bound key is the permanent key.
// https://core.telegram.org/api/pfs

var (
	// unbound is what a temporary key is answered before it has an owner.
	unbound     = tgerr.New(401, "AUTH_KEY_PERM_EMPTY")
	notATempKey = tgerr.New(400, "TEMP_AUTH_KEY_EMPTY")
	boundToo    = tgerr.New(400, "TEMP_AUTH_KEY_ALREADY_BOUND")
	badExpiry   = tgerr.New(400, "EXPIRES_AT_INVALID")
	badBinding  = tgerr.New(400, "ENCRYPTED_MESSAGE_INVALID")
)

// bind carries auth.bindTempAuthKey out; nil: the key is bound.
// https://core.telegram.org/method/auth.bindTempAuthKey
func (c *conn) bind(s *session, msgID int64, query []byte, now time.Time) *tgerr.Error {
	var r tg.AuthBindTempAuthKeyRequest
	if err := r.Decode(&bin.Buffer{Buf: query}); err != nil {
		return unreadable
	}
	if s.key.expires.IsZero() {
		return notATempKey
	}
	if !time.Unix(int64(r.ExpiresAt), 0).After(now) {
		return badExpiry
	}
	var id [8]byte
	binary.LittleEndian.PutUint64(id[:], uint64(r.PermAuthKeyID))
	perm := c.srv.keys.find(id, c.dc.ID, now)
	if perm == nil || !perm.expires.IsZero() {
		return badBinding
	}
	inner, innerID, err := openBinding(perm.AuthKey, r.EncryptedMessage)
	want := crypto.BindAuthKeyInner{
		Nonce: r.Nonce, TempAuthKeyID: s.key.IntID(), PermAuthKeyID: r.PermAuthKeyID,
		TempSessionID: s.id, ExpiresAt: r.ExpiresAt,
	}
	if err != nil || innerID != msgID || inner != want {
		return badBinding
	}
	if !s.key.owner.CompareAndSwap(nil, perm) && s.key.owner.Load() != perm {
		return boundToo
	}
	return nil
}

var errBinding = errors.New("malformed binding message")

// openBinding decrypts the message that proves the permanent key, made as in
// MTProto 1.0: 16 random bytes, msg_id, seq_no 0, length, bind_auth_key_inner,
// padding; the msg_key is of all this but the padding.
func openBinding(perm crypto.AuthKey, message []byte) (inner crypto.BindAuthKeyInner, msgID int64, err error) {
	const head, size = 32, 40
	if len(message) < outerLen+head+size || (len(message)-outerLen)%aes.BlockSize != 0 || [8]byte(message) != perm.ID {
		return inner, 0, errBinding
	}
	msgKey := bin.Int128(message[8:outerLen])
	key, iv := crypto.KeysV1(perm.Value, msgKey)
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return inner, 0, errBinding
	}
	plain := append([]byte(nil), message[outerLen:]...)
	decryptIGE(block, (*[32]byte)(&iv), plain)
	if binary.LittleEndian.Uint32(plain[28:]) != size || crypto.MessageKeyV1(plain[:head+size]) != msgKey {
		return inner, 0, errBinding
	}
	if err := inner.Decode(&bin.Buffer{Buf: plain[head : head+size]}); err != nil {
		return inner, 0, errBinding
	}
	return inner, int64(binary.LittleEndian.Uint64(plain[16:])), nil
}

// decryptIGE undoes encryptIGE, in place.
func decryptIGE(block cipher.Block, iv *[32]byte, buf []byte) {
	le := binary.LittleEndian
	c0, c1 := le.Uint64(iv[0:]), le.Uint64(iv[8:])
	m0, m1 := le.Uint64(iv[16:]), le.Uint64(iv[24:])
	for len(buf) >= aes.BlockSize {
		b := buf[:aes.BlockSize:aes.BlockSize]
		x0, x1 := le.Uint64(b), le.Uint64(b[8:])
		le.PutUint64(b, x0^m0)
		le.PutUint64(b[8:], x1^m1)
		block.Decrypt(b, b)
		m0, m1 = le.Uint64(b)^c0, le.Uint64(b[8:])^c1
		le.PutUint64(b, m0)
		le.PutUint64(b[8:], m1)
		c0, c1 = x0, x1
		buf = buf[aes.BlockSize:]
	}
}

// onBind answers auth.bindTempAuthKey; it never reaches the handler.
func (c *conn) onBind(s *session, k *callState, m incoming, query []byte) {
	if e := c.bind(s, m.id, query, m.at); e != nil {
		c.refuse(s, k, e)
		return
	}
	b := &bin.Buffer{}
	b.PutBool(true)
	if s.finish(k, answered, b.Buf, false) {
		c.deliver(s, k, b.Buf)
	}
	k.cancel()
}

// refusedByKey answers what a key without an owner may not ask.
func refusedByKey(k *authKey) bool { return !k.expires.IsZero() && k.owner.Load() == nil }

// account is the permanent key behind a key.
func (k *authKey) account() *authKey {
	if o := k.owner.Load(); o != nil {
		return o
	}
	return k
}
