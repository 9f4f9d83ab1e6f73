package archive

import "satchel/core/internal/model"

// shareFate brings a thumb and its main file together after f changed: a thumb
// is skipped while its main file is skipped by decision. What a download finds
// out about the main file does not matter to the thumb, or the archive would
// depend on which of the two was tried first.
func (t *tx) shareFate(f *fileRow) error {
	if f.main != "" {
		main, found, err := t.fileByKey(f.main)
		if err != nil || !found {
			return err
		}
		return t.follow(main, *f)
	}
	thumbs, err := t.thumbs(f.key)
	if err != nil {
		return err
	}
	for _, thumb := range thumbs {
		if err := t.follow(*f, thumb); err != nil {
			return err
		}
	}
	return nil
}

// follow gives a thumb the state its main file says.
func (t *tx) follow(main, thumb fileRow) error {
	decided := main.state == stateSkipped && !main.tried
	changed := thumb
	switch {
	case decided && (thumb.state == stateQueued && !thumb.held || thumb.state == stateSkipped && !thumb.tried):
		changed.state, changed.skip = stateSkipped, main.skip
	case !decided && thumb.state == stateSkipped && !thumb.tried:
		changed.state, changed.skip = stateQueued, model.SkipNone
	}
	if changed == thumb {
		return nil
	}
	return t.updateFile(thumb, changed)
}

func (t *tx) thumbs(main model.FileKey) ([]fileRow, error) {
	s, err := t.c.prepared(t.ctx, "SELECT "+fileColumns+" FROM files WHERE main = ?")
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(t.ctx, string(main))
	return scanFiles(rows, err)
}
