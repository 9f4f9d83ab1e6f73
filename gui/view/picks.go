package view

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/cases"

	"satchel/core"
	"satchel/gui/lang"
)

// Picks is the choice of single chats: the list as it comes, what of it is ticked,
// and how much media the chats hold as far as that was counted.
type Picks struct {
	l        lang.Catalog
	settings core.Settings
	means    map[core.MediaType]int64

	chats  []core.SurveyedChat
	shown  []int // of chats, those the query finds
	query  string
	whole  bool // the list is complete
	off    map[core.PeerID]bool
	each   map[core.PeerID]core.ChatRule // chats with a choice of their own
	counts map[core.PeerID]counted
	asked  map[core.PeerID]bool
}

type counted struct {
	media  []core.MediaCount
	failed bool
}

// NewPicks begins with what the settings leave out.
func NewPicks(l lang.Catalog, s core.Settings) *Picks {
	p := &Picks{l: l, settings: s, off: map[core.PeerID]bool{}, counts: map[core.PeerID]counted{}, asked: map[core.PeerID]bool{},
		each: map[core.PeerID]core.ChatRule{}}
	maps.Copy(p.each, s.Chats.Each)
	for _, id := range s.Chats.Except {
		p.off[id] = true
	}
	return p
}

// Learn takes the mean sizes of files by type, as far as an archive knows them;
// without them no sizes are shown.
func (p *Picks) Learn(means map[core.MediaType]int64) { p.means = means }

// PickRow is a chat of the list.
type PickRow struct {
	Name   string
	About  string // "Group · 12 photos, 3 videos · about 40 MB"
	Ticked bool
	// Possible is false where the kind of chat is not ticked at all.
	Possible bool
}

// Add takes a page of the list.
func (p *Picks) Add(page []core.SurveyedChat) {
	p.chats = append(p.chats, page...)
	p.find()
}

// Listed says that the list is complete.
func (p *Picks) Listed() { p.whole = true }

// Find shows only the chats whose name holds the text, case apart.
func (p *Picks) Find(text string) {
	p.query = strings.TrimSpace(text)
	p.find()
}

func (p *Picks) find() {
	fold := cases.Fold()
	query := fold.String(p.query)
	p.shown = p.shown[:0]
	for i, c := range p.chats {
		if query == "" || strings.Contains(fold.String(p.name(c)), query) {
			p.shown = append(p.shown, i)
		}
	}
}

// Len is how many chats are shown.
func (p *Picks) Len() int { return len(p.shown) }

// Row is what is shown of a chat.
func (p *Picks) Row(i int) PickRow {
	c := p.chats[p.shown[i]]
	row := PickRow{Name: p.name(c), About: p.l.T("chattype." + string(c.Type)), Possible: p.possible(c)}
	row.Ticked = row.Possible && !p.off[c.ID]
	if c.Archived {
		row.About = p.l.T("pick.archived", row.About)
	}
	if text := p.media(c); text != "" {
		row.About += " · " + text
	}
	if _, own := p.each[c.ID]; own && row.Ticked {
		row.About = p.l.T("pick.own") + " · " + row.About
	}
	return row
}

func (p *Picks) name(c core.SurveyedChat) string {
	if c.Self {
		return p.l.T("chat.saved")
	}
	return cmp.Or(OneLine(c.Name), p.l.T("chat.nameless"))
}

func (p *Picks) possible(c core.SurveyedChat) bool { return wanted(p.settings, c.Kind, c.Type) }

// media says how much of what a chat holds; empty while that is not known.
func (p *Picks) media(c core.SurveyedChat) string {
	got, ok := p.counts[c.ID]
	switch {
	case !ok:
		return ""
	case got.failed:
		return p.l.T("pick.unknown")
	}
	var parts []string
	inexact := false
	for _, m := range got.media {
		if m.Count > 0 {
			parts = append(parts, p.l.N("count.media."+string(m.Type), m.Count))
			inexact = inexact || m.Inexact
		}
	}
	if len(parts) == 0 {
		return p.l.T("pick.nothing")
	}
	text := strings.Join(parts, ", ")
	if inexact {
		text = p.l.T("pick.about", text)
	}
	if bytes, unknown := p.settingsOf(c).Estimate(got.media, p.means); bytes > 0 && unknown == 0 {
		text += " · " + p.l.T("pick.about", p.l.Bytes(bytes))
	}
	return text
}

// Ask returns the first of the shown chats from..to (to excluded) whose media were
// not asked for yet, and notes that they are.
func (p *Picks) Ask(from, to int) (core.PeerID, bool) {
	for i := max(from, 0); i < min(to, len(p.shown)); i++ {
		c := p.chats[p.shown[i]]
		if p.possible(c) && !p.asked[c.ID] {
			p.asked[c.ID] = true
			return c.ID, true
		}
	}
	return core.PeerID{}, false
}

// Counted takes the counts of a chat.
func (p *Picks) Counted(id core.PeerID, media []core.MediaCount, err error) {
	p.counts[id] = counted{media, err != nil}
}

// Toggle ticks a shown chat, or takes its tick away.
func (p *Picks) Toggle(i int) {
	c := p.chats[p.shown[i]]
	if !p.possible(c) {
		return
	}
	if p.off[c.ID] {
		delete(p.off, c.ID)
	} else {
		p.off[c.ID] = true
	}
}

// SetShown ticks all chats that are shown, or none of them.
func (p *Picks) SetShown(on bool) {
	for _, i := range p.shown {
		if c := p.chats[i]; on {
			delete(p.off, c.ID)
		} else if p.possible(c) {
			p.off[c.ID] = true
		}
	}
}

// Choice is the settings' choice of chats with what is not ticked left out, and what
// is different in single chats. What was left out before and is not in the list stays
// so.
func (p *Picks) Choice() core.ChatChoice {
	choice := p.settings.Chats
	choice.Except, choice.Each = nil, nil
	if len(p.each) > 0 {
		choice.Each = maps.Clone(p.each)
	}
	for id := range p.off {
		choice.Except = append(choice.Except, id)
	}
	slices.SortFunc(choice.Except, func(a, b core.PeerID) int { return strings.Compare(a.String(), b.String()) })
	return choice
}

// Summary is the choice in one line: how many chats, and what was counted in them.
func (p *Picks) Summary() string {
	ticked, known := 0, 0
	var files int
	var bytes int64
	sure := true
	for _, c := range p.chats {
		if !p.possible(c) || p.off[c.ID] {
			continue
		}
		ticked++
		got, ok := p.counts[c.ID]
		if !ok || got.failed {
			continue
		}
		known++
		for _, m := range got.media {
			files += m.Count
		}
		size, unknown := p.settingsOf(c).Estimate(got.media, p.means)
		bytes += size
		sure = sure && unknown == 0
	}
	text := p.l.T("pick.summary", p.l.Number(ticked), p.l.Number(len(p.chats)))
	if !p.whole {
		text = p.l.T("pick.listing", p.l.Number(len(p.chats)))
	}
	if files > 0 {
		text += " · " + p.l.N("pick.files", known, p.l.Number(files))
	}
	if sure && bytes > 0 {
		text += " · " + p.l.T("pick.about", p.l.Bytes(bytes))
	}
	return text
}

// ChatsLine says on the screen of the choice how many chats are left out.
func ChatsLine(l lang.Catalog, s core.Settings) string {
	text := l.T("choose.allchats")
	if n := len(s.Chats.Except); n > 0 {
		text = l.N("choose.except", n)
	}
	if n := len(s.Chats.Each); n > 0 {
		text += " · " + l.N("choose.own", n)
	}
	return text
}
