package view

import (
	"errors"
	"testing"
	"time"

	"satchel/core"
	"satchel/gui/lang"
)

func words(t *testing.T) lang.Catalog {
	t.Helper()
	l, err := lang.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.Local)

func TestLimitStepsAreTelegramDesktops(t *testing.T) {
	for position, megabytes := range map[int]int64{
		1: 1, 10: 10, 11: 12, 30: 50, 31: 55, 40: 100, 41: 110, 60: 300, 61: 320, 70: 500, 71: 550, 80: 1000, 81: 1100, 90: 2000, 91: 2200, 100: 4000, 101: 0,
	} {
		if got := LimitAt(position); got != megabytes<<20 {
			t.Errorf("position %d is %d, want %d MB", position, got, megabytes)
		}
		if back := LimitPosition(megabytes << 20); back != position {
			t.Errorf("%d MB is at %d, want %d", megabytes, back, position)
		}
	}
	if got := LimitPosition(11 << 20); got != 10 {
		t.Errorf("between two steps: %d, want the lower one, 10", got)
	}
}

func TestEveryOptionSetsWhatItGets(t *testing.T) {
	all := append(append(append(ChatOptions(), AccountOptions()...), MediaOptions()...), FilesOption())
	for _, o := range all {
		t.Run(o.Key, func(t *testing.T) {
			s := core.Default()
			if !o.Get(s) {
				t.Fatal("not ticked by default")
			}
			o.Set(&s, false)
			if o.Get(s) || Everything(s) {
				t.Error("still ticked after unticking")
			}
			others := 0
			for _, p := range all {
				if p.Get(s) {
					others++
				}
			}
			if others != len(all)-1 {
				t.Errorf("unticking changed others: %d of %d are ticked", others, len(all))
			}
			o.Set(&s, true)
			if !Everything(s) {
				t.Error("ticking again does not save everything")
			}
			if !words(t).Has("choose." + o.Key) {
				t.Error("it has no words")
			}
		})
	}
}

func TestSummarySaysWhatIsLeftOut(t *testing.T) {
	tests := []struct {
		name   string
		change func(*core.Settings)
		want   string
	}{
		{"everything", func(*core.Settings) {}, "Everything is saved, files of any size included."},
		{"nothing", func(s *core.Settings) { *s = core.Settings{} }, "Nothing is ticked. Tick at least one box."},
		{"a limit", func(s *core.Settings) { s.FileMaxSize = 8 << 20 }, "Everything is saved, except files over 8 MB."},
		{"no files", func(s *core.Settings) { s.Files = false }, "Without photos, videos and other files."},
		{"two out", func(s *core.Settings) { s.Stories, s.Contacts = false, false }, "Everything but 2 kinds of things."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := core.Default()
			tt.change(&s)
			if got := Summary(words(t), s); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestPlaceSaysWhatAFolderIsGoodFor(t *testing.T) {
	good := core.Folder{Writable: true, Free: 100 << 30}
	tests := []struct {
		name    string
		change  func(*core.Folder)
		err     error
		warning bool
		blocked bool
	}{
		{"good", func(*core.Folder) {}, nil, false, false},
		{"archive", func(f *core.Folder) { f.Archive = true }, nil, false, false},
		{"other things", func(f *core.Folder) { f.Other = true }, nil, true, false},
		{"little space", func(f *core.Folder) { f.Free = 1 << 30 }, nil, true, false},
		{"no space", func(f *core.Folder) { f.Free = 1 << 20 }, nil, true, true},
		{"read only", func(f *core.Folder) { f.Writable = false }, nil, true, true},
		{"unreadable", func(*core.Folder) {}, errors.New("x"), true, true},
	}
	seen := map[string]bool{}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := good
			tt.change(&f)
			p := PlaceOf(words(t), f, tt.err)
			if p.Warning != tt.warning || p.Blocked != tt.blocked || p.Text == "" || seen[p.Text] {
				t.Errorf("%+v", p)
			}
			seen[p.Text] = true
		})
	}
}
