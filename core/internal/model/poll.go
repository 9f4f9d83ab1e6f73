package model

// Poll is a poll or a quiz with the results known to the account.
type Poll struct {
	ID             int64        `json:"id"`
	Question       Text         `json:"question"`
	Closed         bool         `json:"closed,omitempty"`
	Public         bool         `json:"public,omitempty"`
	MultipleChoice bool         `json:"multiple_choice,omitempty"`
	Quiz           bool         `json:"quiz,omitempty"`
	ClosePeriod    int          `json:"close_period,omitempty"`
	CloseDate      int64        `json:"close_date,omitempty"`
	Voters         int          `json:"voters"`
	Answers        []PollAnswer `json:"answers"`
	Solution       Text         `json:"solution,omitzero"`
	Recent         []PeerID     `json:"recent,omitempty"`
	Attached       *Media       `json:"attached,omitempty"`
	SolutionMedia  *Media       `json:"solution_media,omitempty"`
	Countries      []string     `json:"countries,omitempty"`
	// Flags are the names of the schema's true flags that have no field here.
	Flags []string `json:"flags,omitempty"`
}

// PollAnswer is one choice of a poll.
type PollAnswer struct {
	Text    Text   `json:"text"`
	Option  []byte `json:"option,omitempty"`
	Voters  int    `json:"voters"`
	Chosen  bool   `json:"chosen,omitempty"`
	Correct bool   `json:"correct,omitempty"`
	AddedBy PeerID `json:"added_by,omitzero"`
	Media   *Media `json:"media,omitempty"`
	Added   int64  `json:"added,omitempty"` // by AddedBy
	// Recent are some of those who voted for it.
	Recent []PeerID `json:"recent,omitempty"`
}

// Todo is a checklist.
type Todo struct {
	Title             Text       `json:"title"`
	OthersCanAppend   bool       `json:"others_can_append,omitempty"`
	OthersCanComplete bool       `json:"others_can_complete,omitempty"`
	Items             []TodoItem `json:"items"`
}

// TodoItem is one task of a checklist.
type TodoItem struct {
	ID          int    `json:"id"`
	Title       Text   `json:"title"`
	CompletedBy PeerID `json:"completed_by,omitzero"`
	Completed   int64  `json:"completed,omitempty"`
}
