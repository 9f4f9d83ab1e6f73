package archive

import (
	"context"
	"database/sql"
	"fmt"

	"satchel/core/internal/model"
)

// readPage is how many rows one read transaction takes: enough that opening it
// costs nothing, few enough that it is over at once.
const readPage = 500

// Messages calls fn with the messages of a dialog in pages, ascending, the
// migrated part first. No read transaction is open while fn runs. An unknown
// dialog has no messages.
func (a *Archive) Messages(ctx context.Context, number int, fn func([]MessageRow) error) error {
	var d model.Dialog
	err := a.read(ctx, func(q querier) error {
		var doc []byte
		found, err := scanOne(q.QueryRowContext(ctx, "SELECT doc FROM dialogs WHERE number = ?", number), &doc)
		if err != nil || !found {
			return err
		}
		return decode(doc, &d)
	})
	if err != nil {
		return fmt.Errorf("messages of dialog %d: %w", number, err)
	}
	for _, part := range []historyPart{{number, d.Migrated, true}, {number, d.Peer, false}} {
		if part.peer.IsZero() {
			continue
		}
		if err := a.history(ctx, part, fn); err != nil {
			return fmt.Errorf("messages of dialog %d: %w", number, err)
		}
	}
	return nil
}

// historyPart is one of the two histories a dialog is made of.
type historyPart struct {
	number   int
	peer     model.PeerID
	migrated bool
}

func (p historyPart) shifted(id int) int {
	if p.migrated {
		return ShiftMigrated(id)
	}
	return id
}

// history reads ahead by one page while fn works on the one before.
func (a *Archive) history(ctx context.Context, part historyPart, fn func([]MessageRow) error) error {
	ctx, cancel := context.WithCancel(ctx)
	type answer struct {
		page []MessageRow
		err  error
	}
	pages := make(chan answer, 1)
	go func() { // ends with the history, an error, or ctx
		defer close(pages)
		for last := 0; ; {
			page, err := a.messagePage(ctx, part, last)
			if err == nil && len(page) == 0 {
				return
			}
			select {
			case pages <- answer{page, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
			last = page[len(page)-1].ID
		}
	}()
	defer func() {
		cancel()
		for range pages { //nolint:revive // wait for the reader's end
		}
	}()
	for p := range pages {
		if p.err != nil {
			return p.err
		}
		if err := fn(p.page); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// rawMessage is a row before its document is read.
type rawMessage struct {
	missing sql.NullInt64
	doc     []byte
}

// messagePage reads the next messages after id last. Documents are decoded when
// the transaction is over.
func (a *Archive) messagePage(ctx context.Context, part historyPart, last int) ([]MessageRow, error) {
	var raw []rawMessage
	var versions map[int][]string
	var files map[int64]map[model.FileKey]model.FileResult
	err := a.read(ctx, func(q querier) (err error) {
		var history int64
		found, err := scanOne(q.QueryRowContext(ctx, "SELECT id FROM histories WHERE kind = ? AND peer = ?", int(part.peer.Kind), part.peer.ID), &history)
		if err != nil || !found {
			return err
		}
		from, to := messageKey(history, last), messageKey(history+1, 0)-1
		var end int64
		if raw, end, err = rawMessages(ctx, q, from, to); err != nil || len(raw) == 0 {
			return err
		}
		if versions, err = messageVersions(ctx, q, from, end); err != nil {
			return err
		}
		first, lastID := part.shifted(last), part.shifted(int(end&0xffffffff))
		files, err = referredFiles(ctx, q, part.number, int64(first), int64(lastID))
		return err
	})
	if err != nil {
		return nil, err
	}
	page := make([]MessageRow, len(raw))
	for i, r := range raw {
		m := &page[i]
		if err := decode(r.doc, &m.Message); err != nil {
			return nil, fmt.Errorf("read the document of message %d of %d: %w", i+1, len(raw), err)
		}
		m.Shifted = part.shifted(m.ID)
		m.MissingSince = r.missing.Int64
		m.Files = files[int64(m.Shifted)]
		if m.Versions, err = decodeVersions(versions[m.ID]); err != nil {
			return nil, fmt.Errorf("read the versions of message %d: %w", m.ID, err)
		}
	}
	return page, nil
}

// rawMessages reads rows with from < key <= to and returns the last key.
func rawMessages(ctx context.Context, q querier, from, to int64) (raw []rawMessage, end int64, err error) {
	rows, err := q.QueryContext(ctx, "SELECT key, missing_since, doc FROM messages WHERE key > ? AND key <= ? ORDER BY key LIMIT ?", from, to, readPage)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	raw = make([]rawMessage, 0, readPage)
	for rows.Next() {
		var r rawMessage
		if err := rows.Scan(&end, &r.missing, &r.doc); err != nil {
			return nil, 0, err
		}
		raw = append(raw, r)
	}
	return raw, end, rows.Err()
}

// messageVersions are the earlier documents of messages with from < key <= to,
// by message id, oldest first.
func messageVersions(ctx context.Context, q querier, from, to int64) (map[int][]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT key & 0xffffffff, doc FROM message_versions WHERE key > ? AND key <= ?
		ORDER BY key, run, coalesce(doc ->> 'edited', 0), doc`, from, to)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var versions map[int][]string
	for rows.Next() {
		var id int
		var doc string
		if err := rows.Scan(&id, &doc); err != nil {
			return nil, err
		}
		if versions == nil {
			versions = map[int][]string{}
		}
		versions[id] = append(versions[id], doc)
	}
	return versions, rows.Err()
}

func decodeVersions(docs []string) ([]model.Message, error) {
	if len(docs) == 0 {
		return nil, nil
	}
	versions := make([]model.Message, len(docs))
	for i, doc := range docs {
		if err := decode([]byte(doc), &versions[i]); err != nil {
			return nil, err
		}
	}
	return versions, nil
}
