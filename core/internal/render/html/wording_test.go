package html

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"satchel/assets"
	"satchel/core/internal/model"
)

// sentences are those that the pages' script has in other languages, by their pattern:
// what this package writes and no table has would stay English.
type sentences []*regexp.Regexp

// knownSentences are those of one table; that all tables have the same is another test.
func knownSentences(t *testing.T) (patterns sentences) {
	t.Helper()
	_, german, _ := strings.Cut(string(assets.Joined()["js/script.js"]), ").de = ")
	_, table, _ := strings.Cut(german, "\n  service: {\n")
	table, _, ok := strings.Cut(table, "\n  },")
	if !ok {
		t.Fatal("there is no table of sentences")
	}
	key := regexp.MustCompile(`^    '((?:[^'\\]|\\.)*)': '`)
	hole := regexp.MustCompile(`@|\\?[$~#]\d`)
	for line := range strings.Lines(table) {
		m := key.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("not a sentence: %s", line)
		}
		sentence := regexp.QuoteMeta(strings.ReplaceAll(m[1], `\'`, `'`))
		sentence = hole.ReplaceAllStringFunc(sentence, func(v string) string {
			switch {
			case v == "@":
				return "(this todo list|this [a-z]+|the same background|Giveaway)"
			case strings.HasPrefix(v, "#"):
				return `(\d[\d, and]*)`
			}
			return "(.+?)"
		})
		patterns = append(patterns, regexp.MustCompile(`(?s)^`+sentence+`( \(\d+ seconds?\))?$`))
	}
	return patterns
}

var tag = regexp.MustCompile(`<[^>]*>`)

// have reports whether the first line of a body is one of the sentences.
func (s sentences) have(body string) bool {
	line, _, _ := strings.Cut(body, "<br>")
	line = html.UnescapeString(tag.ReplaceAllString(line, ""))
	return slices.ContainsFunc(s, func(p *regexp.Regexp) bool { return p.MatchString(line) })
}

func TestNamesOfAListAreToldToTheScript(t *testing.T) {
	invited := func(ids ...int64) model.Action { return model.Action{Type: "invite_members", Users: ids} }
	tests := map[string]struct {
		action model.Action
		want   string
	}{
		"several":      {invited(1, 2, 9), "data-names=\"Me&#10;Ann&#10;Deleted Account\""},
		"one":          {invited(1), ""},
		"documents":    {model.Action{Type: "send_passport_values", Values: []string{"passport", "utility_bill"}}, "data-names=\"Passport&#10;Utility bill\""},
		"not a list":   {model.Action{Type: "edit_group_title", Title: "Salt and Pepper"}, ""},
		"people a bot": {model.Action{Type: "requested_peer", Peers: []model.PeerID{model.UserID(1), model.UserID(2)}}, "data-names=\"Me&#10;Ann\""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			m := from(2, 2, 1000)
			m.Kind, m.Action, m.Text, m.Peer = model.MessageService, &tt.action, model.Text{}, ann().ID
			got, _ := serviceLine(t, ann(), &m)
			if got = strings.TrimSpace(got); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestSentencesOfGiveawaysHaveTheirWords(t *testing.T) {
	known := knownSentences(t)
	chats := regexp.MustCompile(`^(All (?:users who joined|members of|subscribers of) the) (?:groups and channels|groups?|channels?)( below after|:)`)
	var lines []string
	for _, quantity := range []int{1, 5} {
		for _, months := range []int{1, 3} {
			lines = append(lines, prize(&model.Giveaway{Quantity: quantity, Months: months}), prize(&model.Giveaway{Quantity: quantity, Stars: 500}))
		}
		for _, r := range []model.GiveawayResults{{}, {Stars: 50}, {Unclaimed: 1}} {
			r.Count = quantity
			lines = append(lines, won(&r))
		}
		lines = append(lines, drawn(quantity)+"Giveaway was randomly selected by Telegram.", namesAndMore([]string{"Ann", "Bob"}, 2+quantity))
	}
	for _, later := range []bool{false, true} {
		for _, in := range [][2]int{{0, 1}, {0, 2}, {1, 0}, {2, 0}, {1, 1}} {
			lines = append(lines, chats.ReplaceAllString(participants(later, in[0], in[1])+" News", "$1 chats$2"))
		}
	}
	for _, line := range lines {
		if !known.have(line) {
			t.Errorf("%q stays English", line)
		}
	}
}

func TestCountriesOfAGiveawayAreToldToTheScript(t *testing.T) {
	for want, codes := range map[string][]string{` data-countries="DE FR"`: {"DE", "FR"}, "": {"DE", "?"}} {
		m := from(2, 2, 1000)
		m.Media = &model.Media{Kind: model.KindGiveaway, Giveaway: &model.Giveaway{Quantity: 2, Months: 3, Channels: []int64{9}, Countries: codes}}
		page := chatPage(t, ann(), nothing, m)
		before, _, _ := strings.Cut(page, ">\nfrom Germany and ")
		if _, got, _ := strings.Cut(before[strings.LastIndex(before, "<div"):], `dir="auto"`); got != want {
			t.Errorf("%v: %q, want %q", codes, got, want)
		}
	}
}
