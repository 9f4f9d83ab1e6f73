package traced

import (
	"fmt"
	"slices"
)

// maker collects what the answers of a trace show.
type maker struct {
	ranges   [][2]int // the split ranges by their names in the trace
	self     object
	lists    map[string][]any    // parts of the world, in the order they were seen
	known    map[string]bool     // what is in lists or maps: "part id"
	people   map[string]object   // users and chats by "user:1"
	mins     []object            // the min forms of those
	order    []string            // of people
	chats    map[string]*history // by "user:1"
	files    map[string]object   // entries of "files" by their key
	fileKeys []string            // in the order they were seen
	faces    []object            // files of faces, of which only a photo's sizes tell how large they are
	faults   faults
	fullUser object
	other    int // the size of the takeout's own file; 0: none was there
}

// history is what was seen of a chat.
type history struct {
	peer     object
	messages []seenMessage
	ids      []int          // the new ones, once they are given
	index    map[string]int // by the id in the trace
	claimed  map[int]int    // how many Telegram said there are, by split
	newest   map[int]string // the id in the trace of a split's newest message
}

type seenMessage struct {
	split int    // 0 for chats that are not split
	body  object // nil for one that is known by its number alone
}

func newMaker() *maker {
	return &maker{lists: map[string][]any{}, known: map[string]bool{}, people: map[string]object{}, chats: map[string]*history{}, files: map[string]object{}, faults: newFaults()}
}

// see takes one call.
func (m *maker) see(c call) {
	m.faults.see(c, text(m.self["id"]))
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
	case "upload.getFile":
		m.seeFile(c)
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
		if r := [2]int{number(o["min_id"]), number(o["max_id"])}; !slices.Contains(m.ranges, r) { // a run that goes on asks again
			m.ranges = append(m.ranges, r)
		}
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
	split := m.split(c)
	if peer := inputPeer(c.Args["peer"]); peer != nil && c.Method == "messages.getHistory" {
		m.history(peer).claim(c, answer, split)
	}
	if number(c.Args["limit"]) <= 1 {
		return
	}
	for _, msg := range slices.Backward(list(answer["messages"])) {
		o, _ := msg.(object)
		peer, ok := o["peer_id"].(object)
		if !ok || peerName(peer) == "" {
			continue // an empty one: nobody knows whose
		}
		h := m.history(peer)
		id := text(o["id"])
		if _, twice := h.index[id]; twice {
			continue
		}
		h.index[id] = len(h.messages)
		h.messages = append(h.messages, seenMessage{split, o})
	}
}

// claim notes how many messages Telegram says there are, and which is the newest.
func (h *history) claim(c call, answer object, split int) {
	messages := list(answer["messages"])
	if answer["_"] == "messages.messages" {
		if number(c.Args["offset_id"]) == 0 {
			h.claimed[split] = len(messages)
		}
	} else if n := number(answer["count"]); n > 0 {
		h.claimed[split] = n
	}
	if len(messages) > 0 && number(c.Args["offset_id"]) == 0 && number(c.Args["add_offset"]) == 0 {
		o, _ := messages[0].(object)
		h.newest[split] = text(o["id"])
	}
}

func (m *maker) history(peer object) *history {
	name := peerName(peer)
	h, ok := m.chats[name]
	if !ok {
		h = &history{peer: peer, index: map[string]int{}, claimed: map[int]int{}, newest: map[int]string{}}
		m.chats[name] = h
	}
	return h
}

func (m *maker) seeTopics(c call, answer object) {
	peer := inputPeer(c.Args["peer"])
	if peer == nil {
		peer = inputPeer(c.Args["channel"])
	}
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
	case "webDocument":
		o["url"] = "https://example.org/" + text(o["access_hash"])
		m.file(object{"web": "url", "url": o["url"]}, min(int64(number(o["size"])), MaxFile))
	case "geoPoint":
		m.file(object{"web": "geo", "lat": o["lat"], "long": o["long"]}, mapSize)
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
	name := personName(o)
	if o["self"] == true {
		m.self = o
		return
	}
	if o["min"] == true && m.first("min", name) {
		m.mins = append(m.mins, o)
	}
	old, seen := m.people[name]
	if !seen {
		m.order = append(m.order, name)
	}
	if !seen || old["min"] == true && o["min"] != true {
		m.people[name] = o
	}
}

// personName is "channel:1" of a user or chat.
func personName(o object) string {
	switch o["_"] {
	case "chat", "chatForbidden":
		return "chat:" + text(o["id"])
	case "channel", "channelForbidden":
		return "channel:" + text(o["id"])
	}
	return "user:" + text(o["id"])
}
