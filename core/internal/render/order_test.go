package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Readers that stream take each key when it comes, so that their order counts:
// Telegram Desktop's keys in its order, then ours.

const (
	firstKeys   = `id type date date_unixtime edited edited_unixtime`
	messageKeys = `from from_id author forwarded_from forwarded_from_id saved_from reply_to_message_id reply_to_peer_id via_bot
photo photo_file_size file file_name file_size thumbnail thumbnail_file_size media_type sticker_emoji performer title mime_type duration_seconds width height
media_spoiler self_destruct_period_seconds contact_information contact_vcard contact_vcard_file_size place_name address location_information
live_location_period_seconds game_title game_description game_link invoice_information poll todo_list giveaway_information giveaway_results paid_stars_amount`
	lastKeys = `rich_message text text_entities inline_bot_buttons reactions
views forwards replies_count grouped_id topic_id reply_to_story_id reply_quote forwarded_date forwarded_date_unixtime forwarded_post_id saved_from_id
via_business_bot sender_rank pinned silent edit_hidden ttl_seconds effect_id paid_message_stars restriction_reasons
link_preview sha256 photo_video album_cover video_cover location_map game_photo game_animation invoice_photo dice story paid_media date_zone missing versions`
	reply = ` reply_to_peer_id`
	image = `photo photo_file_size width height`
	price = `price_amount_whole price_amount_nano price_currency`
)

// actionKeys are what each action has behind actor, actor_id and action.
func actionKeys() map[string]string {
	return map[string]string{
		"create_group": "title members", "edit_group_title": "title", "edit_group_photo": image, "delete_group_photo": "", "invite_members": "members",
		"remove_members": "members", "join_group_by_link": "inviter", "join_group_by_request": "", "join_group_via_community": "community_id",
		"create_channel": "title", "migrate_to_supergroup": "", "migrate_from_group": "title", "pin_message": "message_id" + reply, "clear_history": "",
		"score_in_game": "game_message_id" + reply + " score", "send_payment": "amount currency invoice_message_id" + reply + " recurring",
		"refunded_payment": "amount currency peer_name peer_id charge_id", "phone_call": "duration_seconds discard_reason",
		"conference_call": "duration_seconds is_active is_missed", "group_call": "duration", "group_call_scheduled": "schedule_date",
		"invite_to_group_call": "members", "take_screenshot": "", "attach_menu_bot_allowed": "", "web_app_bot_allowed": "",
		"allow_sending_messages": "reason_app_id reason_app_name reason_domain", "send_passport_values": "values", "joined_telegram": "",
		"proximity_reached": "from from_id to to_id distance", "requested_phone_number": "", "set_messages_ttl": "period", "edit_chat_theme": "emoticon",
		"set_chat_wallpaper": "message_id" + reply, "set_same_chat_wallpaper": "message_id" + reply, "send_webview_data": "button_text",
		"send_premium_gift": "cost days", "gift_code_prize": "gift_code boost_peer_id days unclaimed via_giveaway", "giveaway_launch": "",
		"giveaway_results": "winners unclaimed stars", "boost_apply": "boosts",
		"stars_prize":     "boost_peer_id boost_peer_name stars is_unclaimed giveaway_msg_id transaction_id",
		"send_stars_gift": "cost amount_whole amount_nano", "send_ton_gift": "cost amount_whole amount_nano",
		"send_star_gift": "gift_id stars is_limited is_anonymous gift_text", "topic_created": "title", "topic_edit": "new_title new_icon_emoji_id",
		"suggest_profile_photo": image, "requested_peer": "button_id peers", "paid_messages_refund": "messages_count stars_count",
		"paid_messages_price_change": "price_stars is_broadcast_messages_allowed", "todo_completions": "completed incompleted", "todo_append_tasks": "items",
		"process_suggested_post": "rejected comment " + price + " scheduled_date", "suggested_post_success": price, "suggested_post_refund": "user_initiated",
		"suggest_birthday": "day month year", "no_forwards_toggle": "new_value", "no_forwards_request": "expired new_value",
		"new_creator_pending": "new_creator", "change_creator": "new_creator", "managed_bot_created": "bot", "poll_append_answer": "option", "poll_delete_answer": "option",
		"": "information_text",
	}
}

