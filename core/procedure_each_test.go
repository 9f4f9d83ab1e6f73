package core

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	kit "satchel/core/internal/testkit"
)

// sharing is two people who each sent two files of their own, of 100 and of 5000
// bytes, and one file (number 9) that both sent, a day apart.
func sharing() *kit.Account {
	a := kit.NewAccount().User(7, "Ann").User(8, "Ben")
	named := func(id, size int) kit.Object {
		return a.Document(id, size, "text/plain", kit.Object{"_": "documentAttributeFilename", "file_name": fmt.Sprintf("file %d.txt", id)})
	}
	shared := named(9, 3000)
	for _, user := range []int{7, 8} {
		docs := []kit.Object{named(user*10, 100), named(user*10+1, 5000), shared}
		for i, doc := range docs {
			a.Message("user", user, user*100+i, kit.Object{"date": kit.AccountStart + i*86400,
				"media": kit.Object{"_": "messageMediaDocument", "document": doc}})
		}
	}
	return a
}

// fates are what became of the files, by document: "saved" or why not.
func (p *procedure) fates(t *testing.T, documents ...int64) map[int64]string {
	t.Helper()
	fates := map[int64]string{}
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		for _, id := range documents {
			switch f, known, err := a.File(ctx, model.DocumentKey(id, "")); {
			case err != nil:
				t.Fatal(err)
			case !known:
			case f.Path != "":
				fates[id] = "saved"
			default:
				fates[id] = string(f.Skip)
			}
		}
	})
	return fates
}

func TestAChatCanHaveWishesOfItsOwn(t *testing.T) {
	t.Parallel()
	small, no := int64(1000), false
	tests := []struct {
		name   string
		change func(*Settings)
		want   map[int64]string
	}{
		{"a limit for one", func(s *Settings) { s.Chats.Each = map[PeerID]ChatRule{model.UserID(7): {FileMaxSize: &small}} },
			map[int64]string{70: "saved", 71: "file_size", 80: "saved", 81: "saved", 9: "saved"}},
		{"no files of one", func(s *Settings) { s.Chats.Each = map[PeerID]ChatRule{model.UserID(8): {Files: &no}} },
			map[int64]string{70: "saved", 71: "saved", 80: "file_type", 81: "file_type", 9: "saved"}},
		{"no files but of one", func(s *Settings) {
			yes := true
			s.Files, s.Userpics, s.Stories = false, false, false
			s.Chats.Each = map[PeerID]ChatRule{model.UserID(8): {Files: &yes, FileMaxSize: &small}}
		}, map[int64]string{70: "file_type", 71: "file_type", 80: "saved", 81: "file_size", 9: "file_type"}},
		{"pictures only of one", func(s *Settings) {
			s.Chats.Each = map[PeerID]ChatRule{model.UserID(7): {Media: []MediaType{model.MediaPhoto}}}
		}, map[int64]string{70: "file_type", 71: "file_type", 80: "saved", 81: "saved", 9: "saved"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newProcedure(t, sharing().FS(), "")
			p.expect(t, Complete, tt.change)
			if diff := cmp.Diff(tt.want, p.fates(t, 70, 71, 80, 81, 9)); diff != "" {
				t.Errorf("fates (-want +got)\n%s", diff)
			}
		})
	}
}

func TestTheDatesOfOneChatBoundItAlone(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, daily().FS(), "")
	p.expect(t, Complete, func(s *Settings) {
		s.Zone = "UTC"
		s.Chats.Each = map[PeerID]ChatRule{model.UserID(7): {From: mustDay("2024-03-01"), Till: mustDay("2024-03-02")}}
	})
	if diff := cmp.Diff(span(241, 1, 8), p.ids(t, model.UserID(7))); diff != "" {
		t.Errorf("the chat with dates (-want +got)\n%s", diff)
	}
	if got := len(p.ids(t, model.ChannelID(1001))); got != 400 {
		t.Errorf("%d messages of the other", got)
	}
}

func TestADroppedWishReopensItsChatAlone(t *testing.T) {
	t.Parallel()
	small := int64(1000)
	p := newProcedure(t, sharing().FS(), "")
	p.expect(t, Complete, func(s *Settings) {
		s.Zone = "UTC"
		s.Chats.Each = map[PeerID]ChatRule{
			model.UserID(7): {FileMaxSize: &small, Till: mustDay("2023-11-14")},
			model.UserID(8): {FileMaxSize: &small},
		}
	})
	if got := p.fates(t, 70, 71, 9); !cmp.Equal(got, map[int64]string{70: "saved", 9: "file_size"}) {
		t.Fatalf("fates with the wishes: %v", got)
	}
	before := len(p.log.calls(t, "upload.getFile"))
	p.expect(t, Complete, func(s *Settings) {
		s.Chats.Each = map[PeerID]ChatRule{model.UserID(8): {FileMaxSize: &small}}
	})
	want := map[int64]string{70: "saved", 71: "saved", 80: "saved", 81: "file_size", 9: "saved"}
	if diff := cmp.Diff(want, p.fates(t, 70, 71, 80, 81, 9)); diff != "" {
		t.Errorf("fates (-want +got)\n%s", diff)
	}
	if got := len(p.log.calls(t, "upload.getFile")) - before; got != 2 { // 71 and 9
		t.Errorf("%d parts were fetched for two files", got)
	}
	if got := len(p.ids(t, model.UserID(7))); got != 3 {
		t.Errorf("%d messages", got)
	}
}
