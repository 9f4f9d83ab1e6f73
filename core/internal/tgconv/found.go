package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// Role says what a file is for in the object that shows it.
type Role string

// The roles. A thumbnail has RoleThumb when it is of the own document of a
// message (RoleDocument, RoleRich) or of the story asked about (RoleStory), else the role of
// its document; both have File.Main set. The video of a photo and the cover of a
// video keep these roles wherever they are found.
const (
	RolePhoto       Role = "photo"        // the photo of a message
	RoleDocument    Role = "document"     // the document of a message
	RoleThumb       Role = "thumb"        // the thumbnail of the document, behind it
	RoleVideo       Role = "video"        // the video of an animated or a live photo
	RoleActionPhoto Role = "action_photo" // of a service message: a group's new photo, a suggested one
	RoleCover       Role = "cover"        // the cover chosen for a video
	RoleWebPage     Role = "web_page"     // of a link preview, its instant view included
	RoleGame        Role = "game"
	RoleStory       Role = "story"
	RolePaid        Role = "paid" // paid media that was bought
	RoleRich        Role = "rich" // of a rich message
	RoleWallpaper   Role = "wallpaper"
	RoleGift        Role = "gift"
	RolePoll        Role = "poll"  // attached to a poll, an answer or a solution
	RoleReply       Role = "reply" // of the message a quote is from
	RoleFace        Role = "face"  // the picture of a peer
	RoleMusic       Role = "music" // played with a story, shown in a profile
	RoleEmoji       Role = "emoji"
	RoleMap         Role = "map"         // around a point
	RoleAlbumCover  Role = "album_cover" // of a song that brings none itself
	RoleInvoice     Role = "invoice"     // the picture of what is sold
)

// Found is a downloadable object. Exactly one of Photo and Document says what
// it is (or, for a thumb or an album cover, of what); neither for the picture of a
// peer, a map and an invoice.
type Found struct {
	File     model.File
	Role     Role
	Photo    *model.Photo
	Document *model.Document
}

// finder collects the files of one object.
type finder struct {
	origin model.Origin
	date   int64
	always bool // lifted from the choice by type
	found  []Found
}

// photo adds the largest size of a photo and its video.
func (f *finder) photo(p tg.PhotoClass, role Role) {
	full, ok := p.(*tg.Photo)
	if !ok {
		return
	}
	kind := f.kind(model.MediaPhoto)
	m := photo(full)
	if m.File != "" {
		best, stripped, _ := sizesOf(full.Sizes)
		f.add(Found{Role: role, Photo: m, File: model.File{
			Key: m.File, Type: kind, DC: full.DCID, Size: best.Size, MIME: "image/jpeg",
			Location: photoLocation(full, best.Type), Preview: stripped,
		}})
	}
	if v := bestVideo(full.VideoSizes); v != nil {
		f.add(Found{Role: RoleVideo, Photo: m, File: model.File{
			Key: m.Video, Main: m.File, Type: kind, DC: full.DCID, Size: int64(v.Size), MIME: "video/mp4",
			Location: photoLocation(full, v.Type),
		}})
	}
}

func photoLocation(p *tg.Photo, thumb string) model.Location {
	return model.Location{
		Kind: model.LocationPhoto, ID: p.ID, AccessHash: p.AccessHash, Reference: p.FileReference, Thumb: thumb,
	}
}

func (f *finder) kind(k model.MediaType) model.MediaType {
	if f.always {
		return model.MediaAlways
	}
	return k
}

// document adds a document and its largest thumb.
func (f *finder) document(d tg.DocumentClass, role Role) {
	full, ok := d.(*tg.Document)
	if !ok {
		return
	}
	m := fullDocument(full)
	f.file(full, m, role)
	f.cover(full, m)
	if m.Thumb == "" {
		return
	}
	best, _, _ := sizesOf(full.Thumbs)
	if role == RoleDocument || role == RoleRich || role == RoleStory && f.origin.Kind == model.OriginStory {
		role = RoleThumb
	}
	f.add(Found{Role: role, Document: m, File: model.File{
		Key: m.Thumb, Main: m.File, Type: f.kind(m.Type), DC: full.DCID, Size: best.Size, MIME: "image/jpeg",
		Location: documentLocation(full, best.Type), Origin: model.Origin{Set: setOf(full)},
	}})
}

// live adds the video of a live photo, whose thumbnail is the photo.
func (f *finder) live(d tg.DocumentClass) {
	if full, ok := d.(*tg.Document); ok {
		f.file(full, fullDocument(full), RoleVideo)
	}
}

// file adds a document itself.
func (f *finder) file(full *tg.Document, m *model.Document, role Role) {
	main := model.File{
		Key: m.File, Type: f.kind(m.Type), DC: full.DCID, Size: full.Size, MIME: full.MimeType, Duration: m.Duration,
		Location: documentLocation(full, ""), Preview: m.Stripped, Origin: model.Origin{Set: setOf(full)},
	}
	if len(main.Preview) == 0 && len(m.Outline) > 0 {
		main.Preview, main.Outline = m.Outline, true
	}
	f.add(Found{Role: role, Document: m, File: main})
}

// setOf is the set that a sticker or a custom emoji is from; zero for others.
func setOf(d *tg.Document) model.StickerSetRef {
	for _, a := range d.Attributes {
		var set tg.InputStickerSetClass
		switch a := a.(type) {
		case *tg.DocumentAttributeSticker:
			set = a.Stickerset
		case *tg.DocumentAttributeCustomEmoji:
			set = a.Stickerset
		}
		if s, ok := set.(*tg.InputStickerSetID); ok {
			return model.StickerSetRef{ID: s.ID, AccessHash: s.AccessHash}
		}
	}
	return model.StickerSetRef{}
}

// StickerSetFiles are the files of a sticker set (messages.getStickerSet).
func StickerSetFiles(s *tg.MessagesStickerSet) []Found {
	f := finder{origin: model.Origin{Kind: model.OriginStickerSet}, always: true}
	f.lists(nil, s.Documents, RoleDocument)
	return f.found
}

func documentLocation(d *tg.Document, thumb string) model.Location {
	return model.Location{
		Kind: model.LocationDocument, ID: d.ID, AccessHash: d.AccessHash, Reference: d.FileReference, Thumb: thumb,
	}
}

// add takes a file once; the first role it is seen in stays.
func (f *finder) add(n Found) {
	for _, o := range f.found {
		if o.File.Key == n.File.Key {
			return
		}
	}
	set := n.File.Origin.Set
	n.File.Date, n.File.Origin = f.date, f.origin
	n.File.Origin.Set = set
	f.found = append(f.found, n)
}
