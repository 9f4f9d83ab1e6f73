package crawl

import (
	"bytes"
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// lists answers as Telegram does for an account with n of everything that comes in
// pages, some of which the schema does not know.
type lists struct {
	n      int
	pinned int          // of the chats; they come first
	silent int          // of the chats, the last ones: without any message
	rises  int          // the place of a chat that goes to the top while the list is read; 0: none does
	poison map[int]bool // by place, from 0
	deep   bool         // of a chat: only the media of its newest message is unknown
	person bool         // of a chat: the person is unknown
	calls  atomic.Int64 // several workers ask at once
	risen  atomic.Bool
	known  map[uint32]func() bin.Object // the requests of the schema
}

// Invoke implements tg.Invoker.
func (f *lists) Invoke(_ context.Context, in bin.Encoder, out bin.Decoder) error {
	var b bin.Buffer
	if err := in.Encode(&b); err != nil {
		return err
	}
	f.calls.Add(1)
	for {
		id, err := b.PeekID()
		if err != nil {
			return err
		}
		switch id {
		case tg.InvokeWithTakeoutRequestTypeID:
			b.Skip(12)
			continue
		case tg.InvokeWithMessagesRangeRequestTypeID:
			b.Skip(16)
			continue
		}
		known, ok := f.known[id]
		if !ok {
			return tgerr.New(400, "INPUT_METHOD_INVALID")
		}
		request := known()
		if err := request.Decode(&b); err != nil {
			return err
		}
		answer, spoiled := f.answer(request)
		if answer == nil {
			return tgerr.New(400, "INPUT_METHOD_INVALID")
		}
		return f.send(out, answer, spoiled)
	}
}

// send encodes an answer with the objects in it that no schema knows.
func (f *lists) send(out bin.Decoder, answer bin.Encoder, spoiled []bin.Encoder) error {
	body, err := encode(answer)
	if err != nil {
		return err
	}
	for _, s := range spoiled {
		raw, err := encode(s)
		if err != nil {
			return err
		}
		for from := 0; ; {
			at := bytes.Index(body[from:], raw)
			if at < 0 {
				break
			}
			copy(body[from+at:], []byte{0xef, 0xbe, 0xad, 0xde})
			from += at + 4
		}
	}
	return out.Decode(&bin.Buffer{Buf: body})
}

func (f *lists) answer(request bin.Object) (bin.Encoder, []bin.Encoder) {
	switch r := request.(type) {
	case *tg.AccountInitTakeoutSessionRequest:
		return &tg.AccountTakeout{ID: 1}, nil
	case *tg.MessagesGetSplitRangesRequest:
		return &tg.MessageRangeVector{Elems: []tg.MessageRange{{MinID: 1, MaxID: 1 << 30}}}, nil
	case *tg.MessagesGetDialogFiltersRequest:
		return &tg.MessagesDialogFilters{}, nil
	case *tg.MessagesGetDialogsRequest:
		return f.dialogs(r)
	case *tg.MessagesGetSavedDialogsRequest:
		return f.saved(r)
	case *tg.MessagesGetHistoryRequest:
		return &tg.MessagesMessages{}, nil
	case *tg.ChannelsGetLeftChannelsRequest:
		return f.left(r.Offset)
	case *tg.StoriesGetStoriesArchiveRequest:
		return f.stories(r)
	case *tg.StoriesGetPinnedStoriesRequest:
		return &tg.StoriesStories{}, nil
	case *tg.PhotosGetUserPhotosRequest:
		return f.userpics(r)
	case *tg.UsersGetSavedMusicRequest:
		return f.music(r)
	case *tg.ContactsGetSavedRequest:
		return &tg.SavedPhoneContactVector{Elems: []tg.SavedPhoneContact{{Phone: "1"}}}, []bin.Encoder{&tg.SavedPhoneContact{Phone: "1"}}
	}
	return nil, nil
}

// bad reports a place whose entry is spoilt.
func (f *lists) bad(place int) bool { return f.poison[place] }

// date is that of a chat's newest message.
func (f *lists) date(place int) int { return 1_000_000 - 10*place }

// chat is a private chat with its newest message, and what of it is spoilt.
func (f *lists) chat(place int) (d *tg.Dialog, m *tg.Message, u *tg.User, spoiled bin.Encoder) {
	id := int64(place + 1)
	d = &tg.Dialog{Pinned: place < f.pinned, Peer: &tg.PeerUser{UserID: id}, TopMessage: 5000 - place}
	u = &tg.User{ID: id, AccessHash: id, FirstName: "U"}
	m = &tg.Message{ID: d.TopMessage, PeerID: d.Peer, Date: f.date(place), Media: &tg.MessageMediaDice{Value: place, Emoticon: "x"}}
	switch {
	case !f.bad(place):
	case f.person:
		spoiled = u
	case f.deep:
		spoiled = m.Media
	default:
		spoiled = m
	}
	return d, m, u, spoiled
}

// dialogs follows https://core.telegram.org/api/offsets.
func (f *lists) dialogs(r *tg.MessagesGetDialogsRequest) (bin.Encoder, []bin.Encoder) {
	at := 0
	if p, ok := r.OffsetPeer.(*tg.InputPeerUser); ok {
		at = int(p.UserID)
	} else if r.OffsetDate != 0 {
		for at = f.pinned; at < f.n && f.date(at) >= r.OffsetDate; at++ {
		}
	}
	out := &tg.MessagesDialogsSlice{Count: f.n}
	var spoiled []bin.Encoder
	if f.rises > 0 && at > 0 {
		f.risen.Store(true)
	} else if f.risen.Load() {
		d, m, u, _ := f.chat(f.rises)
		out.Dialogs, out.Users, out.Messages = append(out.Dialogs, d), append(out.Users, u), append(out.Messages, m)
	}
	for ; at < f.n && len(out.Dialogs) < r.Limit; at++ {
		if f.risen.Load() && at == f.rises {
			continue
		}
		d, m, u, bad := f.chat(at)
		out.Dialogs, out.Users = append(out.Dialogs, d), append(out.Users, u)
		if at < f.n-f.silent {
			out.Messages = append(out.Messages, m)
		}
		if bad != nil {
			spoiled = append(spoiled, bad)
		}
	}
	return out, spoiled
}

func (f *lists) saved(r *tg.MessagesGetSavedDialogsRequest) (bin.Encoder, []bin.Encoder) {
	at := 0
	if p, ok := r.OffsetPeer.(*tg.InputPeerUser); ok {
		at = int(p.UserID)
	}
	out := &tg.MessagesSavedDialogsSlice{Count: f.n}
	var spoiled []bin.Encoder
	for ; at < f.n && len(out.Dialogs) < r.Limit; at++ {
		d, m, u, bad := f.chat(at)
		out.Dialogs = append(out.Dialogs, &tg.SavedDialog{Peer: d.Peer, TopMessage: d.TopMessage})
		out.Messages, out.Users = append(out.Messages, m), append(out.Users, u)
		if bad != nil {
			spoiled = append(spoiled, bad)
		}
	}
	return out, spoiled
}

func (f *lists) left(offset int) (bin.Encoder, []bin.Encoder) {
	out := &tg.MessagesChatsSlice{Count: f.n}
	var spoiled []bin.Encoder
	for at := offset; at < min(offset+pageLimit, f.n); at++ {
		ch := &tg.Channel{ID: int64(9000 + at), AccessHash: 1, Title: "Left", Left: true, Megagroup: true, Photo: &tg.ChatPhotoEmpty{}}
		out.Chats = append(out.Chats, ch)
		if f.bad(at) {
			spoiled = append(spoiled, ch)
		}
	}
	return out, spoiled
}

// stories have the ids 2n, 2n-2 ... 2.
func (f *lists) stories(r *tg.StoriesGetStoriesArchiveRequest) (bin.Encoder, []bin.Encoder) {
	out := &tg.StoriesStories{Count: f.n}
	var spoiled []bin.Encoder
	for at := 0; at < f.n && len(out.Stories) < r.Limit; at++ {
		s := &tg.StoryItem{ID: 2 * (f.n - at), Date: 1000 + at, Media: &tg.MessageMediaDice{Value: at, Emoticon: "x"}}
		if r.OffsetID != 0 && s.ID >= r.OffsetID {
			continue
		}
		out.Stories = append(out.Stories, s)
		if f.bad(at) {
			spoiled = append(spoiled, s)
		}
	}
	return out, spoiled
}

// userpics have the ids n, n-1 ... 1.
func (f *lists) userpics(r *tg.PhotosGetUserPhotosRequest) (bin.Encoder, []bin.Encoder) {
	at := r.Offset
	if r.MaxID != 0 {
		at += f.n - int(r.MaxID) + 1
	}
	out := &tg.PhotosPhotosSlice{Count: f.n}
	var spoiled []bin.Encoder
	for ; at < f.n && len(out.Photos) < r.Limit; at++ {
		p := &tg.Photo{ID: int64(f.n - at), Date: 1000, Sizes: []tg.PhotoSizeClass{&tg.PhotoSize{Type: "x", W: 1, H: 1, Size: 1}}}
		out.Photos = append(out.Photos, p)
		if f.bad(at) {
			spoiled = append(spoiled, p)
		}
	}
	return out, spoiled
}

func (f *lists) music(r *tg.UsersGetSavedMusicRequest) (bin.Encoder, []bin.Encoder) {
	out := &tg.UsersSavedMusic{Count: f.n}
	var spoiled []bin.Encoder
	for at := r.Offset; at < min(f.n, r.Offset+r.Limit); at++ {
		d := &tg.Document{ID: int64(at + 1), MimeType: "audio/mpeg", Size: 1}
		out.Documents = append(out.Documents, d)
		if f.bad(at) {
			spoiled = append(spoiled, d)
		}
	}
	return out, spoiled
}

// crawled runs a crawl of the plan; it returns how many dialogs are known, the keys
// of the sections, and the problems.
func (f *lists) crawled(t *testing.T, plan Plan) (dialogs int, keys map[model.Section]int, problems []string) {
	t.Helper()
	ctx, a := t.Context(), openArchive(t)
	run, err := a.BeginRun(ctx, archive.RunFull, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := takeout.New(takeout.Config{API: f, HomeDC: 2, Store: a, Logger: slog.New(slog.DiscardHandler)})
	if err := s.Open(ctx); err != nil {
		t.Fatal(err)
	}
	plan.Skip = func(model.MediaType, int64) model.SkipReason { return model.SkipNone }
	err = Run(ctx, Config{Session: s, Archive: a, Run: run, Plan: plan, Progress: silent{}, Logger: slog.New(slog.DiscardHandler),
		Self: model.Peer{ID: model.UserID(1)}})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := a.Dialogs(ctx)
	if err != nil {
		t.Fatal(err)
	}
	keys = map[model.Section]int{}
	for _, name := range []model.Section{model.SectionStories, model.SectionUserpics, model.SectionMusic, model.SectionSavedDialogs} {
		if err := a.Section(ctx, name, func(string, []byte) error { keys[name]++; return nil }); err != nil {
			t.Fatal(err)
		}
	}
	found, err := a.Problems(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found {
		problems = append(problems, p.Code+" "+p.Subject)
	}
	slices.SortFunc(problems, cmp.Compare)
	return len(rows), keys, problems
}
