package html

import (
	"strconv"

	"satchel/core/internal/model"
	"satchel/core/internal/render/json"
)

// cost is an amount with its currency, or of stars.
func cost(a *model.Action) string {
	if a.Currency == "" {
		return ""
	}
	return json.Money(a.Amount, a.Currency)
}

// money writes the lines about payments.
func (w *words) money() bool {
	a := w.a
	switch a.Type {
	case "send_payment":
		if a.Recurring == "used" {
			return w.say("You were charged " + cost(a) + " via recurring payment")
		}
		w.say("You have successfully transferred " + cost(a) + " for ")
		w.target("this invoice")
		if a.Recurring == "init" {
			w.say(" and allowed future recurring payments")
		}
		return true
	case "payment_sent_me":
		return w.say("You received a payment of " + cost(a))
	case "refunded_payment":
		return w.say(w.c.env.within(a.Peer) + " refunded back " + cost(a))
	case "paid_messages_refund":
		refund := strconv.FormatInt(a.Stars, 10) + " Stars for " + strconv.Itoa(a.Count) + " messages to "
		if w.m.Out {
			return w.say("You refunded " + refund + w.c.env.within(w.m.Peer))
		}
		return w.say(w.c.env.actor(w.m.Peer) + " refunded " + refund + "you")
	case "paid_messages_price_change":
		return w.say("Price per message changed to " + strconv.FormatInt(a.Stars, 10) + " Telegram Stars.")
	}
	return false
}

// amount is a number of stars or TON: "5 stars", "1.5 TON"; "" for none.
func amount(p *model.Price, stars string) string {
	if p == nil || p.Whole == 0 && p.Nano == 0 {
		return ""
	}
	n := strconv.FormatFloat(float64(p.Whole)+float64(p.Nano)/1e9, 'f', -1, 64)
	if p.TON {
		return n + " TON"
	}
	return n + " " + stars
}

// posts writes the lines about posts that somebody suggests to a channel.
func (w *words) posts() bool {
	a := w.a
	switch a.Type {
	case "process_suggested_post":
		return w.act(w.verdict())
	case "suggested_post_success":
		paid := amount(a.Price, "stars")
		if paid == "" {
			paid = "0 stars"
		}
		return w.say("The paid post was shown for 24 hours and " + paid + " were transferred to the channel.")
	case "suggested_post_refund":
		if w.flag("payer_initiated") {
			return w.say("The user refunded the payment, post was deleted.")
		}
		return w.say("The admin deleted the post early, the payment was refunded.")
	}
	return false
}

func (w *words) verdict() string {
	a := w.a
	s := "approved your suggested post"
	if w.flag("rejected") {
		s = "rejected your suggested post"
	}
	if price := amount(a.Price, "stars"); price != "" {
		s += ", for " + price
	}
	if a.Date != 0 {
		s += ", " + w.c.env.dayTitle(a.Date) + " at " + w.c.env.local(a.Date).Format("15:04")
	}
	if a.Reason == "" {
		return s + "."
	}
	return s + `, with comment: "` + a.Reason + `"`
}

// gifts writes the lines about gifts.
func (w *words) gifts() bool {
	a := w.a
	switch a.Type {
	case "send_premium_gift":
		if a.Days == 0 || cost(a) == "" {
			return w.act("sent you a gift.")
		}
		return w.act("sent you a gift for " + cost(a) + ": Telegram Premium for " + strconv.Itoa(a.Days) + " days.")
	case "send_stars_gift", "send_ton_gift":
		given := amount(a.Price, "Telegram Stars")
		if given == "" && a.Stars > 0 {
			given = strconv.FormatInt(a.Stars, 10) + " Telegram Stars"
		}
		if given == "" || cost(a) == "" {
			return w.act("sent you a gift.")
		}
		return w.act("sent you a gift for " + cost(a) + ": " + given + ".")
	case "send_star_gift":
		return w.starGift()
	}
	return false
}

// starGift writes Telegram Desktop's sentence, and behind it what the gift is
// and the words that came with it.
func (w *words) starGift() bool {
	a := w.a
	s := "sent you a gift."
	if g := a.Gift; g != nil {
		if g.Stars > 0 {
			s = "sent you a gift of " + strconv.FormatInt(g.Stars, 10) + " Telegram Stars."
		}
		switch {
		case g.Title != "" && g.Num > 0:
			s += " «" + g.Title + " #" + strconv.Itoa(g.Num) + "»"
		case g.Title != "":
			s += " «" + g.Title + "»"
		}
	}
	w.act(s)
	if a.Text.Text != "" {
		w.say("\n" + a.Text.Text)
	}
	return true
}

// prizes writes the lines about giveaways.
func (w *words) prizes() bool {
	a := w.a
	switch a.Type {
	case "gift_code_prize":
		premium := "Telegram Premium for " + days(a.Days)
		switch {
		case w.flag("unclaimed"):
			return w.say("This is an unclaimed " + premium + " prize in a giveaway organized by a channel.")
		case w.flag("via_giveaway"):
			return w.say("You won a " + premium + " prize in a giveaway organized by a channel.")
		}
		return w.say("You've received a " + premium + " gift from a channel.")
	case "giveaway_launch":
		return w.act("just started a giveaway of Telegram Premium subscriptions to its followers.")
	case "giveaway_results":
		return w.say(w.winners())
	case "stars_prize":
		return w.say("You won a prize in a giveaway organized by " + w.c.env.within(a.Peer) + ".\n Your prize is " + strconv.FormatInt(a.Stars, 10) + " Telegram Stars.")
	}
	return false
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}

func (w *words) winners() string {
	a := w.a
	received := "received private messages with giftcodes."
	if w.flag("stars") {
		received = "received their prize."
	}
	switch {
	case a.Count == 0:
		return "No winners of the giveaway could be selected."
	case a.Unclaimed > 0:
		return "Some winners of the giveaway were randomly selected by Telegram and " + received
	}
	return strconv.Itoa(a.Count) + " of the giveaway was randomly selected by Telegram and " + received
}
