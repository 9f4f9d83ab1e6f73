package render

import (
	"context"
	"errors"
	"fmt"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// people looks peers and files of the archive up while messages are written. It
// keeps a bounded number; the first error is kept too, for the lookups have no
// way to return one.
type people struct {
	ctx     context.Context
	archive *archive.Archive
	known   map[model.PeerID]*model.Peer
	files   map[model.FileKey]model.FileResult
	err     error
}

// keptPeople bounds each of the two maps: at about 500 bytes an entry 10 MB.
const keptPeople = 20_000

func newPeople(ctx context.Context, a *archive.Archive) *people {
	return &people{ctx: ctx, archive: a, known: map[model.PeerID]*model.Peer{}, files: map[model.FileKey]model.FileResult{}}
}

// peer is what is known of a peer, nil for nothing.
func (p *people) peer(id model.PeerID) *model.Peer {
	if found, ok := p.known[id]; ok {
		return found
	}
	if len(p.known) >= keptPeople {
		clear(p.known)
	}
	var kept *model.Peer
	found, ok, err := p.archive.Peer(p.ctx, id)
	switch {
	case err != nil:
		p.fail(fmt.Errorf("look %s up: %w", id, err))
	case ok:
		kept = &found
	}
	p.known[id] = kept
	return kept
}

// file is the result of a file that is not one of the message in hand.
func (p *people) file(key model.FileKey) model.FileResult {
	if found, ok := p.files[key]; ok {
		return found
	}
	if len(p.files) >= keptPeople {
		clear(p.files)
	}
	found, _, err := p.archive.File(p.ctx, key)
	if err != nil {
		p.fail(fmt.Errorf("look %s up: %w", key, err))
	}
	p.files[key] = found
	return found
}

func (p *people) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// lookups is what went wrong in looking up.
func (j *job) lookups() error { return errors.Join(j.peers.err, j.onPages.err) }

// face is the path of a peer's saved picture, "" for none.
func (p *people) face(peer *model.Peer) string {
	if peer.Photo == nil {
		return ""
	}
	for _, key := range [...]model.FileKey{peer.Photo.Small, peer.Photo.Big} {
		if key != "" {
			if path := p.file(key).Path; path != "" {
				return path
			}
		}
	}
	return ""
}
