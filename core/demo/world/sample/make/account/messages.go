package account

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"time"

	"satchel/core/demo/world/sample/make/script"
)

// entry is one message on its way from a line to its object.
type entry struct {
	chat  string
	line  script.Line
	at    int64
	id    int
	topic string
	photo string // an album's picture
	first bool   // of an album, or alone
	group int64
	text  string
	ents  []script.Entity
}

// book holds all conversations while they are put together.
type book struct {
	lib     *Library
	entries map[string][]*entry // by chat, ascending
	chats   []string
	tags    map[string]*entry // "chat#tag"
}

// readBook parses the content files and gives every message its time and id.
func readBook(content fs.FS, dir string, lib *Library) (*book, error) {
	b := &book{lib: lib, entries: map[string][]*entry{}, tags: map[string]*entry{}}
	files, err := fs.Glob(content, dir+"/*.chat")
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			return nil, err
		}
		key := strings.TrimSuffix(path.Base(name), ".chat")
		if err := b.read(key, string(data)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	b.number()
	return b, nil
}

func seeded(name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(h.Sum64(), 1))
}

func (b *book) read(chat, data string) error {
	lines, err := script.Parse(data)
	if err != nil {
		return err
	}
	rnd := seeded(chat)
	var now int64
	topic := ""
	for _, l := range lines {
		if l.Kind == script.Topic {
			topic = l.Who
			continue
		}
		next := now + 15 + rnd.Int64N(150)
		if d, ok := later(l.Opts); ok {
			next = now + d
		}
		if !l.At.IsZero() {
			next = l.At.Unix() + rnd.Int64N(50)
		}
		if next <= now {
			return fmt.Errorf("line %d: the clock goes back", l.No)
		}
		now = next
		if err := b.enter(chat, topic, l, now); err != nil {
			return fmt.Errorf("line %d: %w", l.No, err)
		}
	}
	b.chats = append(b.chats, chat)
	return nil
}

func (b *book) enter(chat, topic string, l script.Line, at int64) error {
	e := &entry{chat: chat, line: l, at: at, topic: topic, first: true}
	b.entries[chat] = append(b.entries[chat], e)
	if tag, ok := option(l, "#"); ok {
		if b.tags[chat+"#"+tag] != nil {
			return fmt.Errorf("tag %s again", tag)
		}
		b.tags[chat+"#"+tag] = e
	}
	if l.Kind == script.Message {
		var err error
		if e.text, e.ents, err = script.Markup(l.Text, reference); err != nil {
			return err
		}
	}
	b.dateMedia(l, at)
	album, ok := option(l, "album=")
	if !ok {
		return nil
	}
	pictures := strings.Split(album, ",")
	e.group, e.photo = idOf(fmt.Sprint("album", chat, at)), pictures[0]
	for _, name := range pictures[1:] {
		b.entries[chat] = append(b.entries[chat], &entry{chat: chat, line: script.Line{Who: l.Who, Opts: withoutTag(l.Opts), No: l.No}, at: at, topic: topic, photo: name, group: e.group})
	}
	return nil
}

// dateMedia lets pictures and documents be as old as the first message that has them.
func (b *book) dateMedia(l script.Line, at int64) {
	for _, o := range l.Opts {
		kind, names, ok := strings.Cut(o, "=")
		if !ok {
			continue
		}
		for name := range strings.SplitSeq(names, ",") {
			switch kind {
			case "photo", "album":
				b.lib.seen("photo:"+name, at)
			case "sticker":
				if full, err := stickerName(name); err == nil {
					b.lib.seen("doc:"+full, at)
				}
			default:
				b.lib.seen("doc:"+name, at)
			}
		}
	}
}

// reference finds the users and custom emoji that texts name.
func reference(kind, name string) (int64, error) {
	if kind == "emoji" {
		return idOf("doc:emoji-e-" + name), nil
	}
	q := personOf(name)
	if q.id == 0 {
		return 0, fmt.Errorf("nobody is called %q", name)
	}
	return q.id, nil
}

// number gives ids: one count over users and basic groups, one a channel, with the gaps that deleted messages leave.
func (b *book) number() {
	var common []*entry
	for _, chat := range b.chats {
		if r, ok := roomOf(chat); ok && r.kind != "chat" {
			count(b.entries[chat], seeded("ids"+chat), 0)
			continue
		}
		common = append(common, b.entries[chat]...)
	}
	slices.SortStableFunc(common, func(x, y *entry) int { return cmp.Compare(x.at, y.at) })
	count(common, seeded("ids"), 1240)
}

func count(list []*entry, rnd *rand.Rand, id int) {
	for i, e := range list {
		id++
		if i > 0 && e.group == 0 && rnd.IntN(6) == 0 {
			id += 1 + rnd.IntN(3)
		}
		e.id = id
	}
}

func option(l script.Line, prefix string) (string, bool) {
	for _, o := range l.Opts {
		if rest, ok := strings.CutPrefix(o, prefix); ok {
			return rest, true
		}
	}
	return "", false
}

func withoutTag(opts []string) []string {
	return slices.DeleteFunc(slices.Clone(opts), func(o string) bool { return strings.HasPrefix(o, "#") })
}

// later reads "+5m", "+2h" or "+3d".
func later(opts []string) (int64, bool) {
	for _, o := range opts {
		if !strings.HasPrefix(o, "+") {
			continue
		}
		if days, ok := strings.CutSuffix(o[1:], "d"); ok {
			o = "+" + days + "h"
			if d, err := time.ParseDuration(o[1:]); err == nil {
				return int64(d.Seconds()) * 24, true
			}
		}
		if d, err := time.ParseDuration(o[1:]); err == nil {
			return int64(d.Seconds()), true
		}
	}
	return 0, false
}

// messages are all objects, grouped by chat, ascending.
func (b *book) messages() ([]obj, error) {
	var out []obj
	for _, chat := range b.chats {
		for _, e := range b.entries[chat] {
			o, err := b.build(e)
			if err != nil {
				return nil, fmt.Errorf("%s line %d: %w", chat, e.line.No, err)
			}
			out = append(out, o)
		}
	}
	return out, nil
}
