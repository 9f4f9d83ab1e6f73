package crawl

import (
	"context"
	"fmt"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestChatsWithoutAnyMessageAreListed(t *testing.T) {
	for _, silent := range []int{1, 100, 140, 225, 230} {
		t.Run(fmt.Sprint(silent), func(t *testing.T) {
			t.Parallel()
			f := newLists(nil)
			f.silent = silent
			dialogs, _, problems := f.crawled(t, Plan{Users: true})
			if dialogs != f.n || len(problems) != 0 {
				t.Errorf("%d dialogs of %d, problems %v", dialogs, f.n, problems)
			}
		})
	}
}

func TestAChatThatGoesUpWhileTheListIsReadIsListed(t *testing.T) {
	for _, place := range []int{100, 150, 200, 229} {
		f := newLists(nil)
		f.rises = place
		dialogs, _, problems := f.crawled(t, Plan{Users: true})
		if dialogs != f.n || len(problems) != 0 {
			t.Errorf("place %d: %d dialogs of %d, problems %v", place, dialogs, f.n, problems)
		}
	}
}

// became answers getDialogs with groups, of which those of the given numbers became
// supergroups.
type became struct {
	n, from, to int
	calls       int
}

func (f *became) Invoke(_ context.Context, in bin.Encoder, out bin.Decoder) error {
	f.calls++
	r := in.(*tg.MessagesGetDialogsRequest)
	at := 0
	if p, ok := r.OffsetPeer.(*tg.InputPeerChat); ok {
		at = int(p.ChatID)
	}
	answer := &tg.MessagesDialogsSlice{Count: f.n}
	for ; at < f.n && len(answer.Dialogs) < r.Limit; at++ {
		id := int64(at + 1)
		g := &tg.Chat{ID: id, Title: "Group", Photo: &tg.ChatPhotoEmpty{}}
		if at >= f.from && at < f.to {
			g.SetMigratedTo(&tg.InputChannel{ChannelID: 1000 + id, AccessHash: 1})
		}
		answer.Chats = append(answer.Chats, g)
		answer.Dialogs = append(answer.Dialogs, &tg.Dialog{Peer: &tg.PeerChat{ChatID: id}, TopMessage: 5000 - at})
		answer.Messages = append(answer.Messages, &tg.Message{ID: 5000 - at, PeerID: &tg.PeerChat{ChatID: id}, Date: 90000 - at})
	}
	body, err := encode(answer)
	if err != nil {
		return err
	}
	return out.Decode(&bin.Buffer{Buf: body})
}

func TestAPageOfGroupsThatBecameSupergroupsEndsNoChatList(t *testing.T) {
	tests := []struct {
		name      string
		from, to  int
		want      int
		mostCalls int
	}{
		{"the first page", 0, 100, 150, 4},
		{"the second page", 100, 200, 150, 4},
		{"all", 0, 250, 0, 4},
		{"none", 0, 0, 250, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &became{n: 250, from: tt.from, to: tt.to}
			seen := map[model.PeerID]bool{}
			err := ListChats(t.Context(), f, func(page []ListedChat) error {
				for _, c := range page {
					if seen[c.Dialog.Peer] {
						t.Errorf("%s is listed twice", c.Dialog.Peer)
					}
					seen[c.Dialog.Peer] = true
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if len(seen) != tt.want || f.calls > tt.mostCalls {
				t.Errorf("%d chats in %d calls, want %d in at most %d", len(seen), f.calls, tt.want, tt.mostCalls)
			}
		})
	}
}
