package model

import (
	"slices"
	"testing"
)

// The words stand in settings and archives: another word would lose what was
// chosen.
func TestTheTypesOfMediaKeepTheirWords(t *testing.T) {
	want := []MediaType{"photo", "video", "voice", "round", "sticker", "gif", "file"}
	if got := MediaTypes(); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	MediaTypes()[0] = "changed"
	if got := MediaTypes()[0]; got != MediaPhoto {
		t.Errorf("a caller's change is seen by the next: %q", got)
	}
}

func TestFilesOfTheWebAreAskedForElsewhere(t *testing.T) {
	for kind, web := range map[LocationKind]bool{
		LocationDocument: false, LocationPhoto: false, LocationPeerPhoto: false, LocationTakeout: false,
		LocationMap: true, LocationCover: true, LocationWeb: true, "": false,
	} {
		if kind.Web() != web {
			t.Errorf("%q: %v", kind, kind.Web())
		}
	}
}

func TestATextIsEmptyWithoutWordsAndEntities(t *testing.T) {
	for _, tt := range []struct {
		text Text
		want bool
	}{
		{Text{}, true}, {Text{Entities: []Entity{}}, true}, {Text{Text: " "}, false},
		{Text{Entities: []Entity{{Type: EntityBold}}}, false},
	} {
		if got := tt.text.IsZero(); got != tt.want {
			t.Errorf("%+v: %v", tt.text, got)
		}
	}
}

func TestAMessageIsNamedByItsChatAndNumber(t *testing.T) {
	m := Message{ID: 5, Peer: ChannelID(9), From: UserID(7)}
	if got, want := m.MessageRef(), (MessageID{Peer: ChannelID(9), ID: 5}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	other := Message{ID: 5, Peer: ChatID(9)}
	if m.MessageRef() == other.MessageRef() {
		t.Error("messages of two chats have one name")
	}
}

// An archive whose zone changed is written anew; one whose zone is the same is not.
func TestZonesAreEqualByNameAndOffsets(t *testing.T) {
	berlin := Zone{Name: "Europe/Berlin", Base: 3600, Changes: []ZoneChange{{100, 7200}, {200, 3600}}}
	for name, tt := range map[string]struct {
		change func(*Zone)
		want   bool
	}{
		"itself":           {func(*Zone) {}, true},
		"another name":     {func(z *Zone) { z.Name = "Europe/Paris" }, false},
		"another base":     {func(z *Zone) { z.Base = 0 }, false},
		"a later change":   {func(z *Zone) { z.Changes[1].At++ }, false},
		"one change fewer": {func(z *Zone) { z.Changes = z.Changes[:1] }, false},
	} {
		z := berlin
		z.Changes = slices.Clone(berlin.Changes)
		tt.change(&z)
		if got := berlin.Equal(z); got != tt.want || z.Equal(berlin) != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
