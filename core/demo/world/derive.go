package world

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"strings"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// deriver gives objects the values that a world may leave out. All of them
// depend on the object's id and the account's, and on nothing else that a later
// version of the same world could change, but for sizes, which are the disk's,
// and dc ids, which are the files' entries'.
type deriver struct {
	selfID int64
	files  map[FileKey]File
	dcs    map[FileKey]int // by document or photo, as the files' entries say
}

// The sizes that were left out, until the photo or document around them is
// known.
const (
	noSize     = math.MinInt32
	noLongSize = math.MinInt64
)

// absent is the hook for required fields that were left out.
func (d *deriver) absent(obj bin.Object, field string) bool {
	v := reflect.ValueOf(obj).Elem()
	switch field {
	case "access_hash":
		if key, ok := webOf(obj); ok {
			v.FieldByName("AccessHash").SetInt(d.webHash(key))
			return true
		}
		v.FieldByName("AccessHash").SetInt(d.accessHash(objectID(v)))
		return true
	case "file_reference":
		v.FieldByName("FileReference").SetBytes(d.fileReference(objectID(v)))
		return true
	case "dc_id":
		return d.setDC(obj)
	case "size", "sizes":
		return setNoSize(obj)
	}
	return false
}

// accessHash is never 0, which clients take for "none".
func (d *deriver) accessHash(id int64) int64 {
	h := int64(splitmix64(splitmix64(uint64(d.selfID)) ^ uint64(id)))
	if h == 0 {
		return 1
	}
	return h
}

// webOf is the web file that an object with an access hash of its own leads to.
func webOf(obj bin.Object) (WebKey, bool) {
	switch obj := obj.(type) {
	case *tg.GeoPoint:
		return WebKey{Kind: "geo", Lat: obj.Lat, Long: obj.Long}, true
	case *tg.WebDocument:
		return WebKey{Kind: "url", URL: obj.URL}, true
	}
	return WebKey{}, false
}

func (d *deriver) webHash(key WebKey) int64 {
	id := splitmix64(math.Float64bits(key.Lat)) ^ math.Float64bits(key.Long)
	for _, b := range []byte(key.URL) {
		id = splitmix64(id ^ uint64(b))
	}
	return d.accessHash(int64(id))
}

// fileReference is the world's part of a reference: 9 bytes, the first of them
// 1, which no reference of the server itself begins with.
func (d *deriver) fileReference(id int64) []byte {
	return binary.LittleEndian.AppendUint64([]byte{1}, splitmix64(uint64(d.accessHash(id))^0xf11e))
}

func (d *deriver) setDC(obj bin.Object) bool {
	switch obj := obj.(type) {
	case *tg.Photo:
		obj.DCID = d.dc(FileKey{Photo: obj.ID})
	case *tg.Document:
		obj.DCID = d.dc(FileKey{Document: obj.ID})
	case *tg.UserProfilePhoto:
		obj.DCID = d.dc(FileKey{Photo: obj.PhotoID})
	case *tg.ChatPhoto:
		obj.DCID = d.dc(FileKey{Photo: obj.PhotoID})
	default:
		return false
	}
	return true
}

func (d *deriver) dc(owner FileKey) int {
	if dc := d.dcs[owner]; dc != 0 {
		return dc
	}
	return HomeDC
}

// objectID is the id an access hash goes with: the field `id`, else the only
// long whose name ends so, else what the text fields say.
func objectID(v reflect.Value) int64 {
	if f := v.FieldByName("ID"); f.IsValid() && f.Kind() == reflect.Int64 {
		return f.Int()
	}
	var text uint64
	for i := range v.NumField() {
		f := v.Field(i)
		switch {
		case f.Kind() == reflect.Int64 && strings.HasSuffix(v.Type().Field(i).Name, "ID"):
			return f.Int()
		case f.Kind() == reflect.String:
			for _, b := range []byte(f.String()) {
				text = splitmix64(text ^ uint64(b))
			}
		}
	}
	return int64(text)
}

func setNoSize(obj bin.Object) bool {
	switch obj := obj.(type) {
	case *tg.Document:
		obj.Size = noLongSize
	case *tg.PhotoSize:
		obj.Size = noSize
	case *tg.VideoSize:
		obj.Size = noSize
	case *tg.PhotoSizeProgressive:
		obj.Sizes = []int{noSize}
	default:
		return false
	}
	return true
}

// done fills in the sizes that were left out, once the object they belong to is
// read.
func (d *deriver) done(obj bin.Object) error {
	switch obj := obj.(type) {
	case *tg.Photo:
		owner := FileKey{Photo: obj.ID}
		if err := d.thumbSizes(owner, obj.Sizes); err != nil {
			return err
		}
		return d.videoSizes(owner, obj.VideoSizes)
	case *tg.Document:
		owner := FileKey{Document: obj.ID}
		if obj.Size == noLongSize {
			f, ok := d.files[owner]
			if !ok {
				return fmt.Errorf("size is left out and no file is named for document %d", obj.ID)
			}
			obj.Size = f.Size
		}
		if err := d.thumbSizes(owner, obj.Thumbs); err != nil {
			return err
		}
		return d.videoSizes(owner, obj.VideoThumbs)
	case *tg.StickerSet:
		return d.thumbSizes(FileKey{}, obj.Thumbs)
	}
	return nil
}

func (d *deriver) thumbSizes(owner FileKey, sizes []tg.PhotoSizeClass) error {
	for _, s := range sizes {
		var left *int
		switch s := s.(type) {
		case *tg.PhotoSize:
			left = &s.Size
		case *tg.PhotoSizeProgressive:
			if len(s.Sizes) > 0 {
				left = &s.Sizes[0]
			}
		}
		owner.Thumb = s.GetType()
		if err := d.fillSize(owner, left); err != nil {
			return err
		}
	}
	return nil
}

func (d *deriver) videoSizes(owner FileKey, sizes []tg.VideoSizeClass) error {
	for _, s := range sizes {
		if s, ok := s.(*tg.VideoSize); ok {
			owner.Video = s.Type
			if err := d.fillSize(owner, &s.Size); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *deriver) fillSize(key FileKey, size *int) error {
	if size == nil || *size != noSize {
		return nil
	}
	f, ok := d.files[key]
	if !ok {
		return fmt.Errorf("the size of %q is left out and no file is named for it", key.Thumb+key.Video)
	}
	*size = int(min(f.Size, math.MaxInt32))
	return nil
}
