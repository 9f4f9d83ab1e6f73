package world

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// chatList reads dialogs, left channels, split ranges and claimed counts.
func (l *loader) chatList() error {
	l.w.counts = map[string]int{}
	seen := map[PeerKey]bool{}
	for _, step := range []func() error{
		func() error {
			return eachRaw(l, "dialogs", func(path string, raw json.RawMessage) error { return l.dialog(path, raw, seen) })
		},
		func() error {
			return eachRaw(l, "left_channels", func(path string, raw json.RawMessage) error { return l.leftChannel(path, raw, seen) })
		},
		func() error { return each(l, "split_ranges", l.splitRange) },
		l.claims,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	if len(l.w.ranges) == 0 {
		l.w.ranges = []tg.MessageRange{{MinID: 1, MaxID: maxID}}
	}
	return nil
}

func (l *loader) dialog(path string, raw json.RawMessage, seen map[PeerKey]bool) error {
	e := newEntry(path, raw)
	peer := l.peer(e)
	d := Dialog{Peer: peer, FolderID: e.int("folder_id"), Pinned: e.bool("pinned")}
	if err := e.done(); err != nil {
		return err
	}
	if seen[peer] {
		return fmt.Errorf("%s.peer: %s is listed twice", path, peer)
	}
	seen[peer] = true
	l.w.dialogs = append(l.w.dialogs, d)
	return nil
}

// peer reads the field `peer` of an entry, which must be one the world has.
func (l *loader) peer(e *entry) PeerKey {
	raw, ok := e.take("peer")
	if !ok {
		e.fail("peer", "missing required field")
		return PeerKey{}
	}
	var p tg.PeerClass
	if err := l.decode(e.path+".peer", raw, &p); err != nil && e.err == nil {
		e.err = err
		return PeerKey{}
	}
	key := KeyOf(p)
	if !l.w.Known(key) {
		e.fail("peer", "the world has no %s", key)
	}
	return key
}

func (l *loader) leftChannel(path string, raw json.RawMessage, seen map[PeerKey]bool) error {
	id, err := parseLong(raw)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	key := ChannelKey(id)
	if !l.w.Known(key) {
		return fmt.Errorf("%s: the world has no %s", path, key)
	}
	if seen[key] {
		return fmt.Errorf("%s: %s is listed already", path, key)
	}
	seen[key] = true
	l.w.left = append(l.w.left, id)
	return nil
}

func (l *loader) splitRange(path string, r tg.MessageRange) error {
	if r.MinID > r.MaxID {
		return fmt.Errorf("%s.max_id: expected at least min_id", path)
	}
	l.w.ranges = append(l.w.ranges, r)
	return nil
}

// claims reads the counts a lying server gives.
func (l *loader) claims() error {
	raw, ok := l.raw["counts"]
	if !ok {
		return nil
	}
	e := newEntry("counts", raw)
	for _, key := range slices.Sorted(maps.Keys(e.fields)) {
		if key != "dialogs" && key != "left_channels" {
			if _, err := ParsePeerKey(key); err != nil {
				return fmt.Errorf("counts: %w", err)
			}
		}
		l.w.counts[key] = e.int(key)
	}
	return e.done()
}

// lists reads everything beside chats and messages.
func (l *loader) lists() error {
	s := &l.w.sections
	for _, step := range []func() error{
		func() error { return each(l, "stories", into[tg.StoryItemClass](l, &s.stories)) },
		func() error { return each(l, "userpics", into[tg.PhotoClass](l, &s.userpics)) },
		func() error { return each(l, "saved_contacts", intoBare[tg.SavedPhoneContact](l, &s.savedContacts)) },
		func() error { return each(l, "contacts", intoBare[tg.Contact](l, &s.contacts)) },
		func() error { return each(l, "contact_statuses", intoBare[tg.ContactStatus](l, &s.contactStatuses)) },
		func() error { return each(l, "top_peers", intoBare[tg.TopPeerCategoryPeers](l, &s.topPeers)) },
		func() error { return each(l, "authorizations", intoBare[tg.Authorization](l, &s.authorizations)) },
		func() error { return each(l, "web_authorizations", intoBare[tg.WebAuthorization](l, &s.webAuth)) },
		func() error { return each(l, "custom_emoji", into[tg.DocumentClass](l, &s.customEmoji)) },
		func() error { return each(l, "saved_dialogs", into[tg.SavedDialogClass](l, &s.savedDialogs)) },
		func() error { return each(l, "dialog_filters", into[tg.DialogFilterClass](l, &s.dialogFilters)) },
		func() error { return each(l, "saved_music", into[tg.DocumentClass](l, &s.savedMusic)) },
		func() error { return each(l, "sticker_sets", intoBare[tg.MessagesStickerSet](l, &s.stickerSets)) },
		func() error { return each(l, "peer_stories", intoBare[tg.PeerStories](l, &s.peerStories)) },
		func() error { return each(l, "rich_messages", into[tg.MessageClass](l, &s.richMessages)) },
		func() error { return eachRaw(l, "topics", l.topic) },
		func() error { return eachRaw(l, "peer_photos", l.peerPhoto) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// into collects objects of a class.
func into[C bin.Object](l *loader, list *[]frozen) func(string, C) error {
	return func(path string, obj C) error {
		f, err := l.freeze(path, obj)
		*list = append(*list, f)
		return err
	}
}

// intoBare collects objects of a class with one constructor.
func intoBare[T any, P interface {
	*T
	bin.Object
}](l *loader, list *[]frozen) func(string, T) error {
	return func(path string, v T) error { return into[P](l, list)(path, P(&v)) }
}

func (l *loader) topic(path string, raw json.RawMessage) error {
	e := newEntry(path, raw)
	peer := l.peer(e)
	var t tg.ForumTopicClass
	f := l.inner(e, "topic", &t, func() bin.Object { return t })
	l.w.sections.topics = append(l.w.sections.topics, topic{peer: peer, topic: f})
	return e.done()
}

func (l *loader) peerPhoto(path string, raw json.RawMessage) error {
	e := newEntry(path, raw)
	peer := l.peer(e)
	var p tg.PhotoClass
	f := l.inner(e, "photo", &p, func() bin.Object { return p })
	l.w.sections.peerPhotos = append(l.w.sections.peerPhotos, peerPhoto{peer: peer, photo: f})
	return e.done()
}

// inner reads a TL object inside an entry.
func (l *loader) inner(e *entry, field string, into any, obj func() bin.Object) frozen {
	raw, ok := e.take(field)
	if !ok {
		e.fail(field, "missing required field")
	}
	if e.err != nil {
		return nil
	}
	if e.err = l.decode(e.path+"."+field, raw, into); e.err != nil {
		return nil
	}
	f, err := l.freeze(e.path+"."+field, obj())
	e.err = err
	return f
}
