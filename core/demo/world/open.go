package world

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
)

const (
	worldFile    = "world.json"
	messagesFile = "messages.jsonl"
)

// Open reads the world of a folder. fsys must stay as it is for as long as the
// world is used; links are followed, so that a folder of strangers should be
// given as the FS of an os.Root. An error of the folder's contents starts with
// the path to what is wrong.
func Open(fsys fs.FS) (*World, error) {
	l := &loader{fsys: fsys, codec: tljson.New(), known: knownKeys()}
	for _, step := range []func() error{
		l.scan, l.identity, l.loadFiles, l.peers, l.chatList, l.lists, l.messages,
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("open world: %w", err)
		}
	}
	return l.w, nil
}

// loader is a folder on its way to a World.
type loader struct {
	fsys  fs.FS
	codec *tljson.Codec
	known map[string]bool
	raw   map[string]json.RawMessage // the top-level fields but messages
	list  int64                      // where the messages of world.json begin; -1: none
	w     *World

	deriver deriver
	options tljson.DecodeOptions
}

func knownKeys() map[string]bool {
	known := map[string]bool{}
	for _, k := range []string{
		"layer", "now", "phone", "code", "password", "hint", "self", "full_user", "users", "chats", "full_chats",
		"min_users", "min_chats", "split_ranges", "dialogs", "left_channels", "messages", "topics", "stories", "userpics",
		"saved_contacts", "contacts", "top_peers", "authorizations", "web_authorizations", "custom_emoji",
		"takeout_file", "files", "saved_dialogs", "dialog_filters", "saved_music", "sticker_sets", "full_users",
		"contact_statuses", "peer_stories", "peer_photos", "rich_messages", "counts",
	} {
		known[k] = true
	}
	return known
}

// scan reads world.json once: its fields are kept, its messages passed over.
func (l *loader) scan() error {
	file, err := l.fsys.Open(worldFile)
	if err != nil {
		return err
	}
	defer file.Close()
	l.raw, l.list = map[string]json.RawMessage{}, -1
	dec := json.NewDecoder(bufio.NewReaderSize(file, 1<<16))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("%s: expected object", worldFile)
	}
	for dec.More() {
		if err := l.scanField(dec); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return brokenJSON(worldFile, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: something follows the object", worldFile)
	}
	return nil
}

func (l *loader) scanField(dec *json.Decoder) error {
	t, err := dec.Token()
	if err != nil {
		return brokenJSON(worldFile, err)
	}
	key, _ := t.(string)
	if !l.known[key] {
		return fmt.Errorf("%s: unknown field", key)
	}
	if _, twice := l.raw[key]; twice || key == "messages" && l.list >= 0 {
		return fmt.Errorf("%s: given twice", key)
	}
	if key == "messages" {
		return l.passMessages(dec)
	}
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return brokenJSON(key, err)
	}
	l.raw[key] = raw
	return nil
}

func (l *loader) passMessages(dec *json.Decoder) error {
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return errors.New("messages: expected list")
	}
	l.list = dec.InputOffset()
	var raw json.RawMessage
	for i := 0; dec.More(); i++ {
		if err := dec.Decode(&raw); err != nil {
			return brokenJSON(fmt.Sprintf("messages[%d]", i), err)
		}
	}
	if _, err := dec.Token(); err != nil {
		return brokenJSON("messages", err)
	}
	return nil
}

func brokenJSON(path string, err error) error {
	return fmt.Errorf("%s: not JSON: %w", path, err)
}

// identity reads what says whose world this is.
func (l *loader) identity() error {
	l.w = &World{histories: map[PeerKey]History{}}
	e := &entry{fields: l.raw}
	for _, required := range []string{"layer", "phone", "code", "self"} {
		if !e.has(required) {
			return fmt.Errorf("%s: missing required field", required)
		}
	}
	if layer := e.int("layer"); e.err == nil && layer != tg.Layer {
		return fmt.Errorf("layer: the world is of layer %d, this program speaks %d", layer, tg.Layer)
	}
	if e.has("now") {
		l.w.now = time.Unix(e.long("now"), 0).UTC()
	}
	l.w.phone, l.w.code = e.str("phone"), e.str("code")
	if e.has("hint") && !e.has("password") {
		return errors.New("hint: goes with a password")
	}
	if e.has("password") {
		l.w.password = e.str("password")
		l.w.hint = "the demo password"
	}
	if e.has("hint") {
		l.w.hint = e.str("hint")
	}
	if e.err != nil {
		return e.err
	}
	return l.selfID()
}

// selfID reads the id of the account before anything is derived from it.
func (l *loader) selfID() error {
	var self tg.User
	all := func(bin.Object, string) bool { return true }
	if err := l.codec.Decode(l.raw["self"], &self, tljson.DecodeOptions{Path: "self", Absent: all}); err != nil {
		return err
	}
	if self.ID <= 0 {
		return errors.New("self.id: expected a positive number")
	}
	l.w.selfID = self.ID
	return nil
}

// decode reads one TL object of the world at a path.
func (l *loader) decode(path string, raw json.RawMessage, into any) error {
	o := l.options
	o.Path = path
	return l.codec.Decode(raw, into, o)
}

// takeList splits a top-level list; none if it is absent.
func (l *loader) takeList(key string) ([]json.RawMessage, error) {
	raw, ok := l.raw[key]
	if !ok {
		return nil, nil
	}
	delete(l.raw, key)
	return parseList(key, raw)
}

// maxID is the highest id a message can have.
const maxID = math.MaxInt32
