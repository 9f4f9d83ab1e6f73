package traced

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maker collects what the answers of a trace show.
type maker struct {
	layer    int
	ranges   [][2]int // the split ranges by their names in the trace
	self     object
	lists    map[string][]any    // parts of the world, in the order they were seen
	known    map[string]bool     // what is in lists or maps: "part id"
	people   map[string]object   // users and chats by "user:1"
	order    []string            // of people
	chats    map[string]*history // by "user:1"
	files    map[string]object   // entries of "files" by their key
	fileKeys []string            // in the order they were seen
	faces    []object            // files of faces, of which only a photo's sizes tell how large they are
	faults   faults
	fullUser object
}

// history is what was seen of a chat.
type history struct {
	peer     object
	messages []seenMessage
	index    map[string]int // by the id in the trace
}

type seenMessage struct {
	split int // 0 for chats that are not split
	body  object
}

func newMaker() *maker {
	return &maker{lists: map[string][]any{}, known: map[string]bool{}, people: map[string]object{}, chats: map[string]*history{}, files: map[string]object{}, faults: newFaults()}
}

// see takes one call.
func (m *maker) see(c call) {
	m.faults.see(c)
	m.gather(c.Answer)
	answer, _ := c.Answer.(object)
	switch c.Method {
	case "messages.getSplitRanges":
		m.seeRanges(c.Answer)
	case "messages.getDialogs":
		m.seeDialogs(answer)
	case "messages.getHistory", "messages.search":
		m.seePage(c, answer)
	case "users.getFullUser":
		if full, ok := answer["full_user"].(object); ok && m.fullUser == nil {
			m.fullUser = full
		}
	case "channels.getForumTopics", "messages.getForumTopics":
		m.seeTopics(c, answer)
	case "channels.getLeftChannels":
		for _, chat := range list(answer["chats"]) {
			if o, ok := chat.(object); ok && m.first("left", text(o["id"])) {
				m.lists["left_channels"] = append(m.lists["left_channels"], o["id"])
			}
		}
	default:
		m.seeList(c.Method, answer, c.Answer)
	}
}

// seeList takes the lists that a world has as they are.
func (m *maker) seeList(method string, answer object, whole any) {
	from := map[string][2]string{ // method: field of the answer, part of the world
		"photos.getUserPhotos": {"photos", "userpics"}, "stories.getStoriesArchive": {"stories", "stories"},
		"stories.getPinnedStories": {"stories", "stories"}, "contacts.getContacts": {"contacts", "contacts"},
		"contacts.getTopPeers": {"categories", "top_peers"}, "account.getAuthorizations": {"authorizations", "authorizations"},
		"account.getWebAuthorizations": {"authorizations", "web_authorizations"}, "users.getSavedMusic": {"documents", "saved_music"},
		"messages.getDialogFilters": {"filters", "dialog_filters"}, "messages.getSavedDialogs": {"dialogs", "saved_dialogs"},
	}[method]
	items, part := list(answer[from[0]]), from[1]
	switch method {
	case "contacts.getSaved":
		items, part = list(whole), "saved_contacts"
	case "contacts.getStatuses":
		items, part = list(whole), "contact_statuses"
	case "messages.getCustomEmojiDocuments":
		items, part = list(whole), "custom_emoji"
	case "messages.getFullChat", "channels.getFullChannel":
		items, part = []any{answer["full_chat"]}, "full_chats"
	}
	if part == "" {
		return
	}
	for i, item := range items {
		o, ok := item.(object)
		if !ok || o["_"] == "documentEmpty" || part == "stories" && o["_"] != "storyItem" {
			continue
		}
		id := text(o["id"])
		if id == "" {
			id = fmt.Sprint(method, i)
		}
		if m.first(part, id) {
			m.lists[part] = append(m.lists[part], o)
		}
	}
}

func (m *maker) first(part, id string) bool {
	key := part + " " + id
	if m.known[key] {
		return false
	}
	m.known[key] = true
	return true
}

func (m *maker) seeRanges(answer any) {
	for _, r := range list(answer) {
		o, _ := r.(object)
		m.ranges = append(m.ranges, [2]int{number(o["min_id"]), number(o["max_id"])})
	}
}

// split is the place of a call's range; 0 when there are no ranges.
func (m *maker) split(c call) int {
	if c.Range == nil {
		return 0
	}
	return max(slices.Index(m.ranges, *c.Range), 0)
}

func (m *maker) seeDialogs(answer object) {
	for _, d := range list(answer["dialogs"]) {
		o, _ := d.(object)
		peer, ok := o["peer"].(object)
		if o["_"] != "dialog" || !ok || !m.first("dialogs", peerName(peer)) {
			continue
		}
		entry := object{"peer": peer}
		for _, field := range []string{"folder_id", "pinned"} {
			if v, ok := o[field]; ok {
				entry[field] = v
			}
		}
		m.lists["dialogs"] = append(m.lists["dialogs"], entry)
	}
}

