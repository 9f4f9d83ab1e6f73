package view

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core"
)

var may = core.NewDay(2024, time.May, 1)

func TestAChatsOwnChoiceIsOnlyWhatIsDifferentThere(t *testing.T) {
	tests := []struct {
		name   string
		all    func(*core.Settings) // of all chats
		change func(*core.Settings, OneChat)
		want   string // the rule as it is written down; empty: none
	}{
		{"nothing", nil, func(*core.Settings, OneChat) {}, ""},
		{"no files", nil, func(s *core.Settings, _ OneChat) { s.Files = false }, `{"files":false}`},
		{"no kinds of files", nil, func(s *core.Settings, _ OneChat) { s.Media = nil }, `{"files":false}`},
		{"photos", nil, func(s *core.Settings, _ OneChat) { s.Media = []core.MediaType{"photo"} }, `{"media":["photo"]}`},
		{"smaller files", nil, func(s *core.Settings, _ OneChat) { s.FileMaxSize = 8 << 20 }, `{"file_max_size":8388608}`},
		{"files where there are none", func(s *core.Settings) { s.Files = false }, func(s *core.Settings, _ OneChat) { s.Files = true }, `{"files":true}`},
		{"a day", nil, func(s *core.Settings, _ OneChat) { s.From = may }, `{"from":"2024-05-01"}`},
		{"no day where all have one", func(s *core.Settings) { s.From, s.Till = may, may },
			func(s *core.Settings, _ OneChat) { s.From, s.Till = core.Day{}, core.Day{} }, `{"from":"2000-01-01","till":"2037-12-31"}`},
		{"own messages", nil, func(s *core.Settings, c OneChat) { c.Mine.Set(s, true) }, `{"only_mine":true}`},
		{"all messages where only own ones are saved", func(s *core.Settings) { s.OnlyMine = []core.ChatKind{core.KindUsers} },
			func(s *core.Settings, c OneChat) { c.Mine.Set(s, false) }, `{"only_mine":false}`},
		{"ticked and unticked", nil, func(s *core.Settings, c OneChat) { c.Mine.Set(s, true); c.Mine.Set(s, false) }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPicks(t, tt.all)
			one := p.One(1)
			settings := one.Settings
			tt.change(&settings, one)
			p.SetOne(one.ID, settings)
			rule, own := p.Choice().Each[one.ID]
			if own != (tt.want != "") || own != p.One(1).Own {
				t.Fatalf("a choice of its own: %v", own)
			}
			if !own {
				return
			}
			if got, err := json.Marshal(rule); err != nil || string(got) != tt.want {
				t.Errorf("%s, %v, want %s", got, err, tt.want)
			}
			reopened := p.One(1)
			p.SetOne(one.ID, reopened.Settings)
			if diff := cmp.Diff(rule, p.Choice().Each[one.ID], cmp.Comparer(func(a, b core.Day) bool { return a == b })); diff != "" {
				t.Errorf("looking at it again changes it (-want +got)\n%s", diff)
			}
			whole := core.Default()
			whole.Chats = p.Choice()
			if err := whole.Validate(); err != nil {
				t.Errorf("core refuses it: %v", err)
			}
			p.SetAsAll(one.ID)
			if p.Choice().Each != nil {
				t.Error("it cannot be taken back")
			}
		})
	}
}

func TestPicksShowAndCountWithAChatsOwnChoice(t *testing.T) {
	p := newPicks(t, nil)
	p.Listed()
	p.Learn(map[core.MediaType]int64{"photo": 1 << 20, "video": 10 << 20})
	p.Counted(chatID("user:2"), []core.MediaCount{{Type: "photo", Count: 3}, {Type: "video", Count: 2}}, nil)
	one := p.One(1)
	one.Settings.Media = []core.MediaType{"photo"}
	p.SetOne(one.ID, one.Settings)
	if got, want := p.Row(1).About, "its own choice · Private chat · 3 photos, 2 videos · about 3.0 MB"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := p.Summary(), "4 of 4 chats · 5 files in the 1 chat counted · about 3.0 MB"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	s := core.Default()
	s.Chats = p.Choice()
	if got := ChatsLine(words(t), s); got != "All chats of these kinds · 1 with its own choice" {
		t.Errorf("%q", got)
	}
	p.SetOne(chatID("user:999"), one.Settings) // nothing is known of it
	if n := len(p.Choice().Each); n != 1 {
		t.Errorf("%d chats have a choice of their own", n)
	}
}

func TestPicksOfATypeThatIsNotTickedCannotBe(t *testing.T) {
	p := newPicks(t, func(s *core.Settings) { option(t, TypeOptions(), "channels.public").Set(s, false) })
	if p.Row(3).Possible || !p.Row(1).Possible {
		t.Error("the type of chat is not looked at")
	}
}
