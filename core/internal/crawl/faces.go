package crawl

import (
	"fmt"
	"sync"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// facesFolder holds the profile pictures of chats and of people, for the pages.
const facesFolder = "faces"

// faces are the pictures that were taken up in this run, so that people who write
// much are not written down with each page.
type faces struct {
	mu   sync.Mutex
	seen map[model.FileKey]bool
}

// face is the small profile picture of a peer, where faces are wanted.
func (c *crawler) face(p model.Peer) ([]model.File, []model.FileRef) {
	if !c.Plan.Faces || p.Photo == nil {
		return nil, nil
	}
	var files []model.File
	var refs []model.FileRef
	for i, f := range tgconv.PeerPhotoFiles(p) {
		if f.File.Location.Big {
			continue // the small one is what a page shows
		}
		name := p.ID.Kind.String() + "_" + fmt.Sprint(p.ID.ID) + ".jpg"
		files = append(files, f.File)
		refs = append(refs, model.FileRef{Key: f.File.Key, Folder: facesFolder, Name: name, Order: p.ID.ID, Seq: i})
	}
	return files, refs
}

// senders adds the faces of those who sent the messages of a page, and of the people
// whose messages were forwarded. That of a short form ("min") remembers the message,
// for there may be no other way to name whose it is. Whether the whole form is known already does not matter here, for that depends
// on what was read before: a picture is the same file by either.
// https://core.telegram.org/api/min
func (c *crawler) senders(page *archive.Page) {
	if !c.Plan.Faces {
		return
	}
	sent := senderMessages(page.Messages)
	c.faces.mu.Lock()
	defer c.faces.mu.Unlock()
	for _, p := range page.Peers {
		message, ok := sent[p.ID]
		if !ok {
			continue
		}
		files, refs := c.face(p)
		for i, f := range files {
			if p.Min {
				f.Location.Seen = message
			}
			if !c.faces.seen[f.Key] {
				c.faces.seen[f.Key] = true
				page.Files, page.Refs = append(page.Files, f), append(page.Refs, refs[i])
			}
		}
	}
}

// senderMessages is a message of each sender, and of each person who was forwarded and
// sent none.
func senderMessages(messages []model.Message) map[model.PeerID]model.MessageID {
	sent := map[model.PeerID]model.MessageID{}
	for i := range messages {
		m := &messages[i]
		sent[m.From] = m.MessageRef()
	}
	for i := range messages {
		m := &messages[i]
		if m.Forward == nil || m.Forward.From.Kind != model.KindUser {
			continue
		}
		if _, ok := sent[m.Forward.From]; !ok {
			sent[m.Forward.From] = m.MessageRef()
		}
	}
	return sent
}
