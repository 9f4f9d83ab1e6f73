package view

import (
	"cmp"
	"strings"
	"time"

	"satchel/core"
	"satchel/gui/lang"
)

// Cell is a file of the gallery.
type Cell struct {
	Kind     string // a media type of the settings; empty: a picture of the account
	Title    string // under the face of files without a picture
	Detail   string // in a corner: how long, how large
	Name     string // for the large view
	About    string
	Open     string // the word that opens it in the system's program
	Missing  bool
	Fetching bool
}

// NewCell makes the cell of a file.
func NewCell(l lang.Catalog, item core.GalleryItem) Cell {
	c := Cell{
		Kind: string(item.Type), Title: OneLine(item.Name), Detail: Duration(item.Duration),
		Missing: item.State == core.GalleryMissing, Fetching: item.State == core.GalleryFetching,
	}
	if c.Kind == "" && strings.HasPrefix(item.MIME, "image/") {
		c.Kind = "photo"
	}
	c.Open = l.T("large.open")
	if plays(item) {
		c.Open = l.T("large.play")
	}
	size := ""
	if item.Size > 0 {
		size = l.Bytes(item.Size)
	}
	if c.Detail == "" && c.Kind != "photo" && c.Kind != "sticker" {
		c.Detail = size
	}
	c.Name = cmp.Or(c.Title, l.T("cell."+cmp.Or(c.Kind, "file")))
	about := []string{Duration(item.Duration), size}
	if item.Date > 0 {
		sent := time.Unix(item.Date, 0).Local()
		about = append(about, l.T("clock.day", l.Day(sent), l.Hour(sent)))
	}
	switch {
	case c.Missing:
		about = append(about, l.T("cell.missing"))
	case c.Fetching:
		about = append(about, l.T("cell.fetching"))
	}
	c.About = joined(about)
	return c
}

// plays reports whether a file is seen or heard over time.
func plays(item core.GalleryItem) bool {
	return item.Duration > 0 || item.Type == "gif" || strings.HasPrefix(item.MIME, "video/") || strings.HasPrefix(item.MIME, "audio/")
}

func joined(parts []string) string {
	var list []string
	for _, p := range parts {
		if p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, "  ·  ")
}

// Duration writes seconds as a player does ("1:05"); empty for none.
func Duration(seconds float64) string {
	if seconds <= 0 {
		return ""
	}
	d := time.Duration(seconds * float64(time.Second)).Round(time.Second)
	return Countdown(time.Time{}.Add(max(d, time.Second)), time.Time{})
}
