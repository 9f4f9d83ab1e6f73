package testkit

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"testing/fstest"
)

// Object is a TL object or a world's part in its JSON form, List a list of them.
type (
	Object = map[string]any
	List   = []any
)

// AccountStart is the date that the messages of an Account count from: message id
// is sent AccountStart + 60·id.
const AccountStart = 1_700_000_000

// Account is a world under construction, for the embedded server. Every method
// adds to it; FS gives the folder. Objects are the schema's, by its names.
type Account struct {
	world Object
	files fstest.MapFS
}

// NewAccount returns an account with nobody to talk to: id 1, phone, code.
func NewAccount() *Account {
	return &Account{files: fstest.MapFS{}, world: Object{
		"layer": 229, "now": AccountStart + 10_000_000, "phone": "+9996612345", "code": "12345",
		"self":      Object{"_": "user", "self": true, "id": "1", "first_name": "Me", "phone": "9996612345"},
		"full_user": fullUser(smallSelf),
	}}
}

// FS is the account's folder.
func (a *Account) FS() fs.FS {
	doc, err := json.Marshal(a.world)
	if err != nil {
		panic(fmt.Sprintf("the account's world: %v", err)) // only maps, strings and numbers in it
	}
	files := fstest.MapFS{"world.json": &fstest.MapFile{Data: doc}}
	for name, f := range a.files {
		files[name] = f
	}
	return files
}

// Set replaces a part of the world.
func (a *Account) Set(part string, value any) *Account {
	a.world[part] = value
	return a
}

// Add appends to a list of the world.
func (a *Account) Add(part string, values ...any) *Account {
	list, _ := a.world[part].(List)
	a.world[part] = append(list, values...)
	return a
}

// Ranges sets the split ranges, each up to, and including, one of the ids; the
// last goes on for ever.
func (a *Account) Ranges(upto ...int) *Account {
	from := 1
	for _, id := range append(upto, 1<<31-1) {
		a.Add("split_ranges", Object{"_": "messageRange", "min_id": from, "max_id": id})
		from = id + 1
	}
	return a
}

// PeerOf is the schema's peer of "user", "chat" or "channel".
func PeerOf(kind string, id int) Object { return peer(kind, id) }

// User adds a person with a chat in the list.
func (a *Account) User(id int, name string) *Account {
	return a.Add("users", Object{"_": "user", "id": strconv.Itoa(id), "first_name": name}).Listed("user", id)
}

// Group adds a basic group with a chat in the list.
func (a *Account) Group(id int, title string, fields Object) *Account {
	return a.Add("chats", with(Object{"_": "chat", "id": strconv.Itoa(id), "title": title, "photo": Object{"_": "chatPhotoEmpty"},
		"participants_count": 3, "date": AccountStart, "version": 1}, fields)).Listed("chat", id)
}

// Channel adds a channel or supergroup that is not in the list.
func (a *Account) Channel(id int, title string, fields Object) *Account {
	return a.Add("chats", with(Object{"_": "channel", "id": strconv.Itoa(id), "title": title, "photo": Object{"_": "chatPhotoEmpty"},
		"date": AccountStart}, fields))
}

// Supergroup adds a supergroup with a chat in the list.
func (a *Account) Supergroup(id int, title string, fields Object) *Account {
	return a.Channel(id, title, with(Object{"megagroup": true}, fields)).Listed("channel", id)
}

// Listed adds a chat to the chat list.
func (a *Account) Listed(kind string, id int) *Account {
	return a.Add("dialogs", Object{"peer": peer(kind, id)})
}

// Message adds a message; those of one peer have to come together, ascending.
func (a *Account) Message(kind string, chat, id int, fields Object) *Account {
	return a.Add("messages", with(Object{"_": "message", "id": id, "peer_id": peer(kind, chat), "date": AccountStart + 60*id,
		"message": fmt.Sprintf("message %d", id)}, fields))
}

// Messages adds plain messages, with ids from first in steps.
func (a *Account) Messages(kind string, chat, first, step, n int, fields Object) *Account {
	for i := range n {
		a.Message(kind, chat, first+i*step, fields)
	}
	return a
}

// Document is a document of the size whose bytes the server makes up; attributes
// are the schema's.
func (a *Account) Document(id, size int, mime string, attributes ...any) Object {
	a.Add("files", Object{"document": strconv.Itoa(id), "size": size, "seed": id})
	return Object{"_": "document", "id": strconv.Itoa(id), "date": AccountStart, "mime_type": mime, "size": strconv.Itoa(size),
		"attributes": append(List{}, attributes...)}
}

// Photo is a photo with a file behind it.
func (a *Account) Photo(id int) Object {
	path := fmt.Sprintf("files/photo%d.jpg", id)
	a.files[path] = &fstest.MapFile{Data: fmt.Appendf(nil, "\xff\xd8 picture %d \xff\xd9", id)}
	a.Add("files", Object{"photo": strconv.Itoa(id), "thumb": "x", "path": path})
	return Object{"_": "photo", "id": strconv.Itoa(id), "date": AccountStart,
		"sizes": List{Object{"_": "photoSize", "type": "x", "w": 8, "h": 8, "size": len(a.files[path].Data)}}}
}

// File puts a file into the account's folder.
func (a *Account) File(path string, data []byte) *Account {
	a.files[path] = &fstest.MapFile{Data: data}
	return a
}

// with returns an object with further fields.
func with(o, fields Object) Object {
	for name, value := range fields {
		o[name] = value
	}
	return o
}
