package json

import (
	"encoding/base64"
	"slices"

	"satchel/core/internal/model"
)

// buttons writes the rows that have buttons, and nothing if there are none.
func (w *writer) buttons(rows [][]model.Button) {
	rows = slices.DeleteFunc(slices.Clone(rows), func(row []model.Button) bool { return len(row) == 0 })
	if len(rows) == 0 {
		return
	}
	w.key("inline_bot_buttons")
	w.open('[')
	for _, row := range rows {
		w.next()
		w.open('[')
		for i := range row {
			w.next()
			w.button(&row[i])
		}
		w.close(']')
	}
	w.close(']')
}

// button writes one button. The data of a callback is bytes: they come as
// base64, and data is empty as Telegram Desktop has it.
func (w *writer) button(b *model.Button) {
	w.open('{')
	w.keyStr("type", b.Type)
	w.optStr("text", b.Text)
	switch {
	case b.Type == "request_poll":
		w.optStr("data", string(b.Bytes)) // one byte: 1 for a quiz, else 0
	case b.Type == "request_peer":
		w.keyStr("data", "unsupported")
	case len(b.Bytes) > 0:
		w.keyStr("dataBase64", base64.RawURLEncoding.EncodeToString(b.Bytes))
		w.keyStr("data", "")
	default:
		w.optStr("data", b.Data)
	}
	w.optStr("forward_text", b.Forward)
	w.optInt("button_id", b.ID)
	w.close('}')
}
