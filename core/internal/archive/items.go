package archive

import (
	"context"
	"encoding/json"
	"fmt"

	"satchel/core/internal/model"
)

// itemDoc is an entry of a section and its document. hash is 0 for entries that
// have no versions.
type itemDoc struct {
	Item
	doc  string
	hash int64
}

func itemDocs(s model.Section, items []Item) ([]itemDoc, error) {
	if len(items) > 0 && s == "" {
		return nil, fmt.Errorf("%d items without a section", len(items))
	}
	docs := make([]itemDoc, len(items))
	for i, item := range items {
		doc, err := json.Marshal(item.Doc)
		if err != nil {
			return nil, fmt.Errorf("item %s of %s: %w", item.Key, s, err)
		}
		docs[i] = itemDoc{Item: item, doc: string(doc)}
		if docs[i].hash, err = itemHash(s, docs[i].doc); err != nil {
			return nil, fmt.Errorf("item %s of %s: %w", item.Key, s, err)
		}
	}
	return docs, nil
}

// itemHash recognises the content of an item, which is without what changes by
// itself. Lists of what is the case just now (sessions, frequent contacts) have no
// versions.
func itemHash(s model.Section, doc string) (int64, error) {
	switch s {
	case model.SectionSessions, model.SectionWebSessions, model.SectionFrequent, model.SectionOtherData:
		return 0, nil
	case model.SectionStories:
		return hashOf(doc, func(s *model.Story) { *s = storyContent(*s) })
	case model.SectionProfile:
		return hashOf(doc, func(p *model.Profile) { p.V, p.Peer = 0, peerContent(p.Peer) })
	case model.SectionTelegramContacts:
		return hashOf(doc, func(c *model.Contact) { c.Status, c.LastSeen = "", 0 })
	case model.SectionTopics:
		return hashOf(doc, func(t *model.Topic) { t.Top = 0 })
	case model.SectionSavedDialogs, model.SectionDirectDialogs:
		return hashOf(doc, func(d *model.SavedDialog) { d.Top = 0 })
	case model.SectionChatInfo:
		return hashOf(doc, func(c *model.ChatInfo) { c.Participants, c.Admins = 0, 0 })
	}
	return contentHash(json.RawMessage(doc))
}

// hashOf recognises a document without what strip takes from it.
func hashOf[T any](doc string, strip func(*T)) (int64, error) {
	var v T
	if err := decode([]byte(doc), &v); err != nil {
		return 0, err
	}
	strip(&v)
	return contentHash(v)
}

func (t *tx) recordItems(p *prepared) error {
	for _, item := range p.items {
		if err := t.item(p.Section, p.Run, item); err != nil {
			return fmt.Errorf("item %s of %s: %w", item.Key, p.Section, err)
		}
	}
	return nil
}

// item adds an item or merges it with what is there: the later run wins, within
// one the greater bytes, so that the order of pages does not matter.
func (t *tx) item(s model.Section, run int64, item itemDoc) error {
	var oldRun int64
	var old string
	found, err := t.row("SELECT run, doc FROM items WHERE section = ? AND key = ?", []any{string(s), item.Key}, &oldRun, &old)
	if err != nil {
		return err
	}
	if !found {
		_, err := t.run("INSERT INTO items (section, key, ord, run, doc) VALUES (?, ?, ?, ?, ?)", string(s), item.Key, item.Order, run, item.doc)
		return err
	}
	subject := string(s) + "/" + item.Key
	oldHash, err := itemHash(s, old)
	if err != nil {
		return err
	}
	differs := item.hash != oldHash
	newer, err := newerItem(item.doc, run, old, oldRun)
	switch {
	case err != nil:
		return err
	case !newer && differs:
		return t.version(subject, item.hash, run, item.doc, newerItem)
	case !newer:
		return nil
	}
	if differs {
		if err := t.version(subject, oldHash, oldRun, old, newerItem); err != nil {
			return err
		}
		if _, err := t.run("DELETE FROM versions WHERE subject = ? AND hash = ?", subject, item.hash); err != nil {
			return err // what becomes current is no earlier version any more
		}
	}
	_, err = t.run("UPDATE items SET ord = ?, run = ?, doc = ? WHERE section = ? AND key = ?", item.Order, run, item.doc, string(s), item.Key)
	return err
}

// newerItem orders sightings of an item.
func newerItem(doc string, run int64, old string, oldRun int64) (bool, error) {
	return run > oldRun || run == oldRun && doc > old, nil
}

// Section calls fn with the documents of a section in their order. No read
// transaction is open while fn runs.
func (a *Archive) Section(ctx context.Context, s model.Section, fn func(key string, doc []byte) error) error {
	type row struct {
		key string
		ord int64
		doc []byte
	}
	last := row{ord: -1 << 63}
	for {
		var page []row
		err := a.read(ctx, func(q querier) error {
			rows, err := q.QueryContext(ctx, `SELECT key, ord, doc FROM items WHERE section = ? AND (ord, key) > (?, ?)
				ORDER BY ord, key LIMIT ?`, string(s), last.ord, last.key, readPage)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var r row
				if err := rows.Scan(&r.key, &r.ord, &r.doc); err != nil {
					return err
				}
				page = append(page, r)
			}
			return rows.Err()
		})
		if err != nil || len(page) == 0 {
			return err
		}
		for _, r := range page {
			if err := fn(r.key, r.doc); err != nil {
				return err
			}
		}
		last = page[len(page)-1]
	}
}

// Problems returns the open problems, by code and subject.
func (a *Archive) Problems(ctx context.Context) (problems []model.Problem, err error) {
	err = a.read(ctx, func(q querier) error {
		docs, err := texts(ctx, q, "SELECT doc FROM problems WHERE solved = 0 ORDER BY code, subject")
		if err != nil {
			return err
		}
		problems = make([]model.Problem, len(docs))
		for i, doc := range docs {
			if err := decode([]byte(doc), &problems[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return problems, err
}
