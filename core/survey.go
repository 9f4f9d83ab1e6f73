package core

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/crawl"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
)

// Survey is a signed-in account looked at before an export: which chats there are
// and how much media each holds. Its calls are ordinary ones, outside of any
// takeout session. Its methods may be called from several goroutines, while the
// function given to Engine.Survey runs.
type Survey struct {
	via tg.Invoker

	mu    sync.Mutex
	peers map[PeerID]model.Peer
}

// SurveyedChat is a chat of the account.
type SurveyedChat struct {
	ID       PeerID
	Name     string // empty: a deleted account, or Saved Messages
	Self     bool   // Saved Messages
	Kind     ChatKind
	Type     ChatType
	Archived bool
	Pinned   bool
	Last     int64 // when its newest message was sent, unix seconds; 0: not known
}

// MediaCount is how many messages of a chat hold media of a type, as Telegram
// counts; it does not count stickers.
type MediaCount = crawl.MediaCount

// Survey connects with the login that is kept and runs f; a login that no longer
// holds is an error of f's calls. Not to be used while an archive has an export
// under way, whose every call has to be part of it.
func (e *Engine) Survey(ctx context.Context, f func(ctx context.Context, s *Survey) error) error {
	return e.connected(ctx, func(ctx context.Context, client *tgclient.Client) error {
		via := takeout.Plain(client.API(), client.HomeDC(), e.cfg.Logger, nil)
		return f(ctx, &Survey{via: via, peers: map[PeerID]model.Peer{}})
	})
}

// Chats hands over the chat list in pages, as Telegram orders it.
func (s *Survey) Chats(ctx context.Context, page func([]SurveyedChat)) error {
	return crawl.ListChats(ctx, s.via, func(fresh []crawl.ListedChat) error {
		chats := make([]SurveyedChat, len(fresh))
		s.mu.Lock()
		for i, c := range fresh {
			s.peers[c.Peer.ID] = c.Peer
			chats[i] = surveyed(c)
		}
		s.mu.Unlock()
		page(chats)
		return ctx.Err()
	})
}

func surveyed(c crawl.ListedChat) SurveyedChat {
	chat := SurveyedChat{ID: c.Peer.ID, Name: c.Peer.Name(), Self: c.Peer.Self, Kind: kindOf(c.Peer), Type: c.Peer.Type(),
		Archived: c.Folder == 1, Pinned: c.Pinned, Last: c.TopDate}
	if chat.Self {
		chat.Name = ""
	}
	return chat
}

// ErrNotListed is returned for a chat that the survey has not listed.
var ErrNotListed = errors.New("the chat is not in the list")

// Media counts the media of a listed chat: one call.
func (s *Survey) Media(ctx context.Context, id PeerID) ([]MediaCount, error) {
	s.mu.Lock()
	peer, ok := s.peers[id]
	s.mu.Unlock()
	if !ok {
		return nil, fmt.Errorf("count the media of %s: %w", id, ErrNotListed)
	}
	return crawl.CountMedia(ctx, s.via, peer)
}

// MeanSizes are the mean bytes of a file of each type, learnt from what the archive
// in dir has recorded; a type of which it has none is absent.
func MeanSizes(ctx context.Context, dir string, cfg Config) (means map[MediaType]int64, err error) {
	cfg = New(cfg).cfg
	a, err := archive.OpenRead(ctx, dir, archive.Options{Now: cfg.Now, Logger: cfg.Logger})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.MeanSizes(ctx)
}

// Estimate is about how many bytes counted media are, by the means; unknown is how
// many of the files have a type without a mean. Files that the settings leave out
// by type do not count.
func (s Settings) Estimate(counts []MediaCount, means map[MediaType]int64) (bytes int64, unknown int) {
	for _, c := range counts {
		if s.skip(c.Type, 0) != model.SkipNone {
			continue
		}
		mean, ok := means[c.Type]
		if !ok {
			unknown += c.Count
			continue
		}
		bytes += mean * int64(c.Count)
	}
	return bytes, unknown
}
