package json

import (
	"encoding/hex"

	"satchel/core/internal/model"
)

// placeholder is what stands instead of the path of a file that is not in the
// archive; label is "File", or "Photo" for profile pictures and stories.
func placeholder(label string, skip model.SkipReason) string {
	switch skip {
	case model.SkipSize:
		return "(" + label + " exceeds maximum size. Change data exporting settings to download.)"
	case model.SkipType:
		return "(" + label + " not included. Change data exporting settings to download.)"
	}
	return "(" + label + " unavailable, please try again later)"
}

// keyFile writes the path of a file or its placeholder.
func (w *writer) keyFile(k string, key model.FileKey) {
	w.key(k)
	result := w.result(key)
	if result.Path != "" {
		w.filePath(result.Path)
		return
	}
	w.str(placeholder("File", result.Skip))
}

func (w *writer) filePath(path string) { w.path(Relative(w.folder, path), path) }

// result is the fate of a file; the zero value for no file.
func (w *writer) result(key model.FileKey) model.FileResult {
	if key == "" {
		return model.FileResult{}
	}
	return w.files(key)
}

// sha256 writes the checksum of a saved file.
func (w *writer) sha256(key model.FileKey) {
	if result := w.result(key); result.Path != "" && len(result.SHA256) > 0 {
		w.key("sha256")
		w.b = append(w.b, '"')
		w.b = hex.AppendEncode(w.b, result.SHA256)
		w.b = append(w.b, '"')
	}
}
