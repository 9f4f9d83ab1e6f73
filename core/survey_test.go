package core

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/demo/world/sample"
	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// wholeSurvey are the chats that a survey of the whole account lists, and their media.
func wholeSurvey(t *testing.T, p *procedure) (listed map[PeerID]SurveyedChat, counts map[PeerID][]MediaCount) {
	t.Helper()
	listed, counts = map[PeerID]SurveyedChat{}, map[PeerID][]MediaCount{}
	var queue []PeerID
	errEnough := errors.New("all are counted")
	err := p.engine(nil).Survey(t.Context(), Surveyor{
		Chats: func(page []SurveyedChat) {
			for _, c := range page {
				listed[c.ID] = c
			}
		},
		Listed: func() { queue = slices.Collect(maps.Keys(listed)) },
		Next: func(context.Context) (PeerID, error) {
			if len(queue) == 0 {
				return PeerID{}, errEnough
			}
			id := queue[0]
			queue = queue[1:]
			return id, nil
		},
		Counted: func(id PeerID, c []MediaCount, err error) {
			if err != nil {
				t.Errorf("%s: %v", id, err)
			}
			counts[id] = c
		},
	})
	if !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	return listed, counts
}

func TestASurveyListsTheChatsThatAnExportSaves(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, sample.Main(), "")
	if _, err := p.engine(nil).SignIn(t.Context(), p.prompter()); err != nil {
		t.Fatal(err)
	}
	listed, counts := wholeSurvey(t, p)
	if n := len(p.log.calls(t, "messages.getSearchCounters")); n != len(listed) {
		t.Errorf("%d calls for the media of %d chats", n, len(listed))
	}
	p.run(t, nil)
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		rows, err := a.Dialogs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			c, ok := listed[row.Dialog.Peer]
			if row.Left {
				continue
			}
			if !ok {
				t.Errorf("%s is saved and was not listed", row.Dialog.Peer)
				continue
			}
			if c.Kind != kindOf(row.Peer) || !c.Self && c.Name != row.Peer.Name() {
				t.Errorf("listed as %+v, saved as %q", c, row.Peer.Name())
			}
			if saved := savedMedia(ctx, t, a, row); !cmp.Equal(saved, counted(counts[c.ID])) && row.Migrated.IsZero() {
				t.Errorf("%s: %v counted, %v saved", c.ID, counts[c.ID], saved)
			}
			delete(listed, row.Dialog.Peer)
		}
	})
	for id := range listed {
		t.Errorf("%s is listed and was not saved", id)
	}
}

// savedMedia counts the media of a saved chat as Telegram does: by message, without
// stickers.
func savedMedia(ctx context.Context, t *testing.T, a *archive.Archive, row archive.DialogRow) map[MediaType]int {
	t.Helper()
	n := map[MediaType]int{}
	err := a.Messages(ctx, row.Number, func(page []archive.MessageRow) error {
		for _, m := range page {
			switch media := m.Media; {
			case m.Action != nil || media == nil:
			case media.Kind == model.KindPhoto:
				n[model.MediaPhoto]++
			case media.Kind == model.KindDocument && media.Document != nil && media.Document.Type != model.MediaSticker:
				n[media.Document.Type]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func counted(counts []MediaCount) map[MediaType]int {
	n := map[MediaType]int{}
	for _, c := range counts {
		if c.Count > 0 {
			n[c.Type] = c.Count
		}
	}
	return n
}

func TestASurveyKnowsOnlyWhatItListed(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, lonely(""), "")
	if _, err := p.engine(nil).SignIn(t.Context(), p.prompter()); err != nil {
		t.Fatal(err)
	}
	asked, errEnough := false, errors.New("one was counted")
	err := p.engine(nil).Survey(t.Context(), Surveyor{
		Chats:  func([]SurveyedChat) {},
		Listed: func() {},
		Next: func(context.Context) (PeerID, error) {
			if asked {
				return PeerID{}, errEnough
			}
			asked = true
			return model.UserID(99), nil
		},
		Counted: func(_ PeerID, _ []MediaCount, err error) {
			if !errors.Is(err, ErrNotListed) {
				t.Errorf("error %v", err)
			}
		},
	})
	if !errors.Is(err, errEnough) || len(p.log.calls(t, "messages.getSearchCounters")) != 0 {
		t.Errorf("ended with %v", err)
	}
}

func TestAnEstimateIsCountTimesMean(t *testing.T) {
	t.Parallel()
	counts := []MediaCount{{Type: model.MediaPhoto, Count: 10}, {Type: model.MediaVideo, Count: 3}, {Type: model.MediaFile, Count: 2}}
	means := map[MediaType]int64{model.MediaPhoto: 100, model.MediaVideo: 5000}
	tests := []struct {
		name    string
		change  func(*Settings)
		bytes   int64
		unknown int
	}{
		{"everything", func(*Settings) {}, 16_000, 2},
		{"no video", func(s *Settings) { s.Media = []MediaType{model.MediaPhoto, model.MediaFile} }, 1000, 2},
		{"no files at all", func(s *Settings) { s.Files = false }, 0, 0},
	}
	for _, tt := range tests {
		s := Default()
		tt.change(&s)
		if bytes, unknown := s.Estimate(counts, means); bytes != tt.bytes || unknown != tt.unknown {
			t.Errorf("%s: %d bytes, %d unknown; want %d, %d", tt.name, bytes, unknown, tt.bytes, tt.unknown)
		}
	}
}
