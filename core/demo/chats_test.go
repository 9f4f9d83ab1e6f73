package demo

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func TestChatsComeByTheirIDs(t *testing.T) {
	f := split(folder{"chats": []raw{groupJSON(8), channelJSON(1003, `,"megagroup":true`),
		raw(`{"_":"channelForbidden","id":"77","access_hash":"1077","title":"x","broadcast":true}`)}})
	s := serve(t, f.open(t, nil), nil)
	api, ctx := s.signedIn(t).api(), t.Context()
	a, err := api.MessagesGetChats(ctx, []int64{8})
	if err != nil || a.GetChats()[0].GetID() != 8 {
		t.Errorf("a group: %v, %v", a, err)
	}
	_, err = api.MessagesGetChats(ctx, []int64{8, 9})
	wantError(t, "an unknown group", err, "CHAT_ID_INVALID")
	a, err = api.ChannelsGetChannels(ctx, []tg.InputChannelClass{&tg.InputChannel{ChannelID: 1003, AccessHash: 2003}})
	if err != nil || a.GetChats()[0].GetID() != 1003 {
		t.Errorf("a channel: %v, %v", a, err)
	}
	for _, tt := range []struct {
		c    tg.InputChannelClass
		want string
	}{
		{&tg.InputChannel{ChannelID: 1003, AccessHash: 1}, "CHANNEL_INVALID"},
		{&tg.InputChannel{ChannelID: 77, AccessHash: 1077}, "CHANNEL_PRIVATE"},
		{&tg.InputChannelEmpty{}, "CHANNEL_INVALID"},
		{&tg.InputChannelFromMessage{Peer: channel1003, MsgID: 1, ChannelID: 1003}, ""},
		{&tg.InputChannelFromMessage{Peer: channel1003, MsgID: 99, ChannelID: 1003}, "MSG_ID_INVALID"},
	} {
		_, err := api.ChannelsGetChannels(ctx, []tg.InputChannelClass{tt.c})
		wantError(t, fmt.Sprintf("channel %v", tt.c), err, tt.want)
	}
	_, err = api.ChannelsGetFullChannel(ctx, &tg.InputChannel{ChannelID: 77, AccessHash: 1077})
	wantError(t, "a forbidden channel's profile", err, "CHANNEL_PRIVATE")
	_, err = api.MessagesGetFullChat(ctx, 5)
	wantError(t, "an unknown group's profile", err, "CHAT_ID_INVALID")
}

func TestSomeDialogsComeByTheirPeers(t *testing.T) {
	s := serve(t, split(nil).open(t, nil), nil)
	api, ctx := s.signedIn(t).api(), t.Context()
	names := func(dialogs []tg.DialogClass) (out []string) {
		for _, d := range dialogs {
			d := d.(*tg.Dialog)
			out = append(out, fmt.Sprintf("%s %d %d", world.KeyOf(d.Peer), d.FolderID, d.TopMessage))
		}
		return out
	}
	a, err := api.MessagesGetPeerDialogs(ctx, []tg.InputDialogPeerClass{&tg.InputDialogPeer{Peer: group8}, &tg.InputDialogPeer{Peer: user7}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"chat:8 1 5", "user:7 0 11"}, names(a.Dialogs)); diff != "" {
		t.Errorf("asked for (-want +got):\n%s", diff)
	}
	if len(a.Messages) != 2 {
		t.Errorf("%d top messages", len(a.Messages))
	}
	a, err = api.MessagesGetPinnedDialogs(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"channel:1003 0 2"}, names(a.Dialogs)); diff != "" {
		t.Errorf("pinned (-want +got):\n%s", diff)
	}
	_, err = api.MessagesGetPeerDialogs(ctx, []tg.InputDialogPeerClass{&tg.InputDialogPeerFolder{FolderID: 1}})
	wantError(t, "a folder", err, "PEER_ID_INVALID")
	_, err = api.MessagesGetDialogs(ctx, func() *tg.MessagesGetDialogsRequest {
		r := &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}}
		r.SetFolderID(5)
		return r
	}())
	wantError(t, "an unknown folder", err, "FOLDER_ID_INVALID")
}

func TestClaimedCountsStandInForTheTruth(t *testing.T) {
	f := split(folder{"counts": raw(`{"dialogs":99,"left_channels":98,"channel:1003":97}`)})
	s := serve(t, f.open(t, nil), nil)
	c := s.signedIn(t)
	d, ok := mustDialogs(t, c, &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 100}).(*tg.MessagesDialogsSlice)
	if !ok || d.Count != 99 || len(d.Dialogs) != 4 {
		t.Errorf("dialogs: %+v", d)
	}
	out := c.open(t, everything())
	left, err := out.api().ChannelsGetLeftChannels(t.Context(), 0)
	if slice, ok := left.(*tg.MessagesChatsSlice); err != nil || !ok || slice.Count != 98 {
		t.Errorf("left channels: %v, %v", left, err)
	}
	if a := historyOf(t, out.over(11, 20), channel1003).(*tg.MessagesChannelMessages); a.Count != 97 || len(a.Messages) != 2 {
		t.Errorf("a channel counts %d, gives %d", a.Count, len(a.Messages))
	}
	if a := historyOf(t, out.over(1, 10), channel1003).(*tg.MessagesChannelMessages); a.Count != 0 {
		t.Errorf("a channel counts %d in a range it is not in", a.Count)
	}
}

