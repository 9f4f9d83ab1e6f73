package world

import "github.com/gotd/td/tg"

// sections are the lists of a world beside chats and messages.
type sections struct {
	topics          []topic
	stories         []frozen
	userpics        []frozen
	savedContacts   []frozen
	contacts        []frozen
	contactStatuses []frozen
	topPeers        []frozen
	authorizations  []frozen
	webAuth         []frozen
	customEmoji     []frozen
	savedDialogs    []frozen
	dialogFilters   []frozen
	savedMusic      []frozen
	stickerSets     []frozen
	peerStories     []frozen
	peerPhotos      []peerPhoto
	richMessages    []frozen
}

type topic struct {
	peer  PeerKey
	topic frozen
}

type peerPhoto struct {
	peer  PeerKey
	photo frozen
}

// Topic is a topic of a forum.
type Topic struct {
	Peer  PeerKey
	Topic tg.ForumTopicClass
}

// PeerPhoto is a photo that a peer has or had as its picture.
type PeerPhoto struct {
	Peer  PeerKey
	Photo tg.PhotoClass
}

// Topics are the topics of one forum, in the world's order.
func (w *World) Topics(peer PeerKey) []Topic {
	var out []Topic
	for _, t := range w.sections.topics {
		if t.peer == peer {
			out = append(out, Topic{Peer: t.peer, Topic: thawClass(t.topic, tg.DecodeForumTopic)})
		}
	}
	return out
}

// Stories are the account's own stories.
func (w *World) Stories() []tg.StoryItemClass {
	return thawClasses(w.sections.stories, tg.DecodeStoryItem)
}

// PeerStories are the stories of other peers.
func (w *World) PeerStories() []tg.PeerStories {
	return thawAll[tg.PeerStories](w.sections.peerStories)
}

// Userpics are the account's own profile pictures, the newest first as given.
func (w *World) Userpics() []tg.PhotoClass { return thawClasses(w.sections.userpics, tg.DecodePhoto) }

// PeerPhotos are the pictures of other peers.
func (w *World) PeerPhotos(peer PeerKey) []PeerPhoto {
	var out []PeerPhoto
	for _, p := range w.sections.peerPhotos {
		if p.peer == peer {
			out = append(out, PeerPhoto{Peer: p.peer, Photo: thawClass(p.photo, tg.DecodePhoto)})
		}
	}
	return out
}

// RichMessage is the whole of a message that its history has in part; false when
// the history has all of it.
func (w *World) RichMessage(peer PeerKey, id int) (tg.MessageClass, bool) {
	for _, f := range w.sections.richMessages {
		if m, ok := thawClass(f, tg.DecodeMessage).(*tg.Message); ok && m.ID == id && KeyOf(m.PeerID) == peer {
			return m, true
		}
	}
	return nil, false
}

// SavedContacts are the numbers the account uploaded, on Telegram or not.
func (w *World) SavedContacts() []tg.SavedPhoneContact {
	return thawAll[tg.SavedPhoneContact](w.sections.savedContacts)
}

// Contacts are the contacts that are on Telegram.
func (w *World) Contacts() []tg.Contact { return thawAll[tg.Contact](w.sections.contacts) }

// ContactStatuses say when contacts were last seen.
func (w *World) ContactStatuses() []tg.ContactStatus {
	return thawAll[tg.ContactStatus](w.sections.contactStatuses)
}

// TopPeers are the frequent contacts by category.
func (w *World) TopPeers() []tg.TopPeerCategoryPeers {
	return thawAll[tg.TopPeerCategoryPeers](w.sections.topPeers)
}

// Authorizations are the account's other sessions; the server's own sign-ins
// are never among them.
func (w *World) Authorizations() []tg.Authorization {
	return thawAll[tg.Authorization](w.sections.authorizations)
}

// WebAuthorizations are the web sites the account is signed in to.
func (w *World) WebAuthorizations() []tg.WebAuthorization {
	return thawAll[tg.WebAuthorization](w.sections.webAuth)
}

// CustomEmoji are the documents messages.getCustomEmojiDocuments knows.
func (w *World) CustomEmoji() []tg.DocumentClass {
	return thawClasses(w.sections.customEmoji, tg.DecodeDocument)
}

// SavedDialogs are the chats within Saved Messages.
func (w *World) SavedDialogs() []tg.SavedDialogClass {
	return thawClasses(w.sections.savedDialogs, tg.DecodeSavedDialog)
}

// DialogFilters are the folders of the chat list.
func (w *World) DialogFilters() []tg.DialogFilterClass {
	return thawClasses(w.sections.dialogFilters, tg.DecodeDialogFilter)
}

// SavedMusic are the documents pinned to the profile.
func (w *World) SavedMusic() []tg.DocumentClass {
	return thawClasses(w.sections.savedMusic, tg.DecodeDocument)
}

// StickerSets are the sticker sets the world has.
func (w *World) StickerSets() []tg.MessagesStickerSet {
	return thawAll[tg.MessagesStickerSet](w.sections.stickerSets)
}
