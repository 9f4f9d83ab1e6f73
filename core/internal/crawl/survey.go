package crawl

import (
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// ListedChat is an entry of the chat list before there is an export.
type ListedChat struct {
	model.Dialog
	Peer model.Peer
}

// ListChats pages through the chat list with ordinary calls, outside of any takeout
// session, and hands over what each page adds. A basic group that became a listed
// supergroup is part of that one's history and left out.
// https://core.telegram.org/method/messages.getDialogs
func ListChats(ctx context.Context, via tg.Invoker, page func([]ListedChat) error) error {
	peers := map[model.PeerID]model.Peer{}
	seen := map[model.PeerID]bool{}
	req := &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: pageLimit}
	for {
		answer, _, err := call[tg.MessagesDialogsBox](ctx, via, req)
		if err != nil {
			return fmt.Errorf("list the chats: %w", err)
		}
		got := tgconv.Dialogs(answer.Dialogs)
		for _, p := range tgconv.Peers(got.Users, got.Chats) {
			peers[p.ID] = p
		}
		before := len(seen)
		fresh := freshChats(got.Dialogs, peers, seen)
		if err := page(fresh); err != nil {
			return err
		}
		if got.Last || len(seen) == before || !nextOffset(req, got.Dialogs, peers) {
			return nil
		}
	}
}

// freshChats are the chats of a page that are shown; all it lists count as seen.
func freshChats(dialogs []model.Dialog, peers map[model.PeerID]model.Peer, seen map[model.PeerID]bool) (fresh []ListedChat) {
	for _, d := range dialogs {
		if seen[d.Peer] {
			continue
		}
		seen[d.Peer] = true
		if peer, known := peers[d.Peer]; known && peer.MigratedTo.IsZero() {
			fresh = append(fresh, ListedChat{Dialog: d, Peer: peer})
		}
	}
	return fresh
}

// MediaCount is how many messages of a chat hold media of a type.
type MediaCount struct {
	Type    model.MediaType
	Count   int
	Inexact bool // Telegram's word for "about"
}

// counted are the filters Telegram counts by, with the type of media each is; it
// does not count stickers. Music is a file like any other.
var counted = []struct {
	filter tg.MessagesFilterClass
	media  model.MediaType
}{
	{&tg.InputMessagesFilterPhotos{}, model.MediaPhoto},
	{&tg.InputMessagesFilterVideo{}, model.MediaVideo},
	{&tg.InputMessagesFilterVoice{}, model.MediaVoice},
	{&tg.InputMessagesFilterRoundVideo{}, model.MediaRound},
	{&tg.InputMessagesFilterGif{}, model.MediaGIF},
	{&tg.InputMessagesFilterDocument{}, model.MediaFile},
	{&tg.InputMessagesFilterMusic{}, model.MediaFile},
}

// errCounters is returned when Telegram counts something else than was asked for.
var errCounters = errors.New("the counts do not answer the question")

// CountMedia asks how much media a chat holds: one call, numbers only, never bytes.
// https://core.telegram.org/method/messages.getSearchCounters
func CountMedia(ctx context.Context, via tg.Invoker, peer model.Peer) ([]MediaCount, error) {
	req := &tg.MessagesGetSearchCountersRequest{Peer: tgconv.InputPeer(peer)}
	for _, c := range counted {
		req.Filters = append(req.Filters, c.filter)
	}
	answer, err := tg.NewClient(via).MessagesGetSearchCounters(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("count the media of %s: %w", peer.ID, err)
	}
	return sumCounters(answer)
}

func sumCounters(answer []tg.MessagesSearchCounter) ([]MediaCount, error) {
	byFilter := map[uint32]tg.MessagesSearchCounter{}
	for _, c := range answer {
		if c.Filter != nil {
			byFilter[c.Filter.TypeID()] = c
		}
	}
	var list []MediaCount
	for _, want := range counted {
		got, ok := byFilter[want.filter.TypeID()]
		switch last := len(list) - 1; {
		case !ok:
			return nil, errCounters
		case last >= 0 && list[last].Type == want.media:
			list[last].Count += got.Count
			list[last].Inexact = list[last].Inexact || got.Inexact
		default:
			list = append(list, MediaCount{want.media, got.Count, got.Inexact})
		}
	}
	return list, nil
}
