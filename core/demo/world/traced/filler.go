package traced

import (
	"fmt"
	"slices"
	"strings"
)

// filler makes what a trace has no more: names, texts and addresses. It gives the
// same for the same objects in the same order.
type filler struct{ n int }

var (
	words = strings.Fields("a an be so the and for how our new boat lamp moon road song tree apple bread chair green paper river stone table window garden letter morning kitchen evening weather mountain")
	names = strings.Fields("Ada Bela Cora Dino Edda Finn Gia Hugo Ines Jona Kaja Levi Mila Nils Olga Piet Rosa Sami Tove Ulla Vera Wim Yara Zeno")
)

// object completes an object and all that is in it, and leaves out what the server
// derives.
func (f *filler) object(o object) object {
	for _, field := range []string{"access_hash", "file_reference", "usernames"} {
		delete(o, field)
	}
	if dc, ok := o["dc_id"]; ok && (number(dc) < 1 || number(dc) > lastDC) {
		delete(o, "dc_id")
	}
	for _, field := range sortedKeys(o) {
		if s, ok := o[field].(string); ok && field != "_" {
			o[field] = f.text(o, field, s)
			continue
		}
		f.all(o[field])
	}
	return o
}

// lastDC is the highest datacenter that is not a CDN.
const lastDC = 5

func (f *filler) all(v any) {
	switch v := v.(type) {
	case object:
		f.object(v)
	case []any:
		for _, x := range v {
			f.all(x)
		}
	}
}

// text is what stands for the letters x of a trace.
func (f *filler) text(o object, field, s string) string {
	switch {
	case field == "phone":
		f.n++
		return fmt.Sprintf("888%08d", f.n)
	case s == "" || strings.Trim(s, "x") != "" || field == "type" || field == "thumb_size":
		return s
	}
	f.n++
	switch field {
	case "message", "text", "caption":
		return prose(f.n, len(s))
	case "username":
		return "name" + text(o["id"])
	case "first_name", "last_name":
		return names[f.n%len(names)]
	case "title":
		return fmt.Sprintf("%s and %s %d", names[f.n%len(names)], names[f.n/len(names)%len(names)], f.n)
	case "url":
		return fmt.Sprintf("https://example.org/%d", f.n)
	case "emoticon", "alt":
		return "👍"
	case "mime_type":
		return "application/octet-stream"
	}
	return strings.ReplaceAll(prose(f.n, len(s)), " ", "-")
}

// prose is n letters of words.
func prose(seed, n int) string {
	var b strings.Builder
	for i := seed; b.Len() < n; i++ {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[(i*i+seed)%len(words)])
	}
	s := b.String()[:n]
	if cut, ended := strings.CutSuffix(s, " "); ended {
		s = cut + "."
	}
	return s
}

// maxUnseen is how many messages a world has at most that a trace tells the number of
// and nothing else: those a run did not come to.
const maxUnseen = 200_000

// addUnseen adds to each chat the messages that were not read: as many as Telegram
// said there are. Where all were read and Telegram said another number, the server is
// to say it too.
func (m *maker) addUnseen() (claims object) {
	claims, left := object{}, maxUnseen
	for _, name := range m.chatOrder() {
		h := m.chats[name]
		have := map[int]int{}
		for _, msg := range h.messages {
			have[msg.split]++
		}
		for _, split := range sortedSplits(h.claimed) {
			missing := h.claimed[split] - have[split]
			if _, all := h.index[h.newest[split]]; all && missing != 0 {
				if h.peer["channel_id"] != nil || len(m.ranges) < 2 {
					claims[name] = h.claimed[split]
				}
				continue
			}
			missing = max(min(missing, left), 0)
			left -= missing
			h.messages = append(h.messages, slices.Repeat([]seenMessage{{split: split}}, missing)...)
		}
	}
	return claims
}

func sortedSplits(claimed map[int]int) []int {
	splits := make([]int, 0, len(claimed))
	for split := range claimed {
		splits = append(splits, split)
	}
	slices.Sort(splits)
	return splits
}

// unseen is a message that is known by its number alone.
func (m *maker) unseen(chat string, f *filler) object {
	f.n++
	o := object{"_": "message", "peer_id": m.chats[chat].peer, "message": prose(f.n, 10+f.n%50)}
	if m.people[chat]["broadcast"] == true {
		o["post"] = true
	} else {
		o["out"], o["from_id"] = true, object{"_": "peerUser", "user_id": m.self["id"]}
	}
	return o
}

// setTimes gives the messages of a chat times of their day, for a trace has none: they
// ascend, and of two chats whose newest message is of the same day the one that was
// listed earlier has the later one.
func (h *history) setTimes(rank int) []int {
	dates := make([]int, len(h.messages))
	last := day0
	for i, msg := range h.messages {
		if msg.body != nil {
			last = number(msg.body["date"])
		}
		dates[i] = last
	}
	later := 0 // how many of the same day come after
	for i := len(dates) - 1; i >= 0; i-- {
		if i+1 < len(dates) && dates[i] != dates[i+1]-dates[i+1]%day {
			later = 0
		}
		dates[i] += max(day-1-rank-later, 0)
		later++
	}
	return dates
}

const (
	day  = 24 * 60 * 60
	day0 = 1_699_920_000 // the day of the trace
)
