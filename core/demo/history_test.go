package demo

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// model is getHistory in plain words: the list newest first, the offset counted,
// a piece cut, the bounds applied.
func model(ids, dates []int, p paging) []int {
	var list []int // positions, newest first
	for i := len(ids) - 1; i >= 0; i-- {
		list = append(list, i)
	}
	start := 0
	for _, i := range list {
		if p.offsetID > 0 && ids[i] >= p.offsetID || p.offsetDate > 0 && dates[i] >= p.offsetDate {
			start++
		}
	}
	start += p.addOffset
	out := []int{}
	for k := start; k < start+p.limit; k++ {
		if k < 0 || k >= len(list) {
			continue
		}
		id := ids[list[k]]
		if (p.maxID == 0 || id < p.maxID) && (p.minID == 0 || id > p.minID) {
			out = append(out, id)
		}
	}
	return out
}

func TestHistoryPagesAsThePlainModel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 6 {
		var messages []raw
		var ids, dates []int
		id, date := 0, 1000
		for range r.IntN(130) + 1 {
			id += 1 + r.IntN(3)
			date += r.IntN(3) * 60
			ids, dates = append(ids, id), append(dates, date)
			messages = append(messages, messageJSON("user:7", id, date, ""))
		}
		s := serve(t, folder{"users": []raw{userJSON(7)}, "messages": messages,
			"dialogs": []raw{dialogJSON("user:7", "")}}.open(t, nil), nil)
		api := s.signedIn(t).api()
		for range 300 {
			p := paging{limit: 1 + r.IntN(100)}
			pick := func(n int) int { return r.IntN(2) * r.IntN(n+5) }
			p.offsetID, p.maxID, p.minID = pick(id), r.IntN(2)*pick(id), r.IntN(2)*pick(id)
			p.offsetDate = r.IntN(2) * r.IntN(2) * (990 + r.IntN(date-980))
			p.addOffset = r.IntN(220) - 120
			a, err := api.MessagesGetHistory(t.Context(), &tg.MessagesGetHistoryRequest{
				Peer: &tg.InputPeerUser{UserID: 7, AccessHash: 1007}, OffsetID: p.offsetID, OffsetDate: p.offsetDate,
				AddOffset: p.addOffset, Limit: p.limit, MaxID: p.maxID, MinID: p.minID})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(model(ids, dates, p), idsOf(a)); diff != "" {
				t.Fatalf("round %d, %+v (-model +server):\n%s", round, p, diff)
			}
		}
	}
}

// idsOf are the ids of the messages of an answer, gaps as negative numbers.
func idsOf(a tg.MessagesMessagesClass) []int {
	out := []int{}
	modified, ok := a.AsModified()
	if !ok {
		return nil
	}
	for _, m := range modified.GetMessages() {
		if _, gap := m.(*tg.MessageEmpty); gap {
			out = append(out, -m.GetID())
			continue
		}
		out = append(out, m.GetID())
	}
	return out
}

// split is a world of a private chat, a group, a supergroup, in two ranges.
func split(more folder) folder {
	f := folder{
		"users": []raw{userJSON(7), userJSON(70), userJSON(9)},
		"chats": []raw{groupJSON(8), channelJSON(1003, `,"megagroup":true`)},
		"split_ranges": []raw{raw(`{"_":"messageRange","min_id":1,"max_id":10}`),
			raw(`{"_":"messageRange","min_id":11,"max_id":20}`)},
		"messages": []raw{
			messageJSON("user:7", 1, 100, ""), messageJSON("user:7", 10, 200, `,"out":true`), messageJSON("user:7", 11, 300, ""),
			messageJSON("chat:8", 5, 400, `,"from_id":{"_":"peerUser","user_id":"9"},"fwd_from":{"_":"messageFwdHeader","from_id":{"_":"peerUser","user_id":"999"},"date":1}`),
			messageJSON("channel:1003", 1, 500, `,"from_id":{"_":"peerUser","user_id":"1"}`),
			messageJSON("channel:1003", 2, 600, `,"from_id":{"_":"peerUser","user_id":"9"}`),
			raw(`{"_":"messageEmpty","id":15,"peer_id":{"_":"peerChat","chat_id":"8"}}`),
		},
		"min_users": []raw{raw(`{"_":"user","min":true,"id":"9","first_name":"min","access_hash":"5"}`)},
		"dialogs":   []raw{dialogJSON("user:7", ""), dialogJSON("user:70", ""), dialogJSON("chat:8", `,"folder_id":1`), dialogJSON("channel:1003", `,"pinned":true`)},
	}
	for k, v := range more {
		f[k] = v
	}
	list := f["messages"].([]raw)
	f["messages"] = append(append(append([]raw{}, list[:4]...), list[6]), list[4:6]...)
	return f
}

var (
	user7       = &tg.InputPeerUser{UserID: 7, AccessHash: 1007}
	group8      = &tg.InputPeerChat{ChatID: 8}
	channel1003 = &tg.InputPeerChannel{ChannelID: 1003, AccessHash: 2003}
)

