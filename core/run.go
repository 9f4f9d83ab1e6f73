package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/gotd/td/tg"
	"golang.org/x/sync/errgroup"

	"satchel/core/internal/archive"
	"satchel/core/internal/crawl"
	"satchel/core/internal/media"
	"satchel/core/internal/model"
	"satchel/core/internal/signin"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
	"satchel/core/internal/tgconv"
)

// finishLimit bounds the call that ends the takeout session after a cancel.
const finishLimit = 10 * time.Second

// settingsKey is where the archive keeps the settings of its last run.
const settingsKey = "settings"

// run is one execution of an export.
type run struct {
	Config
	engine   *Engine
	counters *counters
	dir      string
	settings Settings
	prompter Prompter
	cancel   context.CancelCauseFunc

	archive *archive.Archive
	client  *tgclient.Client
	session *takeout.Session
	limiter *crawl.Limiter
	self    model.Peer
	id      int64 // of the run in the archive
	depth   Depth // how far an update reads again
	seen    bool  // an earlier run saved something
	repairs bool  // only files are fetched
}

// export runs from opening the archive to rendering it.
func (r *run) export(ctx context.Context) (result Result, err error) {
	result.Outcome = Failed
	r.archive, err = archive.Open(ctx, r.dir, archive.Options{Now: r.Now, Logger: r.Logger, OnCommit: r.engine.onCommit})
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, r.archive.Close()) }()
	if err := r.prepare(ctx); err != nil {
		return result, err
	}
	ended := r.online(ctx)
	// From here on nothing is fetched: what was saved is put in order and shown,
	// however the run ended.
	ctx = context.WithoutCancel(ctx)
	blocked, err := r.blocked(ended)
	if err != nil {
		return result, err
	}
	result, err = r.conclude(ctx, ended)
	if errors.Is(err, archive.ErrDiskFull) {
		return r.full(ctx), nil
	}
	result.Blocked = blocked
	return result, err
}

// full is the result of a run for whose end there was no room: what is saved is
// safe, the pages are those of the run before.
func (r *run) full(ctx context.Context) Result {
	result := Result{Outcome: PartlySaved, Problems: []Problem{}, Blocked: &Blocked{Code: BlockedDiskFull}}
	if stats, err := r.archive.Stats(ctx); err == nil {
		result.counts(stats)
	}
	return result
}

// prepare fixes what an archive keeps from its first run on and notes the
// settings.
func (r *run) prepare(ctx context.Context) error {
	loc := time.Local
	if r.settings.Zone != "" {
		named, err := time.LoadLocation(r.settings.Zone)
		if err != nil {
			return fmt.Errorf("%w: zone: %w", ErrSettings, err)
		}
		loc = named
	}
	if err := r.archive.SetZone(ctx, model.ZoneOf(loc)); err != nil {
		return err
	}
	kind, err := r.reopenWhat(ctx)
	if err != nil {
		return err
	}
	doc, err := json.Marshal(r.settings)
	if err != nil {
		return fmt.Errorf("note the settings: %w", err)
	}
	if err := r.archive.SaveValue(ctx, settingsKey, doc); err != nil {
		return err
	}
	r.id, err = r.archive.BeginRun(ctx, kind, doc)
	return err
}

// online does all that needs Telegram. Its error says how it ended; nil: nothing
// is left to fetch.
func (r *run) online(ctx context.Context) error {
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
	return err
}

