package demo

import (
	"satchel/core/demo/mtserver"
)

// authKey is what the services know of an auth key: whose login it has, and how
// far its sign-in came. Guarded by Server.mu.
type authKey struct {
	id    [8]byte
	dc    int
	login *login // nil: nobody

	sent      *sentCode // of the running sign-in
	passed    bool      // the code was right, the password is still asked
	handshake *srpHandshake
	token     *loginToken
}

// login is one sign-in of the account. The keys of other DCs that its
// authorization was exported to share it, so it ends everywhere at once.
type login struct{ ended bool }

// keyOf is the state of the caller's key.
func (s *Server) keyOf(mc *mtserver.Call) *authKey {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.keys[mc.AuthKeyID]
	if k == nil {
		k = &authKey{id: mc.AuthKeyID, dc: mc.DC}
		s.keys[mc.AuthKeyID] = k
	}
	return k
}

func (s *Server) isSignedIn(k *authKey) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return k.signedIn()
}

func (k *authKey) signedIn() bool { return k.login != nil && !k.login.ended }

// signIn gives a key a login of its own and forgets how it came there.
func (k *authKey) signIn() {
	k.login = &login{}
	k.sent, k.passed, k.handshake, k.token = nil, false, nil, nil
}

// signOutEverywhere ends every login, as another device does with "terminate all
// other sessions". The next sign-in works, on an old key or a new one.
func (s *Server) signOutEverywhere() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.keys {
		if k.login != nil {
			k.login.ended = true
		}
	}
	s.takeouts.end()
}
