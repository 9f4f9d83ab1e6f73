package demo

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"testing"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func TestACDNFileComesEncryptedAfterAReupload(t *testing.T) {
	s := serve(t, media(nil).open(t, mediaFiles), nil)
	home := s.signedIn(t)
	_, far, _ := locations(t, home)
	dc4 := home.elsewhere(t, 4)
	whole := read(t, s, world.FileKey{Document: 56})
	direct, err := get(dc4, far, 0, 1<<19, false)
	if err != nil || !bytes.Equal(direct, whole) {
		t.Fatalf("a client that knows no CDN gets the file itself: %v", err)
	}
	a, err := dc4.api().UploadGetFile(t.Context(), &tg.UploadGetFileRequest{Location: far, Limit: 4096, CDNSupported: true})
	if err != nil {
		t.Fatal(err)
	}
	way := a.(*tg.UploadFileCDNRedirect)
	cdn := caller{s: s.Server, dc: way.DCID, cdn: true, key: 3}
	ask := func(offset int64, limit int) (tg.UploadCDNFileClass, error) {
		return cdn.api().UploadGetCDNFile(t.Context(), &tg.UploadGetCDNFileRequest{FileToken: way.FileToken, Offset: offset, Limit: limit})
	}
	first, err := ask(0, 4096)
	if err != nil {
		t.Fatal(err)
	}
	need, ok := first.(*tg.UploadCDNFileReuploadNeeded)
	if !ok {
		t.Fatalf("an empty CDN answers %T", first)
	}
	_, err = dc4.api().UploadReuploadCDNFile(t.Context(), &tg.UploadReuploadCDNFileRequest{FileToken: way.FileToken, RequestToken: []byte("x")})
	wantError(t, "another request token", err, "REQUEST_TOKEN_INVALID")
	if _, err := dc4.api().UploadReuploadCDNFile(t.Context(), &tg.UploadReuploadCDNFileRequest{FileToken: way.FileToken, RequestToken: need.RequestToken}); err != nil {
		t.Fatal(err)
	}
	got, err := ask(128<<10, 128<<10)
	if err != nil {
		t.Fatal(err)
	}
	data := got.(*tg.UploadCDNFile).Bytes
	if bytes.Equal(data, whole[128<<10:256<<10]) {
		t.Error("a CDN sends the file unencrypted")
	}
	decrypt(t, way, 128<<10, data)
	if !bytes.Equal(data, whole[128<<10:256<<10]) {
		t.Error("the decrypted bytes are not the file's")
	}
	_, err = ask(1024, 4096)
	wantError(t, "between the steps", err, "OFFSET_INVALID")
	_, err = ask(1<<20-4096, 8192)
	wantError(t, "over the edge of a chunk", err, "LIMIT_INVALID")
	s.wantRules(t, "parts of a CDN's file", ruleCDNPart, ruleCDNPart)
	if sum := sha256.Sum256(data); !bytes.Equal(sum[:], way.FileHashes[1].Hash) {
		t.Error("the hash of the second range is not that of the decrypted bytes")
	}
}

// decrypt is what https://core.telegram.org/cdn#decrypting-files tells clients.
func decrypt(t *testing.T, way *tg.UploadFileCDNRedirect, offset int64, data []byte) {
	t.Helper()
	block, err := aes.NewCipher(way.EncryptionKey)
	if err != nil {
		t.Fatal(err)
	}
	iv := bytes.Clone(way.EncryptionIv)
	binary.BigEndian.PutUint32(iv[12:], uint32(offset/16))
	cipher.NewCTR(block, iv).XORKeyStream(data, data)
}

