package media

import (
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// errGone says that the origin no longer shows the file.
var errGone = errors.New("the message no longer has the file")

// renew fetches the file's origin again and takes the new reference from it.
func (d *download) renew(ctx context.Context) error {
	if d.file.Origin.Kind != model.OriginMessage {
		return fmt.Errorf("renew the reference of %s from %q: %w", d.file.Key, d.file.Origin.Kind, errGone)
	}
	page, err := d.originMessage(ctx)
	if err != nil {
		return fmt.Errorf("renew the reference of %s: %w", d.file.Key, err)
	}
	for _, m := range page.Messages {
		for _, found := range tgconv.Files(m) {
			if found.File.Key == d.file.Key {
				d.file.Location = found.File.Location
				return d.Archive.UpdateLocation(ctx, d.file.Key, found.File.Location)
			}
		}
	}
	return fmt.Errorf("renew the reference of %s: %w", d.file.Key, errGone)
}

// originMessage asks for the message the file was found in.
func (d *download) originMessage(ctx context.Context) (tgconv.MessagesPage, error) {
	origin := d.file.Origin
	ids := []tg.InputMessageClass{&tg.InputMessageID{ID: int(origin.ID)}}
	api := tg.NewClient(d.Session)
	if origin.Peer.Kind != model.KindChannel {
		answer, err := api.MessagesGetMessages(ctx, ids)
		if err != nil {
			return tgconv.MessagesPage{}, err
		}
		return tgconv.Messages(answer), nil
	}
	peer, _, err := d.Archive.Peer(ctx, origin.Peer)
	if err != nil {
		return tgconv.MessagesPage{}, err
	}
	answer, err := api.ChannelsGetMessages(ctx, &tg.ChannelsGetMessagesRequest{Channel: tgconv.InputChannel(peer), ID: ids})
	if err != nil {
		return tgconv.MessagesPage{}, err
	}
	return tgconv.Messages(answer), nil
}
