package core

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	kit "satchel/core/internal/testkit"
)

// channelFull is the page of a channel.
func channelFull(id string, fields kit.Object) kit.Object {
	full := kit.Object{"_": "channelFull", "id": id, "about": "", "read_inbox_max_id": 0, "read_outbox_max_id": 0, "unread_count": 0,
		"chat_photo": kit.Object{"_": "photoEmpty", "id": "0"}, "notify_settings": kit.Object{"_": "peerNotifySettings"}, "bot_info": kit.List{}, "pts": 1}
	for name, value := range fields {
		full[name] = value
	}
	return full
}

// newsroom is a channel that takes direct messages from n people, with its
// discussion group, and a basic group. owner: the account answers in it.
func newsroom(n int, owner bool) *kit.Account {
	a := kit.NewAccount().User(7, "Ann")
	a.Message("user", 7, 1, nil)
	a.Group(8, "Club", nil)
	a.Message("chat", 8, 2, kit.Object{"from_id": kit.PeerOf("user", 7)})
	a.Channel(1001, "News", kit.Object{"broadcast": true, "creator": owner, "linked_monoforum_id": "1003"}).Listed("channel", 1001)
	a.Supergroup(1002, "Talk", nil)
	a.Supergroup(1003, "Letters", kit.Object{"monoforum": true, "linked_monoforum_id": "1001"})
	a.Add("full_chats",
		kit.Object{"_": "chatFull", "id": "8", "about": "a club", "participants": kit.Object{"_": "chatParticipants", "chat_id": "8", "version": 1,
			"participants": kit.List{kit.Object{"_": "chatParticipantCreator", "user_id": "7"}}}, "notify_settings": kit.Object{"_": "peerNotifySettings"}},
		channelFull("1001", kit.Object{"about": "the news", "linked_chat_id": "1002", "participants_count": 50}),
		channelFull("1002", kit.Object{"about": "talk about it", "linked_chat_id": "1001", "slowmode_seconds": 10}))
	a.Message("channel", 1001, 1, kit.Object{"post": true})
	a.Message("channel", 1002, 1, kit.Object{"from_id": kit.PeerOf("user", 7)})
	for i := range n {
		a.Add("users", kit.Object{"_": "user", "id": 100 + i, "first_name": "Reader"})
	}
	for i := range 2 * n {
		who := kit.PeerOf("user", 100+i%n)
		a.Message("channel", 1003, i+1, kit.Object{"from_id": who, "saved_peer_id": who})
	}
	return a
}

func TestThePagesOfGroupsAndChannelsAreSavedOnce(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, newsroom(3, false).FS(), "")
	p.expect(t, Complete, nil)
	got := map[string]string{}
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		err := a.Section(ctx, model.SectionChatInfo, func(key string, doc []byte) error {
			var info model.ChatInfo
			err := json.Unmarshal(doc, &info)
			got[key] = info.About
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	want := map[string]string{"chat:8": "a club", "channel:1001": "the news", "channel:1002": "talk about it", "channel:1003": ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	p.expect(t, Complete, nil)
	if n := len(p.log.calls(t, "channels.getFullChannel")) + len(p.log.calls(t, "messages.getFullChat")); n != 4 {
		t.Errorf("%d calls for 4 chats in two runs", n)
	}
}

func TestARefusedPageOfAChatIsAProblemOfItsOwn(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, newsroom(3, false).FS(), `{"rules": [{"method": "messages.getFullChat", "times": 1, "error": "SOMETHING_INVALID"}]}`)
	got := p.expect(t, CompleteWithProblems, nil, "section_failed chat_info of chat:8")
	if got.Messages != 4+6 {
		t.Errorf("%d messages", got.Messages)
	}
	p.expect(t, Complete, nil)
}

func TestWhoWroteToAChannelIsListedForThoseWhoAnswer(t *testing.T) {
	t.Parallel()
	direct := func(p *procedure) (calls int) {
		for _, c := range p.log.calls(t, "messages.getSavedDialogs") {
			if c.Args["parent_peer"] != nil {
				calls++
			}
		}
		return calls
	}
	p := newProcedure(t, newsroom(130, true).FS(), "")
	p.expect(t, Complete, nil)
	keys := p.section(t, model.SectionDirectDialogs)
	if len(keys) != 130 || !slices.Contains(keys, "channel:1003/user:229") {
		t.Errorf("%d chats: %q", len(keys), keys)
	}
	if ids := p.ids(t, model.ChannelID(1003)); len(ids) != 260 {
		t.Errorf("%d messages", len(ids))
	}
	calls := direct(p)
	p.expect(t, Complete, nil)
	if n := direct(p); n != calls {
		t.Errorf("%d calls more for what did not change", n-calls)
	}
	reader := newProcedure(t, newsroom(3, false).FS(), "")
	reader.expect(t, Complete, nil)
	if n := direct(reader); n != 0 || len(reader.section(t, model.SectionDirectDialogs)) != 0 {
		t.Errorf("%d calls of somebody who only writes", n)
	}
}
