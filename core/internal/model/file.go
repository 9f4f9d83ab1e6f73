package model

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// FileKey is the identity of a downloadable object: what is fetched once however
// many messages show it. "document:55" is a document, "document:55:m" its thumb
// of type m, "photo:77:x" a size of a photo, "photo:77:u" its video. What Telegram
// makes or relays has the names CoverKey, MapKey and WebKey give.
type FileKey string

// DocumentKey names a document, or its thumb when thumb is not empty.
func DocumentKey(id int64, thumb string) FileKey { return fileKey("document:", id, thumb) }

// CoverKey names the cover of a song that brings none itself.
func CoverKey(document int64) FileKey { return fileKey("cover:", document, "") }

// MapKey names the picture of the map around a point.
func MapKey(lat, long float64) FileKey {
	return FileKey("map:" + strconv.FormatFloat(lat, 'f', -1, 64) + ":" + strconv.FormatFloat(long, 'f', -1, 64))
}

// WebKey names a file elsewhere in the web that Telegram relays.
func WebKey(url string) FileKey {
	sum := sha256.Sum256([]byte(url))
	return FileKey("web:" + hex.EncodeToString(sum[:12]))
}

// PhotoKey names one size (or video) of a photo.
func PhotoKey(id int64, size string) FileKey { return fileKey("photo:", id, size) }

func fileKey(prefix string, id int64, thumb string) FileKey {
	s := prefix + strconv.FormatInt(id, 10)
	if thumb != "" {
		s += ":" + thumb
	}
	return FileKey(s)
}

// MediaType is a kind of media a person can choose; its values are the words of
// the settings ("media").
type MediaType string

// The media types. A file of none of them (MediaAlways) is not subject to the
// choice by type: profile pictures, stories, custom emoji.
const (
	MediaAlways  MediaType = ""
	MediaPhoto   MediaType = "photo"
	MediaVideo   MediaType = "video"
	MediaVoice   MediaType = "voice"
	MediaRound   MediaType = "round"
	MediaSticker MediaType = "sticker"
	MediaGIF     MediaType = "gif"
	MediaFile    MediaType = "file"
)

// MediaTypes lists the types that can be chosen, in the order of the settings.
func MediaTypes() []MediaType {
	return []MediaType{MediaPhoto, MediaVideo, MediaVoice, MediaRound, MediaSticker, MediaGIF, MediaFile}
}

// SkipReason says why a file is not in the archive. The first three are the
// owner's choice; the others are problems.
type SkipReason string

// The skip reasons.
const (
	SkipNone        SkipReason = ""
	SkipType        SkipReason = "file_type"
	SkipSize        SkipReason = "file_size"
	SkipDates       SkipReason = "date_limits"
	SkipUnavailable SkipReason = "unavailable"
	SkipRestricted  SkipReason = "restricted"
	SkipFailed      SkipReason = "failed"
	// SkipEmpty is no loss: Telegram has nothing there (TAKEOUT_FILE_EMPTY).
	SkipEmpty SkipReason = "empty"
)

// Chosen reports whether the reason is the owner's choice rather than a problem.
func (r SkipReason) Chosen() bool { return r == SkipType || r == SkipSize || r == SkipDates }

// WebDC stands for the DC of web files, whichever Telegram's configuration names
// (webfile_dc_id). https://core.telegram.org/api/files#downloading-webfiles
const WebDC = -1

// LocationKind is the InputFileLocation or InputWebFileLocation constructor a file
// is asked for with.
type LocationKind string

// The kinds of location.
const (
	LocationDocument  LocationKind = "document"
	LocationPhoto     LocationKind = "photo"
	LocationPeerPhoto LocationKind = "peer_photo"
	LocationTakeout   LocationKind = "takeout"
	LocationMap       LocationKind = "map"   // of a geo point
	LocationCover     LocationKind = "cover" // of a song
	LocationWeb       LocationKind = "web"   // elsewhere in the web
)

// Web reports whether files of that kind are asked for by upload.getWebFile.
func (k LocationKind) Web() bool {
	return k == LocationMap || k == LocationCover || k == LocationWeb
}

