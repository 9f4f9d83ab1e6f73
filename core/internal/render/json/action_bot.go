package json

import "satchel/core/internal/model"

func (w *writer) botAction(m *model.Message) bool {
	a := m.Action
	switch a.Type {
	case "score_in_game":
		w.target("game_message_id", m)
		w.keyInt("score", int64(a.Score))
	case "attach_menu_bot_allowed", "web_app_bot_allowed":
	case "allow_sending_messages":
		if a.App != "" || a.AppID != 0 {
			w.keyInt("reason_app_id", a.AppID)
			w.optStr("reason_app_name", a.App)
		} else {
			w.optStr("reason_domain", a.Domain)
		}
	case "send_passport_values":
		w.key("values")
		w.strings(a.Values)
	case "requested_phone_number":
	case "send_webview_data":
		w.optStr("button_text", a.Text.Text)
	case "requested_peer":
		w.keyInt("button_id", int64(a.Button))
		w.peers("peers", a.Peers)
	case "todo_completions":
		w.ints("completed", a.Completed)
		w.ints("incompleted", a.Incompleted)
	case "todo_append_tasks":
		w.todoItems("items", a.Todo)
	default:
		return false
	}
	return true
}

func (w *buffer) strings(list []string) {
	w.open('[')
	for _, s := range list {
		w.next()
		w.str(s)
	}
	w.close(']')
}

func (w *writer) peers(k string, list []model.PeerID) {
	w.key(k)
	w.open('[')
	for _, p := range list {
		w.next()
		w.peerID(p)
	}
	w.close(']')
}

// laterAction writes the actions that came after 6.1.2.
func (w *writer) laterAction(a *model.Action) bool {
	switch a.Type {
	case "suggest_birthday":
		if b := a.Birthday; b != nil {
			w.keyInt("day", int64(b.Day))
			w.keyInt("month", int64(b.Month))
			w.optInt("year", int64(b.Year))
		}
	case "join_group_via_community":
		w.keyInt("community_id", a.Community)
	case "no_forwards_toggle":
		w.keyBool("new_value", a.New != nil && *a.New)
	case "no_forwards_request":
		w.keyBool("expired", has(a, "expired"))
		w.keyBool("new_value", a.New != nil && *a.New)
	case "new_creator_pending", "change_creator":
		w.keyName("new_creator", w.env.userName(a.User))
	case "managed_bot_created":
		w.keyName("bot", w.env.userName(a.User))
	case "poll_append_answer", "poll_delete_answer":
		if a.Answer != nil {
			w.optStr("option", a.Answer.Text.Text)
		}
	default:
		return false
	}
	return true
}

// unnamedAction writes what is set of an action Telegram Desktop has no word for.
func (w *writer) unnamedAction(a *model.Action) {
	w.optStr("title", a.Title)
	if len(a.Users) > 0 {
		w.members(a.Users)
	}
	if a.User != 0 {
		w.keyPeer("user_id", model.UserID(a.User))
	}
	if !a.Peer.IsZero() {
		w.keyPeer("peer_id", a.Peer)
	}
	w.optMessage("message_id", a.Message)
	w.optInt("duration_seconds", int64(a.Duration))
	w.optInt("count", int64(a.Count))
	w.optInt("stars", a.Stars)
	w.optInt("community_id", a.Community)
	w.optStr("emoji", a.Emoji)
	if len(a.Values) > 0 {
		w.key("values")
		w.strings(a.Values)
	}
}
