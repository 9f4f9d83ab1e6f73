package demo

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// everywhere is a walk that leaves nothing out: it looks into every field.
func everywhere(v reflect.Value, files *[]int64) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			everywhere(v.Elem(), files)
		}
	case reflect.Slice:
		for i := range v.Len() {
			everywhere(v.Index(i), files)
		}
	case reflect.Struct:
		switch o := v.Addr().Interface().(type) {
		case *tg.Photo:
			*files = append(*files, o.ID)
		case *tg.Document:
			*files = append(*files, o.ID)
		}
		for i := range v.NumField() {
			everywhere(v.Field(i), files)
		}
	}
}

func TestTheWalkMissesNoFileOfAGeneratedWorld(t *testing.T) {
	w, err := world.Generate(5, 4000, world.GenerateOptions{FileEvery: 3})
	if err != nil {
		t.Fatal(err)
	}
	var walks walker
	total := 0
	for _, key := range w.HistoryPeers() {
		h := w.History(key)
		for i := range h.Len() {
			m, err := h.At(i)
			if err != nil {
				t.Fatal(err)
			}
			var got, want []int64
			walks.walk(m, found{photo: func(p *tg.Photo) { got = append(got, p.ID) },
				document: func(d *tg.Document) { got = append(got, d.ID) }})
			everywhere(reflect.ValueOf(m), &want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s %d (-there +found):\n%s", key, m.GetID(), diff)
			}
			total += len(want)
		}
	}
	if total < 500 {
		t.Errorf("only %d files were there to be found", total)
	}
}

func TestTheWalkFindsFilesDeepInside(t *testing.T) {
	photo := func(id int64) *tg.Photo { return &tg.Photo{ID: id} }
	document := func(id int64) *tg.Document { return &tg.Document{ID: id} }
	page := &tg.WebPage{Photo: photo(1), Document: document(2), CachedPage: tg.Page{Photos: []tg.PhotoClass{photo(3)},
		Documents: []tg.DocumentClass{document(4)}}}
	page.SetCachedPage(page.CachedPage)
	tests := []struct {
		name string
		in   any
		want []int64
	}{
		{"a web page with an instant view", &tg.Message{Media: &tg.MessageMediaWebPage{Webpage: page}}, []int64{1, 2, 3, 4}},
		{"a video with its cover and other qualities", &tg.Message{Media: &tg.MessageMediaDocument{Document: document(1),
			AltDocuments: []tg.DocumentClass{document(2)}, VideoCover: photo(3)}}, []int64{1, 2, 3}},
		{"a game", &tg.Message{Media: &tg.MessageMediaGame{Game: tg.Game{Photo: photo(1), Document: document(2)}}}, []int64{1, 2}},
		{"paid media that was bought", &tg.Message{Media: &tg.MessageMediaPaidMedia{ExtendedMedia: []tg.MessageExtendedMediaClass{
			&tg.MessageExtendedMedia{Media: &tg.MessageMediaPhoto{Photo: photo(1)}}}}}, []int64{1}},
		{"a new chat photo", &tg.MessageService{Action: &tg.MessageActionChatEditPhoto{Photo: photo(1)}}, []int64{1}},
		{"a wallpaper", &tg.MessageService{Action: &tg.MessageActionSetChatWallPaper{Wallpaper: &tg.WallPaper{Document: document(1)}}}, []int64{1}},
		{"a story in a message", &tg.Message{Media: &tg.MessageMediaStory{Story: &tg.StoryItem{Media: &tg.MessageMediaPhoto{Photo: photo(1)}}}}, []int64{1}},
		{"a profile's pictures", &tg.UsersUserFull{FullUser: tg.UserFull{ProfilePhoto: photo(1), FallbackPhoto: photo(2)}}, []int64{1, 2}},
		{"nothing", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []int64
			var w walker
			w.walk(tt.in, found{photo: func(p *tg.Photo) { got = append(got, p.ID) },
				document: func(d *tg.Document) { got = append(got, d.ID) }})
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheWalkFindsWhoAnObjectNames(t *testing.T) {
	user, channel := func(id int64) tg.PeerClass { return &tg.PeerUser{UserID: id} }, func(id int64) tg.PeerClass { return &tg.PeerChannel{ChannelID: id} }
	tests := []struct {
		name string
		in   any
		want []string
	}{
		{"sender, chat, bot and forward", &tg.Message{FromID: user(1), PeerID: channel(2), ViaBotID: 3,
			FwdFrom: tg.MessageFwdHeader{FromID: user(4), SavedFromPeer: channel(5)}}, []string{"channel:2", "channel:5", "user:1", "user:3", "user:4"}},
		{"a mention", &tg.Message{PeerID: user(1), Entities: []tg.MessageEntityClass{&tg.MessageEntityBold{},
			&tg.MessageEntityMentionName{UserID: 6}}}, []string{"user:1", "user:6"}},
		{"a contact", &tg.Message{PeerID: user(1), Media: &tg.MessageMediaContact{UserID: 7}}, []string{"user:1", "user:7"}},
		{"a contact without account", &tg.Message{PeerID: user(1), Media: &tg.MessageMediaContact{}}, []string{"user:1"}},
		{"people added", &tg.MessageService{PeerID: &tg.PeerChat{ChatID: 8}, Action: &tg.MessageActionChatAddUser{Users: []int64{9, 10}}},
			[]string{"chat:8", "user:10", "user:9"}},
		{"a migration", &tg.MessageService{PeerID: &tg.PeerChat{ChatID: 8}, Action: &tg.MessageActionChatMigrateTo{ChannelID: 11}}, []string{"channel:11", "chat:8"}},
		{"its other half", &tg.MessageService{PeerID: channel(11), Action: &tg.MessageActionChannelMigrateFrom{ChatID: 8}}, []string{"channel:11", "chat:8"}},
		{"those who reacted", &tg.Message{PeerID: user(1), Reactions: tg.MessageReactions{RecentReactions: []tg.MessagePeerReaction{{PeerID: user(12)}}}},
			[]string{"user:1", "user:12"}},
		{"a channel's profile", &tg.ChannelFull{LinkedChatID: 13, MigratedFromChatID: 14}, []string{"channel:13", "chat:14"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			var w walker
			w.walk(tt.in, found{peer: func(k world.PeerKey) { got = append(got, fmt.Sprint(k)) }})
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, slices.Compact(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
