package json

import (
	"encoding/base64"

	"satchel/core/internal/model"
)

// buttonRow writes a row of buttons between the blocks of a rich message.
func (w *writer) buttonRow(n *model.RichNode) {
	w.keyStr("type", n.Type)
	alignment := "stretch"
	for _, side := range [...]string{"right", "center", "left"} {
		if n.Bool("align_" + side) {
			alignment = side
		}
	}
	w.keyStr("alignment", alignment)
	w.richList("buttons", n.Children, func(b *model.RichNode) {
		w.open('{')
		w.richButton(b, false)
		w.close('}')
	})
}

// richButton writes the keys of a button in a row or within a text.
func (w *writer) richButton(n *model.RichNode, inline bool) {
	action := n.Object("type")
	kind := pressKind(&action)
	w.keyNodes("text", n.Children)
	w.key("button")
	w.open('{')
	w.keyStr("type", kind)
	w.press(kind, &action)
	w.close('}')
	if style := n.Object("style"); style.Fields != nil {
		w.keyStr("style", buttonStyle(&style, inline && mayLookLikeALink(kind)))
	}
}

// pressKind is Telegram Desktop's word for what pressing a button does.
func pressKind(action *model.RichNode) string {
	switch action.String("_") {
	case "inlineButtonTypeUrl":
		return "url"
	case "inlineButtonTypeUrlAuth":
		return "auth"
	case "inlineButtonTypeWebView":
		return "web_view"
	case "inlineButtonTypeCallback":
		if action.Bool("requires_password") {
			return "callback_with_password"
		}
		return "callback"
	case "inlineButtonTypeGame":
		return "game"
	case "inlineButtonTypeBuy":
		return "buy"
	case "inlineButtonTypeSwitchInline":
		if action.Bool("same_peer") {
			return "switch_inline_same"
		}
		return "switch_inline"
	case "inlineButtonTypeUserProfile":
		return "user_profile"
	case "inlineButtonTypeCopy":
		return "copy_text"
	case "inlineButtonTypeDisabled":
		return "disabled"
	}
	return "unsupported"
}

// press writes what a button of a kind needs for it.
func (w *writer) press(kind string, action *model.RichNode) {
	switch kind {
	case "url", "web_view":
		w.keyStr("url", action.String("url"))
	case "auth":
		w.keyStr("url", action.String("url"))
		w.optStr("forward_text", action.String("fwd_text"))
		w.keyInt("button_id", action.Int("button_id"))
	case "callback", "callback_with_password":
		data, _ := base64.StdEncoding.DecodeString(action.String("data"))
		w.keyBool("requires_password", kind != "callback")
		w.keyStr("dataBase64", base64.RawURLEncoding.EncodeToString(data))
		w.keyStr("data", "")
	case "switch_inline", "switch_inline_same":
		w.keyStr("query", action.String("query"))
		w.keyBool("same_peer", kind != "switch_inline")
		w.peerTypes(action)
	case "user_profile":
		w.keyStr("user_id", action.String("user_id"))
	case "copy_text":
		w.keyStr("copy_text", action.String("copy_text"))
	}
}

// peerTypes writes in which chats an inline bot may be used.
func (w *writer) peerTypes(action *model.RichNode) {
	list, _ := action.Fields["peer_types"].([]any)
	if len(list) == 0 {
		return
	}
	words := make([]string, 0, len(list))
	for _, item := range list {
		fields, _ := item.(map[string]any)
		words = append(words, peerType(fields["_"]))
	}
	w.key("peer_types")
	w.strings(words)
}

func peerType(constructor any) string {
	switch constructor {
	case "inlineQueryPeerTypeSameBotPM":
		return "same_bot_pm"
	case "inlineQueryPeerTypePM":
		return "pm"
	case "inlineQueryPeerTypeChat":
		return "chat"
	case "inlineQueryPeerTypeMegagroup":
		return "megagroup"
	case "inlineQueryPeerTypeBroadcast":
		return "broadcast"
	case "inlineQueryPeerTypeBotPM":
		return "bot_pm"
	}
	return "unsupported"
}

// mayLookLikeALink names the kinds for which Telegram Desktop heeds that style.
func mayLookLikeALink(kind string) bool {
	return kind == "callback" || kind == "callback_with_password" || kind == "disabled"
}

func buttonStyle(style *model.RichNode, link bool) string {
	switch {
	case link && style.Bool("link"):
		return "link"
	case style.Bool("bg_danger"):
		return "danger"
	case style.Bool("bg_primary"):
		return "primary"
	case style.Bool("bg_success"):
		return "success"
	}
	return "default"
}
