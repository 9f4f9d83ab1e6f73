package media

import (
	"context"
	"maps"
	"slices"
)

// arrival is a part that has come and is not on the disk yet.
type arrival struct {
	part  int
	where span
	data  []byte
}

// maxEarly bounds the bytes, of all files together, that are on the disk and stay in
// memory until their turn in the hash of their file.
const maxEarly = 8 << 20

// keeper brings the parts of one file to the disk, in the order they come, and checks
// them in the order they lie: the hash of the file and those of its stretches are taken
// in one pass.
type keeper struct {
	*download
	early map[int]arrival // they wait for a part before them
}

// keepAll keeps parts until there will be no more. What came before the end of ctx is
// kept too, for the next run. On the first error it stops the asking.
func (d *download) keepAll(ctx context.Context, came <-chan arrival, stop func()) (failed error) {
	k := &keeper{download: d, early: map[int]arrival{}}
	for a := range came {
		if failed == nil {
			if failed = k.keep(ctx, a); failed != nil {
				stop()
			}
		}
		d.bytes.Release(a.where.length)
	}
	for _, part := range slices.Sorted(maps.Keys(k.early)) { // in vain: a part before them was bad
		if a := k.take(part); failed == nil {
			failed = k.check(a)
		}
	}
	return failed
}

func (k *keeper) keep(ctx context.Context, a arrival) error {
	if err := k.store.put(ctx, a.part, a.data); err != nil {
		return err
	}
	if !k.store.follows(a.part) && k.earlyBytes.TryAcquire(a.where.length) {
		k.early[a.part] = a
		return nil
	}
	if err := k.check(a); err != nil {
		return err
	}
	for len(k.early) > 0 {
		next := slices.Min(slices.Collect(maps.Keys(k.early)))
		if !k.store.follows(next) {
			break
		}
		if err := k.check(k.take(next)); err != nil {
			return err
		}
	}
	return nil
}

// take ends the waiting of an early part.
func (k *keeper) take(part int) arrival {
	a := k.early[part]
	delete(k.early, part)
	k.earlyBytes.Release(a.where.length)
	return a
}

// check has a part proven, and hashed if it is its turn; a bad one is missing again.
func (k *keeper) check(a arrival) error {
	whole, err := k.store.turn(a.part)
	if err != nil {
		return err
	}
	if !k.proof.accepts(a.where, a.data, whole) {
		return k.spoilt(a.where)
	}
	if whole != nil {
		k.store.took(a.part, whole)
	}
	return nil
}
