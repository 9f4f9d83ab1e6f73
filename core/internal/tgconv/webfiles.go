package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// What upload.getWebFile gives: pictures Telegram makes, and files elsewhere in the
// web that it relays. How long they are is known when they come.
// https://core.telegram.org/api/files#downloading-webfiles

// The picture of a map: wide enough for a page, some 50 KB.
const (
	mapWidth  = 600
	mapHeight = 300
	mapZoom   = 15
	mapScale  = 1
)

// place adds the map around a point.
func (f *finder) place(p tg.GeoPointClass) {
	point, ok := p.(*tg.GeoPoint)
	if !ok {
		return
	}
	m := mapped(point)
	f.add(Found{Role: RoleMap, File: model.File{
		Key: m.Map, Type: f.kind(model.MediaPhoto), DC: model.WebDC, MIME: "image/png",
		Location: model.Location{Kind: model.LocationMap, AccessHash: point.AccessHash, Lat: m.Lat, Long: m.Long, Accuracy: m.Accuracy},
	}})
}

// cover adds the album cover of a song.
func (f *finder) cover(full *tg.Document, m *model.Document) {
	if m.Cover == "" {
		return
	}
	l := documentLocation(full, "")
	l.Kind = model.LocationCover
	f.add(Found{Role: RoleAlbumCover, Document: m, File: model.File{
		Key: m.Cover, Main: m.File, Type: f.kind(m.Type), DC: model.WebDC, MIME: "image/jpeg", Location: l,
	}})
}

// relayed adds a file elsewhere in the web. One that Telegram does not relay
// (webDocumentNoProxy) is not asked for: nobody but Telegram is to learn of an
// export.
func (f *finder) relayed(w tg.WebDocumentClass, role Role) {
	full, ok := w.(*tg.WebDocument)
	if !ok {
		return
	}
	f.add(Found{Role: role, File: model.File{
		Key: model.WebKey(full.URL), Type: f.kind(model.MediaPhoto), DC: model.WebDC, MIME: full.MimeType,
		Location: model.Location{Kind: model.LocationWeb, AccessHash: full.AccessHash, URL: full.URL},
	}})
}

// WebFileLocation is what upload.getWebFile is asked for; false for a location of
// another method.
func WebFileLocation(l model.Location) (tg.InputWebFileLocationClass, bool) {
	switch l.Kind {
	case model.LocationMap:
		point := &tg.InputGeoPoint{Lat: l.Lat, Long: l.Long}
		if l.Accuracy != 0 {
			point.SetAccuracyRadius(l.Accuracy)
		}
		return &tg.InputWebFileGeoPointLocation{
			GeoPoint: point, AccessHash: l.AccessHash, W: mapWidth, H: mapHeight, Zoom: mapZoom, Scale: mapScale,
		}, true
	case model.LocationCover:
		location := &tg.InputWebFileAudioAlbumThumbLocation{}
		location.SetDocument(&tg.InputDocument{ID: l.ID, AccessHash: l.AccessHash, FileReference: l.Reference})
		return location, true
	case model.LocationWeb:
		return &tg.InputWebFileLocation{URL: l.URL, AccessHash: l.AccessHash}, true
	}
	return nil, false
}
