package archive

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"satchel/core/internal/fsx"
)

const (
	// FileName is the name of the database in the folder of an archive.
	FileName  = "archive.db"
	workDir   = ".satchel"
	lockName  = workDir + "/lock"
	mediaDir  = workDir + "/media"
	newDBName = fsx.TempDir + "/" + FileName
	// renderedName is where render keeps what it wrote.
	renderedName = workDir + "/rendered"
)

// prepareFolders makes what an archive's folder needs. Only a folder that is
// made here gets the mode 0700: another's rights are not ours to change.
func prepareFolders(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return os.MkdirAll(filepath.Join(dir, workDir), 0o700)
}

// prepareWork makes the working folders and sweeps what an earlier process left
// half-written. The lock must be held.
func prepareWork(root *os.Root) error {
	if err := root.RemoveAll(fsx.TempDir); err != nil {
		return err
	}
	for _, dir := range []string{fsx.TempDir, mediaDir} {
		if err := root.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	return nil
}

// headerSize is the size of the header of an SQLite file; the offsets are those
// of https://www.sqlite.org/fileformat.html#the_database_header
const (
	headerSize    = 100
	headerMagic   = "SQLite format 3\x00"
	headerWrite   = 18
	writesWAL     = 2
	headerVersion = 60
	headerAppID   = 68
)

// inspect reads the header of the file and reports whether it is in WAL mode.
func inspect(root *os.Root) (wal bool, err error) {
	f, err := root.Open(FileName)
	if err != nil {
		return false, err
	}
	defer f.Close()
	var header [headerSize]byte
	switch _, err := io.ReadFull(f, header[:]); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return false, fmt.Errorf("%w: archive.db is shorter than its header", ErrDamaged)
	case err != nil:
		return false, err
	}
	switch {
	case string(header[:len(headerMagic)]) != headerMagic:
		return false, ErrForeign
	case binary.BigEndian.Uint32(header[headerAppID:]) != applicationID:
		return false, ErrForeign
	}
	return header[headerWrite] == writesWAL, checkVersion(int(binary.BigEndian.Uint32(header[headerVersion:])))
}

func checkVersion(version int) error {
	if version > schemaVersion() {
		return fmt.Errorf("%w: its schema is version %d, this program knows %d", ErrNewer, version, schemaVersion())
	}
	return nil
}

// create makes an empty archive. It is complete before it gets its name, so that
// an archive.db is never half made.
func create(ctx context.Context, root *os.Root, dir string) error {
	u := url.URL{Scheme: "file", Path: uriPath(filepath.Join(dir, filepath.FromSlash(newDBName)))}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return err
	}
	err = fill(ctx, db)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("make the archive: %w", err)
	}
	if err := syncFile(root, newDBName); err != nil {
		return fmt.Errorf("make the archive: %w", err)
	}
	if err := fsx.Rename(ctx, root, newDBName, FileName); err != nil {
		return fmt.Errorf("make the archive: %w", err)
	}
	return fsx.SyncDir(root, ".")
}

func fill(ctx context.Context, db *sql.DB) error {
	sqlConn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	c := &conn{Conn: sqlConn, stmts: map[string]*sql.Stmt{}}
	defer c.Close()
	if err := c.exec(ctx, fmt.Sprintf("PRAGMA page_size = %d; PRAGMA application_id = %d", pageSize, applicationID)); err != nil {
		return err
	}
	if err := migrate(ctx, c, migrations()); err != nil {
		return err
	}
	return c.exec(ctx, "INSERT INTO meta (key, value) VALUES ('clean', 1)")
}

func syncFile(root *os.Root, name string) error {
	f, err := root.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// uriPath is a path as SQLite wants it in a URI: with a slash before a drive.
func uriPath(path string) string {
	path = filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" && path[0] != '/' {
		return "/" + path
	}
	return path
}
