package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"reflect"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// expected is what the client must find in an account. Objects are their bytes
// as TL, base64, every file_reference empty, for those are the server's to give.
type expected struct {
	Layer    int               `json:"layer"`
	Self     string            `json:"self"`
	Ranges   [][2]int          `json:"ranges"`
	Dialogs  []string          `json:"dialogs"`  // peers: "user:7"
	Left     []int64           `json:"left"`     // channels
	Users    map[string]string `json:"users"`    // by id
	MinUsers map[string]string `json:"minUsers"` // what some answers bring instead
	Chats    map[string]string `json:"chats"`    // by peer
	MinChats map[string]string `json:"minChats"`
	Peers    []history         `json:"peers"`
	Files    map[string]file   `json:"files"` // "document:5", "photo:7:x"
}

type history struct {
	Peer     string    `json:"peer"`
	Messages []message `json:"messages"` // ascending
}

type message struct {
	ID   int    `json:"id"`
	Date int    `json:"date"`
	TL   string `json:"tl"`
}

type file struct {
	Size   int64  `json:"size"`
	DC     int    `json:"dc"`
	CDN    bool   `json:"cdn"`
	SHA256 string `json:"sha256"`
}

func expect(w *world.World) (*expected, error) {
	e := &expected{Layer: tg.Layer, Left: w.LeftChannels(), Files: map[string]file{},
		Users: map[string]string{}, MinUsers: map[string]string{}, Chats: map[string]string{}, MinChats: map[string]string{}}
	for _, r := range w.Ranges() {
		e.Ranges = append(e.Ranges, [2]int{r.MinID, r.MaxID})
	}
	for _, d := range w.Dialogs() {
		e.Dialogs = append(e.Dialogs, d.Peer.String())
	}
	var err error
	if e.Self, err = encoded(w.Self()); err != nil {
		return nil, err
	}
	if err := e.peers(w); err != nil {
		return nil, err
	}
	for _, peer := range w.HistoryPeers() {
		if err := e.history(w, peer); err != nil {
			return nil, fmt.Errorf("%s: %w", peer, err)
		}
	}
	return e, nil
}

// named notes a peer that answers may bring along.
func (e *expected) named(w *world.World, key world.PeerKey) error {
	if key.Kind == world.KindUser {
		id := fmt.Sprint(key.ID)
		if u, ok := w.User(key.ID); ok {
			if err := put(e.Users, id, u); err != nil {
				return err
			}
		}
		if u, ok := w.MinUser(key.ID); ok {
			return put(e.MinUsers, id, u)
		}
		return nil
	}
	chat, ok := w.Chat(key.ID)
	if key.Kind == world.KindChannel {
		chat, ok = w.Channel(key.ID)
		if min, ok := w.MinChat(key.ID); ok {
			if err := put(e.MinChats, key.String(), min); err != nil {
				return err
			}
		}
	}
	if !ok {
		return nil
	}
	return put(e.Chats, key.String(), chat)
}

// peers are those that the account knows and that its messages name.
func (e *expected) peers(w *world.World) error {
	keys := w.HistoryPeers()
	for _, id := range w.UserIDs() {
		keys = append(keys, world.UserKey(id))
	}
	for _, d := range w.Dialogs() {
		keys = append(keys, d.Peer)
	}
	for _, id := range w.LeftChannels() {
		keys = append(keys, world.ChannelKey(id))
	}
	for _, key := range keys {
		if err := e.named(w, key); err != nil {
			return err
		}
	}
	return nil
}

func (e *expected) history(w *world.World, peer world.PeerKey) error {
	h := w.History(peer)
	out := history{Peer: peer.String()}
	for i := range h.Len() {
		m, err := h.At(i)
		if err != nil {
			return err
		}
		tl, err := encoded(m)
		if err != nil {
			return err
		}
		out.Messages = append(out.Messages, message{ID: h.ID(i), Date: h.Date(i), TL: tl})
		if err := e.filesOf(w, m); err != nil {
			return err
		}
		for _, key := range namedIn(reflect.ValueOf(m)) {
			if err := e.named(w, key); err != nil {
				return err
			}
		}
	}
	e.Peers = append(e.Peers, out)
	return nil
}

// filesOf notes the photo or document of a message, if the world has its bytes.
func (e *expected) filesOf(w *world.World, m tg.MessageClass) error {
	full, ok := m.(*tg.Message)
	if !ok {
		return nil
	}
	switch media := full.Media.(type) {
	case *tg.MessageMediaDocument:
		if d, ok := media.Document.(*tg.Document); ok {
			return e.file(w, fmt.Sprintf("document:%d", d.ID), world.FileKey{Document: d.ID})
		}
	case *tg.MessageMediaPhoto:
		photo, ok := media.Photo.(*tg.Photo)
		if !ok {
			return nil
		}
		for _, size := range photo.Sizes {
			key := world.FileKey{Photo: photo.ID, Thumb: size.GetType()}
			if err := e.file(w, fmt.Sprintf("photo:%d:%s", photo.ID, size.GetType()), key); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *expected) file(w *world.World, name string, key world.FileKey) error {
	f, ok := w.File(key)
	if _, known := e.Files[name]; known || !ok {
		return nil
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(f.Open(), 0, f.Size)); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	e.Files[name] = file{Size: f.Size, DC: f.DC, CDN: f.CDN, SHA256: hex.EncodeToString(sum.Sum(nil))}
	return nil
}

func put(into map[string]string, key string, v bin.Encoder) (err error) {
	into[key], err = encoded(v)
	return err
}

// encoded is an object's TL without its file references.
func encoded(v bin.Encoder) (string, error) {
	each(reflect.ValueOf(v), func(object reflect.Value) {
		if f := object.FieldByName("FileReference"); f.IsValid() {
			f.SetZero()
		}
	})
	var b bin.Buffer
	if err := v.Encode(&b); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Buf), nil
}

// namedIn lists the peers below v.
func namedIn(v reflect.Value) []world.PeerKey {
	var out []world.PeerKey
	each(v, func(object reflect.Value) {
		switch p := object.Addr().Interface().(type) {
		case *tg.PeerUser:
			out = append(out, world.UserKey(p.UserID))
		case *tg.PeerChat:
			out = append(out, world.GroupKey(p.ChatID))
		case *tg.PeerChannel:
			out = append(out, world.ChannelKey(p.ChannelID))
		}
	})
	return out
}

// each visits every object below v.
func each(v reflect.Value, visit func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			each(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), visit)
		}
	case reflect.Struct:
		visit(v)
		for i := range v.NumField() {
			each(v.Field(i), visit)
		}
	}
}
