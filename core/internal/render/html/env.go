package html

import (
	"io"
	"strconv"
	"strings"
	"time"

	"satchel/core/internal/model"
)

// Env is what pages are written from besides the objects themselves.
type Env struct {
	// Self is the account.
	Self model.PeerID
	// Peer looks a peer up; nil when nothing is known of it.
	Peer func(model.PeerID) *model.Peer
	// Face is the picture of a peer as a path in the archive, "" for none.
	Face func(*model.Peer) string
	// Offset is the zone of the archive: seconds east of UTC at a unix time.
	Offset func(unix int64) int
	// Zone is the zone's name, for the reader.
	Zone string
	// Now is the date of the run.
	Now time.Time
	// Animate makes the script of an animated sticker or emoji (id) from its file;
	// false when it cannot be. Nil for none.
	Animate func(id int64, path string) bool
	// Elsewhere is the page that a message of any chat stands on, as a path in the
	// archive, and its id there; "" when the archive does not hold it. Nil for never.
	Elsewhere func(model.MessageID) (page string, id int)
	// Create opens a file of the archive for writing; Close puts it in place.
	Create func(path string) (io.WriteCloser, error)
}

// Files gives the result of a file; the zero value for an unknown one.
type Files func(model.FileKey) model.FileResult

// The names of those who have none.
const (
	deletedAccount = "Deleted Account"
	deletedActor   = "Deleted"
)

// name is what people read for a peer.
func (e *Env) name(id model.PeerID) string {
	if !id.IsZero() {
		if name := e.Peer(id).Name(); name != "" {
			return name
		}
	}
	return deletedAccount
}

// within is a name as it stands in a sentence: one that turns the direction of
// the text does so for itself alone.
func (e *Env) within(id model.PeerID) string {
	const isolate, end = "\u2068", "\u2069"
	name := e.name(id)
	if strings.ContainsAny(name, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") {
		return isolate + name + end
	}
	return name
}

// actor is the name a service line begins with.
func (e *Env) actor(id model.PeerID) string {
	if name := e.within(id); name != deletedAccount {
		return name
	}
	return deletedActor
}

// sender is who a message is from; Telegram leaves it out where it is the chat.
func (e *Env) sender(m *model.Message) model.PeerID {
	switch {
	case !m.From.IsZero():
		return m.From
	case m.Out && m.Peer.Kind == model.KindUser:
		return e.Self
	}
	return m.Peer
}

func (e *Env) username(id int64) string {
	if id == 0 {
		return ""
	}
	p := e.Peer(model.UserID(id))
	switch {
	case p == nil:
		return ""
	case p.Username != "":
		return p.Username
	case len(p.Usernames) > 0:
		return p.Usernames[0]
	}
	return ""
}

// local is a unix time in the archive's zone, held in UTC.
func (e *Env) local(unix int64) time.Time {
	return time.Unix(unix+int64(e.Offset(unix)), 0).UTC()
}

// day numbers the days of the archive's zone.
func (e *Env) day(unix int64) int64 {
	const seconds = 24 * 60 * 60
	at := unix + int64(e.Offset(unix))
	if at < 0 {
		return (at - seconds + 1) / seconds
	}
	return at / seconds
}

// full is "01.06.2025 12:00:00 UTC+03:00".
func (e *Env) full(unix int64) string { return string(e.appendFull(nil, unix)) }

func (e *Env) appendFull(b []byte, unix int64) []byte {
	offset := e.Offset(unix) / 60
	t := e.local(unix)
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	b = append(appendTwo(b, day), '.')
	b = append(appendTwo(b, int(month)), '.')
	b = append(appendTwo(appendTwo(b, year/100), year), ' ')
	b = append(appendTwo(b, hour), ':')
	b = append(appendTwo(b, minute), ':')
	b = append(appendTwo(b, second), " UTC"...)
	if offset < 0 {
		b, offset = append(b, '-'), -offset
	} else {
		b = append(b, '+')
	}
	return appendTwo(append(appendTwo(b, offset/60), ':'), offset%60)
}

func appendTwo(b []byte, n int) []byte {
	return append(b, byte('0'+n/10%10), byte('0'+n%10))
}

// moment is "01.06.2025 12:00:00".
func (e *Env) moment(unix int64) string { return e.local(unix).Format("02.01.2006 15:04:05") }

// dayTitle is "1 June 2025".
func (e *Env) dayTitle(unix int64) string { return e.local(unix).Format("2 January 2006") }

// seconds is a duration on the clock: "00:07", "1:02:03".
func seconds(n int) string {
	b := make([]byte, 0, 8)
	if n >= 3600 {
		b = append(strconv.AppendInt(b, int64(n/3600), 10), ':')
	}
	return string(appendTwo(append(appendTwo(b, n/60%60), ':'), n%60))
}

// size is a number of bytes as Telegram Desktop writes it: "12 B", "3.4 MB",
// the tenths cut off.
func size(n int64) string {
	const kilo, mega = 1024, 1024 * 1024
	switch {
	case n < kilo:
		return strconv.FormatInt(n, 10) + " B"
	case n < mega:
		return tenths(n*10/kilo) + " KB"
	}
	return tenths(n/mega*10+n%mega*10/mega) + " MB"
}

func tenths(n int64) string {
	return strconv.FormatInt(n/10, 10) + "." + strconv.FormatInt(n%10, 10)
}

// counted is plural without marks between the thousands, as Telegram Desktop
// counts.
func counted(n int, one, many string) string {
	if n < 1000 {
		return plural(n, one, many)
	}
	return strconv.Itoa(n) + " " + many
}

// plural is "1 message", "2 messages", "No messages".
func plural(n int, one, many string) string {
	switch n {
	case 0:
		return "No " + many
	case 1:
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped is a number with a comma after each thousand.
func grouped(n int) string {
	s := strconv.Itoa(n)
	if len(s) <= 3 {
		return s
	}
	var b []byte
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, s[i])
	}
	return string(b)
}
