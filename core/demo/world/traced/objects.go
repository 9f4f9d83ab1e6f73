package traced

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// peerName is "user:1" of a peer.
func peerName(peer object) string {
	for kind, field := range map[string]string{"user": "user_id", "chat": "chat_id", "channel": "channel_id"} {
		if id := text(peer[field]); id != "" {
			return kind + ":" + id
		}
	}
	return ""
}

// askedPeer is the peer that a call's arguments name, as a fault file writes it;
// empty for none. self is the account's id.
func askedPeer(args object, self string) string {
	for _, field := range []string{"peer", "channel", "id", "user_id"} {
		if in, ok := args[field].(object); ok {
			return inputName(in, self)
		}
	}
	if id := text(args["chat_id"]); id != "" {
		return "chat:" + id
	}
	return ""
}

func inputName(in object, self string) string {
	name := peerName(in)
	if in["_"] == "inputPeerSelf" || in["_"] == "inputUserSelf" || self != "" && name == "user:"+self {
		return "self"
	}
	return name
}

// inputPeer is the peer that an input names by its id; nil for none.
func inputPeer(in any) object {
	o, _ := in.(object)
	for field, constructor := range map[string]string{"user_id": "peerUser", "chat_id": "peerChat", "channel_id": "peerChannel"} {
		if id, ok := o[field]; ok {
			return object{"_": constructor, field: id}
		}
	}
	return nil
}

// askedFile is the file that a call's location names, as a fault file writes it;
// empty for none.
func askedFile(args object) string {
	in, _ := args["location"].(object)
	kind, id, size := "photo", text(in["id"]), text(in["thumb_size"])
	switch in["_"] {
	case "inputDocumentFileLocation":
		kind = "document"
	case "inputPhotoFileLocation":
	case "inputPeerPhotoFileLocation":
		id, size = text(in["photo_id"]), "a"
		if in["big"] == true {
			size = "c"
		}
	default:
		return ""
	}
	if size == "" {
		return kind + ":" + id
	}
	return kind + ":" + id + ":" + size
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

// text is a value that is a text or a number as a text.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

func number(v any) int {
	n, err := strconv.Atoi(text(v))
	if err != nil {
		return 0
	}
	return n
}

func sortedKeys(o object) []string {
	keys := make([]string, 0, len(o))
	for k := range o {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return keys
}
