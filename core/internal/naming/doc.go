// Package naming makes the relative paths of saved files.
//
// Nouns: the folder of a dialog (chats/chat_001), the folder of a kind of file
// in it (photos), the name of a file, its stem and its extension, and the folded
// form in which two names collide.
//
// Folders and names are those of Telegram Desktop's export. Its names come from
// strangers in part, so that each goes through Clean:
//
//  1. broken UTF-8 becomes "_", the rest is brought to Unicode's form NFC;
//  2. control characters, marks that change the direction of writing and
//     / \ < > : " | ? * become "_";
//  3. what Windows gives a meaning to is defused on every system, as an archive is
//     copied from one to the other: device names get a leading "_", shortcuts
//     (.lnk, .scf) a ".download", a trailing dot or space a "_";
//  4. the stem is cut so that the name has at most MaxName bytes.
//
// With the longest folder a relative path then stays below 160 characters up to
// dialog number 999999.
//
// Everything here is pure. Not promised: that a name is unique (Names and Unique
// make it so within a folder), or that it is free on a disk.
package naming

import (
	"fmt"

	"satchel/core/internal/model"
)

// MaxName is the most bytes of UTF-8 a name has.
const MaxName = 120

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

// ChatFolder is the folder of a dialog.
func ChatFolder(number int) string { return fmt.Sprintf("chats/chat_%03d", number) }

// ForPhoto names the next photo of a chat. Like all names with a date it shows
// the time of the message (unix seconds; 0: none) on the clocks of z.
func ForPhoto(c *Counters, date int64, z model.Zone) (folder, name string) {
	c.Photos++
	return "photos", numbered("photo", c.Photos, date, ".jpg", z)
}

// ForContact names the next vCard of a chat.
func ForContact(c *Counters) (folder, name string) {
	c.Contacts++
	return "contacts", numbered("contact", c.Contacts, 0, ".vcard", model.Zone{})
}

// ForUserpic names the nth profile picture of the account, from 1.
func ForUserpic(n int, date int64, z model.Zone) (folder, name string) {
	return "profile_pictures", numbered("photo", n, date, ".jpg", z)
}

// ForStory names the nth story of the account, from 1; ext begins with a dot.
func ForStory(n int, date int64, ext string, z model.Zone) (folder, name string) {
	return "stories", numbered("story", n, date, ext, z)
}

const thumbSuffix = "_thumb.jpg"

// ForThumb names the thumbnail of a document from the document's folder and name.
func ForThumb(folder, docName string) (thumbFolder, name string) {
	return folder, fit(docName, MaxName-len(thumbSuffix)) + thumbSuffix
}

// ForDocument names the next document of a chat: by the name its sender gave it,
// else by a number.
func ForDocument(c *Counters, d *model.Document, date int64, z model.Zone) (folder, name string) {
	folder = documentFolder(d)
	switch {
	case d.Name != "":
		return folder, Clean(d.Name)
	case d.Voice:
		c.Audios++
		ext := ".ogg"
		if d.MIME == "audio/mp3" {
			ext = ".mp3"
		}
		return folder, numbered("audio", c.Audios, date, ext, z)
	case isVideo(d):
		c.Videos++
		return folder, numbered("video", c.Videos, date, Extension(d.MIME, ".mov"), z)
	}
	c.Files++
	return folder, numbered("file", c.Files, date, Extension(d.MIME, ".unknown"), z)
}

// isVideo includes animations and stickers that are videos, as Telegram Desktop
// has it; round ones have a folder of their own.
func isVideo(d *model.Document) bool { return d.HasVideo && !d.Round }

func documentFolder(d *model.Document) string {
	switch {
	case isVideo(d):
		return "video_files"
	case d.Animated && !d.HasVideo:
		return "animations"
	case d.Sticker, d.CustomEmoji:
		return "stickers"
	case d.Voice:
		return "voice_messages"
	case d.Round:
		return "round_video_messages"
	}
	return "files"
}

func numbered(word string, n int, date int64, ext string, z model.Zone) string {
	if date == 0 {
		return Clean(fmt.Sprintf("%s_%d%s", word, n, ext))
	}
	return Clean(fmt.Sprintf("%s_%d@%s%s", word, n, z.Time(date).Format("02-01-2006_15-04-05"), ext))
}
