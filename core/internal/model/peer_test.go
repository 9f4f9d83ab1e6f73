package model

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
)

func TestAPeerIDIsReadAsItIsWritten(t *testing.T) {
	for _, id := range []PeerID{{}, UserID(1), UserID(math.MaxInt64), ChatID(8), ChannelID(1_000_000_001_003)} {
		got, err := ParsePeerID(id.String())
		if err != nil || got != id {
			t.Errorf("%q: %v %v", id.String(), got, err)
		}
		doc, err := json.Marshal(map[PeerID]PeerID{id: id})
		var back map[PeerID]PeerID
		if err != nil || json.Unmarshal(doc, &back) != nil || back[id] != id {
			t.Errorf("%s: %v %v", doc, back, err)
		}
	}
}

func TestWhatIsNoPeerIDIsRefused(t *testing.T) {
	for _, text := range []string{"7", "user", "user:", "user:0", "user:-7", "user:7 ", " user:7", "User:7", "none:7", "user:7:8",
		"user:0x7", "user:9223372036854775808", "group:7", ":7", "user:７"} {
		if got, err := ParsePeerID(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestPeersAreOrderedByKindThenNumber(t *testing.T) {
	want := []PeerID{{}, UserID(1), UserID(math.MaxInt64), ChatID(-1), ChatID(1), ChannelID(1)}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, PeerID.Compare)
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if s := PeerKind(9).String(); s != "kind(9)" {
		t.Errorf("an unknown kind is %q", s)
	}
}

func TestChatsAreNamedAndSortedIntoTypes(t *testing.T) {
	tests := []struct {
		name string
		p    Peer
		want ChatType
	}{
		{"Ann Lee", Peer{ID: UserID(7), FirstName: "Ann", LastName: "Lee"}, PersonalChat},
		{"Lee", Peer{ID: UserID(7), LastName: "Lee", Title: "not of a person"}, PersonalChat},
		{"", Peer{ID: UserID(7), Deleted: true}, PersonalChat},
		{"Helper", Peer{ID: UserID(7), FirstName: "Helper", Bot: true}, BotChat},
		{"Me", Peer{ID: UserID(7), FirstName: "Me", Self: true, Bot: true}, SavedMessages},
		{"Replies", Peer{ID: UserID(1271266957), FirstName: "Replies", Bot: true}, Replies},
		{"Codes", Peer{ID: UserID(489000), FirstName: "Codes"}, VerificationCodes},
		{"Group", Peer{ID: ChatID(1271266957), Title: "Group", Username: "x"}, PrivateGroup},
		{"Super", Peer{ID: ChannelID(1), Title: "Super", FirstName: "not of a chat", Megagroup: true}, PrivateSupergroup},
		{"Super", Peer{ID: ChannelID(1), Title: "Super", Megagroup: true, Usernames: []string{"x"}}, PublicSupergroup},
		{"News", Peer{ID: ChannelID(489000), Title: "News", Broadcast: true}, PrivateChannel},
		{"News", Peer{ID: ChannelID(1), Title: "News", Broadcast: true, Username: "x"}, PublicChannel},
		{"Direct", Peer{ID: ChannelID(1), Title: "Direct", Monoforum: true}, PrivateSupergroup},
	}
	for _, tt := range tests {
		if got := tt.p.Name(); got != tt.name {
			t.Errorf("%+v is named %q, want %q", tt.p, got, tt.name)
		}
		if got := tt.p.Type(); got != tt.want {
			t.Errorf("%q is a %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := (*Peer)(nil).Name(); got != "" {
		t.Errorf("nobody is named %q", got)
	}
}

func TestFilesOfDifferentOriginHaveDifferentKeys(t *testing.T) {
	keys := []FileKey{DocumentKey(5, ""), DocumentKey(5, "m"), DocumentKey(-5, ""), DocumentKey(math.MinInt64, ""), PhotoKey(5, "x"), PhotoKey(5, "u"),
		PhotoKey(5, ""), CoverKey(5), MapKey(1, 5), MapKey(15, 0), MapKey(1.5, 0), MapKey(-1, 5), MapKey(1, -5), WebKey("https://a"), WebKey("https://b"), WebKey("")}
	for i, k := range keys {
		if at := slices.Index(keys, k); at != i {
			t.Errorf("%s names two files", k)
		}
	}
	if got := DocumentKey(5, "m"); got != "document:5:m" {
		t.Errorf("a thumb is %s", got) // what archives hold
	}
}

func TestWhatSettingsLeaveOutIsNoFailure(t *testing.T) {
	chosen := map[SkipReason]bool{SkipType: true, SkipSize: true, SkipDates: true}
	for _, r := range []SkipReason{SkipNone, SkipUnavailable, SkipType, SkipSize, SkipDates, SkipRestricted, SkipFailed, SkipEmpty} {
		if r.Chosen() != chosen[r] {
			t.Errorf("%q: chosen %v", r, r.Chosen())
		}
	}
}
