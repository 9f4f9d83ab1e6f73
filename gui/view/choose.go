package view

import (
	"slices"

	"satchel/core"
	"satchel/gui/lang"
)

// Option is one checkbox.
type Option struct {
	Key string // of its words: "choose.KEY" and "choose.KEY.about"
	Get func(core.Settings) bool
	Set func(*core.Settings, bool)
	// Able reports whether it matters beside what else is ticked; nil: always.
	Able func(core.Settings) bool
}

// Matters reports whether the option can be chosen as things stand.
func (o Option) Matters(s core.Settings) bool { return o.Able == nil || o.Able(s) }

// field makes an option of a setting.
func field(key string, at func(*core.Settings) *bool) Option {
	return Option{
		Key: key,
		Get: func(s core.Settings) bool { return *at(&s) },
		Set: func(s *core.Settings, on bool) { *at(s) = on },
	}
}

// ChatOptions are the kinds of chat.
func ChatOptions() []Option {
	return []Option{
		field("users", func(s *core.Settings) *bool { return &s.MessageUsers }),
		field("chats", func(s *core.Settings) *bool { return &s.MessageChats }),
		field("megagroups", func(s *core.Settings) *bool { return &s.MessageMegagroups }),
		field("channels", func(s *core.Settings) *bool { return &s.MessageChannels }),
		field("left", func(s *core.Settings) *bool { return &s.LeftChannels }),
	}
}

// AccountOptions are what is saved beside the chats.
func AccountOptions() []Option {
	return []Option{
		field("contacts", func(s *core.Settings) *bool { return &s.Contacts }),
		field("profile", func(s *core.Settings) *bool { return &s.Profile }),
		field("userpics", func(s *core.Settings) *bool { return &s.Userpics }),
		field("stories", func(s *core.Settings) *bool { return &s.Stories }),
		field("sessions", func(s *core.Settings) *bool { return &s.Sessions }),
		field("other", func(s *core.Settings) *bool { return &s.OtherData }),
	}
}

// FilesOption is the flag for files.
func FilesOption() Option {
	return field("files", func(s *core.Settings) *bool { return &s.Files })
}

// MediaOptions are the types of media in chats.
func MediaOptions() []Option {
	var list []Option
	for _, t := range core.Default().Media {
		list = append(list, Option{
			Key:  "media." + string(t),
			Get:  func(s core.Settings) bool { return slices.Contains(s.Media, t) },
			Set:  func(s *core.Settings, on bool) { s.Media = withMedia(s.Media, t, on) },
			Able: func(s core.Settings) bool { return s.Files },
		})
	}
	return list
}

// withMedia adds or removes a type; the order stays that of the defaults.
func withMedia(have []core.MediaType, t core.MediaType, on bool) []core.MediaType {
	list := []core.MediaType{}
	for _, m := range core.Default().Media {
		if m != t && slices.Contains(have, m) || m == t && on {
			list = append(list, m)
		}
	}
	return list
}

// LimitSteps is the highest position of the size limit's slider; it means no
// limit. The positions below are those of Telegram Desktop.
const LimitSteps = 101

// LimitAt is the size limit in bytes at a position from 1; 0 is no limit.
func LimitAt(position int) int64 {
	if position >= LimitSteps {
		return 0
	}
	spans := []struct{ until, step int }{{10, 1}, {30, 2}, {40, 5}, {60, 10}, {70, 20}, {80, 50}, {90, 100}, {100, 200}}
	megabytes, at := 0, 0
	for _, span := range spans {
		n := min(max(position, 1), span.until) - at
		megabytes += n * span.step
		if at = span.until; position <= at {
			break
		}
	}
	return int64(megabytes) << 20
}

// LimitPosition is the slider's position for a limit: the highest that does not
// exceed it.
func LimitPosition(limit int64) int {
	if limit <= 0 {
		return LimitSteps
	}
	for position := LimitSteps - 1; position > 1; position-- {
		if LimitAt(position) <= limit {
			return position
		}
	}
	return 1
}

// LimitText says what a position means.
func LimitText(l lang.Catalog, position int) string {
	if limit := LimitAt(position); limit > 0 {
		return l.T("choose.limit", l.Number(int(limit>>20)))
	}
	return l.T("choose.limit.none")
}

// Everything reports whether nothing is left out.
func Everything(s core.Settings) bool { return allKinds(s) && allMessages(s) }

// allKinds reports whether every kind of thing is saved, of whatever size.
func allKinds(s core.Settings) bool {
	for _, o := range slices.Concat(ChatOptions(), TypeOptions(), AccountOptions(), MediaOptions(), []Option{FilesOption()}) {
		if !o.Get(s) {
			return false
		}
	}
	return s.FileMaxSize == 0 && len(s.Chats.Except) == 0
}

// allMessages reports whether no message is left out for its day or its author, and
// no chat has wishes of its own.
func allMessages(s core.Settings) bool {
	return s.From.IsZero() && s.Till.IsZero() && len(s.OnlyMine) == 0 && len(s.Chats.Each) == 0
}

// Nothing reports whether there is nothing to save.
func Nothing(s core.Settings) bool {
	return !slices.ContainsFunc(slices.Concat(ChatOptions()[:4], AccountOptions()), func(o Option) bool { return o.Get(s) })
}

// Place is the line below the folder.
type Place struct {
	Text    string
	Warning bool // worth a second look
	Blocked bool // it cannot be saved there
}

// lowSpace is when free space is worth a warning: an account with media easily
// needs more.
const lowSpace = 5 << 30

// noSpace is too little for even a small archive.
const noSpace = 50 << 20

// PlaceOf says what a folder is good for; err is what looking at it gave.
func PlaceOf(l lang.Catalog, f core.Folder, err error) Place {
	free := l.Bytes(f.Free)
	switch {
	case err != nil:
		return Place{l.T("place.failed"), true, true}
	case !f.Writable:
		return Place{l.T("place.readonly"), true, true}
	case f.Free < noSpace:
		return Place{l.T("place.full", free), true, true}
	case f.Archive:
		return Place{l.T("place.archive", free), false, false}
	case f.Free < lowSpace:
		return Place{l.T("place.low", free), true, false}
	case f.Other:
		return Place{l.T("place.other", free), true, false}
	}
	return Place{l.T("place.good", free), false, false}
}

// Settings are what an export saves, for screens, which do not know core.
type Settings = core.Settings

// ChatType tells chats apart, for screens.
type ChatType = core.ChatType

// ChatChoice is the choice of single chats, for screens too.
type ChatChoice = core.ChatChoice

// DefaultSettings save everything.
func DefaultSettings() Settings { return core.Default() }
