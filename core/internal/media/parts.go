package media

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"satchel/core/internal/archive"
)

// partsAFile is how many parts of one file are asked for at a time: our own
// restraint, Telegram counts files.
const partsAFile = 4

// The sizes of parts. Both divide 1 MiB and a part's offset is a multiple of its
// size, so that it lies within one MiB as
// https://core.telegram.org/api/files#downloading-files asks. The larger one is for
// files with many parts: it halves the round trips.
const (
	smallPart = 512 << 10
	largePart = 1 << 20
	manyParts = 8 << 20 // from this size of a file on
)

// span is a stretch of a file.
type span struct{ offset, length int64 }

func (s span) end() int64             { return s.offset + s.length }
func (s span) overlaps(o span) bool   { return s.offset < o.end() && o.offset < s.end() }
func (s span) contains(o span) bool   { return s.offset <= o.offset && o.end() <= s.end() }
func (s span) within(size int64) span { return span{s.offset, min(s.length, size-s.offset)} }

func partSize(size int64) int64 {
	if size >= manyParts {
		return largePart
	}
	return smallPart
}

// fill fetches the parts that are missing.
func (d *download) fill(ctx context.Context) error {
	if d.store.size == 0 {
		d.land()
		return d.unknown(ctx)
	}
	todo := d.store.missing()
	if len(todo) == 0 {
		return nil
	}
	d.land()
	if err := d.slot.hold(ctx, d.where()); err != nil {
		return err
	}
	came := make(chan arrival) // no heap of parts that a kill would lose
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var keeper sync.WaitGroup
	var kept error
	keeper.Go(func() { kept = d.keepAll(ctx, came, stop) })
	err := d.askAll(ctx, todo, came)
	close(came)
	keeper.Wait()
	if kept != nil { // then the asking was stopped, which is its error
		return kept
	}
	return err
}

// askAll asks for the parts, a few at a time, and hands on what comes.
func (d *download) askAll(ctx context.Context, todo []int, came chan<- arrival) error {
	var begun, arrived atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range min(partsAFile, len(todo)) {
		group.Go(func() error {
			for {
				n := int(begun.Add(1)) - 1
				if n >= len(todo) {
					return nil
				}
				last := func() bool { return int(arrived.Add(1)) == len(todo) }
				if err := d.one(ctx, todo[n], last, came); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}

// one asks for one part and hands it to the keeper, so that the next one is asked
// for while this one is checked and written. Its bytes count as in flight until they
// are on the disk.
func (d *download) one(ctx context.Context, part int, last func() bool, came chan<- arrival) error {
	where := d.store.span(part)
	if c := d.where(); d.slot.class == archive.Large {
		c.share()
		if err := c.large.enter(ctx); err != nil {
			return err
		}
		defer c.share()
		defer c.large.leave()
	}
	if err := d.bytes.Acquire(ctx, where.length); err != nil {
		return err
	}
	data, good, err := d.bring(ctx, where, last)
	if err != nil || !good {
		d.bytes.Release(where.length)
		return err // not good: it stays missing
	}
	came <- arrival{part, where, data}
	return nil
}

// bring fetches a part; it is not good when a CDN sent it that has no hashes for it.
func (d *download) bring(ctx context.Context, where span, last func() bool) (data []byte, good bool, err error) {
	data, from, err := d.exactly(ctx, where)
	if err != nil {
		return nil, false, err
	}
	if last() {
		if err := d.takeOff(ctx); err != nil {
			return nil, false, err
		}
	}
	d.Progress.Fetched(d.file.Key, len(data))
	good, err = d.covered(ctx, from, where)
	return data, good, err
}

// exactly asks for a part until it has its length: what a CDN never sends whole comes
// from the file's own datacenter.
func (d *download) exactly(ctx context.Context, where span) ([]byte, *cdnFile, error) {
	for {
		data, from, err := d.attempt(ctx, where)
		if from == nil || !errors.Is(err, errLength) {
			return data, from, err
		}
		d.cdn.forbid()
	}
}

// attempt asks for a part as often as is worth while where the file is now.
func (d *download) attempt(ctx context.Context, where span) (data []byte, from *cdnFile, err error) {
	for range attempts {
		data, from, err = d.ask(ctx, where.offset, int(d.store.part))
		if err != nil || int64(len(data)) == where.length {
			return data, from, err
		}
	}
	return nil, from, fmt.Errorf("%w: %d bytes at %d instead of %d", errLength, len(data), where.offset, where.length)
}
