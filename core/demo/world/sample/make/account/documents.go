package account

import (
	"fmt"
	"math"

	"satchel/core/demo/world/sample/make/encode"
	"satchel/core/demo/world/sample/make/figure"
	p "satchel/core/demo/world/sample/make/paint"
	"satchel/core/demo/world/sample/make/sound"
)

// document is what the library knows how to make under a name.
type document struct {
	name, mime, fileName string
	ext                  string
	attrs                []obj
	data                 func() ([]byte, error)
	thumb                func() *p.Canvas // nil: none
	outline              *figure.Figure   // stickers: the vector thumbnail
	cover                func() *p.Canvas // songs: the album cover, for one that brings none itself
}

// Document is the document object of a named file, with its thumbs.
func (l *Library) Document(name string, date int64) (obj, error) {
	if o, ok := l.objects["doc:"+name]; ok {
		return o, nil
	}
	d, ok := l.find(name)
	if !ok {
		return nil, fmt.Errorf("no document %q", name)
	}
	path := "files/documents/" + name + d.ext
	data, err := l.file(path, d.data)
	if err != nil {
		return nil, err
	}
	l.seen("doc:"+name, date)
	date = l.first["doc:"+name]
	id := idOf("doc:" + name)
	entry := obj{"document": long(id), "path": path, "dc": dcOf(id)}
	if l.cdn["doc:"+name] {
		entry["cdn"] = true
	}
	l.enter(entry)
	attrs := make([]any, 0, len(d.attrs)+1)
	for _, a := range d.attrs {
		attrs = append(attrs, a)
	}
	if d.fileName != "" {
		attrs = append(attrs, obj{"_": "documentAttributeFilename", "file_name": d.fileName})
	}
	o := obj{"_": "document", "id": long(id), "date": date, "mime_type": d.mime, "size": len(data), "dc_id": dcOf(id), "attributes": attrs}
	thumbs, err := l.thumbs(d, id)
	if d.cover != nil && err == nil {
		err = l.cover(d, id)
	}
	if len(thumbs) > 0 {
		o["thumbs"] = thumbs
	}
	l.objects["doc:"+name] = o
	return o, err
}

// thumbs are an outline and a WebP for stickers, else a stripped one and a JPEG.
func (l *Library) thumbs(d document, id int64) ([]any, error) {
	if d.outline != nil {
		path := "files/documents/" + d.name + "-m.webp"
		data, err := l.file(path, func() ([]byte, error) { return encode.WebP(d.outline.Render(128, 0, 10), 80) })
		if err != nil {
			return nil, err
		}
		l.enter(obj{"document": long(id), "thumb": "m", "path": path, "dc": dcOf(id)})
		shape := figure.Outline(d.outline.Render(128, 0, 10))
		return []any{obj{"_": "photoPathSize", "type": "j", "bytes": b64(shape)}, obj{"_": "photoSize", "type": "m", "w": 128, "h": 128, "size": len(data)}}, nil
	}
	if d.thumb == nil {
		return nil, nil
	}
	c := d.thumb()
	w, h := encode.Fit(c.W, c.H, 320)
	path := "files/documents/" + d.name + "-m.jpg"
	data, err := l.file(path, func() ([]byte, error) { return encode.JPEG(c.Scaled(w, h), 82) })
	if err != nil {
		return nil, err
	}
	stripped, err := strip(data)
	l.enter(obj{"document": long(id), "thumb": "m", "path": path, "dc": dcOf(id)})
	return []any{stripped, obj{"_": "photoSize", "type": "m", "w": w, "h": h, "size": len(data)}}, err
}

// cover is what upload.getWebFile gives for a song.
func (l *Library) cover(d document, id int64) error {
	path := "files/web/" + d.name + ".jpg"
	if _, err := l.file(path, func() ([]byte, error) { return encode.JPEG(d.cover().Scaled(600, 600), 82) }); err != nil {
		return err
	}
	l.enter(obj{"web": "album", "document": long(id), "path": path})
	return nil
}

// find is the document of a name. Their sounds are made when the first is asked for.
func (l *Library) find(name string) (document, bool) {
	if l.documents == nil {
		l.documents = map[string]document{}
		for _, part := range []func() []document{films, voices, songs, stickers, papers} {
			for _, d := range part() {
				l.documents[d.name] = d
			}
		}
	}
	d, ok := l.documents[name]
	return d, ok
}

func voice(name string, seed uint64, seconds, pitch float64) document {
	s := sound.Speech(seed, seconds, pitch)
	return document{name: name, mime: "audio/ogg", ext: ".ogg",
		attrs: []obj{{"_": "documentAttributeAudio", "voice": true, "duration": int(math.Round(seconds)), "waveform": b64(sound.Waveform(s))}},
		data:  func() ([]byte, error) { return encode.Opus(s) }}
}