// seePage takes a page of a history. Single messages are probes: they come again.
func (m *maker) seePage(c call, answer object) {
	if number(c.Args["limit"]) <= 1 {
		return
	}
	for _, msg := range slices.Backward(list(answer["messages"])) {
		o, _ := msg.(object)
		peer, ok := o["peer_id"].(object)
		if !ok {
			continue // an empty one: nobody knows whose
		}
		h := m.history(peer)
		id := text(o["id"])
		if _, twice := h.index[id]; twice {
			continue
		}
		h.index[id] = len(h.messages)
		h.messages = append(h.messages, seenMessage{m.split(c), o})
	}
}

func (m *maker) history(peer object) *history {
	name := peerName(peer)
	h, ok := m.chats[name]
	if !ok {
		h = &history{peer: peer, index: map[string]int{}}
		m.chats[name] = h
	}
	return h
}

func (m *maker) seeTopics(c call, answer object) {
	peer := peerOfInput(c.Args)
	for _, t := range list(answer["topics"]) {
		if o, ok := t.(object); ok && peer != nil && o["_"] == "forumTopic" && m.first("topics "+peerName(peer), text(o["id"])) {
			m.lists["topics"] = append(m.lists["topics"], object{"peer": peer, "topic": o})
		}
	}
}

// gather takes people, chats and files wherever they are in an answer.
func (m *maker) gather(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			m.gather(x)
		}
	case object:
		m.gatherObject(v)
		for _, field := range sortedKeys(v) {
			m.gather(v[field])
		}
	}
}

func (m *maker) gatherObject(o object) {
	switch o["_"] {
	case "user", "chat", "channel", "chatForbidden", "channelForbidden":
		m.person(o)
	case "document":
		m.document(o)
	case "photo":
		m.photo(o)
	case "userProfilePhoto", "chatPhoto":
		for _, thumb := range []string{"a", "c"} {
			m.faces = append(m.faces, object{"photo": o["photo_id"], "thumb": thumb})
		}
	}
}

// person keeps the fullest sight of a user or chat.
func (m *maker) person(o object) {
	name := "user:" + text(o["id"])
	switch o["_"] {
	case "chat", "chatForbidden":
		name = "chat:" + text(o["id"])
	case "channel", "channelForbidden":
		name = "channel:" + text(o["id"])
	}
	if o["self"] == true {
		m.self = o
		return
	}
	old, seen := m.people[name]
	if !seen {
		m.order = append(m.order, name)
	}
	if !seen || old["min"] == true && o["min"] != true {
		m.people[name] = o
	}
}

func (m *maker) document(o object) {
	size := cut(o)
	m.file(object{"document": o["id"]}, size)
	for _, t := range list(o["thumbs"]) {
		m.thumb(object{"document": o["id"]}, "thumb", t)
	}
	for _, t := range list(o["video_thumbs"]) {
		m.thumb(object{"document": o["id"]}, "video", t)
	}
}

// cut bounds the size of a document.
func cut(o object) int64 {
	size, _ := strconv.ParseInt(text(o["size"]), 10, 64)
	size = min(size, MaxFile)
	o["size"] = strconv.FormatInt(size, 10)
	return size
}

func (m *maker) photo(o object) {
	for _, t := range list(o["sizes"]) {
		m.thumb(object{"photo": o["id"]}, "thumb", t)
	}
	for _, t := range list(o["video_sizes"]) {
		m.thumb(object{"photo": o["id"]}, "video", t)
	}
}

func (m *maker) thumb(of object, kind string, size any) {
	o, _ := size.(object)
	bytes := int64(number(o["size"]))
	switch o["_"] {
	case "photoSize", "videoSize":
	case "photoSizeProgressive":
		if sizes := list(o["sizes"]); len(sizes) > 0 {
			bytes = int64(number(sizes[len(sizes)-1]))
		}
	default:
		return
	}
	of[kind] = o["type"]
	m.file(of, bytes)
}

func (m *maker) file(entry object, size int64) {
	key := fmt.Sprint(entry["document"], entry["photo"], entry["thumb"], entry["video"])
	if _, known := m.files[key]; known {
		return
	}
	entry["size"], entry["seed"] = size, len(m.fileKeys)+1
	m.files[key] = entry
	m.fileKeys = append(m.fileKeys, key)
}

// peerName is "user:1" of a peer.
func peerName(peer object) string {
	for kind, field := range map[string]string{"user": "user_id", "chat": "chat_id", "channel": "channel_id"} {
		if id := text(peer[field]); id != "" {
			return kind + ":" + id
		}
	}
	return ""
}

// peerOfInput is the peer that a call's arguments name; nil for none.
func peerOfInput(args object) object {
	in, ok := args["peer"].(object)
	if !ok {
		in, ok = args["channel"].(object)
	}
	if !ok {
		return nil
	}
	for field, constructor := range map[string]string{"user_id": "peerUser", "chat_id": "peerChat", "channel_id": "peerChannel"} {
		if id, ok := in[field]; ok {
			return object{"_": constructor, field: id}
		}
	}
	return nil
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

// text is a value that is a text or a number as a text.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

func number(v any) int {
	n, err := strconv.Atoi(text(v))
	if err != nil {
		return 0
	}
	return n
}

func sortedKeys(o object) []string {
	keys := make([]string, 0, len(o))
	for k := range o {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return keys
}
