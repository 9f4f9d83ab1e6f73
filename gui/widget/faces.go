package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// face is the drawing of a kind, for cells without a picture.
func face(kind string, missing bool) fyne.Resource {
	if missing {
		return themed("missing", `<path d="M4 4h16v16H4z" fill="none" stroke="#000" stroke-width="1.4" stroke-dasharray="2.4 2"/>
<path d="M8.5 8.5l7 7M15.5 8.5l-7 7" fill="none" stroke="#000" stroke-width="1.6"/>`)
	}
	switch kind {
	case KindPhoto:
		return themed("photo", `<path d="M4 5h16v14H4z" fill="none" stroke="#000" stroke-width="1.4"/>
<path d="M5 18l5-6 3.5 4 2.5-3 3 5z" fill="#000"/><circle cx="15.5" cy="9" r="1.7" fill="#000"/>`)
	case KindVideo, KindGIF:
		return themed("video", `<path d="M3.5 6h17v12h-17z" fill="none" stroke="#000" stroke-width="1.4"/>
<path d="M3.5 9h17M3.5 15h17M7 6v3M12 6v3M17 6v3M7 15v3M12 15v3M17 15v3" fill="none" stroke="#000" stroke-width="1.2"/>`)
	case KindVoice:
		return themed("voice", `<path d="M2.5 10.5v3M5 8.5v7M7.5 10v4M10 5.5v13M12.5 8v8M15 4.5v15M17.5 9v6M20 10.5v3M22 11.5v1"
 fill="none" stroke="#000" stroke-width="1.5" stroke-linecap="round"/>`)
	case KindRound:
		return themed("round", `<circle cx="12" cy="12" r="8.5" fill="none" stroke="#000" stroke-width="1.4"/>
<circle cx="12" cy="10" r="2.8" fill="#000"/><path d="M7 17c1-4 9-4 10 0z" fill="#000"/>`)
	case KindSticker:
		return themed("sticker", `<path d="M5 4h14v10l-6 6H5z" fill="none" stroke="#000" stroke-width="1.4"/>
<path d="M19 14h-6v6z" fill="#000"/><circle cx="9.5" cy="9" r="1.1" fill="#000"/><circle cx="14.5" cy="9" r="1.1" fill="#000"/>
<path d="M9 12c1.500 2 4.500 2 6 0" fill="none" stroke="#000" stroke-width="1.2"/>`)
	}
	return themed("document", `<path d="M6 3h8l4 4v14H6z" fill="none" stroke="#000" stroke-width="1.4"/>
<path d="M14 3v4h4z" fill="#000"/>`)
}

// themed is a drawing of 24 x 24 units in the theme's colour of quiet things.
func themed(name, paths string) fyne.Resource {
	return theme.NewColoredResource(drawing("satchel-"+name+".svg", paths), theme.ColorNamePlaceHolder)
}

// playBadge says that the picture moves; it is seen on any picture.
func playBadge() fyne.Resource {
	return drawing("satchel-play.svg", `<circle cx="12" cy="12" r="11" fill="#101418" fill-opacity="0.62"/><path d="M9.500 7l8 5-8 5z" fill="#ffffff"/>`)
}

func drawing(name, paths string) fyne.Resource {
	return fyne.NewStaticResource(name, []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+paths+`</svg>`))
}