func TestAFaultStrikesAFileAtItsCDN(t *testing.T) {
	f, err := ParseFaults([]byte(`{"rules": [{"method": "upload.getCdnFile", "file": "document:55", "error": "INTERNAL"},
		{"method": "upload.getCdnFile", "file": "document:56", "offset": 4096, "error": "FILE_TOKEN_INVALID"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, media(nil).open(t, mediaFiles), f)
	home := s.signedIn(t)
	_, far, _ := locations(t, home)
	a, err := home.elsewhere(t, 4).api().UploadGetFile(t.Context(), &tg.UploadGetFileRequest{Location: far, Limit: 4096, CDNSupported: true})
	if err != nil {
		t.Fatal(err)
	}
	way := a.(*tg.UploadFileCDNRedirect)
	cdn := caller{s: s.Server, dc: way.DCID, cdn: true, key: 3}
	for offset, want := range map[int64]string{0: "", 4096: "FILE_TOKEN_INVALID", 8192: ""} {
		_, err := cdn.api().UploadGetCDNFile(t.Context(), &tg.UploadGetCDNFileRequest{FileToken: way.FileToken, Offset: offset, Limit: 4096})
		wantError(t, "at the CDN", err, want)
	}
}

func TestACDNServesItsOwnMethodsOnly(t *testing.T) {
	s := serve(t, media(nil).open(t, mediaFiles), nil)
	home := s.signedIn(t)
	cdn := caller{s: s.Server, dc: cdnDC, cdn: true, key: 3}
	_, err := cdn.api().HelpGetAppConfig(t.Context(), 0)
	wantError(t, "another method on a CDN", err, "CDN_METHOD_INVALID")
	s.wantRules(t, "another method on a CDN", ruleCDNMethod)
	r := &tg.UploadGetCDNFileRequest{FileToken: []byte("x"), Limit: 4096}
	_, err = cdn.api().UploadGetCDNFile(t.Context(), r)
	wantError(t, "an unknown token", err, "FILE_TOKEN_INVALID")
	_, err = home.api().UploadGetCDNFile(t.Context(), r)
	wantError(t, "a CDN's method at home", err, "METHOD_INVALID")
	_, err = home.api().UploadGetCDNFileHashes(t.Context(), &tg.UploadGetCDNFileHashesRequest{FileToken: []byte("x")})
	wantError(t, "hashes of an unknown token", err, "FILE_TOKEN_INVALID")
}

func TestLargeQueriesGoToTheMediaAddress(t *testing.T) {
	s := serve(t, media(nil).open(t, mediaFiles), nil)
	home := s.signedIn(t)
	_, far, _ := locations(t, home)
	dc4 := home.elsewhere(t, 4)
	if _, err := get(dc4, far, 0, 4096, false); err != nil {
		t.Fatal(err)
	}
	s.wantRules(t, "at the media address")
	dc4.plain = true
	if _, err := get(dc4, far, 0, 4096, false); err != nil {
		t.Fatal(err)
	}
	s.wantRules(t, "past the media address", ruleMediaAddress)
}

func TestWebFilesComeFromTheirDC(t *testing.T) {
	s := serve(t, media(nil).open(t, mediaFiles), nil)
	home := s.signedIn(t)
	r := &tg.UploadGetWebFileRequest{Limit: 4096, Location: &tg.InputWebFileGeoPointLocation{
		GeoPoint: &tg.InputGeoPoint{Lat: 1.5, Long: 2.5}, W: 300, H: 200, Zoom: 15, Scale: 1,
		AccessHash: s.world.WebAccessHash(world.WebKey{Kind: "geo", Lat: 1.5, Long: 2.5})}}
	_, err := home.api().UploadGetWebFile(t.Context(), r)
	wantError(t, "from the home DC", err, "FILE_MIGRATE_4")
	s.wantRules(t, "from the home DC", ruleWebFileDC)
	dc4 := home.elsewhere(t, 4)
	f, err := dc4.api().UploadGetWebFile(t.Context(), r)
	if err != nil || string(f.Bytes) != mediaFiles["p"] || f.MimeType != "image/png" {
		t.Errorf("a map: %+v, %v", f, err)
	}
	none := home.open(t, &tg.AccountInitTakeoutSessionRequest{})
	_, err = dc4.in(none.takeout).api().UploadGetWebFile(t.Context(), r)
	wantError(t, "a map in an export without files", err, "")
	s.wantRules(t, "a map in an export without files", ruleFlags)
	if _, err := none.api().AccountFinishTakeoutSession(t.Context(), &tg.AccountFinishTakeoutSessionRequest{}); err != nil {
		t.Fatal(err)
	}
	r.Location.(*tg.InputWebFileGeoPointLocation).AccessHash++
	_, err = dc4.api().UploadGetWebFile(t.Context(), r)
	wantError(t, "a map without its hash", err, "LOCATION_INVALID")
	r.Location.(*tg.InputWebFileGeoPointLocation).AccessHash--
	r.Location.(*tg.InputWebFileGeoPointLocation).Zoom = 3
	_, err = dc4.api().UploadGetWebFile(t.Context(), r)
	wantError(t, "a map of the world", err, "LOCATION_INVALID")
}
