package archive

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"satchel/core/internal/model"
)

// sighting is one document of a message as a run saw it.
type sighting struct {
	page, run int64
	doc       string
	m         model.Message
	hash      int64 // of the content: equal for documents that differ in counters only
}

func (s *sighting) decode(doc string) error {
	s.doc = doc
	if err := decode([]byte(doc), &s.m); err != nil {
		return fmt.Errorf("read the document: %w", err)
	}
	content, err := messageContent(doc)
	if err != nil {
		return err
	}
	h := sha256.New()
	h.Write(content)
	s.hash = sum64(h)
	return nil
}

func (s *sighting) undecoded() bool { return s.m.Kind == model.MessageUndecoded }

// compare orders the sightings of a message from old to new. It is a total order
// over what differs, so that the newest of several does not depend on the order
// they came in: a message that was read beats one that was not; then the run
// decides, then the date of the edit, then the counters, then the bytes.
func (s *sighting) compare(o sighting) int {
	return cmp.Or(
		-compareBool(s.undecoded(), o.undecoded()),
		cmp.Compare(s.run, o.run),
		cmp.Compare(s.m.Edited, o.m.Edited),
		cmp.Compare(s.m.V, o.m.V),
		cmp.Compare(deref(s.m.Views), deref(o.m.Views)),
		cmp.Compare(s.doc, o.doc),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func deref(n *int) int {
	if n == nil {
		return -1
	}
	return *n
}

// messageContent is a message without what changes by itself: counters, and the
// date of the edit, which Telegram also sets when a reaction is added. Two
// documents with the same content are one version. Both are read from their
// bytes, so that no difference comes from what JSON cannot tell apart.
func messageContent(doc string) ([]byte, error) {
	var m model.Message
	if err := decode([]byte(doc), &m); err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	m.V, m.Edited, m.EditHidden = 0, 0, false
	m.Views, m.Forwards, m.Replies, m.Reactions, m.Reactors = nil, nil, nil, nil, nil
	mediaContent(m.Media)
	if m.Reply != nil {
		mediaContent(m.Reply.Media)
	}
	return json.Marshal(m)
}

func mediaContent(m *model.Media) {
	if m == nil {
		return
	}
	if p := m.Poll; p != nil {
		p.Voters, p.Recent = 0, nil
		for i := range p.Answers {
			p.Answers[i].Voters, p.Answers[i].Recent = 0, nil
		}
	}
	if m.WebPage != nil {
		m.WebPage.Views = 0
	}
	if m.Story != nil && m.Story.Story != nil {
		*m.Story.Story = storyContent(*m.Story.Story)
	}
}

func storyContent(s model.Story) model.Story {
	s.V, s.Views, s.Forwards, s.Reactions, s.ReactionsCount, s.Viewers = 0, 0, 0, nil, 0, nil
	return s
}

// peerContent is a peer without what changes by itself or is of no interest
// afterwards.
func peerContent(p model.Peer) model.Peer {
	p.V, p.Min, p.AccessHash, p.MinSource, p.ApplyMinPhoto = 0, false, 0, nil, false
	p.Status, p.LastSeen, p.Participants = "", 0, 0
	return p
}

// fillPeer adds to a full peer what only a min one says. Access hashes of min
// peers are of no use elsewhere; a truth value that is false is known.
func fillPeer(full, min model.Peer) model.Peer {
	full.FirstName = cmp.Or(full.FirstName, min.FirstName)
	full.LastName = cmp.Or(full.LastName, min.LastName)
	full.Title = cmp.Or(full.Title, min.Title)
	full.Username = cmp.Or(full.Username, min.Username)
	full.Phone = cmp.Or(full.Phone, min.Phone)
	full.Status = cmp.Or(full.Status, min.Status)
	full.LastSeen = cmp.Or(full.LastSeen, min.LastSeen)
	if len(full.Usernames) == 0 {
		full.Usernames = min.Usernames
	}
	if full.Photo == nil && photoApplies(min) {
		full.Photo = min.Photo
	}
	if full.Color == nil {
		full.Color = min.Color
	}
	if full.MinSource == nil {
		full.MinSource = min.MinSource
	}
	return full
}

// photoApplies reports whether the picture of a min peer holds for the peer of whom
// the whole form is known: that of a user only where Telegram says so.
// https://core.telegram.org/constructor/user, photo
func photoApplies(min model.Peer) bool { return min.ID.Kind != model.KindUser || min.ApplyMinPhoto }
