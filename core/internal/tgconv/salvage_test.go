package tgconv

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// spoil encodes an answer in which one object is of no known kind.
func spoil(t *testing.T, answer, object bin.Encoder) []byte {
	t.Helper()
	var whole, part bin.Buffer
	if err := answer.Encode(&whole); err != nil {
		t.Fatal(err)
	}
	if err := object.Encode(&part); err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(whole.Buf, part.Buf)
	if at < 0 {
		t.Fatal("the object is not in the answer")
	}
	copy(whole.Buf[at:], []byte{0xef, 0xbe, 0xad, 0xde})
	return whole.Buf
}

func TestAnAnswerIsReadPastAMessageThatDoesNotDecode(t *testing.T) {
	media := &tg.MessageMediaDice{Value: 3, Emoticon: "x"}
	message := &tg.Message{ID: 9, PeerID: &tg.PeerUser{UserID: 7}, Date: 1000, Media: media}
	service := &tg.MessageService{ID: 9, PeerID: &tg.PeerUser{UserID: 7}, Date: 1000, Action: &tg.MessageActionPinMessage{}}
	users := []tg.UserClass{&tg.User{ID: 7, AccessHash: 70, FirstName: "Ann"}}
	chats := []tg.ChatClass{&tg.ChatForbidden{ID: 8, Title: "Group"}}
	for _, tt := range []struct {
		name    string
		message tg.MessageClass
		bad     bin.Encoder
		date    int64
	}{
		{"its media", message, media, 1000},
		{"its action", service, service.Action, 1000},
		{"all of it", message, message, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list := []tg.MessageClass{tt.message}
			for _, answer := range []bin.Encoder{
				&tg.MessagesDialogs{Dialogs: []tg.DialogClass{&tg.Dialog{Peer: &tg.PeerUser{UserID: 7}, TopMessage: 9}}, Messages: list, Chats: chats, Users: users},
				&tg.MessagesDialogsSlice{Count: 5, Dialogs: []tg.DialogClass{&tg.Dialog{Peer: &tg.PeerUser{UserID: 7}, TopMessage: 9}}, Messages: list, Chats: chats, Users: users},
			} {
				got, ok := SalvageDialogs(spoil(t, answer, tt.bad))
				if !ok || len(got.Dialogs) != 1 || got.Dialogs[0].Top != 9 || got.Dialogs[0].TopDate != tt.date {
					t.Fatalf("%v, %+v", ok, got.Dialogs)
				}
				if diff := cmp.Diff([]any{users, chats}, []any{got.Users, got.Chats}); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
			}
			saved, ok := SalvageSavedDialogs(spoil(t, &tg.MessagesSavedDialogsSlice{Count: 5,
				Dialogs: []tg.SavedDialogClass{&tg.SavedDialog{Peer: &tg.PeerUser{UserID: 7}, TopMessage: 9}}, Messages: list, Chats: chats, Users: users}, tt.bad))
			if !ok || len(saved.Dialogs) != 1 || len(saved.Users) != 1 {
				t.Errorf("saved dialogs: %v, %+v", ok, saved)
			}
			topics, ok := SalvageTopics(spoil(t, &tg.MessagesForumTopics{Count: 5, Pts: 3,
				Topics: []tg.ForumTopicClass{&tg.ForumTopicDeleted{ID: 4}}, Messages: list, Chats: chats, Users: users}, tt.bad))
			if !ok || len(topics.Topics) != 1 || topics.Count != 5 || len(topics.Chats) != 1 {
				t.Errorf("topics: %v, %+v", ok, topics)
			}
		})
	}
}

func TestWhatCannotBeReadIsNotSalvaged(t *testing.T) {
	user := &tg.User{ID: 7, AccessHash: 70, FirstName: "Ann"}
	whole := &tg.MessagesDialogs{Dialogs: []tg.DialogClass{&tg.Dialog{Peer: &tg.PeerUser{UserID: 7}}}, Users: []tg.UserClass{user}}
	for name, raw := range map[string][]byte{
		"an unknown person":   spoil(t, whole, user),
		"an unknown chat":     spoil(t, whole, whole.Dialogs[0]),
		"nothing":             nil,
		"another answer":      spoil(t, &tg.BoolTrue{}, &tg.BoolTrue{}),
		"an answer cut short": spoil(t, whole, user)[:20],
	} {
		if got, ok := SalvageDialogs(raw); ok {
			t.Errorf("%s: %+v", name, got)
		}
		if got, ok := SalvageTopics(raw); ok {
			t.Errorf("%s, as topics: %+v", name, got)
		}
	}
	if _, err := SalvageChats([]byte{1, 2, 3, 4}); err == nil {
		t.Error("chats from nowhere")
	}
}

func FuzzSalvage(f *testing.F) {
	f.Add([]byte{})
	var b bin.Buffer
	if err := (&tg.MessagesDialogsSlice{Count: 1}).Encode(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Buf)
	f.Fuzz(func(t *testing.T, raw []byte) {
		SalvageDialogs(raw)
		SalvageSavedDialogs(raw)
		SalvageTopics(raw)
		_, _ = SalvageChats(raw)
	})
}
