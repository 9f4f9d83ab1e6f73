package script

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// Entity is a styled range of a text in UTF-16 units, by its constructor's name.
type Entity struct {
	Type           string // messageEntityBold …
	Offset, Length int
	URL, Language  string // text_url; pre
	ID             int64  // of the user or the custom emoji's document
}

// Refs finds the ids that a text names: kind "user" or "emoji".
type Refs func(kind, name string) (int64, error)

var pairs = []struct{ mark, kind string }{
	{"**", "messageEntityBold"}, {"__", "messageEntityItalic"}, {"++", "messageEntityUnderline"},
	{"~~", "messageEntityStrike"}, {"||", "messageEntitySpoiler"}, {"`", "messageEntityCode"},
}

var linkMark = regexp.MustCompile(`^\[([^\]\n]+)\]\(([^)\s]+)\)`)

// plain finds what Telegram marks by itself.
var plain = []struct {
	kind string
	re   *regexp.Regexp
}{
	{"messageEntityUrl", regexp.MustCompile(`https?://[^\s]*[\w/]`)},
	{"messageEntityEmail", regexp.MustCompile(`[\w.]+@[\w-]+\.[a-z]{2,}`)},
	{"messageEntityMention", regexp.MustCompile(`@[A-Za-z]\w{4,}`)},
	{"messageEntityHashtag", regexp.MustCompile(`#\pL[\pL\d_]+`)},
	{"messageEntityBotCommand", regexp.MustCompile(`/[a-z]{3,}\b`)},
	{"messageEntityPhone", regexp.MustCompile(`\+44 \d[\d ]{8,}\d`)},
	{"messageEntityCashtag", regexp.MustCompile(`\$[A-Z]{3,5}\b`)},
}

// Markup reads a text: **bold** __italic__ ++underline++ ~~strike~~ ||spoiler||
// `code` [words](link, user:KEY or emoji:NAME), lines of "> quote" (">> " closed
// at first), fenced code with a language, and what Telegram finds by itself.
// A backslash takes a mark literally.
func Markup(s string, refs Refs) (string, []Entity, error) {
	m := marker{refs: refs, open: map[string]int{}}
	var fence, quote = -1, -1
	var lang, quoteKind string
	endQuote := func() {
		if quote >= 0 {
			m.add(Entity{Type: quoteKind, Offset: quote, Length: m.at() - quote})
			quote = -1
		}
	}
	for i, line := range strings.Split(s, "\n") {
		kind, rest := quoteOf(line)
		if fence < 0 && (kind == "" || quote >= 0 && kind != quoteKind) {
			endQuote()
		}
		if i > 0 && !m.fresh {
			m.put("\n")
		}
		m.fresh = false
		switch {
		case strings.HasPrefix(line, "```") && fence < 0:
			fence, lang, m.fresh = m.at(), line[3:], true
		case strings.HasPrefix(line, "```"):
			m.text = strings.TrimSuffix(m.text, "\n")
			m.add(Entity{Type: "messageEntityPre", Offset: fence, Length: m.at() - fence, Language: lang})
			fence = -1
		case fence >= 0:
			m.put(line)
		default:
			if kind != "" && quote < 0 {
				quote, quoteKind = m.at(), kind
			}
			if err := m.inline(rest); err != nil {
				return "", nil, err
			}
		}
	}
	endQuote()
	if len(m.open) > 0 || fence >= 0 {
		return "", nil, fmt.Errorf("a mark is not closed in %.40q", s)
	}
	m.found()
	slices.SortStableFunc(m.ents, func(a, b Entity) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		return b.Length - a.Length
	})
	return m.text, m.ents, nil
}

func quoteOf(line string) (kind, rest string) {
	if rest, ok := strings.CutPrefix(line, ">> "); ok {
		return "messageEntityBlockquote+", rest
	}
	if rest, ok := strings.CutPrefix(line, "> "); ok {
		return "messageEntityBlockquote", rest
	}
	return "", line
}

type marker struct {
	text  string
	ents  []Entity
	open  map[string]int
	refs  Refs
	fresh bool // the line before made no text
}

func (m *marker) at() int { return Units(m.text) }

func (m *marker) put(s string) { m.text += s }

func (m *marker) add(e Entity) {
	if e.Length > 0 {
		m.ents = append(m.ents, e)
	}
}

// Units is the length of a text in UTF-16 units.
func Units(s string) int { return len(utf16.Encode([]rune(s))) }

func (m *marker) inline(s string) error {
next:
	for s != "" {
		if s[0] == '\\' && len(s) > 1 {
			m.put(s[1:2])
			s = s[2:]
			continue
		}
		if g := linkMark.FindStringSubmatch(s); g != nil {
			if err := m.link(g[1], g[2]); err != nil {
				return err
			}
			s = s[len(g[0]):]
			continue
		}
		for _, p := range pairs {
			if _, inCode := m.open["`"]; strings.HasPrefix(s, p.mark) && (!inCode || p.mark == "`") {
				m.toggle(p.mark, p.kind)
				s = s[len(p.mark):]
				continue next
			}
		}
		r := []rune(s)[0]
		m.put(string(r))
		s = s[len(string(r)):]
	}
	return nil
}

func (m *marker) toggle(mark, kind string) {
	if start, ok := m.open[mark]; ok {
		delete(m.open, mark)
		m.add(Entity{Type: kind, Offset: start, Length: m.at() - start})
		return
	}
	m.open[mark] = m.at()
}

func (m *marker) link(words, target string) error {
	e := Entity{Type: "messageEntityTextUrl", Offset: m.at(), URL: target}
	kind, name, _ := strings.Cut(target, ":")
	if kind == "user" || kind == "emoji" {
		id, err := m.refs(kind, name)
		if err != nil {
			return err
		}
		e = Entity{Type: "messageEntityMentionName", Offset: m.at(), ID: id}
		if kind == "emoji" {
			e.Type = "messageEntityCustomEmoji"
		}
	}
	m.put(words)
	e.Length = m.at() - e.Offset
	m.add(e)
	return nil
}

// found adds links, mentions and the like where nothing like them stands yet.
func (m *marker) found() {
	for _, p := range plain {
		for _, at := range p.re.FindAllStringIndex(m.text, -1) {
			e := Entity{Type: p.kind, Offset: Units(m.text[:at[0]]), Length: Units(m.text[at[0]:at[1]])}
			before := m.text[:at[0]]
			glued := before != "" && !strings.ContainsAny(before[len(before)-1:], " \n(")
			if !glued && !m.taken(e) {
				m.add(e)
			}
		}
	}
}

func (m *marker) taken(e Entity) bool {
	return slices.ContainsFunc(m.ents, func(o Entity) bool {
		style := o.Type == "messageEntityBold" || o.Type == "messageEntityItalic" || strings.HasPrefix(o.Type, "messageEntityBlockquote") || o.Type == "messageEntitySpoiler"
		return !style && e.Offset < o.Offset+o.Length && o.Offset < e.Offset+e.Length
	})
}
