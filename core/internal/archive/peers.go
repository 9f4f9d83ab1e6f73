package archive

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"satchel/core/internal/model"
)

// peerDoc is a peer and its document.
type peerDoc struct {
	*model.Peer
	run int64
	doc string
}

func peerDocs(peers []model.Peer, run int64) ([]peerDoc, error) {
	docs := make([]peerDoc, 0, len(peers))
	for i := range peers {
		p := peers[i]
		if p.ID.IsZero() {
			return nil, fmt.Errorf("peer %d of %d has no id", i+1, len(peers))
		}
		p.V = cmp.Or(p.V, model.Version)
		doc, err := json.Marshal(&p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		docs = append(docs, peerDoc{&p, run, string(doc)})
	}
	return docs, nil
}

// peerRow is a row of peers: the newest full document and the newest min one,
// kept apart so that the one never overwrites the other.
type peerRow struct {
	run, minRun  int64
	full, minDoc string // empty: none
}

// merged is what a reader gets: the full peer, and what only a min one says if
// that is not older; of a later run also its picture, where that may be applied.
func (r peerRow) merged() (model.Peer, error) {
	var full, min model.Peer
	if r.minDoc != "" {
		if err := decode([]byte(r.minDoc), &min); err != nil {
			return min, err
		}
	}
	if r.full == "" {
		return min, nil
	}
	if err := decode([]byte(r.full), &full); err != nil {
		return full, err
	}
	if r.minRun < r.run {
		return full, nil
	}
	if r.minRun > r.run && min.ApplyMinPhoto && min.Photo != nil {
		full.Photo = min.Photo
	}
	return fillPeer(full, min), nil
}

func (t *tx) recordPeers(p *prepared) error {
	for _, peer := range p.peers {
		if err := t.peer(peer); err != nil {
			return fmt.Errorf("%s: %w", peer.ID, err)
		}
	}
	return nil
}

const selectPeer = "SELECT run, coalesce(doc, ''), min_run, coalesce(min_doc, '') FROM peers WHERE kind = ? AND id = ?"

func (t *tx) peer(p peerDoc) error {
	var r peerRow
	found, err := t.row(selectPeer, []any{int(p.ID.Kind), p.ID.ID}, &r.run, &r.full, &r.minRun, &r.minDoc)
	if err != nil {
		return err
	}
	if !found {
		t.add(countPeers, 1, 0)
		insert := "INSERT INTO peers (kind, id, run, doc, min_run) VALUES (?, ?, ?, ?, 0)"
		if p.Min {
			insert = "INSERT INTO peers (kind, id, min_run, min_doc, run) VALUES (?, ?, ?, ?, 0)"
		}
		_, err := t.run(insert, int(p.ID.Kind), p.ID.ID, p.run, p.doc)
		return err
	}
	if p.Min {
		return t.minPeer(p, r)
	}
	return t.fullPeer(p, r)
}

func (t *tx) minPeer(p peerDoc, r peerRow) error {
	newer, err := newerPeer(p.doc, p.run, r.minDoc, r.minRun)
	if err != nil || !newer {
		return err
	}
	_, err = t.run("UPDATE peers SET min_run = ?, min_doc = ? WHERE kind = ? AND id = ?", p.run, p.doc, int(p.ID.Kind), p.ID.ID)
	return err
}

func (t *tx) fullPeer(p peerDoc, r peerRow) error {
	if r.full == "" {
		return t.setPeer(p)
	}
	newer, err := newerPeer(p.doc, p.run, r.full, r.run)
	if err != nil {
		return err
	}
	content, err := peerHash(p.doc)
	if err != nil {
		return err
	}
	old, err := peerHash(r.full)
	if err != nil {
		return err
	}
	switch {
	case content == old && newer:
		return t.setPeer(p)
	case content == old:
		return nil
	case !newer:
		return t.version(p.ID.String(), content, p.run, p.doc, newerPeer)
	}
	if err := t.version(p.ID.String(), old, r.run, r.full, newerPeer); err != nil {
		return err
	}
	if _, err := t.run("DELETE FROM versions WHERE subject = ? AND hash = ?", p.ID.String(), content); err != nil {
		return err // what becomes current is no earlier version any more
	}
	return t.setPeer(p)
}

func (t *tx) setPeer(p peerDoc) error {
	_, err := t.run("UPDATE peers SET run = ?, doc = ? WHERE kind = ? AND id = ?", p.run, p.doc, int(p.ID.Kind), p.ID.ID)
	return err
}

// newerPeer orders sightings of a peer: by run, by when the user was last seen,
// then by how much they say.
func newerPeer(doc string, run int64, oldDoc string, oldRun int64) (bool, error) {
	if oldDoc == "" || run != oldRun || doc == oldDoc {
		return oldDoc == "" || run > oldRun, nil
	}
	var p, old model.Peer
	if err := decode([]byte(doc), &p); err != nil {
		return false, err
	}
	if err := decode([]byte(oldDoc), &old); err != nil {
		return false, err
	}
	order := cmp.Or(
		cmp.Compare(p.LastSeen, old.LastSeen), cmp.Compare(len(doc), len(oldDoc)), cmp.Compare(doc, oldDoc),
	)
	return order > 0, nil
}

func peerHash(doc string) (int64, error) {
	var p model.Peer
	if err := decode([]byte(doc), &p); err != nil {
		return 0, err
	}
	return contentHash(peerContent(p))
}

// contentHash recognises a content.
func contentHash(content any) (int64, error) {
	b, err := json.Marshal(content)
	if err != nil {
		return 0, err
	}
	h := sha256.New()
	h.Write(b)
	return sum64(h), nil
}

// newerFunc reports whether a document is newer than another of the same object.
type newerFunc func(doc string, run int64, oldDoc string, oldRun int64) (bool, error)

// version keeps an earlier document of a peer or an item, once per content.
func (t *tx) version(subject string, hash, run int64, doc string, newer newerFunc) error {
	var oldRun int64
	var old string
	found, err := t.row("SELECT run, doc FROM versions WHERE subject = ? AND hash = ?", []any{subject, hash}, &oldRun, &old)
	if err != nil {
		return err
	}
	if found {
		if better, err := newer(doc, run, old, oldRun); err != nil || !better {
			return err
		}
	}
	_, err = t.run("INSERT OR REPLACE INTO versions (subject, hash, run, doc) VALUES (?, ?, ?, ?)", subject, hash, run, doc)
	return err
}

// Peer returns a peer, false when it is not known.
func (a *Archive) Peer(ctx context.Context, id model.PeerID) (p model.Peer, found bool, err error) {
	err = a.read(ctx, func(q querier) error {
		var r peerRow
		found, err = scanOne(q.QueryRowContext(ctx, selectPeer, int(id.Kind), id.ID), &r.run, &r.full, &r.minRun, &r.minDoc)
		if err != nil || !found {
			return err
		}
		p, err = r.merged()
		return err
	})
	return p, found, err
}

// Peers calls fn with every peer, by kind and id.
func (a *Archive) Peers(ctx context.Context, fn func(model.Peer) error) error {
	var last model.PeerID
	for {
		page, err := a.peersAfter(ctx, last)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, p := range page {
			if err := fn(p); err != nil {
				return err
			}
		}
		last = page[len(page)-1].ID
	}
}

func (a *Archive) peersAfter(ctx context.Context, last model.PeerID) (page []model.Peer, err error) {
	err = a.read(ctx, func(q querier) error {
		rows, err := q.QueryContext(ctx, `SELECT run, coalesce(doc, ''), min_run, coalesce(min_doc, '') FROM peers
			WHERE (kind, id) > (?, ?) ORDER BY kind, id LIMIT ?`, int(last.Kind), last.ID, readPage)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var r peerRow
			if err := rows.Scan(&r.run, &r.full, &r.minRun, &r.minDoc); err != nil {
				return err
			}
			p, err := r.merged()
			if err != nil {
				return err
			}
			page = append(page, p)
		}
		return rows.Err()
	})
	return page, err
}
