package json_test

import (
	encoding "encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gotd/td/tg"
)

// telegramDesktops are the keys of Telegram Desktop 1.3 to 7.0, in any object but
// rich_message, whose schema TestRichMessagesHaveTelegramDesktopsSchema holds.
const telegramDesktops = `
about personal_information profile_pictures stories profile_music contacts frequent_contacts sessions web_sessions other_data chats left_chats list
user_id first_name last_name phone_number username bio date date_unixtime photo expires expires_unixtime pinned media
id category type name rating last_active last_active_unixtime last_ip last_country last_region application_name application_version device_model
platform system_version created created_unixtime bot_username domain_name browser messages
edited edited_unixtime actor actor_id action from from_id author forwarded_from forwarded_from_id saved_from reply_to_message_id reply_to_peer_id via_bot
photo_file_size width height media_spoiler self_destruct_period_seconds file file_name file_size thumbnail thumbnail_file_size media_type sticker_emoji
performer title mime_type duration_seconds contact_information contact_vcard contact_vcard_file_size location_information latitude longitude
live_location_period_seconds place_name address game_title game_description game_link invoice_information description amount currency receipt_message_id
poll question closed total_voters answers text voters chosen todo_list others_can_append others_can_complete
giveaway_information quantity months until_date channels countries additional_prize stars is_only_new_subscribers giveaway_results channel winners
launch_message_id additional_peers_count winners_count unclaimed_count is_refunded paid_stars_amount
text_entities language href collapsed document_id rich_message inline_bot_buttons data dataBase64 forward_text button_id reactions count emoji recent
members inviter message_id game_message_id score invoice_message_id recurring peer_name peer_id charge_id discard_reason is_active is_missed duration
schedule_date information_text reason_app_id reason_app_name reason_domain values to to_id distance period emoticon cost days gift_code boost_peer_id
unclaimed via_giveaway boosts boost_peer_name is_unclaimed giveaway_msg_id transaction_id amount_whole amount_nano gift_id is_limited is_anonymous gift_text
new_title new_icon_emoji_id peers messages_count stars_count price_stars is_broadcast_messages_allowed completed incompleted items rejected comment
price_amount_whole price_amount_nano price_currency scheduled_date user_initiated day month year new_value expired new_creator bot option community_id`

// Every key the package can write is one of Telegram Desktop's or explained in
// the page that lies in each archive.
func TestEveryKeyIsTelegramDesktopsOrExplained(t *testing.T) {
	page, err := os.ReadFile("../../../../assets/format.md")
	check(t, err)
	known := map[string]bool{}
	for _, k := range strings.Fields(telegramDesktops) {
		known[k], known[k+"_unixtime"] = true, true
	}
	for _, m := range regexp.MustCompile("`([a-z_0-9]+)`").FindAllStringSubmatch(string(page), -1) {
		known[m[1]] = true
	}
	written := writtenKeys(t)
	if len(written) < 200 {
		t.Fatalf("only %d keys were found: %v", len(written), written)
	}
	for _, k := range written {
		if !known[k] {
			t.Errorf("assets/format.md says nothing of %q", k)
		}
	}
}

// writtenKeys lists the keys that the package's sources name, those of
// rich_message left out.
func writtenKeys(t *testing.T) []string {
	t.Helper()
	sources, err := filepath.Glob("*.go")
	check(t, err)
	keys := map[string]bool{}
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "rich") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		check(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 0 {
				addKey(keys, call)
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(keys))
}

// addKey adds what a call of one of the writer's methods has as the key: the
// first string among its arguments, where the method is named for writing one.
func addKey(keys map[string]bool, call *ast.CallExpr) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !regexp.MustCompile(`^(key|opt)|^(dates|ints|strings|peers|target|oddText|todoItems|openList)$`).MatchString(method.Sel.Name) {
		return
	}
	for _, arg := range call.Args {
		if lit, ok := arg.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			k, err := strconv.Unquote(lit.Value)
			if err == nil {
				keys[k] = true
			}
			return
		}
	}
}

// The keys of Telegram Desktop stand first, whatever a message carries.
func TestFurtherKeysOfAMessageComeLast(t *testing.T) {
	own := map[string]bool{}
	for _, k := range strings.Fields(telegramDesktops) {
		own[k] = true
	}
	further := map[string]bool{"pinned": true} // of stories Telegram Desktop's own
	for name, m := range laden() {
		last := ""
		for _, k := range keysInOrder(t, written(t, m)) {
			switch {
			case !own[k] || further[k]:
				last = k
			case last != "":
				t.Errorf("%s: %q stands after %q", name, k, last)
			}
		}
		if last == "" {
			t.Errorf("%s has no further keys", name)
		}
	}
}

// laden are messages that carry as much as they can.
func laden() map[string]*tg.Message {
	media := map[string]tg.MessageMediaClass{
		"paid":  &tg.MessageMediaPaidMedia{StarsAmount: 5, ExtendedMedia: []tg.MessageExtendedMediaClass{flagged(&tg.MessageExtendedMediaPreview{W: 1, H: 2})}},
		"photo": flagged(&tg.MessageMediaPhoto{Photo: photo(31), Spoiler: true}),
		"music": document(37, "audio/mpeg", named("s.mp3"), audio(tg.DocumentAttributeAudio{Duration: 180, Title: "Song", Performer: "Band"})),
		"place": flagged(&tg.MessageMediaGeoLive{Geo: flagged(&tg.GeoPoint{Lat: 1, Long: 2, AccuracyRadius: 5}), Period: 900}),
		"dice":  &tg.MessageMediaDice{Emoticon: "🎲", Value: 3},
		"link":  flagged(&tg.MessageMediaWebPage{Webpage: flagged(&tg.WebPage{ID: 1, URL: "https://example.org", Title: "T"})}),
	}
	list := map[string]*tg.Message{}
	for name, within := range media {
		m := carrying(within)
		m.Message, m.Views, m.Forwards, m.EditDate, m.GroupedID, m.Pinned, m.Silent = "words", 5, 1, noon, 9, true, true
		m.PostAuthor, m.TTLPeriod, m.Effect, m.ViaBotID = "Ann", 60, 3, 4
		m.FwdFrom = *flagged(&tg.MessageFwdHeader{FromID: &tg.PeerUser{UserID: 2}, Date: noon, SavedFromPeer: &tg.PeerChannel{ChannelID: 7}, SavedFromMsgID: 2, ChannelPost: 2})
		m.ReplyTo = flagged(&tg.MessageReplyHeader{ReplyToMsgID: 8, Quote: true, QuoteText: "w", ForumTopic: true})
		m.Reactions = *flagged(&tg.MessageReactions{Results: []tg.ReactionCount{{Reaction: &tg.ReactionEmoji{Emoticon: "👍"}, Count: 1}}})
		m.ReplyMarkup = &tg.ReplyInlineMarkup{Rows: []tg.KeyboardInlineButtonRow{{Buttons: []tg.KeyboardInlineButton{*flagged(&tg.KeyboardInlineButton{Text: "B", Type: &tg.InlineButtonTypeURL{URL: "https://example.org"}})}}}}
		list[name] = flagged(m)
	}
	return list
}

// keysInOrder lists the keys of an object as they stand.
func keysInOrder(t *testing.T, object string) (keys []string) {
	t.Helper()
	dec := encoding.NewDecoder(strings.NewReader(object))
	_, err := dec.Token()
	check(t, err)
	for dec.More() {
		k, err := dec.Token()
		check(t, err)
		keys = append(keys, k.(string))
		var value encoding.RawMessage
		check(t, dec.Decode(&value))
	}
	return keys
}
