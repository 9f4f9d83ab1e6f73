package model

// MediaKind says which of the fields of a Media is set.
type MediaKind string

// The kinds of media.
const (
	KindPhoto           MediaKind = "photo"
	KindDocument        MediaKind = "document"
	KindGeo             MediaKind = "geo"
	KindGeoLive         MediaKind = "geo_live"
	KindVenue           MediaKind = "venue"
	KindContact         MediaKind = "contact"
	KindGame            MediaKind = "game"
	KindInvoice         MediaKind = "invoice"
	KindPoll            MediaKind = "poll"
	KindTodo            MediaKind = "todo"
	KindDice            MediaKind = "dice"
	KindStory           MediaKind = "story"
	KindWebPage         MediaKind = "web_page"
	KindGiveaway        MediaKind = "giveaway"
	KindGiveawayResults MediaKind = "giveaway_results"
	KindPaid            MediaKind = "paid"
	KindVideoStream     MediaKind = "video_stream"
	// KindUnsupported is what Telegram itself calls unsupported by our layer.
	KindUnsupported MediaKind = "unsupported"
)

// Media is what a message carries besides its text.
type Media struct {
	Kind    MediaKind `json:"kind"`
	Spoiler bool      `json:"spoiler,omitempty"`
	TTL     int       `json:"ttl,omitempty"` // seconds a self-destructing medium lives after opening

	Photo        *Photo     `json:"photo,omitempty"`
	Document     *Document  `json:"document,omitempty"`
	Alternatives []Document `json:"alternatives,omitempty"`
	Cover        *Photo     `json:"cover,omitempty"`
	// Expired is set when Telegram no longer gives the photo or document.
	Expired bool `json:"expired,omitempty"`

	Geo      *Geo             `json:"geo,omitempty"`
	Venue    *Venue           `json:"venue,omitempty"`
	Contact  *SharedContact   `json:"contact,omitempty"`
	Game     *Game            `json:"game,omitempty"`
	Invoice  *Invoice         `json:"invoice,omitempty"`
	Poll     *Poll            `json:"poll,omitempty"`
	Todo     *Todo            `json:"todo,omitempty"`
	Dice     *Dice            `json:"dice,omitempty"`
	Story    *StoryRef        `json:"story,omitempty"`
	WebPage  *WebPage         `json:"web_page,omitempty"`
	Giveaway *Giveaway        `json:"giveaway,omitempty"`
	Results  *GiveawayResults `json:"results,omitempty"`
	Paid     *PaidMedia       `json:"paid,omitempty"`
	Stream   *VideoStream     `json:"stream,omitempty"`

	// Live is the video of a live photo.
	Live           *Document `json:"live,omitempty"`
	VideoTimestamp int       `json:"video_timestamp,omitempty"` // seconds; where a video starts
	// Flags are the names of the schema's true flags that have no field here.
	Flags []string `json:"flags,omitempty"`
	// Constructor is Telegram's name of a kind this program does not know.
	Constructor string `json:"constructor,omitempty"`
}

// VideoStream is a live broadcast.
type VideoStream struct {
	RTMP    bool   `json:"rtmp,omitempty"`
	Call    int64  `json:"call,omitempty"`
	Slug    string `json:"slug,omitempty"`
	Message int    `json:"message,omitempty"`
}

// Photo is a photo at its largest size.
type Photo struct {
	ID       int64   `json:"id"`
	Date     int64   `json:"date,omitempty"`
	File     FileKey `json:"file,omitempty"` // empty: Telegram offers no size
	Width    int     `json:"width,omitempty"`
	Height   int     `json:"height,omitempty"`
	Size     int64   `json:"size,omitempty"`
	Video    FileKey `json:"video,omitempty"` // of an animated or live photo
	Stripped []byte  `json:"stripped,omitempty"`

	HasStickers bool         `json:"has_stickers,omitempty"`
	Markup      *PhotoMarkup `json:"markup,omitempty"`
}

// PhotoMarkup is the sticker or custom emoji a profile picture is made of, and
// the colours behind it (RGB).
type PhotoMarkup struct {
	Emoji   int64  `json:"emoji,omitempty"`
	Sticker int64  `json:"sticker,omitempty"`
	Set     int64  `json:"set,omitempty"`
	SetName string `json:"set_name,omitempty"`
	Colors  []int  `json:"colors,omitempty"`
}

// Document is any other file: video, voice, sticker, music, plain file.
type Document struct {
	ID       int64     `json:"id"`
	Date     int64     `json:"date,omitempty"`
	File     FileKey   `json:"file"`
	Type     MediaType `json:"type"`
	Name     string    `json:"name,omitempty"`
	MIME     string    `json:"mime,omitempty"`
	Size     int64     `json:"size"`
	Width    int       `json:"width,omitempty"`
	Height   int       `json:"height,omitempty"`
	Duration float64   `json:"duration,omitempty"` // seconds

	// The attributes Telegram gave; a document may have several at once.
	HasVideo    bool   `json:"has_video,omitempty"`
	Round       bool   `json:"round,omitempty"`
	Animated    bool   `json:"animated,omitempty"`
	Audio       bool   `json:"audio,omitempty"`
	Voice       bool   `json:"voice,omitempty"`
	Sticker     bool   `json:"sticker,omitempty"`
	CustomEmoji bool   `json:"custom_emoji,omitempty"`
	Emoji       string `json:"emoji,omitempty"`
	StickerSet  int64  `json:"sticker_set,omitempty"`
	Title       string `json:"title,omitempty"`
	Performer   string `json:"performer,omitempty"`
	Waveform    []byte `json:"waveform,omitempty"`

	// StickerSetName is set when Telegram names the set by its short name.
	StickerSetName string    `json:"sticker_set_name,omitempty"`
	Mask           bool      `json:"mask,omitempty"`
	MaskCoords     []float64 `json:"mask_coords,omitempty"` // part of the face, x, y, zoom
	HasStickers    bool      `json:"has_stickers,omitempty"`
	Silent         bool      `json:"silent,omitempty"` // a video without sound
	Streaming      bool      `json:"streaming,omitempty"`
	VideoStart     float64   `json:"video_start,omitempty"` // seconds
	Codec          string    `json:"codec,omitempty"`
	EmojiFree      bool      `json:"emoji_free,omitempty"`
	EmojiTextColor bool      `json:"emoji_text_color,omitempty"`

	Thumb      FileKey `json:"thumb,omitempty"` // the largest real thumbnail
	Cover      FileKey `json:"cover,omitempty"` // of a song without a thumbnail
	ThumbSize  int64   `json:"thumb_size,omitempty"`
	VideoThumb FileKey `json:"video_thumb,omitempty"`
	Stripped   []byte  `json:"stripped,omitempty"`
	Outline    []byte  `json:"outline,omitempty"`
}

