package demo

import (
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/mtserver"
)

// wrapped is a call in wrappers, outermost first.
func wrapped(t testing.TB, r bin.Encoder, wrappers ...func(*bin.Buffer)) []byte {
	t.Helper()
	var b bin.Buffer
	for _, w := range wrappers {
		w(&b)
	}
	if err := r.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Buf
}

func inTakeout(b *bin.Buffer) {
	b.PutID(tg.InvokeWithTakeoutRequestTypeID)
	b.PutLong(77)
}

func inMessages(b *bin.Buffer) {
	b.PutID(tg.InvokeWithMessagesRangeRequestTypeID)
	b.PutID(tg.MessageRangeTypeID)
	b.PutInt(3)
	b.PutInt(9)
}

func TestWrappersComeOffInAnyOrderButOnlyOnce(t *testing.T) {
	s := serve(t, folder{}.open(t, nil), nil)
	state := &tg.UpdatesGetStateRequest{}
	for _, tt := range []struct {
		name            string
		query           []byte
		takeout, ranged bool
		ok              bool
	}{
		{"none", wrapped(t, state), false, false, true},
		{"takeout", wrapped(t, state, inTakeout), true, false, true},
		{"range in takeout", wrapped(t, state, inTakeout, inMessages), true, true, true},
		{"takeout in range", wrapped(t, state, inMessages, inTakeout), true, true, true},
		{"takeout in takeout", wrapped(t, state, inTakeout, inTakeout), true, false, false},
		{"range in range", wrapped(t, state, inMessages, inTakeout, inMessages), true, true, false},
		{"half a wrapper", wrapped(t, state, inTakeout)[:8], true, false, false},
		{"a wrapper around nothing", wrapped(t, state, inTakeout)[:12], true, false, false},
	} {
		var c call
		err := s.open(&c, tt.query)
		if (err == nil) != tt.ok || tt.ok && c.name != "updates.getState" {
			t.Errorf("%s: %q, %v", tt.name, c.name, err)
		}
		if c.inTakeout != tt.takeout || (c.messages != nil) != tt.ranged {
			t.Errorf("%s: takeout %v, range %v", tt.name, c.inTakeout, c.messages)
		}
		if tt.ok && tt.takeout && c.takeoutID != 77 {
			t.Errorf("%s: id %d", tt.name, c.takeoutID)
		}
		if tt.ok && tt.ranged && *c.messages != (tg.MessageRange{MinID: 3, MaxID: 9}) {
			t.Errorf("%s: range %v", tt.name, *c.messages)
		}
	}
}

func TestOnlyTheStartOfASignInNeedsNoLogin(t *testing.T) {
	s := serve(t, folder{}.open(t, nil), nil)
	open := map[string]bool{
		"auth.sendCode": true, "auth.resendCode": true, "auth.cancelCode": true, "auth.signIn": true, "auth.checkPassword": true,
		"auth.importAuthorization": true, "auth.exportLoginToken": true, "auth.importLoginToken": true, "account.getPassword": true,
		"help.getConfig": true, "help.getAppConfig": true, "help.getNearestDc": true, "help.getCdnConfig": true,
		"upload.getCdnFile": true,
	}
	for _, m := range s.methods {
		if free := m.needs&nobody != 0; free != open[m.name] {
			t.Errorf("%s: free of a login %v, want %v", m.name, free, open[m.name])
		}
		delete(open, m.name)
	}
	if len(open) > 0 {
		t.Errorf("not there: %v", open)
	}
}

func FuzzAnyQueryIsAnsweredOrRefused(f *testing.F) {
	f.Add(wrapped(f, everything()))
	f.Add(wrapped(f, &tg.MessagesGetHistoryRequest{Peer: &tg.InputPeerSelf{}, AddOffset: -1 << 31, Limit: 1<<31 - 1, OffsetID: 1<<31 - 1}, inTakeout, inMessages))
	f.Add(wrapped(f, &tg.UploadGetFileRequest{Location: &tg.InputPhotoFileLocation{FileReference: []byte{1}}, Offset: -1 << 63, Limit: -1 << 31}))
	f.Add(wrapped(f, &tg.ChannelsGetLeftChannelsRequest{Offset: 1<<31 - 1}, inTakeout))
	f.Add(wrapped(f, &tg.StoriesGetStoriesArchiveRequest{Peer: &tg.InputPeerSelf{}, Limit: -5}))
	f.Add([]byte{1, 2, 3})
	s := serve(f, person().open(f, nil), nil)
	mustSignIn(f, caller{s: s.Server, dc: 2, key: 1})
	f.Fuzz(func(t *testing.T, query []byte) {
		for dc, key := range map[int]byte{2: 1, 4: 9} {
			a, err := s.Handle(t.Context(), &mtserver.Call{DC: dc, AuthKeyID: [8]byte{key}, Query: query})
			if (err == nil) != (a.Body != nil) {
				t.Errorf("DC %d: %v and %v", dc, a.Body, err)
			}
		}
	})
}
