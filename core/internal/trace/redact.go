package trace

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"math/bits"
	"strings"
	"time"
	"unicode/utf16"
)

// Day0 is the day that stands for the one on which a trace began.
const Day0 = 1_699_920_000 // 14 November 2023, 00:00 UTC

const day = 24 * 60 * 60

// redactor replaces what could tell about the account. It is safe for concurrent use.
type redactor struct {
	keyed cipher.Block
	today int64 // the day the trace began, in days since 1970
}

func newRedactor(key [32]byte, began time.Time) (*redactor, error) {
	keyed, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return &redactor{keyed: keyed, today: began.Unix() / day}, nil
}

// replace is the form of a value that may be seen. See doc.go for what stays.
func (r *redactor) replace(object, field string, value any) any {
	switch v := value.(type) {
	case int:
		return int(r.number(object, field, int64(v), true))
	case int64:
		return r.number(object, field, v, false)
	case float64:
		if field == "duration" {
			return v
		}
		return 0.0
	case string:
		return text(object, field, v)
	case []byte:
		return []byte{}
	}
	return value
}

// number decides by the field's name; what is not known to be harmless is 0.
func (r *redactor) number(object, field string, v int64, short bool) int64 {
	switch {
	case v == 0 || measure(object, field):
		return v
	case audience(object, field):
		return rounded(v)
	case isDate(field):
		return r.date(v)
	case !isID(field):
		return 0
	case short:
		return int64(r.permute(uint32(v)))
	}
	return r.hash(v)
}

// measure reports numbers that say how much, how large or how long.
func measure(object, field string) bool {
	switch field {
	case "count":
		return !audience(object, field)
	case "duration":
		return !ofACall(object)
	case "limit", "offset", "add_offset", "size", "w", "h", "length", "dc_id", "folder_id", "layer",
		"next_offset", "video_duration", "preload_prefix_size", "file_max_size", "timeout", "retry_after", "part_size":
		return true
	case "sizes": // of a progressive photo
		return true
	}
	return false
}

// audience reports numbers that say how many are in a chat or did something there,
// and how long they talked. The exact ones can be looked up, for public chats by
// anybody, which would tell which they are.
func audience(object, field string) bool {
	return strings.HasSuffix(field, "_count") || field == "duration" && ofACall(object) || field == "count" && strings.HasPrefix(object, "reaction")
}

func ofACall(object string) bool {
	return strings.HasPrefix(object, "messageAction") || strings.HasPrefix(object, "phone")
}

// rounded keeps the first digit.
func rounded(v int64) int64 {
	unit := int64(1)
	for v/unit >= 10 || v/unit <= -10 {
		unit *= 10
	}
	return v / unit * unit
}

func isDate(field string) bool {
	return strings.HasSuffix(field, "date") || strings.HasPrefix(field, "date_") || field == "until_date" || field == "expire_date"
}

// isID reports numbers that name something. Vectors of numbers (users, messages,
// order) always do.
func isID(field string) bool {
	switch field {
	case "id", "users", "user_ids", "messages", "msg_ids", "participants", "channels", "winners", "order", "documents",
		"top_message", "access_hash", "read_inbox_max_id", "read_outbox_max_id", "max_id", "min_id":
		return true
	}
	return strings.HasSuffix(field, "_id") || strings.HasSuffix(field, "_ids") || strings.HasSuffix(field, "_access_hash")
}

// date keeps the day's distance from the day the trace began.
func (r *redactor) date(v int64) int64 { return Day0 + (v/day-r.today)*day }

// hash names a long, in 48 bits. Telegram's own accounts keep their names.
func (r *redactor) hash(v int64) int64 {
	if telegrams(v) {
		return v
	}
	return int64(r.secret(0, uint64(v)) >> 16)
}

// telegrams reports the accounts that everybody has and that are not like others:
// service messages, verification codes, Replies, and those who write for anonymous
// admins and for channels.
func telegrams(id int64) bool {
	switch id {
	case 777000, 489000, 1271266957, 1087968824, 136817688:
		return true
	}
	return false
}

// permute names an int in 31 bits, each another: a Feistel network of four rounds
// over 32 bits, taken again while it gives a negative number.
func (r *redactor) permute(v uint32) uint32 {
	for {
		left, right := uint16(v>>16), uint16(v)
		for round := range byte(4) {
			left, right = right, left^uint16(r.secret(round+1, uint64(right)))
		}
		v = uint32(left)<<16 | uint32(right)
		if v>>31 == 0 {
			return v
		}
	}
}

// secret is a number that only who has the key can tell from chance.
func (r *redactor) secret(kind byte, v uint64) uint64 {
	var b [aes.BlockSize]byte
	b[0] = kind
	binary.BigEndian.PutUint64(b[8:], v)
	r.keyed.Encrypt(b[:], b[:])
	return binary.BigEndian.Uint64(b[:8])
}

// text is letters x instead of a text, but for the words of the protocol. What
// entities point into is as long as it was (in UTF-16, as they count); of all else
// the length is rounded up, for that of a name or an address tells whose it may be.
func text(object, field, v string) string {
	switch {
	case v == "":
		return ""
	case field == "type" && len(v) == 1 && (strings.HasPrefix(object, "photo") || strings.HasPrefix(object, "video")):
		return v // of a thumbnail
	case field == "thumb_size" && len(v) == 1:
		return v
	case field == "mime_type" && common(v):
		return v
	case field == "phone" || field == "phone_number":
		return "00000000000"
	}
	units := len(utf16.Encode([]rune(v)))
	if field != "message" && field != "text" && field != "caption" {
		units = max(4, 1<<bits.Len(uint(units-1)))
	}
	return strings.Repeat("x", units)
}

// common reports MIME types that say no more than the kind of file.
func common(mime string) bool {
	switch mime {
	case "image/jpeg", "image/png", "image/webp", "image/gif", "video/mp4", "video/webm", "audio/ogg", "audio/mpeg",
		"application/pdf", "application/zip", "text/plain", "application/x-tgsticker", "application/octet-stream":
		return true
	}
	return false
}
