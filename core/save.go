package core

import (
	"context"
	"time"

	"github.com/gotd/td/tg"
	"golang.org/x/sync/errgroup"

	"satchel/core/internal/crawl"
	"satchel/core/internal/media"
	"satchel/core/internal/model"
)

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
		cfg := media.Config{
			Session: r.session, Archive: r.archive, HomeDC: r.client.HomeDC(), WebDC: r.client.WebFileDC(), Connect: r.connectMedia, ConnectCDN: r.client.CDN,
			Progress: r.counters, Logger: r.Logger,
		}
		if r.room != nil {
			cfg.WhenFull = r.room.wait
		}
		return media.Run(ctx, cfg, crawled)
	})
	return group.Wait()
}

// reopen lets the settings decide again about files that wait or were left out by
// choice, and takes up what an earlier run could not get.
func (r *run) reopen(ctx context.Context) error {
	if err := r.reconsider(ctx); err != nil {
		return err
	}
	return r.count(ctx)
}

// reconsider asks the settings of every chat that shows a file: it is wanted where
// one of them wants it.
func (r *run) reconsider(ctx context.Context) error {
	s := r.settings
	if len(s.Chats.Each) == 0 {
		return r.archive.Reconsider(ctx, func(f model.File) model.SkipReason { return s.skip(f.Type, f.Size) })
	}
	rows, err := r.archive.Dialogs(ctx)
	if err != nil {
		return err
	}
	wishes := map[int]Settings{}
	for _, row := range rows {
		wishes[row.Number] = s.of(row.Dialog.Peer)
	}
	return r.archive.ReconsiderByChat(ctx, func(f model.File, chats []int) model.SkipReason {
		if len(chats) == 0 {
			return s.skip(f.Type, f.Size)
		}
		var reason model.SkipReason
		for _, number := range chats {
			if reason = wishes[number].skip(f.Type, f.Size); reason == model.SkipNone {
				break
			}
		}
		return reason
	})
}

// countEvery is how often the kept counts of files are looked at while a run goes
// on: two small reads a second.
const countEvery = 500 * time.Millisecond

// count brings the counters up to the archive's kept counts.
func (r *run) count(ctx context.Context) error {
	r.counters.counting.Lock()
	defer r.counters.counting.Unlock()
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
		Users: s.asks(KindUsers), Chats: s.asks(KindChats), Megagroups: s.asks(KindMegagroups), Channels: s.asks(KindChannels),
		LeftChannels: s.LeftChannels, Only: s.Chats.Only, Except: s.Chats.Except, Types: s.Chats.Types,
		Profile: s.Profile, Userpics: s.Userpics, Stories: s.Stories, Contacts: s.Contacts, Sessions: s.Sessions, OtherData: s.OtherData,
		Emoji: s.Files, Faces: s.Files && s.Userpics,
		OnlyMine: s.wantsOnlyMine, Choice: s.choice(zone),
	}
	if len(s.Chats.Each) > 0 {
		p.Of = func(id PeerID) crawl.Choice { return s.of(id).choice(zone) }
	}
	return p
}

// choice translates what is wanted of a chat.
func (s Settings) choice(zone model.Zone) crawl.Choice {
	c := crawl.Choice{Skip: s.skip}
	if !s.From.IsZero() {
		c.From = zone.Day(s.From.date())
	}
	if !s.Till.IsZero() {
		year, month, day := s.Till.date()
		c.Till = zone.Day(year, month, day+1)
	}
	return c
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
