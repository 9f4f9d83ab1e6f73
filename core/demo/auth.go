package demo

import (
	"context"
	"encoding/hex"
	"strings"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// sentCode is a login code on its way, https://core.telegram.org/api/auth.
type sentCode struct {
	hash string
	sent int // how many times: each goes a further way
}

// resendSeconds is how long a client waits before it asks for the code again.
const resendSeconds = 10

func (s *Server) authMethods() []*method {
	return []*method{
		on(s.sendCode, nobody, anywhere), on(s.resendCode, nobody, anywhere), on(s.cancelCode, nobody, anywhere),
		on(s.signIn, nobody, anywhere), on(s.logOut, anywhere),
		on(s.getPassword, nobody, anywhere), on(s.checkPassword, nobody, anywhere),
		on(s.exportAuthorization, anywhere), on(s.importAuthorization, nobody, anywhere),
	}
}

// sendCode: https://core.telegram.org/method/auth.sendCode.
func (s *Server) sendCode(_ context.Context, c *call, r *tg.AuthSendCodeRequest) (bin.Encoder, error) {
	switch {
	case r.APIID != apiID || r.APIHash != s.apiHash():
		return nil, refuse("API_ID_INVALID")
	case digits(r.PhoneNumber) == "" || digits(r.PhoneNumber) != digits(s.world.Phone()):
		return nil, refuse("PHONE_NUMBER_INVALID")
	case c.dc != world.HomeDC:
		return nil, refuse("PHONE_MIGRATE_2")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c.key.sent = &sentCode{hash: hex.EncodeToString([]byte(s.ticket("code")[:9]))}
	return s.send(c.key.sent), nil
}

// send lets the code go its next way: the app, a text message, a call.
func (s *Server) send(code *sentCode) *tg.AuthSentCode {
	length := len(s.world.Code())
	a := &tg.AuthSentCode{PhoneCodeHash: code.hash}
	switch code.sent {
	case 0:
		a.Type = &tg.AuthSentCodeTypeApp{Length: length}
		a.SetNextType(&tg.AuthCodeTypeSMS{})
		a.SetTimeout(resendSeconds)
	case 1:
		a.Type = &tg.AuthSentCodeTypeSMS{Length: length}
		a.SetNextType(&tg.AuthCodeTypeCall{})
		a.SetTimeout(resendSeconds)
	default:
		a.Type = &tg.AuthSentCodeTypeCall{Length: length}
	}
	code.sent++
	return a
}

// resendCode: https://core.telegram.org/method/auth.resendCode.
func (s *Server) resendCode(_ context.Context, c *call, r *tg.AuthResendCodeRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch code := c.key.sent; {
	case digits(r.PhoneNumber) != digits(s.world.Phone()):
		return nil, refuse("PHONE_NUMBER_INVALID")
	case code == nil || code.hash != r.PhoneCodeHash:
		return nil, refuse("PHONE_CODE_EXPIRED")
	case code.sent > 2:
		return nil, refuse("SEND_CODE_UNAVAILABLE")
	default:
		return s.send(code), nil
	}
}

// cancelCode: https://core.telegram.org/method/auth.cancelCode.
func (s *Server) cancelCode(_ context.Context, c *call, r *tg.AuthCancelCodeRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case digits(r.PhoneNumber) != digits(s.world.Phone()):
		return nil, refuse("PHONE_NUMBER_INVALID")
	case c.key.sent == nil || c.key.sent.hash != r.PhoneCodeHash:
		return nil, refuse("PHONE_CODE_EXPIRED")
	}
	c.key.sent = nil
	return &tg.BoolTrue{}, nil
}

// signIn: https://core.telegram.org/method/auth.signIn.
func (s *Server) signIn(_ context.Context, c *call, r *tg.AuthSignInRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch k := c.key; {
	case digits(r.PhoneNumber) != digits(s.world.Phone()):
		return nil, refuse("PHONE_NUMBER_INVALID")
	case c.dc != world.HomeDC:
		return nil, refuse("PHONE_MIGRATE_2")
	case k.sent == nil || k.sent.hash != r.PhoneCodeHash:
		return nil, refuse("PHONE_CODE_EXPIRED")
	case r.PhoneCode == "":
		return nil, refuse("PHONE_CODE_EMPTY")
	case r.PhoneCode != s.world.Code():
		return nil, refuse("PHONE_CODE_INVALID")
	}
	return s.finishSignIn(c.key)
}

// finishSignIn signs a key in, or asks for the password first.
func (s *Server) finishSignIn(k *authKey) (bin.Encoder, error) {
	if s.password != nil {
		k.passed = true
		return nil, refuse("SESSION_PASSWORD_NEEDED")
	}
	k.signIn()
	return &tg.AuthAuthorization{User: s.world.Self()}, nil
}

// logOut: https://core.telegram.org/method/auth.logOut.
func (s *Server) logOut(_ context.Context, c *call, _ *tg.AuthLogOutRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.key.login.ended = true
	s.takeouts.end()
	return &tg.AuthLoggedOut{}, nil
}

// getPassword: https://core.telegram.org/method/account.getPassword, allowed as
// soon as the code was right.
func (s *Server) getPassword(_ context.Context, c *call, _ *tg.AccountGetPasswordRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !c.key.signedIn() && !c.key.passed {
		return nil, refuse("AUTH_KEY_UNREGISTERED")
	}
	a := &tg.AccountPassword{
		NewAlgo:       &tg.PasswordKdfAlgoUnknown{},
		NewSecureAlgo: &tg.SecurePasswordKdfAlgoUnknown{},
		SecureRandom:  []byte(s.ticket("secure random")),
	}
	if s.password == nil {
		return a, nil
	}
	c.key.handshake = s.password.begin(s.ticket("srp"))
	a.HasPassword = true
	a.SetCurrentAlgo(s.password.algo())
	a.SetSRPB(c.key.handshake.public)
	a.SetSRPID(c.key.handshake.id)
	if hint := s.world.Hint(); hint != "" {
		a.SetHint(hint)
	}
	return a, nil
}

// checkPassword: https://core.telegram.org/method/auth.checkPassword.
func (s *Server) checkPassword(_ context.Context, c *call, r *tg.AuthCheckPasswordRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	proof, ok := r.Password.(*tg.InputCheckPasswordSRP)
	switch k := c.key; {
	case !k.passed:
		return nil, refuse("AUTH_KEY_UNREGISTERED")
	case !ok:
		return nil, refuse("PASSWORD_HASH_INVALID")
	case k.handshake == nil || k.handshake.id != proof.SRPID:
		return nil, refuse("SRP_ID_INVALID")
	case !s.password.proves(k.handshake, proof.A, proof.M1):
		return nil, refuse("PASSWORD_HASH_INVALID")
	}
	c.key.signIn()
	return &tg.AuthAuthorization{User: s.world.Self()}, nil
}

// exportAuthorization: https://core.telegram.org/method/auth.exportAuthorization.
// The caller's own DC and CDNs have nothing to import.
func (s *Server) exportAuthorization(_ context.Context, c *call, r *tg.AuthExportAuthorizationRequest) (bin.Encoder, error) {
	if r.DCID == c.dc || r.DCID < 1 || r.DCID > 5 {
		return nil, refuse("DC_ID_INVALID")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ticket := s.ticket("export")
	s.exports[ticket] = c.key.login
	return &tg.AuthExportedAuthorization{ID: s.self.ID, Bytes: []byte(ticket)}, nil
}

// importAuthorization: https://core.telegram.org/method/auth.importAuthorization.
// What was exported is good once.
func (s *Server) importAuthorization(_ context.Context, c *call, r *tg.AuthImportAuthorizationRequest) (bin.Encoder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.exports[string(r.Bytes)]
	delete(s.exports, string(r.Bytes))
	switch {
	case r.ID != s.self.ID:
		return nil, refuse("USER_ID_INVALID")
	case l == nil || l.ended:
		return nil, refuse("AUTH_BYTES_INVALID")
	}
	c.key.login = l
	return &tg.AuthAuthorization{User: s.world.Self()}, nil
}

// digits is a phone number as Telegram compares it.
func digits(phone string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
}
