package archive

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
)

// changes are the pages of the database that were written since it was opened, so
// that sealing it again reads those only, and damage to others stays visible. It
// is used by one goroutine at a time.
type changes struct {
	unsure bool         // the seal was found damaged, or of another database
	old    []byte       // what the seal said of the pages
	name   string       // of the next seal
	pages  map[int]bool // nil: the seal is still there
	begun  bool         // the archive is marked as open
	all    bool         // which pages it were is not known

	log  *os.File // the write-ahead log
	salt [8]byte  // of what is in the log
	next int      // frame
}

// Sizes and places in a write-ahead log,
// https://www.sqlite.org/fileformat2.html#the_write_ahead_log
const (
	walHead     = 32
	walSalt     = 16
	frameHead   = 24
	frameSize   = 4 // of the database after a commit, 0 in other frames
	frameSalt   = 8
	frameLength = frameHead + pageSize
)

// unseal takes the seal away, before the database is written to.
func (c *changes) unseal(root *os.Root) error {
	if c.pages != nil {
		return nil
	}
	s, err := readSeal(root)
	if c.unsure {
		s, err = seal{}, nil
	}
	if err != nil && !errors.Is(err, errUnsealed) {
		return err
	}
	if err := removeSeal(root); err != nil {
		return fmt.Errorf("take the seal away: %w", err)
	}
	c.old, c.pages = s.sums, map[int]bool{0: true}
	return nil
}

// change makes the archive ready for its first change since it was opened.
func (a *Archive) change(ctx context.Context) error {
	c := &a.changes
	if c.begun {
		return nil
	}
	if err := c.unseal(a.root); err != nil {
		return err
	}
	c.all, c.name = c.all || c.old == nil || a.pools.mode != journalWAL, rand.Text()
	err := a.pools.write.exec(ctx, "INSERT OR REPLACE INTO meta (key, value) VALUES ('clean', 0), ('seal', '"+c.name+"')")
	c.begun = err == nil
	return err
}

// lost says that a transaction could not be committed. What the log has of it, the
// end perhaps included, is written over by the next one, so that from now on the log
// does not tell which pages were written.
func (c *changes) lost() { c.all = true }

// note takes down which pages the log got since the last time: SQLite begins it
// anew at a commit only, so that none is overlooked when it is called after each.
func (a *Archive) note() {
	c := &a.changes
	if !c.begun || c.all {
		return
	}
	if err := c.follow(a.root); err != nil {
		a.opts.Logger.Warn("the write-ahead log cannot be read", "error", err)
		c.all = true
	}
}

func (c *changes) follow(root *os.Root) error {
	if c.log == nil {
		f, err := root.Open(FileName + "-wal")
		if err != nil {
			return err
		}
		c.log = f
	}
	var salt [8]byte
	if _, err := c.log.ReadAt(salt[:], walSalt); err != nil {
		return err
	}
	if salt != c.salt {
		c.salt, c.next = salt, 0
	}
	for i := c.next; ; i++ {
		var frame [walSalt]byte
		n, _ := c.log.ReadAt(frame[:], walHead+int64(i)*frameLength)
		if n < len(frame) || [8]byte(frame[frameSalt:]) != salt {
			return nil
		}
		c.pages[int(binary.BigEndian.Uint32(frame[:]))-1] = true
		if binary.BigEndian.Uint32(frame[frameSize:]) > 0 {
			c.next = i + 1 // what follows the last commit may be written over
		}
	}
}

// end lets go of the log; SQLite removes it when the database is closed.
func (c *changes) end() error {
	if c.log == nil {
		return nil
	}
	defer func() { c.log = nil }()
	return c.log.Close()
}

// sealAll makes the list for a database that nobody has open, from all its pages.
func sealAll(ctx context.Context, root *os.Root, name string) error {
	sums, err := pageSums(ctx, root, math.MaxInt, nil, nil)
	if err != nil {
		return err
	}
	return seal{name, sums}.write(ctx, root)
}

// seal makes the list for the closed database. Without a change there is nothing to
// do, and with a log left beside it nothing that holds.
func (a *Archive) seal(ctx context.Context) error {
	c := &a.changes
	if !c.begun {
		return nil
	}
	if st, err := a.root.Stat(FileName + "-wal"); err == nil && st.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	sums, err := pageSums(ctx, a.root, math.MaxInt, c.old, func(page int) bool { return c.all || c.pages[page] })
	if err != nil {
		return err
	}
	return seal{c.name, sums}.write(ctx, a.root)
}
