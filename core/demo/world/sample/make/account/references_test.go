package account_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"satchel/core/demo/world/sample"
)

// The world of problems names people and posts that are not there on purpose; the
// sample does not.
func TestWhoeverIsNamedIsKnown(t *testing.T) {
	w := readMade(t, sample.Main())
	look := func(where string, v any) {
		walk(v, func(o obj) {
			if p := peer(o); p != "" && !w.known[p] {
				t.Errorf("%s names %s, who is not in the world", where, p)
			}
			for _, field := range []string{"via_bot_id", "bot_id", "inviter_id"} {
				if id, ok := o[field].(string); ok && !w.known["user:"+id] {
					t.Errorf("%s: %s %s is not in the world", where, field, id)
				}
			}
			if o["_"] == "messageEntityMentionName" && !w.known[fmt.Sprint("user:", o["user_id"])] {
				t.Errorf("%s mentions %v", where, o["user_id"])
			}
		})
	}
	for _, m := range w.messages {
		look(title(m), m)
		action, _ := m["action"].(obj)
		for _, id := range list(action["users"]) {
			if !w.known[fmt.Sprint("user:", id)] {
				t.Errorf("%s is about %v", title(m), id)
			}
		}
	}
	look("the world", w.world)
}

// An answer, a pin, a forward of a post lead to a message that is there and older.
func TestWhatIsReferredToIsThereAndOlder(t *testing.T) {
	w := readMade(t, sample.Main())
	at := func(m obj) float64 { return m["date"].(float64) }
	refer := func(m obj, chat string, id any, what string) {
		n, ok := id.(float64)
		if !ok {
			return
		}
		target := w.ids[chat][n]
		switch {
		case target == nil:
			t.Errorf("%s: %s is message %v of %s, which is not there", title(m), what, n, chat)
		case at(target) > at(m):
			t.Errorf("%s: %s is younger", title(m), what)
		}
	}
	answers, forwards := 0, 0
	for _, m := range w.messages {
		if r, ok := m["reply_to"].(obj); ok && r["_"] == "messageReplyHeader" {
			chat := peer(m["peer_id"])
			if p := peer(r["reply_to_peer_id"]); p != "" {
				chat = p
			}
			refer(m, chat, r["reply_to_msg_id"], "what it answers")
			refer(m, chat, r["reply_to_top_id"], "its topic")
			answers++
		}
		if f, ok := m["fwd_from"].(obj); ok {
			refer(m, peer(f["from_id"]), f["channel_post"], "the post it is of")
			refer(m, peer(f["saved_from_peer"]), f["saved_from_msg_id"], "what was saved")
			if f["date"].(float64) > at(m) {
				t.Errorf("%s was forwarded before it was written", title(m))
			}
			forwards++
		}
		if edited, ok := m["edit_date"].(float64); ok && edited <= at(m) {
			t.Errorf("%s was edited before it was written", title(m))
		}
	}
	if len(w.messages) > 500 && (answers < 40 || forwards < 5) {
		t.Errorf("%d answers, %d forwards", answers, forwards)
	}
}

func TestDatesRiseWithinAChatAndEndBeforeNow(t *testing.T) {
	everyWorld(t, func(t *testing.T, w *made) {
		last := map[string]float64{}
		now := w.world["now"].(float64)
		for _, m := range w.messages {
			chat, at := peer(m["peer_id"]), m["date"].(float64)
			if at < last[chat] {
				t.Errorf("%s is older than the one before it", title(m))
			}
			if last[chat] = at; at > now {
				t.Errorf("%s is of the future", title(m))
			}
		}
		walk(w.world, func(o obj) {
			if at, ok := o["date"].(float64); ok && at > now {
				t.Errorf("%v is of the future", o["_"])
			}
		})
	})
}

func TestAlbumsAreOfOneSenderAndOneMoment(t *testing.T) {
	everyWorld(t, func(t *testing.T, w *made) {
		albums := map[any][]obj{}
		for _, m := range w.messages {
			if g := m["grouped_id"]; g != nil {
				albums[g] = append(albums[g], m)
			}
		}
		for g, parts := range albums {
			if len(parts) < 2 || len(parts) > 10 {
				t.Errorf("album %v has %d parts", g, len(parts))
			}
			texts := 0
			for i, m := range parts {
				if peer(m["from_id"]) != peer(parts[0]["from_id"]) || peer(m["peer_id"]) != peer(parts[0]["peer_id"]) || m["date"] != parts[0]["date"] ||
					m["id"].(float64) != parts[0]["id"].(float64)+float64(i) || m["media"] == nil {
					t.Errorf("%s does not belong to its album", title(m))
				}
				if m["message"] != "" {
					texts++
				}
			}
			if texts > 1 {
				t.Errorf("album %v has %d texts", g, texts)
			}
		}
	})
}

