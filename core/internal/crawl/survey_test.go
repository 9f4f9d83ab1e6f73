package crawl

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
)

// counts answers getSearchCounters.
func counts(list ...tg.MessagesSearchCounter) *account {
	return &account{more: answers(map[string]func() (bin.Encoder, error){"MessagesGetSearchCounters": give(&tg.MessagesSearchCounterVector{Elems: list})})}
}

func TestMediaOfAChatIsCounted(t *testing.T) {
	full := []tg.MessagesSearchCounter{
		{Filter: &tg.InputMessagesFilterMusic{}, Count: 3, Inexact: true}, {Filter: &tg.InputMessagesFilterPhotos{}, Count: 10},
		{Filter: &tg.InputMessagesFilterVideo{}}, {Filter: &tg.InputMessagesFilterVoice{}, Count: 4}, {Filter: &tg.InputMessagesFilterRoundVideo{}, Count: 1},
		{Filter: &tg.InputMessagesFilterGif{}, Count: 2}, {Filter: &tg.InputMessagesFilterDocument{}, Count: 5}, {Filter: &tg.InputMessagesFilterURL{}, Count: 99},
	}
	want := []MediaCount{{model.MediaPhoto, 10, false}, {model.MediaVideo, 0, false}, {model.MediaVoice, 4, false}, {model.MediaRound, 1, false},
		{model.MediaGIF, 2, false}, {model.MediaFile, 8, true}}
	got, err := CountMedia(t.Context(), counts(full...), model.Peer{ID: model.UserID(7)})
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v; (-want +got)\n%s", err, diff)
	}
	// A kind that is not told would be taken for none.
	if got, err := CountMedia(t.Context(), counts(full[1:]...), model.Peer{ID: model.UserID(7)}); !errors.Is(err, errCounters) {
		t.Errorf("without music: %v (%v)", got, err)
	}
	refused := &account{more: answers(map[string]func() (bin.Encoder, error){"MessagesGetSearchCounters": refuse(400, "PEER_ID_INVALID")})}
	if _, err := CountMedia(t.Context(), refused, model.Peer{ID: model.UserID(7)}); !tgerr.Is(err, "PEER_ID_INVALID") {
		t.Errorf("refused: %v", err)
	}
}

func TestTheListOfChatsIsHandedOverPageByPage(t *testing.T) {
	f := newLists(nil)
	f.pinned = 3
	var sizes []int
	var ids []int64
	take := func(page []ListedChat) error {
		sizes = append(sizes, len(page))
		for _, c := range page {
			ids = append(ids, c.Peer.ID.ID)
		}
		return nil
	}
	if err := ListChats(t.Context(), f, take); err != nil {
		t.Fatal(err)
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(ids) != f.n || len(sorted) != f.n || sizes[0] != pageLimit {
		t.Errorf("%d chats, %d different, pages of %v; want %d", len(ids), len(sorted), sizes, f.n)
	}
	enough := errors.New("enough")
	n := 0
	if err := ListChats(t.Context(), f, func([]ListedChat) error { n++; return enough }); !errors.Is(err, enough) || n != 1 {
		t.Errorf("after %d pages: %v", n, err)
	}
}