// Geo is a point on the map; Empty when Telegram hides it.
type Geo struct {
	Empty    bool    `json:"empty,omitempty"`
	Lat      float64 `json:"lat"`
	Long     float64 `json:"long"`
	Accuracy int     `json:"accuracy,omitempty"`
	// Live locations only.
	Period    int `json:"period,omitempty"`
	Heading   int `json:"heading,omitempty"`
	Proximity int `json:"proximity,omitempty"`
	// Map is a picture of the surroundings; of points that messages are about.
	Map FileKey `json:"map,omitempty"`
}

// Venue is a named place; its point is Media.Geo.
type Venue struct {
	Title    string `json:"title"`
	Address  string `json:"address"`
	Provider string `json:"provider,omitempty"`
	ID       string `json:"id,omitempty"`
	Type     string `json:"type,omitempty"`
}

// SharedContact is a contact sent as a message.
type SharedContact struct {
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name,omitempty"`
	Phone     string `json:"phone"`
	VCard     string `json:"vcard,omitempty"`
	User      int64  `json:"user,omitempty"`
}

// Game is a bot's game.
type Game struct {
	ID          int64     `json:"id"`
	ShortName   string    `json:"short_name"`
	Title       string    `json:"title"`
	Description string    `json:"description,omitempty"`
	Photo       *Photo    `json:"photo,omitempty"`
	Document    *Document `json:"document,omitempty"`
}

// Dice is a thrown emoji.
type Dice struct {
	Emoji string `json:"emoji"`
	Value int    `json:"value"`
	// Of a game for money, in nanotons.
	Stake int64  `json:"stake,omitempty"`
	Won   int64  `json:"won,omitempty"`
	Seed  []byte `json:"seed,omitempty"`
}

// StoryRef is a story shown in a message.
type StoryRef struct {
	Peer    PeerID `json:"peer"`
	ID      int    `json:"id"`
	Mention bool   `json:"mention,omitempty"`
	Story   *Story `json:"story,omitempty"`
}

// WebPage is a link preview.
type WebPage struct {
	ID          int64     `json:"id"`
	State       string    `json:"state,omitempty"` // empty, pending, not_modified; none: a full preview
	URL         string    `json:"url,omitempty"`
	DisplayURL  string    `json:"display_url,omitempty"`
	Type        string    `json:"type,omitempty"`
	SiteName    string    `json:"site_name,omitempty"`
	Title       string    `json:"title,omitempty"`
	Description string    `json:"description,omitempty"`
	Author      string    `json:"author,omitempty"`
	EmbedURL    string    `json:"embed_url,omitempty"`
	Duration    int       `json:"duration,omitempty"`
	Photo       *Photo    `json:"photo,omitempty"`
	Document    *Document `json:"document,omitempty"`

	Date        int64  `json:"date,omitempty"` // pending: when it will be ready
	EmbedType   string `json:"embed_type,omitempty"`
	EmbedWidth  int    `json:"embed_width,omitempty"`
	EmbedHeight int    `json:"embed_height,omitempty"`
	Views       int    `json:"views,omitempty"` // of the instant view
	// Page is the instant view: the article itself.
	Page *RichMessage `json:"page,omitempty"`
	// Attributes are what a link into Telegram shows, by the schema's names.
	Attributes []map[string]any `json:"attributes,omitempty"`
	// Flags are the names of the schema's true flags that have no field here.
	Flags []string `json:"flags,omitempty"`
}

// Giveaway is a prize draw that is announced.
type Giveaway struct {
	Quantity    int      `json:"quantity"`
	Months      int      `json:"months,omitempty"`
	Stars       int64    `json:"stars,omitempty"`
	Until       int64    `json:"until"`
	Channels    []int64  `json:"channels,omitempty"`
	Countries   []string `json:"countries,omitempty"`
	Prize       string   `json:"prize,omitempty"`
	NewOnly     bool     `json:"new_only,omitempty"`
	ShowWinners bool     `json:"show_winners,omitempty"`
}

// GiveawayResults is a prize draw that is over.
type GiveawayResults struct {
	Channel    int64   `json:"channel"`
	Launch     int     `json:"launch"`
	Winners    []int64 `json:"winners,omitempty"`
	Count      int     `json:"count"`
	Unclaimed  int     `json:"unclaimed"`
	Additional int     `json:"additional,omitempty"`
	Months     int     `json:"months,omitempty"`
	Stars      int64   `json:"stars,omitempty"`
	Prize      string  `json:"prize,omitempty"`
	Until      int64   `json:"until"`
	Refunded   bool    `json:"refunded,omitempty"`
	NewOnly    bool    `json:"new_only,omitempty"`
}
