package model

// Text is a text with its entities, as Telegram gives them: offsets and lengths
// in UTF-16 code units, nested and overlapping ones included. Package richtext
// turns it into runs and trees.
type Text struct {
	Text     string   `json:"text,omitempty"`
	Entities []Entity `json:"entities,omitempty"`
}

// IsZero reports whether there is no text.
func (t Text) IsZero() bool { return t.Text == "" && len(t.Entities) == 0 }

// EntityType is the type of a run in the words of Telegram Desktop's export.
type EntityType string

// The types of entity.
const (
	EntityPlain       EntityType = "plain" // only in TextRun
	EntityUnknown     EntityType = "unknown"
	EntityMention     EntityType = "mention"
	EntityHashtag     EntityType = "hashtag"
	EntityBotCommand  EntityType = "bot_command"
	EntityURL         EntityType = "link"
	EntityEmail       EntityType = "email"
	EntityBold        EntityType = "bold"
	EntityItalic      EntityType = "italic"
	EntityCode        EntityType = "code"
	EntityPre         EntityType = "pre"
	EntityTextURL     EntityType = "text_link"
	EntityMentionName EntityType = "mention_name"
	EntityPhone       EntityType = "phone"
	EntityCashtag     EntityType = "cashtag"
	EntityUnderline   EntityType = "underline"
	EntityStrike      EntityType = "strikethrough"
	EntityBankCard    EntityType = "bank_card"
	EntitySpoiler     EntityType = "spoiler"
	EntityCustomEmoji EntityType = "custom_emoji"
	EntityBlockquote  EntityType = "blockquote"
	EntityDate        EntityType = "formatted_date"
	EntityDiff        EntityType = "diff"
)

// Entity marks a part of a text.
type Entity struct {
	Type   EntityType `json:"type"`
	Offset int        `json:"offset"`
	Length int        `json:"length"`

	URL       string `json:"url,omitempty"`       // text_link
	Language  string `json:"language,omitempty"`  // pre
	User      int64  `json:"user,omitempty"`      // mention_name
	Document  int64  `json:"document,omitempty"`  // custom_emoji
	Collapsed bool   `json:"collapsed,omitempty"` // blockquote
	Date      int64  `json:"date,omitempty"`      // formatted_date
	Format    string `json:"format,omitempty"`    // formatted_date: the flags' names, joined by commas
	Diff      string `json:"diff,omitempty"`      // diff: insert, replace, delete
	OldText   string `json:"old_text,omitempty"`  // diff replace
}

// TextRun is a piece of text with one meaning: a plain stretch (EntityPlain) or
// one entity's text.
type TextRun struct {
	Entity
	Text string
}
