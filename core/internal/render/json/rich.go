package json

import (
	"maps"
	"slices"

	"satchel/core/internal/model"
)

// rich writes a message made of blocks as Telegram Desktop 7 does; it takes the
// place of text and text_entities.
func (w *writer) rich(m *model.RichMessage) {
	w.key("rich_message")
	w.open('{')
	w.keyBool("rtl", m.RTL)
	w.keyBool("part", m.Part)
	w.blocks("blocks", m.Blocks)
	w.close('}')
}

// value writes a decoded JSON value; numbers are doubles with six decimals.
func (w *buffer) value(v any) {
	switch v := v.(type) {
	case nil:
		w.raw("null")
	case bool:
		w.bool(v)
	case string:
		w.str(v)
	case float64:
		w.float(v)
	case []any:
		w.open('[')
		for _, item := range v {
			w.next()
			w.value(item)
		}
		w.close(']')
	case map[string]any:
		w.open('{')
		for _, k := range slices.Sorted(maps.Keys(v)) {
			w.key(safeKey(k))
			w.value(v[k])
		}
		w.close('}')
	default:
		w.raw("null")
	}
}

// safeKey is a foreign key as it may stand between quotes.
func safeKey(k string) string {
	quoted := appendString(nil, k)
	return string(quoted[1 : len(quoted)-1])
}
