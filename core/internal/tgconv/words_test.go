package tgconv

import (
	"reflect"
	"sort"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// wordsOf gives the word of every constructor of a class, sorted.
func wordsOf[T any](word func(T) string) []string {
	var all []string
	for _, c := range constructors(reflect.TypeFor[T]()) {
		all = append(all, word(reflect.New(c.Elem()).Interface().(T)))
	}
	sort.Strings(all)
	return all
}

func TestWordsOfClassesWithoutContent(t *testing.T) {
	for name, c := range map[string]struct{ got, want []string }{
		"status": {wordsOf(func(s tg.UserStatusClass) string { w, _ := userStatus(s); return w }),
			[]string{"", "last_month", "last_week", "offline", "online", "recently"}},
		"discard reason": {wordsOf(func(r tg.PhoneCallDiscardReasonClass) string { w, _ := discardReason(r); return w }),
			[]string{"busy", "disconnect", "hangup", "migrate_conference_all", "missed"}},
		"passport": {wordsOf(passportValue), []string{"address_information", "bank_statement", "driver_license", "email",
			"identity_card", "internal_passport", "passport", "passport_registration", "personal_details", "phone_number",
			"rental_agreement", "temporary_registration", "utility_bill"}},
		"top peers": {wordsOf(category), []string{"bot_apps", "bots", "calls", "channels", "forwards_to_chats",
			"forwards_to_people", "groups", "guest_bots", "inline_bots", "people"}},
		"privacy": {wordsOf(privacyRule), []string{"bots", "close friends", "contacts", "everyone", "except bots",
			"except contacts", "nobody else", "premium users", "", "", "", ""}},
	} {
		sort.Strings(c.want)
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestRequestedPeersAreNamed(t *testing.T) {
	got := action(&tg.MessageActionRequestedPeerSentMe{ButtonID: 4, Peers: []tg.RequestedPeerClass{
		built(&tg.RequestedPeerUser{UserID: 3, FirstName: "Ann"}), &tg.RequestedPeerChat{ChatID: 8}, &tg.RequestedPeerChannel{ChannelID: 9}}})
	want := []model.PeerID{model.UserID(3), model.ChatID(8), model.ChannelID(9)}
	if d := cmp.Diff(want, got.Peers); d != "" || got.Button != 4 {
		t.Errorf("button %d, %s", got.Button, d)
	}
	if got.Fields["peers"].([]any)[0].(map[string]any)["first_name"] != "Ann" {
		t.Errorf("fields = %v", got.Fields)
	}
}

func TestProfileOfABusiness(t *testing.T) {
	full := tg.UserFull{ID: 3}
	full.SetBusinessLocation(tg.BusinessLocation{Address: "1 St", GeoPoint: &tg.GeoPoint{Lat: 1, Long: 2}})
	full.SetBusinessIntro(tg.BusinessIntro{Title: "Hello", Description: "We sell cake"})
	full.SetBusinessWorkHours(tg.BusinessWorkHours{TimezoneID: "Europe/Berlin",
		WeeklyOpen: []tg.BusinessWeeklyOpen{{StartMinute: 540, EndMinute: 1020}}})
	full.SetPersonalChannelID(9)
	full.SetPersonalChannelMessage(7)
	got := FullUser(tg.UsersUserFull{FullUser: full})
	want := model.Profile{V: 1, Peer: model.Peer{V: 1, ID: model.UserID(3)}, Address: "1 St", Geo: &model.Geo{Lat: 1, Long: 2},
		IntroTitle: "Hello", Intro: "We sell cake", TimeZone: "Europe/Berlin", Open: [][2]int{{540, 1020}},
		Channel: model.ChannelID(9), ChannelMessage: 7}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestCallsAreNamedByWhatTelegramGives(t *testing.T) {
	for _, c := range []struct {
		in      tg.InputGroupCallClass
		id      int64
		slug    string
		message int
	}{
		{nil, 0, "", 0}, {&tg.InputGroupCall{ID: 5}, 5, "", 0}, {&tg.InputGroupCallSlug{Slug: "s"}, 0, "s", 0},
		{&tg.InputGroupCallInviteMessage{MsgID: 7}, 0, "", 7},
	} {
		if id, slug, message := groupCall(c.in); id != c.id || slug != c.slug || message != c.message {
			t.Errorf("%T = %d %q %d", c.in, id, slug, message)
		}
	}
}
