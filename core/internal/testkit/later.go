package testkit

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"testing/fstest"
)

// SmallWorldLater is the account of SmallWorld some time later: new messages, one
// with a name that is taken; an edit and a deletion in the chat with Ann; the news
// channel is gone from the chat list; a new chat. Message 7 is edited, 11 deleted,
// 15 and 17 are new. Ben is known whole.
func SmallWorldLater() fs.FS { return smallWorld(laterState) }

// SmallWorldLatest is a third state: the edit is taken back, what was new is gone,
// the channel is back with a new post, and the new chat has vanished.
func SmallWorldLatest() fs.FS { return smallWorld(latestState) }

func laterState(w *small) {
	w.whole = true
	w.user(7, 3, 18)
	w.edit("user", 7, 7, "edited 7")
	w.remove("user", 7, 11)
	w.group(20, 4, 12)
	w.supergroup(1001, 8)
	w.message(peer("user", 9), 16, peer("user", 9), w.document(203, 10, "notes.bin"))
	w.hidden = map[string]bool{"channel1002": true}
	w.users = append(w.users, object{"_": "user", "id": "9", "first_name": "Zoe"})
	w.dialogs = append(w.dialogs, object{"peer": peer("user", 9)})
}

func latestState(w *small) {
	w.user(7, 3, 14)
	w.group(20, 4, 12)
	w.supergroup(1001, 6)
	w.channel(1002, 10)
}

// smallWorld makes the world of a state of the account.
func smallWorld(state func(*small)) fs.FS {
	w := small{files: fstest.MapFS{}}
	state(&w)
	doc, err := json.Marshal(w.world())
	if err != nil {
		panic(fmt.Sprintf("the small world: %v", err)) // only maps, strings and numbers in it
	}
	w.files["world.json"] = &fstest.MapFile{Data: doc}
	return w.files
}

// find returns a message that was added.
func (w *small) find(kind string, id, message int) int {
	want := fmt.Sprint(peer(kind, id))
	for i, m := range w.messages {
		o, ok := m.(object)
		if ok && o["id"] == message && fmt.Sprint(o["peer_id"]) == want {
			return i
		}
	}
	panic(fmt.Sprintf("the small world has no message %d of %s %d", message, kind, id))
}

func (w *small) edit(kind string, id, message int, text string) {
	o, _ := w.messages[w.find(kind, id, message)].(object)
	o["message"], o["edit_date"] = text, smallStart+500_000
}

func (w *small) remove(kind string, id, message int) {
	i := w.find(kind, id, message)
	w.messages = append(w.messages[:i], w.messages[i+1:]...)
}
