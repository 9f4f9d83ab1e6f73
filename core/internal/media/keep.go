package media

import "context"

// arrival is a part that has come and is not on the disk yet.
type arrival struct {
	part  int
	where span
	data  []byte
}

// keepAll checks the parts and brings them to the disk, in the order they come, until
// there will be no more: one after the other, for their hash is of the whole file.
// What came before the end of ctx is kept too, for the next run. On the first error
// it stops the asking.
func (d *download) keepAll(ctx context.Context, came <-chan arrival, stop func()) (failed error) {
	for a := range came {
		if failed == nil {
			if failed = d.keep(ctx, a); failed != nil {
				stop()
			}
		}
		d.bytes.Release(a.where.length)
	}
	return failed
}

func (d *download) keep(ctx context.Context, a arrival) error {
	whole := d.store.turn(a.part)
	if !d.proof.accepts(a.where, a.data, whole) {
		return d.spoilt(a.where)
	}
	return d.store.put(ctx, a.part, a.data, whole)
}
