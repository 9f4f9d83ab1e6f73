package model

// RichMessage is a message made of blocks instead of a text.
type RichMessage struct {
	RTL    bool       `json:"rtl,omitempty"`
	Part   bool       `json:"part,omitempty"`
	URL    string     `json:"url,omitempty"` // of an instant view
	Blocks []RichNode `json:"blocks"`
}

// RichNode is a block or a piece of rich text: Telegram's constructor name
// without its prefix as Type ("paragraph", "bold"), its children, and the other
// fields by their schema names.
type RichNode struct {
	Type     string         `json:"type"`
	Text     string         `json:"text,omitempty"`
	Children []RichNode     `json:"children,omitempty"`
	Photo    *Photo         `json:"photo,omitempty"`
	Document *Document      `json:"document,omitempty"`
	Fields   map[string]any `json:"fields,omitempty"`
}
