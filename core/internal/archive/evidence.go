package archive

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"satchel/core/internal/model"
)

// Evidence is one answer of Telegram as it came.
type Evidence struct {
	Page   int64 // its number in the archive
	Run    int64
	At     time.Time
	Method string
	Layer  int // of the schema Raw is written in
	Peer   model.PeerID
	Split  int
	Raw    []byte
}

// maxEvidence bounds what one page unpacks to: answers are limited by Telegram's
// transport to 16 MiB, packed again inside to some times that.
const maxEvidence = 256 << 20

// room is for an answer of the noted size, which damage may have made any number.
func room(size int) []byte { return make([]byte, 0, min(max(size, 0), 1<<20)) }

// Evidence calls fn with the kept answers, oldest first: those about a peer (zero:
// all), and with a message id those the message's current document and its versions
// were made from. Answers without bytes are left out. No read transaction is open
// while fn runs.
func (a *Archive) Evidence(ctx context.Context, peer model.PeerID, message int, fn func(Evidence) error) error {
	dictionary, err := a.LoadValue(ctx, dictionaryKey)
	if err != nil {
		return err
	}
	reader, err := newReader(dictionary)
	if err != nil {
		return fmt.Errorf("read the dictionary: %w: %w", ErrDamaged, err)
	}
	defer reader.Close()
	for last := int64(0); ; {
		e, packed, size, err := a.nextEvidence(ctx, peer, message, last)
		if err != nil || e.Page == 0 {
			return err
		}
		last = e.Page
		if e.Raw, err = reader.DecodeAll(packed, room(size)); err != nil {
			return fmt.Errorf("unpack page %d: %w: %w", e.Page, ErrDamaged, err)
		}
		if err := fn(e); err != nil {
			return err
		}
	}
}

// nextEvidence reads the first page after last that is asked for; Page is 0 when
// there is none.
func (a *Archive) nextEvidence(ctx context.Context, peer model.PeerID, message int, last int64) (e Evidence, packed []byte, size int, err error) {
	where, args := "", []any{last}
	if !peer.IsZero() {
		where, args = " AND kind = ? AND peer = ?", append(args, int(peer.Kind), peer.ID)
	}
	err = a.read(ctx, func(q querier) error {
		if message != 0 {
			pages, err := messagePages(ctx, q, peer, message)
			if err != nil {
				return err
			}
			where, args = where+" AND id IN (SELECT value FROM json_each(?))", append(args, pages)
		}
		row := q.QueryRowContext(ctx, evidenceColumns+" WHERE id > ? AND raw IS NOT NULL"+where+" ORDER BY id LIMIT 1", args...)
		var err error
		e, err = scanEvidence(row, &packed, &size)
		return err
	})
	return e, packed, size, err
}

const evidenceColumns = "SELECT id, run, at, method, layer, kind, peer, split, size, raw FROM pages"

// scanEvidence scans a row of evidenceColumns; Page is 0 when there is none.
func scanEvidence(row *sql.Row, packed *[]byte, size *int) (e Evidence, err error) {
	var at int64
	_, err = scanOne(row, &e.Page, &e.Run, &at, &e.Method, &e.Layer, &e.Peer.Kind, &e.Peer.ID, &e.Split, size, packed)
	e.At = time.Unix(at, 0)
	return e, err
}

// messagePages are the pages a message and its versions were made from, as a JSON
// list.
func messagePages(ctx context.Context, q querier, peer model.PeerID, message int) (pages string, err error) {
	err = q.QueryRowContext(ctx, `WITH k(key) AS (SELECT id << 32 | ?3 FROM histories WHERE kind = ?1 AND peer = ?2)
		SELECT json_group_array(page) FROM (SELECT m.page FROM messages m JOIN k ON m.key = k.key
			UNION SELECT v.page FROM message_versions v JOIN k ON v.key = k.key)`, int(peer.Kind), peer.ID, message).Scan(&pages)
	return pages, err
}
