package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
)

func TestPartsObeyTheOffsetRules(t *testing.T) {
	for _, size := range []int64{1, smallPart, smallPart + 1, manyParts - 1, manyParts, manyParts + 1, 4 << 30} {
		part := partSize(size)
		s := &store{size: size, part: part, done: make([]bool, (size+part-1)/part)}
		var end int64
		for i := range s.done {
			p := s.span(i)
			if p.offset != end || p.length <= 0 || p.offset%4096 != 0 || (1<<20)%part != 0 || p.offset>>20 != (p.offset+part-1)>>20 {
				t.Fatalf("size %d: part %d is %+v", size, i, p)
			}
			end = p.end()
		}
		if end != size {
			t.Errorf("size %d: parts end at %d", size, end)
		}
	}
}

func FuzzJournal(f *testing.F) {
	head := journalHead(10*smallPart, smallPart)
	f.Add(append(head, 1, 0, 0, 0, 9, 9, 9, 9, 2, 0, 0))
	f.Add(append(head, 255, 255, 255, 255, 0, 0, 0, 0))
	f.Add([]byte("SJ1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for part := range parseJournal(data, 10*smallPart, smallPart) {
			if part < 0 || part >= 10 {
				t.Errorf("part %d of 10", part)
			}
		}
	})
}

func TestAJournalIsOfOneFileOnly(t *testing.T) {
	data := append(journalHead(1000, 100), 3, 0, 0, 0, 7, 0, 0, 0, 3, 0, 0, 0, 8, 0, 0, 0, 4, 0)
	if diff := cmp.Diff(map[int]uint32{3: 8}, parseJournal(data, 1000, 100)); diff != "" {
		t.Error(diff)
	}
	if got := parseJournal(data, 1001, 100); len(got) > 0 {
		t.Errorf("another size: %v", got)
	}
}

func hashesOf(data []byte, length int) (list []tg.FileHash) {
	for at := 0; at < len(data); at += length {
		sum := sha256.Sum256(data[at:min(at+length, len(data))])
		list = append(list, tg.FileHash{Offset: int64(at), Limit: length, Hash: sum[:]})
	}
	return list
}

func TestStretchesLieOverPartsAsTheyLike(t *testing.T) {
	data := bytes.Repeat([]byte("0123456789"), 100)
	for _, length := range []int{1, 7, 100, 256, 300, 5000} {
		broken := bytes.Clone(data)
		broken[555] ^= 1
		for name, file := range map[string][]byte{"good": data, "broken": broken} {
			var p proof
			p.add(hashesOf(data, length), false)
			p.add(hashesOf(data, 64), true) // a CDN's lie over them
			accepted, whole := true, sha256.New()
			for at := 0; at < len(file); at += 256 {
				part := file[at:min(at+256, len(file))]
				accepted = p.accepts(span{int64(at), int64(len(part))}, part, whole) && accepted
			}
			if want := sha256.Sum256(file); accepted && !bytes.Equal(whole.Sum(nil), want[:]) {
				t.Errorf("stretches of %d, %s file: the sum of the whole is not that of its bytes", length, name)
			}
			bad, err := p.rest(t.Context(), bytes.NewReader(file), int64(len(file)))
			if err != nil {
				t.Fatal(err)
			}
			if good := accepted && len(bad) == 0; good != (name == "good") {
				t.Errorf("stretches of %d, %s file: accepted %v, bad %v", length, name, accepted, bad)
			}
		}
	}
}

func TestOnlyHashesOfTheFileItselfProveWhatACDNSent(t *testing.T) {
	c, err := newCTR(bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 16))
	if err != nil {
		t.Fatal(err)
	}
	file := bytes.Repeat([]byte("telegram"), 100)
	sent := c.apply(0, file)
	if !bytes.Equal(c.apply(160, sent[160:]), file[160:]) {
		t.Error("a part in the middle does not decrypt alone")
	}
	for name, hashed := range map[string][]byte{"encrypted": sent, "file": file} {
		var p proof
		p.add(hashesOf(hashed, 320), true)
		if got := p.accepts(span{0, 800}, file, nil); got != (name == "file") {
			t.Errorf("hashes of the %s bytes: the file is accepted: %v", name, got)
		}
		if p.accepts(span{0, 800}, sent, nil) && name == "file" {
			t.Error("encrypted bytes were accepted as the file")
		}
		if at := p.gap(span{0, 800}); at != 800 {
			t.Errorf("covered to %d", at)
		}
	}
	if _, err := newCTR([]byte("short"), make([]byte, 16)); err == nil {
		t.Error("a key of 5 bytes was taken")
	}
}

func TestWaitsLowerThePaceAndTimeRaisesIt(t *testing.T) {
	p := newPace(16)
	now := time.Unix(1_700_000_000, 0)
	flood := tgerr.New(420, "FLOOD_WAIT_3")
	step := func(after time.Duration, err error, want int) {
		t.Helper()
		now = now.Add(after)
		if e := p.gate.enter(t.Context()); e != nil {
			t.Fatal(e)
		}
		p.leave(now, time.Second, err, false)
		if p.gate.limit != want {
			t.Errorf("limit %d, want %d", p.gate.limit, want)
		}
	}
	step(0, flood, 8)
	step(time.Second, flood, 8) // refused together with the first
	step(3*time.Second, flood, 4)
	step(time.Second, nil, 4)
	step(calmSpan, nil, 5)
	step(time.Second, nil, 5)
	step(calmSpan, nil, 6)
}

func TestAGateServesInOrderAndForgetsWhoLeaves(t *testing.T) {
	g := &gate{limit: 1}
	if err := g.enter(t.Context()); err != nil {
		t.Fatal(err)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if err := g.enter(gone); err == nil {
		t.Fatal("entered with an ended context")
	}
	in := make(chan error)
	go func() { in <- g.enter(t.Context()) }()
	g.leave()
	if err := <-in; err != nil {
		t.Fatal(err)
	}
	g.leave()
	if g.busy != 0 || len(g.queue) != 0 {
		t.Errorf("%d inside, %d waiting", g.busy, len(g.queue))
	}
}

func TestLimitsAreReadWithCare(t *testing.T) {
	number := func(key string, v float64) tg.JSONObjectValue {
		return tg.JSONObjectValue{Key: key, Value: &tg.JSONNumber{Value: v}}
	}
	const small, large = "small_queue_max_active_operations_count", "large_queue_max_active_operations_count"
	tests := map[string]struct {
		values []tg.JSONObjectValue
		want   Limits
	}{
		"none":    {want: DefaultLimits()},
		"both":    {[]tg.JSONObjectValue{number(small, 8), number(large, 3)}, Limits{8, 3}},
		"hostile": {[]tg.JSONObjectValue{number(small, 1e300), number(large, -1)}, Limits{mostFiles, DefaultLimits().Large}},
		"words":   {[]tg.JSONObjectValue{{Key: small, Value: &tg.JSONString{Value: "9"}}}, DefaultLimits()},
	}
	for name, tt := range tests {
		if got := limitsIn(&tg.JSONObject{Value: tt.values}); got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
	}
}

func TestNamesLeadBackToKeys(t *testing.T) {
	for name, want := range map[string]model.FileKey{"document_55_m": "document:55:m", "photo_-7_=58": "photo:-7:X"} {
		if got, ok := keyOf(name); got != want || !ok {
			t.Errorf("%s: %s", name, got)
		}
	}
	if _, ok := keyOf("a=zz"); ok {
		t.Error("a name that no key has was read")
	}
}
