package theme

import (
	"bytes"
	"encoding/binary"

	"fyne.io/fyne/v2"
)

// Font implements fyne.Theme. A style has one font, for Fyne keeps what it drew by it.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	font := t.base.Font(style)
	if style.Monospace || style.Symbol {
		return font
	}
	if known, ok := t.fonts.Load(style); ok {
		return known.(fyne.Resource)
	}
	dotted, _ := t.fonts.LoadOrStore(style, withDots(font))
	return dotted.(fyne.Resource)
}

// withDots is a font without its table of other glyphs for the same letters (GSUB).
// That of Fyne's Noto Sans takes the dot off every Cyrillic і and ј: Ukrainian,
// Belarusian, Kazakh and Serbian cannot be written so. What else is in it (small
// capitals, old-style figures, fractions) is drawn by nobody unasked.
//
// The table is put aside by its name in the font's directory: records of 16 bytes from
// the twelfth on, their number at the fourth byte, in the order of their names.
func withDots(font fyne.Resource) fyne.Resource {
	const head, record = 12, 16
	data := bytes.Clone(font.Content())
	if len(data) < head {
		return font
	}
	end := head + record*int(binary.BigEndian.Uint16(data[4:]))
	for at := head; at < min(end, len(data)-record); at += record {
		if name := data[at : at+4]; string(name) == "GSUB" {
			copy(name, "GSUZ")
			return fyne.NewStaticResource(font.Name(), data)
		}
	}
	return font
}
