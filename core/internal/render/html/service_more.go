package html

import (
	"slices"
	"strconv"
	"strings"
)

// chat writes the lines about settings, calls and lists.
func (w *words) chat() bool {
	a := w.a
	switch a.Type {
	case "clear_history":
		return w.say("History cleared")
	case "take_screenshot":
		return w.act("took a screenshot")
	case "joined_telegram":
		return w.act("joined Telegram")
	case "group_call":
		if a.Duration > 0 {
			return w.act("started voice chat (" + plural(a.Duration, "second", "seconds") + ")")
		}
		return w.act("started voice chat")
	case "group_call_scheduled":
		return w.act("scheduled a voice chat for " + w.c.env.full(a.Date))
	case "invite_to_group_call":
		return w.act("invited " + w.users() + " to the voice chat")
	case "set_messages_ttl":
		if a.Period == 0 {
			return w.act("disabled the auto-delete timer")
		}
		return w.act("set messages to auto-delete in " + period(a.Period))
	case "edit_chat_theme":
		if a.Emoji == "" {
			return w.act("disabled chat theme")
		}
		return w.act("changed chat theme to " + a.Emoji)
	case "set_chat_wallpaper":
		return w.act("set a new background for this chat")
	case "set_same_chat_wallpaper":
		w.act("set ")
		w.target("the same background")
		return w.say(" for this chat")
	case "proximity_reached":
		return w.say(w.c.env.actor(a.FromPeer) + " is now within " + plural(a.Distance, "meter", "meters") + " from " + w.c.env.within(a.ToPeer))
	case "suggest_profile_photo":
		return w.act("suggests to use this photo")
	case "suggest_birthday":
		return w.act("suggests to add a date of birth")
	case "no_forwards_toggle":
		return w.act("changed whether messages can be shared")
	case "no_forwards_request":
		return w.act("asked to change whether messages can be shared")
	}
	return w.lists()
}

func (w *words) lists() bool {
	a := w.a
	switch a.Type {
	case "todo_completions":
		if len(a.Completed) > 0 {
			return w.act("marked " + plural(len(a.Completed), "task", "tasks") + " as done")
		}
		return w.act("marked " + plural(len(a.Incompleted), "task", "tasks") + " as not done")
	case "todo_append_tasks":
		var titles []string
		for i := range a.Todo {
			titles = append(titles, "«"+a.Todo[i].Title.Text+"»")
		}
		return w.act("added " + list(titles) + " to the list")
	case "poll_append_answer", "poll_delete_answer":
		did := "added"
		if a.Type == "poll_delete_answer" {
			did = "removed"
		}
		if a.Answer == nil {
			return w.act(did + " a poll option")
		}
		return w.act(did + " the poll option «" + a.Answer.Text.Text + "»")
	}
	return false
}

// money writes the lines about payments, gifts and prizes.
func (w *words) money() bool {
	a := w.a
	switch a.Type {
	case "send_payment":
		return w.say("You have successfully transferred " + cost(a))
	case "refunded_payment":
		return w.say(w.c.env.within(a.Peer) + " refunded back " + cost(a))
	case "paid_messages_refund":
		return w.act("refunded " + plural(int(a.Stars), "star", "stars"))
	case "paid_messages_price_change":
		return w.act("changed the price of messages to " + plural(int(a.Stars), "star", "stars"))
	case "process_suggested_post":
		if slices.Contains(a.Flags, "rejected") {
			return w.act("rejected the suggested post")
		}
		return w.act("agreed to publish the suggested post")
	case "suggested_post_success":
		return w.say("The suggested post was paid")
	case "suggested_post_refund":
		return w.say("The suggested post was refunded")
	case "send_premium_gift":
		return w.act(strings.TrimSpace("sent you a gift of Telegram Premium for " + period(a.Days*24*60*60) + atCost(cost(a))))
	case "gift_code_prize":
		return w.say("A gift code for Telegram Premium for " + period(a.Days*24*60*60))
	case "giveaway_launch":
		return w.act("just started a giveaway of Telegram Premium subscriptions to its followers")
	case "giveaway_results":
		return w.say(plural(a.Count, "winner", "winners") + " of the giveaway " + was(a.Count) + " randomly selected by Telegram")
	case "stars_prize":
		return w.say("A prize of " + plural(int(a.Stars), "star", "stars") + " in a giveaway by " + w.c.env.within(a.Peer))
	case "send_stars_gift":
		return w.act("sent a gift of " + plural(int(a.Stars), "star", "stars") + atCost(cost(a)))
	case "send_ton_gift":
		return w.act("sent a gift of TON" + atCost(cost(a)))
	case "send_star_gift":
		return w.starGift()
	}
	return false
}

func (w *words) starGift() bool {
	a := w.a
	sentence := "sent a gift"
	if a.Gift != nil {
		switch {
		case a.Gift.Title != "" && a.Gift.Num > 0:
			sentence += " «" + a.Gift.Title + " #" + strconv.Itoa(a.Gift.Num) + "»"
		case a.Gift.Title != "":
			sentence += " «" + a.Gift.Title + "»"
		}
		if a.Gift.Stars > 0 {
			sentence += " of " + plural(int(a.Gift.Stars), "star", "stars")
		}
	}
	if a.Text.Text != "" {
		sentence += ": " + a.Text.Text
	}
	return w.act(sentence)
}

func atCost(cost string) string {
	if cost == "" {
		return ""
	}
	return " for " + cost
}

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// bots writes the lines about bots, games and apps.
func (w *words) bots() bool {
	a := w.a
	switch a.Type {
	case "score_in_game":
		w.act("scored " + strconv.Itoa(a.Score) + " in ")
		return w.target("this game")
	case "attach_menu_bot_allowed":
		return w.say("You allowed this bot to message you when you added it to your attachment menu")
	case "web_app_bot_allowed":
		return w.say("You allowed this bot to message you in its web app")
	case "allow_sending_messages":
		switch {
		case a.App != "":
			return w.say("You allowed this bot to message you when you opened " + a.App)
		case a.Domain != "":
			return w.say("You allowed this bot to message you when you logged in on " + a.Domain)
		}
		return w.say("You allowed this bot to message you")
	case "send_passport_values", "secure_values_sent_me":
		return w.act("sent the following documents: " + strings.ReplaceAll(list(a.Values), "_", " "))
	case "requested_phone_number":
		return w.act("requested a phone number")
	case "send_webview_data", "web_view_data_sent_me":
		return w.say("You have just successfully transferred data from the «" + a.Text.Text + "» button to the bot")
	case "requested_peer", "requested_peer_sent_me":
		var names []string
		for _, p := range a.Peers {
			names = append(names, w.c.env.within(p))
		}
		return w.act("shared " + list(names) + " with the bot")
	case "managed_bot_created":
		return w.act("created the bot " + w.user())
	case "payment_sent_me":
		return w.say("You received a payment of " + cost(a))
	}
	return false
}
