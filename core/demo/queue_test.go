package demo

import (
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/mtserver"
	"satchel/core/demo/world"
)

func TestMoreFilesInFlightThanTheQueueAllowsIsAViolation(t *testing.T) {
	f := NoFaults()
	f.SmallQueue, f.LargeQueue = 2, 1
	s := serve(t, media(nil).open(t, mediaFiles), f)
	var all []*call
	enter := func(dc int, name string, size int64) {
		c := &call{dc: dc, name: "upload.getFile"}
		s.enter(c, target{name: name, file: world.File{Size: size}})
		all = append(all, c)
	}
	enter(2, "a", 1)
	enter(2, "b", 1)
	enter(2, "a", 1)
	s.wantRules(t, "two files, three calls")
	enter(2, "big", largeFile)
	s.wantRules(t, "a large file has its own queue")
	enter(4, "c", 1)
	s.wantRules(t, "another DC has its own queue")
	enter(2, "c", 1)
	s.wantRules(t, "a third file", ruleFileQueue)
	all[5].land()
	all[0].land()
	enter(2, "a", 1)
	s.wantRules(t, "a file with a call left is the same file")
	for _, c := range all {
		c.land()
		c.land() // once is enough
	}
	enter(2, "d", 1)
	enter(2, "e", 1)
	s.wantRules(t, "after the others landed")
}

// A file counts as long as its answer waits for the line, and no longer: no client is
// let off that asks for more than may be on its way, and none is blamed that asks as
// soon as it has an answer.
func TestAFileIsInFlightUntilItsAnswerHasPassedTheLine(t *testing.T) {
	f := NoFaults()
	f.SmallQueue = 1
	s := serve(t, media(nil).open(t, mediaFiles), f)
	c := s.signedIn(t)
	doc, _, photo := locations(t, c)
	ask := func(l tg.InputFileLocationClass) mtserver.Answer {
		t.Helper()
		var b bin.Buffer
		if err := (&tg.UploadGetFileRequest{Location: l, Limit: 4096}).Encode(&b); err != nil {
			t.Fatal(err)
		}
		a, err := s.Handle(t.Context(), &mtserver.Call{DC: c.dc, AuthKeyID: [8]byte{c.key}, Query: b.Buf})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := ask(doc)
	s.wantRules(t, "one file")
	first.Sending(true)
	second := ask(photo)
	s.wantRules(t, "another, when the first has passed")
	third := ask(doc)
	s.wantRules(t, "a second that waits for the line too", ruleFileQueue)
	second.Sending(false)
	third.Sending(true)
	if _, err := c.api().UploadGetFile(t.Context(), &tg.UploadGetFileRequest{Location: doc, Offset: 1, Limit: 4096}); err == nil {
		t.Fatal("a part at a crooked offset")
	}
	ask(photo)
	s.wantRules(t, "after a lost answer, and one that was refused", ruleFileOffset)
}

func TestWithoutALimitAnyNumberOfFilesMayFly(t *testing.T) {
	f := NoFaults()
	f.SmallQueue = 0
	s := serve(t, folder{}.open(t, nil), f)
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		s.enter(&call{dc: 2}, target{name: name, file: world.File{Size: 1}})
	}
	s.wantRules(t, "seven files")
}
