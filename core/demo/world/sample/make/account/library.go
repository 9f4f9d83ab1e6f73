package account

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"image/jpeg"
	"os"
	"path/filepath"
	"strconv"

	"satchel/core/demo/world/sample/make/encode"
	p "satchel/core/demo/world/sample/make/paint"
	"satchel/core/demo/world/sample/make/scene"
)

type obj = map[string]any

// long writes a 64-bit id as world files want it.
func long(v int64) string { return strconv.FormatInt(v, 10) }

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// idOf is a stable id for a name, with the size and sign of Telegram's.
func idOf(name string) int64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return int64(h.Sum64()>>2 | 1<<60)
}

// dcOf spreads files over the account's data centres: 2 (home), 4 and 1.
func dcOf(id int64) int { return []int{2, 2, 4, 4, 1}[id/7%5] }

// Library makes the files of a world and remembers the world's entries of them.
type Library struct {
	Dir  string // the world's folder
	Keep bool   // files that are there already are not made again

	entries   []obj
	objects   map[string]obj
	pictures  map[string]scene.Picture
	documents map[string]document // nil: none was asked for
	cdn       map[string]bool
	first     map[string]int64 // when a picture or document was first sent
}

// NewLibrary is a library without files.
func NewLibrary(dir string, keep bool) *Library {
	l := &Library{Dir: dir, Keep: keep, objects: map[string]obj{}, pictures: map[string]scene.Picture{}, cdn: map[string]bool{"doc:wheel": true}, first: map[string]int64{}}
	for _, pic := range scene.Pictures() {
		l.pictures[pic.Name] = pic
	}
	return l
}

// file gives a file's bytes, made or kept.
func (l *Library) file(path string, make func() ([]byte, error)) ([]byte, error) {
	full := filepath.Join(l.Dir, filepath.FromSlash(path))
	if l.Keep {
		if data, err := os.ReadFile(full); err == nil {
			return data, nil
		}
	}
	data, err := make()
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", path, err)
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return nil, err
	}
	return data, os.WriteFile(full, data, 0o644)
}

func (l *Library) enter(e obj) { l.entries = append(l.entries, e) }

// seen notes that something was sent then, before its object is made.
func (l *Library) seen(name string, at int64) {
	if d, ok := l.first[name]; !ok || at < d {
		l.first[name] = at
	}
}

// Photo is the photo object of a picture of the catalogue: stripped, m, y.
func (l *Library) Photo(name string, date int64) (obj, error) {
	if o, ok := l.objects["photo:"+name]; ok {
		return o, nil
	}
	pic, ok := l.pictures[name]
	if !ok {
		return nil, fmt.Errorf("no picture %q in the catalogue", name)
	}
	var drawn *p.Canvas
	size := func(side, quality int) func() ([]byte, error) {
		return func() ([]byte, error) {
			if drawn == nil {
				drawn = pic.Draw(pic.W, pic.H)
			}
			w, h := encode.Fit(pic.W, pic.H, side)
			return encode.JPEGWithin(drawn.Scaled(w, h), quality, 90_000)
		}
	}
	l.seen("photo:"+name, date)
	date = l.first["photo:"+name]
	id := idOf("photo:" + name)
	o := obj{"_": "photo", "id": long(id), "date": date, "dc_id": dcOf(id)}
	sizes, err := l.sizes(id, "photos/"+name, []sizeSpec{{"m", 320, 82}, {"y", max(pic.W, pic.H), 83}}, pic.W, pic.H, size)
	o["sizes"] = sizes
	l.objects["photo:"+name] = o
	return o, err
}

type sizeSpec struct {
	kind    string
	side    int
	quality int
}

// sizes makes the files of a photo and lists them, the stripped one first.
func (l *Library) sizes(id int64, path string, specs []sizeSpec, w, h int, make func(side, quality int) func() ([]byte, error)) ([]any, error) {
	var out []any
	for _, s := range specs {
		name := fmt.Sprintf("files/%s-%s.jpg", path, s.kind)
		data, err := l.file(name, make(s.side, s.quality))
		if err != nil {
			return nil, err
		}
		if out == nil {
			stripped, err := strip(data)
			if err != nil {
				return nil, err
			}
			out = append(out, stripped)
		}
		sw, sh := encode.Fit(w, h, s.side)
		size := obj{"_": "photoSize", "type": s.kind, "w": sw, "h": sh, "size": len(data)}
		if s.kind == "y" && id%3 == 0 {
			size = obj{"_": "photoSizeProgressive", "type": s.kind, "w": sw, "h": sh, "sizes": []int{len(data) / 6, len(data) / 2, len(data)}}
		}
		out = append(out, size)
		l.enter(obj{"photo": long(id), "thumb": s.kind, "path": name, "dc": dcOf(id)})
	}
	return out, nil
}

// strip is the stripped size of a JPEG.
func strip(data []byte) (obj, error) {
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	small, err := encode.Stripped(p.From(img))
	return obj{"_": "photoStrippedSize", "type": "i", "bytes": b64(small)}, err
}

// Avatar is the photo object of a peer's picture: stripped, a (160) and c (640).
func (l *Library) Avatar(key string, date int64, draw func(c *p.Canvas)) (obj, error) {
	if o, ok := l.objects["avatar:"+key]; ok {
		return o, nil
	}
	id := idOf("avatar:" + key)
	sizes, err := l.sizes(id, "faces/"+key, []sizeSpec{{"a", 160, 82}, {"c", 640, 80}}, 640, 640, func(side, quality int) func() ([]byte, error) {
		return func() ([]byte, error) {
			c := p.New(side*2, side*2)
			draw(c)
			return encode.JPEG(c.Scaled(side, side), quality)
		}
	})
	o := obj{"_": "photo", "id": long(id), "date": date, "sizes": sizes, "dc_id": dcOf(id)}
	l.objects["avatar:"+key] = o
	return o, err
}

// profilePhoto is the short form of an avatar that users and chats carry.
func profilePhoto(kind string, photo obj) obj {
	stripped := photo["sizes"].([]any)[0].(obj)
	return obj{"_": kind, "photo_id": photo["id"], "stripped_thumb": stripped["bytes"], "dc_id": photo["dc_id"]}
}
