package json

import "satchel/core/internal/model"

// reported says whether a service message is written as one. Telegram Desktop
// writes the others as messages without text.
func reported(a *model.Action) bool {
	if a == nil {
		return false
	}
	switch a.Type {
	case "", "empty", "payment_sent_me", "web_view_data_sent_me", "secure_values_sent_me", "requested_peer_sent_me":
		return false
	}
	return true
}

// action writes actor, action and what the action adds.
func (w *writer) action(m *model.Message) {
	a := m.Action
	if hasActor(a.Type) {
		w.optNamed("actor", w.env.sender(m))
	}
	if a.Type == "custom_action" {
		w.optStr("information_text", a.Text.Text)
		return
	}
	w.keyStr("action", a.Type)
	if w.groupAction(m) || w.paymentAction(m) || w.callAction(m) || w.giftAction(a) || w.botAction(m) || w.laterAction(a) {
		return
	}
	w.unnamedAction(a)
}

// hasActor tells the actions that name who did it.
func hasActor(action string) bool {
	switch action {
	case "send_payment", "refunded_payment", "attach_menu_bot_allowed", "web_app_bot_allowed", "allow_sending_messages",
		"send_passport_values", "proximity_reached", "send_webview_data", "gift_code_prize", "giveaway_launch", "giveaway_results":
		return false
	}
	return true
}

// groupAction writes the actions about a group's life; false for another.
func (w *writer) groupAction(m *model.Message) bool {
	a := m.Action
	switch a.Type {
	case "create_group":
		w.optStr("title", a.Title)
		w.members(a.Users)
	case "edit_group_title", "create_channel", "migrate_from_group", "topic_created":
		w.optStr("title", a.Title)
	case "edit_group_photo", "suggest_profile_photo":
		w.photo(a.Photo)
	case "invite_members", "remove_members", "invite_to_group_call":
		w.members(a.Users)
	case "join_group_by_link":
		w.keyName("inviter", w.env.userName(a.User))
	case "pin_message":
		w.target("message_id", m)
	case "topic_edit":
		w.optStr("new_title", a.Title)
		if a.IconEmoji != nil {
			w.keyInt("new_icon_emoji_id", *a.IconEmoji)
		}
	case "delete_group_photo", "join_group_by_request", "migrate_to_supergroup", "clear_history", "take_screenshot", "joined_telegram":
	default:
		return false
	}
	return true
}

// members writes the names of people, null for those without one.
func (w *writer) members(users []int64) {
	w.key("members")
	w.open('[')
	for _, id := range users {
		w.next()
		w.name(w.env.userName(id))
	}
	w.close(']')
}

// target writes the message an action is about, and where it is if not here.
func (w *writer) target(k string, m *model.Message) {
	id, peer := about(m), model.PeerID{}
	if r := m.Reply; r != nil && r.Peer != m.Peer {
		peer = r.Peer
	}
	if id == 0 {
		return
	}
	if !peer.IsZero() {
		w.keyInt(k, int64(id))
		w.keyPeer("reply_to_peer_id", peer)
		return
	}
	w.keyInt(k, int64(id+w.shift))
}

// about is the message an action is about: the one it names or answers.
func about(m *model.Message) int {
	if m.Action.Message == 0 && m.Reply != nil {
		return m.Reply.ID
	}
	return m.Action.Message
}

// optMessage writes a key for the message an action names; in a migrated history
// it has the shifted id.
func (w *writer) optMessage(k string, id int) {
	if id != 0 {
		w.keyInt(k, int64(id+w.shift))
	}
}

func (w *writer) callAction(m *model.Message) bool {
	a := m.Action
	switch a.Type {
	case "phone_call":
		w.optInt("duration_seconds", int64(a.Duration))
		w.optStr("discard_reason", a.Reason)
	case "conference_call":
		w.optInt("duration_seconds", int64(a.Duration))
		w.keyBool("is_active", a.Active && !a.Missed)
		w.keyBool("is_missed", a.Missed)
	case "group_call":
		w.optInt("duration", int64(a.Duration))
	case "group_call_scheduled":
		w.keyInt("schedule_date", a.Date)
	case "set_messages_ttl":
		w.keyInt("period", int64(a.Period))
	case "edit_chat_theme":
		w.optStr("emoticon", a.Emoji)
	case "set_chat_wallpaper", "set_same_chat_wallpaper":
		w.target("message_id", m)
	case "proximity_reached":
		w.optNamed("from", a.FromPeer)
		w.optNamed("to", a.ToPeer)
		w.keyInt("distance", int64(a.Distance))
	default:
		return false
	}
	return true
}
