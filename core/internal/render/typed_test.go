package render

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Readers with types (Go and Rust structs, TypeScript schemas, pydantic models,
// data frames) take these shapes for granted, whatever kind of message it is.

type typedChat struct {
	Name     *string        `json:"name"`
	Type     string         `json:"type"`
	ID       int64          `json:"id"`
	Messages []typedMessage `json:"messages"`
}

type typedMessage struct {
	ID            int64           `json:"id"`
	Type          string          `json:"type"`
	Date          string          `json:"date"`
	Unix          string          `json:"date_unixtime"`
	Edited        string          `json:"edited"`
	EditedUnix    string          `json:"edited_unixtime"`
	From          *string         `json:"from"`
	FromID        string          `json:"from_id"`
	Actor         *string         `json:"actor"`
	ActorID       string          `json:"actor_id"`
	Action        string          `json:"action"`
	Title         string          `json:"title"`
	Members       []*string       `json:"members"`
	Inviter       *string         `json:"inviter"`
	MessageID     int64           `json:"message_id"`
	Duration      int64           `json:"duration_seconds"`
	DiscardReason string          `json:"discard_reason"`
	Author        string          `json:"author"`
	ForwardedFrom *string         `json:"forwarded_from"`
	SavedFrom     *string         `json:"saved_from"`
	ReplyTo       int64           `json:"reply_to_message_id"`
	ReplyToPeer   string          `json:"reply_to_peer_id"`
	ViaBot        string          `json:"via_bot"`
	Photo         string          `json:"photo"`
	File          string          `json:"file"`
	Thumbnail     string          `json:"thumbnail"`
	MediaType     string          `json:"media_type"`
	MIMEType      string          `json:"mime_type"`
	StickerEmoji  string          `json:"sticker_emoji"`
	Width         int64           `json:"width"`
	Height        int64           `json:"height"`
	FileSize      int64           `json:"file_size"`
	PhotoSize     int64           `json:"photo_file_size"`
	Performer     string          `json:"performer"`
	Destructs     int64           `json:"self_destruct_period_seconds"`
	Contact       map[string]any  `json:"contact_information"`
	VCard         string          `json:"contact_vcard"`
	Location      *typedPlace     `json:"location_information"`
	LivePeriod    int64           `json:"live_location_period_seconds"`
	PlaceName     string          `json:"place_name"`
	Address       string          `json:"address"`
	GameTitle     string          `json:"game_title"`
	Poll          *typedPoll      `json:"poll"`
	Text          json.RawMessage `json:"text"`
	Entities      []typedEntity   `json:"text_entities"`
	Rich          json.RawMessage `json:"rich_message"`
	Buttons       [][]typedButton `json:"inline_bot_buttons"`
	Reactions     []typedReaction `json:"reactions"`
}

type typedPlace struct {
	Latitude  *float64 `json:"latitude"`
	Longitude *float64 `json:"longitude"`
}

type typedPoll struct {
	Question json.RawMessage `json:"question"`
	Closed   *bool           `json:"closed"`
	Voters   *int64          `json:"total_voters"`
	Answers  []struct {
		Text   json.RawMessage `json:"text"`
		Voters *int64          `json:"voters"`
		Chosen *bool           `json:"chosen"`
	} `json:"answers"`
}

type typedEntity struct {
	Type     string  `json:"type"`
	Text     *string `json:"text"`
	Href     string  `json:"href"`
	User     int64   `json:"user_id"`
	Document string  `json:"document_id"`
	Language *string `json:"language"`
}

type typedButton struct {
	Type   string `json:"type"`
	Text   string `json:"text"`
	Data   string `json:"data"`
	Base64 string `json:"dataBase64"`
}

type typedReaction struct {
	Type     string `json:"type"`
	Count    *int64 `json:"count"`
	Emoji    string `json:"emoji"`
	Document string `json:"document_id"`
	Recent   []struct {
		From   *string `json:"from"`
		FromID string  `json:"from_id"`
		Date   string  `json:"date"`
	} `json:"recent"`
}

const (
	chatTypes = "saved_messages replies verification_codes personal_chat bot_chat private_group private_supergroup public_supergroup " +
		"private_channel public_channel"
	mediaTypes  = "sticker video_message voice_message animation video_file audio_file"
	entityTypes = "plain mention hashtag cashtag bot_command link email phone bank_card bold italic underline strikethrough code spoiler pre " +
		"text_link mention_name blockquote custom_emoji unknown"
)

func oneOf(list, word string) bool { return slices.Contains(strings.Fields(list), word) }

// TestTypedReadersReadEveryMessage decodes the account and checks what its types
// cannot say.
func TestTypedReadersReadEveryMessage(t *testing.T) {
	_, dir := sampleArchive(t)
	if other := os.Getenv("SATCHEL_ARCHIVE"); other != "" {
		dir = other
	}
	var root map[string]json.RawMessage
	check(t, json.Unmarshal([]byte(readRendered(t, dir, "result.json")), &root))
	messages := 0
	for _, k := range []string{"chats", "left_chats"} {
		var part struct {
			About string      `json:"about"`
			List  []typedChat `json:"list"`
		}
		check(t, json.Unmarshal(root[k], &part))
		for i := range part.List {
			c := &part.List[i]
			if !oneOf(chatTypes, c.Type) || c.ID <= 0 {
				t.Errorf("chat %d is a %q", c.ID, c.Type)
			}
			for j := range c.Messages {
				messages++
				for _, wrong := range c.Messages[j].wrongs() {
					t.Errorf("chat %d, message %d: %s", c.ID, c.Messages[j].ID, wrong)
				}
			}
		}
	}
	if messages < 50 {
		t.Errorf("only %d messages", messages)
	}
}

// wrongs lists what a reader would stumble over.
func (m *typedMessage) wrongs() (list []string) {
	expect := func(right bool, what string, args ...any) {
		if !right {
			list = append(list, fmt.Sprintf(what, args...))
		}
	}
	if m.Type == "unsupported" {
		return nil
	}
	expect(oneOf("message service", m.Type), "type %q", m.Type)
	expect(isDate(m.Date) && isUnix(m.Unix), "dates %q and %q", m.Date, m.Unix)
	expect(m.Edited == "" && m.EditedUnix == "" || isDate(m.Edited) && isUnix(m.EditedUnix), "edited %q and %q", m.Edited, m.EditedUnix)
	expect(m.Type == "service" || isPeer(m.FromID), "from_id %q", m.FromID)
	expect(m.ActorID == "" || isPeer(m.ActorID), "actor_id %q", m.ActorID)
	expect(m.ReplyToPeer == "" || isPeer(m.ReplyToPeer), "reply_to_peer_id %q", m.ReplyToPeer)
	expect(m.ViaBot == "" || m.ViaBot[0] == '@', "via_bot %q", m.ViaBot)
	expect(m.MediaType == "" || oneOf(mediaTypes, m.MediaType) && m.File != "", "media_type %q of %q", m.MediaType, m.File)
	expect(m.File == "" || m.Photo == "", "a photo and a file")
	expect(m.Location == nil || m.Location.Latitude != nil && m.Location.Longitude != nil, "a place without its point")
	if m.Rich == nil {
		whole := ""
		for _, e := range m.Entities {
			expect(oneOf(entityTypes, e.Type) && e.Text != nil && *e.Text != "", "entity %+v", e)
			whole += *e.Text
		}
		text, ok := flatText(m.Text)
		expect(ok && m.Entities != nil, "text %s", m.Text)
		expect(text == whole, "text %q is not text_entities %q", text, whole)
	}
	for _, row := range m.Buttons {
		for _, b := range row {
			expect(b.Type != "", "button %+v", b)
		}
	}
	for _, r := range m.Reactions {
		expect(oneOf("emoji custom_emoji paid empty", r.Type) && r.Count != nil, "reaction %+v", r)
		for _, by := range r.Recent {
			expect(isPeer(by.FromID) && isDate(by.Date), "reactor %+v", by)
		}
	}
	if m.Poll != nil {
		_, ok := flatText(m.Poll.Question)
		expect(ok && m.Poll.Closed != nil && m.Poll.Voters != nil && len(m.Poll.Answers) > 0, "poll %+v", m.Poll)
	}
	return list
}

func isDate(s string) bool {
	_, err := time.Parse("2006-01-02T15:04:05", s)
	return err == nil
}

func isUnix(s string) bool {
	_, err := strconv.ParseInt(s, 10, 64)
	return err == nil
}

// isPeer reports whether s is "user1", "chat2" or "channel3".
func isPeer(s string) bool {
	for _, kind := range []string{"user", "chat", "channel"} {
		if id, ok := strings.CutPrefix(s, kind); ok {
			if _, err := strconv.ParseUint(id, 10, 63); err == nil {
				return true
			}
		}
	}
	return false
}

// flatText joins what is a string, or an array of strings and objects with a text.
func flatText(raw json.RawMessage) (string, bool) {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return one, true
	}
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil {
		return "", false
	}
	for _, part := range parts {
		var piece string
		var entity typedEntity
		switch {
		case json.Unmarshal(part, &piece) == nil:
			one += piece
		case json.Unmarshal(part, &entity) == nil && entity.Text != nil:
			one += *entity.Text
		default:
			return "", false
		}
	}
	return one, true
}

