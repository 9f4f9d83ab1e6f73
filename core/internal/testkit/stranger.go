package testkit

import (
	"math/rand/v2"
	"reflect"

	"satchel/core/internal/model"
)

// Stranger fills documents with whatever their types allow: texts that want to be
// markup, addresses that want to be scripts, numbers at the ends of their ranges.
// What a seed gives is always the same.
type Stranger struct {
	*rand.Rand
	of map[reflect.Type][]string // the values of types that are lists of words
	in map[string][]string       // those of text fields
}

// NewStranger returns the stranger of a seed.
func NewStranger(seed uint64) Stranger {
	return Stranger{rand.New(rand.NewPCG(seed, 3)), wordsOf(), wordsIn()}
}

// script is in every text of a stranger's.
const script = `<script>alert(1)</script>`

// Pick is one of the texts.
func (s Stranger) Pick(list ...string) string { return list[s.IntN(len(list))] }

// Text is a text, or a name.
func (s Stranger) Text() string {
	return s.Pick(`"><`+"script>alert(1)</script>", `' onmouseover='x' `+script, script, "line\n"+script+"\n", "\x00\x1b\xff\u202e"+script, `]]>--><!-- `+script+` &lt; &#60;`, "", "\u2028"+script,
		`</div></a></td>`+script+`</body>`)
}

// address is where a link of a stranger leads.
func (s Stranger) address() string {
	return s.Pick("javascript:alert(1)", "data:text/html,"+script, " jAvAscript:alert(1)", "https://example.org/?a=<b>&c=\"d\"#'e'", "file:///etc/passwd", "//example.org/x",
		"example.org", "vbscript:x", "java\nscript:alert(1)", "mailto:a@example.org", "", "https:"+script)
}

// wordsOf are the values of the types that are lists of words.
func wordsOf() map[reflect.Type][]string {
	return map[reflect.Type][]string{
		reflect.TypeFor[model.MediaKind](): {"photo", "document", "geo", "geo_live", "venue", "contact", "game", "invoice", "poll", "todo", "dice", "story", "web_page", "giveaway",
			"giveaway_results", "paid", "video_stream", "unsupported", "unheard_of"},
		reflect.TypeFor[model.EntityType](): {"unknown", "mention", "hashtag", "bot_command", "link", "email", "bold", "italic", "code", "pre", "text_link", "mention_name", "phone", "cashtag",
			"underline", "strikethrough", "bank_card", "spoiler", "custom_emoji", "blockquote", "formatted_date", "diff", "unheard_of"},
		reflect.TypeFor[model.MessageKind](): {"", "", "", "service", "service", "undecoded"},
		reflect.TypeFor[model.MediaType]():   {"", "photo", "video", "voice", "round", "sticker", "gif", "file"},
	}
}

// wordsIn are the words of text fields, by struct and field.
func wordsIn() map[string][]string {
	return map[string][]string{
		"Action.Type": {"", "empty", "unheard_of", "phone_call", "conference_call", "custom_action", "allow_sending_messages", "attach_menu_bot_allowed", "boost_apply", "change_creator", "clear_history",
			"create_channel", "create_group", "delete_group_photo", "edit_chat_theme", "edit_group_photo", "edit_group_title", "gift_code_prize", "giveaway_launch", "giveaway_results", "group_call",
			"group_call_scheduled", "invite_members", "invite_to_group_call", "join_group_by_link", "join_group_by_request", "join_group_via_community", "joined_telegram", "managed_bot_created",
			"migrate_from_group", "migrate_to_supergroup", "new_creator_pending", "no_forwards_request", "no_forwards_toggle", "paid_messages_price_change", "paid_messages_refund", "payment_sent_me",
			"pin_message", "poll_append_answer", "poll_delete_answer", "process_suggested_post", "proximity_reached", "refunded_payment", "remove_members", "requested_peer", "requested_peer_sent_me",
			"requested_phone_number", "score_in_game", "secure_values_sent_me", "send_passport_values", "send_payment", "send_premium_gift", "send_star_gift", "send_stars_gift", "send_ton_gift",
			"send_webview_data", "web_view_data_sent_me", "set_chat_wallpaper", "set_messages_ttl", "set_same_chat_wallpaper", "stars_prize", "suggest_birthday", "suggest_profile_photo",
			"suggested_post_refund", "suggested_post_success", "take_screenshot", "todo_append_tasks", "todo_completions", "topic_created", "topic_edit", "web_app_bot_allowed"},
		"Action.Reason":    {"busy", "missed", "hangup", "", script},
		"Message.Keyboard": {"", "inline", "inline", "reply"},
		"WebPage.State":    {"", "", "pending"},
		"RichNode.Type": {"a", "anchor", "audio", "author_date", "auto_email", "auto_phone", "auto_url", "bank_card", "blockquote", "blockquote_blocks", "bold", "bot_command", "button", "button_row", "cashtag",
			"channel", "collage", "concat", "cover", "custom_emoji", "date", "details", "diff", "divider", "document", "email", "embed", "embed_post", "fixed", "footer", "hashtag", "image", "italic", "list", "map",
			"marked", "math", "mention", "mention_name", "ordered_list", "paragraph", "phone", "photo", "plain", "preformatted", "pullquote", "related_articles", "slideshow", "spoiler", "strike", "subscript",
			"superscript", "table", "thinking", "underline", "url", "video", "title", "header", "caption", "credit", "author", "summary", "list_item", "text", "blocks", "row", "cell", "old_text", "heading2"},
	}
}

