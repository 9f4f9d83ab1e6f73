package demo

import (
	"context"
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
	expires  time.Time // of the real clock: clients count down to it
	accepted bool
}

const loginTokenLife = 30 * time.Second

func (s *Server) tokenMethods() []*method {
	return []*method{on(s.exportLoginToken, nobody, anywhere), on(s.importLoginToken, nobody, anywhere),
		on(s.acceptLoginToken, anywhere)}
}

// exportLoginToken: https://core.telegram.org/method/auth.exportLoginToken. Asked
// again after the token was accepted it signs in.
func (s *Server) exportLoginToken(_ context.Context, c *call, r *tg.AuthExportLoginTokenRequest) (bin.Encoder, error) {
	if r.APIID != apiID || r.APIHash != s.apiHash() {
		return nil, refuse("API_ID_INVALID")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	k := c.key
	if k.token != nil && k.token.accepted {
		if c.dc != world.HomeDC {
			return &tg.AuthLoginTokenMigrateTo{DCID: world.HomeDC, Token: []byte(k.token.text)}, nil
		}
		return s.signInByToken(k, k.token)
	}
	if k.token != nil {
		delete(s.tokens, k.token.text)
	}
	k.token = &loginToken{text: s.ticket("login token"), owner: k, expires: time.Now().Add(loginTokenLife)}
	s.tokens[k.token.text] = k.token
	return &tg.AuthLoginToken{Expires: int(k.token.expires.Unix()), Token: []byte(k.token.text)}, nil
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
	case time.Now().After(t.expires):
		return nil, refuse("AUTH_TOKEN_EXPIRED")
	case c.dc != world.HomeDC:
		return &tg.AuthLoginTokenMigrateTo{DCID: world.HomeDC, Token: r.Token}, nil
	case !t.accepted:
		return &tg.AuthLoginToken{Expires: int(t.expires.Unix()), Token: r.Token}, nil
	}
	return s.signInByToken(c.key, t)
}

func (s *Server) signInByToken(k *authKey, t *loginToken) (bin.Encoder, error) {
	delete(s.tokens, t.text)
	answer, err := s.finishSignIn(k)
	if err != nil {
		return nil, err
	}
	return &tg.AuthLoginTokenSuccess{Authorization: answer.(*tg.AuthAuthorization)}, nil
}

// acceptLoginToken: https://core.telegram.org/method/auth.acceptLoginToken; the
// waiting client is told by updateLoginToken.
func (s *Server) acceptLoginToken(_ context.Context, _ *call, r *tg.AuthAcceptLoginTokenRequest) (bin.Encoder, error) {
	owner, err := s.accept(string(r.Token))
	if err != nil {
		return nil, err
	}
	if _, err := s.mt.Push(owner, &tg.UpdateShort{Update: &tg.UpdateLoginToken{}, Date: s.now()}); err != nil {
		s.log.Error("updateLoginToken not sent", "error", err)
	}
	return &tg.Authorization{APIID: apiID, DateCreated: s.now(), DateActive: s.now(), IP: "127.0.0.1"}, nil
}

func (s *Server) accept(token string) (owner [8]byte, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tokens[token]
	switch {
	case t == nil:
		return owner, refuse("AUTH_TOKEN_INVALID")
	case t.accepted:
		return owner, refuse("AUTH_TOKEN_ALREADY_ACCEPTED")
	case time.Now().After(t.expires):
		return owner, refuse("AUTH_TOKEN_EXPIRED")
	}
	t.accepted = true
	return t.owner.id, nil
}
