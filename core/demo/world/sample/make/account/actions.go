package account

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// action is the action of a service line:
//
//	create Title | who,who     channel Title      title New title     photo     nophoto
//	add who,who    remove who    link who    request    migrateto room    migratefrom Title | room
//	pin (with >tag)    call missed|busy|SECONDS [video]    group SECONDS    group    invite who,who
//	schedule 2024-05-01T18:00    ttl SECONDS    theme 🌸    screenshot    signup    clear
//	topic Title | colour    retitle Title    close    reopen    text words    raw {…}
func (b *book) action(e *entry) (obj, error) {
	name, arg, _ := strings.Cut(e.line.Text, " ")
	parts := bars(arg)
	if o, err, ok := membership(name, arg, parts); ok {
		return o, err
	}
	if o, err, ok := calls(name, arg, e); ok {
		return o, err
	}
	switch name {
	case "photo":
		photo, err := roomPhoto(b, e.chat)
		return obj{"_": "messageActionChatEditPhoto", "photo": photo}, err
	case "pin":
		return obj{"_": "messageActionPinMessage"}, nil
	case "ttl":
		n, err := strconv.Atoi(arg)
		return obj{"_": "messageActionSetMessagesTTL", "period": n}, err
	case "theme":
		return obj{"_": "messageActionSetChatTheme", "theme": obj{"_": "chatTheme", "emoticon": arg}}, nil
	case "screenshot":
		return obj{"_": "messageActionScreenshotTaken"}, nil
	case "signup":
		return obj{"_": "messageActionContactSignUp"}, nil
	case "topic":
		if err := needs(parts, 2, "title | colour"); err != nil {
			return nil, err
		}
		colour, err := strconv.ParseInt(parts[1], 16, 32)
		return obj{"_": "messageActionTopicCreate", "title": parts[0], "icon_color": colour}, err
	case "retitle":
		return obj{"_": "messageActionTopicEdit", "title": arg}, nil
	case "close", "reopen":
		return obj{"_": "messageActionTopicEdit", "closed": name == "close"}, nil
	case "text":
		return obj{"_": "messageActionCustomAction", "message": arg}, nil
	case "raw":
		return b.raw(e.chat, arg)
	}
	return nil, fmt.Errorf("no action %q", name)
}

func roomPhoto(b *book, chat string) (obj, error) {
	r, _ := roomOf(chat)
	return r.avatar(b.lib)
}

func membership(name, arg string, parts []string) (obj, error, bool) {
	switch name {
	case "create":
		if err := needs(parts, 2, "title | who,who"); err != nil {
			return nil, err, true
		}
		ids, err := peopleIDs(parts[1])
		return obj{"_": "messageActionChatCreate", "title": parts[0], "users": ids}, err, true
	case "channel":
		return obj{"_": "messageActionChannelCreate", "title": arg}, nil, true
	case "title":
		return obj{"_": "messageActionChatEditTitle", "title": arg}, nil, true
	case "nophoto":
		return obj{"_": "messageActionChatDeletePhoto"}, nil, true
	case "add":
		ids, err := peopleIDs(arg)
		return obj{"_": "messageActionChatAddUser", "users": ids}, err, true
	case "remove":
		id, err := userID(arg)
		return obj{"_": "messageActionChatDeleteUser", "user_id": id}, err, true
	case "link":
		id, err := userID(arg)
		return obj{"_": "messageActionChatJoinedByLink", "inviter_id": id}, err, true
	case "request":
		return obj{"_": "messageActionChatJoinedByRequest"}, nil, true
	case "migrateto":
		r, ok := roomOf(arg)
		if !ok {
			return nil, fmt.Errorf("no room %q", arg), true
		}
		return obj{"_": "messageActionChatMigrateTo", "channel_id": long(r.id)}, nil, true
	case "migratefrom":
		if err := needs(parts, 2, "title | room"); err != nil {
			return nil, err, true
		}
		r, ok := roomOf(parts[1])
		if !ok {
			return nil, fmt.Errorf("no room %q", parts[1]), true
		}
		return obj{"_": "messageActionChannelMigrateFrom", "title": parts[0], "chat_id": long(r.id)}, nil, true
	}
	return nil, nil, false
}

func calls(name, arg string, e *entry) (obj, error, bool) {
	room := obj{"_": "inputGroupCall", "id": long(idOf("call:" + e.chat))}
	switch name {
	case "call":
		how, video, _ := strings.Cut(arg, " ")
		o := obj{"_": "messageActionPhoneCall", "call_id": long(idOf(fmt.Sprint("call", e.chat, e.id)))}
		if video != "" {
			o["video"] = true
		}
		reasons := map[string]string{"missed": "phoneCallDiscardReasonMissed", "busy": "phoneCallDiscardReasonBusy"}
		if r := reasons[how]; r != "" {
			o["reason"] = obj{"_": r}
			return o, nil, true
		}
		n, err := strconv.Atoi(how)
		o["duration"], o["reason"] = n, obj{"_": "phoneCallDiscardReasonHangup"}
		return o, err, true
	case "group":
		o := obj{"_": "messageActionGroupCall", "call": room}
		if arg == "" {
			return o, nil, true
		}
		n, err := strconv.Atoi(arg)
		o["duration"] = n
		return o, err, true
	case "invite":
		ids, err := peopleIDs(arg)
		return obj{"_": "messageActionInviteToGroupCall", "call": room, "users": ids}, err, true
	case "schedule":
		t, err := time.Parse("2006-01-02T15:04", arg)
		return obj{"_": "messageActionGroupCallScheduled", "call": room, "schedule_date": t.Unix()}, err, true
	}
	return nil, nil, false
}
