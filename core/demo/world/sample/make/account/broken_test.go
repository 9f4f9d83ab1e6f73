package account

import (
	"fmt"
	"strings"
	"testing"
)

// refused builds one line with what follows it and wants an error; a panic would
// leave who writes a conversation without the number of its line.
func refused(t *testing.T, text string) {
	t.Helper()
	defer func() {
		if v := recover(); v != nil {
			t.Errorf("%q: panic: %v", text, v)
		}
	}()
	_, list, err := objects(t, map[string]string{"family": "@ 2024-01-01 10:00\n" + text + "\n"})
	switch {
	case err == nil:
		t.Errorf("%q is taken: %v", text, list)
	case !strings.Contains(err.Error(), "line "):
		t.Errorf("%q: %v, without its line", text, err)
	}
}

func TestModifiersThatSayTooLittleAreRefused(t *testing.T) {
	for name, args := range map[string][]string{
		"react":   {"👍", "👍:somebody", "👍:nora,somebody"},
		"edit":    {"", "5m", "+5", "+x"},
		"fwd":     {"user=somebody", "channel=firth#none", "saved=none#none", "date=yesterday", "from=nora"},
		"buttons": {"", "A", "A=cb:x | B"},
		"poll":    {"Which? | A", "Which? | A:many", "Which? | [x](user:somebody):1"},
		"todo":    {"List | one=somebody"},
		"web":     {"https://a.b | S | T | D | no-such-picture"},
		"geo":     {"", "55.9", "north west", "55.9 x"},
		"live":    {"55.9 -3.1"},
		"venue":   {"55.9 -3.1", "55.9 -3.1 | A"},
		"contact": {"", "44770", "44770 | A", "44770 | A | B | somebody"},
		"dice":    {"", "🎲", "🎲 many"},
		"game":    {"", "short | title", "short | title | description | no-such-picture"},
		"invoice": {"", "T | D | GBP", "T | D | GBP | much", "T | D | GBP | 100 | no-such-picture"},
		"ttl":     {"", "long"},
		"raw":     {"", "{", "[]", `{"a":{{id:somebody}}}`, `{"a":{{peer:somebody}}}`, `{"a":{{msg:none}}}`, `{"a":{{doc:none}}}`, `{"a":{{photo:none}}}`, `{"a":{{none:none}}}`},
		"dance":   {""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, arg := range args {
				refused(t, "nora: x\n~ "+name+" "+arg)
			}
		})
	}
}

func TestActionsThatSayTooLittleAreRefused(t *testing.T) {
	for name, args := range map[string][]string{
		"create": {"", "Title", "Title | somebody"}, "add": {"", "somebody", "tom,somebody"}, "remove": {"", "somebody"}, "link": {"", "somebody"},
		"migrateto": {"", "nowhere"}, "migratefrom": {"", "Title", "Title | nowhere"}, "call": {"", "long"}, "group": {"long"}, "invite": {"", "somebody"},
		"schedule": {"", "tomorrow"}, "ttl": {"", "long"}, "topic": {"", "Title", "Title | red"}, "dance": {""}, "raw": {"", "{"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, arg := range args {
				refused(t, strings.TrimRight("! nora "+name+" "+arg, " "))
			}
		})
	}
}

func TestWhoAndWhatIsNotThereIsRefused(t *testing.T) {
	for _, text := range []string{
		"somebody: x", "nora as=somebody: x", "nora via=somebody: x", "nora video=none: x", "nora voice=none: x", "nora file=none: x", "nora album=none,walk-map: x",
		"nora >none: x", "nora >firth#none: x", "nora: [x](user:somebody)", "= topic none\nnora: x", "nora views=many: x",
	} {
		refused(t, text)
	}
}

// What a line says comes out the same however often it is made, and each kind of
// file has the attributes that clients tell it by.
func TestAMessageIsMadeTheSameEachTime(t *testing.T) {
	text := "@ 2024-01-01 10:00\nnora #a: one\ntom >a: two\n~ react 👍:nora,mum 🔥:7\n~ poll quiz Which? | A:1 | B:2*!\n"
	var first string
	for range 3 {
		_, list, err := objects(t, map[string]string{"family": text})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(list); first == "" {
			first = got
		} else if got != first {
			t.Errorf("made as\n%s\nand as\n%s", first, got)
		}
	}
}

func TestRangesCutTheCommonCountAtDays(t *testing.T) {
	b, list, err := objects(t, map[string]string{
		"tom":    "@ 2024-01-01 10:00\ntom: a\n@ 2024-03-01 10:00\ntom: c\n",
		"family": "@ 2024-02-01 10:00\nmum: b\n",
		"studio": "@ 2024-02-02 10:00\nnora: of another count\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]int{}
	for _, m := range list {
		ids[m["message"].(string)] = m["id"].(int)
	}
	for name, tt := range map[string]struct {
		days []string
		ends []int
	}{
		"no day":               {nil, []int{1<<31 - 1}},
		"between":              {[]string{"2024-01-15"}, []int{ids["a"], 1<<31 - 1}},
		"twice":                {[]string{"2024-01-15", "2024-02-15"}, []int{ids["a"], ids["b"], 1<<31 - 1}},
		"after all":            {[]string{"2025-01-01"}, []int{ids["c"], 1<<31 - 1}},
		"the day of a message": {[]string{"2024-02-01"}, []int{ids["a"], 1<<31 - 1}},
	} {
		from := 1
		got := splitAt(b, tt.days...)
		if len(got) != len(tt.ends) {
			t.Errorf("%s: %v", name, got)
			continue
		}
		for i, r := range got {
			if r := r.(obj); r["min_id"] != from || r["max_id"] != tt.ends[i] {
				t.Errorf("%s: range %d is %v to %v, want %d to %d", name, i, r["min_id"], r["max_id"], from, tt.ends[i])
			}
			from = tt.ends[i] + 1
		}
	}
}
