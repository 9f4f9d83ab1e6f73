package crawl

import (
	"strings"

	"satchel/core/internal/model"
	"satchel/core/internal/naming"
	"satchel/core/internal/tgconv"
)

// namer gives the files of one dialog their names, message by message in
// ascending order. A photo counts whether or not it is saved.
type namer struct {
	number   int
	zone     model.Zone
	counters naming.Counters
	plan     Plan
}

// name turns what a message holds into queue entries and their places.
func (n *namer) name(m model.Message, order int64, found []tgconv.Found) ([]model.File, []model.FileRef) {
	var files []model.File
	var refs []model.FileRef
	var folder, name string
	for i, f := range found {
		switch {
		case !named(f.Role):
			folder, name = ofKey(f.File)
		case f.Role == tgconv.RoleThumb:
			folder, name = naming.ForThumb(folder, name)
		case f.Document != nil:
			folder, name = naming.ForDocument(&n.counters, f.Document, m.Date, n.zone)
		default:
			folder, name = naming.ForPhoto(&n.counters, m.Date, n.zone)
		}
		file := f.File
		file.Skip = n.skip(f)
		files = append(files, file)
		refs = append(refs, model.FileRef{Key: file.Key, Number: n.number, Order: order, Seq: i, Folder: folder, Name: name})
	}
	return files, refs
}

// named reports whether Telegram Desktop saves files of that role too, under names
// of its own: the media of the messages themselves, and the pictures of service
// messages.
func named(r tgconv.Role) bool {
	switch r {
	case tgconv.RolePhoto, tgconv.RoleDocument, tgconv.RoleThumb, tgconv.RoleActionPhoto:
		return true
	}
	return false
}

// ofKey names a file that Telegram Desktop leaves out (previews of links, covers,
// the videos of photos, gifts) after its identity: it must not move the numbers in
// the names of the others.
func ofKey(f model.File) (folder, name string) {
	return "more_files", strings.ReplaceAll(string(f.Key), ":", "_") + naming.Extension(f.MIME, ".bin")
}

// skip decides by the settings; a thumbnail and a cover share the fate of their
// document.
func (n *namer) skip(f tgconv.Found) model.SkipReason {
	if (f.Role == tgconv.RoleThumb || f.Role == tgconv.RoleAlbumCover) && f.Document != nil {
		return n.plan.Skip(f.Document.Type, f.Document.Size)
	}
	return n.plan.Skip(f.File.Type, f.File.Size)
}
