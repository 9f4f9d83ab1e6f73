package traced

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// answered is a line of a trace with an answer.
func answered(method, args, answer string) string {
	return `{"n":8,"method":"` + method + `","args":{"_":"` + method + `"` + args + `},"answer":` + answer + `}`
}

// made is the world of a trace that signs in, lists a chat and goes on with lines.
func made(t *testing.T, lines ...string) *world.World {
	t.Helper()
	dir, _, err := write(t, append([]string{headLine, selfLine, dialogLine}, lines...)...)
	if err != nil {
		t.Fatal(err)
	}
	w, err := world.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestTheListsOfAnAccountAreThoseOfItsWorld(t *testing.T) {
	photo := func(id string) string {
		return `{"_":"photo","id":"` + id + `","date":1,"dc_id":2,"sizes":[{"_":"photoSize","type":"x","w":1,"h":1,"size":60}]}`
	}
	document := func(id string) string {
		return `{"_":"document","id":"` + id + `","date":1,"mime_type":"xxxxx","size":"70","dc_id":2,"attributes":[]}`
	}
	story := func(id, class string) string {
		return `{"_":"` + class + `","id":` + id + `,"date":1,"expire_date":2,"media":{"_":"messageMediaPhoto","photo":` + photo("90"+id) + `}}`
	}
	w := made(t,
		answered("photos.getUserPhotos", "", `{"_":"photos.photos","photos":[`+photo("31")+`,`+photo("32")+`],"users":[]}`),
		answered("photos.getUserPhotos", "", `{"_":"photos.photos","photos":[`+photo("32")+`,`+photo("33")+`],"users":[]}`), // the next page overlaps
		answered("stories.getStoriesArchive", "", `{"_":"stories.stories","count":2,"stories":[`+story("1", "storyItem")+`,{"_":"storyItemDeleted","id":2}],"chats":[],"users":[]}`),
		answered("stories.getPinnedStories", "", `{"_":"stories.stories","count":1,"stories":[`+story("1", "storyItem")+`],"chats":[],"users":[]}`),
		answered("contacts.getContacts", "", `{"_":"contacts.contacts","contacts":[{"_":"contact","user_id":"800","mutual":true}],"saved_count":0,"users":[]}`),
		answered("contacts.getSaved", "", `[{"_":"savedPhoneContact","phone":"xxxx","first_name":"xx","last_name":"","date":1}]`),
		answered("contacts.getStatuses", "", `[{"_":"contactStatus","user_id":"800","status":{"_":"userStatusRecently"}}]`),
		answered("users.getSavedMusic", "", `{"_":"users.savedMusic","count":1,"documents":[`+document("41")+`]}`),
		answered("messages.getCustomEmojiDocuments", "", `[`+document("51")+`,{"_":"documentEmpty","id":"52"}]`),
		answered("account.getAuthorizations", "", `{"_":"account.authorizations","authorization_ttl_days":180,"authorizations":[{"_":"authorization","hash":"1","device_model":"xx","platform":"x","system_version":"x","api_id":1,"app_name":"x","app_version":"x","date_created":1,"date_active":1,"ip":"x","country":"x","region":"x"}]}`),
		answered("users.getFullUser", "", `{"_":"users.userFull","full_user":{"_":"userFull","id":"700","about":"xxxx","settings":{"_":"peerSettings"},"notify_settings":{"_":"peerNotifySettings"},"common_chats_count":0},"chats":[],"users":[]}`),
	)
	var photos []int64
	for _, p := range w.Userpics() {
		photos = append(photos, p.GetID())
	}
	got := map[string]any{
		"userpics": photos, "stories": len(w.Stories()), "contacts": len(w.Contacts()), "saved": len(w.SavedContacts()), "statuses": len(w.ContactStatuses()),
		"music": len(w.SavedMusic()), "emoji": len(w.CustomEmoji()), "sessions": len(w.Authorizations()),
	}
	want := map[string]any{
		"userpics": []int64{31, 32, 33}, "stories": 1, "contacts": 1, "saved": 1, "statuses": 1, "music": 1, "emoji": 1, "sessions": 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if full, ok := w.FullUserOf(700); !ok || len(full.About) != 4 || strings.Contains(full.About, "x") {
		t.Errorf("the profile: %+v", full)
	}
}

func TestTheFullestSightOfSomebodyCounts(t *testing.T) {
	channel := `{"_":"channel","id":"9","title":"xxxx","date":1,"broadcast":true,"photo":{"_":"chatPhoto","photo_id":"66","dc_id":2}}`
	w := made(t,
		answered("users.getUsers", "", `[{"_":"user","id":"801","min":true,"first_name":"xxxx"}]`),
		answered("users.getUsers", "", `[{"_":"user","id":"801","first_name":"xxxx","last_name":"xxx","phone":"xxxxxx"}]`),
		answered("users.getUsers", "", `[{"_":"user","id":"802","min":true,"first_name":"xx"}]`),
		answered("channels.getChannels", "", `{"_":"messages.chats","chats":[`+channel+`]}`))
	if u, ok := w.User(801); !ok || u.Min || u.LastName == "" || u.Phone == "" || strings.Contains(u.Phone, "x") {
		t.Errorf("seen in full: %+v", u)
	}
	if _, ok := w.MinUser(801); !ok {
		t.Error("what was a min form once is one in histories, too")
	}
	if u, ok := w.User(802); !ok || u.Min {
		t.Errorf("seen as a min form only: %+v", u)
	}
	if _, ok := w.MinUser(802); ok {
		t.Error("the min form of somebody who was never seen in full stands twice")
	}
	for _, thumb := range []string{"a", "c"} {
		if f, ok := w.File(world.FileKey{Photo: 66, Thumb: thumb}); !ok || f.Size != faceSize {
			t.Errorf("the channel's face %q: %+v", thumb, f)
		}
	}
}

func TestWhoIsUnknownIsLeftOutOfTheLists(t *testing.T) {
	chat := `{"_":"channel","id":"9","title":"xxxx","date":1,"megagroup":true,"forum":true,"photo":{"_":"chatPhotoEmpty"}}`
	full := func(id string) string {
		return `{"_":"messages.chatFull","full_chat":{"_":"channelFull","id":"` + id + `","about":"xx","read_inbox_max_id":0,"read_outbox_max_id":0,"unread_count":0,` +
			`"chat_photo":{"_":"photoEmpty","id":"0"},"notify_settings":{"_":"peerNotifySettings"},"bot_info":[],"pts":1},"chats":[],"users":[]}`
	}
	topic := `{"_":"forumTopic","id":31,"date":1,"peer":{"_":"peerChannel","channel_id":"9"},"title":"xxxxx","icon_color":0,"top_message":52,"read_inbox_max_id":0,"read_outbox_max_id":0,` +
		`"unread_count":0,"unread_mentions_count":0,"unread_reactions_count":0,"unread_poll_votes_count":0,"from_id":{"_":"peerUser","user_id":"800"},"notify_settings":{"_":"peerNotifySettings"}}`
	history := `{"_":"messages.channelMessages","pts":1,"count":2,"topics":[],"chats":[],"users":[],"messages":[` +
		`{"_":"message","id":52,"peer_id":{"_":"peerChannel","channel_id":"9"},"date":1699920000,"message":"x"},` +
		`{"_":"messageService","id":31,"peer_id":{"_":"peerChannel","channel_id":"9"},"date":1699920000,"action":{"_":"messageActionTopicCreate","title":"xx","icon_color":0}}]}`
	inForum := `,"peer":{"_":"inputPeerChannel","channel_id":"9"},"limit":100`
	w := made(t,
		answered("messages.getDialogs", "", `{"_":"messages.dialogs","dialogs":[{"_":"dialog","peer":{"_":"peerChannel","channel_id":"9"},"folder_id":1,"top_message":52},`+
			`{"_":"dialog","peer":{"_":"peerUser","user_id":"4040"},"top_message":1}],"messages":[],"chats":[`+chat+`],"users":[]}`),
		answered("channels.getLeftChannels", "", `{"_":"messages.chats","chats":[{"_":"channel","id":"10","title":"xx","date":1,"left":true,"broadcast":true,"photo":{"_":"chatPhotoEmpty"}}]}`),
		answered("channels.getLeftChannels", "", `{"_":"messages.chats","chats":[{"_":"channel","id":"10","title":"xx","date":1,"left":true,"broadcast":true,"photo":{"_":"chatPhotoEmpty"}}]}`),
		answered("channels.getFullChannel", "", full("9")), answered("channels.getFullChannel", "", full("4040")),
		answered("messages.getForumTopics", inForum, `{"_":"messages.forumTopics","count":1,"topics":[`+topic+`,{"_":"forumTopicDeleted","id":8}],"messages":[],"chats":[],"users":[],"pts":1}`),
		answered("messages.getHistory", inForum, history))
	var dialogs []string
	for _, d := range w.Dialogs() {
		dialogs = append(dialogs, fmt.Sprint(d.Peer, " ", d.FolderID, " ", d.Pinned))
	}
	if diff := cmp.Diff([]string{"user:800 0 true", "channel:9 1 false"}, dialogs); diff != "" {
		t.Errorf("dialogs (-want +got)\n%s", diff)
	}
	if left := w.LeftChannels(); !slices.Equal(left, []int64{10}) {
		t.Errorf("left channels: %v", left)
	}
	if _, ok := w.FullChat(world.ChannelKey(9)); !ok {
		t.Error("the forum's profile is missing")
	}
	if _, ok := w.FullChat(world.ChannelKey(4040)); ok {
		t.Error("a chat nobody knows has a profile")
	}
	topics := w.Topics(world.ChannelKey(9))
	if len(topics) != 1 || topics[0].Topic.GetID() != 1 || topics[0].Topic.(*tg.ForumTopic).TopMessage != 2 {
		t.Errorf("the topic does not follow its messages' new ids: %+v", topics)
	}
}

func TestFilesOfEveryKindAreThere(t *testing.T) {
	media := func(id, m string) string { return message(id, `,"media":`+m) }
	from := func(method, location, answer string, bytes int) string {
		return strings.Replace(answered(method, `,"location":`+location+`,"offset":"0"`, answer), `"answer"`, fmt.Sprintf(`"bytes":%d,"answer"`, bytes), 1)
	}
	w := made(t,
		page("[6,8]",
			media("1", `{"_":"messageMediaGeo","geo":{"_":"geoPoint","lat":1.5,"long":2.5,"access_hash":"3"}}`),
			media("2", `{"_":"messageMediaInvoice","title":"x","description":"x","currency":"EUR","total_amount":"1","start_param":"x","photo":{"_":"webDocument","url":"xxxx","access_hash":"77","size":900,"mime_type":"xx","attributes":[]}}`),
			media("3", `{"_":"messageMediaPhoto","photo":{"_":"photo","id":"71","date":1,"dc_id":203,"sizes":[{"_":"photoSizeProgressive","type":"y","w":1,"h":1,"sizes":[5,50,500]},{"_":"photoStrippedSize","type":"i","bytes":""}],`+
				`"video_sizes":[{"_":"videoSize","type":"u","w":1,"h":1,"size":80}]}}`),
			media("4", `{"_":"messageMediaDocument","document":{"_":"document","id":"72","date":1,"mime_type":"xx","size":"3000","dc_id":4,"attributes":[]}}`)),
		from("upload.getFile", `{"_":"inputDocumentFileLocation","id":"72","thumb_size":""}`, `{"_":"upload.fileCdnRedirect"}`, 0),
		from("upload.getFile", `{"_":"inputTakeoutFileLocation"}`, `{"_":"upload.file"}`, 40))
	for name, tt := range map[string]struct {
		key  world.FileKey
		size int64
		dc   int
		cdn  bool
	}{
		"the largest size":  {world.FileKey{Photo: 71, Thumb: "y"}, 500, world.HomeDC, false},
		"a photo's video":   {world.FileKey{Photo: 71, Video: "u"}, 80, world.HomeDC, false},
		"what comes by CDN": {world.FileKey{Document: 72}, 3000, 4, true},
	} {
		if f, ok := w.File(tt.key); !ok || f.Size != tt.size || f.DC != tt.dc || f.CDN != tt.cdn {
			t.Errorf("%s: %+v, %v; want %+v", name, f, ok, tt)
		}
	}
	for name, tt := range map[string]struct {
		key  world.WebKey
		size int64
	}{
		"a map":                {world.WebKey{Kind: "geo", Lat: 1.5, Long: 2.5}, mapSize},
		"an invoice's picture": {world.WebKey{Kind: "url", URL: "https://example.org/77"}, 900},
	} {
		if f, ok := w.WebFile(tt.key); !ok || f.Size != tt.size {
			t.Errorf("%s: %+v, %v", name, f, ok)
		}
	}
	if f, ok := w.TakeoutFile(); !ok || f.Size != 40 {
		t.Errorf("the takeout's own file: %+v, %v", f, ok)
	}
}

func TestWhatStandsForALetterFollowsItsField(t *testing.T) {
	f := &filler{}
	for _, tt := range []struct{ field, in, want string }{
		{"type", "x", "x"}, {"thumb_size", "x", "x"}, {"message", "", ""}, {"currency", "EUR", "EUR"},
		{"username", "xxxx", "name5"}, {"emoticon", "xx", "👍"}, {"mime_type", "xxx", "application/octet-stream"},
		{"phone", "anything", "88800000004"}, {"url", "xxx", "https://example.org/5"},
	} {
		if got := f.text(object{"id": json.Number("5")}, tt.field, tt.in); got != tt.want {
			t.Errorf("%s %q is %q, want %q", tt.field, tt.in, got, tt.want)
		}
	}
	for n := range 200 {
		if got := f.text(object{}, "message", strings.Repeat("x", n)); len(got) != n || strings.HasSuffix(got, " ") || strings.Contains(got, "  ") {
			t.Errorf("%d letters became %q", n, got)
		}
		if got := f.text(object{}, "slug", strings.Repeat("x", n)); len(got) != n || strings.Contains(got, " ") {
			t.Errorf("a word of %d letters became %q", n, got)
		}
	}
	a, b := &filler{}, &filler{}
	o := object{"_": "x", "title": "xxx", "first_name": "xxx", "dc_id": json.Number("203"), "access_hash": "5", "users": []any{object{"last_name": "xx"}}}
	one, two := a.object(clone(o)), b.object(clone(o))
	if diff := cmp.Diff(one, two); diff != "" {
		t.Errorf("the same object is filled in two ways\n%s", diff)
	}
	if one["dc_id"] != nil || one["access_hash"] != nil || one["title"] == "xxx" || one["users"].([]any)[0].(object)["last_name"] == "xx" {
		t.Errorf("%v", one)
	}
}

func clone(o object) object {
	out := object{}
	for k, v := range o {
		if inner, ok := v.([]any); ok {
			v = []any{clone(inner[0].(object))}
		}
		out[k] = v
	}
	return out
}

func TestWaitsOfATraceAreShort(t *testing.T) {
	for in, want := range map[string]string{
		"FLOOD_WAIT_2": "FLOOD_WAIT_2", "FLOOD_WAIT_86400": "FLOOD_WAIT_3", "FLOOD_PREMIUM_WAIT_9": "FLOOD_PREMIUM_WAIT_3",
		"SLOWMODE_WAIT_4": "SLOWMODE_WAIT_3", "FLOOD_WAIT_x": "FLOOD_WAIT_x", "FILE_REFERENCE_9": "FILE_REFERENCE_9", "INTERNAL": "INTERNAL",
	} {
		if got := shortened(in); got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
}

func TestAnAccountOfManyUnreadChatsStaysSmall(t *testing.T) {
	m := newMaker()
	m.self = object{"id": json.Number("700")}
	for id, claimed := range map[string]int{"1": maxUnseen - 5, "2": 100, "3": 7} {
		peer := object{"_": "peerUser", "user_id": json.Number(id)}
		m.history(peer).claimed[0] = claimed
	}
	if claims := m.addUnseen(); len(claims) != 0 {
		t.Errorf("claims %v", claims)
	}
	var got []int
	for _, name := range m.chatOrder() {
		got = append(got, len(m.chats[name].messages))
	}
	if !slices.Equal(got, []int{maxUnseen - 5, 5, 0}) {
		t.Errorf("messages by chat: %v", got)
	}
}
