package world

import (
	"io"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/demo/world/mediagen"
)

// stock is the files of a generated world: photos and documents that messages
// refer to again and again.
type stock struct {
	photos, documents []frozen
	emoji             []frozen // custom emoji
	cache             *mediaCache
}

// The most there is of each; with sizes, thumbs and faces under 2,000 files.
const (
	mostPhotos    = 600
	mostDocuments = 500
	fewest        = 12
	emojiCount    = 6
)

// Object ids start here, so that a number tells what it is.
const (
	photoBase    = 5_000_000_000_000
	faceBase     = 5_100_000_000_000
	documentBase = 5_200_000_000_000
	emojiBase    = 5_300_000_000_000
)

// docKind is a kind of document in the stock.
type docKind struct {
	media      mediagen.Kind
	mime, name string
	least, say int // size: from least to least+say
	thumb      bool
	outline    bool
	attributes func(d *dice) []tg.DocumentAttributeClass
}

// seeded marks documents that are bytes of a seed.
const seeded mediagen.Kind = -1

func docKinds() []docKind {
	film := func(round bool) func(*dice) []tg.DocumentAttributeClass {
		return func(*dice) []tg.DocumentAttributeClass {
			return []tg.DocumentAttributeClass{&tg.DocumentAttributeVideo{RoundMessage: round, SupportsStreaming: true,
				Duration: mediagen.Seconds, W: mediagen.Width, H: mediagen.Height}}
		}
	}
	none := func(*dice) []tg.DocumentAttributeClass { return nil }
	return []docKind{
		{mediagen.Opus, "audio/ogg", "", 40_000, 20_000, false, false, voice},
		{mediagen.MP3, "audio/mpeg", "Ein Lied.mp3", 50_000, 90_000, false, false, song},
		{mediagen.MP4, "video/mp4", "", 60_000, 100_000, true, false, film(false)},
		{mediagen.MP4, "video/mp4", "", 60_000, 60_000, true, false, film(true)},
		{mediagen.MP4, "video/mp4", "giphy.mp4", 60_000, 60_000, true, false, animation},
		{mediagen.WebP, "image/webp", "sticker.webp", 40_000, 20_000, false, true, sticker},
		{mediagen.PNG, "image/png", "Screenshot 2020-02-30.png", 90_000, 60_000, true, false, func(*dice) []tg.DocumentAttributeClass {
			return []tg.DocumentAttributeClass{&tg.DocumentAttributeImageSize{W: mediagen.Width, H: mediagen.Height}}
		}},
		{mediagen.Text, "text/plain", "../../etc/CON<script>\u202etxt.exe", 40_000, 30_000, false, false, none},
		{mediagen.Zip, "application/zip", "архив 2020.tar.gz", 50_000, 100_000, false, false, none},
		{seeded, "application/octet-stream", "backup.bin", 500_000, 1_000_000, false, false, none},
		{mediagen.GIF, "image/gif", "動く.gif", 50_000, 30_000, false, false, none},
	}
}

func voice(d *dice) []tg.DocumentAttributeClass {
	wave := make([]byte, 63)
	for i := range wave {
		wave[i] = byte(d.roll())
	}
	return []tg.DocumentAttributeClass{&tg.DocumentAttributeAudio{Voice: true, Duration: mediagen.Seconds, Waveform: wave}}
}

func song(d *dice) []tg.DocumentAttributeClass {
	return []tg.DocumentAttributeClass{&tg.DocumentAttributeAudio{Duration: mediagen.Seconds, Title: one(d, genWords()), Performer: one(d, genNames()).first}}
}

func animation(*dice) []tg.DocumentAttributeClass {
	return []tg.DocumentAttributeClass{&tg.DocumentAttributeAnimated{}, &tg.DocumentAttributeVideo{Nosound: true,
		Duration: mediagen.Seconds, W: mediagen.Width, H: mediagen.Height}}
}

func sticker(d *dice) []tg.DocumentAttributeClass {
	return []tg.DocumentAttributeClass{
		&tg.DocumentAttributeImageSize{W: mediagen.StickerSide, H: mediagen.StickerSide},
		&tg.DocumentAttributeSticker{Alt: one(d, genEmoji()), Stickerset: &tg.InputStickerSetShortName{ShortName: "DemoPack"}},
	}
}

// stock makes the objects; messages says how many there are to share them.
func (g *generator) stock(messages int) {
	g.w.files = files{byKey: map[FileKey]File{}, web: map[WebKey]File{}, dcs: map[FileKey]int{}}
	g.stocks.cache = &mediaCache{kept: map[FileKey][]byte{}}
	media := 0
	if g.every > 0 {
		media = messages / g.every
	}
	for k := range min(mostPhotos, max(fewest, media/2)) {
		g.stocks.photos = append(g.stocks.photos, g.freeze(g.photo(k)))
	}
	all := docKinds()
	for k := range min(mostDocuments, max(fewest, media/2)) {
		g.stocks.documents = append(g.stocks.documents, g.freeze(g.document(k, all[k%len(all)])))
	}
	for k := range emojiCount {
		g.stocks.emoji = append(g.stocks.emoji, g.freeze(g.customEmoji(k)))
	}
}

// genDC puts every fifth file on another DC.
func genDC(k int) int {
	if k%5 == 4 {
		return 4
	}
	return HomeDC
}

