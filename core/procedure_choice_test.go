package core

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	kit "satchel/core/internal/testkit"
)

// daily is a chat with a message every six hours for 100 days, over four split
// ranges, and a channel with as many.
func daily() *kit.Account {
	a := kit.NewAccount().User(7, "Ann").Ranges(100, 200, 300)
	a.Supergroup(1001, "Group", nil)
	start := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for id := 1; id <= 400; id++ {
		a.Message("user", 7, id, kit.Object{"date": start + int64(id-1)*6*3600})
	}
	for id := 1; id <= 400; id++ {
		fields := kit.Object{"date": start + int64(id-1)*6*3600, "from_id": kit.PeerOf("user", 7)}
		if id%4 == 0 {
			fields["from_id"] = kit.PeerOf("user", 1)
		}
		a.Message("channel", 1001, id, fields)
	}
	return a
}

func march(s *Settings) {
	s.Zone = "UTC"
	s.From, s.Till = mustDay("2024-03-01"), mustDay("2024-03-02")
}

func mustDay(text string) (d Day) {
	if err := d.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return d
}

func TestOnlyTheDatesAreFetchedBothDaysIncluded(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, daily().FS(), "")
	p.expect(t, Complete, march)
	// 2024-03-01 is day 60, counted from 0: ids 241 to 244, and 245 to 248.
	for _, peer := range []model.PeerID{model.UserID(7), model.ChannelID(1001)} {
		if diff := cmp.Diff(span(241, 1, 8), p.ids(t, peer)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", peer, diff)
		}
	}
	pages := map[string]int{}
	for _, c := range p.log.calls(t, "messages.getHistory") {
		if c.number("limit") == 1 {
			continue
		}
		peer := fmt.Sprint(c.Args["peer"].(map[string]any)["_"])
		pages[peer]++
		if c.number("min_id") < 240 || c.number("max_id") != 249 {
			t.Errorf("a page not bound by the dates: %v in %v", c.Args, c.Range)
		}
		if peer == "inputPeerUser" && c.Range[0] != 201 {
			t.Errorf("a page of the range %v", c.Range)
		}
	}
	if diff := cmp.Diff(map[string]int{"inputPeerUser": 1, "inputPeerChannel": 1}, pages); diff != "" {
		t.Errorf("pages fetched (-want +got)\n%s", diff)
	}
}

func TestDatesOfOwnMessagesAreFoundWithoutReadingAll(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, daily().FS(), "")
	p.expect(t, Complete, func(s *Settings) {
		march(s)
		s.OnlyMine = []ChatKind{KindMegagroups}
	})
	if diff := cmp.Diff([]int{244, 248}, p.ids(t, model.ChannelID(1001))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, c := range p.log.calls(t, "messages.search") {
		from, _ := c.Args["from_id"].(map[string]any)
		peer, _ := c.Args["peer"].(map[string]any)
		if from["_"] != "inputPeerSelf" || peer["_"] != "inputPeerChannel" {
			t.Errorf("search of %v from %v", peer, from)
		}
		if n := c.number("limit"); n != 1 && (c.number("min_id") < 240 || c.number("max_id") != 249) {
			t.Errorf("a page not bound by the dates: %v", c.Args)
		}
	}
	for _, c := range p.log.calls(t, "messages.getHistory") {
		if peer := c.Args["peer"].(map[string]any); peer["_"] == "inputPeerChannel" {
			t.Error("the whole history of the group was asked for")
		}
	}
}

func TestChatsAreChosenByHand(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		choice ChatChoice
		want   []string
	}{
		{"all", ChatChoice{}, []string{"channel:1001", "user:7"}},
		{"only one", ChatChoice{Only: []PeerID{model.UserID(7)}}, []string{"user:7"}},
		{"all but one", ChatChoice{Except: []PeerID{model.UserID(7)}}, []string{"channel:1001"}},
		{"only wins", ChatChoice{Only: []PeerID{model.UserID(7)}, Except: []PeerID{model.UserID(7)}}, []string{"user:7"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProcedure(t, daily().FS(), "")
			p.expect(t, Complete, func(s *Settings) { s.Chats = tt.choice })
			asked := map[string]bool{}
			for _, c := range p.log.calls(t, "messages.getHistory") {
				peer := c.Args["peer"].(map[string]any)
				for kind, key := range map[string]string{"user": "user_id", "channel": "channel_id"} {
					if id, ok := peer[key]; ok {
						asked[fmt.Sprintf("%s:%v", kind, id)] = true
					}
				}
			}
			var got []string
			for peer := range asked {
				got = append(got, peer)
			}
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("asked about (-want +got)\n%s", diff)
			}
		})
	}
}

func TestALeftChannelGivesOwnMessagesOnly(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().User(7, "Ann").Message("user", 7, 1, nil)
	a.Channel(1002, "Gone", kit.Object{"megagroup": true, "left": true})
	a.Add("left_channels", "1002")
	for id := 1; id <= 6; id++ {
		from := kit.PeerOf("user", 7)
		if id%3 == 0 {
			from = kit.PeerOf("user", 1)
		}
		a.Message("channel", 1002, id, kit.Object{"from_id": from})
	}
	p := newProcedure(t, a.FS(), "")
	p.expect(t, Complete, nil)
	if diff := cmp.Diff([]int{3, 6}, p.ids(t, model.ChannelID(1002))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if page := p.output(t, "lists/chats.html"); !strings.Contains(page, "2 outgoing messages") {
		t.Error("the list of chats does not say that only own messages are saved")
	}
}

func TestTypesOfChatAreChosenAsTelegramDesktopDoes(t *testing.T) {
	t.Parallel()
	account := func() *kit.Account {
		a := kit.NewAccount().User(7, "Ann")
		a.Add("users", kit.Object{"_": "user", "id": 8, "first_name": "Helper", "bot": true, "bot_info_version": 1}).Listed("user", 8)
		a.Supergroup(1001, "Group", nil)
		a.Supergroup(1002, "Open group", kit.Object{"username": "open_group"})
		for _, c := range []struct {
			kind string
			id   int
		}{{"user", 7}, {"user", 8}, {"channel", 1001}, {"channel", 1002}} {
			a.Message(c.kind, c.id, c.id, nil) // ids of people and basic groups share one space
		}
		return a
	}
	tests := []struct {
		name  string
		types []ChatType
		want  []string
		flags []string
	}{
		{"all", nil, []string{"user:7", "user:8", "channel:1001", "channel:1002"}, []string{"message_users", "message_megagroups"}},
		{"people only", []ChatType{model.PersonalChat}, []string{"user:7"}, []string{"message_users"}},
		{"bots and public groups", []ChatType{model.BotChat, model.PublicSupergroup}, []string{"user:8", "channel:1002"}, []string{"message_users", "message_megagroups"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newProcedure(t, account().FS(), "")
			p.expect(t, Complete, func(s *Settings) { s.Chats.Types = tt.types })
			var saved []string
			p.read(t, func(ctx context.Context, a *archive.Archive) {
				rows, err := a.Dialogs(ctx)
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range rows {
					saved = append(saved, row.Dialog.Peer.String())
				}
			})
			if diff := cmp.Diff(tt.want, saved, cmpopts.SortSlices(strings.Compare)); diff != "" {
				t.Errorf("chats (-want +got)\n%s", diff)
			}
			args := p.log.calls(t, "account.initTakeoutSession")[0].Args
			for _, flag := range []string{"message_users", "message_megagroups"} {
				if asked, _ := args[flag].(bool); asked != slices.Contains(tt.flags, flag) {
					t.Errorf("the session was asked for with %v", args)
				}
			}
		})
	}
}