// Location is where Telegram keeps a file: an InputFileLocation or
// InputWebFileLocation.
type Location struct {
	Kind       LocationKind `json:"kind"`
	ID         int64        `json:"id,omitempty"`
	AccessHash int64        `json:"access_hash,omitempty"`
	// Reference is the ticket that expires.
	// https://core.telegram.org/api/file-references
	Reference []byte `json:"reference,omitempty"`
	Thumb     string `json:"thumb,omitempty"`
	Peer      PeerID `json:"peer,omitzero"` // peer_photo
	Big       bool   `json:"big,omitempty"` // peer_photo
	// Seen is the message that shows the peer, where Telegram named it in the short
	// form: with peer_photo, the way to name it that needs no access hash.
	// https://core.telegram.org/api/min
	Seen MessageID `json:"seen,omitzero"`
	URL  string    `json:"url,omitempty"` // web
	// Of the point, with map.
	Lat      float64 `json:"lat,omitempty"`
	Long     float64 `json:"long,omitempty"`
	Accuracy int     `json:"accuracy,omitempty"`
}

// OriginKind says what renews a file reference.
type OriginKind string

// The kinds of origin.
const (
	OriginNone        OriginKind = ""
	OriginMessage     OriginKind = "message"
	OriginStory       OriginKind = "story"
	OriginUserPhoto   OriginKind = "user_photo"
	OriginFullUser    OriginKind = "full_user"
	OriginCustomEmoji OriginKind = "custom_emoji"
	OriginSavedMusic  OriginKind = "saved_music"
	OriginStickerSet  OriginKind = "sticker_set"
)

// Origin is the object whose re-fetch renews a file's reference.
type Origin struct {
	Kind  OriginKind `json:"kind,omitempty"`
	Peer  PeerID     `json:"peer,omitzero"`
	ID    int64      `json:"id,omitempty"`
	Split int        `json:"split,omitempty"`
	// Set is of a sticker: it renews the reference when the rest no longer can.
	Set StickerSetRef `json:"set,omitzero"`
}

// StickerSetRef names a sticker set to Telegram.
type StickerSetRef struct {
	ID         int64 `json:"id"`
	AccessHash int64 `json:"access_hash"`
}

// File is a downloadable object as the crawl found it.
type File struct {
	Key      FileKey    `json:"key"`
	Main     FileKey    `json:"main,omitempty"` // of a thumb: the file whose fate it shares
	Type     MediaType  `json:"type,omitempty"`
	DC       int        `json:"dc"`
	Size     int64      `json:"size,omitempty"` // bytes; 0: Telegram does not say
	MIME     string     `json:"mime,omitempty"`
	Duration float64    `json:"duration,omitempty"` // seconds of a video or sound; 0: not known
	Date     int64      `json:"date,omitempty"`     // of the message; becomes the modification time
	Location Location   `json:"location"`
	Origin   Origin     `json:"origin,omitzero"`
	Skip     SkipReason `json:"skip,omitempty"` // decided by the settings when it was recorded
	// Preview is a stripped JPEG or, when Outline is set, a sticker's path.
	Preview []byte `json:"preview,omitempty"`
	Outline bool   `json:"outline,omitempty"`
}

// FileRef says where a file belongs: the place it takes in a dialog's folder if
// no lower (dialog number, message id) refers to it. Number is 0 for files of the
// account (profile pictures, stories), whose Folder is then relative to the root.
type FileRef struct {
	Key    FileKey `json:"key"`
	Number int     `json:"number"`
	// Order is the message id, with that of a migrated history shifted below zero.
	Order  int64  `json:"order"`
	Seq    int    `json:"seq"` // several files of one message, in their order
	Folder string `json:"folder"`
	Name   string `json:"name"`
	// Date is when the message was sent; it becomes the modification time of a file
	// whose lowest reference this is. 0: File.Date does.
	Date int64 `json:"date,omitempty"`
}

// FileState is where a file stands.
type FileState string

// The states of a file. Placed is settled and at its final path.
const (
	FileQueued  FileState = "queued"
	FileSettled FileState = "settled"
	FilePlaced  FileState = "placed"
	FileSkipped FileState = "skipped"
)

// FileResult is what a reader needs to show a file.
type FileResult struct {
	State  FileState
	Skip   SkipReason
	Path   string // relative to the archive, forward slashes; empty unless placed
	Size   int64  // of the saved file; else what Telegram said
	SHA256 []byte
}
