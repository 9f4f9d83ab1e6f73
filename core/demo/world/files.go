package world

import "io"

// FileKey names what upload.getFile can be asked for: a document, one of its
// thumbs, a size of a photo, or the video of a photo or document. Photo sizes
// are the schema's letters; a peer's photo has "a" (small) and "c" (big).
type FileKey struct {
	Document, Photo int64
	Thumb, Video    string
}

// WebKey names a file that is not Telegram's own. Kind says which fields count:
//
//	"geo"    Lat, Long                         a map tile around a point
//	"album"  Document, or Title and Performer; Small   the cover of a song
//	"url"    URL                               a document on the web
type WebKey struct {
	Kind             string
	Lat, Long        float64
	Document         int64
	Title, Performer string
	Small            bool
	URL              string
}

// File is something to download.
type File struct {
	Size   int64 // bytes served; the objects may declare another size
	DC     int   // the DC that has it
	CDN    bool  // served by the CDN DC
	Hashes bool  // upload.getFileHashes answers for it

	open func() io.ReaderAt
}

// Open gives access to the bytes. The reader holds nothing open between reads
// and is safe for concurrent use.
func (f File) Open() io.ReaderAt { return f.open() }

// files is what a world has to download.
type files struct {
	byKey   map[FileKey]File
	web     map[WebKey]File
	takeout *File
	// webHashes are the access hashes that the world itself gives.
	webHashes map[WebKey]int64
	dcs       map[FileKey]int // dc_id as the objects declare it, by document or photo
}

// File is a file by its location; ok is false where the world names none, which
// Telegram answers with LOCATION_INVALID.
func (w *World) File(loc FileKey) (File, bool) {
	f, ok := w.files.byKey[loc]
	if !ok {
		return File{}, false
	}
	if dc, declared := w.files.dcs[FileKey{Document: loc.Document, Photo: loc.Photo}]; declared {
		f.DC = dc
	}
	return f, true
}

// WebFile is a file that is not Telegram's own.
func (w *World) WebFile(key WebKey) (File, bool) {
	f, ok := w.files.web[key]
	return f, ok
}

// WebAccessHash is what a point ("geo") or a document on the web ("url") was sent
// with.
func (w *World) WebAccessHash(key WebKey) int64 {
	if hash, ok := w.files.webHashes[key]; ok {
		return hash
	}
	d := deriver{selfID: w.selfID}
	return d.webHash(key)
}

// TakeoutFile is what inputTakeoutFileLocation gives; ok is false where there
// is none (TAKEOUT_FILE_EMPTY).
func (w *World) TakeoutFile() (File, bool) {
	if w.files.takeout == nil {
		return File{}, false
	}
	return *w.files.takeout, true
}
