package signin

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// LoginCode is a code to show for scanning, or the reason why there is none.
type LoginCode struct {
	URL     string    // tg://login?token=…; "" if Err is set
	Expires time.Time // by this computer's clock
	Err     error     // *WaitError, ErrOffline or ErrTooMany; another LoginCode follows
}

// QRLogin is what SignInQR needs; nothing of it may be left out.
type QRLogin struct {
	API     *tg.Client
	APIID   int
	APIHash string
	// Migrate moves the connection to the account's DC.
	Migrate func(ctx context.Context, dc int) error
	// Accepted has to receive the connection's updates.
	Accepted *TokenSignal
	Show     func(LoginCode) // must not block
	Prompter Prompter        // only Password is asked
}

// SignInQR shows codes until one of them is accepted by a device of the account,
// and returns the signed-in user; at once when the connection's login is one.
// https://core.telegram.org/api/qr-login
func SignInQR(ctx context.Context, l QRLogin) (*tg.User, error) {
	self, err := Self(ctx, l.API)
	if !errors.Is(err, ErrSignedOut) {
		return self, err
	}
	q := &qrFlow{flow: &flow{api: l.API, id: l.APIID, hash: l.APIHash, p: l.Prompter}, login: l}
	q.front, q.anew = q.newCode, q.newCode
	for next := q.front; next != nil; {
		if next, err = next(ctx); err != nil {
			return nil, err
		}
	}
	return q.self, nil
}

const (
	// codeLife is how long Telegram's codes usually last. Where the token's own
	// time cannot be true, the computer's clock is wrong, and this counts.
	codeLife = 30 * time.Second
	// renewAhead is how long before its end a code is replaced.
	renewAhead = 2 * time.Second
	// sameCodePause is the pause before asking again when Telegram gave the code
	// that was to be replaced once more.
	sameCodePause = 3 * time.Second
	// offlinePause and floodPause are the pauses after trouble that names no time.
	offlinePause = 5 * time.Second
	floodPause   = time.Minute
	// maxMoves bounds how often Telegram may send the sign-in to another DC.
	maxMoves = 5
)

// qrFlow is one sign-in by QR code; from the password on it is a flow like any
// other.
type qrFlow struct {
	*flow
	login QRLogin

	token   []byte // that is shown; nil: none is
	expires time.Time
	renew   time.Time
	told    bool // that a code was accepted; what came of it is not known yet
	moves   int
}

// newCode asks for a code. The answer is a login once a code was accepted.
// https://core.telegram.org/method/auth.exportLoginToken
func (q *qrFlow) newCode(ctx context.Context) (step, error) {
	return q.ask(ctx, func(ctx context.Context) (tg.AuthLoginTokenClass, error) {
		return q.api.AuthExportLoginToken(ctx, &tg.AuthExportLoginTokenRequest{APIID: q.id, APIHash: q.hash, ExceptIDs: []int64{}})
	})
}

// ask makes a call that a login token answers, and goes where its answer leads.
func (q *qrFlow) ask(ctx context.Context, call func(context.Context) (tg.AuthLoginTokenClass, error)) (step, error) {
	tries := 0
	answer, err := again(ctx, func(ctx context.Context) (tg.AuthLoginTokenClass, error) {
		tries++
		return call(ctx)
	})
	if success, ok := answer.(*tg.AuthLoginTokenSuccess); ok {
		return q.authorized(success.Authorization)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case tgerr.Is(err, "SESSION_PASSWORD_NEEDED"):
		q.token, q.told, q.password = nil, false, PasswordRequest{}
		return q.askPassword, nil
	case (tries > 1 || q.told && isCode(answer)) && q.already(ctx): // the login's answer was lost on its way
		return nil, nil
	case tgerr.Is(err, "AUTH_TOKEN_EXPIRED", "AUTH_TOKEN_INVALID", "AUTH_TOKEN_INVALIDX", "AUTH_TOKEN_ALREADY_ACCEPTED"):
		return q.newCode, nil // what was to be imported came too late
	case err != nil:
		return q.hold(err)
	}
	switch a := answer.(type) {
	case *tg.AuthLoginToken:
		return q.show(a), nil
	case *tg.AuthLoginTokenMigrateTo:
		return q.move(a)
	}
	return nil, fmt.Errorf("sign in by code: %w", ErrUnsupported)
}

// isCode says whether the answer is another code. After an accepted one that means
// that the connection was lost and the call made twice, or that it is too late.
func isCode(answer tg.AuthLoginTokenClass) bool {
	_, ok := answer.(*tg.AuthLoginToken)
	return ok
}

// show shows a code and waits until it is accepted or has to be replaced.
func (q *qrFlow) show(t *tg.AuthLoginToken) step {
	now := time.Now()
	q.told = false
	if q.token != nil && bytes.Equal(q.token, t.Token) {
		q.renew = now.Add(max(q.expires.Sub(now), sameCodePause))
		return q.await
	}
	life := time.Unix(int64(t.Expires), 0).Sub(now)
	if life < time.Second || life > codeLife {
		life = codeLife
	}
	q.token, q.expires = t.Token, now.Add(life)
	q.renew = q.expires.Add(-min(renewAhead, life/4))
	q.login.Show(LoginCode{URL: loginURL(t.Token), Expires: q.expires})
	return q.await
}

// loginURL is the link that a code holds.
// https://core.telegram.org/api/links#qr-code-login-links
func loginURL(token []byte) string {
	return "tg://login?token=" + base64.RawURLEncoding.EncodeToString(token)
}

func (q *qrFlow) await(ctx context.Context) (step, error) {
	timer := time.NewTimer(time.Until(q.renew))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-q.login.Accepted.told:
		q.told = true
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return q.newCode, nil
}

// hold tells why there is no code and waits until there may be one again, or ends
// the sign-in.
func (q *qrFlow) hold(err error) (step, error) {
	if next := q.restart(err); next != nil {
		return next, nil
	}
	why, mendable := reason(err)
	if !mendable {
		return nil, fmt.Errorf("sign in by code: %w", why)
	}
	until := time.Now().Add(floodPause)
	var wait *WaitError
	switch {
	case errors.As(why, &wait):
		until = wait.Until
	case errors.Is(why, ErrOffline):
		until = time.Now().Add(offlinePause)
		why = ErrOffline
	}
	q.token = nil
	q.login.Show(LoginCode{Err: why})
	return func(ctx context.Context) (step, error) { return q.newCode, sleep(ctx, time.Until(until)) }, nil
}

// move goes to the DC of the account that accepted the code, and signs in there.
func (q *qrFlow) move(to *tg.AuthLoginTokenMigrateTo) (step, error) {
	if q.moves == maxMoves {
		return nil, fmt.Errorf("sign in by code: %w: sent from one datacenter to another", ErrUnsupported)
	}
	return func(ctx context.Context) (step, error) {
		_, err := again(ctx, func(ctx context.Context) (struct{}, error) { return struct{}{}, q.login.Migrate(ctx, to.DCID) })
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			return q.hold(err)
		}
		q.moves++
		return func(ctx context.Context) (step, error) { return q.importToken(ctx, to.Token) }, nil
	}, nil
}

// importToken takes an accepted token up at the account's own DC.
// https://core.telegram.org/method/auth.importLoginToken
func (q *qrFlow) importToken(ctx context.Context, token []byte) (step, error) {
	return q.ask(ctx, func(ctx context.Context) (tg.AuthLoginTokenClass, error) {
		return q.api.AuthImportLoginToken(ctx, token)
	})
}
