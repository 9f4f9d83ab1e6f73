package traced

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"

	"satchel/core/demo/world"
)

// Summary is what a world was made with.
type Summary struct {
	Chats, Messages, Files, Faults int
	Run, Runs                      int // the run of the trace it was made of, of how many
	Cut                            int // the line that has no end and was left out; 0: none
}

// Code signs in to every world that is made of a trace; Password too, where the
// trace's account had one.
const (
	Code     = "22222"
	Password = "a traced password"
	phone    = "9996600001"
)

// Write makes a world of the trace in the folder, which must be empty or not there:
// world.json and messages.jsonl, and faults.json beside them. Of a trace of several
// runs, the one that read most messages counts, of equal ones the last.
func Write(trace io.Reader, dir string) (Summary, error) {
	m, sum, err := fullest(newReader(trace))
	if err != nil {
		return Summary{}, err
	}
	if m.self == nil {
		return Summary{}, fmt.Errorf("%w: it ends before anybody signed in", ErrTrace)
	}
	if err := emptyFolder(dir); err != nil {
		return Summary{}, err
	}
	if err := m.write(dir, &sum); err != nil {
		return sum, err
	}
	if _, err := world.Open(os.DirFS(dir)); err != nil {
		return sum, fmt.Errorf("%w: what it makes is no world: %w", ErrTrace, err)
	}
	return sum, nil
}

// fullest is what the run of a trace showed that read most messages.
func fullest(r *reader) (best *maker, sum Summary, err error) {
	run := newMaker()
	for {
		c, err := r.next()
		end := errors.Is(err, io.EOF)
		if err != nil && !end {
			return nil, Summary{}, err
		}
		if end || c.Trace != 0 {
			if best == nil || run.self != nil && run.seen() >= best.seen() {
				best, sum.Run = run, sum.Runs
			}
			run = newMaker()
			sum.Runs++
		}
		switch {
		case end:
			sum.Runs--
			sum.Cut = r.cut
			return best, sum, nil
		case c.Trace == 0:
			run.see(c)
		}
	}
}

// seen is how many messages were.
func (m *maker) seen() (n int) {
	for _, h := range m.chats {
		n += len(h.messages)
	}
	return n
}

// write writes the files of the world.
func (m *maker) write(dir string, sum *Summary) error {
	for _, face := range m.faces {
		m.file(face, faceSize)
	}
	sum.Files, sum.Faults = len(m.files), len(m.faults.rules)
	claims := m.addUnseen()
	ids, fill := m.number(), &filler{}
	world := m.world(ids, fill)
	if len(claims) > 0 {
		world["counts"] = claims
	}
	sum.Chats = len(list(world["dialogs"])) + len(list(world["left_channels"]))
	if err := m.writeOther(dir, world); err != nil {
		return err
	}
	err := writeLines(filepath.Join(dir, "messages.jsonl"), func(line func(any) error) error {
		for _, name := range m.chatOrder() {
			h := m.chats[name]
			dates := h.setTimes(m.rank(h))
			for i, msg := range h.messages {
				sum.Messages++
				if err := line(m.message(name, msg, h.ids[i], dates[i], ids, fill)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := writeJSON(filepath.Join(dir, "world.json"), world); err != nil {
		return err
	}
	return writeJSON(filepath.Join(dir, "faults.json"), m.faults.file())
}

// writeOther writes the takeout's own file, if there was one.
func (m *maker) writeOther(dir string, world object) error {
	if m.other == 0 {
		return nil
	}
	if err := os.Mkdir(filepath.Join(dir, "files"), 0o700); err != nil {
		return err
	}
	world["takeout_file"] = "files/other.txt"
	return os.WriteFile(filepath.Join(dir, "files", "other.txt"), []byte(prose(1, m.other)), 0o600)
}

// rank is the place of a chat in the chat list, bounded by the seconds of a day.
func (m *maker) rank(h *history) int {
	for i, d := range m.lists["dialogs"] {
		if o, _ := d.(object); peerName(h.peer) == peerName(o["peer"].(object)) {
			return min(i, day/2)
		}
	}
	return min(len(m.lists["dialogs"]), day/2)
}

// faceSize is how large a face is of which nothing is known, in bytes.
const faceSize = 4000

func emptyFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	there, err := os.ReadDir(dir)
	if err == nil && len(there) > 0 {
		return fmt.Errorf("%s: %w", dir, errNotEmpty)
	}
	return err
}

var errNotEmpty = errors.New("the folder is not empty")

// rangeSize is how many ids a split range has: as many as a person may send, but no
// more than there are ids for.
func (m *maker) rangeSize() int { return min(100_000_000, math.MaxInt32/max(len(m.ranges), 1)) }

// number gives every message a new id, ascending within its chat: the id by chat and
// the trace's. People and basic groups share one space of ids, in which every range
// has its part.
func (m *maker) number() map[string]map[string]int {
	shared := map[int]int{} // the last id of a range
	ids := map[string]map[string]int{}
	for _, name := range m.chatOrder() {
		h := m.chats[name]
		slices.SortStableFunc(h.messages, func(a, b seenMessage) int { return a.split - b.split })
		ids[name], h.ids = make(map[string]int, len(h.messages)), make([]int, len(h.messages))
		for i, msg := range h.messages {
			h.ids[i] = i + 1
			if h.peer["channel_id"] == nil {
				shared[msg.split]++
				h.ids[i] = msg.split*m.rangeSize() + shared[msg.split]
			}
			if msg.body != nil {
				ids[name][text(msg.body["id"])] = h.ids[i]
			}
		}
	}
	return ids
}

// chatOrder are the chats with messages, sorted, so that a trace always makes the
// same world.
func (m *maker) chatOrder() []string {
	names := make([]string, 0, len(m.chats))
	for name := range m.chats {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// message is a message with its new id and time.
func (m *maker) message(chat string, msg seenMessage, id, date int, ids map[string]map[string]int, fill *filler) object {
	body := msg.body
	if body == nil {
		body = m.unseen(chat, fill)
	} else {
		body = fill.object(body)
	}
	body["id"] = id
	if body["_"] == "messageEmpty" {
		return body
	}
	body["date"] = date
	if edited, ok := body["edit_date"]; ok && number(edited) < date {
		body["edit_date"] = date
	}
	if reply, ok := body["reply_to"].(object); ok && reply["reply_to_peer_id"] == nil {
		for _, field := range []string{"reply_to_msg_id", "reply_to_top_id"} {
			if id, known := ids[chat][text(reply[field])]; known {
				reply[field] = id
			}
		}
	}
	return body
}

func writeJSON(path string, v any) error {
	return writeLines(path, func(line func(any) error) error { return line(v) })
}

// writeLines writes values, one a line.
func writeLines(path string, each func(line func(any) error) error) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := bufio.NewWriter(f)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := each(enc.Encode); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return out.Flush()
}
