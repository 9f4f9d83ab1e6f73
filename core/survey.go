package core

import (
	"context"
	"errors"

	"satchel/core/internal/archive"
	"satchel/core/internal/crawl"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
)

// Surveyor is told what a survey finds. Its functions are called one at a time from
// the survey's goroutine.
type Surveyor struct {
	// Chats takes a page of the chat list, as Telegram orders it.
	Chats func([]SurveyedChat)
	// Listed is called once when the list is whole.
	Listed func()
	// Next says which chat's media to count next. It may block, until ctx ends; its
	// error ends the survey and is the survey's.
	Next func(ctx context.Context) (PeerID, error)
	// Counted takes the counts of a chat, or why there are none.
	Counted func(PeerID, []MediaCount, error)
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

// Survey looks at the account before an export with the login that is kept: which
// chats there are and, one call a chat, how much media each holds. Its calls are
// ordinary ones, outside of any takeout session; it is not to be used while an
// archive has an export under way, whose every call has to be part of it. A chat
// that was not listed is counted with ErrNotListed. It blocks until Next ends it.
func (e *Engine) Survey(ctx context.Context, s Surveyor) error {
	return e.connected(ctx, func(ctx context.Context, client *tgclient.Client) error {
		via := takeout.Plain(client.API(), client.HomeDC(), e.cfg.Logger, nil)
		peers := map[PeerID]model.Peer{}
		if err := crawl.ListChats(ctx, via, func(fresh []crawl.ListedChat) error {
			chats := make([]SurveyedChat, len(fresh))
			for i, c := range fresh {
				peers[c.Peer.ID] = c.Peer
				chats[i] = surveyed(c)
			}
			s.Chats(chats)
			return ctx.Err()
		}); err != nil {
			return err
		}
		s.Listed()
		for {
			id, err := s.Next(ctx)
			if err != nil {
				return err
			}
			peer, ok := peers[id]
			if !ok {
				s.Counted(id, nil, ErrNotListed)
				continue
			}
			counts, err := crawl.CountMedia(ctx, via, peer)
			if err != nil && ctx.Err() != nil {
				return err
			}
			s.Counted(id, counts, err)
		}
	})
}

// ErrNotListed is returned for a chat that is not in the chat list.
var ErrNotListed = errors.New("the chat is not in the list")

func surveyed(c crawl.ListedChat) SurveyedChat {
	chat := SurveyedChat{ID: c.Peer.ID, Name: c.Peer.Name(), Self: c.Peer.Self, Kind: kindOf(c.Peer), Type: c.Peer.Type(),
		Archived: c.Folder == 1, Pinned: c.Pinned, Last: c.TopDate}
	if chat.Self {
		chat.Name = ""
	}
	return chat
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
