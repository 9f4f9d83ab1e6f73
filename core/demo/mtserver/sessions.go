package mtserver

import "sync"

// maxOrphans is how many sessions without a connection are kept for clients
// that come back with the same session id.
const maxOrphans = 32

type sessionID struct {
	auth [8]byte
	id   int64
}

// sessions are those of all connections, and some that lost theirs.
// Its lock is taken before that of a session, never after.
type sessions struct {
	mu      sync.Mutex
	byID    map[sessionID]*session
	orphans []*session // oldest first
}

// attach returns the session and makes c the connection its answers go to.
func (t *sessions) attach(k *authKey, id int64, c *conn) *session {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := sessionID{k.ID, id}
	s := t.byID[key]
	if s == nil || s.key != k {
		s = newSession(k, id)
		t.byID[key] = s
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		t.adopt(s)
	}
	s.conn = c
	return s
}

func (t *sessions) adopt(s *session) {
	for i, o := range t.orphans {
		if o == s {
			t.orphans = append(t.orphans[:i:i], t.orphans[i+1:]...)
			return
		}
	}
}

// detach makes a session of a connection that ends an orphan, unless another
// connection has it by now.
func (t *sessions) detach(s *session, c *conn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s.mu.Lock()
	mine := s.conn == c
	if mine {
		s.conn = nil
	}
	s.mu.Unlock()
	key := sessionID{s.key.ID, s.id}
	if !mine || t.byID[key] != s {
		return
	}
	t.orphans = append(t.orphans, s)
	if len(t.orphans) > maxOrphans {
		old := t.orphans[0]
		t.orphans = t.orphans[1:]
		delete(t.byID, sessionID{old.key.ID, old.id})
	}
}

// destroy forgets a session; false: there was none.
func (t *sessions) destroy(auth [8]byte, id int64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := sessionID{auth, id}
	s := t.byID[key]
	if s == nil {
		return false
	}
	delete(t.byID, key)
	t.adopt(s)
	return true
}

// of lists the connected sessions of an auth key that take updates.
func (t *sessions) of(auth [8]byte) []*session {
	t.mu.Lock()
	defer t.mu.Unlock()
	var out []*session
	for _, s := range t.byID {
		if s.key.account().ID != auth {
			continue
		}
		s.mu.Lock()
		if s.conn != nil && s.called && !s.noUpdates {
			out = append(out, s)
		}
		s.mu.Unlock()
	}
	return out
}

// forget drops all sessions of an auth key.
func (t *sessions) forget(auth [8]byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for id, s := range t.byID {
		if id.auth == auth || s.key.account().ID == auth {
			delete(t.byID, id)
			t.adopt(s)
		}
	}
}

func (t *sessions) count() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.byID)
}
