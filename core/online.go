package core

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync/atomic"

	"github.com/gotd/td/tg"

	"satchel/core/internal/crawl"
	"satchel/core/internal/model"
	"satchel/core/internal/signin"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
	"satchel/core/internal/tgconv"
	"satchel/core/internal/trace"
)

// online does all that needs Telegram. Its error says how it ended; nil: nothing
// is left to fetch.
func (r *run) online(ctx context.Context) error {
	if err := r.counters.gallery.kept(ctx, r.archive.LateFiles); err != nil {
		return err
	}
	client, err := r.connect()
	if err != nil {
		return err
	}
	r.client = client
	r.counters.stage(StageConnecting)
	// A cancelled run still needs the line, to end the takeout session; any other
	// end, or one before the line stands, takes the line with it.
	line, hangUp := context.WithCancelCause(context.WithoutCancel(ctx))
	defer hangUp(nil)
	var stands atomic.Bool
	defer context.AfterFunc(ctx, func() {
		if cause := context.Cause(ctx); !stands.Load() || !errors.Is(cause, errCancelled) {
			hangUp(cause)
		}
	})()
	err = client.Run(line, func(line context.Context) error {
		stands.Store(true)
		work, end := context.WithCancelCause(line)
		defer end(nil)
		defer context.AfterFunc(ctx, func() { end(context.Cause(ctx)) })()
		if err := r.signIn(work); err != nil {
			return err
		}
		return r.inSession(work)
	})
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	if errors.Is(err, context.Canceled) { // said of a connection that died: nobody has stopped the run
		return fmt.Errorf("%w: %v", net.ErrClosed, err)
	}
	return err
}

func (r *run) connect() (*tgclient.Client, error) {
	cfg, err := r.clientConfig()
	if err != nil {
		return nil, err
	}
	cfg.OnState = r.counters.line
	return tgclient.New(cfg), nil
}

func (r *run) clientConfig() (tgclient.Config, error) {
	keys, err := r.Network.keys()
	if err != nil {
		return tgclient.Config{}, err
	}
	cfg := tgclient.Config{
		APIID: r.Network.APIID, APIHash: r.Network.APIHash, Home: r.Network.Home, Keys: keys,
		Storage: r.Login, Logger: r.Logger, Dial: r.Dial, AppVersion: r.Version,
	}
	if r.Trace != nil {
		if cfg.Trace, err = trace.New(r.Trace, r.Version, r.Logger); err != nil {
			return tgclient.Config{}, err
		}
	}
	for _, dc := range r.Network.DCs {
		cfg.DCs = append(cfg.DCs, tgclient.DC(dc))
	}
	return cfg, nil
}

// signIn signs in, or finds that the device still is, and checks whose archive it
// is.
func (r *run) signIn(ctx context.Context) error {
	r.counters.stage(StageSignIn)
	r.limiter = crawl.NewLimiter()
	r.session = takeout.New(takeout.Config{
		API: r.client.API(), HomeDC: r.client.HomeDC(), Store: r.archive, Flags: r.settings.takeoutFlags(),
		Logger: r.Logger, OnWait: r.onWait, Gate: r.engine.gate.pass,
	})
	if r.engine.anew.Swap(false) {
		if err := r.session.Drop(ctx); err != nil {
			return err
		}
	}
	self, err := r.whoIsThere(ctx)
	if errors.Is(err, signin.ErrSignedOut) || takeout.SignedOut(err) {
		self, err = r.signInAnew(ctx)
	}
	if err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	peer, _ := tgconv.User(self)
	r.self = peer
	return r.archive.SetAccount(ctx, peer.ID.ID)
}

// signInAnew signs in. A takeout session that was begun with another login ends
// with that.
func (r *run) signInAnew(ctx context.Context) (*tg.User, error) {
	asked := &noticing{Prompter: r.prompter}
	self, err := signin.SignIn(ctx, tg.NewClient(r.client.API()), r.Network.APIID, r.Network.APIHash, asked)
	if err != nil || !asked.phone {
		return self, err
	}
	return self, r.session.Drop(ctx)
}

// noticing notices whether anybody had to sign in.
type noticing struct {
	Prompter
	phone bool
}

// Phone implements Prompter.
func (n *noticing) Phone(ctx context.Context, req PhoneRequest) (string, error) {
	n.phone = true
	return n.Prompter.Phone(ctx, req)
}

// whoIsThere asks who is signed in: inside the takeout session if an earlier run
// left one open, for then nothing may be asked outside of it.
func (r *run) whoIsThere(ctx context.Context) (*tg.User, error) {
	state, err := r.archive.LoadTakeout(ctx)
	if err != nil {
		return nil, err
	}
	if state.Phase != model.TakeoutOpen {
		return nil, signin.ErrSignedOut // SignIn itself looks
	}
	if err := r.openSession(ctx); err != nil {
		return nil, err
	}
	return signin.Self(ctx, tg.NewClient(r.session))
}
