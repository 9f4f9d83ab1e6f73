package world

import (
	"encoding/json"
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// peers reads the account itself, users, chats and their profiles.
func (l *loader) peers() error {
	w := l.w
	w.users, w.minUsers = map[int64]frozen{}, map[int64]frozen{}
	w.chats, w.channels, w.minChannels = map[int64]frozen{}, map[int64]frozen{}, map[int64]frozen{}
	w.fullUsers, w.fullChats = map[int64]frozen{}, map[PeerKey]frozen{}
	for _, step := range []func() error{
		func() error { return each(l, "users", l.user) },
		func() error { return each(l, "min_users", l.minUser) },
		func() error { return each(l, "chats", l.chat) },
		func() error { return each(l, "min_chats", l.minChat) },
		func() error { return each(l, "full_users", l.profile) },
		func() error { return each(l, "full_chats", l.fullChat) },
		l.account,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// account reads self, which wins over an entry of the same id among the users.
func (l *loader) account() error {
	var self tg.User
	if err := l.decode("self", l.raw["self"], &self); err != nil {
		return err
	}
	var err error
	if l.w.self, err = l.freeze("self", &self); err != nil {
		return err
	}
	l.w.users[l.w.selfID] = l.w.self
	raw, ok := l.raw["full_user"]
	if !ok {
		return nil
	}
	var full tg.UserFull
	if err := l.decode("full_user", raw, &full); err != nil {
		return err
	}
	if full.ID != l.w.selfID {
		return fmt.Errorf("full_user.id: expected that of self, %d", l.w.selfID)
	}
	l.w.fullUser, err = l.freeze("full_user", &full)
	return err
}

func (l *loader) user(path string, u tg.User) error {
	return keep(l, path, l.w.users, u.ID, &u)
}

func (l *loader) minUser(path string, u tg.User) error {
	if !u.Min {
		return fmt.Errorf("%s.min: expected true", path)
	}
	return keep(l, path, l.w.minUsers, u.ID, &u)
}

func (l *loader) chat(path string, c tg.ChatClass) error {
	switch c := c.(type) {
	case *tg.Chat, *tg.ChatForbidden:
		return keep(l, path, l.w.chats, c.GetID(), c)
	case *tg.Channel, *tg.ChannelForbidden:
		return keep(l, path, l.w.channels, c.GetID(), c)
	}
	return fmt.Errorf("%s: expected chat, channel, chatForbidden or channelForbidden", path)
}

func (l *loader) minChat(path string, c tg.Channel) error {
	if !c.Min {
		return fmt.Errorf("%s.min: expected true", path)
	}
	return keep(l, path, l.w.minChannels, c.ID, &c)
}

func (l *loader) profile(path string, u tg.UserFull) error {
	return keep(l, path, l.w.fullUsers, u.ID, &u)
}

func (l *loader) fullChat(path string, c tg.ChatFullClass) error {
	key := GroupKey(c.GetID())
	if _, ok := c.(*tg.ChannelFull); ok {
		key = ChannelKey(c.GetID())
	}
	if _, twice := l.w.fullChats[key]; twice {
		return fmt.Errorf("%s.id: given twice", path)
	}
	f, err := l.freeze(path, c)
	l.w.fullChats[key] = f
	return err
}

// keep files an object under its id.
func keep(l *loader, path string, in map[int64]frozen, id int64, obj bin.Object) error {
	if id <= 0 {
		return fmt.Errorf("%s.id: expected a positive number", path)
	}
	if _, twice := in[id]; twice {
		return fmt.Errorf("%s.id: given twice", path)
	}
	f, err := l.freeze(path, obj)
	in[id] = f
	return err
}

func (l *loader) freeze(path string, obj bin.Object) (frozen, error) {
	f, err := freeze(obj)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// each decodes the elements of a top-level list; T is a struct or a class of
// the schema.
func each[T any](l *loader, key string, fn func(path string, v T) error) error {
	return eachRaw(l, key, func(path string, raw json.RawMessage) error {
		var v T
		if err := l.decode(path, raw, &v); err != nil {
			return err
		}
		return fn(path, v)
	})
}

func eachRaw(l *loader, key string, fn func(path string, raw json.RawMessage) error) error {
	list, err := l.takeList(key)
	if err != nil {
		return err
	}
	for i, raw := range list {
		if err := fn(fmt.Sprintf("%s[%d]", key, i), raw); err != nil {
			return err
		}
	}
	return nil
}
