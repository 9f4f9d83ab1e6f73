package core

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	kit "satchel/core/internal/testkit"
)

// crowd are ten private chats, a supergroup and a channel, of some pages each.
func crowd() *kit.Account {
	a := kit.NewAccount()
	for id := 11; id <= 20; id++ {
		a.User(id, "U")
	}
	a.Supergroup(1001, "Group", nil)
	a.Channel(1002, "News", kit.Object{"broadcast": true, "username": "news"}).Listed("channel", 1002)
	for id := 11; id <= 20; id++ {
		a.Messages("user", id, id*1000, 1, 150, nil)
	}
	a.Messages("channel", 1001, 1, 1, 250, kit.Object{"from_id": kit.PeerOf("user", 11)})
	a.Messages("channel", 1002, 1, 1, 250, kit.Object{"post": true})
	return a
}

const crowdMessages = 10*150 + 2*250

func TestAChatThatVanishesIsAProblemOfItsOwn(t *testing.T) {
	t.Parallel()
	// The probe and one page are answered, then the chat is gone.
	p := newProcedure(t, crowd().FS(), `{"rules": [{"method": "messages.getHistory", "peer": "channel:1001", "nth": 3, "error": "CHANNEL_PRIVATE"}]}`)
	got := p.expect(t, CompleteWithProblems, nil, "chat_unavailable channel:1001")
	if got.Messages != crowdMessages-150 {
		t.Errorf("%d messages saved, want %d", got.Messages, crowdMessages-150)
	}
	if diff := cmp.Diff(span(1, 1, 100), p.ids(t, model.ChannelID(1001))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestARefusedListIsAProblemOfThatListOnly(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]struct {
		problem  string
		messages int
	}{
		"contacts.getSaved":             {"section_failed contacts", crowdMessages},
		"contacts.getContacts":          {"section_failed telegram_contacts", crowdMessages},
		"contacts.getTopPeers":          {"section_failed frequent", crowdMessages},
		"account.getAuthorizations":     {"section_failed sessions", crowdMessages},
		"account.getWebAuthorizations":  {"section_failed web_sessions", crowdMessages},
		"photos.getUserPhotos":          {"section_failed userpics", crowdMessages},
		"stories.getStoriesArchive":     {"section_failed stories", crowdMessages},
		"users.getFullUser":             {"section_failed profile", crowdMessages},
		"users.getSavedMusic":           {"section_failed music", crowdMessages},
		"messages.getDialogFilters":     {"section_failed folders", crowdMessages},
		"messages.getSavedDialogs":      {"section_failed saved_dialogs", crowdMessages},
		"channels.getLeftChannels":      {"section_failed left_channels", crowdMessages},
		"messages.getDialogs":           {"section_failed dialogs", 0},
		"messages.getSplitRanges":       {"section_failed split_ranges", 0},
		"channels.getFullChannel":       {"chat_failed channel:1001", crowdMessages},
		"messages.getNothingOfThisName": {"", crowdMessages},
	} {
		t.Run(method, func(t *testing.T) {
			rule := `"method": "` + method + `"`
			if method == "channels.getFullChannel" {
				rule += `, "peer": "channel:1001"`
			}
			p := newProcedure(t, crowd().FS(), `{"rules": [{`+rule+`, "times": 1, "error": "SOMETHING_INVALID"}]}`)
			outcome, problems := Complete, []string(nil)
			if want.problem != "" {
				outcome, problems = CompleteWithProblems, []string{want.problem}
			}
			if got := p.expect(t, outcome, nil, problems...); got.Messages != want.messages {
				t.Errorf("%d messages, want %d", got.Messages, want.messages)
			}
			// What was refused once is had the next time, and the problem goes.
			if got := p.expect(t, Complete, nil); got.Messages != crowdMessages {
				t.Errorf("%d messages after the second run, want %d", got.Messages, crowdMessages)
			}
		})
	}
}

func TestSignedOutInTheMiddleIsBlockedAndGoesOn(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, crowd().FS(), `{"rules": [{"method": "messages.getHistory", "nth": 12, "do": "sign_out"}]}`)
	got := p.run(t, nil)
	if got.Outcome != PartlySaved || got.Blocked == nil || got.Blocked.Code != BlockedSignedOut {
		t.Fatalf("outcome %s, blocked %+v", got.Outcome, got.Blocked)
	}
	if got := p.expect(t, Complete, nil); got.Messages != crowdMessages {
		t.Errorf("%d messages, want %d", got.Messages, crowdMessages)
	}
}

