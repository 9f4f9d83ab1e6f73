package core

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func TestMigratedHistoryGoesWithItsSupergroup(t *testing.T) {
	t.Parallel()
	shift := func(id int) int { return id - 1_000_000_000 }
	own := []int{1, 2, 3, 4, 5}
	old := []int{shift(10), shift(15), shift(20), shift(30)}
	for _, tt := range []struct {
		name         string
		change       func(*Settings)
		group, super []int
	}{
		{"both kinds", nil, nil, append(old, own...)},
		{"supergroups only", func(s *Settings) { s.MessageUsers, s.MessageChats, s.MessageChannels = false, false, false }, nil, append(old, own...)},
		{"supergroups and people", func(s *Settings) { s.MessageChats = false }, nil, append(old, own...)},
		{"basic groups only", func(s *Settings) { s.MessageMegagroups = false }, []int{10, 15, 20, 30}, nil},
		{"that supergroup only", func(s *Settings) { s.Chats.Only = []PeerID{model.ChannelID(1001)} }, nil, append(old, own...)},
		{"that group only", func(s *Settings) { s.Chats.Only = []PeerID{model.ChatID(20)} }, []int{10, 15, 20, 30}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProcedure(t, forum().FS(), "")
			p.expect(t, Complete, tt.change)
			for peer, want := range map[model.PeerID][]int{model.ChatID(20): tt.group, model.ChannelID(1001): tt.super} {
				if diff := cmp.Diff(want, p.ids(t, peer)); diff != "" {
					t.Errorf("%s (-want +got)\n%s", peer, diff)
				}
			}
		})
	}
}

func TestAMigratedGroupThatIsRefusedLeavesItsSupergroupWhole(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, forum().FS(), `{"rules": [{"method": "messages.getHistory", "peer": "chat:20", "times": 1, "error": "CHAT_FORBIDDEN"}]}`)
	p.expect(t, CompleteWithProblems, nil, "chat_unavailable chat:20")
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5}, p.ids(t, model.ChannelID(1001))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	// The next time it is there, and the problem goes.
	p.expect(t, Complete, nil)
	if n := len(p.ids(t, model.ChannelID(1001))); n != 9 {
		t.Errorf("%d messages, want 9", n)
	}
}
