package core

import (
	"image"
	"image/color"
	"strings"
	"time"

	"rsc.io/qr"
)

// QRCode is what a person scans with the Telegram app of their phone to sign in
// (in the app: Settings, Devices, Link Desktop Device). Each is good for about
// half a minute; a new one follows by itself.
type QRCode struct {
	URL     string    // tg://login?token=…; "" while there is no code
	Expires time.Time // by this computer's clock
	// Err is why there is no code now: a *WaitError, ErrOffline or ErrTooMany. It
	// mends itself; another QRCode follows.
	Err error
}

// quietZone is the white margin around a code, in modules, that scanners need.
const quietZone = 4

// modules returns the pattern of the code, nil if there is none.
func (c QRCode) modules() *qr.Code {
	if c.URL == "" {
		return nil
	}
	code, err := qr.Encode(c.URL, qr.M)
	if err != nil { // longer than any code can hold
		return nil
	}
	return code
}

// Image draws the code, black on white with its margin, size pixels wide and
// high. Its modules are whole pixels, so that it stays sharp; what is left over
// is margin. A size too small for that gives the smallest sharp picture. Without
// a code the picture is white.
func (c QRCode) Image(size int) image.Image {
	code := c.modules()
	across := 0
	if code != nil {
		across = code.Size + 2*quietZone
	}
	size = max(size, across, 1)
	picture := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.White, color.Black})
	if code == nil {
		return picture
	}
	scale := size / across
	first := (size - code.Size*scale) / 2
	for y := range code.Size * scale {
		for x := range code.Size * scale {
			if code.Black(x/scale, y/scale) {
				picture.SetColorIndex(first+x, first+y, 1)
			}
		}
	}
	return picture
}

// Text draws the code with block characters, two rows of modules a line, for
// dark letters on a light ground. "" without a code.
func (c QRCode) Text() string {
	code := c.modules()
	if code == nil {
		return ""
	}
	var b strings.Builder
	for y := -quietZone; y < code.Size+quietZone; y += 2 {
		for x := -quietZone; x < code.Size+quietZone; x++ {
			switch upper, lower := code.Black(x, y), code.Black(x, y+1); {
			case upper && lower:
				b.WriteRune('█')
			case upper:
				b.WriteRune('▀')
			case lower:
				b.WriteRune('▄')
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
