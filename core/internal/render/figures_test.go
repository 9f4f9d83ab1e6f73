package render

import (
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	"satchel/core/internal/model"
	"satchel/core/internal/render/html"
	"satchel/core/internal/render/json"
	"satchel/core/internal/render/search"
)

// BenchmarkFigures prints what rendering is measured by, medians of three.
func BenchmarkFigures(b *testing.B) {
	for b.Loop() {
		figure("json_messages_per_second", 100_000, rate(b, jsonRun))
		figure("html_messages_per_second", 50_000, rate(b, htmlRun))
		figure("search_messages_per_second", 100_000, rate(b, searchRun))
		figure("render_messages_per_second", 50_000, rate(b, renderRun))
	}
}

func figure(name string, target, value float64) {
	verdict := "ok"
	if value < target {
		verdict = "short"
	}
	fmt.Printf("bench %s %.0f messages/s target %.0f %s\n", name, value, target, verdict)
}

const figureMessages = 50_000

// rate is the messages a second of a run, which returns how long it took.
func rate(b *testing.B, run func(*testing.B) time.Duration) float64 {
	times := []time.Duration{run(b), run(b), run(b)}
	slices.Sort(times)
	return figureMessages / times[1].Seconds()
}

func jsonRun(b *testing.B) time.Duration {
	env, _ := benchEnvs()
	a := json.NewAccount(io.Discard, env, json.Words{})
	a.OpenChats(false)
	c, err := a.Chat(io.Discard, "chats/chat_001", env.Peer(model.UserID(annID)))
	check(b, err)
	return each(func(m *model.Message) { check(b, c.Message(m, m.ID, "", placed)) })
}

func htmlRun(b *testing.B) time.Duration {
	_, env := benchEnvs()
	c := html.NewChat(env, "chats/chat_001", env.Peer(model.UserID(annID)), figureMessages)
	return each(func(m *model.Message) { check(b, c.Message(m, m.ID, "", placed)) })
}

func searchRun(b *testing.B) time.Duration {
	s := search.New(search.Config{Create: func(string) (io.WriteCloser, error) { return discard{}, nil }})
	start := time.Now()
	each(func(m *model.Message) {
		check(b, s.Add(search.Doc{Chat: 1, ID: m.ID, Page: 1, Date: m.Date, From: "Ann", Kinds: kindsOf(m), Text: searchText(m)}))
	})
	check(b, s.Close(nil, model.Zone{}))
	return time.Since(start)
}

func renderRun(b *testing.B) time.Duration {
	w := chatterArchive(b, figureMessages)
	start := time.Now()
	check(b, Render(b.Context(), w.a, options()))
	return time.Since(start)
}

// each calls fn with messages made before the clock starts.
func each(fn func(*model.Message)) time.Duration {
	ms := make([]model.Message, 1000)
	for i := range ms {
		ms[i] = chatter(i + 1)
	}
	start := time.Now()
	for range figureMessages / len(ms) {
		for i := range ms {
			fn(&ms[i])
		}
	}
	return time.Since(start)
}
