package core

import (
	"context"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/signin"
	"satchel/core/internal/tgclient"
	"satchel/core/internal/tgconv"
)

// SignInQR signs in by a QR code that a device of the account scans, or finds
// that the login still holds, and keeps the login. show gets every code as it is
// made, from the goroutine of SignInQR; it must not block. Only the prompter's
// Password is asked, if the account has one; ErrBack from there leads to a new
// code. It goes on until somebody is signed in, ctx ends, the prompter gives up or
// Telegram refuses for good. Not beside an open takeout session: it takes updates.
func (e *Engine) SignInQR(ctx context.Context, show func(QRCode), p Prompter) (Account, error) {
	r := &run{Config: e.cfg, engine: e}
	cfg, err := r.clientConfig()
	if err != nil {
		return Account{}, err
	}
	told := signin.NewTokenSignal()
	cfg.Updates = told
	client := tgclient.New(cfg)
	var account Account
	err = client.Run(ctx, func(ctx context.Context) error {
		self, err := signin.SignInQR(ctx, signin.QRLogin{
			API: tg.NewClient(client.API()), APIID: cfg.APIID, APIHash: cfg.APIHash, Migrate: client.MigrateTo,
			Accepted: told, Prompter: p,
			Show: func(c signin.LoginCode) { show(QRCode{URL: c.URL, Expires: c.Expires, Err: c.Err}) },
		})
		if err != nil {
			return fmt.Errorf("sign in: %w", err)
		}
		peer, _ := tgconv.User(self)
		account = Account{ID: peer.ID.ID, Name: peer.Name()}
		return nil
	})
	return account, err
}
