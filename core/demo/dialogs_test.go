package demo

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// listed is "channel:1003*2": a dialog with its top message, * when pinned.
func listed(a tg.MessagesDialogsClass) []string {
	out := []string{}
	m, _ := a.AsModified()
	for _, d := range m.GetDialogs() {
		d, star := d.(*tg.Dialog), ""
		if d.Pinned {
			star = "*"
		}
		out = append(out, fmt.Sprintf("%s%s %d", world.KeyOf(d.Peer), star, d.TopMessage))
	}
	return out
}

func TestDialogsOfARangeAreThoseWithAMessageInIt(t *testing.T) {
	s := serve(t, split(nil).open(t, nil), nil)
	out := s.signedIn(t).open(t, everything())
	archive := func(r *tg.MessagesGetDialogsRequest) { r.SetFolderID(1) }
	tests := []struct {
		name   string
		c      caller
		change func(*tg.MessagesGetDialogsRequest)
		want   []string
	}{
		{"first range, newest first", out.over(1, 10), nil, []string{"chat:8 5", "user:7 10"}},
		{"last range with the channel and the chat without messages", out.over(11, 20), nil,
			[]string{"channel:1003* 2", "user:7 11", "user:70 0"}},
		{"no range", out.in(0), nil, []string{"channel:1003* 2", "chat:8 5", "user:7 11", "user:70 0"}},
		{"the archive", out.over(1, 10), archive, []string{"chat:8 5"}},
		{"without the pinned", out.over(11, 20), func(r *tg.MessagesGetDialogsRequest) { r.ExcludePinned = true },
			[]string{"user:7 11", "user:70 0"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 100}
			if tt.change != nil {
				tt.change(r)
			}
			a, err := tt.c.api().MessagesGetDialogs(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, listed(a)); diff != "" {
				t.Errorf("dialogs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDialogsPageWithoutLossOrRepetition(t *testing.T) {
	f := folder{}
	var users, messages, dialogs []raw
	for i := 2; i < 60; i++ {
		users = append(users, userJSON(int64(i)))
		messages = append(messages, messageJSON(fmt.Sprintf("user:%d", i), i, 1000+i/4, "")) // equal dates
		dialogs = append(dialogs, dialogJSON(fmt.Sprintf("user:%d", i), fmt.Sprintf(`,"pinned":%v`, i%20 == 0)))
	}
	f["users"], f["messages"], f["dialogs"] = users, messages, dialogs
	s := serve(t, f.open(t, nil), nil)
	c := s.signedIn(t)
	for _, limit := range []int{1, 7, 100} {
		seen := map[string]bool{}
		r := &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: limit}
		for len(seen) < 58 {
			a, err := c.api().MessagesGetDialogs(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			m, _ := a.AsModified()
			if len(m.GetDialogs()) == 0 {
				t.Fatalf("limit %d: the list ends after %d dialogs", limit, len(seen))
			}
			for _, name := range listed(a) {
				if seen[name] {
					t.Fatalf("limit %d: %s came twice", limit, name)
				}
				seen[name] = true
			}
			last := m.GetMessages()[len(m.GetMessages())-1].(*tg.Message)
			id := last.PeerID.(*tg.PeerUser).UserID
			r.OffsetDate, r.OffsetID, r.OffsetPeer = last.Date, last.ID, &tg.InputPeerUser{UserID: id, AccessHash: id + 1000}
		}
		if s, ok := mustDialogs(t, c, r).(*tg.MessagesDialogsSlice); !ok || s.Count != 58 || len(s.Dialogs) != 0 {
			t.Errorf("limit %d: after the end comes %+v", limit, s)
		}
	}
	_, err := c.api().MessagesGetDialogs(t.Context(), &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerUser{UserID: 5}, Limit: 1})
	wantError(t, "an offset peer without its hash", err, "OFFSET_PEER_ID_INVALID")
}

func mustDialogs(t *testing.T, c caller, r *tg.MessagesGetDialogsRequest) tg.MessagesDialogsClass {
	t.Helper()
	a, err := c.api().MessagesGetDialogs(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestADialogWhoseOffsetChatIsGoneGoesOnByDate(t *testing.T) {
	list := []entry{{Dialog: world.Dialog{Pinned: true}, id: 9, date: 90}, {id: 8, date: 80}, {id: 7, date: 70}, {id: 6, date: 70}}
	for _, tt := range []struct{ date, id, want int }{{0, 0, 0}, {100, 0, 1}, {80, 8, 2}, {75, 0, 2}, {70, 7, 3}, {70, 6, 4}} {
		if got := from(list, tt.date, tt.id, world.PeerKey{}); got != tt.want {
			t.Errorf("from date %d, id %d: %d, want %d", tt.date, tt.id, got, tt.want)
		}
	}
}

func TestLeftChannelsComeInPagesOfAHundred(t *testing.T) {
	var chats []raw
	var left []string
	for i := range 150 {
		chats = append(chats, channelJSON(int64(100+i), `,"left":true,"broadcast":true`))
		left = append(left, fmt.Sprint(100+i))
	}
	s := serve(t, folder{"chats": chats, "left_channels": left}.open(t, nil), nil)
	out := s.signedIn(t).open(t, everything())
	for _, tt := range []struct{ offset, want int }{{0, 100}, {100, 50}, {150, 0}} {
		a, err := out.api().ChannelsGetLeftChannels(t.Context(), tt.offset)
		if err != nil {
			t.Fatal(err)
		}
		slice, ok := a.(*tg.MessagesChatsSlice)
		if !ok || len(slice.Chats) != tt.want || slice.Count != 150 {
			t.Errorf("from %d: %T with %d chats, want %d of 150", tt.offset, a, len(a.GetChats()), tt.want)
		}
	}
}
