package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

const (
	documentJSON = `{"_":"document","id":"55","access_hash":"550","date":1,"mime_type":"video/mp4","size":"3000000","dc_id":2,
		"thumbs":[{"_":"photoSize","type":"m","w":1,"h":1,"size":3}],"attributes":[]}`
	farJSON   = `{"_":"document","id":"56","access_hash":"560","date":1,"mime_type":"a/b","attributes":[]}`
	photoJSON = `{"_":"photo","id":"77","access_hash":"770","date":1,"dc_id":2,"sizes":[{"_":"photoSize","type":"x","w":1,"h":1,"size":3}]}`
)

// media is a world with a document of 3,000,000 bytes at home (55), one on DC 4
// and the CDN (56), a photo (77), and a user with a picture.
func media(more folder) folder {
	f := folder{
		"users": []raw{rawf(`{"_":"user","id":"7","first_name":"x","access_hash":"1007","photo":{"_":"userProfilePhoto","photo_id":"88","dc_id":2}}`)},
		"messages": []raw{
			messageJSON("user:7", 1, 100, `,"media":{"_":"messageMediaDocument","document":`+documentJSON+`}`),
			messageJSON("user:7", 2, 100, `,"media":{"_":"messageMediaDocument","document":`+farJSON+`}`),
			messageJSON("user:7", 3, 100, `,"media":{"_":"messageMediaPhoto","photo":`+photoJSON+`}`),
		},
		"files": []raw{raw(`{"document":"55","size":3000000,"seed":1}`), raw(`{"document":"55","thumb":"m","path":"t"}`),
			raw(`{"document":"56","size":300000,"seed":2,"dc":4,"cdn":true}`), raw(`{"photo":"77","thumb":"x","path":"p"}`),
			raw(`{"photo":"88","thumb":"a","path":"p"}`), raw(`{"web":"geo","lat":1.5,"long":2.5,"path":"p"}`)},
	}
	for k, v := range more {
		f[k] = v
	}
	return f
}

var mediaFiles = map[string]string{"t": "\xff\xd8\xffthumb", "p": "\x89PNGphoto", "other.json": "{}"}

