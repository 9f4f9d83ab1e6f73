package core

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// webWorld is a channel with a point, a moving one, a place, a song without a cover
// and an invoice; without says that Telegram has pictures of none.
func webWorld(without bool) fs.FS {
	const message = `{"_":"message","peer_id":{"_":"peerChannel","channel_id":"1002"},"message":"","id":`
	media := []string{
		`{"_":"messageMediaGeo","geo":{"_":"geoPoint","lat":52.5,"long":-13.25,"accuracy_radius":20}}`,
		`{"_":"messageMediaGeoLive","period":60,"geo":{"_":"geoPoint","lat":52.6,"long":-13.25,"access_hash":"77"}}`,
		`{"_":"messageMediaVenue","title":"Here","address":"","provider":"","venue_id":"","venue_type":"","geo":{"_":"geoPoint","lat":52.5,"long":-13.25}}`,
		`{"_":"messageMediaDocument","document":{"_":"document","id":"55","date":1700000000,"mime_type":"audio/mpeg","attributes":[{"_":"documentAttributeAudio","duration":3,"title":"Song"}]}}`,
		`{"_":"messageMediaInvoice","title":"Cake","description":"","currency":"EUR","total_amount":250,"start_param":"x",
			"photo":{"_":"webDocument","url":"https://shop.example/cake.jpg","size":9,"mime_type":"image/jpeg","attributes":[]}}`,
	}
	var messages []string
	for i, m := range media {
		messages = append(messages, message+string(rune('1'+i))+`,"date":1700000000,"media":`+m+`}`)
	}
	files := `{"document":"55","size":5000,"seed":55}`
	if !without {
		files += `,{"web":"geo","lat":52.5,"long":-13.25,"path":"a"},{"web":"geo","lat":52.6,"long":-13.25,"path":"b"},
			{"web":"album","document":"55","path":"c"},{"web":"url","url":"https://shop.example/cake.jpg","path":"d"}`
	}
	world := fstest.MapFS{
		"a": {Data: []byte("\x89PNG map a")}, "b": {Data: []byte("\x89PNG" + strings.Repeat("map b", 400_000))},
		"c": {Data: []byte("\xff\xd8\xff cover")}, "d": {Data: []byte("\xff\xd8\xff cake, not as long as was said")},
	}
	var doc map[string]json.RawMessage
	data, err := fs.ReadFile(mediaWorld(nil), "world.json")
	if err != nil {
		panic(err)
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		panic(err)
	}
	doc["messages"] = json.RawMessage("[" + strings.Join(messages, ",") + "]")
	doc["files"] = json.RawMessage("[" + files + "]")
	if data, err = json.Marshal(doc); err != nil {
		panic(err)
	}
	world["world.json"] = &fstest.MapFile{Data: data}
	return world
}

func TestMapsCoversAndInvoicePicturesAreSaved(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"nothing happens": "",
		"old references":  `{"file_reference_lifetime_calls":1}`,
		"cut lines":       `{"rules":[{"method":"upload.getWebFile","every":3,"times":2,"do":"drop_connection"}]}`,
		"waits":           `{"rules":[{"method":"upload.getWebFile","nth":2,"error":"FLOOD_WAIT_1"}]}`,
		"one at a time":   `{"queue":{"small":1,"large":1}}`,
	}
	for name, faults := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, webWorld(false), faults)
			dir := t.TempDir()
			if got := b.export(t, dir); got.Outcome != Complete || got.Files.Saved != 5 {
				t.Fatalf("%+v", got)
			}
			want := webWorld(false).(fstest.MapFS)
			folder := filepath.Join(dir, "chats", "chat_001")
			result, page := readText(t, folder, "result.json"), readText(t, folder, "messages.html")
			for key, path := range map[string]string{"location_map": "a", "album_cover": "c", "invoice_photo": "d"} {
				_, rest, _ := strings.Cut(result, `"`+key+`": "`)
				at, _, _ := strings.Cut(rest, `"`)
				data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(at)))
				if err != nil || string(data) != string(want[path].Data) {
					t.Errorf("%s at %q: %d bytes, %v", key, at, len(data), err)
				}
				if !strings.Contains(page, `src="`+at+`"`) {
					t.Errorf("the page does not show %s", at)
				}
			}
		})
	}
}

func readText(t *testing.T, folder, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAPictureTelegramDoesNotHaveIsNoLossButAShopsIs(t *testing.T) {
	t.Parallel()
	b := newBench(t, webWorld(true), "")
	got := b.export(t, t.TempDir())
	var codes []string
	for _, p := range got.Problems {
		codes = append(codes, p.Code)
	}
	if got.Files.Saved != 1 || len(codes) != 1 || codes[0] != "file_unavailable" {
		t.Errorf("%+v: %v of %v", got, codes, maps.Clone(got.Files.Skipped))
	}
}
