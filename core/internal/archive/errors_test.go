package archive

import (
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

func TestCodesOfTheDatabaseHaveTheirMeaning(t *testing.T) {
	tests := map[int]error{
		sqlite3.SQLITE_FULL:          ErrDiskFull,
		sqlite3.SQLITE_NOTADB:        ErrDamaged,
		sqlite3.SQLITE_READONLY:      ErrNotWritable,
		sqlite3.SQLITE_CANTOPEN:      ErrUnreachable, // the folder was moved away
		sqlite3.SQLITE_IOERR_READ:    ErrUnreachable, // its disk was unplugged
		sqlite3.SQLITE_IOERR_FSTAT:   ErrUnreachable,
		sqlite3.SQLITE_BUSY_SNAPSHOT: nil,
	}
	for code, want := range tests {
		if got := sqliteSentinel(code); got != want {
			t.Errorf("code %d is %v, want %v", code, got, want)
		}
	}
}
