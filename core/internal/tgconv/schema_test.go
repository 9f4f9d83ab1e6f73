package tgconv

import (
	"strings"
	"testing"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// TestEveryConstructorIsMapped builds each constructor of each class with values
// in all of its fields. One that shows nothing, or shows as unsupported, must be
// in a list with its reason.
func TestEveryConstructorIsMapped(t *testing.T) {
	unsupportedSeen := map[string]bool{}
	for _, k := range kinds() {
		nothing := asJSON(t, k.convert(nil))
		for _, c := range constructors(k.of) {
			got := asJSON(t, k.convert((&filler{}).object(c, 0).Interface()))
			n := name(c)
			if strings.Contains(got, `"`+unsupported+`"`) {
				unsupportedSeen[n] = true
			}
			if reason := silent[n]; (got == nothing) != (reason != "") {
				t.Errorf("%s: shows nothing is %v, listed as silent for the reason %q\n%s", n, got == nothing, reason, got)
			}
		}
	}
	for n := range unsupportedSeen {
		if unsupportedKinds[n] == "" {
			t.Errorf("%s shows as unsupported and is not listed", n)
		}
	}
	for n := range unsupportedKinds {
		if !unsupportedSeen[n] {
			t.Errorf("%s is listed as unsupported and is not", n)
		}
	}
	if len(unsupportedKinds) > 10 {
		t.Errorf("%d kinds are shown only as unsupported, at most 10 may be", len(unsupportedKinds))
	}
}

// unsupportedKinds are shown only as "unsupported".
var unsupportedKinds = map[string]string{
	"messageMediaUnsupported": "Telegram itself says that it does not give this to our layer",
	"pageBlockUnsupported":    "the same, for a block of a rich message",
}

// silent are the constructors that stand for nothing.
var silent = map[string]string{
	"messageEmpty":                 "a number without a message",
	"messageMediaEmpty":            "no media",
	"reactionEmpty":                "no reaction",
	"photoSizeEmpty":               "a size Telegram does not have",
	"inputStickerSetEmpty":         "no set",
	"userEmpty":                    "an id and nothing else",
	"chatEmpty":                    "an id and nothing else",
	"userStatusEmpty":              "no status",
	"userProfilePhotoEmpty":        "no photo",
	"chatPhotoEmpty":               "no photo",
	"dialogFolder":                 "its chats are listed by themselves, with the folder's id",
	"dialogCommunity":              "its chats are listed by themselves",
	"contacts.topPeersNotModified": "no list",
	"contacts.topPeersDisabled":    "no list",
	"textEmpty":                    "no text",
	"botAppNotModified":            "only answers a call with a hash",
}

// TestUnknownConstructors are shown as unsupported and cost nothing else.
func TestUnknownConstructorsAreUnsupported(t *testing.T) {
	m, _ := Message(&tg.Message{ID: 1, Message: "text", PeerID: &tg.PeerUser{UserID: 2},
		Media: alienMedia{&tg.MessageMediaEmpty{}}})
	if m.Media == nil || m.Media.Kind != model.KindUnsupported || m.Media.Constructor == "" || m.Text.Text != "text" {
		t.Errorf("media = %+v", m.Media)
	}
	s, _ := Message(&tg.MessageService{Action: alienAction{&tg.MessageActionEmpty{}}})
	if s.Action == nil || s.Action.Type != unsupported {
		t.Errorf("action = %+v", s.Action)
	}
	e := entity(alienEntity{&tg.MessageEntityBold{Offset: 3, Length: 4}})
	if want := (model.Entity{Type: model.EntityUnknown, Offset: 3, Length: 4}); e != want {
		t.Errorf("entity = %+v, want %+v", e, want)
	}
}

type (
	alienMedia  struct{ tg.MessageMediaClass }
	alienAction struct{ tg.MessageActionClass }
	alienEntity struct{ tg.MessageEntityClass }
)