func TestTypedReadersStumbleOverWhatIsWrong(t *testing.T) {
	const right = `"id":1,"type":"message","date":"2025-06-01T12:00:00","date_unixtime":"1748768400","from_id":"user1","text":"a","text_entities":[{"type":"plain","text":"a"}]`
	for _, doc := range []string{
		`"date":"2025-06-01T12:00:00Z"`, `"date_unixtime":"soon"`, `"from_id":"7"`, `"type":"note"`, `"text":"b"`, `"text":[{"type":"bold"}]`,
		`"text_entities":[{"type":"plain","text":"a"},{"type":"plain","text":""}]`, `"media_type":"video"`, `"reactions":[{"type":"emoji"}]`, `"poll":{}`,
		`"location_information":{"latitude":1.0}`, `"via_bot":"gif"`, `"edited":"2025-06-01T12:00:00"`,
	} {
		var m typedMessage
		check(t, json.Unmarshal([]byte("{"+right+"}"), &m))
		if wrongs := m.wrongs(); len(wrongs) > 0 {
			t.Fatal(wrongs)
		}
		check(t, json.Unmarshal([]byte("{"+right+","+doc+"}"), &m))
		if len(m.wrongs()) == 0 {
			t.Errorf("%s is taken", doc)
		}
	}
}
