package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// action converts what a service message reports; nil for nil. Each group of
// actions is one switch, and each gives nil for the actions of the others, so
// that an action of no group is "unsupported".
func action(a tg.MessageActionClass) *model.Action {
	if a == nil {
		return nil
	}
	groups := []func(tg.MessageActionClass) *model.Action{
		groupAction, settingAction, callAction, botAction, paymentAction, starsAction, giftAction, listAction,
	}
	for _, convert := range groups {
		if d := convert(a); d != nil {
			return d
		}
	}
	return &model.Action{Type: unsupported, Fields: fields("constructor", a.TypeName())}
}

// groupAction converts the life of groups and channels.
func groupAction(a tg.MessageActionClass) *model.Action {
	switch a := a.(type) {
	case *tg.MessageActionChatCreate:
		return &model.Action{Type: "create_group", Title: a.Title, Users: a.Users}
	case *tg.MessageActionChatEditTitle:
		return &model.Action{Type: "edit_group_title", Title: a.Title}
	case *tg.MessageActionChatEditPhoto:
		return &model.Action{Type: "edit_group_photo", Photo: photo(a.Photo)}
	case *tg.MessageActionChatDeletePhoto:
		return &model.Action{Type: "delete_group_photo"}
	case *tg.MessageActionChatAddUser:
		return &model.Action{Type: "invite_members", Users: a.Users}
	case *tg.MessageActionChatDeleteUser:
		return &model.Action{Type: "remove_members", Users: []int64{a.UserID}}
	case *tg.MessageActionChatJoinedByLink:
		return &model.Action{Type: "join_group_by_link", User: a.InviterID}
	case *tg.MessageActionChatJoinedByRequest:
		return &model.Action{Type: "join_group_by_request"}
	case *tg.MessageActionChatJoinedViaCommunity:
		return &model.Action{Type: "join_group_via_community", Community: a.CommunityID}
	case *tg.MessageActionChannelCreate:
		return &model.Action{Type: "create_channel", Title: a.Title}
	case *tg.MessageActionChatMigrateTo:
		return &model.Action{Type: "migrate_to_supergroup", Peer: channelID(a.ChannelID)}
	case *tg.MessageActionChannelMigrateFrom:
		return &model.Action{Type: "migrate_from_group", Title: a.Title, Peer: chatID(a.ChatID)}
	case *tg.MessageActionTopicCreate:
		d := &model.Action{Type: "topic_created", Title: a.Title, IconColor: a.IconColor,
			Flags: flags("title_missing", a.TitleMissing)}
		if e, ok := a.GetIconEmojiID(); ok {
			d.IconEmoji = &e
		}
		return d
	case *tg.MessageActionTopicEdit:
		return topicEdit(a)
	case *tg.MessageActionChangeCommunity:
		return &model.Action{Type: "change_community", Community: a.CommunityID}
	case *tg.MessageActionNewCreatorPending:
		return &model.Action{Type: "new_creator_pending", User: a.NewCreatorID}
	case *tg.MessageActionChangeCreator:
		return &model.Action{Type: "change_creator", User: a.NewCreatorID}
	case *tg.MessageActionBoostApply:
		return &model.Action{Type: "boost_apply", Count: a.Boosts}
	}
	return nil
}

// topicEdit keeps false apart from absent: a topic that was opened again says
// closed = false.
func topicEdit(a *tg.MessageActionTopicEdit) *model.Action {
	d := &model.Action{Type: "topic_edit", Title: a.Title}
	if e, ok := a.GetIconEmojiID(); ok {
		d.IconEmoji = &e
	}
	set := func(name string, v, ok bool) {
		if !ok {
			return
		}
		if d.Fields == nil {
			d.Fields = map[string]any{}
		}
		d.Fields[name] = v
	}
	closed, ok := a.GetClosed()
	set("closed", closed, ok)
	hidden, ok := a.GetHidden()
	set("hidden", hidden, ok)
	return d
}

// settingAction converts changes of a chat's settings and looks, and what has no
// group of its own.
func settingAction(a tg.MessageActionClass) *model.Action {
	switch a := a.(type) {
	case *tg.MessageActionEmpty:
		return &model.Action{Type: "empty"}
	case *tg.MessageActionPinMessage:
		return &model.Action{Type: "pin_message"}
	case *tg.MessageActionHistoryClear:
		return &model.Action{Type: "clear_history"}
	case *tg.MessageActionScreenshotTaken:
		return &model.Action{Type: "take_screenshot"}
	case *tg.MessageActionCustomAction:
		return &model.Action{Type: "custom_action", Text: model.Text{Text: a.Message}}
	case *tg.MessageActionContactSignUp:
		return &model.Action{Type: "joined_telegram"}
	case *tg.MessageActionGeoProximityReached:
		return &model.Action{Type: "proximity_reached",
			FromPeer: PeerID(a.FromID), ToPeer: PeerID(a.ToID), Distance: a.Distance}
	case *tg.MessageActionSetMessagesTTL:
		return &model.Action{Type: "set_messages_ttl", Period: a.Period, User: a.AutoSettingFrom}
	case *tg.MessageActionSetChatTheme:
		return chatTheme(a.Theme)
	case *tg.MessageActionSetChatWallPaper:
		d := &model.Action{Type: "set_chat_wallpaper", Wallpaper: wallpaper(a.Wallpaper),
			Flags: flags("for_both", a.ForBoth)}
		if a.Same {
			d.Type = "set_same_chat_wallpaper"
		}
		return d
	case *tg.MessageActionSuggestProfilePhoto:
		return &model.Action{Type: "suggest_profile_photo", Photo: photo(a.Photo)}
	case *tg.MessageActionSuggestBirthday:
		return &model.Action{Type: "suggest_birthday", Birthday: birthday(a.Birthday)}
	case *tg.MessageActionNoForwardsToggle:
		return &model.Action{Type: "no_forwards_toggle", Old: &a.PrevValue, New: &a.NewValue}
	case *tg.MessageActionNoForwardsRequest:
		return &model.Action{Type: "no_forwards_request", Old: &a.PrevValue, New: &a.NewValue,
			Flags: flags("expired", a.Expired)}
	}
	return nil
}

func chatTheme(t tg.ChatThemeClass) *model.Action {
	d := &model.Action{Type: "edit_chat_theme"}
	switch t := t.(type) {
	case *tg.ChatTheme:
		d.Emoji = t.Emoticon
	case *tg.ChatThemeUniqueGift:
		d.Gift, d.Fields = gift(t.Gift), fields("theme_settings", tree(t.ThemeSettings))
	}
	return d
}

// listAction converts what happens to polls and checklists.
func listAction(a tg.MessageActionClass) *model.Action {
	switch a := a.(type) {
	case *tg.MessageActionTodoCompletions:
		return &model.Action{Type: "todo_completions", Completed: a.Completed, Incompleted: a.Incompleted}
	case *tg.MessageActionTodoAppendTasks:
		return &model.Action{Type: "todo_append_tasks", Todo: todoItems(a.List)}
	case *tg.MessageActionPollAppendAnswer:
		return answerAction("poll_append_answer", a.Answer)
	case *tg.MessageActionPollDeleteAnswer:
		return answerAction("poll_delete_answer", a.Answer)
	}
	return nil
}

func answerAction(kind string, a tg.PollAnswerClass) *model.Action {
	d := &model.Action{Type: kind}
	if a != nil {
		answer := pollAnswer(a)
		d.Answer = &answer
	}
	return d
}
