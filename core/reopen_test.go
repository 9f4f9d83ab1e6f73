package core

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
	kit "satchel/core/internal/testkit"
)

// choosy is an account with something for every wish: people, a bot, a group and a
// channel, each with a file, contacts, a session and stories.
func choosy(ranges ...int) *kit.Account {
	a := kit.NewAccount().User(7, "Ann").User(8, "Ben").Ranges(ranges...)
	a.Add("users", kit.Object{"_": "user", "id": 9, "first_name": "Helper", "bot": true, "bot_info_version": 1}).Listed("user", 9)
	a.Supergroup(1001, "Group", nil)
	a.Channel(1002, "News", kit.Object{"broadcast": true, "username": "news"}).Listed("channel", 1002)
	send := func(kind string, chat, id int, fields, media kit.Object) {
		if fields == nil {
			fields = kit.Object{}
		}
		fields["media"] = media
		a.Message(kind, chat, id, fields)
	}
	file := func(id, size int) kit.Object {
		return kit.Object{"_": "messageMediaDocument", "document": a.Document(id, size, "text/plain",
			kit.Object{"_": "documentAttributeFilename", "file_name": fmt.Sprintf("file %d.txt", id)})}
	}
	photo := func(id int) kit.Object {
		return kit.Object{"_": "messageMediaPhoto", "photo": a.Photo(id)}
	}
	send("user", 7, 10, nil, photo(70))
	send("user", 7, 11, nil, file(71, 100))
	send("user", 7, 50, nil, file(72, 5000))
	send("user", 8, 20, nil, file(80, 5000))
	send("user", 8, 60, nil, photo(81))
	send("user", 9, 30, nil, file(90, 100))
	send("channel", 1001, 1, kit.Object{"from_id": kit.PeerOf("user", 1)}, file(101, 100))
	send("channel", 1001, 2, kit.Object{"from_id": kit.PeerOf("user", 7)}, file(102, 100))
	send("channel", 1002, 1, kit.Object{"post": true}, file(103, 5000))
	a.Add("contacts", kit.Object{"_": "contact", "user_id": "7", "mutual": true})
	a.Add("authorizations", kit.Object{"_": "authorization", "hash": "5", "device_model": "Telephone", "platform": "p", "system_version": "1",
		"api_id": 1, "app_name": "App", "app_version": "1", "date_created": kit.AccountStart, "date_active": kit.AccountStart, "ip": "", "country": "", "region": ""})
	a.Add("stories", kit.Object{"_": "storyItem", "id": 1, "date": kit.AccountStart, "expire_date": kit.AccountStart + 86400, "media": photo(95)})
	return a
}

// asked counts what the server was asked for since line from of its log: the
// method, with the chat or the file it was about.
func (p *procedure) asked(t *testing.T, from int) map[string]int {
	t.Helper()
	asked := map[string]int{}
	for _, c := range p.log.calls(t, "")[from:] {
		key := c.Method
		for _, arg := range []string{"peer", "location"} {
			about, _ := c.Args[arg].(map[string]any)
			for _, id := range []string{"user_id", "chat_id", "channel_id", "id"} {
				if v, ok := about[id]; ok {
					key += fmt.Sprintf(" %v", v)
				}
			}
		}
		switch c.Method {
		case "help.getConfig", "upload.getFileHashes": // one a connection, one a file
		default:
			asked[key]++
		}
	}
	return asked
}

// files are the calls for files of one part.
func files(ids ...int) (calls []string) {
	for _, id := range ids {
		calls = append(calls, fmt.Sprintf("upload.getFile %d: 1", id))
	}
	return calls
}

// again runs an update and returns what it asked for.
func (p *procedure) again(t *testing.T, s Settings) map[string]int {
	t.Helper()
	from := len(p.log.calls(t, ""))
	if got := p.update(t, p.dir, DepthNew, s); got.Outcome != Complete {
		t.Fatalf("outcome %s: %+v %+v", got.Outcome, got.Problems, got.Blocked)
	}
	return p.asked(t, from)
}

// reopening is a change of the settings between two runs.
type reopening struct {
	name           string
	earlier, later func(*Settings) // later nil: everything
	ranges         []int           // of the second run
	want           []string        // asked for beyond what an update with the earlier settings asks for
}

