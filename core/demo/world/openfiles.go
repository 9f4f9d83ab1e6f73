package world

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/tljson"
)

// loadFiles reads what there is to download, and gets ready to derive what the
// other objects leave out.
func (l *loader) loadFiles() error {
	l.w.files = files{byKey: map[FileKey]File{}, web: map[WebKey]File{}, dcs: map[FileKey]int{}, webHashes: map[WebKey]int64{}}
	l.deriver = deriver{selfID: l.w.selfID, files: l.w.files.byKey, dcs: map[FileKey]int{}}
	l.options = tljson.DecodeOptions{Absent: l.deriver.absent, Done: l.note}
	list, err := l.takeList("files")
	if err != nil {
		return err
	}
	for i, raw := range list {
		if err := l.fileEntry(fmt.Sprintf("files[%d]", i), raw); err != nil {
			return err
		}
	}
	if raw, ok := l.raw["takeout_file"]; ok {
		delete(l.raw, "takeout_file")
		return l.takeoutFile(raw)
	}
	return nil
}

func (l *loader) takeoutFile(raw json.RawMessage) error {
	e := &entry{fields: map[string]json.RawMessage{"takeout_file": raw}}
	f := File{DC: HomeDC, Hashes: true}
	l.contents(e, "takeout_file", &f)
	l.w.files.takeout = &f
	return e.err
}

func (l *loader) fileEntry(path string, raw json.RawMessage) error {
	e := newEntry(path, raw)
	if e.err != nil {
		return e.err
	}
	if e.has("web") {
		return l.webEntry(e)
	}
	f := File{DC: HomeDC, Hashes: true, CDN: e.bool("cdn")}
	if e.has("hashes") {
		f.Hashes = e.bool("hashes")
	}
	key := fileKey(e)
	owner := FileKey{Document: key.Document, Photo: key.Photo}
	if e.has("dc") {
		f.DC = e.int("dc")
		if f.DC <= 0 {
			e.fail("dc", "expected the number of a DC")
		}
		if before := l.deriver.dcs[owner]; before != 0 && before != f.DC {
			e.fail("dc", "another entry of the same %s has dc %d", ownerName(owner), before)
		}
		l.deriver.dcs[owner] = f.DC
	}
	l.bytes(e, &f)
	if err := e.done(); err != nil {
		return err
	}
	if _, twice := l.w.files.byKey[key]; twice {
		return fmt.Errorf("%s: two entries for one file", path)
	}
	l.w.files.byKey[key] = f
	return nil
}

func ownerName(owner FileKey) string {
	if owner.Photo != 0 {
		return "photo"
	}
	return "document"
}

// fileKey reads which file an entry is about.
func fileKey(e *entry) FileKey {
	if e.has("document") == e.has("photo") {
		e.fail("document", "expected either a document or a photo")
	}
	if e.has("thumb") && e.has("video") {
		e.fail("thumb", "a file is a thumb or a video, not both")
	}
	photo := e.has("photo")
	key := FileKey{Document: e.long("document"), Photo: e.long("photo"), Thumb: e.str("thumb"), Video: e.str("video")}
	if photo && key.Thumb == "" && key.Video == "" {
		e.fail("thumb", "a photo has sizes: expected thumb or video")
	}
	return key
}

// bytes reads where an entry's bytes come from: a file of the folder, or a size
// and a seed.
func (l *loader) bytes(e *entry, f *File) {
	if !e.has("seed") {
		if e.has("size") {
			e.fail("size", "goes with a seed; a file of the folder has its own")
		}
		l.contents(e, "path", f)
		return
	}
	if e.has("path") {
		e.fail("seed", "bytes are either those of path or those of seed")
	}
	if !e.has("size") {
		e.fail("size", "missing required field")
	}
	s := seedFile{size: e.long("size"), seed: uint64(e.long("seed"))}
	if s.size < 0 {
		e.fail("size", "expected 0 or more")
	}
	f.Size = s.size
	f.open = func() io.ReaderAt { return s }
}

// contents takes a path in the folder.
func (l *loader) contents(e *entry, field string, f *File) {
	if !e.has(field) {
		e.fail(field, "missing required field")
		return
	}
	path := e.str(field)
	if e.err != nil {
		return
	}
	if !fs.ValidPath(path) || path == "." {
		e.fail(field, "%q is not a path inside the folder", path)
		return
	}
	info, err := fs.Stat(l.fsys, path)
	switch {
	case err != nil:
		e.fail(field, "no file %q in the folder", path)
		return
	case !info.Mode().IsRegular():
		e.fail(field, "%q is not a file", path)
		return
	}
	disk := diskFile{fsys: l.fsys, path: path}
	f.Size = info.Size()
	f.open = func() io.ReaderAt { return disk }
}

func (l *loader) webEntry(e *entry) error {
	key := WebKey{Kind: e.str("web")}
	switch key.Kind {
	case "geo":
		key.Lat, key.Long = e.double("lat"), e.double("long")
	case "album":
		key.Document, key.Title, key.Performer = e.long("document"), e.str("title"), e.str("performer")
		key.Small = e.bool("small")
		if (key.Document != 0) == (key.Title != "" || key.Performer != "") {
			e.fail("document", "expected either a document or a title and performer")
		}
	case "url":
		key.URL = e.str("url")
		if key.URL == "" {
			e.fail("url", "missing required field")
		}
	default:
		e.fail("web", `expected "geo", "album" or "url"`)
	}
	f := File{DC: HomeDC, Hashes: true}
	if e.has("dc") {
		f.DC = e.int("dc")
	}
	l.bytes(e, &f)
	if err := e.done(); err != nil {
		return err
	}
	if _, twice := l.w.files.web[key]; twice {
		return fmt.Errorf("%s: two entries for one file", e.path)
	}
	l.w.files.web[key] = f
	return nil
}

// note is the hook for each object while the folder is opened: it completes the
// object and remembers the dc_id of files, which wins over their entries' dc.
func (l *loader) note(obj bin.Object) error {
	if err := l.deriver.done(obj); err != nil {
		return err
	}
	switch obj := obj.(type) {
	case *tg.Photo:
		l.noteDC(FileKey{Photo: obj.ID}, obj.DCID)
	case *tg.Document:
		l.noteDC(FileKey{Document: obj.ID}, obj.DCID)
	case *tg.UserProfilePhoto:
		l.noteDC(FileKey{Photo: obj.PhotoID}, obj.DCID)
	case *tg.ChatPhoto:
		l.noteDC(FileKey{Photo: obj.PhotoID}, obj.DCID)
	case *tg.GeoPoint:
		l.noteWeb(obj, obj.AccessHash)
	case *tg.WebDocument:
		l.noteWeb(obj, obj.AccessHash)
	}
	return nil
}

// noteWeb keeps the hashes that would not be derived.
func (l *loader) noteWeb(obj bin.Object, hash int64) {
	if key, ok := webOf(obj); ok && hash != l.deriver.webHash(key) {
		l.w.files.webHashes[key] = hash
	}
}

// noteDC keeps only what the entries would not give anyway.
func (l *loader) noteDC(owner FileKey, dc int) {
	if dc != l.deriver.dc(owner) {
		l.w.files.dcs[owner] = dc
	}
}
