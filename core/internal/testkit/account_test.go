package testkit

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func opened(t *testing.T, account fs.FS) *world.World {
	t.Helper()
	w, err := world.Open(account)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// shown are the messages of a chat, "id: text".
func shown(t *testing.T, w *world.World, chat world.PeerKey) (list []string) {
	t.Helper()
	h := w.History(chat)
	for i := range h.Len() {
		m, err := h.At(i)
		if err != nil {
			t.Fatal(err)
		}
		if m, ok := m.(*tg.Message); ok {
			list = append(list, fmt.Sprintf("%d: %s", m.ID, m.Message))
		}
	}
	return list
}

func TestAnAccountIsWhatWasPutIntoIt(t *testing.T) {
	t.Parallel()
	a := NewAccount().User(7, "Ann").Group(20, "Group", Object{"participants_count": 9}).Supergroup(1001, "Team", Object{"forum": true}).
		Channel(1002, "Left", Object{"left": true}).Ranges(10, 20).Set("left_channels", List{"1002"})
	a.Messages("user", 7, 3, 2, 3, nil).Message("chat", 20, 4, Object{"message": "hello"})
	photo, document := a.Photo(100), a.Document(200, 700, "text/plain", Object{"_": "documentAttributeFilename", "file_name": "a.txt"})
	a.Message("channel", 1001, 1, Object{"media": Object{"_": "messageMediaPhoto", "photo": photo}})
	a.Message("channel", 1001, 2, Object{"media": Object{"_": "messageMediaDocument", "document": document}})
	w := opened(t, a.FS())

	var dialogs []string
	for _, d := range w.Dialogs() {
		dialogs = append(dialogs, d.Peer.String())
	}
	if diff := cmp.Diff([]string{"user:7", "chat:20", "channel:1001"}, dialogs); diff != "" {
		t.Errorf("dialogs (-want +got)\n%s", diff)
	}
	for chat, want := range map[world.PeerKey][]string{
		world.UserKey(7): {"3: message 3", "5: message 5", "7: message 7"}, world.GroupKey(20): {"4: hello"}, world.ChannelKey(1001): {"1: message 1", "2: message 2"},
	} {
		if diff := cmp.Diff(want, shown(t, w, chat)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", chat, diff)
		}
	}
	if group, ok := w.Chat(20); !ok || group.(*tg.Chat).ParticipantsCount != 9 {
		t.Errorf("the group: %+v", group)
	}
	if team, ok := w.Channel(1001); !ok || !team.(*tg.Channel).Megagroup || !team.(*tg.Channel).Forum {
		t.Errorf("the supergroup: %+v", team)
	}
	if !slices.Equal(w.LeftChannels(), []int64{1002}) {
		t.Errorf("left: %v", w.LeftChannels())
	}
	if f, ok := w.File(world.FileKey{Document: 200}); !ok || f.Size != 700 {
		t.Errorf("the document: %+v", f)
	}
	if f, ok := w.File(world.FileKey{Photo: 100, Thumb: "x"}); !ok || f.Size == 0 {
		t.Errorf("the photo: %+v", f)
	}
}

func TestRangesCoverAllIDsOnce(t *testing.T) {
	t.Parallel()
	for _, upto := range [][]int{nil, {8}, {1, 2, 100}} {
		next := 1
		for _, r := range NewAccount().Ranges(upto...).world["split_ranges"].(List) {
			o := r.(Object)
			if o["min_id"] != next {
				t.Errorf("%v: a range begins at %v, the last one ended before %d", upto, o["min_id"], next)
			}
			next = o["max_id"].(int) + 1
		}
		if next != 1<<31 {
			t.Errorf("%v: the last range ends before %d", upto, next)
		}
	}
}

// What the states say of themselves is what their worlds hold; the archive is held
// against the one, and made of the other.
func TestStatesAreWhatTheySayOfThemselves(t *testing.T) {
	t.Parallel()
	edited, deleted, hidden := 0, 0, 0
	for seed := range uint64(8) {
		s := NewStates(seed)
		s.MoveRanges = seed%2 == 1
		before := map[int]map[int]string{}
		for range 4 {
			w := opened(t, s.Next())
			for _, c := range s.Chats() {
				key := map[string]func(int64) world.PeerKey{"user": world.UserKey, "chat": world.GroupKey, "channel": world.ChannelKey}[c.Kind](int64(c.ID))
				listed := slices.ContainsFunc(w.Dialogs(), func(d world.Dialog) bool { return d.Peer == key })
				if listed != c.Listed {
					t.Fatalf("seed %d: %s is listed: %v, in the world: %v", seed, key, c.Listed, listed)
				}
				if !listed {
					hidden++
					continue
				}
				var want []string
				texts := c.Texts()
				for _, id := range slices.Sorted(maps.Keys(texts)) {
					want = append(want, fmt.Sprintf("%d: %s", id, texts[id]))
				}
				if diff := cmp.Diff(want, shown(t, w, key)); diff != "" {
					t.Fatalf("seed %d, %s (-said +there)\n%s", seed, key, diff)
				}
				for id, text := range before[c.ID] {
					switch now, there := texts[id]; {
					case !there:
						deleted++
					case now != text:
						edited++
					}
				}
				before[c.ID] = texts
			}
		}
	}
	if edited < 10 || deleted < 10 || hidden < 10 {
		t.Errorf("%d edits, %d deletions, %d chats out of the list: too few to prove anything", edited, deleted, hidden)
	}
}

func TestTheSecondStateOfTheSmallWorldHasOneOfEachChange(t *testing.T) {
	t.Parallel()
	first, later := opened(t, SmallWorld()), opened(t, SmallWorldLater())
	ann := world.UserKey(7)
	if diff := cmp.Diff([]string{"3: message 3", "5: message 5", "7: message 7", "9: message 9", "11: message 11", "13: message 13"}, shown(t, first, ann)); diff != "" {
		t.Errorf("first (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"3: message 3", "5: message 5", "7: edited 7", "9: message 9", "13: message 13", "15: message 15", "17: message 17"}, shown(t, later, ann)); diff != "" {
		t.Errorf("later (-want +got)\n%s", diff)
	}
	if len(first.Dialogs()) != 4 || len(later.Dialogs()) != 4 {
		t.Errorf("%d and %d dialogs", len(first.Dialogs()), len(later.Dialogs()))
	}
	if _, ok := later.User(9); !ok {
		t.Error("nobody is new")
	}
	for _, d := range later.Dialogs() {
		if d.Peer == world.ChannelKey(1002) {
			t.Error("the channel is still in the list")
		}
	}
	for _, key := range []world.FileKey{{Photo: 100, Thumb: "x"}, {Document: 200}} {
		one, _ := first.File(key)
		two, ok := later.File(key)
		if !ok || one.Size != two.Size {
			t.Errorf("%v is another file in the second state", key)
		}
	}
}
