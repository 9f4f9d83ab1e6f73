package model

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// PeerKind tells the three id spaces of Telegram apart.
type PeerKind uint8

// The kinds of peer, in the order Telegram's own Peer type lists them. Channel
// covers broadcast channels and supergroups.
const (
	KindNone PeerKind = iota
	KindUser
	KindChat
	KindChannel
)

var kindNames = [...]string{KindNone: "none", KindUser: "user", KindChat: "chat", KindChannel: "channel"}

func (k PeerKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "kind(" + strconv.Itoa(int(k)) + ")"
}

// PeerID names a user, a basic group or a channel. Its text form, used in the
// settings, in reports and in JSON, is "user:7", "chat:8" or "channel:1003".
type PeerID struct {
	Kind PeerKind
	ID   int64
}

// UserID names a user.
func UserID(id int64) PeerID { return PeerID{KindUser, id} }

// ChatID names a basic group.
func ChatID(id int64) PeerID { return PeerID{KindChat, id} }

// ChannelID names a channel or a supergroup.
func ChannelID(id int64) PeerID { return PeerID{KindChannel, id} }

// IsZero reports whether p names nobody.
func (p PeerID) IsZero() bool { return p == PeerID{} }

// Compare orders peers by kind, then by id.
func (p PeerID) Compare(q PeerID) int {
	return cmp.Or(cmp.Compare(p.Kind, q.Kind), cmp.Compare(p.ID, q.ID))
}

func (p PeerID) String() string {
	if p.IsZero() {
		return ""
	}
	return p.Kind.String() + ":" + strconv.FormatInt(p.ID, 10)
}

// ParsePeerID reads the text form.
func ParsePeerID(s string) (PeerID, error) {
	if s == "" {
		return PeerID{}, nil
	}
	kind, num, ok := strings.Cut(s, ":")
	id, err := strconv.ParseInt(num, 10, 64)
	if ok && err == nil && id > 0 {
		for k := KindUser; k <= KindChannel; k++ {
			if kindNames[k] == kind {
				return PeerID{k, id}, nil
			}
		}
	}
	return PeerID{}, fmt.Errorf("%q is not a chat: write user:ID, chat:ID or channel:ID", s)
}

// MarshalText writes the text form.
func (p PeerID) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the text form.
func (p *PeerID) UnmarshalText(b []byte) (err error) {
	*p, err = ParsePeerID(string(b))
	return err
}

// Peer is what is known of a user, a basic group or a channel.
type Peer struct {
	V  int    `json:"v"`
	ID PeerID `json:"id"`

	// Min is set when Telegram sent the short form ("min"), which must never
	// replace a full one. https://core.telegram.org/api/min
	Min bool `json:"min,omitempty"`
	// AccessHash is the ticket for calls about this peer; zero for basic groups.
	AccessHash int64 `json:"access_hash,omitempty"`
	// MinSource is the message a min peer was seen in, the other way to name it.
	MinSource *MessageID `json:"min_source,omitempty"`
	// ApplyMinPhoto says of a min user that Photo is what a whole form would say too.
	// https://core.telegram.org/constructor/user, photo
	ApplyMinPhoto bool `json:"apply_min_photo,omitempty"`

	// Users.
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
	Phone     string `json:"phone,omitempty"`
	Self      bool   `json:"self,omitempty"`
	Contact   bool   `json:"contact,omitempty"`
	Mutual    bool   `json:"mutual,omitempty"`
	Deleted   bool   `json:"deleted,omitempty"`
	Bot       bool   `json:"bot,omitempty"`
	Premium   bool   `json:"premium,omitempty"`
	Status    string `json:"status,omitempty"`
	LastSeen  int64  `json:"last_seen,omitempty"`

	CloseFriend bool `json:"close_friend,omitempty"`

	// Groups and channels.
	Title        string `json:"title,omitempty"`
	Broadcast    bool   `json:"broadcast,omitempty"`
	Megagroup    bool   `json:"megagroup,omitempty"`
	Gigagroup    bool   `json:"gigagroup,omitempty"`
	Forum        bool   `json:"forum,omitempty"`
	Monoforum    bool   `json:"monoforum,omitempty"`
	MonoforumOf  PeerID `json:"monoforum_of,omitzero"`
	MonoforumID  PeerID `json:"monoforum_id,omitzero"` // of a channel: where it takes direct messages
	Creator      bool   `json:"creator,omitempty"`
	Admin        bool   `json:"admin,omitempty"`
	Left         bool   `json:"left,omitempty"`
	Deactivated  bool   `json:"deactivated,omitempty"`
	Forbidden    bool   `json:"forbidden,omitempty"`
	NoForwards   bool   `json:"noforwards,omitempty"`
	Created      int64  `json:"created,omitempty"`
	Participants int    `json:"participants,omitempty"`
	MigratedTo   PeerID `json:"migrated_to,omitzero"`

	Username  string   `json:"username,omitempty"`
	Usernames []string `json:"usernames,omitempty"`
	Verified  bool     `json:"verified,omitempty"`
	Scam      bool     `json:"scam,omitempty"`
	Fake      bool     `json:"fake,omitempty"`
	Support   bool     `json:"support,omitempty"`
	// Restricted holds Telegram's reasons for withholding the chat.
	Restricted []string `json:"restricted,omitempty"`
	// Color is the accent colour id, nil for the one derived from the id.
	Color *int       `json:"color,omitempty"`
	Photo *PeerPhoto `json:"photo,omitempty"`
	// EmojiStatus is the custom emoji shown beside the name.
	EmojiStatus int64 `json:"emoji_status,omitempty"`
	// IsCommunity marks a community, a group of channels with an id like theirs;
	// Community is the one a peer belongs to.
	IsCommunity bool  `json:"is_community,omitempty"`
	Community   int64 `json:"community,omitempty"`
}

