package tgclient

import (
	"context"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"

	"satchel/core/internal/trace"
)

// observe sees every call of the home connection: it counts it as asked, and
// notices sign-in and sign-out by their answers.
func (c *Client) observe(next tg.Invoker) telegram.InvokeFunc {
	next = c.cfg.Trace.Wrap(trace.Home, c.HomeDC, leaving{next, &c.left})
	return func(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
		if err := c.login.refused(); err != nil {
			return err
		}
		done := c.links.asked(c.HomeDC())
		err := next.Invoke(ctx, in, out)
		done()
		switch refused := c.login.refused(); {
		case refused != nil:
			return refused
		case err != nil:
			return err
		case signedIn(in, out):
			return c.login.confirm(ctx)
		case isSelf(in) && !c.login.isSigned():
			// The answer to the sign-in was lost on its way.
			return c.login.confirm(ctx)
		}
		if _, ok := in.(*tg.AuthLogOutRequest); ok {
			c.login.forget()
		}
		return nil
	}
}

// signedIn reports whether an answer is a login. auth.importAuthorization is the
// transfer to another DC, not one.
func signedIn(in bin.Encoder, out bin.Decoder) bool {
	if _, ok := in.(*tg.AuthImportAuthorizationRequest); ok {
		return false
	}
	switch box := out.(type) {
	case *tg.AuthAuthorizationBox:
		_, ok := box.Authorization.(*tg.AuthAuthorization)
		return ok
	case *tg.AuthSentCodeBox:
		_, ok := box.SentCode.(*tg.AuthSentCodeSuccess)
		return ok
	case *tg.AuthLoginTokenBox:
		_, ok := box.LoginToken.(*tg.AuthLoginTokenSuccess)
		return ok
	}
	return false
}

// isSelf reports a question that only a signed-in connection is answered.
func isSelf(in bin.Encoder) bool {
	r, ok := in.(*tg.UsersGetUsersRequest)
	if !ok || len(r.ID) != 1 {
		return false
	}
	_, ok = r.ID[0].(*tg.InputUserSelf)
	return ok
}
