package media

import (
	"context"
	"fmt"
)

// unknown fetches a file of which Telegram does not say how long it is, until a
// part comes short.
func (d *download) unknown(ctx context.Context) error {
	if err := d.slot.hold(ctx, d.where()); err != nil {
		return err
	}
	for part, bad := d.store.whole(), 0; ; {
		data, from, err := d.ask(ctx, part*smallPart, smallPart)
		if err != nil {
			return err
		}
		where := span{part * smallPart, int64(len(data))}
		ok, err := d.covered(ctx, from, where)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if !d.proof.accepts(where, data, nil) || where.length < smallPart && !d.proof.ends(where, data) {
			if bad++; bad == attempts && !d.cdn.forbid() || bad == 2*attempts {
				return fmt.Errorf("%w at %d", errContent, where.offset)
			}
			continue
		}
		part, bad = part+1, 0
		done := len(data) < smallPart
		if done {
			if err := d.takeOff(ctx); err != nil {
				return err
			}
		}
		d.Progress.Fetched(d.file.Key, len(data))
		if err := d.store.append(ctx, data); err != nil {
			return err
		}
		if done {
			return nil
		}
	}
}

// again reports whether a file of unknown length has to be fetched on or anew: what seemed
// to be its end was not, or its bytes are not right (bad). An error says that it was
// tried often enough.
func (d *download) again(ctx context.Context, bad bool) (bool, error) {
	onward := false
	err := d.whole(d.store.size)
	switch {
	case err != nil:
	case d.proof.beyond(d.store.size):
		err = fmt.Errorf("%w: %d bytes, and there are hashes of more", errLength, d.store.size)
	case bad:
		err = errContent
	default:
		ended, cannot := d.ended(ctx)
		if ended || cannot != nil {
			return false, cannot
		}
		onward, err = true, fmt.Errorf("%w: it goes on behind %d bytes", errLength, d.store.size)
	}
	if d.anew++; d.anew >= attempts {
		if !d.cdn.forbid() {
			return false, err
		}
		d.anew = 0
	}
	d.Logger.Info("file of unknown length is fetched anew", "file", string(d.file.Key), "times", d.anew, "error", err)
	if onward {
		return true, d.store.lengthen()
	}
	d.proof.doubt(span{0, max(d.store.size, 1)})
	return true, d.store.restart()
}

// whole is how many parts of a file of unknown length are there.
func (s *store) whole() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int64(len(s.done))
}

// restart begins a file of unknown length anew.
func (s *store) restart() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.size, s.done, s.bad, s.hashed = 0, nil, nil, 0
	s.hash.Reset()
	if err := s.out.Truncate(0); err != nil {
		return fmt.Errorf("begin the file anew: %w", err)
	}
	return nil
}

// ends checks the end of a file of unknown length, as far as there are hashes.
func (p *proof) ends(where span, data []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := p.from(where.offset); i < len(p.list); i++ {
		s := &p.list[i]
		if s.offset >= where.end() {
			return false
		}
		if data := data[s.offset-where.offset:]; !s.matches(data[:min(s.length, int64(len(data)))]) {
			return false
		}
	}
	return true
}

// beyond reports whether there are hashes of what lies behind a file's end.
func (p *proof) beyond(size int64) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.from(size) < len(p.list)
}
