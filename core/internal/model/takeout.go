package model

// TakeoutPhase is where the life of a takeout session stands.
// https://core.telegram.org/api/takeout
type TakeoutPhase string

// The phases. Lost means that Telegram ended the session under us.
const (
	TakeoutNone     TakeoutPhase = ""
	TakeoutDelayed  TakeoutPhase = "delayed"
	TakeoutOpen     TakeoutPhase = "open"
	TakeoutFinished TakeoutPhase = "finished"
	TakeoutLost     TakeoutPhase = "lost"
)

// TakeoutState is the persisted state of the takeout session of an archive.
type TakeoutState struct {
	Phase       TakeoutPhase `json:"phase,omitempty"`
	ID          int64        `json:"id,omitempty"`
	AvailableAt int64        `json:"available_at,omitempty"` // unix seconds; phase delayed
	// LostAt is when Telegram last ended a session of ours; a second loss within
	// the hour blocks the run.
	LostAt int64 `json:"lost_at,omitempty"`
	// Flags are the initTakeoutSession flags the session was opened with.
	Flags TakeoutFlags `json:"flags"`
}

// TakeoutFlags are the flags of account.initTakeoutSession.
// https://core.telegram.org/method/account.initTakeoutSession
type TakeoutFlags struct {
	Contacts          bool  `json:"contacts,omitempty"`
	MessageUsers      bool  `json:"message_users,omitempty"`
	MessageChats      bool  `json:"message_chats,omitempty"`
	MessageMegagroups bool  `json:"message_megagroups,omitempty"`
	MessageChannels   bool  `json:"message_channels,omitempty"`
	Files             bool  `json:"files,omitempty"`
	FileMaxSize       int64 `json:"file_max_size,omitempty"` // bytes; sent with Files
}
