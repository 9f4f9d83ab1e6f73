package archive

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"satchel/core/internal/model"
)

// samplePage is a page of a hundred messages as real chats have them: texts of
// some lengths, replies, entities, every fifth with a file.
func samplePage(peer model.PeerID, first int, r *rand.Rand) Page {
	p := Page{Run: 1, Method: "messages.getHistory", Layer: 229, Peer: peer}
	words := strings.Fields("the quick brown fox jumps over a lazy dog while nobody looks at all and then some more")
	for i := range 100 {
		id := first + i
		var text strings.Builder
		for range 3 + r.IntN(25) {
			text.WriteString(words[r.IntN(len(words))] + " ")
		}
		m := model.Message{
			V: 1, ID: id, Peer: peer, Date: 1_600_000_000 + int64(id)*60, From: model.UserID(int64(100_000_000 + r.IntN(20))),
			Text: model.Text{Text: text.String(), Entities: []model.Entity{{Type: model.EntityBold, Offset: 0, Length: 3}}},
		}
		if i%4 == 0 {
			m.Reply = &model.Reply{ID: id - 1}
		}
		if i%5 == 0 {
			docID := r.Int64()
			key := model.DocumentKey(docID, "")
			m.Media = &model.Media{Kind: model.KindDocument, Document: &model.Document{
				ID: docID, File: key, Type: model.MediaVideo, MIME: "video/mp4", Size: 1 << 20, Width: 1280, Height: 720, Duration: 12, HasVideo: true,
			}}
			p.Files = append(p.Files, model.File{
				Key: key, Type: model.MediaVideo, DC: 2, Size: 1 << 20, MIME: "video/mp4", Date: m.Date,
				Location: model.Location{Kind: model.LocationDocument, ID: docID, AccessHash: r.Int64(), Reference: make([]byte, 25)},
				Origin:   model.Origin{Kind: model.OriginMessage, Peer: peer, ID: int64(id)},
			})
			p.Refs = append(p.Refs, model.FileRef{
				Key: key, Number: 1, Order: int64(id), Folder: "video_files", Name: fmt.Sprintf("video_%d@01-01-2024_12-00-00.mp4", id), Date: m.Date,
			})
		}
		p.Messages = append(p.Messages, m)
	}
	for i := range 20 {
		p.Peers = append(p.Peers, model.Peer{V: 1, ID: model.UserID(int64(100_000_000 + i)), FirstName: "Some", LastName: "Body", Username: fmt.Sprint("user", i), AccessHash: 1})
	}
	p.Cursor = &Cursor{Number: 1, Part: PartOwn, Last: first + 99, Expected: 1 << 20}
	p.Raw = []byte(asJSONBytes(p.Messages))
	return p
}

// BenchmarkRecord prints messages a second and bytes of archive.db a message,
// with eight workers as a crawl has them.
func BenchmarkRecord(b *testing.B) {
	for _, raw := range []bool{false, true} {
		b.Run(fmt.Sprintf("raw=%v", raw), func(b *testing.B) { benchmarkRecord(b, raw) })
	}
}

func benchmarkRecord(b *testing.B, raw bool) {
	a := newTest(b)
	const workers = 8
	for n := 1; n <= workers; n++ {
		record(b, a, Page{Dialogs: []model.Dialog{{Peer: model.ChannelID(int64(n)), Splits: []int{0}}}})
	}
	pages := make([][]Page, workers)
	total := 0
	for i := range pages {
		r := rand.New(rand.NewPCG(1, uint64(i)))
		for j := range 60 {
			p := samplePage(model.ChannelID(int64(i+1)), 1+j*100, r)
			p.Cursor.Number = i + 1
			for k := range p.Refs {
				p.Refs[k].Number = i + 1
			}
			if !raw {
				p.Raw = []byte(fmt.Sprint(i, j))
			}
			pages[i] = append(pages[i], p)
			total += len(p.Messages)
		}
	}
	b.ResetTimer()
	done := make(chan error)
	for _, mine := range pages {
		go func() {
			for _, p := range mine {
				if err := a.Record(b.Context(), p); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range workers {
		must(b, <-done)
	}
	b.StopTimer()
	b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "messages/s")
	must(b, a.Close())
	info, err := os.Stat(filepath.Join(a.Dir(), FileName))
	must(b, err)
	b.ReportMetric(float64(info.Size())/float64(total), "bytes/message")
}

// BenchmarkMessages prints how many messages a second a reader gets.
func BenchmarkMessages(b *testing.B) {
	a := newTest(b)
	record(b, a, Page{Dialogs: []model.Dialog{{Peer: channel, Splits: []int{0}}}})
	r := rand.New(rand.NewPCG(1, 1))
	for j := range 200 {
		record(b, a, samplePage(channel, 1+j*100, r))
	}
	n := 0
	for b.Loop() {
		must(b, a.Messages(b.Context(), 1, func(page []MessageRow) error { n += len(page); return nil }))
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "messages/s")
}
