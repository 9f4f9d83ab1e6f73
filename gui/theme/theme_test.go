package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"
)

// luminance is WCAG's relative luminance.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestTextStandsOutOnEveryGround(t *testing.T) {
	grounds := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		base.ColorNameBackground: {base.ColorNameForeground, Muted, base.ColorNamePrimary, base.ColorNameError, base.ColorNameWarning, base.ColorNameSuccess, Leather},
		Card:                     {base.ColorNameForeground, Muted, base.ColorNamePrimary, base.ColorNameError, base.ColorNameWarning, base.ColorNameSuccess, Leather},
		base.ColorNameButton:     {base.ColorNameForeground},
		base.ColorNamePrimary:    {base.ColorNameForegroundOnPrimary},
		base.ColorNameError:      {base.ColorNameForegroundOnError},
		GoodSoft:                 {base.ColorNameForeground, base.ColorNameSuccess},
		WaitSoft:                 {base.ColorNameForeground, base.ColorNameWarning},
		BadSoft:                  {base.ColorNameForeground, base.ColorNameError},
		QuietSoft:                {base.ColorNameForeground, Muted},
	}
	th := New()
	for variant, name := range map[fyne.ThemeVariant]string{base.VariantLight: "light", base.VariantDark: "dark"} {
		for ground, texts := range grounds {
			for _, text := range texts {
				if got := contrast(th.Color(text, variant), th.Color(ground, variant)); got < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f", name, text, ground, got)
				}
			}
		}
	}
}

func TestThemeHasEverythingFyneAsksFor(t *testing.T) {
	test.NewTempApp(t)
	th := New()
	for _, name := range []fyne.ThemeColorName{base.ColorNameScrollBarBackground, base.ColorNameFocus, base.ColorNameHover, base.ColorNameShadow} {
		if th.Color(name, base.VariantLight) == nil {
			t.Errorf("no colour %s", name)
		}
	}
	if th.Font(fyne.TextStyle{Bold: true}) == nil || th.Icon(base.IconNameCancel) == nil || th.Size(base.SizeNameInlineIcon) <= 0 {
		t.Error("fonts, icons or sizes are missing")
	}
}
