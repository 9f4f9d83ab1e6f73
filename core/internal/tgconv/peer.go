package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// PeerID names the peer p; zero for nil.
func PeerID(p tg.PeerClass) model.PeerID {
	switch p := p.(type) {
	case *tg.PeerUser:
		return userID(p.UserID)
	case *tg.PeerChat:
		return chatID(p.ChatID)
	case *tg.PeerChannel:
		return channelID(p.ChannelID)
	}
	return model.PeerID{}
}

func userID(id int64) model.PeerID    { return peerID(model.KindUser, id) }
func chatID(id int64) model.PeerID    { return peerID(model.KindChat, id) }
func channelID(id int64) model.PeerID { return peerID(model.KindChannel, id) }

// peerID is zero for ids Telegram does not give (it writes 0 for "nobody"), so
// that a document never holds a name that ParsePeerID refuses.
func peerID(kind model.PeerKind, id int64) model.PeerID {
	if id <= 0 {
		return model.PeerID{}
	}
	return model.PeerID{Kind: kind, ID: id}
}

func peerIDs(peers []tg.PeerClass) []model.PeerID {
	var ids []model.PeerID
	for _, p := range peers {
		if id := PeerID(p); !id.IsZero() {
			ids = append(ids, id)
		}
	}
	return ids
}

// Peers converts the users and chats of an answer, leaving out the empty ones.
func Peers(users []tg.UserClass, chats []tg.ChatClass) []model.Peer {
	peers := make([]model.Peer, 0, len(users)+len(chats))
	for _, u := range users {
		if p, ok := User(u); ok {
			peers = append(peers, p)
		}
	}
	for _, c := range chats {
		if p, ok := Chat(c); ok {
			peers = append(peers, p)
		}
	}
	return peers
}

// usernames gives the active names in Telegram's order (collectible ones
// included) and the one that applications show: the plain field, else the first.
// https://core.telegram.org/api/usernames
func usernames(plain string, list []tg.Username) (shown string, all []string) {
	for _, u := range list {
		if u.Active && u.Username != "" {
			all = append(all, u.Username)
		}
	}
	if plain == "" && len(all) > 0 {
		plain = all[0]
	}
	return plain, all
}

func restrictions(reasons []tg.RestrictionReason) []string {
	var texts []string
	for _, r := range reasons {
		texts = append(texts, r.Reason+" ("+r.Platform+"): "+r.Text)
	}
	return texts
}

func peerColor(c tg.PeerColorClass) *int {
	if c, ok := c.(*tg.PeerColor); ok {
		if id, ok := c.GetColor(); ok {
			return &id
		}
	}
	return nil
}

func emojiStatus(s tg.EmojiStatusClass) int64 {
	switch s := s.(type) {
	case *tg.EmojiStatus:
		return s.DocumentID
	case *tg.EmojiStatusCollectible:
		return s.DocumentID
	}
	return 0 // emojiStatusEmpty; inputEmojiStatusCollectible is never sent to us
}

// The sizes of a profile picture: "a" is 160 pixels wide, "c" 640.
// https://core.telegram.org/api/files#image-thumbnail-types
const (
	smallFace = "a"
	bigFace   = "c"
)

func peerPhoto(id int64, dc int, video bool, stripped []byte) *model.PeerPhoto {
	return &model.PeerPhoto{
		ID: id, DC: dc, Video: video, Stripped: stripped,
		Big: model.PhotoKey(id, bigFace), Small: model.PhotoKey(id, smallFace),
	}
}
