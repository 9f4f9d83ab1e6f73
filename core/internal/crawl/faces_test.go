package crawl

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

func TestFacesOfSendersAreTakenUpOnce(t *testing.T) {
	person := func(id int64, min bool) model.Peer {
		photo := &model.PeerPhoto{ID: 100 + id, DC: 2, Small: model.PhotoKey(100+id, "a"), Big: model.PhotoKey(100+id, "c")}
		return model.Peer{ID: model.UserID(id), Min: min, Photo: photo}
	}
	faceless := person(4, false)
	faceless.Photo = nil
	channel := person(5, false)
	channel.ID = model.ChannelID(5)
	other := channel
	other.ID, other.Photo = model.ChannelID(8), &model.PeerPhoto{ID: 108, Small: model.PhotoKey(108, "a")}
	group := model.ChannelID(8)
	page := func() *archive.Page {
		return &archive.Page{
			Messages: []model.Message{{ID: 1, From: model.UserID(1)}, {Peer: group, ID: 2, From: model.UserID(2)}, {ID: 3, From: model.UserID(4)},
				{ID: 4, From: model.ChannelID(5)}, {ID: 5}, {ID: 6, From: model.UserID(1)},
				{Peer: group, ID: 8, Forward: &model.Forward{From: model.UserID(2)}}, {Peer: group, ID: 9, Forward: &model.Forward{From: model.UserID(7)}},
				{Peer: group, ID: 10, Forward: &model.Forward{From: model.ChannelID(8)}}, {Peer: group, ID: 11, Forward: &model.Forward{Name: "hidden"}}},
			Peers: []model.Peer{person(1, false), person(2, true), person(3, false), person(6, true), person(7, true), faceless, channel, other},
		}
	}
	names := func(p *archive.Page) (names []string) {
		if len(p.Files) != len(p.Refs) {
			t.Fatalf("%d files, %d references", len(p.Files), len(p.Refs))
		}
		for i, r := range p.Refs {
			if r.Key != p.Files[i].Key || r.Folder != "faces" || r.Number != 0 {
				t.Errorf("reference %+v of %+v", r, p.Files[i])
			}
			want := map[string]model.MessageID{"user_2.jpg": {Peer: group, ID: 2}, "user_7.jpg": {Peer: group, ID: 9}}[r.Name]
			if got := p.Files[i].Location.Seen; got != want {
				t.Errorf("%s was seen in %+v, want %+v", r.Name, got, want)
			}
			names = append(names, r.Name)
		}
		return names
	}
	c := &crawler{faces: faces{seen: map[model.FileKey]bool{}}}
	off, first, second := page(), page(), page()
	second.Messages = append(second.Messages, model.Message{ID: 7, From: model.UserID(3)})
	c.senders(off)
	c.Plan.Faces = true
	c.senders(first)
	c.senders(second)
	for name, tt := range map[string]struct {
		page *archive.Page
		want []string
	}{
		"not wanted":                     {off, nil},
		"senders, by the short form too": {first, []string{"user_1.jpg", "user_2.jpg", "user_7.jpg", "channel_5.jpg"}},
		"only who was not there before":  {second, []string{"user_3.jpg"}},
	} {
		if d := cmp.Diff(tt.want, names(tt.page)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}
