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
	n.pass(m)
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

// pass counts what Telegram Desktop gives a number and saves nothing of: photos
// that destroy themselves or are gone, and what is behind a payment.
func (n *namer) pass(m model.Message) {
	if a := m.Action; a != nil && (a.Type == "edit_group_photo" || a.Type == "suggest_profile_photo") {
		n.passPhoto(a.Photo)
	}
	if v := m.Media; v != nil && v.Kind == model.KindPhoto {
		n.passPhoto(v.Photo)
	}
	if v := m.Media; v != nil && v.Kind == model.KindDocument && v.TTL != 0 && v.Document != nil {
		naming.ForDocument(&n.counters, v.Document, m.Date, n.zone)
	}
	if v := m.Media; v != nil && v.Paid != nil {
		for _, item := range v.Paid.Items {
			n.passPaid(item.Media, m.Date)
		}
	}
}

// passPhoto counts a photo without a file; one with a file counts where it is named.
func (n *namer) passPhoto(p *model.Photo) {
	if p != nil && p.File == "" {
		n.counters.Photos++
	}
}

func (n *namer) passPaid(v *model.Media, date int64) {
	switch {
	case v == nil:
	case v.Photo != nil:
		n.counters.Photos++
	case v.Document != nil:
		naming.ForDocument(&n.counters, v.Document, date, n.zone)
	}
}

// named reports whether Telegram Desktop saves files of that role too, under names
// of its own: the media of the messages themselves, and the pictures of service
// messages.
func named(r tgconv.Role) bool {
	switch r {
	case tgconv.RolePhoto, tgconv.RoleDocument, tgconv.RoleThumb, tgconv.RoleActionPhoto, tgconv.RoleRich:
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
