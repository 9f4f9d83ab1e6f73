package signin

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// codeRequest reads how a code was sent.
// https://core.telegram.org/type/auth.SentCode
func codeRequest(sent *tg.AuthSentCode, now time.Time) (CodeRequest, error) {
	var r CodeRequest
	switch t := sent.Type.(type) {
	case *tg.AuthSentCodeTypeApp:
		r.Via, r.Length = ViaApp, t.Length
	case *tg.AuthSentCodeTypeSMS:
		r.Via, r.Length = ViaSMS, t.Length
	case *tg.AuthSentCodeTypeFirebaseSMS:
		r.Via, r.Length = ViaSMS, t.Length
	case *tg.AuthSentCodeTypeCall:
		r.Via, r.Length = ViaCall, t.Length
	case *tg.AuthSentCodeTypeFlashCall:
		r.Via, r.Detail = ViaFlashCall, t.Pattern
	case *tg.AuthSentCodeTypeMissedCall:
		r.Via, r.Length, r.Detail = ViaMissedCall, t.Length, t.Prefix
	case *tg.AuthSentCodeTypeEmailCode:
		r.Via, r.Length, r.Detail = ViaEmail, t.Length, t.EmailPattern
	case *tg.AuthSentCodeTypeFragmentSMS:
		r.Via, r.Length, r.Detail = ViaFragment, t.Length, t.URL
	case *tg.AuthSentCodeTypeSMSWord:
		r.Via, r.Detail = ViaWord, t.Beginning
	case *tg.AuthSentCodeTypeSMSPhrase:
		r.Via, r.Detail = ViaPhrase, t.Beginning
	case *tg.AuthSentCodeTypeSetUpEmailRequired:
		return r, ErrEmailRequired
	default:
		return r, ErrUnsupported
	}
	if next, ok := sent.GetNextType(); ok {
		r.Next = nextVia(next)
		r.ResendAt = now.Add(time.Duration(max(sent.Timeout, 0)) * time.Second)
	}
	return r, nil
}

func nextVia(t tg.AuthCodeTypeClass) string {
	switch t.(type) {
	case *tg.AuthCodeTypeCall:
		return ViaCall
	case *tg.AuthCodeTypeFlashCall:
		return ViaFlashCall
	case *tg.AuthCodeTypeMissedCall:
		return ViaMissedCall
	case *tg.AuthCodeTypeFragmentSMS:
		return ViaFragment
	default:
		return ViaSMS
	}
}

func (f *flow) askCode(ctx context.Context) (step, error) {
	a, err := f.p.Code(ctx, f.code)
	if err != nil {
		return nil, err
	}
	f.code.Wrong, f.code.Err = false, nil
	switch {
	case a.Back:
		return f.cancelCode, nil
	case a.Resend:
		return f.resendCode, nil
	}
	code := strings.TrimSpace(a.Code)
	if f.code.Via != ViaWord && f.code.Via != ViaPhrase {
		code = strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(code)
	}
	if code == "" {
		f.code.Wrong = true
		return f.askCode, nil
	}
	return func(ctx context.Context) (step, error) { return f.tryCode(ctx, code) }, nil
}

// tryCode signs in. https://core.telegram.org/method/auth.signIn
func (f *flow) tryCode(ctx context.Context, code string) (step, error) {
	req := &tg.AuthSignInRequest{PhoneNumber: f.number, PhoneCodeHash: f.codeHash}
	if f.code.Via == ViaEmail {
		req.SetEmailVerification(&tg.EmailVerificationCode{Code: code})
	} else {
		req.SetPhoneCode(code)
	}
	tries := 0
	answer, err := again(ctx, func(ctx context.Context) (tg.AuthAuthorizationClass, error) {
		tries++
		return f.api.AuthSignIn(ctx, req)
	})
	switch {
	case err == nil:
		return f.authorized(answer)
	case tgerr.Is(err, "SESSION_PASSWORD_NEEDED"):
		f.password = PasswordRequest{}
		return f.askPassword, nil
	case tries > 1 && f.already(ctx):
		return nil, nil
	case tgerr.Is(err, "PHONE_CODE_INVALID", "PHONE_CODE_EMPTY", "CODE_INVALID", "EMAIL_VERIFY_EXPIRED"):
		f.code.Wrong = true
		return f.askCode, nil
	case tgerr.Is(err, "PHONE_CODE_EXPIRED", "PHONE_CODE_HASH_EMPTY", "PHONE_CODE_HASH_INVALID"):
		return f.replaceCode, nil
	}
	return f.backToCode(err)
}

// already covers an answer that was lost on its way: the code was taken, and is
// refused when it comes again.
func (f *flow) already(ctx context.Context) bool {
	self, err := Self(ctx, f.api)
	f.self = self
	return err == nil
}

// backToCode shows at the code what went wrong, or ends the dialogue.
func (f *flow) backToCode(err error) (step, error) {
	if next := f.restart(err); next != nil {
		return next, nil
	}
	why, mendable := reason(err)
	if !mendable {
		return nil, fmt.Errorf("sign in: %w", why)
	}
	f.code.Err = why
	return f.askCode, nil
}

// replaceCode asks for a new code because the one sent is too old.
func (f *flow) replaceCode(ctx context.Context) (step, error) {
	sent, err := again(ctx, func(ctx context.Context) (tg.AuthSentCodeClass, error) {
		return f.api.AuthSendCode(ctx, &tg.AuthSendCodeRequest{
			PhoneNumber: f.number, APIID: f.id, APIHash: f.hash,
		})
	})
	if err != nil {
		return f.backToPhone(err)
	}
	return f.sent(sent, ErrCodeExpired)
}

// resendCode asks for the code by the next way.
// https://core.telegram.org/method/auth.resendCode
func (f *flow) resendCode(ctx context.Context) (step, error) {
	sent, err := again(ctx, func(ctx context.Context) (tg.AuthSentCodeClass, error) {
		return f.api.AuthResendCode(ctx, &tg.AuthResendCodeRequest{
			PhoneNumber: f.number, PhoneCodeHash: f.codeHash,
		})
	})
	switch {
	case err == nil:
		return f.sent(sent, nil)
	case tgerr.Is(err, "PHONE_CODE_EXPIRED", "PHONE_CODE_HASH_EMPTY", "PHONE_CODE_HASH_INVALID"):
		return f.replaceCode, nil
	case tgerr.Is(err, "SEND_CODE_UNAVAILABLE"):
		f.code.Err = ErrNoResend
		return f.askCode, nil
	}
	return f.backToCode(err)
}

// cancelCode goes back to the phone number; Telegram is told, but nothing depends
// on its answer. https://core.telegram.org/method/auth.cancelCode
func (f *flow) cancelCode(ctx context.Context) (step, error) {
	limited, cancel := context.WithTimeout(ctx, cancelLimit)
	defer cancel()
	_, err := f.api.AuthCancelCode(limited, &tg.AuthCancelCodeRequest{PhoneNumber: f.number, PhoneCodeHash: f.codeHash})
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return f.askPhone, nil
}

const cancelLimit = 5 * time.Second
