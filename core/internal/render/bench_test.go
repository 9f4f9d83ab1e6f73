package render

import (
	"fmt"
	"io"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/render/html"
	"satchel/core/internal/render/json"
)

// chatter is a message of the usual kind: a few words, sometimes an answer, a
// link, a photo or a reaction.
func chatter(id int) model.Message {
	m := model.Message{ID: id, Peer: model.UserID(annID), From: model.UserID(annID), Date: firstDay + int64(id)*40,
		Text: text(fmt.Sprintf("Message %d: the boat leaves at ten, and Боб brings the bread 🥖", id))}
	if id%2 == 0 {
		m.From, m.Out = model.UserID(meID), true
	}
	switch id % 10 {
	case 3:
		m.Reply = &model.Reply{ID: id - 2}
	case 5:
		m.Text.Entities = []model.Entity{entity(model.EntityBold, 0, 7), entity(model.EntityItalic, 13, 8)}
	case 7:
		p, _ := photoFile(int64(id), 1280, 960, 150000)
		m.Media = &model.Media{Kind: model.KindPhoto, Photo: p}
	case 9:
		m.Reactions = []model.Reaction{{Emoji: "❤", Count: 1, Recent: []model.ReactionBy{{From: model.UserID(annID), Date: m.Date}}}}
	}
	return m
}

func benchEnvs() (*json.Env, *html.Env) {
	known := map[model.PeerID]*model.Peer{}
	for _, p := range samplePeers() {
		known[p.ID] = &p
	}
	peer := func(id model.PeerID) *model.Peer { return known[id] }
	offset := model.Zone{Base: 3600}.Offset
	return &json.Env{Self: model.UserID(meID), Peer: peer, Offset: offset},
		&html.Env{Self: model.UserID(meID), Peer: peer, Face: func(*model.Peer) string { return "" }, Offset: offset,
			Create: func(string) (io.WriteCloser, error) { return discard{}, nil }}
}

type discard struct{ io.Writer }

func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) Close() error                { return nil }

func placed(model.FileKey) model.FileResult {
	return model.FileResult{State: model.FilePlaced, Path: "chats/chat_001/photos/photo_1@01-06-2025_12-00-00.jpg", Size: 150000, SHA256: make([]byte, 32)}
}

// BenchmarkJSON writes both forms; messages a second are 1e9 / (ns/op).
func BenchmarkJSON(b *testing.B) {
	env, _ := benchEnvs()
	a := json.NewAccount(io.Discard, env, json.Words{})
	a.OpenChats(false)
	c, err := a.Chat(io.Discard, "chats/chat_001", env.Peer(model.UserID(annID)))
	check(b, err)
	ms := make([]model.Message, 1000)
	for i := range ms {
		ms[i] = chatter(i + 1)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		check(b, c.Message(&ms[i%1000], i+1, "", placed))
	}
}

func BenchmarkHTML(b *testing.B) {
	_, env := benchEnvs()
	c := html.NewChat(env, "chats/chat_001", env.Peer(model.UserID(annID)), 1000)
	ms := make([]model.Message, 1000)
	for i := range ms {
		ms[i] = chatter(i + 1)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		check(b, c.Message(&ms[i%1000], i+1, "", placed))
	}
}

// BenchmarkRender renders an archive of 50,000 messages, everything included.
func BenchmarkRender(b *testing.B) {
	const messages = 50_000
	w := chatterArchive(b, messages)
	for b.Loop() {
		check(b, Render(b.Context(), w.a, options()))
	}
	b.ReportMetric(float64(messages)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}

// chatterArchive holds that many messages of the usual kind, with what is known
// of their files.
func chatterArchive(b *testing.B, messages int) *builder {
	w := newBuilder(b)
	w.record(archive.Page{Peers: samplePeers(), Dialogs: []model.Dialog{{Peer: model.UserID(annID), Splits: []int{0}}}})
	for from := 0; from < messages; from += 1000 {
		p := archive.Page{}
		for i := range 1000 {
			m := chatter(from + i + 1)
			p.Messages = append(p.Messages, m)
			if m.Media != nil {
				_, f := photoFile(int64(m.ID), 1280, 960, 150000)
				p.Files = append(p.Files, f)
				p.Refs = append(p.Refs, model.FileRef{Key: f.Key, Number: 1, Order: int64(m.ID), Folder: "chats/chat_001/photos", Name: fmt.Sprintf("photo_%d.jpg", m.ID), Date: m.Date})
			}
		}
		w.record(p)
	}
	return w
}
