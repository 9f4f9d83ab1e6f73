package html

import (
	"strconv"
	"strings"
)

// bots writes the lines about bots, games and apps.
func (w *words) bots() bool {
	a := w.a
	switch a.Type {
	case "score_in_game":
		return w.about("scored "+strconv.Itoa(a.Score)+" in", "this game", "")
	case "attach_menu_bot_allowed":
		return w.say("You allowed this bot to message you when you added it in the attachment menu.")
	case "web_app_bot_allowed":
		return w.say("You allowed this bot to message you in his web-app.")
	case "allow_sending_messages":
		switch {
		case a.App != "":
			return w.say("You allowed this bot to message you when you opened " + a.App)
		case a.Domain != "":
			return w.say("You allowed this bot to message you when you logged in on " + a.Domain)
		}
		return w.say("You allowed this bot to message you")
	case "send_passport_values":
		return w.say("You have sent the following documents: " + list(w.listed()))
	case "secure_values_sent_me":
		return w.act("sent the following documents: " + list(w.listed()))
	case "requested_phone_number":
		return w.act("requested your phone number")
	case "send_webview_data", "web_view_data_sent_me":
		return w.say("You have just successfully transferred data from the «" + a.Text.Text + "» button to the bot")
	case "requested_peer", "requested_peer_sent_me":
		return w.act("shared " + list(w.listed()) + " with the bot")
	case "managed_bot_created":
		return w.act("created a bot " + w.user())
	}
	return false
}

// documents are the papers of an action as people call them: "Driver license".
func (w *words) documents() (names []string) {
	for _, v := range w.a.Values {
		words := strings.ReplaceAll(v, "_", " ")
		names = append(names, strings.ToUpper(words[:min(1, len(words))])+words[min(1, len(words)):])
	}
	return names
}
