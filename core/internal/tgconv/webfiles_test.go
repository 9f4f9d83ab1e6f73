package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func TestWebFilesAreAskedForByWhatTheyWereFoundIn(t *testing.T) {
	song := testDocument(57, &tg.DocumentAttributeAudio{Title: "Song"})
	song.Thumbs = nil
	cover := &tg.InputWebFileAudioAlbumThumbLocation{}
	cover.SetDocument(&tg.InputDocument{ID: 57, AccessHash: 58, FileReference: []byte{57}})
	point := &tg.InputGeoPoint{Lat: 1.5, Long: -2.5}
	point.SetAccuracyRadius(10)
	for name, c := range map[string]struct {
		media tg.MessageMediaClass
		want  tg.InputWebFileLocationClass
	}{
		"map": {&tg.MessageMediaGeo{Geo: &tg.GeoPoint{Lat: 1.5, Long: -2.5, AccessHash: 9, AccuracyRadius: 10}},
			&tg.InputWebFileGeoPointLocation{GeoPoint: point, AccessHash: 9, W: mapWidth, H: mapHeight, Zoom: mapZoom, Scale: mapScale}},
		"cover":   {&tg.MessageMediaDocument{Document: song}, cover},
		"invoice": {&tg.MessageMediaInvoice{Photo: &tg.WebDocument{URL: "u", AccessHash: 3}}, &tg.InputWebFileLocation{URL: "u", AccessHash: 3}},
	} {
		found := Files(&tg.Message{ID: 1, Media: c.media})
		f := found[len(found)-1].File
		got, ok := WebFileLocation(f.Location)
		if d := cmp.Diff(c.want, got); d != "" || !ok || f.DC != model.WebDC || f.Size != 0 || !f.Location.Kind.Web() {
			t.Errorf("%s: %+v\n%s", name, f, d)
		}
	}
	if _, ok := WebFileLocation(model.Location{Kind: model.LocationPhoto, ID: 1}); ok {
		t.Error("a photo is no web file")
	}
}
