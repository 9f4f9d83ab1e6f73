package json

import (
	"slices"
	"strconv"

	"satchel/core/internal/model"
)

func (w *writer) paymentAction(m *model.Message) bool {
	a := m.Action
	switch a.Type {
	case "send_payment":
		w.keyInt("amount", a.Amount)
		w.keyStr("currency", a.Currency)
		w.target("invoice_message_id", m)
		w.optStr("recurring", a.Recurring)
	case "refunded_payment":
		w.keyInt("amount", a.Amount)
		w.keyStr("currency", a.Currency)
		w.keyName("peer_name", w.env.name(a.Peer))
		w.keyPeer("peer_id", a.Peer)
		w.optStr("charge_id", a.Charge)
	case "paid_messages_refund":
		w.keyInt("messages_count", int64(a.Count))
		w.keyInt("stars_count", a.Stars)
	case "paid_messages_price_change":
		w.keyInt("price_stars", a.Stars)
		w.keyBool("is_broadcast_messages_allowed", has(a, "broadcast_messages_allowed"))
	case "process_suggested_post":
		w.suggestedPost(a)
	case "suggested_post_success":
		w.price(a.Price)
	case "suggested_post_refund":
		w.keyBool("user_initiated", has(a, "payer_initiated"))
	default:
		return false
	}
	return true
}

// has reports whether one of the schema's true flags is set.
func has(a *model.Action, flag string) bool { return slices.Contains(a.Flags, flag) }

func (w *writer) suggestedPost(a *model.Action) {
	if has(a, "rejected") {
		w.keyBool("rejected", true)
		w.optStr("comment", a.Reason)
		return
	}
	w.price(a.Price)
	w.keyInt("scheduled_date", a.Date)
}

// price writes an amount of stars or TON, no stars for none; its parts are strings.
func (w *writer) price(p *model.Price) {
	if p == nil {
		p = &model.Price{}
	}
	currency := "Stars"
	if p.TON {
		currency = "TON"
	}
	w.keyStr("price_amount_whole", strconv.FormatInt(p.Whole, 10))
	w.keyStr("price_amount_nano", strconv.FormatInt(p.Nano, 10))
	w.keyStr("price_currency", currency)
}

func (w *writer) giftAction(a *model.Action) bool {
	switch a.Type {
	case "send_premium_gift":
		w.optStr("cost", cost(a))
		w.optInt("days", int64(a.Days))
	case "gift_code_prize":
		w.optStr("gift_code", a.Code)
		if !a.Peer.IsZero() {
			w.keyPeer("boost_peer_id", a.Peer)
		}
		w.keyInt("days", int64(a.Days))
		w.keyBool("unclaimed", has(a, "unclaimed"))
		w.keyBool("via_giveaway", has(a, "via_giveaway"))
	case "giveaway_launch":
	case "giveaway_results":
		w.keyInt("winners", int64(a.Count))
		w.keyInt("unclaimed", int64(a.Unclaimed))
		w.keyBool("stars", has(a, "stars"))
	case "boost_apply":
		w.keyInt("boosts", int64(a.Count))
	case "stars_prize":
		w.keyPeer("boost_peer_id", a.Peer)
		w.keyName("boost_peer_name", w.env.name(a.Peer))
		w.keyInt("stars", a.Stars)
		w.keyBool("is_unclaimed", has(a, "unclaimed"))
		w.keyInt("giveaway_msg_id", int64(a.Message))
		w.optStr("transaction_id", a.Transaction)
	case "send_stars_gift", "send_ton_gift":
		whole, nano := giftAmount(a)
		w.optStr("cost", cost(a))
		if whole != 0 || nano != 0 {
			w.keyInt("amount_whole", whole)
			w.keyInt("amount_nano", nano)
		}
	case "send_star_gift":
		w.starGift(a)
	default:
		return false
	}
	return true
}

func cost(a *model.Action) string {
	if a.Currency == "" {
		return ""
	}
	return Money(a.Amount, a.Currency)
}

// giftAmount is what was given, in whole units and nano units.
func giftAmount(a *model.Action) (whole, nano int64) {
	const nanos = 1_000_000_000
	switch {
	case a.Price != nil:
		return a.Price.Whole, a.Price.Nano
	case a.Type == "send_ton_gift":
		return a.CryptoAmount / nanos, a.CryptoAmount % nanos
	}
	return a.Stars, 0
}

func (w *writer) starGift(a *model.Action) {
	if g := a.Gift; g != nil {
		w.keyInt("gift_id", g.ID)
		w.keyInt("stars", g.Stars)
		w.keyBool("is_limited", g.Limited)
	}
	w.keyBool("is_anonymous", has(a, "name_hidden"))
	w.key("gift_text")
	w.text(a.Text)
}
