package model

// Profile is the account's own personal information.
type Profile struct {
	V        int       `json:"v"`
	Peer     Peer      `json:"peer"`
	Bio      string    `json:"bio,omitempty"`
	Birthday *Birthday `json:"birthday,omitempty"`
	Photo    *Photo    `json:"photo,omitempty"`
	Fallback *Photo    `json:"fallback,omitempty"`
	Personal *Photo    `json:"personal,omitempty"`

	Channel        PeerID    `json:"channel,omitzero"` // shown in the profile
	ChannelMessage int       `json:"channel_message,omitempty"`
	Music          *Document `json:"music,omitempty"`
	TTL            int       `json:"ttl,omitempty"` // seconds messages live by default
	// Of a business account. Open holds [start, end) in minutes of the week from
	// Monday 00:00 in TimeZone.
	Address    string   `json:"address,omitempty"`
	Geo        *Geo     `json:"geo,omitempty"`
	IntroTitle string   `json:"intro_title,omitempty"`
	Intro      string   `json:"intro,omitempty"`
	TimeZone   string   `json:"time_zone,omitempty"`
	Open       [][2]int `json:"open,omitempty"`
}

// Story is one story of the account.
type Story struct {
	V       int    `json:"v,omitempty"`
	ID      int    `json:"id"`
	Date    int64  `json:"date"`
	Expires int64  `json:"expires,omitempty"`
	Pinned  bool   `json:"pinned,omitempty"`
	Public  bool   `json:"public,omitempty"`
	Edited  bool   `json:"edited,omitempty"`
	Deleted bool   `json:"deleted,omitempty"` // Telegram sent only its id
	Privacy string `json:"privacy,omitempty"`
	From    PeerID `json:"from,omitzero"`
	Caption Text   `json:"caption,omitzero"`
	Media   *Media `json:"media,omitempty"`

	Views     int        `json:"views,omitempty"`
	Forwards  int        `json:"forwards,omitempty"`
	Reactions []Reaction `json:"reactions,omitempty"`

	// Skipped is set when Telegram sent only id and dates.
	Skipped bool `json:"skipped,omitempty"`
	Live    bool `json:"live,omitempty"`
	// Min is set when Telegram sent the short form, without what only the owner
	// sees.
	Min            bool          `json:"min,omitempty"`
	Forward        *StoryForward `json:"forward,omitempty"`
	Sent           *Reaction     `json:"sent,omitempty"` // the account's own reaction
	ReactionsCount int           `json:"reactions_count,omitempty"`
	Viewers        []int64       `json:"viewers,omitempty"` // some of the last ones
	Albums         []int         `json:"albums,omitempty"`
	Music          *Document     `json:"music,omitempty"`
	// Areas are what can be clicked on in the story, by the schema's names.
	Areas []map[string]any `json:"areas,omitempty"`
	// Flags are the names of the schema's true flags that have no field here.
	Flags []string `json:"flags,omitempty"`
}

// StoryForward says which story one was made from.
type StoryForward struct {
	From     PeerID `json:"from,omitzero"`
	Name     string `json:"name,omitempty"`
	Story    int    `json:"story,omitempty"`
	Modified bool   `json:"modified,omitempty"`
}

// SavedContact is an entry of the phone book that was given to Telegram.
type SavedContact struct {
	V         int    `json:"v"`
	Phone     string `json:"phone"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Date      int64  `json:"date"`
	User      int64  `json:"user,omitempty"`
}

// FrequentContact is a peer the account talks to often.
type FrequentContact struct {
	V        int     `json:"v"`
	Peer     PeerID  `json:"peer"`
	Category string  `json:"category"` // people, inline_bots, calls, ...
	Rating   float64 `json:"rating"`
}

// Session is a device that is signed in.
type Session struct {
	V             int    `json:"v"`
	Current       bool   `json:"current,omitempty"`
	App           string `json:"app,omitempty"`
	AppVersion    string `json:"app_version,omitempty"`
	Device        string `json:"device,omitempty"`
	Platform      string `json:"platform,omitempty"`
	SystemVersion string `json:"system_version,omitempty"`
	Created       int64  `json:"created"`
	Active        int64  `json:"active"`
	IP            string `json:"ip,omitempty"`
	Country       string `json:"country,omitempty"`
	Region        string `json:"region,omitempty"`
	APIID         int    `json:"api_id,omitempty"`
	// Flags are the names of the schema's true flags that have no field here.
	Flags []string `json:"flags,omitempty"`
}

// WebSession is a web site that is signed in through Telegram.
type WebSession struct {
	V        int    `json:"v"`
	Bot      int64  `json:"bot,omitempty"`
	Domain   string `json:"domain,omitempty"`
	Browser  string `json:"browser,omitempty"`
	Platform string `json:"platform,omitempty"`
	Created  int64  `json:"created"`
	Active   int64  `json:"active"`
	IP       string `json:"ip,omitempty"`
	Region   string `json:"region,omitempty"`
}

// Section names a list of the account besides its chats; the archive keeps an
// ordered list of documents for each.
type Section string

// The sections and the documents they hold.
const (
	SectionProfile     Section = "profile"      // Profile, one
	SectionUserpics    Section = "userpics"     // Photo
	SectionStories     Section = "stories"      // Story
	SectionContacts    Section = "contacts"     // SavedContact
	SectionFrequent    Section = "frequent"     // FrequentContact
	SectionSessions    Section = "sessions"     // Session
	SectionWebSessions Section = "web_sessions" // WebSession
	SectionOtherData   Section = "other_data"   // a FileKey, one
)
