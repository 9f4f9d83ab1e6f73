package core

import (
	"context"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/signin"
	"satchel/core/internal/tgclient"
)

// SignInQR signs in by a QR code that a device of the account scans, or finds
// that the login still holds, and keeps the login. show gets every code as it is
// made, from the goroutine of SignInQR; it must not block. Only the prompter's
// Password is asked, if the account has one; ErrBack from there leads to a new
// code. It goes on until somebody is signed in, ctx ends, the prompter gives up or
// Telegram refuses for good. A login that Telegram does not know is treated as
// SignIn does. Not beside an open takeout session: it takes updates.
func (e *Engine) SignInQR(ctx context.Context, show func(QRCode), p Prompter) (Account, error) {
	told := signin.NewTokenSignal()
	var account Account
	err := e.signedIn(ctx, told, func(ctx context.Context, client *tgclient.Client) error {
		shown := false
		self, err := signin.SignInQR(ctx, signin.QRLogin{
			API: tg.NewClient(client.API()), APIID: e.cfg.Network.APIID, APIHash: e.cfg.Network.APIHash, Migrate: client.MigrateTo,
			Accepted: told, Prompter: p,
			Show: func(c signin.LoginCode) {
				shown = true
				show(QRCode{URL: c.URL, Expires: c.Expires, Err: c.Err})
			},
		})
		if err != nil {
			return fmt.Errorf("sign in: %w", err)
		}
		account = e.accountOf(self, shown)
		return nil
	})
	return account, err
}
