package html

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"satchel/core/internal/model"
)

// chat writes the lines about a chat's settings and what happens in it.
func (w *words) chat() bool {
	a := w.a
	switch a.Type {
	case "clear_history":
		return w.say("History cleared")
	case "take_screenshot":
		return w.act("took a screenshot")
	case "joined_telegram":
		return w.act("joined Telegram")
	case "set_messages_ttl":
		if a.Period == 0 {
			return w.act("has set messages not to auto-delete")
		}
		return w.act("has set messages to auto-delete in " + period(a.Period))
	case "edit_chat_theme":
		if a.Emoji == "" {
			return w.act("disabled chat theme")
		}
		return w.act("changed chat theme to " + a.Emoji)
	case "set_chat_wallpaper":
		return w.act("set a new background for this chat")
	case "set_same_chat_wallpaper":
		return w.about("set", "the same background", " for this chat")
	case "suggest_profile_photo":
		return w.act("suggests to use this photo")
	case "suggest_birthday":
		return w.act("suggests to add a date of birth: " + birthday(a.Birthday))
	case "no_forwards_toggle":
		if a.New != nil && *a.New {
			return w.act("disabled sharing in this chat")
		}
		return w.act("enabled sharing in this chat")
	case "no_forwards_request":
		return w.act("requested to enable sharing in this chat")
	}
	return false
}

// birthday is a day with its month, and the year if it is told.
func birthday(b *model.Birthday) string {
	if b == nil {
		return ""
	}
	s := strconv.Itoa(b.Day)
	if b.Month >= 1 && b.Month <= 12 {
		s += " " + time.Month(b.Month).String()
	}
	if b.Year != 0 {
		s += " " + strconv.Itoa(b.Year)
	}
	return s
}

// calls writes the lines about voice chats and about who is near.
func (w *words) calls() bool {
	a := w.a
	switch a.Type {
	case "group_call":
		return w.act("started voice chat" + inSeconds(a.Duration))
	case "group_call_scheduled":
		return w.act("scheduled a voice chat for " + w.c.env.moment(a.Date))
	case "invite_to_group_call":
		return w.act("invited " + list(w.listed()) + " to the voice chat")
	case "proximity_reached":
		return w.say(w.near())
	}
	return false
}

func (w *words) near() string {
	e, within := w.c.env, distance(w.a.Distance)
	switch e.Self {
	case w.a.FromPeer:
		return "You are now within " + within + " from " + e.within(w.a.ToPeer)
	case w.a.ToPeer:
		return e.actor(w.a.FromPeer) + " is now within " + within + " from you"
	}
	return e.actor(w.a.FromPeer) + " is now within " + within + " from " + e.within(w.a.ToPeer)
}

// distance is a number of meters: "1 meter", "999 meters", "1.5 km".
func distance(meters int) string {
	switch {
	case meters >= 1000:
		return strconv.FormatFloat(float64(meters/10*10)/1000, 'f', -1, 64) + " km"
	case meters == 1:
		return "1 meter"
	}
	return strconv.Itoa(meters) + " meters"
}

// flag reports whether one of the schema's true flags of the action is set.
func (w *words) flag(name string) bool { return slices.Contains(w.a.Flags, name) }

// lists writes the lines about lists of tasks and about polls.
func (w *words) lists() bool {
	a := w.a
	switch a.Type {
	case "todo_completions":
		done, open := numbers(a.Completed), numbers(a.Incompleted)
		switch {
		case done == "":
			return w.about("marked "+open+" as not done yet in", "this todo list", ".")
		case open == "":
			return w.about("marked "+done+" as done in", "this todo list", ".")
		}
		return w.about("marked "+done+" as done and "+open+" as not done yet in", "this todo list", ".")
	case "todo_append_tasks":
		var titles []string
		for i := range a.Todo {
			titles = append(titles, `"`+a.Todo[i].Title.Text+`"`)
		}
		return w.act("added tasks: " + strings.Join(titles, ", "))
	case "poll_append_answer":
		return w.act(`added "` + option(a) + `" to the poll.`)
	case "poll_delete_answer":
		return w.act(`removed "` + option(a) + `" from the poll.`)
	}
	return false
}

func numbers(ids []int) string {
	var s []string
	for _, id := range ids {
		s = append(s, strconv.Itoa(id))
	}
	return list(s)
}

func option(a *model.Action) string {
	if a.Answer == nil {
		return ""
	}
	return a.Answer.Text.Text
}
