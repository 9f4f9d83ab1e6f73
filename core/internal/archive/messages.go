package archive

import (
	"encoding/json"
	"fmt"

	"satchel/core/internal/model"
)

// messageDoc is a message and its document.
type messageDoc struct {
	*model.Message
	doc string
}

func messageDocs(messages []model.Message) ([]messageDoc, error) {
	docs := make([]messageDoc, len(messages))
	for i := range messages {
		m := &messages[i]
		if m.ID <= 0 || m.Peer.IsZero() {
			return nil, fmt.Errorf("message %d of %q has no name", m.ID, m.Peer)
		}
		if m.V == 0 {
			copied := *m
			copied.V = model.Version
			m = &copied
		}
		doc, err := json.Marshal(m)
		if err != nil {
			return nil, fmt.Errorf("message %d of %s: %w", m.ID, m.Peer, err)
		}
		docs[i] = messageDoc{m, string(doc)}
	}
	return docs, nil
}

// messageKey is the row of a message: histories keep apart what ids do not.
func messageKey(history int64, id int) int64 { return history<<32 | int64(id) }

func (t *tx) recordMessages(p *prepared, page int64) error {
	var peer model.PeerID
	var history, added int64
	for _, m := range p.messages {
		if m.Peer != peer {
			if err := t.countMessages(history, added); err != nil {
				return err
			}
			var err error
			if history, err = t.history(m.Peer); err != nil {
				return err
			}
			peer, added = m.Peer, 0
		}
		fresh, err := t.message(messageKey(history, m.ID), page, p.Run, m)
		if err != nil {
			return fmt.Errorf("message %d of %s: %w", m.ID, m.Peer, err)
		}
		if fresh {
			added++
		}
	}
	return t.countMessages(history, added)
}

func (t *tx) countMessages(history, added int64) error {
	if added == 0 {
		return nil
	}
	t.add(countMessages, added, 0)
	_, err := t.run("UPDATE histories SET messages = messages + ? WHERE id = ?", added, history)
	return err
}

// history is the number of a peer's history in the keys of messages.
func (t *tx) history(peer model.PeerID) (id int64, err error) {
	found, err := t.row("SELECT id FROM histories WHERE kind = ? AND peer = ?", []any{int(peer.Kind), peer.ID}, &id)
	if err != nil || found {
		return id, err
	}
	res, err := t.run("INSERT INTO histories (kind, peer) VALUES (?, ?)", int(peer.Kind), peer.ID)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// message adds a message or merges it with what is there.
func (t *tx) message(key, page, run int64, m messageDoc) (fresh bool, err error) {
	fresh, err = t.changed("INSERT INTO messages (key, date, page, run, doc) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
		key, m.Date, page, run, m.doc)
	if err != nil || fresh {
		return fresh, err
	}
	var old sighting
	var doc string
	if _, err := t.row("SELECT page, run, doc FROM messages WHERE key = ?", []any{key}, &old.page, &old.run, &doc); err != nil {
		return false, err
	}
	if doc == m.doc {
		_, err := t.run("UPDATE messages SET run = ?2, missing_since = NULL WHERE key = ?1 AND run < ?2", key, run)
		return false, err
	}
	if err := old.decode(doc); err != nil {
		return false, err
	}
	seen := sighting{page: page, run: run}
	if err := seen.decode(m.doc); err != nil {
		return false, err
	}
	return false, t.mergeMessage(key, old, seen)
}

// mergeMessage brings together two different documents of one message, of which
// old is the current one.
func (t *tx) mergeMessage(key int64, old, seen sighting) error {
	switch newer := seen.compare(old) > 0; {
	case seen.hash == old.hash, seen.undecoded() != old.undecoded():
		if newer {
			return t.setMessage(key, seen, max(seen.run, old.run))
		}
		_, err := t.run("UPDATE messages SET run = max(run, ?2), missing_since = NULL WHERE key = ?1", key, seen.run)
		return err
	case !newer:
		return t.keepVersion(key, seen)
	}
	if err := t.keepVersion(key, old); err != nil {
		return err
	}
	// What becomes current is no earlier version any more; it is newer than that was,
	// as it is newer than what was current.
	if _, err := t.run("DELETE FROM message_versions WHERE key = ? AND hash = ?", key, seen.hash); err != nil {
		return err
	}
	return t.setMessage(key, seen, seen.run)
}

func (t *tx) setMessage(key int64, s sighting, run int64) error {
	_, err := t.run("UPDATE messages SET date = ?, page = ?, run = ?, doc = ?, missing_since = NULL WHERE key = ?", s.m.Date, s.page, run, s.doc, key)
	return err
}

// keepVersion keeps a document that is not the current one, once per content.
func (t *tx) keepVersion(key int64, s sighting) error {
	fresh, err := t.changed("INSERT INTO message_versions (key, hash, page, run, doc) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		key, s.hash, s.page, s.run, s.doc)
	if err != nil || fresh {
		return err
	}
	var kept sighting
	var doc string
	if _, err := t.row("SELECT page, run, doc FROM message_versions WHERE key = ? AND hash = ?", []any{key, s.hash}, &kept.page, &kept.run, &doc); err != nil {
		return err
	}
	if err := kept.decode(doc); err != nil {
		return err
	}
	if s.compare(kept) <= 0 {
		return nil
	}
	_, err = t.run("UPDATE message_versions SET page = ?, run = ?, doc = ? WHERE key = ? AND hash = ?", s.page, s.run, s.doc, key, s.hash)
	return err
}