func (g *generator) photo(k int) *tg.Photo {
	id := int64(photoBase + k)
	d := dice{g.seed ^ uint64(id)}
	seed := d.roll()
	size, thumb := mediagen.LeastSize+d.upto(100_000), mediagen.ThumbLeast+d.upto(2_000)
	dc := genDC(k)
	g.made(FileKey{Photo: id, Thumb: "m"}, thumb, dc, func() []byte { return mediagen.Thumb(seed, thumb) })
	g.made(FileKey{Photo: id, Thumb: "x"}, size, dc, func() []byte { return mediagen.Make(mediagen.JPEG, seed, size) })
	return &tg.Photo{
		ID: id, AccessHash: g.derive.accessHash(id), FileReference: g.derive.fileReference(id),
		Date: genFrom + k*1000, DCID: dc,
		Sizes: []tg.PhotoSizeClass{
			&tg.PhotoStrippedSize{Type: "i", Bytes: mediagen.Stripped(seed)},
			&tg.PhotoSize{Type: "m", W: mediagen.ThumbWidth, H: mediagen.ThumbHeight, Size: thumb},
			&tg.PhotoSize{Type: "x", W: mediagen.Width, H: mediagen.Height, Size: size},
		},
	}
}

// bigDocument is the one document beyond 20 MiB, which takes the other queue.
const (
	bigDocument = 9
	bigSize     = 21_000_000
)

func (g *generator) document(k int, kind docKind) *tg.Document {
	id := int64(documentBase + k)
	d := dice{g.seed ^ uint64(id)}
	seed := d.roll()
	size, dc := kind.least+d.upto(kind.say)&^1, genDC(k)
	key := FileKey{Document: id}
	if kind.media == seeded {
		if k == bigDocument {
			size = bigSize
		}
		bytes := seedFile{size: int64(size), seed: seed}
		g.w.files.byKey[key] = File{Size: int64(size), DC: dc, CDN: k%2 == 0, Hashes: true, open: func() io.ReaderAt { return bytes }}
	} else {
		g.made(key, size, dc, func() []byte { return mediagen.Make(kind.media, seed, size) })
	}
	doc := &tg.Document{
		ID: id, AccessHash: g.derive.accessHash(id), FileReference: g.derive.fileReference(id),
		Date: genFrom + k*1000, MimeType: kind.mime, Size: int64(size), DCID: dc,
		Attributes: kind.attributes(&d),
	}
	if kind.name != "" {
		doc.Attributes = append(doc.Attributes, &tg.DocumentAttributeFilename{FileName: kind.name})
	}
	if kind.thumb {
		thumb := mediagen.ThumbLeast + d.upto(2_000)
		g.made(FileKey{Document: id, Thumb: "m"}, thumb, dc, func() []byte { return mediagen.Thumb(seed, thumb) })
		doc.Thumbs = []tg.PhotoSizeClass{
			&tg.PhotoStrippedSize{Type: "i", Bytes: mediagen.Stripped(seed)},
			&tg.PhotoSize{Type: "m", W: mediagen.ThumbWidth, H: mediagen.ThumbHeight, Size: thumb},
		}
	}
	if kind.outline {
		doc.Thumbs = []tg.PhotoSizeClass{&tg.PhotoPathSize{Type: "j", Bytes: outline()}}
	}
	return doc
}

// outline is a square as photoPathSize packs paths: bytes from 192 on are
// letters of "AACAAAAHAAALMAAAQASTAVAAAZaacaaaahaaalmaaaqastava.az0123456789-,",
// from 128 on a comma and a number, from 64 on a minus and a number.
// https://core.telegram.org/api/files#vector-thumbnails
func outline() []byte {
	return []byte{8, 128 + 8, 192 + 33, 48, 192 + 47, 48, 192 + 33, 64 + 48}
}

func (g *generator) customEmoji(k int) *tg.Document {
	id := int64(emojiBase + k)
	d := dice{g.seed ^ uint64(id)}
	seed, size := d.roll(), mediagen.LeastSize+2*k
	g.made(FileKey{Document: id}, size, HomeDC, func() []byte { return mediagen.Make(mediagen.WebP, seed, size) })
	return &tg.Document{
		ID: id, AccessHash: g.derive.accessHash(id), FileReference: g.derive.fileReference(id),
		Date: genFrom, MimeType: "image/webp", Size: int64(size), DCID: HomeDC,
		Thumbs: []tg.PhotoSizeClass{&tg.PhotoPathSize{Type: "j", Bytes: outline()}},
		Attributes: []tg.DocumentAttributeClass{
			&tg.DocumentAttributeImageSize{W: mediagen.StickerSide, H: mediagen.StickerSide},
			&tg.DocumentAttributeCustomEmoji{Free: true, Alt: one(&d, genEmoji()), Stickerset: &tg.InputStickerSetEmpty{}},
		},
	}
}

// made adds a file that is made when it is read.
func (g *generator) made(key FileKey, size, dc int, make func() []byte) {
	reader := &madeFile{key: key, make: make, cache: g.stocks.cache}
	g.w.files.byKey[key] = File{Size: int64(size), DC: dc, Hashes: true, open: func() io.ReaderAt { return reader }}
}

// madeFile is a file that is made when it is read.
type madeFile struct {
	key   FileKey
	make  func() []byte
	cache *mediaCache
}

func (f *madeFile) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errNegativeOffset
	}
	data := f.cache.get(f.key, f.make)
	if off >= int64(len(data)) {
		return 0, io.EOF
	}
	n := copy(p, data[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// mediaCache keeps the files made last, for clients that read in parts.
type mediaCache struct {
	mu   sync.Mutex
	kept map[FileKey][]byte
	ring [64]FileKey
	at   int
}

func (c *mediaCache) get(key FileKey, make func() []byte) []byte {
	c.mu.Lock()
	data, ok := c.kept[key]
	c.mu.Unlock()
	if ok {
		return data
	}
	data = make()
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, raced := c.kept[key]; !raced {
		delete(c.kept, c.ring[c.at])
		c.ring[c.at] = key
		c.kept[key] = data
		c.at = (c.at + 1) % len(c.ring)
	}
	return data
}
