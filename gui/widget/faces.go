package widget

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// face is the drawing of a kind, for cells without a picture. Drawings are filled
// paths only: the theme colours no strokes.
func face(kind string, missing bool) fyne.Resource {
	if missing {
		return themed("missing", `<path d="M4 4h5v1.400H5.400V9H4zM15 4h5v5h-1.400V5.400H15zM4 15h1.400v3.600H9V20H4zM18.6 15H20v5h-5v-1.400h3.600z"/>
<path d="M8.9 7.800L12 10.900l3.1-3.1 1.1 1.100L13.1 12l3.1 3.1-1.1 1.100L12 13.100l-3.1 3.1-1.1-1.100L10.9 12 7.8 8.900z"/>`)
	}
	switch kind {
	case KindPhoto:
		return themed("photo", `<path d="M3.5 5h17v14h-17zM4.9 6.400v11.200h14.200V6.400z"/>
<path d="M5.5 17l5-6 3.5 4 2-2.5 2.6 4.500z"/><circle cx="15.5" cy="9.3" r="1.6"/>`)
	case KindVideo, KindGIF:
		return themed("video", `<path d="M3.5 6h17v12h-17zM4.9 9.600v4.800h14.200V9.600zM4.9 7.200v1.200h2V7.200zM8.9 7.200v1.200h2V7.200zM12.9 7.200v1.200h2V7.200zM16.9 7.200v1.200h2V7.200z
M4.9 15.600v1.200h2v-1.200zM8.9 15.600v1.200h2v-1.200zM12.9 15.600v1.200h2v-1.200zM16.9 15.600v1.200h2v-1.200z"/>`)
	case KindVoice:
		return themed("voice", waveform())
	case KindRound:
		return themed("round", `<path d="M12 3.500a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17zM12 4.900a7.1 7.1 0 1 0 0 14.200a7.1 7.1 0 1 0 0-14.200z"/>
<circle cx="12" cy="10" r="2.6"/><path d="M7.3 16.500c1-4 8.4-4 9.4 0z"/>`)
	case KindSticker:
		return themed("sticker", `<path d="M4.5 4h15v10l-6 6h-9zM5.9 5.400v13.200h6.200V13h6V5.400z"/>
<circle cx="9.5" cy="9" r="1.1"/><circle cx="14.5" cy="9" r="1.1"/>`)
	}
	return themed("document", `<path d="M5.5 3h8.500l4.5 4.500V21h-13zM6.9 4.400v15.200h10.200V8.700H12.800V4.400z"/>`)
}

// waveform is a row of bars, as long as a voice is loud.
func waveform() string {
	var b strings.Builder
	for i, height := range []float64{3, 7, 4, 13, 8, 16, 10, 6, 11, 4, 2} {
		fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="1.2" height="%.1f" rx="0.6" ry="0.6"/>`, 1.4+2*float64(i), 12-height/2, height)
	}
	return b.String()
}

// themed is a drawing of 24 x 24 units in the theme's colour of quiet things.
func themed(name, paths string) fyne.Resource {
	return theme.NewColoredResource(drawing("satchel-"+name+".svg", paths), theme.ColorNamePlaceHolder)
}

// playBadge says that the picture moves; it is seen on any picture.
func playBadge() fyne.Resource {
	return drawing("satchel-play.svg", `<circle cx="12" cy="12" r="11" fill="#101418" fill-opacity="0.62"/><path d="M9.5 7l8 5-8 5z" fill="#ffffff"/>`)
}

func drawing(name, paths string) fyne.Resource {
	return fyne.NewStaticResource(name, []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+paths+`</svg>`))
}
