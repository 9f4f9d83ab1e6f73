package world

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
)

func contents(t *testing.T, f File) string {
	t.Helper()
	data, err := io.ReadAll(io.NewSectionReader(f.Open(), 0, f.Size))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestFilesAreFoundByTheirLocation(t *testing.T) {
	w := open(t, map[string]string{
		"files": `[{"document":"55","path":"files/doc","dc":4,"cdn":true},{"document":55,"thumb":"m","path":"files/thumb","hashes":false},
			{"photo":"77","thumb":"x","path":"files/photo"},{"photo":"77","video":"u","path":"files/video"},{"document":"56","size":13,"seed":1}]`,
		"takeout_file": `"files/other.json"`,
	}, "files/doc", "document", "files/thumb", "th", "files/photo", "photo", "files/video", "vid", "files/other.json", "{}")
	tests := []struct {
		key  FileKey
		want string
		f    File
	}{
		{FileKey{Document: 55}, "document", File{Size: 8, DC: 4, CDN: true, Hashes: true}},
		{FileKey{Document: 55, Thumb: "m"}, "th", File{Size: 2, DC: HomeDC}},
		{FileKey{Photo: 77, Thumb: "x"}, "photo", File{Size: 5, DC: HomeDC, Hashes: true}},
		{FileKey{Photo: 77, Video: "u"}, "vid", File{Size: 3, DC: HomeDC, Hashes: true}},
	}
	for _, tt := range tests {
		f, ok := w.File(tt.key)
		if !ok || contents(t, f) != tt.want {
			t.Errorf("%+v: %v", tt.key, ok)
		}
		f.open = nil
		if diff := cmp.Diff(tt.f, f, cmp.AllowUnexported(File{})); diff != "" {
			t.Errorf("%+v: %s", tt.key, diff)
		}
	}
	for _, none := range []FileKey{{}, {Document: 57}, {Photo: 77}, {Photo: 55}, {Document: 55, Thumb: "x"}} {
		if _, ok := w.File(none); ok {
			t.Errorf("%+v is a file", none)
		}
	}
	if f, ok := w.TakeoutFile(); !ok || contents(t, f) != "{}" {
		t.Error("no takeout file")
	}
	if _, ok := open(t, nil).TakeoutFile(); ok {
		t.Error("a takeout file out of nothing")
	}
}

func TestWebFilesAreFoundByWhatTheyShow(t *testing.T) {
	w := open(t, map[string]string{"files": `[{"web":"geo","lat":52.5,"long":-13.25,"path":"a"},{"web":"album","document":"55","path":"a"},
		{"web":"album","title":"T","performer":"P","small":true,"path":"a"},{"web":"url","url":"https://example.org/x","path":"a"}]`}, "a", "tile")
	for _, key := range []WebKey{
		{Kind: "geo", Lat: 52.5, Long: -13.25}, {Kind: "album", Document: 55},
		{Kind: "album", Title: "T", Performer: "P", Small: true}, {Kind: "url", URL: "https://example.org/x"},
	} {
		if f, ok := w.WebFile(key); !ok || contents(t, f) != "tile" {
			t.Errorf("%+v is not found", key)
		}
	}
	if _, ok := w.WebFile(WebKey{Kind: "album", Title: "T", Performer: "P"}); ok {
		t.Error("the large cover is the small one")
	}
}

func TestSeedFilesFollowTheirFormula(t *testing.T) {
	// The first outputs of splitmix64 from state 0, and so of seed 0, word 0.
	if got := splitmix64(0); got != 0xe220a8397b1dcdaf {
		t.Fatalf("splitmix64(0) = %x", got)
	}
	const size, seed = 1001, 77
	var want []byte
	for k := range uint64(size/8 + 1) {
		want = binary.LittleEndian.AppendUint64(want, splitmix64(seed+k))
	}
	f := seedFile{size: size, seed: seed}
	for _, at := range []int64{0, 1, 7, 8, 9, 500, 993, 1000, 1001, 5000} {
		for _, n := range []int{0, 1, 8, 9, 600} {
			got := make([]byte, n)
			read, err := f.ReadAt(got, at)
			expect := want[min(at, size):min(at+int64(n), size)]
			if !bytes.Equal(got[:read], expect) {
				t.Errorf("%d bytes at %d: got %d of %d", n, at, read, len(expect))
			}
			if short := read < n || at >= size; short != errors.Is(err, io.EOF) {
				t.Errorf("%d bytes at %d: read %d, %v", n, at, read, err)
			}
		}
	}
	for _, r := range []io.ReaderAt{f, diskFile{}, &madeFile{}} {
		if _, err := r.ReadAt(make([]byte, 1), -1); !errors.Is(err, errNegativeOffset) {
			t.Errorf("%T: %v", r, err)
		}
	}
}

func TestAHugeSeedFileCostsNothing(t *testing.T) {
	w := open(t, map[string]string{"files": `[{"document":"56","size":4194304000,"seed":1}]`})
	f, ok := w.File(FileKey{Document: 56})
	if !ok || f.Size != 4_194_304_000 {
		t.Fatalf("%+v", f)
	}
	got := make([]byte, 16)
	if n, err := f.Open().ReadAt(got, f.Size-8); n != 8 || !errors.Is(err, io.EOF) {
		t.Errorf("%d, %v", n, err)
	}
	if want := splitmix64(1 + uint64(f.Size)/8 - 1); binary.LittleEndian.Uint64(got) != want {
		t.Errorf("last word %x, want %x", got[:8], want)
	}
}

func TestWhatAWorldLeavesOutIsDerived(t *testing.T) {
	fields := map[string]string{
		"userpics":     "[" + photo77 + "]",
		"custom_emoji": "[" + document55 + "]",
		"files":        `[{"photo":"77","thumb":"x","path":"p"},{"document":"55","path":"d","dc":4}]`,
		"users":        `[{"_":"user","id":"7","photo":{"_":"userProfilePhoto","photo_id":"77"}}]`,
		"chats":        `[{"_":"channelForbidden","id":"9","title":"x"}]`,
	}
	w := open(t, fields, "p", "12345", "d", "123")
	photo, doc := w.Userpics()[0].(*tg.Photo), w.CustomEmoji()[0].(*tg.Document)
	if photo.AccessHash == 0 || len(photo.FileReference) == 0 || photo.DCID != HomeDC || photo.Sizes[0].(*tg.PhotoSize).Size != 5 {
		t.Errorf("%v", photo)
	}
	if doc.AccessHash == 0 || doc.AccessHash == photo.AccessHash || doc.DCID != 4 || doc.Size != 3 {
		t.Errorf("%v", doc)
	}
	u, _ := w.User(7)
	if _, ok := u.GetAccessHash(); ok || u.Photo.(*tg.UserProfilePhoto).DCID != HomeDC {
		t.Errorf("%v", u)
	}
	c, _ := w.Channel(9)
	if c.(*tg.ChannelForbidden).AccessHash == 0 {
		t.Errorf("%v", c)
	}

	// A later version of the account: other contents, the same ids.
	fields["self"] = `{"_":"user","id":"1","self":true,"first_name":"Ada the second"}`
	fields["files"] = `[{"document":"55","path":"d","dc":4},{"photo":"77","thumb":"x","path":"p","dc":2}]`
	later := open(t, fields, "p", "123456789", "d", "123")
	again := later.Userpics()[0].(*tg.Photo)
	if again.AccessHash != photo.AccessHash || !bytes.Equal(again.FileReference, photo.FileReference) {
		t.Error("the hashes changed with the version")
	}
	fields["self"] = `{"_":"user","id":"2","self":true}`
	if other := open(t, fields, "p", "1", "d", "1").Userpics()[0].(*tg.Photo); other.AccessHash == photo.AccessHash {
		t.Error("two accounts have the same hashes")
	}
}

func TestWhatAWorldGivesIsKept(t *testing.T) {
	w := open(t, map[string]string{
		"custom_emoji": `[{"_":"document","id":"55","access_hash":"0","file_reference":"AQID","date":1,"mime_type":"a/b","size":"99","dc_id":5,"attributes":[]}]`,
		"files":        `[{"document":"55","path":"d","dc":4}]`,
		"messages":     `[{"_":"message","id":1,"peer_id":{"_":"peerUser","user_id":7},"date":1,"message":"","media":{"_":"messageMediaPhoto","photo":{"_":"photo","id":"77","date":1,"dc_id":1,"sizes":[{"_":"photoSize","type":"x","w":1,"h":1,"size":0}]}}}]`,
	}, "d", "123")
	doc := w.CustomEmoji()[0].(*tg.Document)
	if doc.AccessHash != 0 || string(doc.FileReference) != "\x01\x02\x03" || doc.Size != 99 || doc.DCID != 5 {
		t.Errorf("%v", doc)
	}
	if f, _ := w.File(FileKey{Document: 55}); f.DC != 5 || f.Size != 3 {
		t.Errorf("dc_id wins over dc, the disk over the declared size: %+v", f)
	}
	m, _ := w.Message(UserKey(7), 1)
	if s := m.(*tg.Message).Media.(*tg.MessageMediaPhoto).Photo.(*tg.Photo).Sizes[0].(*tg.PhotoSize); s.Size != 0 {
		t.Errorf("a size of 0 became %d", s.Size)
	}
}

func TestHashesOfTwoNamesOfOneThingAgree(t *testing.T) {
	w := open(t, map[string]string{
		"sticker_sets": `[{"_":"messages.stickerSet","set":{"_":"stickerSet","id":"5","title":"","short_name":"","count":0,"hash":0},"packs":[],"keywords":[],"documents":[]}]`,
		"custom_emoji": `[{"_":"document","id":"55","date":1,"mime_type":"a/b","size":1,"attributes":[{"_":"documentAttributeSticker","alt":"","stickerset":{"_":"inputStickerSetID","id":"5"}}]}]`,
	})
	set := w.StickerSets()[0].Set.AccessHash
	input := w.CustomEmoji()[0].(*tg.Document).Attributes[0].(*tg.DocumentAttributeSticker).Stickerset.(*tg.InputStickerSetID).AccessHash
	if set == 0 || set != input {
		t.Errorf("%d and %d", set, input)
	}
}

func TestPeerKeysAreReadAsTheyAreWritten(t *testing.T) {
	for _, key := range []PeerKey{UserKey(7), GroupKey(8), ChannelKey(1003)} {
		if got, err := ParsePeerKey(key.String()); err != nil || got != key || KeyOf(key.Peer()) != key {
			t.Errorf("%s: %s, %v", key, got, err)
		}
	}
	for _, bad := range []string{"", "user", "user:", "user:x", "user:-1", "user:0", "group:4", "self"} {
		if got, err := ParsePeerKey(bad); err == nil {
			t.Errorf("%q is %s", bad, got)
		}
	}
	if (PeerKey{}).Peer() != nil || KeyOf(nil) != (PeerKey{}) {
		t.Error("nobody is somebody")
	}
}
