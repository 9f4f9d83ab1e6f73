package media

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// pictureTest is what is known of a peer, and how it is named to have its picture.
type pictureTest struct {
	known  []model.Peer
	seen   model.MessageID
	refuse map[string]string // what is answered to a name
	asked  []string
	skip   model.SkipReason
}

func picturesOfPeers() map[string]pictureTest {
	user, other := model.UserID(7), model.ChannelID(1005)
	seen, elsewhere := model.MessageID{Peer: fakeChannel, ID: 34}, model.MessageID{Peer: model.ChannelID(9), ID: 1}
	whole := model.Peer{V: 1, ID: user, AccessHash: 70, FirstName: "Ann"}
	min := model.Peer{V: 1, ID: user, Min: true, FirstName: "Ann"}
	hashed := min
	hashed.AccessHash = 71
	sourced := min
	sourced.MinSource = &seen
	const byWhole, byHash, byMessage = "hash 70", "hash 71", "message 34 of 1003 hash 9 shows user 7"
	return map[string]pictureTest{
		"whole":                          {[]model.Peer{whole}, model.MessageID{}, nil, []string{byWhole}, ""},
		"whole after it was min":         {[]model.Peer{min, whole}, seen, nil, []string{byWhole}, ""},
		"whole before it was min":        {[]model.Peer{whole, hashed}, seen, nil, []string{byWhole}, ""},
		"whole and refused":              {[]model.Peer{whole}, seen, map[string]string{byWhole: "PEER_ID_INVALID"}, []string{byWhole}, model.SkipUnavailable},
		"min, without a hash":            {[]model.Peer{min}, seen, nil, []string{byMessage}, ""},
		"min, the message of the person": {[]model.Peer{sourced}, model.MessageID{}, nil, []string{byMessage}, ""},
		"min, with a hash":               {[]model.Peer{hashed}, seen, nil, []string{byHash}, ""},
		"min, the hash refused":          {[]model.Peer{hashed}, seen, map[string]string{byHash: "PEER_ID_INVALID"}, []string{byHash, byMessage}, ""},
		"min, the hash alone refused":    {[]model.Peer{hashed}, model.MessageID{}, map[string]string{byHash: "PEER_ID_INVALID"}, []string{byHash}, model.SkipUnavailable},
		"min, all refused": {[]model.Peer{hashed}, seen, map[string]string{byHash: "USER_ID_INVALID", byMessage: "MSG_ID_INVALID"},
			[]string{byHash, byMessage}, model.SkipUnavailable},
		"min, not for the name's sake": {[]model.Peer{hashed}, seen, map[string]string{byHash: "LOCATION_INVALID"}, []string{byHash}, model.SkipUnavailable},
		"the chat is closed":           {[]model.Peer{min}, seen, map[string]string{byMessage: "CHANNEL_PRIVATE"}, []string{byMessage}, model.SkipUnavailable},
		"no name at all":               {[]model.Peer{min}, model.MessageID{}, nil, nil, model.SkipUnavailable},
		"in a chat nobody knows":       {[]model.Peer{min}, elsewhere, nil, nil, model.SkipUnavailable},
		"nobody knows the peer":        {nil, seen, nil, nil, model.SkipUnavailable},
		"a channel": {[]model.Peer{{V: 1, ID: other, Min: true, AccessHash: 71}}, seen, nil,
			[]string{"message 34 of 1003 hash 9 shows channel 1005"}, ""},
		"a channel that no message shows": {[]model.Peer{{V: 1, ID: other, Min: true, AccessHash: 71}}, model.MessageID{}, nil, []string{byHash}, ""},
	}
}

// TestAPictureIsAskedForByTheBestNameOfItsPeer has one picture of one peer, as it is
// known, and looks at how the peer was named until Telegram said yes or all was tried.
func TestAPictureIsAskedForByTheBestNameOfItsPeer(t *testing.T) {
	for name, tt := range picturesOfPeers() {
		t.Run(name, func(t *testing.T) {
			f := newTelegram(t)
			f.add(1, 3*smallPart)
			var mu sync.Mutex
			var asked []string
			f.named = func(peer tg.InputPeerClass) error {
				mu.Lock()
				defer mu.Unlock()
				n := nameOf(peer)
				if !slices.Contains(asked, n) {
					asked = append(asked, n)
				}
				if text := tt.refuse[n]; text != "" {
					return tgerr.New(400, text)
				}
				return nil
			}
			of := model.UserID(7)
			if len(tt.known) > 0 {
				of = tt.known[0].ID
			}
			d := f.open(func(file *model.File) {
				file.Location = model.Location{Kind: model.LocationPeerPhoto, ID: 1, Peer: of, Seen: tt.seen}
				file.Origin = model.Origin{}
			})
			for _, p := range tt.known {
				if err := d.archive.Record(t.Context(), archive.Page{Run: 1, Method: "messages.getHistory", Peers: []model.Peer{p}}); err != nil {
					t.Fatal(err)
				}
			}
			d.run()
			if !slices.Equal(asked, tt.asked) {
				t.Errorf("the peer was named %q, want %q", asked, tt.asked)
			}
			if tt.skip == "" {
				d.wantSaved(1)
			} else if r := d.result(1); r.Skip != tt.skip {
				t.Errorf("%+v, want %s", r, tt.skip)
			}
		})
	}
}

func nameOf(peer tg.InputPeerClass) string {
	switch p := peer.(type) {
	case *tg.InputPeerUser:
		return fmt.Sprintf("hash %d", p.AccessHash)
	case *tg.InputPeerChannel:
		return fmt.Sprintf("hash %d", p.AccessHash)
	case *tg.InputPeerUserFromMessage:
		chat := p.Peer.(*tg.InputPeerChannel)
		return fmt.Sprintf("message %d of %d hash %d shows user %d", p.MsgID, chat.ChannelID, chat.AccessHash, p.UserID)
	case *tg.InputPeerChannelFromMessage:
		chat := p.Peer.(*tg.InputPeerChannel)
		return fmt.Sprintf("message %d of %d hash %d shows channel %d", p.MsgID, chat.ChannelID, chat.AccessHash, p.ChannelID)
	}
	return fmt.Sprintf("%T", peer)
}
