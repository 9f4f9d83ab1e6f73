package core

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func TestParseSettingsKeepsDefaultsForAbsentFields(t *testing.T) {
	t.Parallel()
	got, err := ParseSettings([]byte(`{"stories": false, "file_max_size": 1048576, "from": "2025-01-31",
		"chats": {"except": ["channel:1003"], "types": ["bot_chat"], "each": {"user:7": {"files": false, "till": "2025-03-01"}}},
		"only_mine": ["chats", "message_channels", "public_supergroup"]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Stories = false
	want.FileMaxSize = 1 << 20
	want.From = NewDay(2025, time.January, 31)
	want.Chats.Except = []PeerID{model.ChannelID(1003)}
	no := false
	want.Chats.Types = []ChatType{model.BotChat}
	want.Chats.Each = map[PeerID]ChatRule{model.UserID(7): {Files: &no, Till: NewDay(2025, time.March, 1)}}
	want.OnlyMine = []ChatKind{KindChats, KindChannels, "public_supergroup"}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b Day) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestParseSettingsNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, json, want string }{
		{"unknown field", `{"contcats": true}`, "contcats: there is no such field"},
		{"wrong type", `{"contacts": "yes"}`, "contacts: expected true or false, found string"},
		{"wrong number", `{"file_max_size": 1.5}`, "file_max_size: expected a whole number"},
		{"negative size", `{"file_max_size": -1}`, "file_max_size: -1 is negative"},
		{"unknown media", `{"media": ["photo", "films"]}`, `media: "films" is none of photo, video`},
		{"not a day", `{"till": "30.06.2025"}`, `till: "30.06.2025" is not a day`},
		{"till before from", `{"from": "2025-02-02", "till": "2025-02-01"}`, "till: 2025-02-01 is before from"},
		{"not a chat", `{"chats": {"only": ["1003"]}}`, `"1003" is not a chat`},
		{"unknown part of chats", `{"chats": {"onyl": []}}`, `unknown field "onyl"`},
		{"unknown type", `{"chats": {"types": ["secret_chat"]}}`, `chats.types: "secret_chat" is none of saved_messages`},
		{"a wish for no chat", `{"chats": {"each": {"7": {}}}}`, `"7" is not a chat`},
		{"a wish with a wrong size", `{"chats": {"each": {"user:7": {"file_max_size": -4}}}}`, `chats.each user:7: file_max_size: -4 is negative`},
		{"a wish with wrong media", `{"chats": {"each": {"user:7": {"media": ["films"]}}}}`, `chats.each user:7: media: "films" is none of`},
		{"a wish that is none", `{"chats": {"each": {"user:7": {"fils": true}}}}`, `unknown field "fils"`},
		{"unknown kind", `{"only_mine": ["people"]}`, `only_mine: "message_people" is none of`},
		{"unknown zone", `{"zone": "Mars/Olympus"}`, `zone: "Mars/Olympus" is not a time zone`},
		{"odd language", `{"language": "../en"}`, `language: "../en" is not a language code`},
		{"not an object", `[]`, "not a JSON object"},
		{"cut short", `{"contacts": tr`, "not a JSON object"},
		{"two objects", `{} {}`, "not a JSON object"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseSettings([]byte(tt.json))
			if !errors.Is(err, ErrSettings) {
				t.Fatalf("error %v does not wrap ErrSettings", err)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %q does not contain %q", err, tt.want)
			}
		})
	}
}

func TestTakeoutFlagsAreWhatWasChosen(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(*Settings)
		want   model.TakeoutFlags
	}{
		{"everything", func(*Settings) {}, model.TakeoutFlags{Contacts: true, MessageUsers: true, MessageChats: true,
			MessageMegagroups: true, MessageChannels: true, Files: true, FileMaxSize: 4194304000}},
		{"only contacts", func(s *Settings) { *s = Settings{Contacts: true} }, model.TakeoutFlags{Contacts: true}},
		{"a limit", func(s *Settings) { *s = Settings{Files: true, Media: []MediaType{model.MediaPhoto}, FileMaxSize: 5} },
			model.TakeoutFlags{Files: true, FileMaxSize: 5}},
		{"files of no type", func(s *Settings) { *s = Settings{Files: true} }, model.TakeoutFlags{}},
		{"profile pictures need files", func(s *Settings) { *s = Settings{Userpics: true} },
			model.TakeoutFlags{Files: true, FileMaxSize: 4194304000}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Default()
			tt.change(&s)
			if diff := cmp.Diff(tt.want, s.takeoutFlags()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestSkipFollowsTheChoice(t *testing.T) {
	t.Parallel()
	limited := Default()
	limited.FileMaxSize = 100
	limited.Media = []MediaType{model.MediaPhoto}
	off := Default()
	off.Files = false
	tests := []struct {
		name string
		s    Settings
		t    MediaType
		size int64
		want model.SkipReason
	}{
		{"chosen", limited, model.MediaPhoto, 100, model.SkipNone},
		{"too large", limited, model.MediaPhoto, 101, model.SkipSize},
		{"type not chosen", limited, model.MediaVideo, 1, model.SkipType},
		{"profile picture has no type", limited, model.MediaAlways, 1, model.SkipNone},
		{"profile picture too large", limited, model.MediaAlways, 101, model.SkipSize},
		{"no files", off, model.MediaPhoto, 1, model.SkipType},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.s.skip(tt.t, tt.size); got != tt.want {
				t.Errorf("skip = %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzParseSettings(f *testing.F) {
	f.Add([]byte(`{"from": "2025-01-31", "chats": {"only": ["user:7"]}}`))
	f.Add([]byte(`{"media": null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := ParseSettings(data)
		if err == nil && s.Validate() != nil {
			t.Errorf("accepted settings that are not valid")
		}
	})
}

func TestSectionsAreTheListsThatWereAskedFor(t *testing.T) {
	t.Parallel()
	if got := (Settings{}).sections(); got != nil {
		t.Errorf("nothing chosen: %v", got)
	}
	want := []model.Section{model.SectionContacts, model.SectionFrequent, model.SectionSessions, model.SectionWebSessions}
	if diff := cmp.Diff(want, Settings{Contacts: true, Sessions: true}.sections()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
