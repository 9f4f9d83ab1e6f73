package traced

import (
	"fmt"
	"strconv"
)

// mapSize is what the picture of a map takes, about.
const mapSize = 50_000

func (m *maker) document(o object) {
	size := cut(o)
	m.file(object{"document": o["id"]}, size)
	for _, t := range list(o["thumbs"]) {
		m.thumb(object{"document": o["id"]}, "thumb", t)
	}
	for _, t := range list(o["video_thumbs"]) {
		m.thumb(object{"document": o["id"]}, "video", t)
	}
}

// cut bounds the size of a document.
func cut(o object) int64 {
	size, _ := strconv.ParseInt(text(o["size"]), 10, 64)
	size = min(size, MaxFile)
	o["size"] = strconv.FormatInt(size, 10)
	return size
}

func (m *maker) photo(o object) {
	for _, t := range list(o["sizes"]) {
		m.thumb(object{"photo": o["id"]}, "thumb", t)
	}
	for _, t := range list(o["video_sizes"]) {
		m.thumb(object{"photo": o["id"]}, "video", t)
	}
}

func (m *maker) thumb(of object, kind string, size any) {
	o, _ := size.(object)
	bytes := int64(number(o["size"]))
	switch o["_"] {
	case "photoSize", "videoSize":
	case "photoSizeProgressive":
		if sizes := list(o["sizes"]); len(sizes) > 0 {
			bytes = int64(number(sizes[len(sizes)-1]))
		}
	default:
		return
	}
	of[kind] = o["type"]
	m.file(of, bytes)
}

func (m *maker) file(entry object, size int64) {
	key := fileName(entry)
	if _, known := m.files[key]; known {
		return
	}
	entry["size"], entry["seed"] = size, len(m.fileKeys)+1
	m.files[key] = entry
	m.fileKeys = append(m.fileKeys, key)
}

// fileName is how a fault file names the file of an entry.
func fileName(entry object) string {
	switch entry["web"] {
	case "url":
		return "web:" + text(entry["url"])
	case "geo":
		return fmt.Sprintf("map:%v:%v", entry["lat"], entry["long"])
	}
	kind := "photo"
	if entry[kind] == nil {
		kind = "document"
	}
	name := kind + ":" + text(entry[kind])
	for _, size := range []string{"thumb", "video"} {
		if letter := text(entry[size]); letter != "" {
			name += ":" + letter
		}
	}
	return name
}

// seeFile learns from a download: what comes from a CDN, and the takeout's own file.
func (m *maker) seeFile(c call) {
	answer, _ := c.Answer.(object)
	if answer["_"] == "upload.fileCdnRedirect" {
		if entry, known := m.files[askedFile(c.Args)]; known {
			entry["cdn"] = true
		}
	}
	in, _ := c.Args["location"].(object)
	if in["_"] == "inputTakeoutFileLocation" && answer["_"] == "upload.file" {
		m.other = min(max(m.other, number(c.Args["offset"])+c.Bytes), MaxFile)
	}
}
