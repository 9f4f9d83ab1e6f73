package demo

import (
	"testing"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func onWeb(s *served, url string) *tg.InputWebFileLocation {
	return &tg.InputWebFileLocation{URL: url, AccessHash: s.world.WebAccessHash(world.WebKey{Kind: "url", URL: url})}
}

func TestEachKindOfWebFileIsFound(t *testing.T) {
	f := media(nil)
	f["files"] = append(f["files"].([]raw), raw(`{"web":"album","document":"55","path":"t"}`),
		raw(`{"web":"album","title":"Song","performer":"Band","small":true,"path":"p"}`), raw(`{"web":"url","url":"https://e.org/x","path":"t"}`))
	s := serve(t, f.open(t, mediaFiles), nil)
	home := s.signedIn(t)
	doc, far, _ := locations(t, home)
	c := home.elsewhere(t, 4)
	ask := func(l tg.InputWebFileLocationClass, offset, limit int) (string, error) {
		a, err := c.api().UploadGetWebFile(t.Context(), &tg.UploadGetWebFileRequest{Location: l, Offset: offset, Limit: limit})
		if err != nil {
			return "", err
		}
		return string(a.Bytes), nil
	}
	album := func(d *tg.InputDocumentFileLocation, small bool) *tg.InputWebFileAudioAlbumThumbLocation {
		l := &tg.InputWebFileAudioAlbumThumbLocation{Small: small}
		l.SetDocument(&tg.InputDocument{ID: d.ID, AccessHash: d.AccessHash, FileReference: d.FileReference})
		return l
	}
	titled := func(title string, small bool) *tg.InputWebFileAudioAlbumThumbLocation {
		l := &tg.InputWebFileAudioAlbumThumbLocation{Small: small}
		l.SetTitle(title)
		l.SetPerformer("Band")
		return l
	}
	for _, tt := range []struct {
		name       string
		l          tg.InputWebFileLocationClass
		data, want string
	}{
		{"a document on the web", onWeb(s, "https://e.org/x"), mediaFiles["t"], ""},
		{"another one", onWeb(s, "https://e.org/y"), "", "LOCATION_INVALID"},
		{"the cover of a document", album(doc, false), mediaFiles["t"], ""},
		{"its small cover", album(doc, true), "", "LOCATION_INVALID"},
		{"the cover of a document without one", album(far, false), "", "LOCATION_INVALID"},
		{"the cover by title", titled("Song", true), mediaFiles["p"], ""},
		{"the cover by another title", titled("Sonnet", true), "", "LOCATION_INVALID"},
	} {
		got, err := ask(tt.l, 0, 4096)
		wantError(t, tt.name, err, tt.want)
		if got != tt.data {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.data)
		}
	}
	forged := album(doc, false)
	forged.Document.(*tg.InputDocument).AccessHash++
	_, err := ask(forged, 0, 4096)
	wantError(t, "a document without its hash", err, "FILE_REFERENCE_INVALID")
	_, err = ask(onWeb(s, "https://e.org/x"), 1, 4096)
	wantError(t, "an offset between the steps", err, "OFFSET_INVALID")
	got, err := ask(onWeb(s, "https://e.org/x"), 4096, 4096)
	if err != nil || got != "" {
		t.Errorf("behind the end: %q, %v", got, err)
	}
}
