//go:build layer227

package world

import "github.com/gotd/td/tg"

// keyboard is genkeyboard.go's as the schema of layer 227 has it, for clients
// that know no newer one.
func keyboard() tg.ReplyMarkupClass {
	return &tg.ReplyInlineMarkup{Rows: []tg.KeyboardButtonRow{
		{Buttons: []tg.KeyboardButtonClass{
			&tg.KeyboardButtonURL{Text: "Open ↗", URL: "https://example.org"},
			&tg.KeyboardButtonCallback{Text: "Vote", Data: []byte("v")},
		}},
		{Buttons: []tg.KeyboardButtonClass{&tg.KeyboardButtonSwitchInline{Text: "Share", Query: "q"}}},
	}}
}
