package archive

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"satchel/core/internal/model"
)

// answer is something like an answer: much of it is the same in each.
func answer(i int) []byte {
	rnd := rand.New(rand.NewPCG(uint64(i), 1))
	var b bytes.Buffer
	for range 40 {
		fmt.Fprintf(&b, "peer_id user_id %d from_id channel_id %d date message entities media photo sizes file_reference %x", rnd.IntN(50), rnd.IntN(9), rnd.Uint64())
	}
	return b.Bytes()
}

func TestEvidenceIsPackedWithADictionaryAndComesBack(t *testing.T) {
	dir := t.TempDir()
	a := openTest(t, dir)
	must(t, begin(t, a))
	const pages = dictionaryPages + 20
	for i := range pages {
		if i == dictionaryPages+10 {
			must(t, a.Close()) // the dictionary outlives the process
			a = openTest(t, dir)
		}
		record(t, a, Page{Peer: channel, Layer: 229, Raw: answer(i)})
	}
	dictionary, err := a.LoadValue(t.Context(), dictionaryKey)
	must(t, err)
	if len(dictionary) == 0 {
		t.Fatal("there is no dictionary")
	}
	n := 0
	must(t, a.Evidence(t.Context(), channel, 0, func(e Evidence) error {
		if !bytes.Equal(e.Raw, answer(n)) || e.Layer != 229 || e.Peer != channel {
			t.Errorf("page %d came back as another", n)
		}
		n++
		return nil
	}))
	if n != pages {
		t.Errorf("%d pages, want %d", n, pages)
	}
	var alone, with int
	must(t, a.pools.read(t.Context(), func(q querier) error {
		return q.QueryRowContext(t.Context(), "SELECT CAST(avg(length(raw)) FILTER (WHERE id <= 60) AS INTEGER), CAST(avg(length(raw)) FILTER (WHERE id > 70) AS INTEGER) FROM pages").Scan(&alone, &with)
	}))
	if with >= alone {
		t.Errorf("%d bytes a page with the dictionary, %d without", with, alone)
	}
}

func TestADictionaryThatCannotBeKeptIsNotUsed(t *testing.T) {
	p, err := newPacker(nil)
	must(t, err)
	refused := errors.New("no room")
	for i := range dictionaryPages {
		err = p.learn(answer(i), func([]byte) error { return refused })
	}
	if !errors.Is(err, refused) {
		t.Fatalf("error %v", err)
	}
	r, err := newReader(nil)
	must(t, err)
	if got, err := r.DecodeAll(p.pack(answer(1)), nil); err != nil || !bytes.Equal(got, answer(1)) {
		t.Errorf("packed with a dictionary nobody has: %v", err)
	}
	must(t, p.close())
}

func TestEvidenceOfOtherChatsIsLeftOut(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Peer: channel, Raw: []byte("one"), Messages: []model.Message{message(channel, 5, "x")}},
		Page{Peer: alice, Raw: []byte("two")}, Page{Peer: channel, Raw: []byte("three")})
	var got []string
	collect := func(e Evidence) error { got = append(got, string(e.Raw)); return nil }
	must(t, a.Evidence(t.Context(), channel, 0, collect))
	must(t, a.Evidence(t.Context(), channel, 5, collect))
	if fmt.Sprint(got) != "[one three one]" {
		t.Errorf("got %v", got)
	}
}

// Answers that have nothing in common, or hardly any bytes, must not stop a run.
func TestLearningFromNothingIsNoHarm(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 3))
	for size := range 40 {
		p, err := newPacker(nil)
		must(t, err)
		for range dictionaryPages {
			raw := make([]byte, size*size)
			for i := range raw {
				raw[i] = byte(rnd.Uint32())
			}
			if err := p.learn(raw, func([]byte) error { return nil }); err != nil {
				t.Logf("%d bytes: %v", size*size, err)
			}
		}
		must(t, p.close())
	}
}
