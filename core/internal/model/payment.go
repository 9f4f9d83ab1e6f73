package model

// Invoice is a request for payment; Amount is in the currency's minor units.
type Invoice struct {
	Title       string     `json:"title"`
	Description string     `json:"description,omitempty"`
	Currency    string     `json:"currency"`
	Amount      int64      `json:"amount"`
	Receipt     int        `json:"receipt,omitempty"`
	Test        bool       `json:"test,omitempty"`
	PhotoURL    string     `json:"photo_url,omitempty"`
	Extended    []Extended `json:"extended,omitempty"`
	Photo       *WebFile   `json:"photo,omitempty"`
	Shipping    bool       `json:"shipping,omitempty"`
	StartParam  string     `json:"start_param,omitempty"`
}

// WebFile is a file elsewhere in the web; without an access hash Telegram does
// not relay it. Of File only what the attributes tell is set, and its key if it is
// relayed.
type WebFile struct {
	URL        string   `json:"url"`
	AccessHash int64    `json:"access_hash,omitempty"`
	File       Document `json:"file"`
}

// PaidMedia is media behind a payment.
type PaidMedia struct {
	Stars int64      `json:"stars"`
	Items []Extended `json:"items"`
}

// Extended is one paid medium: Media once it was bought, else its preview.
type Extended struct {
	Media    *Media `json:"media,omitempty"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Duration int    `json:"duration,omitempty"`
	Stripped []byte `json:"stripped,omitempty"`
	// ThumbWidth and ThumbHeight are of a preview that is not a stripped one.
	ThumbWidth  int `json:"thumb_width,omitempty"`
	ThumbHeight int `json:"thumb_height,omitempty"`
}
