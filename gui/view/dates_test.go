package view

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core"
)

func TestADayIsReadAsPeopleWriteIt(t *testing.T) {
	for _, text := range []string{
		"2025-06-03", "2025-6-3", " 2025-06-03 ", "2025/06/03", "3.6.2025", "03.06.2025", "3 June 2025", "3  jun 2025", "June 3, 2025",
	} {
		if got, ok := ParseDay(text); !ok || got.String() != "2025-06-03" {
			t.Errorf("%q is %q, %v", text, got, ok)
		}
	}
	for _, text := range []string{"03/06/2025", "2025-13-01", "2025-02-30", "25-06-03", "yesterday", "2025", "2025-06-03 12:00"} {
		if got, ok := ParseDay(text); ok {
			t.Errorf("%q is taken for %s", text, got)
		}
	}
	if got, ok := ParseDay("  "); !ok || !got.IsZero() {
		t.Errorf("nothing typed is %q, %v", got, ok)
	}
}

func TestDatesAreCheckedAtOnce(t *testing.T) {
	tests := []struct{ name, from, till, want string }{
		{"none", "", "", ""},
		{"a span", "2025-01-01", "2025-12-31", ""},
		{"one day", "2025-01-01", "2025-01-01", ""},
		{"today", "2026-03-14", "2026-03-14", ""},
		{"no end", "2025-01-01", "", ""},
		{"half typed", "2025-0", "", "That is not a day. Write it like 2026-03-14."},
		{"the wrong way round", "2025-05-02", "2025-05-01", "The first day, 2 May 2025, is after the last one, 1 May 2025."},
		{"from tomorrow", "2026-03-15", "", "That day is still to come. Today is 14 March 2026."},
		{"until tomorrow", "", "2026-03-15", "That day is still to come. Today is 14 March 2026."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ReadDates(words(t), tt.from, tt.till, noon)
			if got.Trouble != tt.want {
				t.Errorf("%q, want %q", got.Trouble, tt.want)
			}
			if tt.want == "" && (got.From.String() != tt.from || got.Till.String() != tt.till) {
				t.Errorf("%s to %s", got.From, got.Till)
			}
		})
	}
}

func TestTheSummaryNamesDatesAuthorsAndSingleChats(t *testing.T) {
	may, june := core.NewDay(2024, time.May, 1), core.NewDay(2024, time.June, 30)
	all := "Every kind of thing is saved, files of any size included. "
	tests := []struct {
		name   string
		change func(*core.Settings)
		want   string
	}{
		{"from", func(s *core.Settings) { s.From = may }, all + "Only messages from 1 May 2024 on."},
		{"till", func(s *core.Settings) { s.Till = june }, all + "Only messages up to 30 June 2024."},
		{"both", func(s *core.Settings) { s.From, s.Till = may, june }, all + "Only messages from 1 May 2024 to 30 June 2024."},
		{"own messages", func(s *core.Settings) { s.OnlyMine = []core.ChatKind{core.KindChannels} }, all + "Only what you wrote yourself in 2 kinds of chats."},
		{"own messages in chats that are not saved", func(s *core.Settings) {
			s.MessageChats, s.OnlyMine = false, []core.ChatKind{"private_group"}
		}, "Everything but 1 kind of thing."},
		{"a chat of its own", func(s *core.Settings) {
			s.Chats.Each = map[core.PeerID]core.ChatRule{chatID("user:7"): {From: may}}
		}, all + "1 chat has its own choice."},
		{"no bots", func(s *core.Settings) { option(t, TypeOptions(), "users.bots").Set(s, false) }, "Everything but 1 kind of thing."},
		{"a limit beside other things", func(s *core.Settings) { s.Stories, s.FileMaxSize = false, 8<<20 }, "Everything but 1 kind of thing. No files over 8 MB."},
		{"no files and no stories", func(s *core.Settings) { s.Stories, s.Files, s.FileMaxSize = false, false, 8<<20 },
			"Everything but 1 kind of thing. Without photos, videos and other files."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := core.Default()
			tt.change(&s)
			if got := Summary(words(t), s); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
			if Everything(s) {
				t.Error("that is not everything")
			}
		})
	}
}

func option(t *testing.T, list []Option, key string) Option {
	t.Helper()
	for _, o := range list {
		if o.Key == key {
			return o
		}
	}
	t.Fatalf("there is no option %q", key)
	return Option{}
}

func TestEveryTypeOfChatThatHasBrothersCanBeChosen(t *testing.T) {
	covered := map[core.ChatType]bool{"private_group": true} // the only one of its kind
	for _, g := range typeGroups() {
		for _, chat := range g.types {
			covered[chat] = true
		}
	}
	for _, chat := range core.ChatTypes() {
		if !covered[chat.Type] {
			t.Errorf("%s cannot be chosen", chat.Type)
		}
	}
}

func TestAKindOfWhichNothingIsLeftIsNotTicked(t *testing.T) {
	s := core.Default()
	bots, people := option(t, TypeOptions(), "users.bots"), option(t, TypeOptions(), "users.people")
	people.Set(&s, false)
	if !s.MessageUsers || people.Get(s) || !bots.Get(s) || s.Validate() != nil {
		t.Fatalf("bots alone: %+v", s.Chats)
	}
	bots.Set(&s, false)
	if s.MessageUsers || bots.Matters(s) {
		t.Fatal("private chats are still ticked")
	}
	s.MessageUsers = true
	if !Everything(s) || s.Chats.Types != nil {
		t.Errorf("ticked again it is not all: %v", s.Chats.Types)
	}
}

func TestOnlyMineIsChosenTypeByType(t *testing.T) {
	s := core.Default()
	s.OnlyMine = []core.ChatKind{core.KindMegagroups} // as a file of settings may say
	private, public := option(t, MineOptions(), "mine.private_supergroup"), option(t, MineOptions(), "mine.public_supergroup")
	if !private.Get(s) || !public.Get(s) {
		t.Fatal("the kind does not tick its types")
	}
	private.Set(&s, false)
	if diff := cmp.Diff([]core.ChatKind{"public_supergroup"}, s.OnlyMine); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	public.Set(&s, false)
	if !Everything(s) || s.Validate() != nil {
		t.Errorf("left: %v", s.OnlyMine)
	}
}
