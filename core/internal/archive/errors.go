package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"satchel/core/internal/fsx"
)

// What can be wrong with an archive. Errors of this package wrap one of these
// where it applies.
var (
	ErrLocked       = errors.New("the archive is in use by another Satchel")
	ErrNewer        = errors.New("the archive was written by a newer version of Satchel")
	ErrDamaged      = errors.New("the archive is damaged")
	ErrForeign      = errors.New("archive.db is not an archive of Satchel")
	ErrNoArchive    = errors.New("there is no archive in this folder")
	ErrOtherAccount = errors.New("the archive belongs to another account")
	ErrNotWritable  = errors.New("the folder cannot be written to")
	ErrDiskFull     = errors.New("the disk is full")
	ErrUnreachable  = errors.New("the archive's folder cannot be reached")
	ErrClosed       = errors.New("the archive is closed")
)

// classify puts the sentinel that err stands for in front of it. Codes of SQLite
// and of the operating system are the only things looked at.
func classify(err error) error {
	if err == nil {
		return nil
	}
	for _, known := range []error{ErrDamaged, ErrDiskFull, ErrNotWritable, ErrLocked, ErrUnreachable} {
		if errors.Is(err, known) {
			return err
		}
	}
	if kind := sentinelOf(err); kind != nil {
		return fmt.Errorf("%w: %w", kind, err)
	}
	return err
}

func sentinelOf(err error) error {
	var se *sqlite.Error
	if errors.As(err, &se) {
		return sqliteSentinel(se.Code())
	}
	switch {
	case errors.Is(err, fsx.ErrLocked):
		return ErrLocked
	case fsx.IsDiskFull(err):
		return ErrDiskFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrNotWritable
	}
	return nil
}

func sqliteSentinel(code int) error {
	switch code & 0xff { // the primary code; the higher bits say where it happened
	case sqlite3.SQLITE_FULL:
		return ErrDiskFull
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrDamaged
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return ErrNotWritable
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR:
		return ErrUnreachable
	}
	return nil
}

// decode reads a document of the archive: one that cannot be read is damage.
func decode(doc []byte, into any) error {
	if err := json.Unmarshal(doc, into); err != nil {
		return fmt.Errorf("%w: read a document: %w", ErrDamaged, err)
	}
	return nil
}
