package demo

import (
	"fmt"
	"testing"

	"github.com/gotd/td/tg"
)

// withPictures is a world in which everybody has a picture of the number 100 + id:
// whole users (7 and 70), one of whom the whole form shows another (170) than the min
// one (270), one who is known in the min form only (9), one without a hash there
// (10), a group, a supergroup, a channel known in the min form only.
func withPictures() folder {
	person := func(id, hash int, photo int, more string) raw {
		access := ""
		if hash != 0 {
			access = fmt.Sprintf(`,"access_hash":"%d"`, hash)
		}
		return rawf(`{"_":"user","id":"%d","first_name":"x","photo":{"_":"userProfilePhoto","photo_id":"%d","dc_id":2}%s%s}`, id, photo, access, more)
	}
	chatPhoto := func(id int) string { return fmt.Sprintf(`"photo":{"_":"chatPhoto","photo_id":"%d","dc_id":2}`, id) }
	channel := func(id int, more string) raw {
		return rawf(`{"_":"channel","id":"%d","title":"x","date":1,"access_hash":"%d",%s%s}`, id, id+1000, chatPhoto(100+id), more)
	}
	from := func(id int) string { return fmt.Sprintf(`,"from_id":{"_":"peerUser","user_id":"%d"}`, id) }
	var files []raw
	for _, id := range []int{107, 109, 110, 170, 270, 108, 1103, 105, 106} {
		files = append(files, rawf(`{"photo":"%d","thumb":"a","path":"p"}`, id))
	}
	return folder{
		"users":     []raw{person(7, 1007, 107, ""), person(70, 1070, 170, "")},
		"min_users": []raw{person(9, 5, 109, `,"min":true`), person(10, 0, 110, `,"min":true`), person(70, 6, 270, `,"min":true`)},
		"chats": []raw{rawf(`{"_":"chat","id":"8","title":"x","participants_count":2,"date":1,"version":1,%s}`, chatPhoto(108)),
			channel(1003, `,"megagroup":true`), channel(6, `,"broadcast":true,"left":true`)},
		"min_chats":     []raw{channel(5, `,"broadcast":true,"min":true`)},
		"left_channels": []string{"6"},
		"messages": []raw{
			messageJSON("chat:8", 5, 400, from(9)),
			messageJSON("channel:1003", 2, 600, from(10)),
			messageJSON("channel:1003", 3, 600, from(7)+`,"fwd_from":{"_":"messageFwdHeader","from_id":{"_":"peerUser","user_id":"9"},"date":1}`),
			messageJSON("channel:1003", 4, 600, from(7)+`,"entities":[{"_":"messageEntityMentionName","offset":0,"length":1,"user_id":"9"}]`),
			rawf(`{"_":"messageService","id":5,"peer_id":%s,"date":1,"action":{"_":"messageActionChatAddUser","users":["9"]}}`, peerJSON("channel:1003")),
			messageJSON("channel:1003", 6, 600, `,"fwd_from":{"_":"messageFwdHeader","from_id":{"_":"peerChannel","channel_id":"5"},"date":1}`),
			messageJSON("channel:6", 7, 600, from(9)),
		},
		"files": files,
	}
}

func TestAPictureIsItsPeersOwnAndThePeerIsNamedRightly(t *testing.T) {
	s := serve(t, withPictures().open(t, mediaFiles), nil)
	c := s.signedIn(t)
	super := &tg.InputPeerChannel{ChannelID: 1003, AccessHash: 2003}
	user := func(id, hash int64) tg.InputPeerClass { return &tg.InputPeerUser{UserID: id, AccessHash: hash} }
	from := func(in tg.InputPeerClass, msg int, id int64) tg.InputPeerClass {
		return &tg.InputPeerUserFromMessage{Peer: in, MsgID: msg, UserID: id}
	}
	tests := []struct {
		name  string
		peer  tg.InputPeerClass
		photo int64
		want  string
	}{
		{"a user by the whole hash", user(7, 1007), 107, ""},
		{"a user by a wrong hash", user(7, 1), 107, "PEER_ID_INVALID"},
		{"a user, another's picture", user(7, 1007), 109, "LOCATION_INVALID"},
		{"a user, no picture", user(7, 1007), 0, "LOCATION_INVALID"},
		{"by the hash of the only form, the min one", user(9, 5), 109, ""},
		{"by a wrong hash of the min form", user(9, 6), 109, "PEER_ID_INVALID"},
		{"by no hash, which the min form has not", user(10, 0), 110, "PEER_ID_INVALID"},
		{"two forms, the min hash, the whole form's picture", user(70, 6), 170, ""},
		{"two forms, the whole hash, the min form's picture", user(70, 1070), 270, ""},
		{"a sender in a group", from(group8, 5, 9), 109, ""},
		{"a sender in a supergroup", from(super, 2, 10), 110, ""},
		{"who is forwarded", from(super, 3, 9), 109, ""},
		{"who is mentioned", from(super, 4, 9), 109, ""},
		{"whom a service message is about", from(super, 5, 9), 109, ""},
		{"a whole user in a message", from(super, 3, 7), 107, ""},
		{"another's picture", from(super, 2, 10), 109, "LOCATION_INVALID"},
		{"not in that message", from(super, 2, 9), 109, "MSG_ID_INVALID"},
		{"no such message", from(super, 90, 9), 109, "MSG_ID_INVALID"},
		{"a message of another chat", from(super, 5, 10), 110, "MSG_ID_INVALID"},
		{"a wrong hash of the chat", from(&tg.InputPeerChannel{ChannelID: 1003, AccessHash: 1}, 2, 10), 110, "CHANNEL_INVALID"},
		{"no chat", from(&tg.InputPeerEmpty{}, 2, 10), 110, "PEER_ID_INVALID"},
		{"a chat that was left", from(&tg.InputPeerChannel{ChannelID: 6, AccessHash: 1006}, 7, 9), 109, "CHANNEL_PRIVATE"},
		{"nobody", from(super, 2, 4), 110, "MSG_ID_INVALID"},
		{"a group", group8, 108, ""},
		{"a group, another's picture", group8, 107, "LOCATION_INVALID"},
		{"a supergroup", super, 1103, ""},
		{"a supergroup, another's picture", super, 108, "LOCATION_INVALID"},
		{"a channel seen in a message", &tg.InputPeerChannelFromMessage{Peer: super, MsgID: 6, ChannelID: 5}, 105, ""},
		{"a channel not in that message", &tg.InputPeerChannelFromMessage{Peer: super, MsgID: 5, ChannelID: 5}, 105, "MSG_ID_INVALID"},
		{"a channel by the hash of its min form", &tg.InputPeerChannel{ChannelID: 5, AccessHash: 1005}, 105, "CHANNEL_INVALID"},
	}
	for _, tt := range tests {
		data, err := get(c, &tg.InputPeerPhotoFileLocation{Peer: tt.peer, PhotoID: tt.photo}, 0, 4096, false)
		wantError(t, tt.name, err, tt.want)
		if tt.want == "" && string(data) != mediaFiles["p"] {
			t.Errorf("%s: got %q", tt.name, data)
		}
	}
	_, err := c.api().UsersGetFullUser(t.Context(), &tg.InputUser{UserID: 70, AccessHash: 6})
	wantError(t, "the hash of the min form elsewhere", err, "USER_ID_INVALID")
	_, err = c.api().UsersGetFullUser(t.Context(), &tg.InputUserFromMessage{Peer: group8, MsgID: 5, UserID: 9})
	wantError(t, "the profile of one of whom there is the min form only", err, "MSG_ID_INVALID")
}
