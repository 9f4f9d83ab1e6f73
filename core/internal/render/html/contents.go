package html

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"satchel/core/internal/model"
)

// ContentsFile lies beside a chat's pages: its days and topics, for jumping.
const ContentsFile = "contents.js"

// contents gathers a chat's days and topics: some ten thousand at most.
type contents struct {
	days   [][3]any // date, page, id of the divider
	topics map[int]*topic
}

// topic is a thread of a forum.
type topic struct {
	title string
	count int
	pages []int
}

const (
	generalTopic = 1
	keptTopics   = 10_000
)

// topicOf is the topic a message of a forum is in.
func topicOf(m *model.Message) int {
	switch {
	case m.Action != nil && m.Action.Type == "topic_created":
		return m.ID
	case m.Reply != nil && m.Reply.ForumTopic && m.Reply.Top != 0:
		return m.Reply.Top
	case m.Reply != nil && m.Reply.ForumTopic && m.Reply.ID != 0:
		return m.Reply.ID
	}
	return generalTopic
}

// inTopic notes a message of a forum and returns its topic; 0 elsewhere.
func (c *Chat) inTopic(m *model.Message) int {
	if !c.peer.Forum {
		return 0
	}
	id := topicOf(m)
	if c.contents.topics == nil {
		c.contents.topics = map[int]*topic{}
	}
	t := c.contents.topics[id]
	if t == nil {
		if len(c.contents.topics) >= keptTopics {
			return id
		}
		t = &topic{title: c.names[id]} // as it is now; else as the messages say
		c.contents.topics[id] = t
	}
	if a := m.Action; c.names[id] == "" && a != nil && a.Title != "" && (a.Type == "topic_created" || a.Type == "topic_edit") {
		t.title = a.Title
	}
	t.count++
	if n := len(t.pages); n == 0 || t.pages[n-1] != c.Page() {
		t.pages = append(t.pages, c.Page())
	}
	return id
}

// name is what a topic is called.
func (c *contents) name(id int) string {
	if t := c.topics[id]; t != nil && t.title != "" {
		return t.title
	}
	if id == generalTopic {
		return "General"
	}
	return ""
}

func (c *Chat) newDay(unix int64) {
	c.contents.days = append(c.contents.days, [3]any{c.env.local(unix).Format("2006-01-02"), c.Page(), c.divider})
}

// writeContents writes the script that says where days and topics begin.
func (c *Chat) writeContents() error {
	topics := [][4]any{}
	for _, id := range slices.Sorted(maps.Keys(c.contents.topics)) {
		t := c.contents.topics[id]
		topics = append(topics, [4]any{id, t.title, t.count, t.pages})
	}
	data, err := json.Marshal(map[string]any{"days": c.contents.days, "topics": topics, "media": c.gallery.pages})
	if err != nil {
		return err
	}
	f, err := c.env.Create(c.folder + "/" + ContentsFile)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(f, "satchelContents(%s)\n", data); err != nil {
		return err
	}
	return f.Close()
}