func TestAMigratedGroupIsReadWithItsSupergroup(t *testing.T) {
	group := rawf(`{"_":"chat","id":"8","title":"g","photo":{"_":"chatPhotoEmpty"},"participants_count":2,"date":1,"version":1,"deactivated":true,
		"migrated_to":{"_":"inputChannel","channel_id":"1003","access_hash":"2003"}}`)
	s := serve(t, split(folder{"chats": []raw{group, channelJSON(1003, `,"megagroup":true`)}}).open(t, nil), nil)
	out := s.signedIn(t).open(t, &tg.AccountInitTakeoutSessionRequest{MessageMegagroups: true})
	historyOf(t, out.over(1, 10), group8)
	s.wantRules(t, "a group that became a supergroup")
	_, err := out.api().MessagesGetMessages(t.Context(), []tg.InputMessageClass{&tg.InputMessageID{ID: 1}})
	wantError(t, "a message of a private chat", err, "")
	s.wantRules(t, "a message of a private chat", ruleFlags)
}

func TestFileTypesAreToldByTheFirstBytes(t *testing.T) {
	types := map[string]string{
		"\xff\xd8\xff\xe0": "storage.fileJpeg", "\x89PNG\r\n": "storage.filePng", "GIF89a": "storage.fileGif",
		"ID3\x03": "storage.fileMp3", "\x00\x00\x00\x18ftypmp42": "storage.fileMp4", "\x00\x00\x00\x18ftypqt  ": "storage.fileMov",
		"RIFF\x00\x00\x00\x00WEBP": "storage.fileWebp", "": "storage.fileUnknown", "text": "storage.fileUnknown",
	}
	files := map[string]string{}
	var entries []raw
	var heads []string
	for head := range types {
		name := fmt.Sprintf("f%d", len(heads))
		entries = append(entries, rawf(`{"document":"%d","path":%q}`, 100+len(heads), name))
		files[name] = head
		heads = append(heads, head)
	}
	w := folder{"files": entries}.open(t, files)
	for i, head := range heads {
		f, ok := w.File(world.FileKey{Document: int64(100 + i)})
		if !ok {
			t.Fatalf("no file for %q", head)
		}
		if got := fileType(f).TypeName(); got != types[head] {
			t.Errorf("%q is a %s, want %s", head, got, types[head])
		}
	}
}

func TestDirectMessagesOfAChannelAreForThoseWhoAnswer(t *testing.T) {
	direct := func(id int64, more string) raw { return channelJSON(id, `,"megagroup":true,"monoforum":true`+more) }
	in := func(peer string, id int) raw {
		return messageJSON(peer, id, id, `,"saved_peer_id":`+peerJSON("user:7"))
	}
	f := folder{"users": []raw{userJSON(7)},
		"chats":    []raw{channelJSON(1003, `,"broadcast":true`), direct(1004, `,"creator":true`), direct(1005, "")},
		"messages": []raw{in("channel:1004", 3), in("channel:1004", 4), in("channel:1005", 3)}}
	s := serve(t, f.open(t, nil), nil)
	api, ctx := s.signedIn(t).api(), t.Context()
	for _, tt := range []struct {
		name, want string
		channel    int64
	}{
		{"one's own", "", 1004}, {"another's", "CHAT_ADMIN_REQUIRED", 1005}, {"posts", "PARENT_PEER_INVALID", 1003},
	} {
		parent := &tg.InputPeerChannel{ChannelID: tt.channel, AccessHash: tt.channel + 1000}
		dialogs := &tg.MessagesGetSavedDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 9}
		dialogs.SetParentPeer(parent)
		list, err := api.MessagesGetSavedDialogs(ctx, dialogs)
		wantError(t, tt.name+": chats", err, tt.want)
		if all, ok := list.(*tg.MessagesSavedDialogs); tt.want == "" && (!ok || len(all.Dialogs) != 1 || all.Dialogs[0].GetTopMessage() != 4) {
			t.Errorf("%s: chats %+v", tt.name, list)
		}
		history := &tg.MessagesGetSavedHistoryRequest{Peer: user7, Limit: 9}
		history.SetParentPeer(parent)
		page, err := api.MessagesGetSavedHistory(ctx, history)
		wantError(t, tt.name+": messages", err, tt.want)
		if tt.want == "" && fmt.Sprint(idsOf(page)) != "[4 3]" {
			t.Errorf("%s: messages %v", tt.name, idsOf(page))
		}
	}
}