func reopenings() []reopening {
	small, no := int64(1000), false
	ann, ben, helper, news := model.UserID(7), model.UserID(8), model.UserID(9), model.ChannelID(1002)
	return []reopening{
		{"a type of media ticked", func(s *Settings) { s.Media = []MediaType{model.MediaPhoto} },
			func(s *Settings) { s.Media = []MediaType{model.MediaPhoto, model.MediaFile} }, nil, files(101, 102, 103, 71, 72, 80, 90)},
		{"the limit raised", func(s *Settings) { s.FileMaxSize = 1000 }, func(s *Settings) { s.FileMaxSize = 10_000 }, nil, files(103, 72, 80)},
		{"a chat ticked", func(s *Settings) { s.Chats.Only = []PeerID{ben} }, func(s *Settings) { s.Chats.Only = []PeerID{ben, ann} }, nil,
			append([]string{"messages.getHistory 7: 4"}, files(70, 71, 72)...)},
		{"all chats ticked", func(s *Settings) { s.Chats.Only = []PeerID{ann, ben} }, nil, nil,
			append([]string{"channels.getFullChannel: 2", "messages.getHistory 1001: 2", "messages.getHistory 1002: 2", "messages.getHistory 9: 2"}, files(101, 102, 103, 90)...)},
		{"an exception removed", func(s *Settings) { s.Chats.Except = []PeerID{helper, news} }, func(s *Settings) { s.Chats.Except = []PeerID{news} }, nil,
			append([]string{"messages.getHistory 9: 2"}, files(90)...)},
		{"more types of chat", func(s *Settings) { s.Chats.Types = []ChatType{model.PersonalChat} },
			func(s *Settings) { s.Chats.Types = []ChatType{model.PersonalChat, model.BotChat} }, nil, append([]string{"messages.getHistory 9: 2"}, files(90)...)},
		{"everybody's messages", func(s *Settings) { s.OnlyMine = []ChatKind{KindMegagroups} }, nil, nil,
			append([]string{"-messages.search 1001: 1", "messages.getHistory 1001: 1"}, files(102)...)},
		{"the wish for a chat dropped", func(s *Settings) { s.Chats.Each = map[PeerID]ChatRule{ann: {FileMaxSize: &small}, ben: {Files: &no}} },
			func(s *Settings) { s.Chats.Each = map[PeerID]ChatRule{ben: {Files: &no}} }, nil, files(72)},
		{"stories ticked", func(s *Settings) { s.Stories = false }, nil, nil,
			append([]string{"stories.getPinnedStories: 1", "stories.getStoriesArchive: 1"}, files(95)...)},
		{"contacts ticked", func(s *Settings) { s.Contacts = false }, nil, nil,
			[]string{"contacts.getContacts: 1", "contacts.getSaved: 1", "contacts.getStatuses: 1", "contacts.getTopPeers: 1"}},
		{"sessions ticked", func(s *Settings) { s.Sessions = false }, nil, nil,
			[]string{"account.getAuthorizations: 1", "account.getWebAuthorizations: 1"}},
		// The ranges are listed, and what they divide is read anew: a probe of each range
		// and a page where it holds something. Channels are not asked, nor any file.
		{"other split ranges", nil, nil, []int{25, 45},
			[]string{"messages.getDialogs: 2", "messages.getHistory 7: 5", "messages.getHistory 8: 5", "messages.getHistory 9: 4"}},
	}
}

func TestEachChangedSettingReopensExactlyWhatItLeftOut(t *testing.T) {
	t.Parallel()
	for _, tt := range reopenings() {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := newProcedure(t, choosy(40).FS(), "")
			earlier, later := wished(tt.earlier), wished(tt.later)
			p.expect(t, Complete, tt.earlier)
			usual := p.again(t, earlier)
			if tt.ranges != nil {
				dir := p.dir
				p = newProcedure(t, choosy(tt.ranges...).FS(), "")
				p.dir = dir
				if _, err := p.engine(nil).SignIn(t.Context(), p.prompter()); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(tt.want, beyond(p.again(t, later), usual)); diff != "" {
				t.Errorf("asked for beyond an unchanged update (-want +got)\n%s", diff)
			}
			fresh := t.TempDir()
			if _, err := p.engine(nil).Export(t.Context(), fresh, later, p.prompter()); err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(filepath.Join(fresh, "result.json"))
			mustDo(t, err)
			if diff := cmp.Diff(string(want), p.output(t, "result.json")); diff != "" {
				t.Errorf("result.json (-one export +two runs)\n%s", diff)
			}
		})
	}
}

func wished(by func(*Settings)) Settings {
	s := testSettings()
	if by != nil {
		by(&s)
	}
	return s
}

// beyond is what of calls goes beyond usual, and with a minus what is missing.
func beyond(calls, usual map[string]int) (list []string) {
	for key, n := range calls {
		if n > usual[key] {
			list = append(list, fmt.Sprintf("%s: %d", key, n-usual[key]))
		}
	}
	for key, n := range usual {
		if n > calls[key] {
			list = append(list, fmt.Sprintf("-%s: %d", key, n-calls[key]))
		}
	}
	slices.Sort(list)
	return list
}
