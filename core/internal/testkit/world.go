package testkit

import (
	"fmt"
	"io/fs"
	"strconv"
	"testing/fstest"
)

// SmallWorld is an account that fits in a test and has what makes resuming hard:
// two split ranges, a supergroup with the group it grew out of, files that several
// chats share, names that collide. All files lie on the account's own datacenter,
// so that no test pays for a second key exchange.
func SmallWorld() fs.FS {
	return smallWorld(func(w *small) {
		w.user(7, 3, 14)
		w.group(20, 4, 12)
		w.supergroup(1001, 6)
		w.channel(1002, 9)
	})
}

type (
	object = map[string]any
	list   = []any
)

const (
	smallSelf  = 1
	smallBen   = 8
	benFace    = 120
	smallStart = 1_700_000_000
)

// small collects the parts of the world.
type small struct {
	files    fstest.MapFS
	messages list
	entries  list
	seen     map[string]bool
	users    list            // beside Ann
	dialogs  list            // beside the usual ones
	hidden   map[string]bool // dialogs and chats that are not there: "channel1002"
	whole    bool            // Ben is known in his whole form in the supergroup too
}

func (w *small) world() object {
	return object{
		"layer": 229, "now": smallStart + 1_000_000, "phone": "+9996612345", "code": "12345",
		"self":      object{"_": "user", "self": true, "id": "1", "first_name": "Me", "phone": "9996612345"},
		"full_user": fullUser(smallSelf),
		"users": append(list{
			object{"_": "user", "id": "7", "first_name": "Ann", "last_name": "Lee"},
			ben(object{"phone": "9996612388"}),
		}, w.users...),
		"min_users": w.minUsers(),
		"chats": list{
			object{"_": "chat", "id": "20", "title": "Old group", "photo": object{"_": "chatPhotoEmpty"}, "participants_count": 3,
				"date": smallStart, "version": 1, "deactivated": true,
				"migrated_to": object{"_": "inputChannel", "channel_id": "1001"}},
			object{"_": "channel", "id": "1001", "title": "New group", "megagroup": true, "photo": object{"_": "chatPhotoEmpty"}, "date": smallStart},
			object{"_": "channel", "id": "1002", "title": "News", "broadcast": true, "username": "news", "photo": object{"_": "chatPhotoEmpty"}, "date": smallStart},
		},
		"split_ranges": list{
			object{"_": "messageRange", "min_id": 1, "max_id": 8},
			object{"_": "messageRange", "min_id": 9, "max_id": 2147483647},
		},
		"dialogs":  w.listed(),
		"messages": w.messages,
		"files":    w.entries,
	}
}

// listed is the chat list.
func (w *small) listed() list {
	dialogs := list{}
	for _, d := range []struct {
		kind string
		id   int
	}{{"user", 7}, {"chat", 20}, {"channel", 1001}, {"channel", 1002}} {
		if !w.hidden[d.kind+strconv.Itoa(d.id)] {
			dialogs = append(dialogs, object{"peer": peer(d.kind, d.id)})
		}
	}
	return append(dialogs, w.dialogs...)
}

func fullUser(id int) object {
	return object{"_": "userFull", "id": strconv.Itoa(id), "about": "small", "common_chats_count": 0,
		"settings": object{"_": "peerSettings"}, "notify_settings": object{"_": "peerNotifySettings"}}
}

func peer(kind string, id int) object {
	name := map[string]string{"user": "peerUser", "chat": "peerChat", "channel": "peerChannel"}[kind]
	return object{"_": name, kind + "_id": strconv.Itoa(id)}
}

// message adds a message with an optional medium.
func (w *small) message(where object, id int, from object, media object) {
	m := object{"_": "message", "id": id, "peer_id": where, "date": smallStart + 60*id, "message": fmt.Sprintf("message %d", id)}
	if from != nil {
		m["from_id"] = from
	}
	if media != nil {
		m["media"] = media
	}
	w.messages = append(w.messages, m)
}

