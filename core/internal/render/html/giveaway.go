package html

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"satchel/core/internal/model"
)

func (c *Chat) giveaway(g *model.Giveaway) {
	if g == nil {
		return
	}
	title := "Giveaway Prize"
	if g.Quantity > 1 {
		title = "Giveaway Prizes"
	}
	c.p.raw("        <div class=\"media_giveaway\">\n\n")
	if g.Prize != "" {
		c.section(title, strconv.Itoa(g.Quantity)+" "+g.Prize)
		title = "with"
	}
	c.section(title, prize(g))
	var names []string
	groups, channels := 0, 0
	for _, id := range g.Channels {
		peer := model.ChannelID(id)
		names = append(names, c.env.name(peer))
		if p := c.env.Peer(peer); p != nil && p.Broadcast {
			channels++
		} else if p != nil {
			groups++
		}
	}
	c.cardLine("section_title bold", "Participants")
	c.lineOf("section_body", participants(g.NewOnly, groups, channels)+" "+list(names), func() { c.dataNames(names) })
	if len(g.Countries) > 0 {
		c.lineOf("section_body", "from "+list(countries(g.Countries)), func() { c.dataCountries(g.Countries) })
	}
	c.section("Winners Selection Date", c.env.moment(g.Until))
	c.p.raw("        </div>\n\n")
}

// countries are the names of countries by their ISO codes, in the language of the
// pages; a code that is none stays.
func countries(codes []string) (names []string) {
	namer := display.English.Regions()
	for _, code := range codes {
		name := code
		if region, err := language.ParseRegion(code); err == nil {
			name = cmp.Or(namer.Name(region), code)
		}
		names = append(names, name)
	}
	return names
}

// dataCountries tells the page's script the codes, if all are such.
func (c *Chat) dataCountries(codes []string) {
	for _, code := range codes {
		if len(code) != 2 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return
		}
	}
	c.p.raw(" data-countries=\"", strings.Join(codes, " "), "\"")
}

// prize is what there is to win of Telegram's own.
func prize(g *model.Giveaway) string {
	if g.Stars > 0 {
		if g.Quantity == 1 {
			return stars(g.Stars) + " will be distributed to 1 winner."
		}
		return stars(g.Stars) + " will be distributed among " + strconv.Itoa(g.Quantity) + " winners."
	}
	s := strconv.Itoa(g.Quantity) + " Telegram Premium Subscription"
	if g.Quantity > 1 {
		s += "s"
	}
	if g.Months > 1 {
		return s + " for " + strconv.Itoa(g.Months) + " months."
	}
	return s + " for " + strconv.Itoa(g.Months) + " month."
}

func stars(n int64) string {
	if n == 1 {
		return "1 Star"
	}
	return strconv.FormatInt(n, 10) + " Stars"
}

// participants says who may win.
func participants(newOnly bool, groups, channels int) string {
	who := "channel"
	if groups > 0 {
		who = "group"
	}
	if groups+channels > 1 {
		who += "s"
	}
	if groups > 0 && channels > 0 {
		who = "groups and channels"
	}
	switch {
	case newOnly:
		return "All users who joined the " + who + " below after this date:"
	case groups > 0:
		return "All members of the " + who + ":"
	}
	return "All subscribers of the " + who + ":"
}

func (c *Chat) giveawayResults(g *model.GiveawayResults) {
	if g == nil {
		return
	}
	winner := "Winner"
	if g.Count > 1 {
		winner = "Winners"
	}
	c.p.raw("        <div class=\"media_giveaway\">\n\n")
	c.cardLine("section_title bold", winner+" Selected!")
	c.p.raw("          <div class=\"section_body\" dir=\"auto\">\n", drawn(g.Count))
	if c.peer.ID == model.ChannelID(g.Channel) && g.Launch != 0 {
		c.p.raw("<a href=\"", c.link(g.Launch), "\">Giveaway</a>")
	} else {
		c.p.raw("Giveaway")
	}
	c.p.raw(" was randomly selected by Telegram.\n          </div>\n\n")
	names := make([]string, 0, len(g.Winners))
	for _, id := range g.Winners {
		names = append(names, c.env.name(model.UserID(id)))
	}
	c.section(winner, namesAndMore(names, g.Count))
	c.cardLine("section_body", won(g))
	c.p.raw("        </div>\n\n")
}

func drawn(n int) string {
	if n > 1 {
		return strconv.Itoa(n) + " winners of the "
	}
	return strconv.Itoa(n) + " winner of the "
}

// namesAndMore lists the winners that Telegram names of so many.
func namesAndMore(names []string, count int) string {
	s := ""
	for i, name := range names {
		if i > 0 {
			s += ", "
		}
		s += name
	}
	if count > len(names) {
		s += " and " + strconv.Itoa(count-len(names)) + " more!"
	}
	return s
}

// won says what the winners got.
func won(g *model.GiveawayResults) string {
	switch {
	case g.Stars > 0 && g.Count == 1:
		return "The winner received " + stars(g.Stars) + "."
	case g.Stars > 0 && g.Count > 1:
		return "All winners received " + stars(g.Stars) + " in total."
	case g.Unclaimed > 0:
		return "Some winners couldn't be selected."
	case g.Count == 1:
		return "The winner received their gift link in a private message."
	case g.Count > 1:
		return "All winners received gift links in private messages."
	}
	return ""
}

func (c *Chat) section(title, body string) {
	c.cardLine("section_title bold", title)
	c.cardLine("section_body", body)
}
