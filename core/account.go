package core

import (
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/telegram"
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
// holds, and keeps the login. Where Telegram does not know the kept login, a new one
// is asked for; the old one stays until that has succeeded.
func (e *Engine) SignIn(ctx context.Context, p Prompter) (Account, error) {
	var account Account
	err := e.signedIn(ctx, nil, func(ctx context.Context, client *tgclient.Client) error {
		asked := &noticing{Prompter: p}
		self, err := signin.SignIn(ctx, tg.NewClient(client.API()), e.cfg.Network.APIID, e.cfg.Network.APIHash, asked)
		if err != nil {
			return fmt.Errorf("sign in: %w", err)
		}
		account = e.accountOf(self, asked.phone)
		return nil
	})
	return account, err
}

// accountOf is who has signed in; anew says that it happened just now.
func (e *Engine) accountOf(self *tg.User, anew bool) Account {
	if anew {
		e.anew.Store(true)
	}
	peer, _ := tgconv.User(self)
	return Account{ID: peer.ID.ID, Name: peer.Name()}
}

// SignOut ends the login at Telegram. Removing the kept login is the caller's.
func (e *Engine) SignOut(ctx context.Context) error {
	return e.connected(ctx, func(ctx context.Context, client *tgclient.Client) error {
		return signin.LogOut(ctx, tg.NewClient(client.API()))
	})
}

// signedIn runs the sign-in f while the client is connected: with the kept login,
// or beside it where Telegram does not know that.
func (e *Engine) signedIn(ctx context.Context, updates telegram.UpdateHandler, f func(context.Context, *tgclient.Client) error) error {
	told := func(cfg *tgclient.Config) { cfg.Updates = updates }
	err := e.connected(ctx, f, told)
	if errors.Is(err, tgclient.ErrLoginUnknown) {
		err = e.connected(ctx, f, told, func(cfg *tgclient.Config) { cfg.NewLogin = true })
	}
	return err
}

// connected runs f while the client is connected.
func (e *Engine) connected(ctx context.Context, f func(context.Context, *tgclient.Client) error, changes ...func(*tgclient.Config)) error {
	cfg, err := (&run{Config: e.cfg}).clientConfig()
	if err != nil {
		return err
	}
	for _, change := range changes {
		change(&cfg)
	}
	client := tgclient.New(cfg)
	return client.Run(ctx, func(ctx context.Context) error { return f(ctx, client) })
}
