package media

import (
	"bytes"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func encodedPart(tb testing.TB, e bin.Encoder) []byte {
	tb.Helper()
	var b bin.Buffer
	if err := e.Encode(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Buf
}

func TestAPartIsDecodedInPlace(t *testing.T) {
	for _, n := range []int{0, 1, 3, 253, 254, 255, 4096, largePart - 1, largePart} {
		want := bytes.Repeat([]byte{0xfe, 7, 3}, n/3+1)[:n]
		raw := encodedPart(t, &tg.UploadFile{Type: &tg.StorageFileJpeg{}, Mtime: 5, Bytes: want})
		var a answer
		if err := a.Decode(&bin.Buffer{Buf: raw}); err != nil || a.sent != nil || !bytes.Equal(a.data, want) {
			t.Errorf("%d bytes: %d came, redirect %v, %v", n, len(a.data), a.sent, err)
		}
		for i := range raw {
			raw[i] ^= 0xff
		}
		if n > 0 && bytes.Equal(a.data, want) {
			t.Errorf("%d bytes were copied", n)
		}
	}
}

func TestAWordAboutACDNIsNoPart(t *testing.T) {
	want := &tg.UploadFileCDNRedirect{DCID: 203, FileToken: []byte("token"), EncryptionKey: make([]byte, 32), EncryptionIv: make([]byte, 16)}
	var a answer
	if err := a.Decode(&bin.Buffer{Buf: encodedPart(t, want)}); err != nil {
		t.Fatal(err)
	}
	if a.data != nil || a.sent == nil || a.sent.DCID != 203 || string(a.sent.FileToken) != "token" {
		t.Errorf("%+v", a)
	}
}

func FuzzPartAnswer(f *testing.F) {
	whole := encodedPart(f, &tg.UploadFile{Type: &tg.StorageFileMp4{}, Bytes: make([]byte, 300)})
	f.Add(whole)
	f.Add(whole[:len(whole)-100])
	f.Add(encodedPart(f, &tg.UploadFile{Type: &tg.StorageFilePng{}, Bytes: []byte{1}}))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		var a answer
		var theirs tg.UploadFile
		err := a.Decode(&bin.Buffer{Buf: bytes.Clone(raw)})
		if other := theirs.Decode(&bin.Buffer{Buf: bytes.Clone(raw)}); other == nil && (err != nil || !bytes.Equal(a.data, theirs.Bytes)) {
			t.Errorf("%d bytes (%v) where the library finds %d", len(a.data), err, len(theirs.Bytes))
		}
	})
}
