package json

import (
	"strconv"
	"strings"
	"time"

	"satchel/core/internal/model"
)

// Env is what the documents are written from besides the objects themselves.
type Env struct {
	// Self is the account.
	Self model.PeerID
	// Peer looks a peer up; nil when nothing is known of it.
	Peer func(model.PeerID) *model.Peer
	// Offset is the zone of the archive: seconds east of UTC at a unix time.
	Offset func(unix int64) int
}

// Files gives the result of a file; the zero value for an unknown one.
type Files func(model.FileKey) model.FileResult

// name is the full name of a peer, empty for nobody, unknown and deleted ones.
func (e *Env) name(id model.PeerID) string {
	if id.IsZero() {
		return ""
	}
	return e.Peer(id).Name()
}

func (e *Env) userName(id int64) string {
	if id == 0 {
		return ""
	}
	return e.name(model.UserID(id))
}

// username is the first public name of a peer, without "@".
func (e *Env) username(id model.PeerID) string {
	if id.IsZero() {
		return ""
	}
	return username(e.Peer(id))
}

// botName is the public name of a bot, empty for anybody else.
func (e *Env) botName(id model.PeerID) string {
	if p := e.Peer(id); p != nil && p.Bot {
		return username(p)
	}
	return ""
}

func username(p *model.Peer) string {
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

// peerID writes "user1", "chat2" or "channel3".
func (w *buffer) peerID(id model.PeerID) {
	w.b = append(w.b, '"')
	w.b = append(w.b, id.Kind.String()...)
	w.b = strconv.AppendInt(w.b, id.ID, 10)
	w.b = append(w.b, '"')
}

func (w *buffer) keyPeer(k string, id model.PeerID) {
	w.key(k)
	w.peerID(id)
}

// optNamed writes who somebody is: name and id, nothing for nobody.
func (w *writer) optNamed(k string, id model.PeerID) {
	if !id.IsZero() {
		w.keyName(k, w.env.name(id))
		w.keyPeer(k+"_id", id)
	}
}

// date writes a unix time in the zone of the archive, without saying which.
func (w *buffer) date(e *Env, unix int64) {
	t := time.Unix(unix+int64(e.Offset(unix)), 0).UTC()
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	b := append(w.b, '"')
	b = append(appendTwo(b, year/100), byte('0'+year/10%10), byte('0'+year%10), '-')
	b = append(appendTwo(b, int(month)), '-')
	b = append(appendTwo(b, day), 'T')
	b = append(appendTwo(b, hour), ':')
	b = append(appendTwo(b, minute), ':')
	w.b = append(appendTwo(b, second), '"')
}

func appendTwo(b []byte, n int) []byte {
	return append(b, byte('0'+n/10%10), byte('0'+n%10))
}

// dates writes the two keys of a time: k and k_unixtime.
func (w *buffer) dates(e *Env, k string, unix int64) {
	w.key(k)
	w.date(e, unix)
	w.key(k + "_unixtime")
	w.b = append(w.b, '"')
	w.int(unix)
	w.b = append(w.b, '"')
}

func (w *buffer) optDates(e *Env, k string, unix int64) {
	if unix != 0 {
		w.dates(e, k, unix)
	}
}

// Relative is the path of an archive's file seen from folder, a folder of the
// archive; both with forward slashes, "" being the archive itself.
func Relative(folder, path string) string {
	if folder == "" {
		return path
	}
	from := strings.Split(folder, "/")
	to := strings.Split(path, "/")
	same := 0
	for same < len(from) && same < len(to)-1 && from[same] == to[same] {
		same++
	}
	return strings.Repeat("../", len(from)-same) + strings.Join(to[same:], "/")
}
