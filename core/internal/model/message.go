package model

// MessageID names one message. Ids count per channel, and over all users and
// basic groups together.
type MessageID struct {
	Peer PeerID `json:"peer"`
	ID   int    `json:"id"`
}

// MessageKind says which of Telegram's three message constructors it was.
type MessageKind string

// The kinds of message.
const (
	MessageNormal  MessageKind = ""
	MessageService MessageKind = "service"
	// MessageUndecoded stands for one message that this program could not read;
	// its bytes are kept as evidence.
	MessageUndecoded MessageKind = "undecoded"
)

// Message is the document of one message. Times are unix seconds, zero where
// Telegram gives none.
type Message struct {
	V    int         `json:"v"`
	Kind MessageKind `json:"kind,omitempty"`
	ID   int         `json:"id"`
	Peer PeerID      `json:"peer"`
	Date int64       `json:"date"`

	From         PeerID `json:"from,omitzero"`
	FromRank     string `json:"from_rank,omitempty"`
	FromBoosts   int    `json:"from_boosts,omitempty"`
	SavedPeer    PeerID `json:"saved_peer,omitzero"`
	ViaBot       int64  `json:"via_bot,omitempty"`
	BusinessBot  int64  `json:"business_bot,omitempty"`
	GuestVia     PeerID `json:"guest_via,omitzero"`
	Author       string `json:"author,omitempty"`
	Edited       int64  `json:"edited,omitempty"`
	EditHidden   bool   `json:"edit_hidden,omitempty"`
	Out          bool   `json:"out,omitempty"`
	Mentioned    bool   `json:"mentioned,omitempty"`
	Silent       bool   `json:"silent,omitempty"`
	Post         bool   `json:"post,omitempty"`
	Scheduled    bool   `json:"scheduled,omitempty"`
	Pinned       bool   `json:"pinned,omitempty"`
	NoForwards   bool   `json:"noforwards,omitempty"`
	InvertMedia  bool   `json:"invert_media,omitempty"`
	Offline      bool   `json:"offline,omitempty"`
	GroupedID    int64  `json:"grouped_id,omitempty"`
	TTL          int    `json:"ttl,omitempty"`
	Effect       int64  `json:"effect,omitempty"`
	PaidStars    int64  `json:"paid_stars,omitempty"`
	QuickReply   int    `json:"quick_reply,omitempty"`
	RepeatPeriod int    `json:"repeat_period,omitempty"`
	SummaryLang  string `json:"summary_lang,omitempty"`
	// ReportUntil is until when the sender is told of the delivery.
	ReportUntil int64 `json:"report_until,omitempty"`
	// Flags are the names of the schema's true flags that have no field here.
	Flags []string `json:"flags,omitempty"`
	// Restricted holds Telegram's reasons for withholding the message.
	Restricted []string `json:"restricted,omitempty"`

	Forward  *Forward     `json:"forward,omitempty"`
	Reply    *Reply       `json:"reply,omitempty"`
	Text     Text         `json:"text,omitzero"`
	Rich     *RichMessage `json:"rich,omitempty"`
	Media    *Media       `json:"media,omitempty"`
	Action   *Action      `json:"action,omitempty"`
	Buttons  [][]Button   `json:"buttons,omitempty"`
	Keyboard string       `json:"keyboard,omitempty"` // inline, reply, hide, force_reply
	// KeyboardFlags are the schema's names ("resize"), Placeholder the text that an
	// empty input field shows.
	KeyboardFlags []string       `json:"keyboard_flags,omitempty"`
	Placeholder   string         `json:"placeholder,omitempty"`
	FactCheck     *FactCheck     `json:"fact_check,omitempty"`
	Suggested     *SuggestedPost `json:"suggested,omitempty"`

	Views     *int           `json:"views,omitempty"`
	Forwards  *int           `json:"forwards,omitempty"`
	Replies   *ReplyInfo     `json:"replies,omitempty"`
	Reactions []Reaction     `json:"reactions,omitempty"`
	Reactors  []StarsReactor `json:"reactors,omitempty"`
	// ReactionTags is set in Saved Messages, where reactions are tags.
	ReactionTags bool `json:"reaction_tags,omitempty"`
}

// MessageRef is m's name.
func (m *Message) MessageRef() MessageID { return MessageID{m.Peer, m.ID} }

