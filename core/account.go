package core

import (
	"context"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/signin"
	"satchel/core/internal/tgclient"
	"satchel/core/internal/tgconv"
)

// Account is who is signed in.
type Account struct {
	ID   int64
	Name string
}

// SignIn signs in with the prompter's answers, or finds that the login still
// holds, and keeps the login.
func (e *Engine) SignIn(ctx context.Context, p Prompter) (Account, error) {
	var account Account
	err := e.connected(ctx, func(ctx context.Context, client *tgclient.Client) error {
		self, err := signin.SignIn(ctx, tg.NewClient(client.API()), e.cfg.Network.APIID, e.cfg.Network.APIHash, p)
		if err != nil {
			return fmt.Errorf("sign in: %w", err)
		}
		peer, _ := tgconv.User(self)
		account = Account{ID: peer.ID.ID, Name: peer.Name()}
		return nil
	})
	return account, err
}

// SignOut ends the login at Telegram. Removing the kept login is the caller's.
func (e *Engine) SignOut(ctx context.Context) error {
	return e.connected(ctx, func(ctx context.Context, client *tgclient.Client) error {
		return signin.LogOut(ctx, tg.NewClient(client.API()))
	})
}

// connected runs f while the client is connected.
func (e *Engine) connected(ctx context.Context, f func(context.Context, *tgclient.Client) error) error {
	r := &run{Config: e.cfg, engine: e}
	client, err := r.connect()
	if err != nil {
		return err
	}
	return client.Run(ctx, func(ctx context.Context) error { return f(ctx, client) })
}
