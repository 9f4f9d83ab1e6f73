package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// webPage converts a link preview; nil for none.
func webPage(w tg.WebPageClass) *model.WebPage {
	switch w := w.(type) {
	case *tg.WebPageEmpty:
		return &model.WebPage{State: "empty", ID: w.ID, URL: w.URL}
	case *tg.WebPagePending:
		return &model.WebPage{State: "pending", ID: w.ID, URL: w.URL, Date: int64(w.Date)}
	case *tg.WebPageNotModified:
		return &model.WebPage{State: "not_modified", Views: w.CachedPageViews}
	case *tg.WebPage:
		return fullWebPage(w)
	}
	return nil
}

func fullWebPage(w *tg.WebPage) *model.WebPage {
	d := &model.WebPage{
		ID: w.ID, URL: w.URL, DisplayURL: w.DisplayURL, Type: w.Type, SiteName: w.SiteName,
		Title: w.Title, Description: w.Description, Author: w.Author, Duration: w.Duration,
		EmbedURL: w.EmbedURL, EmbedType: w.EmbedType, EmbedWidth: w.EmbedWidth, EmbedHeight: w.EmbedHeight,
		Photo: photo(w.Photo), Document: document(w.Document),
		Flags: flags("has_large_media", w.HasLargeMedia, "video_cover_photo", w.VideoCoverPhoto),
	}
	if p, ok := w.GetCachedPage(); ok {
		d.Page, d.Views = instantView(&p), p.Views
	}
	for _, a := range w.Attributes {
		if t, ok := tree(a).(map[string]any); ok {
			d.Attributes = append(d.Attributes, t)
		}
	}
	return d
}
