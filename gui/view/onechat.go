package view

import (
	"slices"
	"time"

	"satchel/core"
)

// OneChat is the choice for a single chat while it is being made. Settings are those
// of all chats with what is different in this one.
type OneChat struct {
	ID       core.PeerID
	Name     string
	Settings core.Settings
	Mine     Option // only what the account wrote itself
	Own      bool   // it has a choice of its own
}

// A rule says nothing of a day where that is as in all chats. So that one chat can go
// without a limit that all have, these stand for none: Telegram is younger, and its
// dates end before.
func noFrom() core.Day { return core.NewDay(2000, time.January, 1) }
func noTill() core.Day { return core.NewDay(2037, time.December, 31) }

// mineOf is the wish for a single type of chat.
func mineOf(t core.TypeOfKind) Option {
	return Option{
		Key: "one.mine",
		Get: func(s core.Settings) bool { return onlyMine(s, t) },
		Set: func(s *core.Settings, on bool) { setMine(s, t.Type, on) },
	}
}

// ruled is the settings of all chats as a rule changes them for a chat of the type.
func ruled(s core.Settings, rule core.ChatRule, t core.TypeOfKind) core.Settings {
	mine := onlyMine(s, t)
	if rule.OnlyMine != nil {
		mine = *rule.OnlyMine
	}
	s.OnlyMine = slices.Clone(s.OnlyMine)
	setMine(&s, t.Type, mine)
	if rule.Files != nil {
		s.Files = *rule.Files
	}
	if rule.Media != nil {
		s.Media = rule.Media
	}
	if rule.FileMaxSize != nil {
		s.FileMaxSize = *rule.FileMaxSize
	}
	s.From, s.Till = day(rule.From, s.From, noFrom()), day(rule.Till, s.Till, noTill())
	return s
}

// day is a day of a rule: none where it says so, that of all where it says nothing.
func day(own, all, none core.Day) core.Day {
	switch own {
	case core.Day{}:
		return all
	case none:
		return core.Day{}
	}
	return own
}

// ruleOf is what is different in a chat; own is false where nothing is.
func ruleOf(all, one core.Settings, t core.TypeOfKind) (rule core.ChatRule, own bool) {
	files := one.Files && len(one.Media) > 0
	if files != all.Files {
		rule.Files, own = &files, true
	}
	if files && !slices.Equal(one.Media, all.Media) {
		rule.Media, own = one.Media, true
	}
	if files && one.FileMaxSize != all.FileMaxSize {
		rule.FileMaxSize, own = &one.FileMaxSize, true
	}
	if mine := onlyMine(one, t); mine != onlyMine(all, t) {
		rule.OnlyMine, own = &mine, true
	}
	if one.From != all.From {
		rule.From, own = orElse(one.From, noFrom()), true
	}
	if one.Till != all.Till {
		rule.Till, own = orElse(one.Till, noTill()), true
	}
	return rule, own
}

func orElse(d, none core.Day) core.Day {
	if d.IsZero() {
		return none
	}
	return d
}

// One is the choice for a shown chat.
func (p *Picks) One(i int) OneChat {
	c := p.chats[p.shown[i]]
	t := core.TypeOfKind{Type: c.Type, Kind: c.Kind}
	rule, own := p.each[c.ID]
	return OneChat{ID: c.ID, Name: p.name(c), Settings: ruled(p.settings, rule, t), Mine: mineOf(t), Own: own}
}

// SetOne takes over the choice for a chat.
func (p *Picks) SetOne(id core.PeerID, s core.Settings) {
	i := slices.IndexFunc(p.chats, func(c core.SurveyedChat) bool { return c.ID == id })
	if i < 0 {
		return
	}
	rule, own := ruleOf(p.settings, s, core.TypeOfKind{Type: p.chats[i].Type, Kind: p.chats[i].Kind})
	if !own {
		delete(p.each, id)
		return
	}
	p.each[id] = rule
}

// SetAsAll takes the chat's own choice away.
func (p *Picks) SetAsAll(id core.PeerID) { delete(p.each, id) }

// settingsOf is what is wanted of a listed chat.
func (p *Picks) settingsOf(c core.SurveyedChat) core.Settings {
	return ruled(p.settings, p.each[c.ID], core.TypeOfKind{Type: c.Type, Kind: c.Kind})
}
