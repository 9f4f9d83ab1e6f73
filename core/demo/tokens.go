package demo

import (
	"context"
	"encoding/binary"
	"slices"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// loginToken is what a QR code shows, https://core.telegram.org/api/qr-login: a
// signed-in client accepts it, and the key that asked for it may then sign in.
type loginToken struct {
	text     string
	owner    *authKey
	client   *tg.InitConnectionRequest // that asked for it; nil: it never said what it is
	except   []int64                   // accounts that may not accept it
	expires  time.Time                 // of the real clock: clients count down to it
	accepted bool
	by       *authKey // that signed in with it, or is asked for the password; nil: none
}

const (
	loginTokenLife = 30 * time.Second
	// loginTokenMemory is how long a token is known to have expired. After that it
	// is as unknown as any other text.
	loginTokenMemory = time.Hour
)

func (t *loginToken) expired(now time.Time) bool { return !now.Before(t.expires) }

func (s *Server) tokenMethods() []*method {
	return []*method{on(s.exportLoginToken, nobody, anywhere), on(s.importLoginToken, nobody, anywhere),
		on(s.acceptLoginToken, anywhere)}
}

// exportLoginToken: https://core.telegram.org/method/auth.exportLoginToken. Asked
// again after the token was accepted it signs in, or tells where to. A token that
// is replaced stays good until it expires: somebody may be scanning it just now.
func (s *Server) exportLoginToken(_ context.Context, c *call, r *tg.AuthExportLoginTokenRequest) (bin.Encoder, error) {
	if r.APIID != apiID || r.APIHash != s.apiHash() {
		return nil, refuse("API_ID_INVALID")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.forgetTokens(now)
	if t := c.key.token; t.waitsFor(c.key, now) {
		if c.dc != world.HomeDC {
			return &tg.AuthLoginTokenMigrateTo{DCID: world.HomeDC, Token: []byte(t.text)}, nil
		}
		return s.signInByToken(c.key, t)
	}
	t := &loginToken{text: s.ticket("login token"), owner: c.key, client: c.client,
		except: slices.Clone(r.ExceptIDs), expires: now.Add(s.tokenLife)}
	c.key.token, s.tokens[t.text] = t, t
	return t.waiting(), nil
}

// waitsFor says whether the token was accepted and still lets this key in.
func (t *loginToken) waitsFor(k *authKey, now time.Time) bool {
	return t != nil && t.accepted && !t.expired(now) && (t.by == nil || t.by == k)
}

// waiting is a token that nobody has accepted.
func (t *loginToken) waiting() *tg.AuthLoginToken {
	return &tg.AuthLoginToken{Expires: int(t.expires.Unix()), Token: []byte(t.text)}
}

func (s *Server) forgetTokens(now time.Time) {
	for text, t := range s.tokens {
		if t.expired(now.Add(-loginTokenMemory)) {
			delete(s.tokens, text)
		}
	}
}

// importLoginToken: https://core.telegram.org/method/auth.importLoginToken, on
// the DC that loginTokenMigrateTo named.
func (s *Server) importLoginToken(_ context.Context, c *call, r *tg.AuthImportLoginTokenRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tokens[string(r.Token)]
	switch {
	case t == nil:
		return nil, refuse("AUTH_TOKEN_INVALID")
	case t.expired(time.Now()):
		return nil, refuse("AUTH_TOKEN_EXPIRED")
	case t.by != nil && t.by != c.key:
		return nil, refuse("AUTH_TOKEN_ALREADY_ACCEPTED")
	case c.dc != world.HomeDC:
		return &tg.AuthLoginTokenMigrateTo{DCID: world.HomeDC, Token: r.Token}, nil
	case !t.accepted:
		return t.waiting(), nil
	}
	return s.signInByToken(c.key, t)
}

// signInByToken lets the key in, once; an account with a password asks for it
// first, as often as the token is shown.
func (s *Server) signInByToken(k *authKey, t *loginToken) (bin.Encoder, error) {
	t.by = k
	answer, err := s.finishSignIn(k)
	if err != nil {
		return nil, err
	}
	return &tg.AuthLoginTokenSuccess{Authorization: answer.(*tg.AuthAuthorization)}, nil
}

// acceptLoginToken: https://core.telegram.org/method/auth.acceptLoginToken; the
// waiting client is told by updateLoginToken.
func (s *Server) acceptLoginToken(_ context.Context, _ *call, r *tg.AuthAcceptLoginTokenRequest) (bin.Encoder, error) {
	owner, session, err := s.accept(string(r.Token))
	if err != nil {
		return nil, err
	}
	if _, err := s.mt.Push(owner, &tg.UpdateShort{Update: &tg.UpdateLoginToken{}, Date: s.now()}); err != nil {
		s.log.Error("updateLoginToken not sent", "error", err)
	}
	return session, nil
}

// accept marks a token as accepted and describes the session that will be.
// AUTH_TOKEN_EXCEPTION for an account of except_ids is the one answer that the
// page leaves to guess.
func (s *Server) accept(token string) (owner [8]byte, session *tg.Authorization, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tokens[token]
	switch {
	case t == nil:
		return owner, nil, refuse("AUTH_TOKEN_INVALID")
	case t.accepted:
		return owner, nil, refuse("AUTH_TOKEN_ALREADY_ACCEPTED")
	case t.expired(time.Now()):
		return owner, nil, refuse("AUTH_TOKEN_EXPIRED")
	case slices.Contains(t.except, s.self.ID):
		return owner, nil, refuse("AUTH_TOKEN_EXCEPTION")
	}
	t.accepted, t.owner.token = true, t
	session = &tg.Authorization{
		Hash:  int64(binary.LittleEndian.Uint64([]byte(s.ticket("session"))) >> 1),
		APIID: apiID, AppName: "Satchel", DateCreated: s.now(), DateActive: s.now(), IP: "127.0.0.1",
		PasswordPending: s.password != nil,
	}
	if c := t.client; c != nil {
		session.DeviceModel, session.Platform, session.SystemVersion, session.AppVersion = c.DeviceModel, c.SystemVersion, c.SystemVersion, c.AppVersion
	}
	return t.owner.id, session, nil
}