func voices() []document {
	return []document{
		voice("voice-mum", 3, 5.4, 205), voice("voice-tom", 5, 3.1, 112), voice("voice-darya", 8, 6.2, 215),
		voice("voice-layla", 13, 4.3, 225), voice("voice-isla", 21, 2.4, 290), voice("voice-nora", 34, 3.8, 190),
	}
}

func song(name, title, performer, file string, notes []int, beat float64, cover string) document {
	return document{name: name, mime: "audio/mpeg", ext: ".mp3", fileName: file,
		attrs: []obj{{"_": "documentAttributeAudio", "duration": int(float64(len(notes))*beat + 1.5), "title": title, "performer": performer}},
		data:  func() ([]byte, error) { return encode.MP3(sound.Tune(notes, beat)) },
		thumb: func() *p.Canvas { return scenePicture(cover, 320, 320) }}
}

// byCover is a song whose cover Telegram knows from elsewhere.
func byCover(d document) document {
	d.thumb, d.cover = nil, d.thumb
	return d
}

func songs() []document {
	return []document{
		song("song-tide", "Low Tide Waltz", "The Harled Walls", "Low Tide Waltz.mp3", []int{0, 4, 7, 4, 2, 5, 9, 5, 0, 4, 7, 12, 9, 7, 5, 2, 0, 4, 7, 4, 12, 9, 7, 4, 0}, 0.34, "tile-print"),
		byCover(song("song-kiln", "Cone Six", "Hamish Orr", "track01.mp3", []int{0, 3, 7, 10, 12, 10, 7, 3, 5, 8, 12, 8, 7, 3, 2, 0}, 0.42, "garden-print")),
	}
}

func sticker(s figure.Sticker, kind string) document {
	d := document{name: "sticker-" + s.Name + "-" + kind, outline: &s.Figure,
		attrs: []obj{{"_": "documentAttributeImageSize", "w": 512, "h": 512},
			{"_": "documentAttributeSticker", "alt": s.Emoji, "stickerset": obj{"_": "inputStickerSetID", "id": long(setID)}}}}
	switch kind {
	case "tgs":
		d.mime, d.ext, d.fileName = "application/x-tgsticker", ".tgs", "AnimatedSticker.tgs"
		d.data = func() ([]byte, error) { return tgs(s) }
	case "webm":
		d.mime, d.ext, d.fileName = "video/webm", ".webm", "sticker.webm"
		d.attrs[0] = obj{"_": "documentAttributeVideo", "nosound": true, "duration": 2, "w": 512, "h": 512}
		d.data = encodeFilm(encode.Film{W: 512, H: 512, FPS: 15, Frames: 30, Frame: func(i int) *p.Canvas { return s.Figure.Render(512, float64(i)/30, 0) }})
	default:
		d.mime, d.ext, d.fileName = "image/webp", ".webp", "sticker.webp"
		d.data = func() ([]byte, error) { return encode.WebP(s.Figure.Render(512, 0.2, 10), 82) }
	}
	return d
}

func encodeFilm(f encode.Film) func() ([]byte, error) {
	return func() ([]byte, error) { return f.WebM(40) }
}

// setID is the sticker set "Clay friends", emojiSetID the set of custom emoji.
const (
	setID      int64 = 1508374466291826690
	emojiSetID int64 = 1508374466291826811
)

// stickers are the set: one form of each figure, all three for some.
func stickers() []document {
	kinds := map[string]string{"pot-happy": "tgs", "pot-love": "webp", "pot-cry": "tgs", "pot-sleepy": "webp", "mug-hot": "tgs", "kiln-fire": "webm", "hill-yay": "webp", "biscuit": "tgs"}
	var out []document
	for _, s := range figure.Stickers() {
		out = append(out, sticker(s, kinds[s.Name]))
	}
	for _, s := range figure.Emoji() {
		d := sticker(s, "tgs")
		d.name = "emoji-" + s.Name
		d.attrs[1] = obj{"_": "documentAttributeCustomEmoji", "alt": s.Emoji, "free": true, "stickerset": obj{"_": "inputStickerSetID", "id": long(emojiSetID)}}
		out = append(out, d)
	}
	return out
}

func stickerName(name string) (string, error) {
	for _, d := range stickers() {
		if base := d.name; len(base) > len("sticker-"+name) && base[:len("sticker-"+name)+1] == "sticker-"+name+"-" {
			return base, nil
		}
	}
	return "", fmt.Errorf("no sticker %q", name)
}
