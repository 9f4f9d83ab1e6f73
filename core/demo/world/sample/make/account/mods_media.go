package account

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

func poll(_ *book, e *entry, o obj, arg string) error {
	parts := bars(arg)
	p := obj{"_": "poll", "id": long(idOf(fmt.Sprint("poll", e.chat, e.id))), "hash": "0"}
	words := strings.Fields(parts[0])
	flags := map[string]string{"quiz": "quiz", "multi": "multiple_choice", "public": "public_voters", "closed": "closed"}
	for len(words) > 0 && flags[words[0]] != "" {
		p[flags[words[0]]] = true
		words = words[1:]
	}
	var err error
	if p["question"], err = styled(strings.Join(words, " ")); err != nil {
		return err
	}
	results := obj{"_": "pollResults"}
	var answers, votes []any
	total := 0
	for i, a := range parts[1:] {
		if why, ok := strings.CutPrefix(a, "solution="); ok {
			results["solution"], results["solution_entities"] = why, []any{}
			continue
		}
		at := strings.LastIndexByte(a, ':')
		if at < 0 {
			return fmt.Errorf("answer %q does not say how many votes", a)
		}
		label, n := a[:at], a[at+1:]
		option := b64([]byte{byte('0' + i)})
		vote := obj{"_": "pollAnswerVoters", "option": option}
		if strings.Contains(n, "*") {
			vote["chosen"] = true
		}
		if strings.Contains(n, "!") {
			vote["correct"] = true
		}
		count, err := strconv.Atoi(strings.Trim(n, "*!"))
		if err != nil {
			return err
		}
		total += count
		vote["voters"], vote["recent_voters"] = count, []any{}
		text, err := styled(label)
		if err != nil {
			return err
		}
		answers = append(answers, obj{"_": "pollAnswer", "text": text, "option": option})
		votes = append(votes, vote)
	}
	p["answers"], results["results"], results["total_voters"] = answers, votes, total
	o["media"] = obj{"_": "messageMediaPoll", "poll": p, "results": results}
	return nil
}

func todo(_ *book, e *entry, o obj, arg string) error {
	parts := bars(arg)
	title, err := styled(parts[0])
	if err != nil {
		return err
	}
	var list, done []any
	for i, t := range parts[1:] {
		task, who, ticked := strings.Cut(t, "=")
		text, err := styled(task)
		if err != nil {
			return err
		}
		list = append(list, obj{"_": "todoItem", "id": i + 1, "title": text})
		if ticked {
			peer, err := peerOf(who)
			if err != nil {
				return err
			}
			done = append(done, obj{"_": "todoCompletion", "id": i + 1, "completed_by": peer, "date": e.at + int64(3600*(i+1))})
		}
	}
	m := obj{"_": "messageMediaToDo", "todo": obj{"_": "todoList", "title": title, "list": list, "others_can_complete": true}}
	if done != nil {
		m["completions"] = done
	}
	o["media"] = m
	return nil
}

func web(b *book, e *entry, o obj, arg string) error {
	parts := append(bars(arg), "", "", "", "")
	url := parts[0]
	_, shown, _ := strings.Cut(url, "://")
	page := obj{"_": "webPage", "id": long(idOf("web:" + url)), "url": url, "display_url": shown, "hash": 0, "type": "article",
		"site_name": parts[1], "title": parts[2]}
	if parts[3] != "" {
		page["description"] = parts[3]
	}
	m := obj{"_": "messageMediaWebPage", "webpage": page}
	if parts[4] != "" {
		photo, err := b.lib.Photo(parts[4], e.at)
		if err != nil {
			return err
		}
		page["photo"], page["has_large_media"] = photo, true
	}
	o["media"] = m
	return nil
}

// place is a modifier of numbers (latitude, longitude, period) and of further parts.
func place(numbers, parts int) modifier {
	return func(b *book, e *entry, o obj, arg string) error { return geo(b, e, o, bars(arg), numbers, parts) }
}

func geo(b *book, e *entry, o obj, parts []string, numbers, least int) error {
	var n []float64
	for _, w := range strings.Fields(parts[0]) {
		v, err := strconv.ParseFloat(w, 64)
		if err != nil {
			return err
		}
		n = append(n, v)
	}
	if len(n) != numbers || len(parts) < least {
		return fmt.Errorf("has %d numbers and %d parts, needs %d and %d", len(n), len(parts), numbers, least)
	}
	point := obj{"_": "geoPoint", "lat": n[0], "long": n[1]}
	switch {
	case len(n) == 3:
		o["media"] = obj{"_": "messageMediaGeoLive", "geo": point, "period": int(n[2]), "heading": 40}
	case len(parts) > 2:
		o["media"] = obj{"_": "messageMediaVenue", "geo": point, "title": parts[1], "address": parts[2], "provider": "foursquare", "venue_id": "4b0588" + strconv.Itoa(e.id), "venue_type": ""}
	default:
		o["media"] = obj{"_": "messageMediaGeo", "geo": point}
	}
	return b.lib.Map(n[0], n[1])
}

func contact(_ *book, _ *entry, o obj, arg string) error {
	parts := bars(arg)
	if err := needs(parts, 3, "phone | first | last"); err != nil {
		return err
	}
	id := long(0)
	if len(parts) > 3 {
		var err error
		if id, err = userID(parts[3]); err != nil {
			return err
		}
	}
	card := fmt.Sprintf("BEGIN:VCARD\nVERSION:3.0\nN:%s;%s;;;\nFN:%s %s\nTEL;TYPE=CELL:+%s\nNOTE:Coffee after the dog walk\nEND:VCARD", parts[2], parts[1], parts[1], parts[2], parts[0])
	o["media"] = obj{"_": "messageMediaContact", "phone_number": parts[0], "first_name": parts[1], "last_name": parts[2], "vcard": card, "user_id": id}
	return nil
}

func dice(_ *book, _ *entry, o obj, arg string) error {
	sign, n, _ := strings.Cut(arg, " ")
	v, err := strconv.Atoi(n)
	o["media"] = obj{"_": "messageMediaDice", "value": v, "emoticon": sign}
	return err
}

func game(b *book, e *entry, o obj, arg string) error {
	parts := bars(arg)
	if err := needs(parts, 4, "short | title | description | picture"); err != nil {
		return err
	}
	photo, err := b.lib.Photo(parts[3], e.at)
	o["media"] = obj{"_": "messageMediaGame", "game": obj{"_": "game", "id": long(idOf("game:" + parts[0])), "short_name": parts[0], "title": parts[1], "description": parts[2], "photo": photo}}
	return err
}

func invoice(b *book, _ *entry, o obj, arg string) error {
	parts := bars(arg)
	if err := needs(parts, 4, "title | description | currency | amount"); err != nil {
		return err
	}
	amount, err := strconv.Atoi(parts[3])
	o["media"] = obj{"_": "messageMediaInvoice", "title": parts[0], "description": parts[1], "currency": parts[2], "total_amount": amount, "start_param": "order"}
	if err != nil || len(parts) < 5 {
		return err
	}
	o["media"].(obj)["photo"], err = b.lib.WebPicture(parts[4])
	return err
}

// peopleIDs are the ids of a comma-separated list.
func peopleIDs(list string) ([]any, error) {
	var out []any
	for name := range strings.SplitSeq(list, ",") {
		id, err := userID(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return slices.Clip(out), nil
}

func userID(key string) (string, error) {
	q := personOf(key)
	if q.id == 0 {
		return "", fmt.Errorf("nobody is called %q", key)
	}
	return long(q.id), nil
}
