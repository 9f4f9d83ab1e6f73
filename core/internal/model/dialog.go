package model

// Dialog is an entry of the chat list.
type Dialog struct {
	V    int    `json:"v"`
	Peer PeerID `json:"peer"`
	// Number is the chat folder's, from 1; given once in the order of the first
	// dialog list and never changed.
	Number int `json:"number"`
	// Splits are the indices of the split ranges that list the dialog, ascending.
	Splits []int `json:"splits"`
	// Migrated is the basic group this supergroup grew out of; its history comes
	// first, from MigratedSplits, up to MigratedMax.
	Migrated       PeerID `json:"migrated,omitzero"`
	MigratedSplits []int  `json:"migrated_splits,omitempty"`
	MigratedMax    int    `json:"migrated_max,omitempty"`
	// PastKnown says that Telegram was asked for Migrated.
	PastKnown bool `json:"past_known,omitempty"`

	Top      int   `json:"top,omitempty"` // newest message when it was listed
	TopDate  int64 `json:"top_date,omitempty"`
	Pinned   bool  `json:"pinned,omitempty"`
	Folder   int   `json:"folder,omitempty"` // 1: the archive of the chat list
	Left     bool  `json:"left,omitempty"`   // from channels.getLeftChannels
	OnlyMine bool  `json:"only_mine,omitempty"`
	// VanishedSince is the run whose chat list no longer had the dialog; 0: it is
	// there. What was saved of it stays.
	VanishedSince int64 `json:"vanished_since,omitempty"`

	TTL int `json:"ttl,omitempty"` // seconds messages live there
	// Draft is the text the owner had begun to write.
	Draft     Text  `json:"draft,omitzero"`
	DraftDate int64 `json:"draft_date,omitempty"`
}

// Range is a split range: messages with MinID <= id <= MaxID.
// https://core.telegram.org/api/takeout#split-ranges
type Range struct {
	MinID int `json:"min_id"`
	MaxID int `json:"max_id"`
}
