package takeout

import (
	"bytes"
	"errors"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func TestCaptureGivesTheBytesBesideTheObject(t *testing.T) {
	f := openFixture(t, func(int, sent) reply { return ranges() })
	var out tg.MessageRangeVector
	raw, err := Capture(t.Context(), f, &tg.MessagesGetSplitRangesRequest{}, &out)
	if err != nil || len(out.Elems) != 1 {
		t.Fatalf("Capture = %v, %+v", err, out)
	}
	var b bin.Buffer
	if err := out.Encode(&b); err != nil || !bytes.Equal(b.Buf, raw) {
		t.Errorf("raw %x is not the answer %x (%v)", raw, b.Buf, err)
	}
}

func TestAnAnswerThatDoesNotDecodeKeepsItsBytes(t *testing.T) {
	foreign := &tg.NearestDC{Country: "DE", ThisDC: 2, NearestDC: 2}
	f := openFixture(t, func(int, sent) reply { return answer(foreign) })
	var want bin.Buffer
	if err := foreign.Encode(&want); err != nil {
		t.Fatal(err)
	}

	var out tg.MessageRangeVector
	raw, err := Capture(t.Context(), f, &tg.MessagesGetSplitRangesRequest{}, &out)
	var decode *DecodeError
	if !errors.As(err, &decode) || !bytes.Equal(raw, want.Buf) || decode.Method != "messages.getSplitRanges" {
		t.Errorf("Capture = %x, %v", raw, err)
	}
	err = split(t.Context(), f)
	if !errors.As(err, &decode) || !bytes.Equal(decode.Raw, want.Buf) {
		t.Errorf("Invoke = %v", err)
	}
	if n := len(f.conn.sent()); n != 2 {
		t.Errorf("%d calls: an answer that does not decode is not asked for again", n)
	}
}

func TestARequestThatDoesNotEncodeIsNotSent(t *testing.T) {
	f := openFixture(t, func(int, sent) reply { return ranges() })
	err := f.Invoke(t.Context(), &tg.MessagesGetHistoryRequest{}, &tg.MessagesMessagesBox{})
	if err == nil || len(f.conn.sent()) != 0 {
		t.Errorf("error %v after %d calls", err, len(f.conn.sent()))
	}
}

func TestViaUsesTheOtherConnectionInTheSameSession(t *testing.T) {
	f := openFixture(t, func(int, sent) reply { return ranges() })
	media := &script{handle: func(int, sent) reply {
		return answer(&tg.UploadFile{Type: &tg.StorageFileJpeg{}, Bytes: []byte("x")})
	}}
	_, err := tg.NewClient(f.Via(media, 4)).UploadGetFile(t.Context(), &tg.UploadGetFileRequest{
		Location: &tg.InputTakeoutFileLocation{}, Limit: 4096,
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := media.sent(); len(got) != 1 || got[0].Takeout != 5 || len(f.conn.sent()) != 0 {
		t.Errorf("media saw %v, home %v", got, f.conn.sent())
	}
}

func TestAnAnswerIsTakenInPlaceAndNobodyElseHasItsMemory(t *testing.T) {
	came := []byte("an answer of eight words, so to say")
	b := &bin.Buffer{Buf: came}
	var got tee
	if err := got.Decode(b); err != nil || &got.raw[0] != &came[0] || len(got.raw) != len(came) {
		t.Fatalf("%q, %v", got.raw, err)
	}
	b.Put([]byte("what the connection writes next"))
	if string(got.raw) != "an answer of eight words, so to say" {
		t.Errorf("the answer became %q", got.raw)
	}
}
