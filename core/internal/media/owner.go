package media

import (
	"context"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgconv"
)

// owner is how a download names the peer whose picture it fetches. One whose whole
// form is known is named by that. Of a user of whom there is the short form only, its
// access hash serves for pictures, where there is one; if that is refused, or there is
// none, the message names it that shows it.
// https://core.telegram.org/constructor/user, access_hash
// https://core.telegram.org/api/min
type owner struct {
	byMessage bool // the access hash was refused
	twoWays   bool // and the message was not tried yet
}

// peerOf is the input of the peer of a picture; nil where nothing names it.
func (d *download) peerOf(ctx context.Context, l model.Location) (tg.InputPeerClass, error) {
	if l.Peer.IsZero() {
		return nil, nil
	}
	peer, ok, err := d.Archive.Peer(ctx, l.Peer)
	if err != nil || !ok {
		return nil, err
	}
	if !peer.Min {
		return tgconv.InputPeer(peer), nil
	}
	source, err := d.source(ctx, l, &peer)
	if err != nil {
		return nil, err
	}
	hash := peer.ID.Kind == model.KindUser && peer.AccessHash != 0
	switch byMessage := d.chose(hash && source != nil); {
	case source != nil && (byMessage || !hash):
		return tgconv.InputPeerFrom(peer, source), nil
	case peer.AccessHash != 0:
		return tgconv.InputPeer(peer), nil
	}
	return nil, nil
}

// source is the input of the chat of the message that shows a peer, which it sets;
// nil where none is known.
func (d *download) source(ctx context.Context, l model.Location, peer *model.Peer) (tg.InputPeerClass, error) {
	if l.Seen != (model.MessageID{}) {
		peer.MinSource = &l.Seen
	}
	if peer.MinSource == nil {
		return nil, nil
	}
	chat, ok, err := d.Archive.Peer(ctx, peer.MinSource.Peer)
	if err != nil || !ok {
		return nil, err
	}
	return tgconv.InputPeer(chat), nil
}

// chose keeps whether the peer can be named in two ways, and returns whether it is
// now the message's turn.
func (d *download) chose(twoWays bool) (byMessage bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.owner.twoWays = twoWays && !d.owner.byMessage
	return d.owner.byMessage
}

// named is how the peer of a picture is named at present.
func (d *download) named() owner {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.owner
}

// renamed reports whether a call that named the peer by its hash, and was refused
// for the peer's sake, can be made again with the message in its place.
func (d *download) renamed(used owner, err error) bool {
	if used.byMessage || !takeout.Restricted(err) {
		return false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.owner.twoWays {
		d.owner = owner{byMessage: true}
	}
	return d.owner.byMessage
}

// notShown reports that Telegram no longer shows whose picture it is, or not to this
// account: the message is gone, the chat closed, the peer not known by that name.
func (d *download) notShown(err error) bool {
	return d.file.Location.Kind == model.LocationPeerPhoto && takeout.Restricted(err)
}
