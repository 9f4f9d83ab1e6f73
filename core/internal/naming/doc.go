// Package naming makes the relative paths of saved files.
package naming

import "satchel/core/internal/model"

// Counters are the numbers the next names of a chat continue from. They count
// every file, also those that are not saved, so that a name does not depend on
// the settings.
type Counters struct {
	Photos   int `json:"photos,omitempty"`
	Audios   int `json:"audios,omitempty"`
	Videos   int `json:"videos,omitempty"`
	Files    int `json:"files,omitempty"`
	Contacts int `json:"contacts,omitempty"`
}

// ForPhoto names the next photo of a chat.
func ForPhoto(c *Counters, date int64, z model.Zone) (folder, name string) { return "", "" }

// ForDocument names the next document of a chat.
func ForDocument(c *Counters, d *model.Document, date int64, z model.Zone) (folder, name string) {
	return "", ""
}

// ForContact names the next vCard of a chat.
func ForContact(c *Counters) (folder, name string) { return "", "" }

// ForThumb names the thumbnail of a document from the document's folder and name.
func ForThumb(folder, docName string) (string, string) { return "", "" }

// ForUserpic names the nth profile picture of the account.
func ForUserpic(n int, date int64, z model.Zone) (folder, name string) { return "", "" }

// ForStory names the nth story of the account; ext begins with a dot.
func ForStory(n int, date int64, ext string, z model.Zone) (folder, name string) { return "", "" }

// Extension is the extension (with its dot) of a MIME type, or fallback.
func Extension(mime, fallback string) string { return "" }

// Unique returns name or, when that is taken, name with " (1)", " (2)" ... before
// its extension. taken is asked with the folded form.
func Unique(name string, taken func(folded string) bool) string { return "" }

// Fold is the form of a path in which two paths are equal when a file system
// that ignores case or Unicode form takes them for the same.
func Fold(path string) string { return "" }

// ChatFolder is the folder of a dialog.
func ChatFolder(number int) string { return "" }
