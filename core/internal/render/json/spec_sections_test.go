package json_test

import (
	"bytes"
	encoding "encoding/json"
	"errors"
	"strings"
	"testing"

	"satchel/core/internal/model"
	"satchel/core/internal/render/json"
	"satchel/core/internal/tgconv"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

// root is the account's document of what fill writes, without white space.
func root(t testing.TB, fill func(*json.Account)) string {
	t.Helper()
	var out, flat bytes.Buffer
	a := json.NewAccount(&out, env(), json.Words{
		About: "About", Contacts: "C", Frequent: "F", Sessions: "S", WebSessions: "W", Chats: "H", LeftChats: "L",
	})
	fill(a)
	check(t, a.Close())
	check(t, encoding.Compact(&flat, out.Bytes()))
	return flat.String()
}

func TestPersonalInformation(t *testing.T) {
	for name, tt := range map[string]struct {
		user tg.User
		bio  string
		want string
	}{
		"all": {tg.User{ID: 1, FirstName: "Mira", LastName: "Lund", Phone: "4915112345678", Username: "mira"}, "Baker",
			`"user_id":1,"first_name":"Mira","last_name":"Lund","phone_number":"+49 15112345678","username":"@mira","bio":"Baker"`},
		"a name alone": {tg.User{ID: 1, FirstName: "Mira"}, "", `"user_id":1,"first_name":"Mira","last_name":"","phone_number":""`},
	} {
		t.Run(name, func(t *testing.T) {
			p := tgconv.FullUser(tg.UsersUserFull{FullUser: *flagged(&tg.UserFull{ID: 1, About: tt.bio}), Users: []tg.UserClass{flagged(&tt.user)}})
			got := root(t, func(a *json.Account) { check(t, a.PersonalInformation(&p)) })
			compare(t, `{"about":"About","personal_information":{`+tt.want+`}}`, got)
		})
	}
}

func TestProfilePictures(t *testing.T) {
	got := root(t, func(a *json.Account) {
		a.OpenPictures()
		for _, id := range []int64{31, 404, 413, 415} {
			p, ok := tgconv.UserPhoto(photo(id))
			if !ok {
				t.Fatal("no photo")
			}
			if id == 415 {
				p.Date = 0
			}
			check(t, a.Picture(&p, saved))
		}
		check(t, a.CloseArray())
	})
	compare(t, `{"about":"About","profile_pictures":[`+
		`{"date":"2025-06-01T12:00:00","date_unixtime":"1748768400","photo":"chats/chat_001/files/photo_31_y"},`+
		`{"date":"2025-06-01T12:00:00","date_unixtime":"1748768400","photo":"(Photo unavailable, please try again later)"},`+
		`{"date":"2025-06-01T12:00:00","date_unixtime":"1748768400","photo":"(Photo exceeds maximum size. Change data exporting settings to download.)"},`+
		`{"photo":"(Photo not included. Change data exporting settings to download.)"}]}`, got)
}

func TestStories(t *testing.T) {
	full := flagged(&tg.StoryItem{ID: 3, Date: noon, ExpireDate: noon + 86400, Pinned: true, Media: flagged(&tg.MessageMediaPhoto{Photo: photo(31)})})
	got := root(t, func(a *json.Account) {
		a.OpenStories()
		for _, in := range []tg.StoryItemClass{full, &tg.StoryItemSkipped{ID: 4, Date: noon, ExpireDate: noon}} {
			s, _ := tgconv.Story(in)
			check(t, a.Story(&s, saved))
		}
		check(t, a.CloseArray())
	})
	compare(t, `{"about":"About","stories":[`+
		`{"date":"2025-06-01T12:00:00","date_unixtime":"1748768400","expires":"2025-06-02T12:00:00","expires_unixtime":"1748854800","pinned":true,`+
		`"media":"chats/chat_001/files/photo_31_y","id":3},`+
		`{"date":"2025-06-01T12:00:00","date_unixtime":"1748768400","expires":"2025-06-01T12:00:00","expires_unixtime":"1748768400","pinned":false,`+
		`"media":"(Photo unavailable, please try again later)","id":4}]}`, got)
}

func TestContacts(t *testing.T) {
	got := root(t, func(a *json.Account) {
		a.OpenContacts()
		for _, in := range []tg.SavedPhoneContact{{Phone: "447911123456", FirstName: "Ann", Date: noon}, {Date: noon}} {
			c := tgconv.SavedContact(in)
			check(t, a.Contact(&c))
		}
		check(t, a.Contact(&model.SavedContact{LastName: "Berg", User: 55, Date: noon}))
		check(t, a.CloseList())
	})
	compare(t, `{"about":"About","contacts":{"about":"C","list":[`+
		`{"first_name":"Ann","last_name":"","phone_number":"+44 7911 123456","date":"2025-06-01T12:00:00","date_unixtime":"1748768400"},`+
		`{"date":"2025-06-01T12:00:00","date_unixtime":"1748768400"},`+
		`{"user_id":55,"first_name":"","last_name":"Berg","phone_number":"","date":"2025-06-01T12:00:00","date_unixtime":"1748768400"}]}}`, got)
}

func TestFrequentContacts(t *testing.T) {
	category := func(c tg.TopPeerCategoryClass, peers ...tg.TopPeer) tg.TopPeerCategoryPeers {
		return tg.TopPeerCategoryPeers{Category: c, Count: len(peers), Peers: peers}
	}
	list := tgconv.TopPeers(&tg.ContactsTopPeers{Categories: []tg.TopPeerCategoryPeers{
		category(&tg.TopPeerCategoryCorrespondents{}, tg.TopPeer{Peer: &tg.PeerUser{UserID: 2}, Rating: 1.5}, tg.TopPeer{Peer: &tg.PeerUser{UserID: 5}, Rating: 0.25}),
		category(&tg.TopPeerCategoryBotsInline{}, tg.TopPeer{Peer: &tg.PeerUser{UserID: 4}, Rating: 1}),
		category(&tg.TopPeerCategoryPhoneCalls{}, tg.TopPeer{Peer: &tg.PeerChat{ChatID: 6}, Rating: 2}, tg.TopPeer{Peer: &tg.PeerChannel{ChannelID: 7}, Rating: 3}),
	}})
	got := root(t, func(a *json.Account) {
		a.OpenFrequent()
		for i := range list {
			check(t, a.Frequent(&list[i]))
		}
		check(t, a.CloseList())
	})
	compare(t, `{"about":"About","frequent_contacts":{"about":"F","list":[`+
		`{"id":2,"category":"people","type":"user","name":"Ann Osei","rating":1.500000},`+
		`{"id":5,"category":"people","type":"user","name":null,"rating":0.250000},`+
		`{"id":4,"category":"inline_bots","type":"user","name":"Quiz","rating":1.000000},`+
		`{"id":6,"category":"calls","type":"private_group","name":"Club","rating":2.000000},`+
		`{"id":7,"category":"calls","type":"private_channel","name":"News","rating":3.000000}]}}`, got)
}

func TestSessions(t *testing.T) {
	got := root(t, func(a *json.Account) {
		a.OpenSessions()
		for _, in := range []tg.Authorization{
			{AppName: "Telegram Desktop", AppVersion: "6.1.2", DeviceModel: "PC", Platform: "Linux", SystemVersion: "6", IP: "1.2.3.4", Country: "DE", Region: "Berlin", DateActive: noon + 1, DateCreated: noon},
			{DateActive: noon, DateCreated: noon},
		} {
			s := tgconv.Authorization(in)
			check(t, a.Session(&s))
		}
		check(t, a.CloseList())
	})
	compare(t, `{"about":"About","sessions":{"about":"S","list":[`+
		`{"last_active":"2025-06-01T12:00:01","last_active_unixtime":"1748768401","last_ip":"1.2.3.4","last_country":"DE","last_region":"Berlin",`+
		`"application_name":"Telegram Desktop","application_version":"6.1.2","device_model":"PC","platform":"Linux","system_version":"6",`+
		`"created":"2025-06-01T12:00:00","created_unixtime":"1748768400"},`+
		`{"last_active":"2025-06-01T12:00:00","last_active_unixtime":"1748768400","last_ip":"","last_country":"","last_region":"",`+
		`"application_name":null,"device_model":"","platform":"","system_version":"",`+
		`"created":"2025-06-01T12:00:00","created_unixtime":"1748768400"}]}}`, got)
}

func TestWebSessions(t *testing.T) {
	got := root(t, func(a *json.Account) {
		a.OpenWebSessions()
		for _, in := range []tg.WebAuthorization{
			{BotID: 4, Domain: "e.org", Browser: "Firefox", Platform: "Linux", IP: "1.2.3.4", Region: "Berlin", DateActive: noon + 1, DateCreated: noon},
			{DateActive: noon, DateCreated: noon},
		} {
			s := tgconv.WebAuthorization(in)
			check(t, a.WebSession(&s))
		}
		check(t, a.CloseList())
	})
	compare(t, `{"about":"About","web_sessions":{"about":"W","list":[`+
		`{"last_active":"2025-06-01T12:00:01","last_active_unixtime":"1748768401","last_ip":"1.2.3.4","last_region":"Berlin","bot_username":"quiz_bot",`+
		`"domain_name":"e.org","browser":"Firefox","platform":"Linux","created":"2025-06-01T12:00:00","created_unixtime":"1748768400"},`+
		`{"last_active":"2025-06-01T12:00:00","last_active_unixtime":"1748768400","last_ip":"","last_region":"","bot_username":null,`+
		`"domain_name":null,"browser":"","platform":"","created":"2025-06-01T12:00:00","created_unixtime":"1748768400"}]}}`, got)
}

// Tracks are messages without words, numbered from 1, of the first day of all days.
func TestProfileMusic(t *testing.T) {
	d, ok := tgconv.Document(document(37, "audio/mpeg", named("s.mp3"), audio(tg.DocumentAttributeAudio{Duration: 180, Title: "Song", Performer: "Band"})).Document)
	if !ok {
		t.Fatal("no document")
	}
	got := root(t, func(a *json.Account) {
		a.OpenMusic()
		check(t, a.Music(&d, 1, saved))
		check(t, a.CloseArray())
	})
	compare(t, `{"about":"About","profile_music":[{"id":1,"type":"message","date":"1970-01-01T03:00:00","date_unixtime":"0",`+
		`"file":"chats/chat_001/files/document_37","file_name":"s.mp3","file_size":1000,"media_type":"audio_file",`+
		`"performer":"Band","title":"Song","mime_type":"audio/mpeg","duration_seconds":180,`+noText+`,"album_cover":"chats/chat_001/files/cover_37"`+tail+`]}`, got)
}

func TestOtherDataHasSortedKeysAndDoubles(t *testing.T) {
	var out bytes.Buffer
	a := json.NewAccount(&out, env(), json.Words{About: "About"})
	check(t, a.OtherData(strings.NewReader(`{"ips": [{"ip": "1.2.3.4", "n": 1}], "help": {}, "about_meta": null, "on": true, "none": []}`)))
	check(t, a.Close())
	want := `{
 "about": "About",
 "other_data": {
  "about_meta": null,
  "help": {
  },
  "ips": [
   {
    "ip": "1.2.3.4",
    "n": 1.000000
   }
  ],
  "none": [
  ],
  "on": true
 }
}`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}

func TestOtherDataThatIsNoJSONIsLeftOut(t *testing.T) {
	for _, in := range []string{"", "{", `{"a": }`, "<html>"} {
		got := root(t, func(a *json.Account) {
			if err := a.OtherData(strings.NewReader(in)); !json.NotJSON(err) {
				t.Errorf("%q: %v", in, err)
			}
		})
		compare(t, `{"about":"About"}`, got)
	}
	failing := errors.New("disk")
	var out bytes.Buffer
	if err := json.NewAccount(&out, env(), json.Words{}).OtherData(broken{failing}); !errors.Is(err, failing) || json.NotJSON(err) {
		t.Errorf("a file that cannot be read: %v", err)
	}
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

// The kinds of chat and what stands at their heads.
// Direct messages to a channel are a chat with it for who writes and a group for who
// answers.
func TestKindsOfDirectMessagesToChannels(t *testing.T) {
	for want, channel := range map[string]*model.Peer{
		`"type":"personal_chat"`:      {ID: model.ChannelID(7), Title: "News", Broadcast: true, Username: "news"},
		`"type":"private_supergroup"`: {ID: model.ChannelID(7), Title: "News", Broadcast: true, Admin: true},
		`"type":"public_supergroup"`:  {ID: model.ChannelID(7), Title: "News", Broadcast: true, Creator: true, Username: "news"},
	} {
		var out, single bytes.Buffer
		e := env()
		e.Peer = func(model.PeerID) *model.Peer { return channel }
		a := json.NewAccount(&out, e, json.Words{})
		a.OpenChats(false)
		c, err := a.Chat(&single, "chats/chat_001", &model.Peer{ID: model.ChannelID(8), Title: "News", Megagroup: true, Monoforum: true, MonoforumOf: model.ChannelID(7)})
		check(t, err)
		check(t, c.Close())
		var flat bytes.Buffer
		check(t, encoding.Compact(&flat, single.Bytes()))
		compare(t, `{"name":"News",`+want+`,"id":8,"messages":[]}`, flat.String())
	}
}

func TestHeadsOfChats(t *testing.T) {
	for want, p := range map[string]model.Peer{
		`"type":"saved_messages","id":1`:                         {ID: model.UserID(1), Self: true, FirstName: "Mira"},
		`"type":"replies","id":1271266957`:                       {ID: model.UserID(1271266957), FirstName: "Replies"},
		`"type":"verification_codes","id":489000`:                {ID: model.UserID(489000), FirstName: "Codes"},
		`"name":"Ann","type":"personal_chat","id":2`:             {ID: model.UserID(2), FirstName: "Ann", LastName: "Osei"},
		`"name":null,"type":"personal_chat","id":5`:              {ID: model.UserID(5), Deleted: true},
		`"name":"Quiz","type":"bot_chat","id":4`:                 {ID: model.UserID(4), FirstName: "Quiz", Bot: true},
		`"name":"Club","type":"private_group","id":6`:            {ID: model.ChatID(6), Title: "Club"},
		`"name":"Hikers","type":"private_supergroup","id":8`:     {ID: model.ChannelID(8), Title: "Hikers", Megagroup: true},
		`"name":"Hikers","type":"public_supergroup","id":8`:      {ID: model.ChannelID(8), Title: "Hikers", Megagroup: true, Username: "hikers"},
		`"name":"News","type":"private_channel","id":7`:          {ID: model.ChannelID(7), Title: "News", Broadcast: true},
		`"name":"City News","type":"public_channel","id":7`:      {ID: model.ChannelID(7), Title: "City News", Broadcast: true, Usernames: []string{"citynews"}},
		`"name":null,"type":"private_channel","id":9`:            {ID: model.ChannelID(9), Broadcast: true, Forbidden: true},
		`"name":"a \"b\" \u2028","type":"private_group","id":10`: {ID: model.ChatID(10), Title: "a \"b\" \u2028"},
	} {
		t.Run(want, func(t *testing.T) {
			for _, left := range []bool{false, true} {
				var single bytes.Buffer
				got := root(t, func(a *json.Account) {
					a.OpenChats(left)
					c, err := a.Chat(&single, "chats/chat_001", &p)
					check(t, err)
					check(t, c.Close())
					check(t, a.CloseList())
				})
				list, about := "chats", "H"
				if left {
					list, about = "left_chats", "L"
				}
				compare(t, `{"about":"About","`+list+`":{"about":"`+about+`","list":[{`+want+`,"messages":[]}]}}`, got)
				var flat bytes.Buffer
				check(t, encoding.Compact(&flat, single.Bytes()))
				compare(t, `{`+want+`,"messages":[]}`, flat.String())
			}
		})
	}
}
