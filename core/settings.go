package core

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"satchel/core/internal/model"
)

// Settings say what an export saves. A Settings value is never changed once an
// engine has it; Default returns "everything". The JSON form is that of
// `satchel export --settings`.
type Settings struct {
	// The flags of account.initTakeoutSession.
	// https://core.telegram.org/method/account.initTakeoutSession
	Contacts          bool  `json:"contacts"`
	MessageUsers      bool  `json:"message_users"`
	MessageChats      bool  `json:"message_chats"`
	MessageMegagroups bool  `json:"message_megagroups"`
	MessageChannels   bool  `json:"message_channels"`
	Files             bool  `json:"files"`
	FileMaxSize       int64 `json:"file_max_size"` // bytes; 0: no limit

	// Media are the types of media to save from messages.
	Media []MediaType `json:"media"`

	// The sections that need no flag of their own.
	Profile      bool `json:"profile"`
	Userpics     bool `json:"userpics"`
	Stories      bool `json:"stories"`
	Sessions     bool `json:"sessions"`
	OtherData    bool `json:"other_data"`
	LeftChannels bool `json:"left_channels"`

	// From and Till limit messages to whole days, both included, in the archive's
	// zone; zero for no limit.
	From Day `json:"from"`
	Till Day `json:"till"`

	Chats ChatChoice `json:"chats"`
	// OnlyMine are the kinds, or types, of chat of which only what the account wrote
	// itself is saved.
	OnlyMine []ChatKind `json:"only_mine"`

	Zone     string `json:"zone"`     // IANA name; empty: the system's
	Language string `json:"language"` // of the words beside the archive; empty: the archive's own, Config.Language for a new one
}

// MediaType is a kind of media that can be chosen.
type MediaType = model.MediaType

// telegramMaxFileSize is what "no limit" sends as file_max_size: the largest file
// Telegram stores, 4000 MiB, which is also Telegram Desktop's upper limit.
const telegramMaxFileSize = 4000 << 20

// Default returns the settings that save everything.
func Default() Settings {
	return Settings{
		Contacts: true, MessageUsers: true, MessageChats: true, MessageMegagroups: true, MessageChannels: true,
		Files: true, Media: model.MediaTypes(),
		Profile: true, Userpics: true, Stories: true, Sessions: true, OtherData: true, LeftChannels: true,
	}
}

// ErrSettings is wrapped by every error about settings.
var ErrSettings = errors.New("settings")

// ParseSettings reads the JSON form over the defaults. Unknown fields and wrong
// values are refused by name; the error wraps ErrSettings.
func ParseSettings(data []byte) (Settings, error) {
	s := Default()
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return Settings{}, fmt.Errorf("%w: not a JSON object: %w", ErrSettings, err)
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if err := s.set(name, fields[name]); err != nil {
			return Settings{}, fmt.Errorf("%w: %w", ErrSettings, err)
		}
	}
	return s, s.Validate()
}

// set takes over one field. A field at a time, so that every error can name it.
func (s *Settings) set(name string, value json.RawMessage) error {
	one, err := json.Marshal(map[string]json.RawMessage{name: value})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	dec := json.NewDecoder(bytes.NewReader(one))
	dec.DisallowUnknownFields()
	err = dec.Decode(s)
	var wrongType *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrongType):
		return fmt.Errorf("%s: expected %s, found %s", cmp.Or(wrongType.Field, name), plainType(wrongType.Type), wrongType.Value)
	case !s.knows(name):
		return fmt.Errorf("%s: there is no such field", name)
	}
	return fmt.Errorf("%s: %w", name, err)
}

// knows reports whether there is a field of that JSON name.
func (s *Settings) knows(name string) bool {
	t := reflect.TypeFor[Settings]()
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("json") == name {
			return true
		}
	}
	return false
}

func plainType(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int64, reflect.Int:
		return "a whole number"
	case reflect.Slice:
		return "a list"
	case reflect.Struct:
		return "an object"
	}
	return "a text"
}

// Validate reports the first value that makes no sense, by its field's name. The
// error wraps ErrSettings.
func (s Settings) Validate() error {
	if err := s.check(); err != nil {
		return fmt.Errorf("%w: %w", ErrSettings, err)
	}
	return nil
}

func (s Settings) check() error {
	if s.FileMaxSize < 0 {
		return fmt.Errorf("file_max_size: %d is negative; 0 means no limit", s.FileMaxSize)
	}
	for _, m := range s.Media {
		if !slices.Contains(model.MediaTypes(), m) {
			return fmt.Errorf("media: %q is none of %s", m, listed(model.MediaTypes()))
		}
	}
	if err := s.checkChats(); err != nil {
		return err
	}
	if !s.From.IsZero() && !s.Till.IsZero() && s.Till.Before(s.From) {
		return fmt.Errorf("till: %s is before from, %s", s.Till, s.From)
	}
	if s.Zone != "" {
		if _, err := time.LoadLocation(s.Zone); err != nil {
			return fmt.Errorf("zone: %q is not a time zone of the IANA list (such as Europe/Berlin)", s.Zone)
		}
	}
	return s.checkLanguage()
}

func (s Settings) checkLanguage() error {
	for _, r := range s.Language {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' {
			return fmt.Errorf("language: %q is not a language code (such as en or pt-BR)", s.Language)
		}
	}
	return nil
}

// sections are the lists that were asked for: they are shown even when empty.
func (s Settings) sections() []model.Section {
	var list []model.Section
	add := func(wanted bool, sections ...model.Section) {
		if wanted {
			list = append(list, sections...)
		}
	}
	add(s.Profile, model.SectionProfile)
	add(s.Userpics, model.SectionUserpics)
	add(s.Stories, model.SectionStories)
	add(s.Contacts, model.SectionContacts, model.SectionFrequent)
	add(s.Sessions, model.SectionSessions, model.SectionWebSessions)
	return list
}

// takeoutFlags are exactly what was chosen; profile pictures and stories need the
// files flag as well.
func (s Settings) takeoutFlags() model.TakeoutFlags {
	f := model.TakeoutFlags{
		Contacts: s.Contacts, MessageUsers: s.asks(KindUsers), MessageChats: s.asks(KindChats),
		MessageMegagroups: s.asks(KindMegagroups), MessageChannels: s.asks(KindChannels),
		Files: s.Userpics || s.Stories,
	}
	if f.Files {
		f.FileMaxSize = s.largest()
	}
	wishes := []Settings{s}
	for id := range s.Chats.Each {
		wishes = append(wishes, s.of(id))
	}
	for _, w := range wishes {
		if w.Files && len(w.Media) > 0 {
			f.Files, f.FileMaxSize = true, max(f.FileMaxSize, w.largest())
		}
	}
	return f
}

// largest is the size of the largest file that is wanted.
func (s Settings) largest() int64 {
	if s.FileMaxSize == 0 {
		return telegramMaxFileSize
	}
	return s.FileMaxSize
}

// skip decides whether a file is left out, by the settings alone. A file without
// a type of its own (profile pictures, stories) obeys the size limit only.
func (s Settings) skip(t MediaType, size int64) model.SkipReason {
	if t != model.MediaAlways && (!s.Files || !slices.Contains(s.Media, t)) {
		return model.SkipType
	}
	if s.FileMaxSize > 0 && size > s.FileMaxSize {
		return model.SkipSize
	}
	return model.SkipNone
}

func listed[T ~string](list []T) string {
	var b strings.Builder
	for i, w := range list {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(w))
	}
	return b.String()
}
