package archive

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"satchel/core/internal/model"
)

// Salvage calls fn with the kept answers of a damaged archive as far as they can
// be read, chosen as by Evidence. It changes nothing and takes no lock.
func Salvage(ctx context.Context, dir string, peer model.PeerID, message int, fn func(Evidence) error) (err error) {
	if _, err := os.Stat(filepath.Join(dir, FileName)); err != nil {
		return err
	}
	// Nothing is written and no log is read; and what the file lacks at its end is
	// no reason to refuse the rest.
	q := url.Values{"mode": {"ro"}, "immutable": {"1"}, "_pragma": {"writable_schema(on)", "query_only(on)"}}
	u := url.URL{Scheme: "file", Path: uriPath(filepath.Join(dir, FileName)), RawQuery: q.Encode()}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return classify(err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var dictionary []byte
	if err := db.QueryRowContext(ctx, "SELECT value FROM settings WHERE key = ?", dictionaryKey).Scan(&dictionary); err != nil {
		dictionary = nil // the oldest answers are readable without it
	}
	reader, err := newReader(dictionary)
	if err != nil {
		if reader, err = newReader(nil); err != nil {
			return err
		}
	}
	defer reader.Close()
	s := salvage{db: db, unpack: func(packed []byte, size int) ([]byte, error) {
		return reader.DecodeAll(packed, room(size))
	}}
	wanted, err := s.chosen(ctx, peer, message)
	if err != nil {
		return classify(err)
	}
	return s.all(ctx, func(e Evidence) error {
		if !wanted(e) {
			return nil
		}
		return fn(e)
	})
}

// chosen tells which answers are asked for.
func (s salvage) chosen(ctx context.Context, peer model.PeerID, message int) (func(Evidence) bool, error) {
	if message == 0 {
		return func(e Evidence) bool { return peer.IsZero() || e.Peer == peer }, nil
	}
	list, err := messagePages(ctx, s.db, peer, message)
	if err != nil {
		return nil, err
	}
	var pages []int64
	if err := decode([]byte(list), &pages); err != nil {
		return nil, err
	}
	return func(e Evidence) bool { return slices.Contains(pages, e.Page) }, nil
}

// salvage reads a database row by row, past what is damaged.
type salvage struct {
	db     *sql.DB
	unpack func(packed []byte, size int) ([]byte, error)
}

// salvageGap is after how many rows in a row that are not there, or cannot be read,
// the end has come: numbers are given without gaps.
const salvageGap = 2000

func (s salvage) all(ctx context.Context, fn func(Evidence) error) error {
	for id, gap := int64(1), 0; gap < salvageGap; id++ {
		e, there := s.one(ctx, id)
		if err := ctx.Err(); err != nil {
			return err
		}
		if gap++; !there {
			continue
		}
		gap = 0
		if err := fn(e); err != nil {
			return err
		}
	}
	return nil
}

// one reads an answer, if it is there and whole.
func (s salvage) one(ctx context.Context, id int64) (e Evidence, there bool) {
	var packed []byte
	var size int
	e, err := scanEvidence(s.db.QueryRowContext(ctx, evidenceColumns+" WHERE id = ? AND raw IS NOT NULL", id), &packed, &size)
	if err != nil || e.Page != id {
		return e, false
	}
	e.Raw, err = s.unpack(packed, size)
	return e, err == nil && len(e.Raw) == size
}
