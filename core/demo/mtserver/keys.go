package mtserver

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gotd/td/crypto"
	"github.com/gotd/td/mt"
)

// saltPeriod: a salt is announced for this long and taken for twice as long, so
// that what was under way at the change still arrives.
const saltPeriod = 30 * 60

// authKey is an auth key with what the server knows about its owner.
type authKey struct {
	crypto.AuthKey
	dc      int
	made    time.Time
	first   int64     // the salt both sides got from the key exchange
	expires time.Time // zero: permanent

	owner atomic.Pointer[authKey] // the permanent key a temporary one is bound to
	intro atomic.Pointer[intro]   // of the last session that told
}

// salt is the server salt of a period (unix time / saltPeriod).
func (k *authKey) salt(period int64) int64 {
	h := sha256.New()
	h.Write([]byte("server salt"))
	h.Write(k.Value[:])
	h.Write(binary.LittleEndian.AppendUint64(nil, uint64(period)))
	return int64(binary.LittleEndian.Uint64(h.Sum(nil)))
}

func (k *authKey) currentSalt(now time.Time) int64 { return k.salt(now.Unix() / saltPeriod) }

// saltGood takes the salts of this, the last and (clocks differ) the next
// period, and for an hour that of the key exchange.
func (k *authKey) saltGood(salt int64, now time.Time) bool {
	p := now.Unix() / saltPeriod
	if salt == k.salt(p) || salt == k.salt(p-1) || salt == k.salt(p+1) {
		return true
	}
	return salt == k.first && now.Sub(k.made) < 2*saltPeriod*time.Second
}

// futureSalts lists this period's salt and the next ones.
func (k *authKey) futureSalts(now time.Time, n int) []mt.FutureSalt {
	n = min(max(n, 1), 64) // the documented bounds
	p := now.Unix() / saltPeriod
	salts := make([]mt.FutureSalt, n)
	for i := range salts {
		since := (p + int64(i)) * saltPeriod
		salts[i] = mt.FutureSalt{
			ValidSince: int(since),
			ValidUntil: int(since + 2*saltPeriod),
			Salt:       k.salt(p + int64(i)),
		}
	}
	return salts
}

// keyring holds the auth keys of a server. With a permanent key those bound to
// it go.
type keyring struct {
	mu   sync.RWMutex
	keys map[[8]byte]*authKey
}

func (r *keyring) add(k *authKey) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys[k.ID] = k
}

// find returns the key if it is good on that DC, else nil.
func (r *keyring) find(id [8]byte, dc int, now time.Time) *authKey {
	r.mu.RLock()
	defer r.mu.RUnlock()
	k := r.keys[id]
	if k == nil || k.dc != dc || (!k.expires.IsZero() && now.After(k.expires)) {
		return nil
	}
	return k
}

func (r *keyring) known(id [8]byte) bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.keys[id] != nil
}

func (r *keyring) forget(id [8]byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.keys, id)
	for other, k := range r.keys {
		if k.account().ID == id {
			delete(r.keys, other)
		}
	}
}