// locations are those of a history's documents and photos, as just sent.
func locations(t testing.TB, c caller) (doc, far *tg.InputDocumentFileLocation, photo *tg.InputPhotoFileLocation) {
	t.Helper()
	a, err := c.api().MessagesGetHistory(t.Context(), &tg.MessagesGetHistoryRequest{Peer: user7, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	m, _ := a.AsModified()
	p := m.GetMessages()[0].(*tg.Message).Media.(*tg.MessageMediaPhoto).Photo.(*tg.Photo)
	at := func(i int) *tg.InputDocumentFileLocation {
		d := m.GetMessages()[i].(*tg.Message).Media.(*tg.MessageMediaDocument).Document.(*tg.Document)
		return d.AsInputDocumentFileLocation("")
	}
	return at(2), at(1), &tg.InputPhotoFileLocation{ID: p.ID, AccessHash: p.AccessHash, FileReference: p.FileReference, ThumbSize: "x"}
}

func get(c caller, l tg.InputFileLocationClass, offset int64, limit int, precise bool) ([]byte, error) {
	a, err := c.api().UploadGetFile(context.Background(), &tg.UploadGetFileRequest{Location: l, Offset: offset, Limit: limit, Precise: precise})
	if f, ok := a.(*tg.UploadFile); ok {
		return f.Bytes, err
	}
	return nil, err
}

func TestPartsOfFilesObeyTheDocumentedRules(t *testing.T) {
	s := serve(t, media(nil).open(t, mediaFiles), nil)
	c := s.signedIn(t)
	doc, _, _ := locations(t, c)
	tests := []struct {
		name    string
		offset  int64
		limit   int
		precise bool
		bytes   int
		want    string
		broken  []rule
	}{
		{"a whole chunk", 0, 1 << 20, false, 1 << 20, "", nil},
		{"the smallest part", 4096, 4096, false, 4096, "", nil},
		{"the end of the file", 2 << 20, 1 << 20, false, 3000000 - 2<<20, "", nil},
		{"behind the end", 3 << 20, 4096, false, 0, "", nil},
		{"offset between the steps", 1024, 4096, false, 0, "OFFSET_INVALID", []rule{ruleFileOffset}},
		{"negative offset", -4096, 4096, false, 0, "OFFSET_INVALID", []rule{ruleFileOffset}},
		{"limit of nothing", 0, 0, false, 0, "LIMIT_INVALID", []rule{ruleFileLimit}},
		{"limit between the steps", 0, 100000, false, 0, "LIMIT_INVALID", []rule{ruleFileLimit}},
		{"limit that does not divide 1 MB", 0, 12288, false, 0, "LIMIT_INVALID", []rule{ruleFileLimit}},
		{"limit above 1 MB", 0, 2 << 20, false, 0, "LIMIT_INVALID", []rule{ruleFileLimit}},
		{"over the edge of a chunk", 1<<20 - 4096, 8192, false, 0, "LIMIT_INVALID", []rule{ruleFileChunk}},
		{"precise in steps of 1 KB", 1024, 3072, true, 3072, "", nil},
		{"precise between the steps", 1000, 1024, true, 0, "OFFSET_INVALID", []rule{ruleFileOffset}},
		{"precise limit between the steps", 0, 1000, true, 0, "LIMIT_INVALID", []rule{ruleFileLimit}},
		{"precise above 1 MB", 0, 1<<20 + 1024, true, 0, "LIMIT_INVALID", []rule{ruleFileLimit}},
		{"precise over the edge", 1<<20 - 1024, 2048, true, 0, "LIMIT_INVALID", []rule{ruleFileChunk}},
	}
	whole := read(t, s, world.FileKey{Document: 55})
	for _, tt := range tests {
		data, err := get(c, doc, tt.offset, tt.limit, tt.precise)
		wantError(t, tt.name, err, tt.want)
		s.wantRules(t, tt.name, tt.broken...)
		if tt.want == "" && !bytes.Equal(data, whole[min(int(tt.offset), len(whole)):min(int(tt.offset)+tt.bytes, len(whole))]) {
			t.Errorf("%s: the bytes are not the file's (%d, want %d)", tt.name, len(data), tt.bytes)
		}
	}
}

func read(t *testing.T, s *served, key world.FileKey) []byte {
	t.Helper()
	f, ok := s.world.File(key)
	if !ok {
		t.Fatalf("no file %v", key)
	}
	data := make([]byte, f.Size)
	if _, err := f.Open().ReadAt(data, 0); err != nil {
		t.Fatal(err)
	}
	return data
}

func TestLocationsLeadToTheirFilesOnly(t *testing.T) {
	s := serve(t, media(folder{"takeout_file": "other.json"}).open(t, mediaFiles), nil)
	c := s.signedIn(t)
	doc, far, photo := locations(t, c)
	out := c.open(t, everything())
	with := func(l tg.InputDocumentFileLocation, change func(*tg.InputDocumentFileLocation)) *tg.InputDocumentFileLocation {
		change(&l)
		return &l
	}
	tests := []struct {
		name string
		c    caller
		l    tg.InputFileLocationClass
		data string
		want string
	}{
		{"a photo", out, photo, mediaFiles["p"], ""},
		{"a thumb", out, with(*doc, func(l *tg.InputDocumentFileLocation) { l.ThumbSize = "m" }), mediaFiles["t"], ""},
		{"a size there is not", out, with(*doc, func(l *tg.InputDocumentFileLocation) { l.ThumbSize = "s" }), "", "LOCATION_INVALID"},
		{"a peer's photo, small", out, &tg.InputPeerPhotoFileLocation{Peer: user7, PhotoID: 88}, mediaFiles["p"], ""},
		{"a peer's photo, big", out, &tg.InputPeerPhotoFileLocation{Peer: user7, PhotoID: 88, Big: true}, "", "LOCATION_INVALID"},
		{"a stranger's photo", out, &tg.InputPeerPhotoFileLocation{Peer: &tg.InputPeerUser{UserID: 4}, PhotoID: 88}, "", "PEER_ID_INVALID"},
		{"a file elsewhere", out, far, "", "FILE_MIGRATE_4"},
		{"no reference", out, with(*doc, func(l *tg.InputDocumentFileLocation) { l.FileReference = nil }), "", "FILE_REFERENCE_EMPTY"},
		{"the reference of another file", out, with(*doc, func(l *tg.InputDocumentFileLocation) { l.FileReference = far.FileReference }), "", "FILE_REFERENCE_INVALID"},
		{"a wrong hash", out, with(*doc, func(l *tg.InputDocumentFileLocation) { l.AccessHash++ }), "", "FILE_REFERENCE_INVALID"},
		{"the takeout's own file", out, &tg.InputTakeoutFileLocation{}, "{}", ""},
		{"the takeout's own file outside", c, &tg.InputTakeoutFileLocation{}, "", "TAKEOUT_REQUIRED"},
		{"a secret file", out, &tg.InputSecureFileLocation{}, "", "LOCATION_INVALID"},
	}
	for _, tt := range tests {
		data, err := get(tt.c, tt.l, 0, 4096, false)
		wantError(t, tt.name, err, tt.want)
		if tt.want == "" && string(data) != tt.data {
			t.Errorf("%s: got %q, want %q", tt.name, data, tt.data)
		}
	}
	empty := serve(t, media(nil).open(t, mediaFiles), nil)
	_, err := get(empty.signedIn(t).open(t, everything()), &tg.InputTakeoutFileLocation{}, 0, 4096, false)
	wantError(t, "a takeout without a file of its own", err, "TAKEOUT_FILE_EMPTY")
}

func TestAReferenceIsGoodForSoManyCalls(t *testing.T) {
	f := NoFaults()
	f.ReferenceCalls = 3
	s := serve(t, media(nil).open(t, mediaFiles), f)
	c := s.signedIn(t)
	doc, _, _ := locations(t, c)
	for i := range 3 {
		if _, err := get(c, doc, 0, 4096, false); err != nil {
			t.Fatalf("call %d: %v", i+1, err)
		}
	}
	_, err := get(c, doc, 0, 4096, false)
	wantError(t, "the fourth call", err, "FILE_REFERENCE_EXPIRED")
	fresh, _, _ := locations(t, c)
	if bytes.Equal(fresh.FileReference, doc.FileReference) {
		t.Error("a reference sent later shows the same age")
	}
	_, err = get(c, fresh, 0, 4096, false)
	wantError(t, "a fresh reference", err, "")
}

func TestAnExportKeepsToItsFlagsAndSize(t *testing.T) {
	s := serve(t, media(nil).open(t, mediaFiles), nil)
	c := s.signedIn(t)
	flags := everything()
	flags.SetFileMaxSize(1000)
	small := c.open(t, flags)
	doc, _, photo := locations(t, small.over(1, 1<<31-1))
	s.wantRules(t, "reading")
	_, err := get(small, photo, 0, 4096, false)
	wantError(t, "a file under the limit", err, "")
	s.wantRules(t, "a file under the limit")
	_, err = get(small, doc, 0, 4096, false)
	wantError(t, "a file above the limit", err, "")
	s.wantRules(t, "a file above the limit", ruleFileMaxSize)
	_, err = get(c.open(t, &tg.AccountInitTakeoutSessionRequest{}), photo, 0, 4096, false)
	wantError(t, "files were not named", err, "")
	s.wantRules(t, "files were not named", ruleFlags)
}

func TestHashesCoverAFileFromTheOffsetOn(t *testing.T) {
	s := serve(t, media(nil).open(t, mediaFiles), nil)
	c := s.signedIn(t)
	doc, _, _ := locations(t, c)
	whole := read(t, s, world.FileKey{Document: 55})
	for _, offset := range []int64{0, 128 << 10, 200 << 10, 3 << 20, 0, 130 << 10} { // the last ones from its book
		got, err := c.api().UploadGetFileHashes(t.Context(), &tg.UploadGetFileHashesRequest{Location: doc, Offset: offset})
		if err != nil {
			t.Fatal(err)
		}
		want := []tg.FileHash{}
		for at := int(offset) / (128 << 10) * (128 << 10); at < len(whole); at += 128 << 10 {
			piece := whole[at:min(at+128<<10, len(whole))]
			sum := sha256.Sum256(piece)
			want = append(want, tg.FileHash{Offset: int64(at), Limit: len(piece), Hash: sum[:]})
		}
		if len(want) == 0 {
			want = nil
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("from %d (-want +got):\n%s", offset, diff)
		}
	}
}

func TestAFileIsHashedOnceHoweverOftenItIsAskedFor(t *testing.T) {
	file, ok := media(nil).open(t, mediaFiles).File(fileKey55)
	if !ok {
		t.Fatal("the world has no such file")
	}
	var book hashBook
	ask := func(name string, offset int64) []tg.FileHash {
		t.Helper()
		hashes, err := book.from(target{name: name, file: file}, offset)
		if err != nil {
			t.Fatal(err)
		}
		return hashes
	}
	first, again, other := ask("a", 5), ask("a", hashRange-1), ask("a", hashRange)
	if &first[0] != &again[0] {
		t.Error("the second question was answered from the file")
	}
	if other[0].Offset != hashRange {
		t.Errorf("an answer from %d on began at %d", hashRange, other[0].Offset)
	}
	for i := range mostAnswers + 10 {
		ask(strconv.Itoa(i), file.Size)
	}
	if len(book.known) > mostAnswers {
		t.Errorf("%d answers are kept", len(book.known))
	}
}

var fileKey55 = world.FileKey{Document: 55}
