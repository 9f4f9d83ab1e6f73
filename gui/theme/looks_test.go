package theme

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"
)

func variants() map[string]fyne.ThemeVariant {
	return map[string]fyne.ThemeVariant{"light": base.VariantLight, "dark": base.VariantDark}
}

// over is what is seen where a colour that lets some through lies on another.
func over(top, ground color.Color) color.Color {
	t := color.NRGBAModel.Convert(top).(color.NRGBA)
	g := color.NRGBAModel.Convert(ground).(color.NRGBA)
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(t.A) + int(b)*(255-int(t.A))) / 255) }
	return color.NRGBA{R: mix(t.R, g.R), G: mix(t.G, g.G), B: mix(t.B, g.B), A: 0xff}
}

func TestWhatIsUnderThePointerOrChosenCanStillBeRead(t *testing.T) {
	th := New()
	for name, v := range variants() {
		for _, veil := range []fyne.ThemeColorName{base.ColorNameHover, base.ColorNamePressed, base.ColorNameSelection, base.ColorNameFocus} {
			for _, ground := range []fyne.ThemeColorName{base.ColorNameBackground, Card, base.ColorNameButton} {
				seen := over(th.Color(veil, v), th.Color(ground, v))
				if got := contrast(th.Color(base.ColorNameForeground, v), seen); got < 4.5 {
					t.Errorf("%s: text on %s under %s has a contrast of %.2f", name, ground, veil, got)
				}
				if seen == th.Color(ground, v) {
					t.Errorf("%s: %s is not seen on %s", name, veil, ground)
				}
			}
		}
		seen := over(th.Color(base.ColorNameHover, v), th.Color(base.ColorNamePrimary, v))
		if got := contrast(th.Color(base.ColorNameForegroundOnPrimary, v), seen); got < 4.5 {
			t.Errorf("%s: the first button under the pointer has a contrast of %.2f", name, got)
		}
	}
}

func TestLightIsLightAndDarkIsDark(t *testing.T) {
	th := New()
	for _, ground := range []fyne.ThemeColorName{
		base.ColorNameBackground, Card, Soft, base.ColorNameInputBackground, base.ColorNameOverlayBackground, base.ColorNameMenuBackground,
		base.ColorNameHeaderBackground, base.ColorNameButton, base.ColorNameDisabledButton, GoodSoft, WaitSoft, BadSoft, QuietSoft,
	} {
		light, dark := luminance(th.Color(ground, base.VariantLight)), luminance(th.Color(ground, base.VariantDark))
		if light < 0.7 || dark > 0.05 {
			t.Errorf("%s: %.2f in light, %.3f in dark", ground, light, dark)
		}
	}
}

func TestTheEdgesOfWhatCanBeTypedIntoAreSeen(t *testing.T) {
	th := New()
	for name, v := range variants() {
		edge := th.Color(base.ColorNameInputBorder, v)
		for _, beside := range []fyne.ThemeColorName{base.ColorNameBackground, base.ColorNameInputBackground} {
			if got := contrast(edge, th.Color(beside, v)); got < 1.8 {
				t.Errorf("%s: the edge of a line on %s has a contrast of %.2f", name, beside, got)
			}
		}
		if got := contrast(th.Color(base.ColorNameDisabled, v), th.Color(base.ColorNameDisabledButton, v)); got < 3 {
			t.Errorf("%s: a button that cannot be pressed has a contrast of %.2f", name, got)
		}
	}
}

func TestTonesAreToldApart(t *testing.T) {
	th := New()
	for name, v := range variants() {
		seen := map[color.Color]fyne.ThemeColorName{}
		for _, tone := range []fyne.ThemeColorName{
			base.ColorNameSuccess, base.ColorNameWarning, base.ColorNameError, Muted, base.ColorNamePrimary, base.ColorNameForeground,
			GoodSoft, WaitSoft, BadSoft, QuietSoft, Card, Soft,
		} {
			c := th.Color(tone, v)
			if other, twice := seen[c]; twice {
				t.Errorf("%s: %s and %s are one colour", name, tone, other)
			}
			seen[c] = tone
		}
	}
}

func TestHeadingsAreLargerThanWhatTheyAreOver(t *testing.T) {
	th := New()
	order := []fyne.ThemeSizeName{base.SizeNameCaptionText, base.SizeNameText, base.SizeNameSubHeadingText, SizeFigure, base.SizeNameHeadingText, SizeTitle}
	for i, name := range order[1:] {
		if th.Size(name) <= th.Size(order[i]) {
			t.Errorf("%s is %g, %s %g", name, th.Size(name), order[i], th.Size(order[i]))
		}
	}
	if least := th.Size(base.SizeNameCaptionText); least < 12 {
		t.Errorf("the smallest text is %g", least)
	}
	if button, card := th.Size(base.SizeNameButtonRadius), th.Size(base.SizeNameCardRadius); button >= card {
		t.Errorf("a button in the corner of a card is rounder (%g) than the card (%g)", button, card)
	}
}

func TestWhatTheThemeDoesNotNameIsFynes(t *testing.T) {
	test.NewTempApp(t)
	th, fynes := New(), base.DefaultTheme()
	for _, v := range variants() {
		if got, want := th.Color(base.ColorNameScrollBarBackground, v), fynes.Color(base.ColorNameScrollBarBackground, v); got != want {
			t.Errorf("a colour: %v, want %v", got, want)
		}
	}
	if got, want := th.Size(base.SizeNameSeparatorThickness), fynes.Size(base.SizeNameSeparatorThickness); got != want {
		t.Errorf("a size: %g, want %g", got, want)
	}
	if th.Font(fyne.TextStyle{Monospace: true}) == th.Font(fyne.TextStyle{}) {
		t.Error("text of programs has the letters of all text")
	}
}