func TestAFrozenAccountIsBlockedAndKeepsItsLogin(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, crowd().FS(), `{"rules": [{"method": "messages.getHistory", "nth": 5, "times": 1, "error": "FROZEN_METHOD_INVALID", "code": 420}]}`)
	got := p.run(t, nil)
	if got.Outcome != PartlySaved || got.Blocked == nil || got.Blocked.Code != BlockedFrozen {
		t.Fatalf("outcome %s, blocked %+v", got.Outcome, got.Blocked)
	}
	codes := len(p.log.calls(t, "auth.sendCode"))
	p.expect(t, Complete, nil)
	if n := len(p.log.calls(t, "auth.sendCode")); n != codes {
		t.Errorf("signed in again: %d codes, then %d", codes, n)
	}
}

func TestALostTakeoutIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, crowd().FS(), `{"rules": [{"method": "messages.getHistory", "nth": 9, "do": "takeout_invalid"}]}`)
	if got := p.expect(t, Complete, nil); got.Messages != crowdMessages {
		t.Errorf("%d messages, want %d", got.Messages, crowdMessages)
	}
	if n := len(p.log.calls(t, "account.initTakeoutSession")); n != 2 {
		t.Errorf("%d sessions, want 2", n)
	}
	finished := p.log.calls(t, "account.finishTakeoutSession")
	if len(finished) != 1 || finished[0].Args["success"] != true {
		t.Errorf("finished: %+v", finished)
	}
}

func TestTheSafetyDelayIsKeptAndGoesOnByItself(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, kit.NewAccount().User(7, "Ann").Message("user", 7, 1, nil).FS(), `{"init_delay_seconds": 3}`)
	impatient := p.engine(func(c *Config) { c.MaxWait = time.Second })
	got, err := impatient.Export(t.Context(), p.dir, testSettings(), p.prompter())
	if err != nil || got.Outcome != PartlySaved || got.Blocked == nil || got.Blocked.Code != BlockedDelay || got.Blocked.Until.IsZero() {
		t.Fatalf("%+v, blocked %+v, %v", got, got.Blocked, err)
	}
	p.read(t, func(ctx context.Context, a *archive.Archive) {
		state, err := a.LoadTakeout(ctx)
		if err != nil || state.Phase != model.TakeoutDelayed || state.AvailableAt == 0 {
			t.Errorf("kept %+v, %v", state, err)
		}
	})
	p.expect(t, Complete, nil) // waits, then goes on
}

func TestAFloodWaitSlowsDownAndLosesNothing(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, crowd().FS(), `{"rules": [{"method": "messages.getHistory", "every": 15, "times": 2, "error": "FLOOD_WAIT_1"}]}`)
	if got := p.expect(t, Complete, nil); got.Messages != crowdMessages {
		t.Errorf("%d messages, want %d", got.Messages, crowdMessages)
	}
}

func TestAClaimedCountIsLookedIntoAndReported(t *testing.T) {
	t.Parallel()
	a := kit.NewAccount().User(7, "Ann").Messages("user", 7, 1, 1, 150, nil).Set("counts", kit.Object{"user:7": 160})
	p := newProcedure(t, a.FS(), "")
	got := p.expect(t, CompleteWithProblems, nil, "chat_incomplete user:7")
	if got.Messages != 150 {
		t.Errorf("%d messages", got.Messages)
	}
	var first int
	for _, c := range p.log.calls(t, "messages.getHistory") {
		if c.number("limit") == 100 && c.number("offset_id") == 1 {
			first++
		}
	}
	if first != 2 {
		t.Errorf("the history was read %d times, want twice", first)
	}
}
