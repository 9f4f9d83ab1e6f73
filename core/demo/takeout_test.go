package demo

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

func TestATakeoutLivesFromInitToFinish(t *testing.T) {
	s := serve(t, split(nil).open(t, nil), nil)
	c, ctx := s.signedIn(t), t.Context()

	_, err := c.api().MessagesGetSplitRanges(ctx)
	wantError(t, "ranges outside", err, "TAKEOUT_REQUIRED")
	_, err = c.api().ContactsGetSaved(ctx)
	wantError(t, "saved contacts outside", err, "TAKEOUT_REQUIRED")
	_, err = c.api().ChannelsGetLeftChannels(ctx, 0)
	wantError(t, "left channels outside", err, "TAKEOUT_REQUIRED")
	_, err = c.over(1, 10).api().UpdatesGetState(ctx)
	wantError(t, "a range outside", err, "TAKEOUT_REQUIRED")
	_, err = c.api().AccountFinishTakeoutSession(ctx, &tg.AccountFinishTakeoutSessionRequest{})
	wantError(t, "finish outside", err, "TAKEOUT_REQUIRED")
	_, err = c.in(5).api().MessagesGetSplitRanges(ctx)
	wantError(t, "an invented id", err, "TAKEOUT_INVALID")
	s.wantRules(t, "outside", ruleRequired, ruleRequired, ruleRequired, ruleRequired, ruleRequired)

	out := c.open(t, everything())
	ranges, err := out.api().MessagesGetSplitRanges(ctx)
	if diff := cmp.Diff([]tg.MessageRange{{MinID: 1, MaxID: 10}, {MinID: 11, MaxID: 20}}, ranges); diff != "" || err != nil {
		t.Errorf("ranges, %v (-want +got):\n%s", err, diff)
	}
	_, err = out.over(1, 20).api().MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: user7})
	wantError(t, "an invented range", err, "MESSAGE_RANGE_INVALID")
	historyOf(t, out, user7)
	s.wantRules(t, "ranges", ruleRange, ruleRangeMissing)

	historyOf(t, c, user7)
	s.wantRules(t, "outside of an open takeout", ruleOutside)
	_, err = c.api().UsersGetUsers(ctx, []tg.InputUserClass{&tg.InputUserSelf{}})
	wantError(t, "am I signed in", err, "")
	_, err = c.api().AccountGetPassword(ctx)
	wantError(t, "the password's state", err, "")
	s.wantRules(t, "what any client asks")

	_, err = out.api().AccountFinishTakeoutSession(ctx, &tg.AccountFinishTakeoutSessionRequest{Success: true})
	wantError(t, "finish", err, "")
	_, err = out.api().MessagesGetSplitRanges(ctx)
	wantError(t, "after finish", err, "TAKEOUT_INVALID")
	historyOf(t, c, user7)
	s.wantRules(t, "after finish")

	again := c.open(t, everything())
	if again.takeout == out.takeout {
		t.Error("two takeouts have one id")
	}
	third := c.open(t, everything())
	_, err = again.api().MessagesGetSplitRanges(ctx)
	wantError(t, "a takeout that another one ended", err, "TAKEOUT_INVALID")
	_, err = third.api().MessagesGetSplitRanges(ctx)
	wantError(t, "the newest takeout", err, "")
}

func TestFlagsBoundWhatATakeoutMayRead(t *testing.T) {
	f := split(folder{"chats": []raw{groupJSON(8), channelJSON(1003, `,"megagroup":true`), channelJSON(5, `,"broadcast":true`)}})
	s := serve(t, f.open(t, nil), nil)
	c := s.signedIn(t)
	channel5 := &tg.InputPeerChannel{ChannelID: 5, AccessHash: 1005}
	none := c.open(t, &tg.AccountInitTakeoutSessionRequest{})
	for _, p := range []tg.InputPeerClass{user7, group8, channel1003, channel5} {
		historyOf(t, none.over(11, 20), p)
		s.wantRules(t, "nothing was named", ruleFlags)
	}
	_, err := none.api().ContactsGetSaved(t.Context())
	wantError(t, "contacts", err, "")
	_, err = none.api().ChannelsGetLeftChannels(t.Context(), 0)
	wantError(t, "left channels", err, "")
	s.wantRules(t, "contacts and left channels", ruleFlags, ruleFlags)

	channels := c.open(t, &tg.AccountInitTakeoutSessionRequest{MessageChannels: true}).over(11, 20)
	historyOf(t, channels, channel5)
	s.wantRules(t, "channels were named")
	historyOf(t, channels, channel1003)
	s.wantRules(t, "a supergroup is no channel", ruleFlags)
}

func TestSearchingOneselfForOnesMessagesIsAViolation(t *testing.T) {
	s := serve(t, split(nil).open(t, nil), nil)
	out := s.signedIn(t).open(t, everything()).over(11, 20)
	r := &tg.MessagesSearchRequest{Peer: &tg.InputPeerSelf{}, Filter: &tg.InputMessagesFilterEmpty{}, Limit: 100}
	if _, err := out.api().MessagesSearch(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	s.wantRules(t, "peer is self", ruleSearchSelf)
	r.Peer = group8
	r.SetFromID(&tg.InputPeerSelf{})
	if _, err := out.api().MessagesSearch(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	s.wantRules(t, "peer is the chat")
}

func TestTheInitDelayRunsFromTheFirstInit(t *testing.T) {
	f := NoFaults()
	f.InitDelay = time.Hour
	s := serve(t, split(nil).open(t, nil), f)
	c := s.signedIn(t)
	init := func() error {
		_, err := c.api().AccountInitTakeoutSession(t.Context(), everything())
		return err
	}
	wantError(t, "the first init", init(), "TAKEOUT_INIT_DELAY_3600")
	back := func(d time.Duration) { s.takeouts.firstInit = s.takeouts.firstInit.Add(-d) }
	back(30*time.Minute + time.Second/2)
	if err := init(); !tgerr.IsCode(err, 420) {
		t.Errorf("half-way: %v, want code 420", err)
	}
	wantError(t, "half-way", init(), "TAKEOUT_INIT_DELAY_1800")
	back(30 * time.Minute)
	wantError(t, "afterwards", init(), "")
}
