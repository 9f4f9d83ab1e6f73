package view

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/assets"
	"satchel/core"
	"satchel/gui/lang"
)

// catalogs are the words in every language the window speaks.
func catalogs(t *testing.T) map[string]lang.Catalog {
	t.Helper()
	files, err := fs.Glob(assets.Translations(), "*.json")
	if err != nil || len(files) < 2 {
		t.Fatalf("%d languages (%v)", len(files), err)
	}
	all := map[string]lang.Catalog{}
	for _, f := range files {
		code := strings.TrimSuffix(f, ".json")
		if all[code], err = lang.Load(code); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func everyOption() []Option {
	return slices.Concat(ChatOptions(), TypeOptions(), AccountOptions(), MediaOptions(), []Option{FilesOption()}, MineOptions())
}

// Whatever somebody ticks and unticks: a box shows what was done to it, or its whole
// kind is not wanted any more; the settings hold; and everything can be ticked again.
func TestBoxesShowWhatWasDoneToThem(t *testing.T) {
	options := everyOption()
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		s := core.Default()
		var done []string
		for range 30 {
			o := options[rnd.IntN(len(options))]
			if !o.Matters(s) {
				continue
			}
			on := !o.Get(s)
			o.Set(&s, on)
			done = append(done, fmt.Sprint(o.Key, " ", on))
			if o.Matters(s) && o.Get(s) != on {
				t.Fatalf("%q is not what was done: %v", o.Key, done)
			}
			if err := s.Validate(); err != nil {
				t.Fatalf("%v after %v", err, done)
			}
		}
		for range 2 { // a kind first, its parts then
			for _, o := range options {
				if o.Matters(s) {
					o.Set(&s, !strings.HasPrefix(o.Key, "mine."))
				}
			}
		}
		for _, o := range options {
			if !o.Matters(s) || o.Get(s) == strings.HasPrefix(o.Key, "mine.") {
				t.Errorf("%q cannot be ticked again after %v", o.Key, done)
			}
		}
		if s.OnlyMine = nil; !Everything(s) {
			t.Errorf("not everything after %v: %+v", done, s)
		}
	}
}

// A box does not touch what others say, but for the kind it is all of.
func TestABoxChangesNoOther(t *testing.T) {
	options := everyOption()
	state := func(s core.Settings) map[string]bool {
		m := map[string]bool{}
		for _, o := range options {
			if o.Matters(s) {
				m[o.Key] = o.Get(s)
			}
		}
		return m
	}
	for _, o := range options {
		s := core.Default()
		before := state(s)
		o.Set(&s, !o.Get(s))
		after := state(s)
		for key, was := range before {
			is, there := after[key]
			own := key == o.Key || strings.HasPrefix(key, o.Key+".") // of the kind
			if there && is != was && !own {
				t.Errorf("%s changes %s", o.Key, key)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[0-9a-z]*\}|%[sdv]`)

// Whatever is chosen, the words for it are whole sentences in every language: no key
// stands for itself and no place is left open.
func TestTheChoiceIsSaidInEveryLanguage(t *testing.T) {
	options := everyOption()
	for code, l := range catalogs(t) {
		rnd := rand.New(rand.NewPCG(3, 3))
		for range 40 {
			s := core.Default()
			for range rnd.IntN(12) {
				o := options[rnd.IntN(len(options))]
				o.Set(&s, !o.Get(s))
			}
			if rnd.IntN(3) == 0 {
				s.FileMaxSize = LimitAt(1 + rnd.IntN(LimitSteps))
			}
			if rnd.IntN(3) == 0 {
				s.From = core.NewDay(2020, time.March, 5)
			}
			if rnd.IntN(3) == 0 {
				s.Till = core.NewDay(2024, time.March, 5)
			}
			if rnd.IntN(4) == 0 {
				s.Chats.Except = []core.PeerID{chatID("user:1"), chatID("user:2")}
			}
			for _, text := range []string{Summary(l, s), ChatsLine(l, s), LimitText(l, LimitPosition(s.FileMaxSize))} {
				if text == "" || strings.Contains(text, "choose.") || placeholder.MatchString(text) {
					t.Errorf("%s: %q", code, text)
				}
			}
		}
	}
}

// Clocks and spans are words in every language, from nothing to years.
func TestTimesAreSaidInEveryLanguage(t *testing.T) {
	for code, l := range catalogs(t) {
		for _, d := range []time.Duration{0, time.Second, 49 * time.Second, time.Minute, 5 * time.Minute, 21 * time.Minute, 59 * time.Minute, time.Hour, 2 * time.Hour, 5 * time.Hour,
			23 * time.Hour, 36 * time.Hour, 100 * time.Hour, 15 * 24 * time.Hour, 400 * 24 * time.Hour} {
			for what, text := range map[string]string{"left": Left(l, d), "ago": Ago(l, noon.Add(-d), noon), "clock": Clock(l, noon.Add(d), noon)} {
				if text == "" && d > 0 || strings.Contains(text, what+".") || placeholder.MatchString(text) {
					t.Errorf("%s: %s %v is %q", code, what, d, text)
				}
			}
		}
	}
}

func TestASliderAndItsLimitAgree(t *testing.T) {
	last := int64(0)
	for position := 1; position < LimitSteps; position++ {
		limit := LimitAt(position)
		if limit <= last {
			t.Errorf("position %d is %d, the one before %d", position, limit, last)
		}
		if LimitPosition(limit) != position || LimitPosition(limit+1) != position {
			t.Errorf("%d is at position %d, want %d", limit, LimitPosition(limit), position)
		}
		last = limit
	}
	got := []int64{LimitAt(-5), LimitAt(0), LimitAt(LimitSteps), LimitAt(LimitSteps + 9)}
	if diff := cmp.Diff([]int64{1 << 20, 1 << 20, 0, 0}, got); diff != "" {
		t.Errorf("beyond its ends: %s", diff)
	}
	if LimitPosition(0) != LimitSteps || LimitPosition(1) != 1 || LimitPosition(1<<60) != LimitSteps-1 {
		t.Errorf("limits of none, a byte and too much are at %d, %d and %d", LimitPosition(0), LimitPosition(1), LimitPosition(1<<60))
	}
}
