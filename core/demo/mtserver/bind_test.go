package mtserver

import (
	"bytes"
	"crypto/rand"
	"testing"
	"time"

	"github.com/gotd/td/crypto"
	"github.com/gotd/td/tg"
)

// binding is a call that binds a temporary key, and what is inside of it.
type binding struct {
	inner crypto.BindAuthKeyInner
	key   crypto.AuthKey
	req   tg.AuthBindTempAuthKeyRequest
	skew  int64 // between the msg_ids inside and outside
}

type bindingTest struct {
	name   string
	change func(*binding)
	want   string // "": bound
}

// bindings are tried one after the other; other is a permanent key of its own.
func bindings(other crypto.AuthKey) []bindingTest {
	return []bindingTest{
		{"another nonce", func(b *binding) { b.req.Nonce++ }, badBinding.Message},
		{"another session", func(b *binding) { b.inner.TempSessionID++ }, badBinding.Message},
		{"another temporary key", func(b *binding) { b.inner.TempAuthKeyID++ }, badBinding.Message},
		{"another message", func(b *binding) { b.skew = 4 }, badBinding.Message},
		{"made with another key", func(b *binding) { b.key = other }, badBinding.Message},
		{"an unknown key", func(b *binding) { b.req.PermAuthKeyID++ }, badBinding.Message},
		{"the past", func(b *binding) { b.req.ExpiresAt = 1 }, badExpiry.Message},
		{"as it should be", func(*binding) {}, ""},
		{"once more", func(*binding) {}, ""},
		{"to another owner", func(b *binding) {
			b.key, b.req.PermAuthKeyID, b.inner.PermAuthKeyID = other, other.IntID(), other.IntID()
		}, boundToo.Message},
	}
}

func TestTemporaryKeysAreBoundOnlyByTheirOwner(t *testing.T) {
	seen := make(chan [8]byte, 1)
	s := start(t, Options{Handler: recording(seen)})
	perm, other := newKey(t, s, 2), newKey(t, s, 2)
	temp := newKey(t, s, 2)
	s.keys.find(temp.ID, 2, time.Now()).expires = time.Now().Add(time.Hour)
	p := dial(t, s, temp, 9)
	inAnHour := int(time.Now().Add(time.Hour).Unix())
	good := func() binding {
		return binding{
			inner: crypto.BindAuthKeyInner{
				Nonce: 5, TempAuthKeyID: temp.IntID(), PermAuthKeyID: perm.IntID(), TempSessionID: 9, ExpiresAt: inAnHour,
			},
			key: perm,
			req: tg.AuthBindTempAuthKeyRequest{PermAuthKeyID: perm.IntID(), Nonce: 5, ExpiresAt: inAnHour},
		}
	}
	for _, tt := range bindings(other) {
		t.Run(tt.name, func(t *testing.T) {
			b := good()
			tt.change(&b)
			id := p.nextID()
			var err error
			if b.req.EncryptedMessage, err = crypto.EncryptBindMessage(rand.Reader, b.key, id+b.skew, &b.inner); err != nil {
				t.Fatal(err)
			}
			p.write(id, p.contentSeq(), encoded(t, &b.req))
			if tt.want != "" {
				if e := p.resultError(id); e.ErrorMessage != tt.want {
					t.Errorf("answered %q, want %q", e.ErrorMessage, tt.want)
				}
				return
			}
			if _, body := p.result(id); !bytes.Equal(body, encoded(t, &tg.BoolTrue{})) {
				t.Errorf("answered %x", body)
			}
		})
	}
	p.result(p.call(nearestDC()))
	if id := <-seen; id != perm.ID {
		t.Errorf("the handler saw key %x, want the permanent %x", id, perm.ID)
	}
	own, again := dial(t, s, perm, 1), good()
	if e := own.resultError(own.call(&again.req)); e.ErrorMessage != notATempKey.Message {
		t.Errorf("a permanent key was bound: %v", e)
	}
}

func FuzzOpenBinding(f *testing.F) {
	var raw crypto.Key
	key := raw.WithID()
	good, err := crypto.EncryptBindMessage(rand.Reader, key, 4, &crypto.BindAuthKeyInner{Nonce: 1})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:40])
	f.Fuzz(func(t *testing.T, message []byte) {
		inner, id, err := openBinding(key, message)
		if err == nil && bytes.Equal(message, good) && (id != 4 || inner.Nonce != 1) {
			t.Errorf("opened as %+v, id %d", inner, id)
		}
	})
}