// PeerPhoto is the current face of a peer, in its short form.
type PeerPhoto struct {
	ID       int64   `json:"id"`
	DC       int     `json:"dc"`
	Video    bool    `json:"video,omitempty"`
	Stripped []byte  `json:"stripped,omitempty"`
	Big      FileKey `json:"big,omitempty"`
	Small    FileKey `json:"small,omitempty"`
	// Personal is set for a picture the owner gave a contact.
	Personal bool `json:"personal,omitempty"`
}

// Name is what people read: "first last", or the title; empty when Telegram
// gives none (deleted accounts).
func (p *Peer) Name() string {
	if p == nil {
		return ""
	}
	if p.ID.Kind != KindUser {
		return p.Title
	}
	return strings.TrimSpace(p.FirstName + " " + p.LastName)
}

// ChatType is the kind of a dialog in the words of Telegram Desktop's export.
type ChatType string

// The chat types of result.json.
const (
	SavedMessages     ChatType = "saved_messages"
	Replies           ChatType = "replies"
	VerificationCodes ChatType = "verification_codes"
	PersonalChat      ChatType = "personal_chat"
	BotChat           ChatType = "bot_chat"
	PrivateGroup      ChatType = "private_group"
	PrivateSupergroup ChatType = "private_supergroup"
	PublicSupergroup  ChatType = "public_supergroup"
	PrivateChannel    ChatType = "private_channel"
	PublicChannel     ChatType = "public_channel"
)

// Telegram's service accounts whose chats have a type of their own.
const (
	repliesUserID           = 1271266957
	verificationCodesUserID = 489000
)

// Type is the chat type a dialog with p has. A name in Usernames counts as
// public like the old single Username does.
func (p *Peer) Type() ChatType {
	public := p.Username != "" || len(p.Usernames) > 0
	switch {
	case p.ID.Kind == KindUser:
		return p.userType()
	case p.ID.Kind == KindChat:
		return PrivateGroup
	case p.Broadcast && public:
		return PublicChannel
	case p.Broadcast:
		return PrivateChannel
	case public:
		return PublicSupergroup
	}
	return PrivateSupergroup
}

func (p *Peer) userType() ChatType {
	switch {
	case p.Self:
		return SavedMessages
	case p.ID.ID == repliesUserID:
		return Replies
	case p.ID.ID == verificationCodesUserID:
		return VerificationCodes
	case p.Bot:
		return BotChat
	}
	return PersonalChat
}
