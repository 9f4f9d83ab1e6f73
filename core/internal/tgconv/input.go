package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// InputPeer names p in a call. A min peer is named by its access hash, which
// serves for its picture only; to call anything else about it use InputPeerFrom.
// https://core.telegram.org/api/min
func InputPeer(p model.Peer) tg.InputPeerClass {
	switch {
	case p.ID.Kind == model.KindUser && p.Self:
		return &tg.InputPeerSelf{}
	case p.ID.Kind == model.KindUser:
		return &tg.InputPeerUser{UserID: p.ID.ID, AccessHash: p.AccessHash}
	case p.ID.Kind == model.KindChat:
		return &tg.InputPeerChat{ChatID: p.ID.ID}
	case p.ID.Kind == model.KindChannel:
		return &tg.InputPeerChannel{ChannelID: p.ID.ID, AccessHash: p.AccessHash}
	}
	return &tg.InputPeerEmpty{}
}

// InputPeerFrom names p like InputPeer, but a min peer by the message it was
// seen in; source is the input of the chat p.MinSource names.
func InputPeerFrom(p model.Peer, source tg.InputPeerClass) tg.InputPeerClass {
	if viaMessage(p, source) {
		if p.ID.Kind == model.KindUser {
			return &tg.InputPeerUserFromMessage{Peer: source, MsgID: p.MinSource.ID, UserID: p.ID.ID}
		}
		return &tg.InputPeerChannelFromMessage{Peer: source, MsgID: p.MinSource.ID, ChannelID: p.ID.ID}
	}
	return InputPeer(p)
}

// viaMessage reports whether p has to be named by the message it was seen in.
func viaMessage(p model.Peer, source tg.InputPeerClass) bool {
	known := p.ID.Kind == model.KindUser || p.ID.Kind == model.KindChannel
	return known && p.Min && !p.Self && p.MinSource != nil && source != nil
}

// InputUser names the user p in a call; inputUserEmpty when p is none.
func InputUser(p model.Peer) tg.InputUserClass { return InputUserFrom(p, nil) }

// InputUserFrom is to InputUser what InputPeerFrom is to InputPeer.
func InputUserFrom(p model.Peer, source tg.InputPeerClass) tg.InputUserClass {
	switch {
	case p.ID.Kind != model.KindUser:
		return &tg.InputUserEmpty{}
	case p.Self:
		return &tg.InputUserSelf{}
	case viaMessage(p, source):
		return &tg.InputUserFromMessage{Peer: source, MsgID: p.MinSource.ID, UserID: p.ID.ID}
	}
	return &tg.InputUser{UserID: p.ID.ID, AccessHash: p.AccessHash}
}

// InputChannel names the channel or supergroup p in a call; inputChannelEmpty
// when p is none.
func InputChannel(p model.Peer) tg.InputChannelClass { return InputChannelFrom(p, nil) }

// InputChannelFrom is to InputChannel what InputPeerFrom is to InputPeer.
func InputChannelFrom(p model.Peer, source tg.InputPeerClass) tg.InputChannelClass {
	switch {
	case p.ID.Kind != model.KindChannel:
		return &tg.InputChannelEmpty{}
	case viaMessage(p, source):
		return &tg.InputChannelFromMessage{Peer: source, MsgID: p.MinSource.ID, ChannelID: p.ID.ID}
	}
	return &tg.InputChannel{ChannelID: p.ID.ID, AccessHash: p.AccessHash}
}

// FileLocation is what upload.getFile is asked for. peer is the input of
// l.Peer and only looked at for the picture of a peer. It is false for a
// location that cannot be asked for: of an unknown kind, or without its peer.
// https://core.telegram.org/api/files#downloading-files
func FileLocation(l model.Location, peer tg.InputPeerClass) (tg.InputFileLocationClass, bool) {
	switch l.Kind {
	case model.LocationDocument:
		return &tg.InputDocumentFileLocation{
			ID: l.ID, AccessHash: l.AccessHash, FileReference: l.Reference, ThumbSize: l.Thumb,
		}, true
	case model.LocationPhoto:
		return &tg.InputPhotoFileLocation{
			ID: l.ID, AccessHash: l.AccessHash, FileReference: l.Reference, ThumbSize: l.Thumb,
		}, true
	case model.LocationPeerPhoto:
		if peer == nil {
			return nil, false
		}
		return &tg.InputPeerPhotoFileLocation{Big: l.Big, Peer: peer, PhotoID: l.ID}, true
	case model.LocationTakeout:
		return &tg.InputTakeoutFileLocation{}, true
	}
	return nil, false
}
