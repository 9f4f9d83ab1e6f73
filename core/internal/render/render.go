package render

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"satchel/assets"
	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/render/html"
	"satchel/core/internal/render/json"
	"satchel/core/internal/render/search"
)

// job is one render.
type job struct {
	ctx     context.Context
	archive *archive.Archive
	options Options
	words   words
	zone    model.Zone
	self    model.PeerID
	out     *output
	peers   *people // what the documents look up
	onPages *people // what the pages and the index look up, at the same time
	env     *json.Env
	site    *html.Env
	finder  *search.Builder
	moving  map[int64]bool // animated stickers: whether their script could be written
	starts  map[int][]int  // of chats that answers from other chats lead to: the messages that begin their pages

	dialogs []archive.DialogRow
	profile *model.Profile
	links   []html.Link
	facts   facts
}

// Render writes everything there is to read of an archive. Placing the media
// (archive.Place) comes before it.
func Render(ctx context.Context, a *archive.Archive, o Options) (err error) {
	j, err := newJob(ctx, a, o)
	if err != nil {
		return err
	}
	defer j.out.abandon()
	defer func() { err = errors.Join(err, j.finder.Discard()) }()
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"style", j.assets}, {"notes", j.notes}, {"result.json and chats", j.result}, {"search index", j.find}, {"chat list", j.chatList},
		{"report.json", j.report}, {"start page", j.index}, {"stale files", j.out.removeStale},
		{"checksums", j.checksums}, {"list of files", j.out.keepList},
	} {
		if err := errors.Join(step.do(), j.out.settler.wait()); err != nil {
			return fmt.Errorf("render %s: %w", step.name, err)
		}
	}
	return nil
}

func newJob(ctx context.Context, a *archive.Archive, o Options) (*job, error) {
	out, err := newOutput(ctx, a.Root())
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	j := &job{ctx: ctx, archive: a, options: o, words: wordsFor(o.Language), zone: a.Zone(), out: out, peers: newPeople(ctx, a), onPages: newPeople(ctx, a), moving: map[int64]bool{}, starts: map[int][]int{}}
	j.finder = search.New(search.Config{Temp: out.temp, Create: out.create})
	if id, ok := a.Account(); ok {
		j.self = model.UserID(id)
	}
	j.env = &json.Env{Self: j.self, Peer: j.peers.peer, Offset: j.zone.Offset}
	j.site = &html.Env{
		Self: j.self, Peer: j.onPages.peer, Face: j.onPages.face, Offset: j.zone.Offset,
		Zone: j.zone.Label(o.Now.Unix()), Now: o.Now, Create: out.create, Animate: j.animate,
		Elsewhere: j.elsewhere,
	}
	if j.dialogs, err = a.Dialogs(ctx); err != nil {
		return nil, fmt.Errorf("render: read dialogs: %w", err)
	}
	return j, nil
}

// assets writes the style and the script of the pages.
func (j *job) assets() error {
	for name, data := range assets.Joined() {
		if err := j.write(name, data); err != nil {
			return err
		}
	}
	tree := assets.Export()
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		return j.write(name, data)
	})
}

// notes writes what tells people and programmers what the folder is.
func (j *job) notes() error {
	if err := j.write("READ ME.txt", []byte(readMe(j.options.Language))); err != nil {
		return err
	}
	return j.write("format.md", []byte(assets.Format()))
}

// write writes a small file.
func (j *job) write(name string, data []byte) error {
	f, err := j.out.create(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, bytes.NewReader(data)); err != nil {
		return err
	}
	return f.Close()
}

// result writes the account's document and on the way every chat's, the chats'
// pages and the lists.
func (j *job) result() error {
	f, err := j.out.create("result.json")
	if err != nil {
		return err
	}
	doc := json.NewAccount(f, j.env, j.words.document)
	if err := j.sections(doc); err != nil {
		return err
	}
	if err := j.loadFacts(); err != nil {
		return err
	}
	for _, left := range []bool{false, true} {
		if err := j.chats(doc, left); err != nil {
			return err
		}
	}
	if err := doc.Folders(j.facts.folders); err != nil {
		return err
	}
	if err := doc.Close(); err != nil {
		return err
	}
	return f.Close()
}
