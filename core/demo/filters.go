package demo

import (
	"strings"

	"github.com/gotd/td/tg"
)

// filterOf is a MessagesFilter as a test of a message that is not empty; nil for
// the empty filter. ok of knownFilter says which there are.
// https://core.telegram.org/type/MessagesFilter
func filterOf(id uint32) func(tg.NotEmptyMessage) bool {
	switch id {
	case tg.InputMessagesFilterPhotosTypeID:
		return isPhoto
	case tg.InputMessagesFilterVideoTypeID:
		return isVideo
	case tg.InputMessagesFilterPhotoVideoTypeID:
		return func(m tg.NotEmptyMessage) bool { return isPhoto(m) || isVideo(m) }
	case tg.InputMessagesFilterDocumentTypeID:
		return isPlainFile
	case tg.InputMessagesFilterURLTypeID:
		return hasLink
	case tg.InputMessagesFilterGifTypeID:
		return func(m tg.NotEmptyMessage) bool { return document(m).animated }
	case tg.InputMessagesFilterVoiceTypeID:
		return func(m tg.NotEmptyMessage) bool { return document(m).voice }
	case tg.InputMessagesFilterMusicTypeID:
		return func(m tg.NotEmptyMessage) bool { return document(m).music }
	case tg.InputMessagesFilterRoundVideoTypeID:
		return func(m tg.NotEmptyMessage) bool { return document(m).round }
	case tg.InputMessagesFilterRoundVoiceTypeID:
		return func(m tg.NotEmptyMessage) bool { d := document(m); return d.round || d.voice }
	case tg.InputMessagesFilterGeoTypeID:
		return isPlace
	case tg.InputMessagesFilterContactsTypeID:
		return func(m tg.NotEmptyMessage) bool { _, ok := mediaOf(m).(*tg.MessageMediaContact); return ok }
	case tg.InputMessagesFilterChatPhotosTypeID:
		return isChatPhoto
	case tg.InputMessagesFilterPhoneCallsTypeID:
		return isCall
	case tg.InputMessagesFilterMyMentionsTypeID:
		return func(m tg.NotEmptyMessage) bool { return headOf(m).mentioned }
	case tg.InputMessagesFilterPinnedTypeID:
		return func(m tg.NotEmptyMessage) bool { msg, ok := m.(*tg.Message); return ok && msg.Pinned }
	case tg.InputMessagesFilterPollTypeID:
		return func(m tg.NotEmptyMessage) bool { _, ok := mediaOf(m).(*tg.MessageMediaPoll); return ok }
	}
	return nil
}

func knownFilter(f tg.MessagesFilterClass) bool {
	return f != nil && (f.TypeID() == tg.InputMessagesFilterEmptyTypeID || filterOf(f.TypeID()) != nil)
}

func mediaOf(m tg.NotEmptyMessage) tg.MessageMediaClass {
	if msg, ok := m.(*tg.Message); ok {
		return msg.Media
	}
	return nil
}

func isPhoto(m tg.NotEmptyMessage) bool {
	_, ok := mediaOf(m).(*tg.MessageMediaPhoto)
	return ok
}

// documentKind is what a message's document is; all false for none.
type documentKind struct{ there, video, round, animated, voice, music, sticker bool }

func document(m tg.NotEmptyMessage) documentKind {
	var k documentKind
	media, ok := mediaOf(m).(*tg.MessageMediaDocument)
	if !ok {
		return k
	}
	doc, ok := media.Document.(*tg.Document)
	if !ok {
		return k
	}
	k.there = true
	for _, a := range doc.Attributes {
		switch a := a.(type) {
		case *tg.DocumentAttributeVideo:
			k.video, k.round = !a.RoundMessage, a.RoundMessage
		case *tg.DocumentAttributeAudio:
			k.music, k.voice = !a.Voice, a.Voice
		case *tg.DocumentAttributeAnimated:
			k.animated = true
		case *tg.DocumentAttributeSticker:
			k.sticker = true
		}
	}
	return k
}

func isVideo(m tg.NotEmptyMessage) bool {
	d := document(m)
	return d.video && !d.animated && !d.sticker
}

func isPlainFile(m tg.NotEmptyMessage) bool {
	d := document(m)
	return d.there && !d.video && !d.round && !d.animated && !d.voice && !d.music && !d.sticker
}

func isPlace(m tg.NotEmptyMessage) bool {
	switch mediaOf(m).(type) {
	case *tg.MessageMediaGeo, *tg.MessageMediaGeoLive, *tg.MessageMediaVenue:
		return true
	}
	return false
}

func hasLink(m tg.NotEmptyMessage) bool {
	msg, ok := m.(*tg.Message)
	if !ok {
		return false
	}
	for _, e := range msg.Entities {
		switch e.(type) {
		case *tg.MessageEntityURL, *tg.MessageEntityTextURL, *tg.MessageEntityEmail:
			return true
		}
	}
	return strings.Contains(msg.Message, "://")
}

func isChatPhoto(m tg.NotEmptyMessage) bool {
	service, ok := m.(*tg.MessageService)
	if !ok {
		return false
	}
	_, ok = service.Action.(*tg.MessageActionChatEditPhoto)
	return ok
}

func isCall(m tg.NotEmptyMessage) bool {
	service, ok := m.(*tg.MessageService)
	if !ok {
		return false
	}
	_, ok = service.Action.(*tg.MessageActionPhoneCall)
	return ok
}
