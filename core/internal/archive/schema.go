package archive

import (
	"context"
	"errors"
	"fmt"
)

// applicationID is what SQLite's header of an archive says: "STCH".
const applicationID = 0x53544348

// pageSize suits documents of some hundred bytes: fewer levels and less waste
// than 4 KiB.
const pageSize = 8192

// migrations brings a schema from version i to version i+1. An entry is never
// changed once a program with it was given to people.
func migrations() []string { return []string{schema1, schema2, schema3, schema4} }

// schemaVersion is the version of the schema this program writes.
func schemaVersion() int { return len(migrations()) }

// schema1 is the first schema. What its tables hold is in the package comment.
const schema1 = `
CREATE TABLE meta (
	key   TEXT PRIMARY KEY,
	value ANY
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
	key   TEXT PRIMARY KEY,
	value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counts (
	name  TEXT PRIMARY KEY,
	n     INTEGER NOT NULL,
	bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
	id       INTEGER PRIMARY KEY,
	kind     TEXT NOT NULL,
	started  INTEGER NOT NULL,
	ended    INTEGER,
	outcome  TEXT NOT NULL DEFAULT '',
	settings BLOB,
	counts   BLOB
) STRICT;

CREATE TABLE pages (
	id     INTEGER PRIMARY KEY,
	run    INTEGER NOT NULL REFERENCES runs,
	at     INTEGER NOT NULL,
	method TEXT NOT NULL,
	layer  INTEGER NOT NULL,
	kind   INTEGER NOT NULL,
	peer   INTEGER NOT NULL,
	split  INTEGER NOT NULL,
	hash   INTEGER NOT NULL,
	size   INTEGER NOT NULL,
	raw    BLOB
) STRICT;
CREATE INDEX pages_hash ON pages (hash);

CREATE TABLE peers (
	kind     INTEGER NOT NULL,
	id       INTEGER NOT NULL,
	run      INTEGER NOT NULL,
	doc      TEXT,
	min_run  INTEGER NOT NULL,
	min_doc  TEXT,
	PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
	subject TEXT NOT NULL,
	hash    INTEGER NOT NULL,
	run     INTEGER NOT NULL,
	doc     TEXT NOT NULL,
	PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE dialogs (
	number   INTEGER PRIMARY KEY,
	kind     INTEGER NOT NULL,
	peer     INTEGER NOT NULL,
	counters TEXT NOT NULL DEFAULT '{}',
	doc      TEXT NOT NULL,
	UNIQUE (kind, peer)
) STRICT;

CREATE TABLE cursors (
	number   INTEGER NOT NULL REFERENCES dialogs,
	part     INTEGER NOT NULL,
	split    INTEGER NOT NULL,
	last     INTEGER NOT NULL,
	done     INTEGER NOT NULL,
	n        INTEGER NOT NULL,
	expected INTEGER NOT NULL,
	inexact  INTEGER NOT NULL,
	PRIMARY KEY (number, part, split)
) STRICT, WITHOUT ROWID;

CREATE TABLE histories (
	id       INTEGER PRIMARY KEY,
	kind     INTEGER NOT NULL,
	peer     INTEGER NOT NULL,
	messages INTEGER NOT NULL DEFAULT 0,
	UNIQUE (kind, peer)
) STRICT;

CREATE TABLE messages (
	key           INTEGER PRIMARY KEY,
	date          INTEGER NOT NULL,
	page          INTEGER NOT NULL REFERENCES pages,
	run           INTEGER NOT NULL REFERENCES runs,
	missing_since INTEGER REFERENCES runs,
	doc           TEXT NOT NULL
) STRICT;

CREATE TABLE message_versions (
	key  INTEGER NOT NULL REFERENCES messages,
	hash INTEGER NOT NULL,
	page INTEGER NOT NULL REFERENCES pages,
	run  INTEGER NOT NULL REFERENCES runs,
	doc  TEXT NOT NULL,
	PRIMARY KEY (key, hash)
) STRICT, WITHOUT ROWID;

CREATE VIEW message AS
	SELECT h.kind, h.peer, m.key & 0xffffffff AS id, m.date, m.page, m.run, m.missing_since, m.doc
	FROM messages m JOIN histories h ON h.id = m.key >> 32;

CREATE TABLE files (
	id     INTEGER PRIMARY KEY,
	key    TEXT NOT NULL UNIQUE,
	main   TEXT,
	state  INTEGER NOT NULL,
	skip   TEXT NOT NULL,
	tried  INTEGER NOT NULL DEFAULT 0,
	text   TEXT,
	type   TEXT NOT NULL,
	dc     INTEGER NOT NULL,
	size   INTEGER NOT NULL,
	date   INTEGER NOT NULL,
	rank   INTEGER NOT NULL,
	number INTEGER,
	ord    INTEGER,
	seq    INTEGER,
	folder TEXT,
	name   TEXT,
	sent   INTEGER,
	saved  INTEGER,
	sha    BLOB,
	path   TEXT,
	frozen INTEGER NOT NULL DEFAULT 0,
	want   TEXT,
	doc    TEXT NOT NULL
) STRICT;
CREATE INDEX files_queue ON files (dc, rank, number, ord, seq) WHERE state = 0;
CREATE INDEX files_place ON files (number, ord, seq);
CREATE INDEX files_main ON files (main) WHERE main IS NOT NULL;
CREATE INDEX files_moving ON files (id) WHERE want IS NOT NULL;

CREATE TABLE file_refs (
	number INTEGER NOT NULL,
	ord    INTEGER NOT NULL,
	seq    INTEGER NOT NULL,
	file   INTEGER NOT NULL REFERENCES files,
	PRIMARY KEY (number, ord, seq, file)
) STRICT, WITHOUT ROWID;

CREATE TABLE items (
	section TEXT NOT NULL,
	key     TEXT NOT NULL,
	ord     INTEGER NOT NULL,
	run     INTEGER NOT NULL REFERENCES runs,
	doc     TEXT NOT NULL,
	PRIMARY KEY (section, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
	code      TEXT NOT NULL,
	subject   TEXT NOT NULL,
	run       INTEGER NOT NULL,
	solved    INTEGER NOT NULL DEFAULT 0,
	doc       TEXT NOT NULL,
	PRIMARY KEY (code, subject)
) STRICT, WITHOUT ROWID;
`

// migrate brings an archive to the schema after the given steps, each in one
// transaction together with the number of its version.
func migrate(ctx context.Context, c *conn, steps []string) error {
	version, err := c.int(ctx, "PRAGMA user_version")
	if err != nil {
		return err
	}
	for ; version < len(steps); version++ {
		step := fmt.Sprintf("BEGIN IMMEDIATE;%s;PRAGMA user_version = %d;COMMIT", steps[version], version+1)
		if err := c.exec(ctx, step); err != nil {
			err = fmt.Errorf("bring the schema from version %d to %d: %w", version, version+1, err)
			return errors.Join(err, c.exec(ctx, "ROLLBACK"))
		}
	}
	return nil
}