// photo is a photo with a file behind it, made once per id.
func (w *small) photo(id int) object {
	path := fmt.Sprintf("files/photo%d.jpg", id)
	if w.once(path) {
		w.files[path] = &fstest.MapFile{Data: []byte(fmt.Sprintf("\xff\xd8 picture %d \xff\xd9", id))}
		w.entries = append(w.entries, object{"photo": strconv.Itoa(id), "thumb": "x", "path": path})
	}
	return object{"_": "messageMediaPhoto", "photo": object{"_": "photo", "id": strconv.Itoa(id), "date": smallStart,
		"sizes": list{object{"_": "photoSize", "type": "x", "w": 8, "h": 8, "size": len(w.files[path].Data)}}}}
}

// document is a file of the given size whose bytes follow from its id.
func (w *small) document(id, size int, name string) object {
	if w.once(fmt.Sprintf("document%d", id)) {
		w.entries = append(w.entries, object{"document": strconv.Itoa(id), "size": size, "seed": id})
	}
	return object{"_": "messageMediaDocument", "document": object{"_": "document", "id": strconv.Itoa(id), "date": smallStart,
		"mime_type": "application/octet-stream", "size": strconv.Itoa(size),
		"attributes": list{object{"_": "documentAttributeFilename", "file_name": name}}}}
}

func (w *small) once(key string) bool {
	if w.seen == nil {
		w.seen = map[string]bool{}
	}
	first := !w.seen[key]
	w.seen[key] = true
	return first
}

// user adds a private chat with messages in both ranges.
func (w *small) user(id, first, last int) {
	where := peer("user", id)
	for i := first; i <= last; i += 2 {
		var media object
		switch i {
		case first:
			media = w.photo(100)
		case first + 2:
			media = w.document(200, 700_000, "notes.bin")
		case first + 4:
			media = w.document(201, 10, "notes.bin")
		}
		w.message(where, i, where, media)
	}
}

// group adds the basic group that became the supergroup.
func (w *small) group(id, first, last int) {
	for i := first; i <= last; i += 2 {
		var media object
		if i == first {
			media = w.photo(101)
		}
		w.message(peer("chat", id), i, peer("user", 7), media)
	}
}

// ben only writes in the supergroup, where Telegram gives his short form, without a
// hash.
func ben(fields object) object {
	return with(object{"_": "user", "id": strconv.Itoa(smallBen), "first_name": "Ben",
		"photo": object{"_": "userProfilePhoto", "photo_id": strconv.Itoa(benFace)}}, fields)
}

func (w *small) minUsers() list {
	if w.whole {
		return list{}
	}
	return list{ben(object{"min": true})}
}

// face is the file of Ben's picture.
func (w *small) face() {
	const path = "files/face.jpg"
	w.files[path] = &fstest.MapFile{Data: []byte("\xff\xd8 Ben \xff\xd9")}
	w.entries = append(w.entries, object{"photo": strconv.Itoa(benFace), "thumb": "a", "path": path})
}

// supergroup adds messages that show a file of the private chat again.
func (w *small) supergroup(id, n int) {
	w.face()
	for i := 1; i <= n; i++ {
		var media object
		switch i {
		case 2:
			media = w.photo(100)
		case 3:
			media = w.document(202, 5_000, "NOTES.bin")
		}
		from := 7
		if i%5 == 4 {
			from = smallBen
		}
		w.message(peer("channel", id), i, peer("user", from), media)
	}
}

// channel adds posts, the last ones with the file that others have too.
func (w *small) channel(id, n int) {
	for i := 1; i <= n; i++ {
		var media object
		switch {
		case i == n:
			media = w.document(202, 5_000, "NOTES.bin")
		case i%3 == 0:
			media = w.photo(110 + i)
		}
		w.message(peer("channel", id), i, nil, media)
	}
}
