package crawl

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// stickers are an account whose messages have custom emoji.
type stickers struct {
	*account
	of     map[int][]int64 // by message
	gone   map[int64]bool  // Telegram has none
	bad    int64           // a call that names it is refused
	asked  []int64
	most   int // of one call
	refuse error
}

func newStickers(of map[int][]int64) *stickers {
	s := &stickers{of: of, account: &account{}}
	var ids []int
	for id := range of {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	s.chats = []*chat{user(7, ids...)}
	s.more = s.answer
	return s
}

func (s *stickers) answer(request bin.Object) (bin.Encoder, error) {
	switch r := request.(type) {
	case *tg.MessagesGetHistoryRequest:
		out := s.history(s.chat(r.Peer), r, 0).(*tg.MessagesMessagesSlice)
		for _, m := range out.Messages {
			m := m.(*tg.Message)
			for i, id := range s.of[m.ID] {
				m.Entities = append(m.Entities, &tg.MessageEntityCustomEmoji{Offset: i, Length: 1, DocumentID: id})
			}
			m.SetFlags()
		}
		return out, nil
	case *tg.MessagesGetCustomEmojiDocumentsRequest:
		s.most = max(s.most, len(r.DocumentID))
		if s.bad != 0 && slices.Contains(r.DocumentID, s.bad) {
			return nil, s.refuse
		}
		out := &tg.DocumentClassVector{}
		for _, id := range r.DocumentID {
			s.asked = append(s.asked, id)
			if s.gone[id] {
				out.Elems = append(out.Elems, &tg.DocumentEmpty{ID: id})
				continue
			}
			out.Elems = append(out.Elems, &tg.Document{ID: id, DCID: 2, MimeType: "application/x-tgsticker", Size: id,
				Attributes: []tg.DocumentAttributeClass{&tg.DocumentAttributeCustomEmoji{Alt: "x", Stickerset: &tg.InputStickerSetEmpty{}}}})
		}
		return out, nil
	}
	return nil, nil
}

func (s *stickers) plan(emoji bool) Plan {
	p := all()
	p.Emoji = emoji
	return p
}

func TestEachCustomEmojiIsAskedForOnce(t *testing.T) {
	of := map[int][]int64{}
	for i := range 250 { // two to a message, each in two messages
		of[i+1] = []int64{int64(1000 + i), int64(1000 + (i+1)%250)}
	}
	s, into := newStickers(of), openArchive(t)
	s.gone = map[int64]bool{1003: true}
	if _, err := s.run(t, into, s.plan(true), false); err != nil {
		t.Fatal(err)
	}
	if n := len(slices.Compact(slices.Sorted(slices.Values(s.asked)))); n != 250 || len(s.asked) != n || s.most > emojiLimit {
		t.Errorf("asked for %d emoji of %d, up to %d at once", len(s.asked), n, s.most)
	}
	if n := len(placesOf(t, into)); n != 249 {
		t.Errorf("%d files, want 249", n)
	}
	rows := rowsOf(t, into)
	if got := rows[0].Files; len(got) != 2 {
		t.Errorf("the first message refers to %v", got)
	}
	if _, problems := saved(t, into); len(problems) > 0 {
		t.Errorf("problems %v: the text says it all", problems)
	}
}

func rowsOf(t *testing.T, a *archive.Archive) (rows []archive.MessageRow) {
	t.Helper()
	if err := a.Messages(t.Context(), 1, func(page []archive.MessageRow) error { rows = append(rows, page...); return nil }); err != nil {
		t.Fatal(err)
	}
	return rows
}

// One emoji that Telegram does not like costs the others nothing; a refusal that
// concerns all is not made again for each.
func TestAnEmojiThatIsRefusedCostsNoOther(t *testing.T) {
	for name, tt := range map[string]struct {
		err  error
		want []string
		ends bool
	}{
		"one of them": {tgerr.New(400, "DOCUMENT_INVALID"), []string{"document:1 emoji_1.tgs", "document:3 emoji_3.tgs", "document:4 emoji_4.tgs", "document:5 emoji_5.tgs"}, false},
		"signed out":  {tgerr.New(401, "AUTH_KEY_UNREGISTERED"), nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			s, into := newStickers(map[int][]int64{1: {1, 2, 3}, 2: {4, 5}}), openArchive(t)
			s.bad, s.refuse = 2, tt.err
			if _, err := s.run(t, into, s.plan(true), false); (err != nil) != tt.ends {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, placesOf(t, into)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Emoji that are not wanted are known, so that they can be had later, and are left
// to the choice of stickers.
func TestEmojiFollowTheChoiceOfStickersUnlessWanted(t *testing.T) {
	for _, wanted := range []bool{true, false} {
		s, into := newStickers(map[int][]int64{1: {5}}), openArchive(t)
		p := s.plan(wanted)
		p.Skip = func(m model.MediaType, _ int64) model.SkipReason {
			if m == model.MediaSticker {
				return model.SkipType
			}
			return model.SkipNone
		}
		if _, err := s.run(t, into, p, false); err != nil {
			t.Fatal(err)
		}
		r, found, err := into.File(t.Context(), model.DocumentKey(5, ""))
		if err != nil || !found || (r.State == model.FileQueued) != wanted {
			t.Errorf("wanted %v: %+v, %v (%v)", wanted, r, found, err)
		}
	}
}

// topics answers getForumTopics for forum 9 with topics n, n-1 ... 1; those of odd
// numbers are deleted. With stuck it gives its first page for ever.
func topics(n int, stuck bool, calls *int) func(bin.Object) (bin.Encoder, error) {
	return func(request bin.Object) (bin.Encoder, error) {
		switch r := request.(type) {
		case *tg.ChannelsGetFullChannelRequest:
			return &tg.MessagesChatFull{FullChat: &tg.ChannelFull{ID: 9, ChatPhoto: &tg.PhotoEmpty{}}}, nil
		case *tg.MessagesGetForumTopicsRequest:
			*calls++
			out := &tg.MessagesForumTopics{Count: n}
			from := n
			if r.OffsetTopic != 0 && !stuck {
				from = r.OffsetTopic - 1
			}
			for id := from; id > 0 && len(out.Topics) < r.Limit; id-- {
				if id%2 == 1 {
					out.Topics = append(out.Topics, &tg.ForumTopicDeleted{ID: id})
					continue
				}
				out.Topics = append(out.Topics, &tg.ForumTopic{ID: id, Title: fmt.Sprint("Topic ", id), TopMessage: id, Date: 1000 + id,
					FromID: &tg.PeerUser{UserID: 1}, Peer: &tg.PeerChannel{ChannelID: 9}})
			}
			return out, nil
		}
		return nil, nil
	}
}

func TestTopicsOfAForumAreKeptWhereSomethingHappened(t *testing.T) {
	forum := channel(9, upto(5)...)
	forum.forum = true
	calls := 0
	a, into := &account{chats: []*chat{forum}, more: topics(250, false, &calls)}, openArchive(t)
	a.crawl(t, into, false)
	docs := docsOf(t, into, model.SectionTopics)
	if len(docs) != 250 || calls != 3 || !strings.HasPrefix(docs[0], `channel:9/1 `) || !strings.Contains(docs[1], `"title":"Topic 2"`) {
		t.Errorf("%d topics after %d calls, the first %v", len(docs), calls, docs[:min(2, len(docs))])
	}
	calls = 0
	if a.crawl(t, into, true); calls != 0 {
		t.Errorf("%d calls for the topics of a forum in which nothing happened", calls)
	}
	forum.ids = upto(6)
	if a.crawl(t, into, true); calls != 3 {
		t.Errorf("%d calls for the topics after a new message", calls)
	}
}

func TestTopicsThatRepeatThemselvesEnd(t *testing.T) {
	forum := channel(9, upto(5)...)
	forum.forum = true
	calls := 0
	a, into := &account{chats: []*chat{forum}, more: topics(250, true, &calls)}, openArchive(t)
	a.crawl(t, into, false)
	if n := len(docsOf(t, into, model.SectionTopics)); n != 100 || calls != 2 {
		t.Errorf("%d topics after %d calls", n, calls)
	}
}