func (r *run) connect() (*tgclient.Client, error) {
	cfg, err := r.clientConfig()
	if err != nil {
		return nil, err
	}
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
	self, err := r.whoIsThere(ctx)
	if errors.Is(err, signin.ErrSignedOut) || takeout.SignedOut(err) {
		self, err = signin.SignIn(ctx, tg.NewClient(r.client.API()), r.Network.APIID, r.Network.APIHash, r.prompter)
	}
	if err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	peer, _ := tgconv.User(self)
	r.self = peer
	return r.archive.SetAccount(ctx, peer.ID.ID)
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

// inSession opens the takeout session, saves everything inside it and ends it as
// the run ended.
func (r *run) inSession(ctx context.Context) error {
	if err := r.openSession(ctx); err != nil {
		return err
	}
	err := r.save(ctx)
	switch {
	case err == nil:
		// Everything is saved. A session that could not be ended now is ended by the
		// next run; it makes nothing incomplete.
		if ferr := r.session.Finish(ctx, true); ferr != nil {
			r.Logger.Warn("takeout session not finished", "error", ferr)
		}
	case errors.Is(context.Cause(ctx), errCancelled):
		finish, stop := context.WithTimeout(context.WithoutCancel(ctx), finishLimit)
		defer stop()
		if ferr := r.session.Finish(finish, false); ferr != nil {
			r.Logger.Warn("takeout session not finished", "error", ferr)
		}
	}
	return err
}

// askAgain is how often Telegram is asked during the safety delay whether the owner
// has approved the export on another device.
const askAgain = 5 * time.Minute

// openSession opens the session, waiting out the safety delay if that is short
// enough.
func (r *run) openSession(ctx context.Context) error {
	for {
		err := r.session.Open(ctx)
		var delay *takeout.DelayError
		if !errors.As(err, &delay) {
			return err
		}
		wait := time.Until(delay.Until)
		if r.MaxWait > 0 && wait > r.MaxWait {
			return err
		}
		r.counters.stage(StageDelayed)
		r.counters.wait(takeout.Wait{Method: "account.initTakeoutSession", Until: delay.Until})
		if err := sleep(ctx, min(wait, askAgain)); err != nil {
			return err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// longWaitError ends a run that would have to wait longer than its caller accepts.
type longWaitError struct{ until time.Time }

func (e *longWaitError) Error() string {
	return "telegram asks to wait until " + e.until.Format(time.RFC3339)
}

// onWait is told of every wait, from the goroutine that waits.
func (r *run) onWait(w takeout.Wait) {
	r.counters.wait(w)
	if w.Reason == takeout.WaitFlood {
		r.limiter.Flooded(w.Method)
	}
	if r.MaxWait > 0 && w.Reason == takeout.WaitFlood && time.Until(w.Until) > r.MaxWait {
		r.cancel(&longWaitError{w.Until})
	}
}

// save crawls and downloads together until both are done.
func (r *run) save(ctx context.Context) error {
	r.counters.stage(StageListing)
	if err := r.reopen(ctx); err != nil {
		return err
	}
	crawled := make(chan struct{})
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		if r.repairs {
			close(crawled)
			return nil
		}
		err := crawl.Run(ctx, crawl.Config{
			Session: r.session, Archive: r.archive, Run: r.id, Update: r.seen, Self: r.self, HomeDC: r.client.HomeDC(), Plan: r.plan(),
			Progress: r.counters, Limiter: r.limiter, Logger: r.Logger,
		})
		if err == nil {
			close(crawled)
		}
		return err
	})
	over := make(chan struct{})
	group.Go(func() error { return r.keepCounting(ctx, over) })
	group.Go(func() error {
		defer close(over)
		return media.Run(ctx, media.Config{
			Session: r.session, Archive: r.archive, HomeDC: r.client.HomeDC(), Connect: r.connectMedia, ConnectCDN: r.client.CDN,
			Progress: r.counters, Logger: r.Logger,
		}, crawled)
	})
	return group.Wait()
}

// reopen lets the settings decide again about files that wait or were left out by
// choice, and takes up what an earlier run could not get.
func (r *run) reopen(ctx context.Context) error {
	err := r.archive.Reconsider(ctx, func(f model.File) model.SkipReason { return r.settings.skip(f.Type, f.Size) })
	if err != nil {
		return err
	}
	return r.count(ctx)
}

// countEvery is how often the kept counts of files are looked at while a run goes
// on: two small reads a second.
const countEvery = 500 * time.Millisecond

// count brings the counters up to the archive's kept counts.
func (r *run) count(ctx context.Context) error {
	stats, err := r.archive.Stats(ctx)
	if err == nil {
		r.counters.files(stats)
	}
	return err
}

// keepCounting counts until the run's work ends.
func (r *run) keepCounting(ctx context.Context, over <-chan struct{}) error {
	ticker := time.NewTicker(countEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			if err := r.count(ctx); err != nil {
				return err
			}
		case <-over:
			return r.count(ctx)
		case <-ctx.Done():
			return nil
		}
	}
}

func (r *run) connectMedia(ctx context.Context, dc, conns int) (tg.Invoker, error) {
	return r.client.Media(ctx, dc, conns)
}

// plan translates the settings for the crawl.
func (r *run) plan() crawl.Plan {
	s := r.settings
	zone := r.archive.Zone()
	p := crawl.Plan{
		Users: s.MessageUsers, Chats: s.MessageChats, Megagroups: s.MessageMegagroups, Channels: s.MessageChannels,
		LeftChannels: s.LeftChannels, Only: s.Chats.Only, Except: s.Chats.Except,
		Profile: s.Profile, Userpics: s.Userpics, Stories: s.Stories, Contacts: s.Contacts, Sessions: s.Sessions, OtherData: s.OtherData,
		Emoji: s.Files, Faces: s.Files && s.Userpics, Skip: s.skip,
		OnlyMine: func(peer model.Peer) bool { return slices.Contains(s.OnlyMine, kindOf(peer)) },
	}
	if !s.From.IsZero() {
		p.From = zone.Day(s.From.date())
	}
	if !s.Till.IsZero() {
		year, month, day := s.Till.date()
		p.Till = zone.Day(year, month, day+1)
	}
	return p
}

// kindOf is the takeout kind of a chat.
func kindOf(p model.Peer) ChatKind {
	switch {
	case p.ID.Kind == model.KindUser:
		return KindUsers
	case p.ID.Kind == model.KindChat:
		return KindChats
	case p.Broadcast:
		return KindChannels
	}
	return KindMegagroups
}
