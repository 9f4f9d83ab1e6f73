package model

// Sections beside those of account.go.
const (
	SectionTelegramContacts Section = "telegram_contacts" // Contact
	SectionMusic            Section = "music"             // Document: music on the profile
	SectionFolders          Section = "folders"           // Folder
	SectionSavedDialogs     Section = "saved_dialogs"     // SavedDialog
	SectionTopics           Section = "topics"            // Topic, of all forums
	SectionDirectDialogs    Section = "direct_dialogs"    // SavedDialog, of the direct messages of channels
	SectionChatInfo         Section = "chat_info"         // ChatInfo, of groups and channels
)

// Contact is a contact who is on Telegram (contacts.getContacts). Status is as in
// Peer.
type Contact struct {
	V        int    `json:"v"`
	User     int64  `json:"user"`
	Mutual   bool   `json:"mutual,omitempty"`
	Status   string `json:"status,omitempty"`
	LastSeen int64  `json:"last_seen,omitempty"`
}

// Topic is a topic of a forum. Its id is that of the message that made it; 1 is
// "General". Messages name it in Reply.
type Topic struct {
	V         int    `json:"v"`
	Peer      PeerID `json:"peer"`
	ID        int    `json:"id"`
	Title     string `json:"title,omitempty"`
	Date      int64  `json:"date,omitempty"`
	From      PeerID `json:"from,omitzero"`
	Top       int    `json:"top,omitempty"` // newest message
	IconColor int    `json:"icon_color,omitempty"`
	IconEmoji int64  `json:"icon_emoji,omitempty"`
	Pinned    bool   `json:"pinned,omitempty"`
	Closed    bool   `json:"closed,omitempty"`
	Hidden    bool   `json:"hidden,omitempty"`
	My        bool   `json:"my,omitempty"`
	Deleted   bool   `json:"deleted,omitempty"`
}

// SavedDialog is one of the chats that Saved Messages are sorted into.
type SavedDialog struct {
	V      int    `json:"v"`
	Peer   PeerID `json:"peer"`
	Top    int    `json:"top,omitempty"` // newest message
	Pinned bool   `json:"pinned,omitempty"`
}

// Folder is a folder of the chat list: chats by name and by kind. Kinds are the
// schema's flags ("contacts", "groups", "exclude_muted"). Shared marks one that
// came by an invite link.
type Folder struct {
	V       int      `json:"v"`
	ID      int      `json:"id"`
	Title   Text     `json:"title,omitzero"`
	Icon    string   `json:"icon,omitempty"` // an emoji
	Color   *int     `json:"color,omitempty"`
	Shared  bool     `json:"shared,omitempty"`
	Kinds   []string `json:"kinds,omitempty"`
	Pinned  []PeerID `json:"pinned,omitempty"`
	Include []PeerID `json:"include,omitempty"`
	Exclude []PeerID `json:"exclude,omitempty"`
}