// Forward says where a forwarded message came from.
type Forward struct {
	From      PeerID `json:"from,omitzero"`
	Name      string `json:"name,omitempty"` // of a sender who hides the account
	Date      int64  `json:"date"`
	Post      int    `json:"post,omitempty"`
	Author    string `json:"author,omitempty"`
	Imported  bool   `json:"imported,omitempty"`
	SavedOut  bool   `json:"saved_out,omitempty"`
	SavedPeer PeerID `json:"saved_peer,omitzero"`
	SavedID   int    `json:"saved_id,omitempty"`
	SavedFrom PeerID `json:"saved_from,omitzero"`
	SavedName string `json:"saved_name,omitempty"`
	SavedDate int64  `json:"saved_date,omitempty"`
	PSA       string `json:"psa,omitempty"`
}

// Reply says what a message answers: a message (ID), a story (Story), or a
// quote of a message elsewhere.
type Reply struct {
	ID          int      `json:"id,omitempty"`
	Peer        PeerID   `json:"peer,omitzero"`
	Story       int      `json:"story,omitempty"`
	Top         int      `json:"top,omitempty"`
	ForumTopic  bool     `json:"forum_topic,omitempty"`
	Scheduled   bool     `json:"scheduled,omitempty"`
	Quote       bool     `json:"quote,omitempty"`
	QuoteText   Text     `json:"quote_text,omitzero"`
	QuoteOffset int      `json:"quote_offset,omitempty"`
	From        *Forward `json:"from,omitempty"`
	Media       *Media   `json:"media,omitempty"`
	TodoItem    int      `json:"todo_item,omitempty"`
	PollOption  []byte   `json:"poll_option,omitempty"`
	Ephemeral   bool     `json:"ephemeral,omitempty"`
}

// ReplyInfo counts the answers below a message.
type ReplyInfo struct {
	Count    int      `json:"count"`
	Comments bool     `json:"comments,omitempty"`
	Channel  int64    `json:"channel,omitempty"`
	Recent   []PeerID `json:"recent,omitempty"`
}

// Reaction is one reaction and how often it was given. Exactly one of Emoji,
// CustomEmoji and Paid is set; none for an empty one.
type Reaction struct {
	Emoji       string       `json:"emoji,omitempty"`
	CustomEmoji int64        `json:"custom_emoji,omitempty"`
	Paid        bool         `json:"paid,omitempty"`
	Count       int          `json:"count"`
	Chosen      bool         `json:"chosen,omitempty"`
	ChosenOrder int          `json:"chosen_order,omitempty"` // of several chosen ones
	Recent      []ReactionBy `json:"recent,omitempty"`
}

// ReactionBy is one person's reaction.
type ReactionBy struct {
	From PeerID `json:"from"`
	Date int64  `json:"date"`
	My   bool   `json:"my,omitempty"`
	Big  bool   `json:"big,omitempty"`
}

// StarsReactor is one of those who paid most stars for a message.
type StarsReactor struct {
	From      PeerID `json:"from,omitzero"`
	Count     int    `json:"count"`
	Top       bool   `json:"top,omitempty"`
	My        bool   `json:"my,omitempty"`
	Anonymous bool   `json:"anonymous,omitempty"`
}

// Button is one button under a message. Type is Telegram Desktop's word
// ("url", "callback", ...).
type Button struct {
	Type    string `json:"type"`
	Text    string `json:"text"`
	Data    string `json:"data,omitempty"`
	Bytes   []byte `json:"bytes,omitempty"`
	Forward string `json:"forward,omitempty"`
	ID      int64  `json:"id,omitempty"`
	Style   string `json:"style,omitempty"` // primary, danger, success
	Icon    int64  `json:"icon,omitempty"`  // custom emoji
	// Fields is what else Telegram gave, by the schema's names.
	Fields map[string]any `json:"fields,omitempty"`
}

// FactCheck is a note added to a channel post.
type FactCheck struct {
	Country string `json:"country,omitempty"`
	Text    Text   `json:"text,omitzero"`
	// NeedCheck is set when Telegram left the note to be asked for.
	NeedCheck bool `json:"need_check,omitempty"`
}

// SuggestedPost is the state of a post offered to a channel.
type SuggestedPost struct {
	Accepted bool   `json:"accepted,omitempty"`
	Rejected bool   `json:"rejected,omitempty"`
	Price    *Price `json:"price,omitempty"`
	Schedule int64  `json:"schedule,omitempty"`
}

// Price is an amount of stars, or of TON when TON is set (nanotons in Nano).
type Price struct {
	Whole int64 `json:"whole"`
	Nano  int64 `json:"nano,omitempty"`
	TON   bool  `json:"ton,omitempty"`
}
