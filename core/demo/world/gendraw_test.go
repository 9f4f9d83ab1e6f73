package world

import (
	"reflect"
	"strings"
	"testing"

	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
)

// walk calls fn for each struct of the schema within an object.
func walk(v reflect.Value, fn func(obj any)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			walk(v.Elem(), fn)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), fn)
		}
	case reflect.Struct:
		if v.CanAddr() {
			fn(v.Addr().Interface())
		}
		for i := range v.NumField() {
			walk(v.Field(i), fn)
		}
	}
}

func TestDrawnObjectsAreOfTheAccount(t *testing.T) {
	w := generate(t, 4, 30_000, GenerateOptions{})
	eachMessage(t, w, func(p PeerKey, _ int, m tg.MessageClass) {
		walk(reflect.ValueOf(m), func(obj any) {
			switch obj := obj.(type) {
			case *tg.PeerUser:
				if _, ok := w.User(obj.UserID); !ok && obj.UserID != unknownUser {
					if _, least := w.MinUser(obj.UserID); !least {
						t.Fatalf("%s %d names user %d", p, m.GetID(), obj.UserID)
					}
				}
			case *tg.PeerChat, *tg.PeerChannel:
				if key := KeyOf(obj.(tg.PeerClass)); !w.Known(key) {
					t.Fatalf("%s %d names %s", p, m.GetID(), key)
				}
			case *tg.Photo:
				if _, ok := w.File(FileKey{Photo: obj.ID, Thumb: "x"}); !ok {
					t.Fatalf("%s %d has photo %d, which is no file", p, m.GetID(), obj.ID)
				}
			case *tg.Document:
				if _, ok := w.File(FileKey{Document: obj.ID}); !ok {
					t.Fatalf("%s %d has document %d, which is no file", p, m.GetID(), obj.ID)
				}
			case *tg.MessageEntityCustomEmoji:
				if _, ok := w.File(FileKey{Document: obj.DocumentID}); !ok {
					t.Fatalf("%s %d has emoji %d, which is no file", p, m.GetID(), obj.DocumentID)
				}
			}
		})
	})
}

func TestEveryConstructorIsDrawnInItsVariants(t *testing.T) {
	g := &generator{seed: 1, every: 20, w: &World{}, derive: deriver{selfID: genSelf}, peers: []*genPeer{{key: UserKey(userBase)}}}
	g.stock(1000)
	d := g.draw()
	if g.err != nil {
		t.Fatal(g.err)
	}
	codec := tljson.New()
	actions := len(codec.Constructors((*tg.MessageActionClass)(nil))) - 1
	media := len(codec.Constructors((*tg.MessageMediaClass)(nil))) - 3
	if len(d.actions) != actions*variants || len(d.media) != media*variants {
		t.Errorf("%d of %d actions, %d of %d media", len(d.actions), actions*variants, len(d.media), media*variants)
	}
	sizes := map[int]bool{}
	for _, f := range d.actions[:variants*20] {
		sizes[len(f)] = true
	}
	if len(sizes) < 20 {
		t.Errorf("only %d lengths: the variants hardly vary", len(sizes))
	}
}

func TestDrawnValuesSuitTheirFields(t *testing.T) {
	d := &dice{1}
	for range 100 {
		if n := drawnLong(d, "user_id").(int64); n < userBase || n >= userBase+int64(len(genNames())) {
			t.Fatalf("user %d", n)
		}
		if n := drawnLong(d, "channel_id").(int64); n < channelBase || n > channelBase+2 {
			t.Fatalf("channel %d", n)
		}
		if n := drawnLong(d, "total_amount").(int64); n < 1 || n > 100_000 {
			t.Fatalf("amount %d", n)
		}
		if n := drawnInt(d, "schedule_date").(int); n < genFrom || n >= genTill {
			t.Fatalf("date %d", n)
		}
		if s := drawnString(d, "url").(string); !strings.HasPrefix(s, "https://example.org/") {
			t.Fatalf("url %s", s)
		}
	}
	if v := drawnInt(d, "width"); v != nil {
		t.Errorf("a width of the account: %v", v)
	}
}

func TestServiceMessagesTellAChatsStory(t *testing.T) {
	w := generate(t, 4, 5000, GenerateOptions{})
	first := func(key PeerKey) tg.MessageActionClass {
		m, err := w.History(key).At(0)
		if err != nil {
			t.Fatal(err)
		}
		s, ok := m.(*tg.MessageService)
		if !ok {
			return nil
		}
		return s.Action
	}
	if a, ok := first(ChannelKey(channelBase)).(*tg.MessageActionChannelMigrateFrom); !ok || a.ChatID != groupBase+1 {
		t.Errorf("the supergroup begins with %v", a)
	}
	if _, ok := first(ChannelKey(channelBase + 2)).(*tg.MessageActionChannelCreate); !ok {
		t.Error("the channel does not begin with its creation")
	}
	if _, ok := first(GroupKey(groupBase)).(*tg.MessageActionChatCreate); !ok {
		t.Error("the group does not begin with its creation")
	}
	h := w.History(GroupKey(groupBase + 1))
	m, _ := h.At(h.Len() - 1)
	if s, ok := m.(*tg.MessageService); !ok || s.Action.(*tg.MessageActionChatMigrateTo).ChannelID != channelBase {
		t.Errorf("the group that migrated ends with %v", m)
	}
	forum := w.History(ChannelKey(channelBase + 1))
	for _, topic := range w.Topics(ChannelKey(channelBase + 1)) {
		m, _ := forum.At(forum.Find(topic.Topic.GetID()))
		if s, ok := m.(*tg.MessageService); !ok || s.Action.TypeName() != "messageActionTopicCreate" {
			t.Errorf("topic %d begins with %v", topic.Topic.GetID(), m)
		}
	}
}

func TestAlbumsAreOfNeighbours(t *testing.T) {
	w := generate(t, 4, 20_000, GenerateOptions{FileEvery: 10})
	albums := 0
	for _, p := range w.HistoryPeers() {
		h := w.History(p)
		last, seen := int64(0), map[int64]int{}
		for i := range h.Len() {
			m, _ := h.At(i)
			full, ok := m.(*tg.Message)
			if !ok {
				continue
			}
			id := full.GroupedID
			if id != 0 && id != last && seen[id] > 0 {
				t.Fatalf("%s: album %d goes on at message %d", p, id, i)
			}
			if id != 0 {
				seen[id]++
			}
			last = id
		}
		for id, n := range seen {
			if n > 3 {
				t.Errorf("%s: album %d has %d parts", p, id, n)
			}
			albums++
		}
	}
	if albums < 100 {
		t.Errorf("%d albums", albums)
	}
}
