package model

// Action is what a service message reports. Type is Telegram Desktop's word for
// it ("create_group"); where Telegram Desktop has none, the schema's name
// without "messageAction" in snake case. The other fields are set as the type
// needs them.
type Action struct {
	Type string `json:"type"`

	Title    string   `json:"title,omitempty"`
	Users    []int64  `json:"users,omitempty"`
	User     int64    `json:"user,omitempty"` // inviter, new creator, bot
	Peer     PeerID   `json:"peer,omitzero"`
	Peers    []PeerID `json:"peers,omitempty"`
	FromPeer PeerID   `json:"from_peer,omitzero"`
	ToPeer   PeerID   `json:"to_peer,omitzero"`
	Message  int      `json:"message,omitempty"` // the message it is about
	Photo    *Photo   `json:"photo,omitempty"`
	Text     Text     `json:"text,omitzero"`

	Duration  int    `json:"duration,omitempty"` // seconds
	Period    int    `json:"period,omitempty"`   // seconds
	Date      int64  `json:"date,omitempty"`     // schedule date, expiry
	Reason    string `json:"reason,omitempty"`   // discard reason, reject comment
	Video     bool   `json:"video,omitempty"`
	Missed    bool   `json:"missed,omitempty"`
	Active    bool   `json:"active,omitempty"`
	Call      int64  `json:"call,omitempty"`
	Score     int    `json:"score,omitempty"`
	Game      int64  `json:"game,omitempty"`
	Distance  int    `json:"distance,omitempty"`
	Count     int    `json:"count,omitempty"`
	Unclaimed int    `json:"unclaimed,omitempty"`

	Currency       string `json:"currency,omitempty"`
	Amount         int64  `json:"amount,omitempty"` // minor units
	CryptoCurrency string `json:"crypto_currency,omitempty"`
	CryptoAmount   int64  `json:"crypto_amount,omitempty"`
	Recurring      string `json:"recurring,omitempty"` // init, used
	Charge         string `json:"charge,omitempty"`
	Stars          int64  `json:"stars,omitempty"`
	Price          *Price `json:"price,omitempty"`
	Days           int    `json:"days,omitempty"`
	Code           string `json:"code,omitempty"`
	Transaction    string `json:"transaction,omitempty"`
	Gift           *Gift  `json:"gift,omitempty"`

	Domain     string   `json:"domain,omitempty"`
	App        string   `json:"app,omitempty"`
	AppID      int64    `json:"app_id,omitempty"`
	AttachMenu bool     `json:"attach_menu,omitempty"`
	Values     []string `json:"values,omitempty"`
	Button     int      `json:"button,omitempty"`
	Emoji      string   `json:"emoji,omitempty"`
	IconColor  int      `json:"icon_color,omitempty"`
	IconEmoji  *int64   `json:"icon_emoji,omitempty"`
	// Flags are the names of the schema's true flags that have no field here.
	Flags []string `json:"flags,omitempty"`
	// Old and New are the values of a toggle; nil where it has none.
	Old *bool `json:"old,omitempty"`
	New *bool `json:"new,omitempty"`

	Wallpaper   *Wallpaper  `json:"wallpaper,omitempty"`
	Completed   []int       `json:"completed,omitempty"`
	Incompleted []int       `json:"incompleted,omitempty"`
	Todo        []TodoItem  `json:"todo,omitempty"`
	Answer      *PollAnswer `json:"answer,omitempty"`
	Birthday    *Birthday   `json:"birthday,omitempty"`

	Community int64     `json:"community,omitempty"`
	Document  *Document `json:"document,omitempty"` // of a bot's app
	// Fields is what else Telegram gave, by the schema's names (64-bit numbers as
	// strings).
	Fields map[string]any `json:"fields,omitempty"`
}

// Gift is a star gift.
type Gift struct {
	ID      int64     `json:"id"`
	Stars   int64     `json:"stars,omitempty"`
	Limited bool      `json:"limited,omitempty"`
	Title   string    `json:"title,omitempty"`
	Slug    string    `json:"slug,omitempty"`
	Num     int       `json:"num,omitempty"`
	Sticker *Document `json:"sticker,omitempty"`

	// Unique is set for a collectible one; Kind is the gift it was made from and
	// Attributes its model, pattern and backdrop.
	Unique     bool             `json:"unique,omitempty"`
	Kind       int64            `json:"kind,omitempty"`
	Owner      PeerID           `json:"owner,omitzero"`
	OwnerName  string           `json:"owner_name,omitempty"`
	Attributes []map[string]any `json:"attributes,omitempty"`
	// Flags are the names of the schema's true flags that have no field here, and
	// Fields what else Telegram gave, by the schema's names (64-bit numbers as
	// strings).
	Flags  []string       `json:"flags,omitempty"`
	Fields map[string]any `json:"fields,omitempty"`
}

// Wallpaper is a chat background.
type Wallpaper struct {
	ID       int64     `json:"id"`
	Slug     string    `json:"slug,omitempty"`
	Document *Document `json:"document,omitempty"`
	// Flags are the names of the schema's true flags that have no field here, and
	// Fields what else Telegram gave, by the schema's names (64-bit numbers as
	// strings).
	Flags  []string       `json:"flags,omitempty"`
	Fields map[string]any `json:"fields,omitempty"`
}

// Birthday is a day of birth; Year is 0 when it is not told.
type Birthday struct {
	Day   int `json:"day"`
	Month int `json:"month"`
	Year  int `json:"year,omitempty"`
}