func historyOf(t *testing.T, c caller, p tg.InputPeerClass) tg.MessagesMessagesClass {
	t.Helper()
	a, err := c.api().MessagesGetHistory(t.Context(), &tg.MessagesGetHistoryRequest{Peer: p, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestARangeNarrowsUsersAndGroupsButNotChannels(t *testing.T) {
	s := serve(t, split(nil).open(t, nil), nil)
	out := s.signedIn(t).open(t, everything())
	first, last := out.over(1, 10), out.over(11, 20)
	tests := []struct {
		name string
		c    caller
		peer tg.InputPeerClass
		want []int
	}{
		{"a user's first range, both ends included", first, user7, []int{10, 1}},
		{"a user's last range", last, user7, []int{11}},
		{"the wrappers the other way round", caller{s: last.s, dc: 2, key: 1, takeout: last.takeout, within: last.within, swapped: true}, user7, []int{11}},
		{"a group's first range", first, group8, []int{5}},
		{"a range with nothing but an empty message", last, group8, []int{-15}},
		{"a channel has nothing in the first range", first, channel1003, []int{}},
		{"a channel has everything in the last range", last, channel1003, []int{2, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, idsOf(historyOf(t, tt.c, tt.peer))); diff != "" {
				t.Errorf("ids (-want +got):\n%s", diff)
			}
		})
	}
	s.wantRules(t, "reading in ranges")
}

func TestAnswersSayHowMuchThereIs(t *testing.T) {
	s := serve(t, split(folder{"counts": raw(`{"user:7":50}`)}).open(t, nil), nil)
	c := s.signedIn(t)
	whole, ok := historyOf(t, c, group8).(*tg.MessagesMessages)
	if !ok || len(whole.Messages) != 1 {
		t.Errorf("a history that fits is answered whole, got %T", whole)
	}
	claimed, ok := historyOf(t, c, user7).(*tg.MessagesMessagesSlice)
	if !ok || claimed.Count != 50 {
		t.Errorf("want the claimed count in a slice, got %+v", claimed)
	}
	channel, ok := historyOf(t, c, channel1003).(*tg.MessagesChannelMessages)
	if !ok || channel.Count != 2 {
		t.Errorf("want a channel's count of 2, got %+v", channel)
	}
	h := hashOf([]int64{2, 1})
	a, err := c.api().MessagesGetHistory(t.Context(), &tg.MessagesGetHistoryRequest{Peer: channel1003, Limit: 100, Hash: h})
	if _, same := a.(*tg.MessagesMessagesNotModified); !same {
		t.Errorf("the right hash is answered %T, %v", a, err)
	}
}

func TestSearchFindsOnlyWhatItIsAskedFor(t *testing.T) {
	s := serve(t, split(nil).open(t, nil), nil)
	c := s.signedIn(t)
	photos := &tg.InputMessagesFilterPhotos{}
	tests := []struct {
		name string
		r    tg.MessagesSearchRequest
		mine bool
		want []int
	}{
		{"mine in a supergroup", tg.MessagesSearchRequest{Peer: channel1003}, true, []int{1}},
		{"mine in a private chat", tg.MessagesSearchRequest{Peer: user7}, true, []int{10}},
		{"a word", tg.MessagesSearchRequest{Peer: user7, Q: "M11"}, false, []int{11}},
		{"no photos", tg.MessagesSearchRequest{Peer: user7, Filter: photos}, false, []int{}},
		{"dates, both ends left out", tg.MessagesSearchRequest{Peer: user7, MinDate: 100, MaxDate: 300}, false, []int{10}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.r.Filter == nil {
				tt.r.Filter = &tg.InputMessagesFilterEmpty{}
			}
			if tt.r.Limit = 100; tt.mine {
				tt.r.SetFromID(&tg.InputPeerSelf{})
			}
			a, err := c.api().MessagesSearch(t.Context(), &tt.r)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, idsOf(a)); diff != "" {
				t.Errorf("ids (-want +got):\n%s", diff)
			}
		})
	}
	n, err := c.api().MessagesSearch(t.Context(), &tg.MessagesSearchRequest{Peer: user7, Filter: &tg.InputMessagesFilterEmpty{}})
	if slice, ok := n.(*tg.MessagesMessagesSlice); !ok || slice.Count != 3 || len(slice.Messages) != 0 {
		t.Errorf("limit 0 gives the count alone, got %+v, %v", n, err)
	}
}

func TestWindowsFindWithinTheirBounds(t *testing.T) {
	h := folder{"users": []raw{userJSON(7)}, "messages": []raw{messageJSON("user:7", 2, 1, ""), messageJSON("user:7", 4, 1, ""),
		messageJSON("user:7", 6, 1, "")}}.open(t, nil).History(world.UserKey(7))
	w := inRange(h, tg.MessageRange{MinID: 3, MaxID: 4})
	for id, want := range map[int]int{1: 0, 4: 0, 5: 1, 9: 1} {
		if got := w.Find(id); got != want {
			t.Errorf("Find(%d) = %d, want %d", id, got, want)
		}
	}
	if empty := inRange(h, tg.MessageRange{MinID: 7, MaxID: 9}); empty.Len() != 0 {
		t.Errorf("a range without messages has %d", empty.Len())
	}
}

func TestLimitsAndHashesOfPages(t *testing.T) {
	for in, want := range map[int]int{-5: 20, 0: 20, 1: 1, 100: 100, 101: 100, 1 << 30: 100} {
		if got := clampLimit(in); got != want {
			t.Errorf("limit %d becomes %d, want %d", in, got, want)
		}
	}
	// One id: nothing is mixed in before it is added.
	if got := hashOf([]int64{7}); got != 7 {
		t.Errorf("hash of one id %d", got)
	}
	// Two ids, the steps of the page written out.
	h := uint64(7)
	h = h ^ h>>21
	h = h ^ h<<35
	h = h ^ h>>4
	if got := hashOf([]int64{7, 9}); got != int64(h+9) {
		t.Errorf("hash of two ids %d, want %d", got, int64(h+9))
	}
}
