package tgconv

import (
	"strconv"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// markup adds the keyboard a bot put under a message or in place of the user's.
// https://core.telegram.org/api/bots/buttons
func markup(d *model.Message, m tg.ReplyMarkupClass) {
	switch m := m.(type) {
	case *tg.ReplyInlineMarkup:
		d.Keyboard, d.KeyboardFlags = "inline", flags("force_reply", m.ForceReply)
		for _, row := range m.Rows {
			var buttons []model.Button
			for i := range row.Buttons {
				buttons = append(buttons, inlineButton(&row.Buttons[i]))
			}
			d.Buttons = append(d.Buttons, buttons)
		}
	case *tg.ReplyKeyboardMarkup:
		d.Keyboard, d.Placeholder = "reply", m.Placeholder
		d.KeyboardFlags = flags("resize", m.Resize, "single_use", m.SingleUse, "selective", m.Selective,
			"persistent", m.Persistent, "force_reply", m.ForceReply)
		for _, row := range m.Rows {
			var buttons []model.Button
			for i := range row.Buttons {
				buttons = append(buttons, replyButton(&row.Buttons[i]))
			}
			d.Buttons = append(d.Buttons, buttons)
		}
	case *tg.ReplyKeyboardHide:
		d.Keyboard, d.KeyboardFlags = "hide", flags("selective", m.Selective)
	case *tg.ReplyKeyboardForceReply:
		d.Keyboard, d.Placeholder = "force_reply", m.Placeholder
		d.KeyboardFlags = flags("single_use", m.SingleUse, "selective", m.Selective)
	}
}

func inlineButton(b *tg.KeyboardInlineButton) model.Button {
	d := inlineType(b.Type)
	d.Text = b.Text
	buttonStyle(&d, b.Style)
	return d
}

func inlineType(t tg.InlineButtonTypeClass) model.Button {
	switch t := t.(type) {
	case *tg.InlineButtonTypeURL:
		return model.Button{Type: "url", Data: t.URL}
	case *tg.InlineButtonTypeURLAuth:
		return model.Button{Type: "auth", Data: t.URL, Forward: t.FwdText, ID: int64(t.ButtonID)}
	case *tg.InputInlineButtonTypeURLAuth:
		return model.Button{Type: "auth", Data: t.URL, Forward: t.FwdText, ID: inputUserID(t.Bot),
			Fields: fields("request_write_access", t.RequestWriteAccess)}
	case *tg.InlineButtonTypeWebView:
		return model.Button{Type: "web_view", Data: t.URL}
	case *tg.InlineButtonTypeCallback:
		if t.RequiresPassword {
			return model.Button{Type: "callback_with_password", Bytes: t.Data}
		}
		return model.Button{Type: "callback", Bytes: t.Data}
	case *tg.InlineButtonTypeGame:
		return model.Button{Type: "game"}
	case *tg.InlineButtonTypeBuy:
		return model.Button{Type: "buy"}
	case *tg.InlineButtonTypeSwitchInline:
		kind := "switch_inline"
		if t.SamePeer {
			kind = "switch_inline_same"
		}
		return model.Button{Type: kind, Data: t.Query, Fields: fields("peer_types", tree(t.PeerTypes))}
	case *tg.InlineButtonTypeUserProfile:
		return model.Button{Type: "user_profile", Data: strconv.FormatInt(t.UserID, 10)}
	case *tg.InputInlineButtonTypeUserProfile:
		return model.Button{Type: "user_profile", Data: strconv.FormatInt(inputUserID(t.UserID), 10)}
	case *tg.InlineButtonTypeCopy:
		return model.Button{Type: "copy_text", Data: t.CopyText}
	case *tg.InlineButtonTypeDisabled:
		return model.Button{Type: "disabled"}
	}
	return model.Button{Type: unsupported}
}

func replyButton(b *tg.KeyboardButton) model.Button {
	d := replyType(b.Type)
	d.Text = b.Text
	buttonStyle(&d, b.Style)
	return d
}

func replyType(t tg.ButtonTypeClass) model.Button {
	switch t := t.(type) {
	case *tg.ButtonTypeDefault:
		return model.Button{Type: "default"}
	case *tg.ButtonTypeRequestPhone:
		return model.Button{Type: "request_phone"}
	case *tg.ButtonTypeRequestGeoLocation:
		return model.Button{Type: "request_location"}
	case *tg.ButtonTypeRequestPoll:
		b := model.Button{Type: "request_poll"}
		if quiz, ok := t.GetQuiz(); ok && quiz {
			b.Bytes = []byte{1}
		} else if ok {
			b.Bytes = []byte{0}
		}
		return b
	case *tg.ButtonTypeRequestPeer:
		return model.Button{Type: "request_peer", ID: int64(t.ButtonID),
			Fields: fields("peer_type", tree(t.PeerType), "max_quantity", t.MaxQuantity)}
	case *tg.InputButtonTypeRequestPeer:
		return model.Button{Type: "request_peer", ID: int64(t.ButtonID),
			Fields: fields("peer_type", tree(t.PeerType), "max_quantity", t.MaxQuantity,
				"name_requested", t.NameRequested, "username_requested", t.UsernameRequested,
				"photo_requested", t.PhotoRequested)}
	case *tg.ButtonTypeSimpleWebView:
		return model.Button{Type: "simple_web_view", Data: t.URL}
	}
	return model.Button{Type: unsupported}
}

func buttonStyle(d *model.Button, s tg.KeyboardButtonStyle) {
	d.Icon = s.Icon
	switch {
	case s.BgPrimary:
		d.Style = "primary"
	case s.BgDanger:
		d.Style = "danger"
	case s.BgSuccess:
		d.Style = "success"
	}
}
