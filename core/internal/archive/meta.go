package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"satchel/core/internal/model"
)

// The keys of table meta, beside "clean".
const (
	metaAccount = "account"
	metaZone    = "zone"
	metaTakeout = "takeout"
)

// loadMeta reads what is asked for often.
func (a *Archive) loadMeta(ctx context.Context) error {
	a.zone = model.Zone{Name: "UTC"}
	return a.read(ctx, func(q querier) error {
		if _, err := scanOne(q.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", metaAccount), &a.account); err != nil {
			return err
		}
		var zone []byte
		found, err := scanOne(q.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", metaZone), &zone)
		if err != nil || !found {
			return err
		}
		a.zone, a.hasZone = model.Zone{}, true // one without a name must not be called UTC
		return decode(zone, &a.zone)
	})
}

// scanOne scans a row that may be absent.
func scanOne(row *sql.Row, dest ...any) (found bool, err error) {
	err = row.Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

const setMeta = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"

// Account is the user the archive belongs to; false when it is not known yet.
func (a *Archive) Account() (id int64, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.account, a.account != 0
}

// SetAccount says whose archive it is; ErrOtherAccount when it is another's.
func (a *Archive) SetAccount(ctx context.Context, id int64) error {
	if old, ok := a.Account(); ok {
		if old != id {
			return ErrOtherAccount
		}
		return nil
	}
	return a.w.do(ctx, func(t *tx) error {
		var old int64
		switch found, err := t.row("SELECT value FROM meta WHERE key = ?", []any{metaAccount}, &old); {
		case err != nil:
			return err
		case found && old != id:
			return ErrOtherAccount
		}
		t.committed = append(t.committed, func() {
			a.mu.Lock()
			defer a.mu.Unlock()
			a.account = id
		})
		_, err := t.run(setMeta, metaAccount, id)
		return err
	})
}

// Zone is the archive's time zone; UTC before it is set.
func (a *Archive) Zone() model.Zone {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.zone
}

// SetZone sets the time zone once; later calls change nothing.
func (a *Archive) SetZone(ctx context.Context, z model.Zone) error {
	doc, err := json.Marshal(z)
	if err != nil {
		return fmt.Errorf("keep the time zone: %w", err)
	}
	return a.w.do(ctx, func(t *tx) error {
		first, err := t.changed("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", metaZone, string(doc))
		if err != nil || !first {
			return err
		}
		t.committed = append(t.committed, func() {
			a.mu.Lock()
			defer a.mu.Unlock()
			a.zone, a.hasZone = z, true
		})
		return nil
	})
}

// HasZone reports whether the time zone was set.
func (a *Archive) HasZone() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.hasZone
}

// LoadTakeout returns the state of the takeout session, zero for none.
func (a *Archive) LoadTakeout(ctx context.Context) (s model.TakeoutState, err error) {
	err = a.read(ctx, func(q querier) error {
		var doc []byte
		found, err := scanOne(q.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", metaTakeout), &doc)
		if err != nil || !found {
			return err
		}
		return decode(doc, &s)
	})
	return s, err
}

// SaveTakeout keeps the state of the takeout session.
func (a *Archive) SaveTakeout(ctx context.Context, s model.TakeoutState) error {
	doc, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("keep the takeout session: %w", err)
	}
	return a.w.do(ctx, func(t *tx) error {
		_, err := t.run(setMeta, metaTakeout, string(doc))
		return err
	})
}

// LoadValue returns a value kept by SaveValue, nil for none.
func (a *Archive) LoadValue(ctx context.Context, key string) (v []byte, err error) {
	err = a.read(ctx, func(q querier) error {
		_, err := scanOne(q.QueryRowContext(ctx, "SELECT value FROM settings WHERE key = ?", key), &v)
		return err
	})
	return v, err
}

// SaveValue keeps a small value (settings, split ranges); nil removes it.
func (a *Archive) SaveValue(ctx context.Context, key string, v []byte) error {
	return a.w.do(ctx, func(t *tx) error {
		if v == nil {
			_, err := t.run("DELETE FROM settings WHERE key = ?", key)
			return err
		}
		_, err := t.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, v)
		return err
	})
}