func TestCountsOfPollsAndReactionsAgree(t *testing.T) {
	everyWorld(t, func(t *testing.T, w *made) {
		for _, m := range w.messages {
			media, _ := m["media"].(obj)
			if media["_"] == "messageMediaPoll" {
				checkPoll(t, m, media)
			}
			r, _ := m["reactions"].(obj)
			given := map[string]int{}
			for _, one := range list(r["recent_reactions"]) {
				given[fmt.Sprint(one.(obj)["reaction"])]++
			}
			for _, one := range list(r["results"]) {
				c := one.(obj)
				if n := int(c["count"].(float64)); n < 1 || n < given[fmt.Sprint(c["reaction"])] {
					t.Errorf("%s: %d of %v, %d of them are named", title(m), n, c["reaction"], given[fmt.Sprint(c["reaction"])])
				}
			}
		}
	})
}

func checkPoll(t *testing.T, m, media obj) {
	t.Helper()
	poll, results := media["poll"].(obj), media["results"].(obj)
	answers := list(poll["answers"])
	total, right := 0, 0
	for i, v := range list(results["results"]) {
		vote := v.(obj)
		if i >= len(answers) || vote["option"] != answers[i].(obj)["option"] {
			t.Errorf("%s: votes for an answer that is none", title(m))
			return
		}
		total += int(vote["voters"].(float64))
		if vote["correct"] == true {
			right++
		}
	}
	if len(answers) < 2 || total != int(results["total_voters"].(float64)) || poll["quiz"] == true && right != 1 {
		t.Errorf("%s: %d answers, %d votes of %v, %d right ones", title(m), len(answers), total, results["total_voters"], right)
	}
}

// The chat list, the topics and the ranges are of messages that are there.
func TestListsAreOfWhatIsThere(t *testing.T) {
	everyWorld(t, func(t *testing.T, w *made) {
		listed := map[string]bool{}
		for _, d := range list(w.world["dialogs"]) {
			p := peer(d.(obj)["peer"])
			if listed[p] || !w.known[p] {
				t.Errorf("%s is listed twice or not known", p)
			}
			listed[p] = true
		}
		for _, id := range list(w.world["left_channels"]) {
			if p := fmt.Sprint("channel:", id); listed[p] || !w.known[p] {
				t.Errorf("%s was left and is listed or not known", p)
			}
		}
		for _, v := range list(w.world["topics"]) {
			topic := v.(obj)["topic"].(obj)
			in := w.ids[peer(v.(obj)["peer"])]
			if in[topic["top_message"].(float64)] == nil || topic["id"].(float64) != 1 && in[topic["id"].(float64)]["action"] == nil {
				t.Errorf("topic %v begins or ends with a message that is not there", topic["title"])
			}
		}
		next := 1.0
		ranges := list(w.world["split_ranges"])
		for _, r := range ranges {
			r := r.(obj)
			if r["min_id"] != next || r["max_id"].(float64) < next {
				t.Errorf("a range from %v to %v, want it from %v", r["min_id"], r["max_id"], next)
			}
			next = r["max_id"].(float64) + 1
		}
		if len(ranges) < 2 || next != 1<<31 {
			t.Errorf("%d ranges up to %v", len(ranges), next)
		}
	})
}

// Every kind of media that messages can carry, and every kind of file, is in the
// sample, but for what a saved account never has.
func TestEveryKindOfMediaIsInTheSample(t *testing.T) {
	w := readMade(t, sample.Main())
	have := map[string]bool{}
	for _, m := range w.messages {
		media, _ := m["media"].(obj)
		kind, _ := media["_"].(string)
		have[kind] = true
		document, _ := media["document"].(obj)
		for _, a := range list(document["attributes"]) {
			have[a.(obj)["_"].(string)] = true
			for _, flag := range []string{"voice", "round_message"} {
				if a.(obj)[flag] == true {
					have[flag] = true
				}
			}
		}
	}
	var missing []string
	for _, kind := range strings.Fields(`messageMediaPhoto messageMediaDocument messageMediaGeo messageMediaGeoLive messageMediaVenue messageMediaContact messageMediaPoll messageMediaToDo
		messageMediaDice messageMediaGame messageMediaInvoice messageMediaWebPage documentAttributeVideo documentAttributeAudio documentAttributeAnimated documentAttributeSticker
		documentAttributeFilename documentAttributeImageSize voice round_message`) {
		if !have[kind] {
			missing = append(missing, kind)
		}
	}
	if len(missing) > 0 {
		t.Errorf("the sample has no %v", missing)
	}
	if !slices.IsSortedFunc(list(w.world["authorizations"]), func(a, b any) int {
		return int(b.(obj)["date_active"].(float64) - a.(obj)["date_active"].(float64))
	}) {
		t.Error("devices are not listed from the one used last")
	}
}
