package html

import (
	"strconv"
	"strings"

	"satchel/core/internal/model"
)

// channel writes the lines that name no actor.
func (w *words) channel() bool {
	a := w.a
	switch a.Type {
	case "create_channel":
		return w.say("Channel «" + a.Title + "» created")
	case "edit_group_title":
		return w.say("Channel title changed to «" + a.Title + "»")
	case "edit_group_photo":
		return w.say("Channel photo changed")
	case "delete_group_photo":
		return w.say("Channel photo removed")
	case "group_call":
		return w.say("Voice chat" + inSeconds(a.Duration))
	case "group_call_scheduled":
		return w.say("Voice chat scheduled for " + w.c.env.moment(a.Date))
	case "set_messages_ttl":
		if a.Period == 0 {
			return w.say("New messages will not auto-delete")
		}
		return w.say("New messages will auto-delete in " + period(a.Period))
	case "edit_chat_theme":
		if a.Emoji == "" {
			return w.say("Channel theme was disabled")
		}
		return w.say("Channel theme was changed to " + a.Emoji)
	case "paid_messages_price_change":
		if !w.flag("broadcast_messages_allowed") {
			return w.say("Direct messages were disabled.")
		}
		return w.say("Price per direct message changed to " + strconv.FormatInt(a.Stars, 10) + " Telegram Stars.")
	}
	return false
}

// group writes the lines about who is in a group and what it is called.
func (w *words) group() bool {
	a := w.a
	switch a.Type {
	case "create_group":
		if len(a.Users) == 0 {
			return w.act("created group «" + a.Title + "»")
		}
		return w.act("created group «" + a.Title + "» with members " + list(w.listed()))
	case "create_channel":
		return w.act("created group «" + a.Title + "»")
	case "edit_group_title":
		return w.act("changed group title to «" + a.Title + "»")
	case "edit_group_photo":
		return w.act("changed group photo")
	case "delete_group_photo":
		return w.act("removed group photo")
	case "invite_members":
		if w.themselves() {
			return w.act("joined group")
		}
		return w.act("invited " + list(w.listed()))
	case "remove_members":
		if w.themselves() {
			return w.act("left group")
		}
		return w.act("removed " + list(w.listed()))
	case "join_group_by_link":
		return w.act("joined group by link from " + w.user())
	case "join_group_by_request":
		return w.act("joined group by request")
	case "join_group_via_community":
		return w.act("joined group via a community")
	}
	return w.groupLater()
}

// themselves reports an action about nobody but who did it.
func (w *words) themselves() bool {
	return len(w.a.Users) == 1 && model.UserID(w.a.Users[0]) == w.c.env.sender(w.m)
}

// groupLater writes the lines about what becomes of a group.
func (w *words) groupLater() bool {
	a := w.a
	switch a.Type {
	case "migrate_to_supergroup":
		return w.act("converted this group to a supergroup")
	case "migrate_from_group":
		return w.act("converted a basic group to this supergroup «" + a.Title + "»")
	case "pin_message":
		return w.about("pinned", "this message", "")
	case "topic_created":
		return w.act("created topic «" + a.Title + "»")
	case "topic_edit":
		return w.topic()
	case "boost_apply":
		if a.Count == 1 {
			return w.act("boosted the group 1 time")
		}
		return w.act("boosted the group " + strconv.Itoa(a.Count) + " times")
	case "new_creator_pending":
		return w.say(w.user() + " will become the new main admin in 7 days if " + w.c.env.actor(w.c.env.sender(w.m)) + " does not return")
	case "change_creator":
		return w.act("made " + w.user() + " the new main admin of the group")
	}
	return false
}

func (w *words) topic() bool {
	var changed []string
	if w.a.Title != "" {
		changed = append(changed, "title to «"+w.a.Title+"»")
	}
	if icon := w.a.IconEmoji; icon != nil {
		changed = append(changed, "icon to «"+strconv.FormatInt(*icon, 10)+"»")
	}
	if len(changed) > 0 {
		return w.act("changed topic " + strings.Join(changed, ","))
	}
	if closed, ok := w.a.Fields["closed"].(bool); ok {
		if closed {
			return w.act("closed the topic")
		}
		return w.act("reopened the topic")
	}
	return w.act("changed the topic")
}

// period is a number of seconds in words.
func period(n int) string {
	const hour, day = 60 * 60, 24 * 60 * 60
	switch {
	case n == day:
		return "24 hours"
	case n == 7*day:
		return "7 days"
	case n%(7*day) == 0:
		return plural(n/(7*day), "week", "weeks")
	case n%day == 0:
		return plural(n/day, "day", "days")
	case n%hour == 0:
		return plural(n/hour, "hour", "hours")
	case n%60 == 0:
		return plural(n/60, "minute", "minutes")
	}
	return plural(n, "second", "seconds")
}
