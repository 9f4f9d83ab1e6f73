package media

import (
	"context"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgconv"
)

// whole asks for all of the rich messages of which an answer has only the first
// blocks, where those do not show a file that is wanted. One that Telegram does not
// complete shows no more.
// https://core.telegram.org/method/messages.getRichMessage
func (r *renewer) whole(ctx context.Context, messages []tg.MessageClass, files []model.File, shown []tgconv.Found) (found []tgconv.Found, err error) {
	parts := map[int64]bool{}
	for _, m := range messages {
		if m, ok := m.(*tg.Message); ok && m.RichMessage.Part {
			parts[int64(m.ID)] = true
		}
	}
	there := map[model.FileKey]bool{}
	for _, f := range shown {
		there[f.File.Key] = true
	}
	for _, f := range files {
		id := f.Origin.ID
		if there[f.Key] || !parts[id] {
			continue
		}
		delete(parts, id) // once
		all, err := r.richMessage(ctx, f.Origin.Peer, int(id))
		if err != nil {
			return nil, err
		}
		found = append(found, all...)
	}
	return found, nil
}

func (r *renewer) richMessage(ctx context.Context, in model.PeerID, id int) (found []tgconv.Found, err error) {
	peer, _, err := r.Archive.Peer(ctx, in)
	if err != nil {
		return nil, err
	}
	answer, err := tg.NewClient(r.Session).MessagesGetRichMessage(ctx, &tg.MessagesGetRichMessageRequest{Peer: tgconv.InputPeer(peer), ID: id})
	if err != nil && ctx.Err() == nil && takeout.Classify(err) == takeout.Item {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the whole of message %d: %w", id, err)
	}
	for _, m := range tgconv.Messages(answer).Messages {
		found = append(found, tgconv.Files(m)...)
	}
	return found, nil
}
