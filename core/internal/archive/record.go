package archive

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"

	"satchel/core/internal/model"
)

// prepared is a page made ready by the goroutine that records it, so that the
// one writer has nothing to do but write.
type prepared struct {
	*Page
	hash     int64
	raw      []byte // compressed
	messages []messageDoc
	peers    []peerDoc
	items    []itemDoc
	files    []fileRow
	lowest   map[model.FileKey]model.FileRef // of the page's files
}

// Record commits a page and returns when that is done. It is idempotent: a page
// that was recorded before changes nothing, in whatever order pages come. The
// cursor and everything else of the page are committed together or not at all.
func (a *Archive) Record(ctx context.Context, p Page) error {
	pre, err := a.prepare(&p)
	if err != nil {
		return fmt.Errorf("record a page of %s: %w", p.Method, err)
	}
	if err := a.w.do(ctx, func(t *tx) error { return t.record(pre) }); err != nil {
		return fmt.Errorf("record a page of %s: %w", p.Method, err)
	}
	a.seen.remember(pre.peers)
	a.learn(ctx, p.Raw)
	return nil
}

func (a *Archive) prepare(p *Page) (*prepared, error) {
	pre := &prepared{Page: p, raw: a.packer.pack(p.Raw)}
	var err error
	if pre.messages, err = messageDocs(p.Messages); err != nil {
		return nil, err
	}
	if pre.peers, err = peerDocs(p.Peers, p.Run); err != nil {
		return nil, err
	}
	pre.peers = a.seen.unknown(pre.peers)
	if pre.items, err = itemDocs(p.Section, p.Items); err != nil {
		return nil, err
	}
	if err := checkRefs(p.Refs); err != nil {
		return nil, err
	}
	pre.lowest = lowestRefs(p.Refs)
	if pre.files, err = fileRows(p.Files); err != nil {
		return nil, err
	}
	pre.hash = pageHash(pre)
	return pre, nil
}

// pageHash recognises a page that was recorded before. Pages without raw bytes
// are told apart by their documents.
func pageHash(p *prepared) int64 {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%d\x00%s\x00%d\x00%s\x00", p.Method, p.Layer, p.Peer, p.Split, p.Section)
	h.Write(p.Raw)
	if len(p.Raw) == 0 {
		for _, m := range p.messages {
			h.Write([]byte(m.doc))
		}
		for _, i := range p.items {
			h.Write([]byte(i.doc))
		}
	}
	return sum64(h)
}

func sum64(h hash.Hash) int64 { return int64(binary.BigEndian.Uint64(h.Sum(nil))) }

// record writes a page. Files come before references, dialogs before cursors.
func (t *tx) record(p *prepared) error {
	page, err := t.page(p)
	if err != nil {
		return err
	}
	steps := []func(*prepared) error{
		t.recordPeers, t.recordDialogs, t.recordCursor, t.recordCounters, t.recordFiles, t.recordRefs, t.recordItems, t.recordProblems,
	}
	if err := t.recordMessages(p, page); err != nil {
		return err
	}
	if err := t.recordSpan(p); err != nil {
		return err
	}
	for _, step := range steps {
		if err := step(p); err != nil {
			return err
		}
	}
	return nil
}

// page returns the id of the page's row. Evidence that is there already is not
// kept twice.
func (t *tx) page(p *prepared) (id int64, err error) {
	found, err := t.row("SELECT id FROM pages WHERE hash = ? AND method = ? AND kind = ? AND peer = ? AND split = ?",
		[]any{p.hash, p.Method, int(p.Peer.Kind), p.Peer.ID, p.Split}, &id)
	if err != nil || found {
		return id, err
	}
	res, err := t.run(`INSERT INTO pages (run, at, method, layer, kind, peer, split, hash, size, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.Run, t.a.opts.Now().Unix(), p.Method, p.Layer, int(p.Peer.Kind), p.Peer.ID, p.Split, p.hash, len(p.Raw), p.raw)
	if err != nil {
		return 0, fmt.Errorf("keep the page: %w", err)
	}
	return res.LastInsertId()
}

func (t *tx) recordProblems(p *prepared) error {
	for _, problem := range p.Problems {
		if err := t.problem(p.Run, problem); err != nil {
			return err
		}
	}
	for _, problem := range p.Solved {
		if err := t.solve(problem.Code, problem.Subject); err != nil {
			return err
		}
	}
	return nil
}

// problem opens a problem, again if it was solved.
func (t *tx) problem(run int64, problem model.Problem) error {
	doc, err := json.Marshal(problem)
	if err != nil {
		return err
	}
	_, err = t.run(`INSERT INTO problems (code, subject, run, doc) VALUES (?, ?, ?, ?)
		ON CONFLICT (code, subject) DO UPDATE SET run = max(run, excluded.run), solved = 0, doc = excluded.doc`,
		problem.Code, problem.Subject, run, string(doc))
	return err
}

func (t *tx) solve(code, subject string) error {
	_, err := t.run("UPDATE problems SET solved = 1 WHERE code = ? AND subject = ? AND solved = 0", code, subject)
	return err
}
