package model

// Problem is an item that could not be exported. Code is a stable word that the
// message catalogue is keyed by; Subject says of what ("channel:1003",
// "document:55"); Text is Telegram's own word or the system's, without anything
// of the account's content.
type Problem struct {
	Code      string    `json:"code"`
	Subject   string    `json:"subject"`
	Text      string    `json:"text"`
	Retryable bool      `json:"retryable,omitempty"`
	Message   MessageID `json:"message,omitzero"` // where the item was seen
}

// The codes of problems.
const (
	ProblemFileUnavailable   = "file_unavailable"   // Telegram no longer gives the file
	ProblemFileFailed        = "file_failed"        // given up after retries
	ProblemChatUnavailable   = "chat_unavailable"   // CHANNEL_PRIVATE and its kin
	ProblemChatFailed        = "chat_failed"        // other errors of one chat
	ProblemChatIncomplete    = "chat_incomplete"    // fewer messages than Telegram counts
	ProblemMessageUnreadable = "message_unreadable" // one message did not decode
	ProblemEntryUnreadable   = "entry_unreadable"   // one entry of a list did not decode
	ProblemSectionFailed     = "section_failed"     // a list (contacts, sessions ...) was refused
	ProblemMediaUnsupported  = "media_unsupported"
)
