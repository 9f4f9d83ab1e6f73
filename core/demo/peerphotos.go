package demo

import (
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// peerPhoto is the picture of a peer: the present one and no other, for the location
// is made of its id in the peer's own object.
// https://core.telegram.org/api/files#downloading-files
func (s *Server) peerPhoto(l *tg.InputPeerPhotoFileLocation) (target, error) {
	key, err := s.photoOwner(l.Peer)
	if err != nil {
		return target{}, err
	}
	if err := s.forbidden(key); err != nil {
		return target{}, err
	}
	if !s.shows(key, l.PhotoID) {
		return target{}, refuse("LOCATION_INVALID")
	}
	size := peerPhotoSize(l.Big)
	return s.named(joinFile("photo", l.PhotoID, size), world.FileKey{Photo: l.PhotoID, Thumb: size})
}

// photoOwner is peer for the location of a picture. There, and nowhere else, the
// access hash of a user's min form names the user too, and those of whom the account
// has the min form only are known.
// https://core.telegram.org/constructor/user, access_hash
func (s *Server) photoOwner(p tg.InputPeerClass) (world.PeerKey, error) {
	switch p := p.(type) {
	case *tg.InputPeerUser:
		if least, ok := s.world.MinUser(p.UserID); ok {
			if hash, has := least.GetAccessHash(); has && hash == p.AccessHash {
				return world.UserKey(p.UserID), nil
			}
		}
	case *tg.InputPeerUserFromMessage:
		if _, ok := s.world.MinUser(p.UserID); ok {
			key := world.UserKey(p.UserID)
			return key, s.seenThere(p.Peer, p.MsgID, key)
		}
	case *tg.InputPeerChannelFromMessage:
		if _, ok := s.world.MinChat(p.ChannelID); ok {
			key := world.ChannelKey(p.ChannelID)
			return key, s.seenThere(p.Peer, p.MsgID, key)
		}
	}
	return s.peer(p)
}

// shows reports whether a photo is the one that the objects of a peer name.
func (s *Server) shows(key world.PeerKey, photo int64) bool {
	var whole, least any
	switch key.Kind {
	case world.KindUser:
		whole, _ = s.world.User(key.ID)
		least, _ = s.world.MinUser(key.ID)
	case world.KindGroup:
		whole, _ = s.world.Chat(key.ID)
	case world.KindChannel:
		whole, _ = s.world.Channel(key.ID)
		least, _ = s.world.MinChat(key.ID)
	}
	return photo != 0 && (pictureOf(whole) == photo || pictureOf(least) == photo)
}

// pictureOf is the picture that a user, group or channel names; 0 for none.
func pictureOf(object any) int64 {
	switch o := object.(type) {
	case *tg.User:
		if o == nil {
			return 0
		}
		if p, ok := o.Photo.(*tg.UserProfilePhoto); ok {
			return p.PhotoID
		}
	case *tg.Chat:
		return chatPictureOf(o.Photo)
	case *tg.Channel:
		return chatPictureOf(o.Photo)
	}
	return 0
}

func chatPictureOf(p tg.ChatPhotoClass) int64 {
	if p, ok := p.(*tg.ChatPhoto); ok {
		return p.PhotoID
	}
	return 0
}