// richFields are what blocks are asked for.
func richFields() []string {
	return []string{"url", "name", "title", "source", "username", "email", "phone", "author", "description", "language", "alt", "text", "value", "type", "style", "number"}
}

// Fill fills what a pointer points to, so many pointers and lists deep.
func (s Stranger) Fill(document any, depth int) { s.fill(reflect.ValueOf(document).Elem(), depth) }

func (s Stranger) fill(v reflect.Value, depth int) {
	if list := s.of[v.Type()]; list != nil {
		v.SetString(s.Pick(list...))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(s.Text())
	case reflect.Bool:
		v.SetBool(s.IntN(3) == 0)
	case reflect.Float64:
		v.SetFloat([]float64{0, 1.5, -91, 1e300, 3723.9}[s.IntN(5)])
	case reflect.Int, reflect.Int64:
		v.SetInt([]int64{0, 1, 2, -5, 90, 7200, 1_600_000_000, 1 << 31, -1 << 40, 1 << 62}[s.IntN(10)])
	case reflect.Pointer:
		if depth > 0 && s.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			s.fill(v.Elem(), depth-1)
		}
	case reflect.Slice:
		s.slice(v, depth)
	case reflect.Map:
		s.fields(v, depth)
	case reflect.Struct:
		for i := range v.NumField() {
			s.field(v, i, depth)
		}
	}
}

func (s Stranger) slice(v reflect.Value, depth int) {
	if v.Type().Elem().Kind() == reflect.Uint8 || depth <= 0 {
		return
	}
	n := s.IntN(4)
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		s.fill(v.Index(i), depth-1)
	}
}

// fields fills a map[string]any as the archive reads one.
func (s Stranger) fields(v reflect.Value, depth int) {
	m := map[string]any{"geo": map[string]any{"lat": 1.5, "long": -2.25}, "channel": map[string]any{"title": s.Text(), "username": s.Text()}, "checked": true, "has_checkbox": s.IntN(2) == 0,
		"id": "77", "date": float64(1_600_000_000), "colspan": float64(s.IntN(3)), "rowspan": float64(s.IntN(3)), "header": s.IntN(2) == 0, "w": float64(80), "h": float64(40), "open": s.IntN(2) == 0}
	for _, name := range richFields() {
		switch s.IntN(3) {
		case 0:
			m[name] = s.Text()
		case 1:
			m[name] = s.address()
		}
	}
	v.Set(reflect.ValueOf(m))
}

func (s Stranger) field(v reflect.Value, i, depth int) {
	f, name := v.Field(i), v.Type().Field(i).Name
	switch list := s.in[v.Type().Name()+"."+name]; {
	case list != nil:
		f.SetString(s.Pick(list...))
	case f.Type() == reflect.TypeFor[model.PeerID]():
		f.Set(reflect.ValueOf([]model.PeerID{{}, model.UserID(1), model.UserID(2), model.UserID(3), model.ChannelID(9), model.UserID(404)}[s.IntN(6)]))
	case f.Type() == reflect.TypeFor[model.FileKey]():
		f.SetString(s.Pick("", "a.jpg", "b.mp4", "c.tgs", "d.webm", "e'f&g%20#h?.jpg", "i.webp", "j.ogg", "k.pdf"))
	case f.Kind() == reflect.String && (name == "URL" || name == "EmbedURL" || name == "Data"):
		f.SetString(s.address())
	case f.Type() == reflect.TypeFor[model.Text]():
		s.styled(f.Addr().Interface().(*model.Text))
	default:
		s.fill(f, depth)
	}
}

// styled is a text with entities anywhere, inside one another and beyond its ends.
func (s Stranger) styled(t *model.Text) {
	if s.IntN(4) == 0 {
		return
	}
	t.Text = s.Text() + " " + s.address() + " 🥖 @name"
	for range s.IntN(5) {
		var e model.Entity
		s.fill(reflect.ValueOf(&e).Elem(), 1)
		e.Offset, e.Length = s.IntN(len(t.Text)+4)-2, s.IntN(len(t.Text)+4)-1
		t.Entities = append(t.Entities, e)
	}
}
