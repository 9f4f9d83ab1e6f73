package model

// ChatInfo is what the page of a group or channel says beside its name and picture
// (messages.getFullChat, channels.getFullChannel). Numbers are those of the day it
// was read.
type ChatInfo struct {
	V            int    `json:"v"`
	Peer         PeerID `json:"peer"`
	About        string `json:"about,omitempty"`
	Participants int    `json:"participants,omitempty"`
	Admins       int    `json:"admins,omitempty"`
	// Members are those of a basic group; those of channels are not asked for.
	Members []ChatMember `json:"members,omitempty"`
	// Linked is the discussion group of a channel, or the channel of a group.
	Linked       PeerID `json:"linked,omitzero"`
	MigratedFrom PeerID `json:"migrated_from,omitzero"` // the basic group it was
	MigratedMax  int    `json:"migrated_max,omitempty"` // that one's last message
	Invite       string `json:"invite,omitempty"`       // the account's own invite link
	Pinned       int    `json:"pinned,omitempty"`       // the message pinned last
	SlowMode     int    `json:"slow_mode,omitempty"`    // seconds between two messages of one sender
	TTL          int    `json:"ttl,omitempty"`          // seconds until messages delete themselves
	// Hidden is the id up to which messages were hidden from the account when it joined.
	Hidden  int    `json:"hidden,omitempty"`
	Address string `json:"address,omitempty"` // of a group with a place
	Geo     *Geo   `json:"geo,omitempty"`
}

// ChatMember is somebody in a basic group. Role is "creator", "admin" or empty.
type ChatMember struct {
	User    PeerID `json:"user"`
	Inviter PeerID `json:"inviter,omitzero"`
	Date    int64  `json:"date,omitempty"`
	Role    string `json:"role,omitempty"`
}
