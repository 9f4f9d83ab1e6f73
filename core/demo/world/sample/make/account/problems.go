package account

import (
	"fmt"
	"io/fs"
	"slices"
)

// problemRooms are the rooms of the world of problems; forbidden ones are only dialogs.
func problemRooms() []room {
	return []room{
		{key: "p-lies", title: "Allotment rota", id: 1712000331, kind: "group", date: 1736071200, members: 3, people: "hamish,zofia,nora"},
		{key: "p-mixed", title: "Odds and ends", id: 44880012, kind: "chat", date: 1746100800, members: 3, people: "zofia,nora,hamish"},
		{key: "p-left", title: "Choir committee", id: 1712000332, kind: "group", date: 1706800000, members: 6, left: true, extra: obj{"left": true}},
	}
}

// WriteProblems makes the world of problems in dir; README.md there says what each is.
func WriteProblems(content fs.FS, dir string, keep bool) error {
	lib := NewLibrary(dir, keep)
	b, err := readBook(content, "content/problems", lib)
	if err != nil {
		return err
	}
	messages, err := b.messages()
	if err != nil {
		return err
	}
	w := obj{"layer": 229, "now": now(), "phone": "+" + personOf(self).phone, "code": "22222",
		"full_user": obj{"_": "userFull", "id": long(personOf(self).id), "settings": obj{"_": "peerSettings"}, "notify_settings": obj{"_": "peerNotifySettings"}, "common_chats_count": 0}}
	if err := b.peers(w, []string{self, "mum", "tom", "hamish", "zofia"}, problemRooms()); err != nil {
		return err
	}
	w["chats"] = append(w["chats"].([]any),
		obj{"_": "channelForbidden", "megagroup": true, "id": "1712000333", "title": "A group that threw me out"},
		obj{"_": "chatForbidden", "id": "44880013", "title": "An old group, closed"})
	w["dialogs"] = append(w["dialogs"].([]any),
		obj{"peer": obj{"_": "peerChannel", "channel_id": "1712000333"}, "folder_id": 0},
		obj{"peer": obj{"_": "peerChat", "chat_id": "44880013"}, "folder_id": 0})
	w["counts"] = obj{"channel:1712000331": 40}
	w["split_ranges"] = splitAt(b, "2025-04-01")
	if err := lib.spoil(); err != nil {
		return err
	}
	return lib.save(w, messages)
}

// spoil takes one document's file away and lets two others lie about their size.
func (l *Library) spoil() error {
	gone := long(idOf("doc:p-missing"))
	before := len(l.entries)
	l.entries = slices.DeleteFunc(l.entries, func(e obj) bool { return e["document"] == gone && e["thumb"] == nil })
	if len(l.entries) != before-1 {
		return fmt.Errorf("the missing document had %d files", before-len(l.entries))
	}
	l.objects["doc:p-larger"]["size"] = 9000
	l.objects["doc:p-smaller"]["size"] = 12
	return nil
}
