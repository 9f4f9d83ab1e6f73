package view

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core"
)

func chats() []core.ChatCount {
	return []core.ChatCount{
		{ID: "user:7", Name: "Ana", Kind: core.KindUsers, Saved: 1204, Telegram: 1204, Complete: true},
		{ID: "user:1", Self: true, Kind: core.KindUsers, Saved: 3, Telegram: 3, Complete: true},
		{ID: "channel:9", Name: "News", Kind: core.KindChannels, Left: true, Saved: 61, Telegram: 120},
		{ID: "user:8", Kind: core.KindUsers},
	}
}

func TestEndHasThreeEndsAndAFailure(t *testing.T) {
	again := core.Problem{Code: "file_failed", Subject: "document:5", Retryable: true}
	gone := core.Problem{Code: "chat_unavailable", Subject: "channel:9"}
	tests := []struct {
		name  string
		r     core.Result
		err   error
		tone  Tone
		title string
		retry string
	}{
		{"complete", core.Result{Outcome: core.Complete}, nil, ToneGood, "Everything is saved", ""},
		{"but for two, for good", core.Result{Outcome: core.CompleteWithProblems, Problems: []core.Problem{gone, gone}}, nil, ToneMixed, "Saved, except for 2 things", ""},
		{"but for one that may come", core.Result{Outcome: core.CompleteWithProblems, Problems: []core.Problem{again}}, nil, ToneMixed, "Saved, except for 1 thing", "Try the missing ones again"},
		{"partly", core.Result{Outcome: core.PartlySaved}, nil, ToneMixed, "Partly saved", "Go on"},
		{"failed", core.Result{Outcome: core.Failed}, errors.New("x"), ToneBad, "It did not work", "Try again"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := NewEnd(words(t), tt.r, tt.err, nil, noon)
			if e.Tone != tt.tone || e.Title != tt.title || e.Retry != tt.retry || e.Text == "" {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestChatsNotWholeComeFirst(t *testing.T) {
	got := chatLines(words(t), chats())
	want := []ChatLine{
		{Name: "News", Kind: "Channel you left", Counts: "61 of 120 messages"},
		{Name: "Deleted account", Kind: "Private chat", Counts: "not begun"},
		{Name: "Ana", Kind: "Private chat", Counts: "1,204 messages", Whole: true},
		{Name: "Saved Messages", Kind: "Private chat", Counts: "3 messages", Whole: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWhatIsMissingIsGroupedByItsReason(t *testing.T) {
	r := core.Result{
		Outcome: core.CompleteWithProblems,
		Problems: []core.Problem{
			{Code: "file_failed", Subject: "document:5"}, {Code: "chat_unavailable", Subject: "channel:9"},
			{Code: "file_failed", Subject: "photo:6"}, {Code: "brand_new", Subject: "x", Text: "A new reason."},
		},
		Files: core.FileCounts{Skipped: map[string]int{"file_size": 4, "date_limits": 0}},
	}
	got := missing(words(t), r, chats())
	want := []Missing{
		{Title: "2 files", Text: "The file could not be fetched whole.", Hint: "Try again later.", Count: 2},
		{Title: "1 chat", Text: "Telegram does not let this account read the chat any more.", Hint: "Whatever could be read of it is saved.", Items: []string{"News"}, Count: 1},
		{Title: "1 thing", Text: "Something could not be saved.", Hint: "Try again later.", Count: 1},
		{Title: "4 files", Text: "Over your size limit.", Count: 4},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestUnfinishedArchivesAreOfferedFirst(t *testing.T) {
	done := Known{Recent: core.Recent{Dir: "/d", Account: "Ana", Outcome: core.Complete}, Overview: core.Overview{LastFull: noon.Add(-21 * 24 * time.Hour), Messages: 1204, Files: 1}}
	open := Known{Recent: core.Recent{Dir: "/o", Sample: true}, Overview: core.Overview{Messages: 12, Files: 3, Queued: 4}}
	delayed := Known{Recent: core.Recent{Dir: "/w", Account: "Bo"}, Overview: core.Overview{Start: noon.Add(3 * time.Hour)}}
	cards := NewArchiveCards(words(t), []Known{done, open, delayed}, noon)
	var dirs []string
	for _, c := range cards {
		dirs = append(dirs, c.Where)
	}
	if diff := cmp.Diff([]string{"/o", "/w", "/d"}, dirs); diff != "" {
		t.Fatal(diff)
	}
	if c := cards[0]; !c.First || c.State != "12 messages and 3 files are saved; 4 files are still to come." || c.Action != "Go on" {
		t.Errorf("%+v", c)
	}
	if c := cards[1]; c.First || !strings.Contains(c.State, "15:00") {
		t.Errorf("%+v", c)
	}
	if c := cards[2]; c.State != "Last complete copy: 3 weeks ago. 1,204 messages, 1 file." || c.Action != "Update" {
		t.Errorf("%+v", c)
	}
}

func TestArchivesDoNotMixWithOtherThings(t *testing.T) {
	if got := Inside(core.Folder{Path: "/home/a", Other: true}, noon); got != "/home/a/Telegram archive 2026-03-14" {
		t.Error(got)
	}
	if got := Inside(core.Folder{Path: "/home/a", Archive: true}, noon); got != "/home/a" {
		t.Error(got)
	}
	if got := DefaultFolder("/home/a", true, noon); got != "/home/a/Satchel/Sample archive" {
		t.Error(got)
	}
}

func TestCellsSayWhatAFileIs(t *testing.T) {
	l := words(t)
	video := NewCell(l, core.GalleryItem{Type: "video", Name: "sea.mp4", Duration: 65, Size: 3 << 20, State: core.GallerySaved})
	if diff := cmp.Diff(Cell{Kind: "video", Title: "sea.mp4", Detail: "1:05", Name: "sea.mp4", About: "1:05  ·  3.0 MB", Open: "Play in its program"}, video); diff != "" {
		t.Error(diff)
	}
	face := NewCell(l, core.GalleryItem{MIME: "image/jpeg", State: core.GalleryMissing})
	if face.Kind != "photo" || !face.Missing || face.Name != "Photo" || face.About != "could not be had" || face.Open != "Open in its program" {
		t.Errorf("%+v", face)
	}
}
