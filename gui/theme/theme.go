// Package theme is the look of the window: colours and sizes of its own over Fyne's
// default theme, light and dark. Whether it is light or dark is the system's choice
// (FYNE_THEME=light|dark overrides it).
//
// Light is paper with ink and a green of old book cloth, dark the same by lamplight;
// leather is the accent. Every pair of text and ground has a contrast of at least
// 4.5 to 1 (a test).
package theme

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// Colours beside Fyne's own.
const (
	Card      fyne.ThemeColorName = "satchelCard"      // the ground of a card
	CardEdge  fyne.ThemeColorName = "satchelCardEdge"  // its edge
	Soft      fyne.ThemeColorName = "satchelSoft"      // a ground between the two
	Muted     fyne.ThemeColorName = "satchelMuted"     // text that steps back
	Leather   fyne.ThemeColorName = "satchelLeather"   // the accent
	GoodSoft  fyne.ThemeColorName = "satchelGoodSoft"  // grounds of banners
	WaitSoft  fyne.ThemeColorName = "satchelWaitSoft"  //
	BadSoft   fyne.ThemeColorName = "satchelBadSoft"   //
	QuietSoft fyne.ThemeColorName = "satchelQuietSoft" //
)

// Sizes beside Fyne's own.
const (
	SizeTitle  fyne.ThemeSizeName = "satchelTitle"
	SizeFigure fyne.ThemeSizeName = "satchelFigure"
)

// Theme is the window's theme.
type Theme struct {
	base  fyne.Theme
	fonts sync.Map // by fyne.TextStyle
}

// New returns the theme.
func New() *Theme { return &Theme{base: base.DefaultTheme()} }

// pair is a colour in light and in dark, as 0xRRGGBB.
type pair struct{ light, dark uint32 }

func palette(name fyne.ThemeColorName) (pair, bool) {
	switch name {
	case base.ColorNameBackground:
		return pair{0xf5f2ec, 0x16191a}, true
	case Card, base.ColorNameInputBackground, base.ColorNameOverlayBackground, base.ColorNameMenuBackground:
		return pair{0xffffff, 0x1f2425}, true
	case CardEdge, base.ColorNameSeparator:
		return pair{0xe6e0d5, 0x313839}, true
	case Soft, base.ColorNameHeaderBackground:
		return pair{0xece7dd, 0x282e2f}, true
	case base.ColorNameForeground:
		return pair{0x22282a, 0xebe7df}, true
	case Muted, base.ColorNameDisabled, base.ColorNamePlaceHolder:
		return pair{0x626a6c, 0x9ba4a3}, true
	case base.ColorNamePrimary, base.ColorNameHyperlink:
		return pair{0x1b6f66, 0x5cbcae}, true
	case base.ColorNameForegroundOnPrimary:
		return pair{0xffffff, 0x0d211e}, true
	case base.ColorNameButton:
		return pair{0xebe5da, 0x2c3334}, true
	case base.ColorNameDisabledButton:
		return pair{0xeee9e0, 0x252b2c}, true
	case base.ColorNameInputBorder:
		return pair{0xb9b1a2, 0x566062}, true
	}
	return tones(name)
}

// tones are the colours that mean something.
func tones(name fyne.ThemeColorName) (pair, bool) {
	switch name {
	case Leather:
		return pair{0x9a5f22, 0xe0a968}, true
	case base.ColorNameSuccess:
		return pair{0x2b7048, 0x77c795}, true
	case base.ColorNameWarning:
		return pair{0x8a5a0b, 0xe8b765}, true
	case base.ColorNameError:
		return pair{0xa93a30, 0xf0948a}, true
	case base.ColorNameForegroundOnError, base.ColorNameForegroundOnSuccess, base.ColorNameForegroundOnWarning:
		return pair{0xffffff, 0x171a1b}, true
	case GoodSoft:
		return pair{0xe3f0e7, 0x1f3328}, true
	case WaitSoft:
		return pair{0xf9edd6, 0x3a301c}, true
	case BadSoft:
		return pair{0xfae5e1, 0x40241f}, true
	case QuietSoft:
		return pair{0xe9edec, 0x293132}, true
	}
	return pair{}, false
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch name {
	case base.ColorNameFocus:
		return t.faded(base.ColorNamePrimary, variant, 0x48)
	case base.ColorNameSelection:
		return t.faded(base.ColorNamePrimary, variant, 0x40)
	case base.ColorNameHover:
		return t.faded(base.ColorNameForeground, variant, 0x10)
	case base.ColorNamePressed:
		return t.faded(base.ColorNameForeground, variant, 0x28)
	case base.ColorNameScrollBar:
		return t.faded(base.ColorNameForeground, variant, 0x50)
	case base.ColorNameShadow:
		return color.NRGBA{A: 0x30}
	}
	p, ok := palette(name)
	switch {
	case !ok:
		return t.base.Color(name, variant)
	case variant == base.VariantLight:
		return opaque(p.light)
	}
	return opaque(p.dark)
}

func (t *Theme) faded(name fyne.ThemeColorName, variant fyne.ThemeVariant, alpha uint8) color.Color {
	p, _ := palette(name)
	c := opaque(p.dark)
	if variant == base.VariantLight {
		c = opaque(p.light)
	}
	c.A = alpha
	return c
}

func opaque(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xff}
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case base.SizeNameText:
		return 14
	case base.SizeNameCaptionText:
		return 12
	case base.SizeNameSubHeadingText:
		return 17
	case base.SizeNameHeadingText:
		return 22
	case SizeTitle:
		return 27
	case SizeFigure:
		return 18
	case base.SizeNamePadding:
		return 5
	case base.SizeNameInnerPadding:
		return 9
	case base.SizeNameInputRadius, base.SizeNameButtonRadius, base.SizeNameSelectionRadius:
		return 8
	case base.SizeNameDialogRadius, base.SizeNamePopupRadius, base.SizeNameCardRadius, base.SizeNameMenuRadius:
		return 12
	case base.SizeNameScrollBar:
		return 10
	}
	return t.base.Size(name)
}
