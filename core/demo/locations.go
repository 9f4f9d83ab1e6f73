package demo

import (
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// target is the file a location leads to; name is what complaints call it.
type target struct {
	name    string
	file    world.File
	takeout bool // the takeout's own file
}

// locate finds the file of a location, its reference and hashes checked. calls is
// the number of getFile calls, for the age of the reference.
func (s *Server) locate(c *call, l tg.InputFileLocationClass, calls int64) (target, error) {
	switch l := l.(type) {
	case *tg.InputPhotoFileLocation:
		if err := s.checkReference('p', l.ID, l.AccessHash, l.FileReference, calls); err != nil {
			return target{}, err
		}
		return s.named(joinFile("photo", l.ID, l.ThumbSize), world.FileKey{Photo: l.ID, Thumb: l.ThumbSize},
			world.FileKey{Photo: l.ID, Video: l.ThumbSize})
	case *tg.InputDocumentFileLocation:
		if err := s.checkReference('d', l.ID, l.AccessHash, l.FileReference, calls); err != nil {
			return target{}, err
		}
		return s.named(joinFile("document", l.ID, l.ThumbSize), world.FileKey{Document: l.ID, Thumb: l.ThumbSize},
			world.FileKey{Document: l.ID, Video: l.ThumbSize})
	case *tg.InputPeerPhotoFileLocation:
		return s.peerPhoto(l)
	case *tg.InputTakeoutFileLocation:
		return s.takeoutFile(c)
	}
	return target{}, refuse("LOCATION_INVALID")
}

func (s *Server) named(name string, keys ...world.FileKey) (target, error) {
	for _, k := range keys {
		if f, ok := s.world.File(k); ok {
			return target{name: name, file: f}, nil
		}
	}
	return target{}, refuse("LOCATION_INVALID")
}

// takeoutFile is what no method of the procedure gives,
// https://core.telegram.org/api/takeout#procedure.
func (s *Server) takeoutFile(c *call) (target, error) {
	if c.takeout == nil {
		s.violate(c.name, ruleRequired, "inputTakeoutFileLocation outside of a takeout")
		return target{}, refuse("TAKEOUT_REQUIRED")
	}
	f, ok := s.world.TakeoutFile()
	if !ok {
		return target{}, refuse("TAKEOUT_FILE_EMPTY")
	}
	if f.DC == 0 {
		f.DC = world.HomeDC
	}
	return target{name: "takeout file", file: f, takeout: true}, nil
}

// peerPhotoSize is the size letter of a peer's photo.
func peerPhotoSize(big bool) string {
	if big {
		return "c"
	}
	return "a"
}

// webName is what complaints call a web file.
func webName(k world.WebKey) string {
	switch k.Kind {
	case "geo":
		return fmt.Sprintf("map:%v:%v", k.Lat, k.Long)
	case "album":
		return fmt.Sprintf("cover:%d%s%s", k.Document, k.Title, k.Performer)
	}
	return "web:" + k.URL
}
