package search

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"satchel/core/internal/model"
)

// chatter is a source of messages as people write them: 60,000 words with the
// frequencies of a language, 9 to a message.
type chatter struct {
	rnd   *rand.Rand
	words []string
}

func newChatter() *chatter {
	c := &chatter{rnd: rand.New(rand.NewPCG(1, 2))}
	syllables := strings.Fields("ba be bo ka ki ko la le lo ma mi mo na ne no ra re ri sa se so ta te to th sh ing er ion ed al боб хле ёл ка мо")
	for range 60_000 {
		w := ""
		for range 1 + c.rnd.IntN(4) {
			w += syllables[c.rnd.IntN(len(syllables))]
		}
		c.words = append(c.words, w)
	}
	copy(c.words[300:], []string{"本日は晴天なり", "قلم", "كتاب", "東京", "été", "brûlé"})
	return c
}

func (c *chatter) doc(i int) Doc {
	var b strings.Builder
	for range 1 + c.rnd.IntN(18) {
		b.WriteString(c.words[int(math.Pow(float64(len(c.words)), c.rnd.Float64()))-1])
		b.WriteByte(' ')
	}
	kinds := Kind(0)
	if i%20 == 0 {
		kinds = Photo
	}
	return Doc{Kinds: kinds, Chat: 1 + i%50, ID: i, Page: 1 + i/50_000, Date: 1_400_000_000 + int64(i)*300, From: fmt.Sprintf("Person %d", c.rnd.IntN(200)), Text: b.String()}
}

// TestLargeIndex writes an index of a million messages, or of SATCHEL_MESSAGES, to the
// folder that SATCHEL_LARGE names, for the browser to be timed with (make bench).
func TestLargeIndex(t *testing.T) {
	dir := os.Getenv("SATCHEL_LARGE")
	if dir == "" {
		t.Skip("SATCHEL_LARGE names no folder")
	}
	size := int64(0)
	b := New(Config{Temp: temps(t), Create: func(name string) (io.WriteCloser, error) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return nil, err
		}
		f, err := os.Create(name)
		return counted{f, &size}, err
	}})
	c := newChatter()
	messages := 1_000_000
	if n, err := strconv.Atoi(os.Getenv("SATCHEL_MESSAGES")); err == nil {
		messages = n
	}
	for i := range messages {
		if err := b.Add(c.doc(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close([]Chat{{1, "Ann", "personal_chat"}}, model.Zone{}); err != nil {
		t.Fatal(err)
	}
	if per := float64(size) / float64(messages); per > 250 {
		t.Errorf("%.0f bytes a message", per)
	} else {
		t.Logf("%.0f bytes a message", per)
	}
}

type counted struct {
	*os.File
	size *int64
}

func (c counted) Write(p []byte) (int, error) {
	*c.size += int64(len(p))
	return c.File.Write(p)
}
