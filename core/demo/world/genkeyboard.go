//go:build !layer227

package world

import "github.com/gotd/td/tg"

// keyboard is the buttons under a bot's message.
func keyboard() tg.ReplyMarkupClass {
	return &tg.ReplyInlineMarkup{Rows: []tg.KeyboardInlineButtonRow{
		{Buttons: []tg.KeyboardInlineButton{
			{Text: "Open ↗", Type: &tg.InlineButtonTypeURL{URL: "https://example.org"}},
			{Text: "Vote", Type: &tg.InlineButtonTypeCallback{Data: []byte("v")}},
		}},
		{Buttons: []tg.KeyboardInlineButton{{Text: "Share", Type: &tg.InlineButtonTypeSwitchInline{Query: "q"}}}},
	}}
}