// inOrder compares the keys of an object with those it may have, in their order.
func inOrder(have []string, may string) error {
	order := strings.Fields(may)
	last := -1
	for _, k := range have {
		at := slices.Index(order, k)
		if at < 0 {
			return fmt.Errorf("%q is no key of it", k)
		}
		if at <= last {
			return fmt.Errorf("%q stands behind %q", k, order[last])
		}
		last = at
	}
	return nil
}

// ownKeys are an object's keys as they come.
func ownKeys(raw json.RawMessage) (keys []string, err error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	for dec.More() {
		k, err := dec.Token()
		if err != nil {
			return nil, err
		}
		keys = append(keys, k.(string))
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// messageInOrder looks at one message; actions Telegram Desktop has no word for
// have keys of ours alone.
func messageInOrder(raw json.RawMessage, actions map[string]string) error {
	keys, err := ownKeys(raw)
	if err != nil {
		return err
	}
	var m struct{ Type, Action string }
	if err := json.Unmarshal(raw, &m); err != nil {
		return err
	}
	switch m.Type {
	case "unsupported":
		return inOrder(keys, "id type")
	case "message":
		return inOrder(keys, firstKeys+" "+messageKeys+" "+lastKeys)
	}
	own, known := actions[m.Action]
	if !known {
		return inOrder(keys[:min(4, len(keys))], firstKeys)
	}
	return inOrder(keys, firstKeys+" actor actor_id action "+own+" "+lastKeys)
}

func TestReadersMeetTheKeysOfMessagesInTelegramDesktopsOrder(t *testing.T) {
	_, dir := sampleArchive(t)
	if other := os.Getenv("SATCHEL_ARCHIVE"); other != "" {
		dir = other
	}
	folders, err := filepath.Glob(filepath.Join(dir, "chats", "*", "result.json"))
	check(t, err)
	actions, read := actionKeys(), 0
	for _, name := range folders {
		data, err := os.ReadFile(name)
		check(t, err)
		var chat struct{ Messages []json.RawMessage }
		check(t, json.Unmarshal(data, &chat))
		keys, err := ownKeys(data)
		check(t, err)
		if at := slices.Index(keys, "messages"); at < 0 || inOrder(keys[:at], "name type id") != nil {
			t.Errorf("%s begins with %v", name, keys)
		}
		for _, raw := range chat.Messages {
			read++
			if err := messageInOrder(raw, actions); err != nil {
				t.Errorf("%s: %.60s: %v", name, raw, err)
			}
		}
	}
	if read < 100 {
		t.Errorf("only %d messages were read", read)
	}
}

func TestKeysOutOfOrderAreSeen(t *testing.T) {
	actions := actionKeys()
	for raw, good := range map[string]bool{
		`{"id":1,"type":"message","date":"","date_unixtime":"","from":null,"from_id":"user1","text":"","text_entities":[]}`:                      true,
		`{"id":1,"type":"message","date":"","date_unixtime":"","from_id":"user1","from":null,"text":"","text_entities":[]}`:                      false,
		`{"id":1,"type":"message","date":"","date_unixtime":"","views":1,"text":"","text_entities":[]}`:                                          false,
		`{"id":1,"type":"service","date":"","date_unixtime":"","actor":null,"actor_id":"user1","action":"pin_message","message_id":1,"text":""}`: true,
		`{"id":1,"type":"service","date":"","date_unixtime":"","action":"pin_message","score":1}`:                                                false,
		`{"id":1,"type":"unsupported","date":""}`: false,
	} {
		if err := messageInOrder(json.RawMessage(raw), actions); (err == nil) != good {
			t.Errorf("%s: %v", raw, err)
		}
	}
}
