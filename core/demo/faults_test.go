package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/demo/mtserver"
)

func TestFaultFilesAreReadStrictly(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"not an object", `[]`, "read faults: : expected an object"},
		{"text behind", `{} {}`, "read faults: text after the object"},
		{"unknown field", `{"rule":[]}`, "read faults: rule: unknown field"},
		{"unknown field of the line", `{"line":{"latency":5}}`, "read faults: line.latency: unknown field"},
		{"a word for a number", `{"queue":{"small":"5"}}`, "read faults: queue.small: expected a whole number"},
		{"below nothing", `{"init_delay_seconds":-1}`, "read faults: init_delay_seconds: expected a whole number from 0 on"},
		{"rules no list", `{"rules":{}}`, "read faults: rules: expected a list"},
		{"a rule without method", `{"rules":[{"do":"stall"}]}`, "read faults: rules[0].method: missing"},
		{"a rule without deed", `{"rules":[{"method":"*"}]}`, "read faults: rules[0].do: missing"},
		{"an unknown deed", `{"rules":[{"method":"*","do":"explode"}]}`, `read faults: rules[0].do: unknown word "explode"`},
		{"nth of zero", `{"rules":[{"method":"*","do":"stall"},{"method":"*","do":"stall","nth":0}]}`, "read faults: rules[1].nth: expected a whole number from 1 on"},
		{"a probability of two", `{"rules":[{"method":"*","do":"stall","probability":2}]}`, "read faults: rules[0].probability: expected a number from 0 to 1"},
		{"a peer of no kind", `{"rules":[{"method":"*","do":"stall","peer":"group:8"}]}`, "read faults: rules[0].peer: expected user:ID, chat:ID, channel:ID or self"},
		{"a file of no kind", `{"rules":[{"method":"*","do":"stall","file":"video:8"}]}`, "read faults: rules[0].file: expected document:ID or photo:ID:SIZE"},
		{"an error beside another deed", `{"rules":[{"method":"*","do":"stall","error":"X"}]}`, `read faults: rules[0].error: does not go with do "stall"`},
		{"an error without name", `{"rules":[{"method":"*","do":"error"}]}`, "read faults: rules[0].error: expected a name like FLOOD_WAIT_3"},
	}
	for _, tt := range tests {
		if _, err := ParseFaults([]byte(tt.text)); err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestTheWholeFaultLanguageIsRead(t *testing.T) {
	got, err := ParseFaults([]byte(`{"line":{"latency_ms":80,"bytes_per_second":20000000},"init_delay_seconds":5,
		"file_reference_lifetime_calls":200,"queue":{"small":7,"large":0},"rules":[
		{"method":"upload.getFile","nth":3,"do":"corrupt","file":"photo:77:x","offset":0,"times":2},
		{"method":"messages.getHistory","probability":0.5,"seed":7,"do":"slow","ms":9,"peer":"self"},
		{"method":"*","every":4,"error":"FLOOD_WAIT_3"},{"method":"*","error":"ODD","code":406}]}`))
	if err != nil {
		t.Fatal(err)
	}
	zero, half := int64(0), 0.5
	want := &Faults{Latency: 80 * time.Millisecond, BytesPerSecond: 20000000, InitDelay: 5 * time.Second, ReferenceCalls: 200,
		SmallQueue: 7, Rules: []Rule{
			{Method: "upload.getFile", Nth: 3, Do: DoCorrupt, File: "photo:77:x", Offset: &zero, Times: 2},
			{Method: "messages.getHistory", Probability: &half, Seed: 7, Do: DoSlow, Slow: 9 * time.Millisecond, Peer: "self"},
			{Method: "*", Every: 4, Do: DoError, Name: "FLOOD_WAIT_3", Code: 420},
			{Method: "*", Do: DoError, Name: "ODD", Code: 406}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzParseFaults(f *testing.F) {
	f.Add(`{"rules":[{"method":"*","do":"stall","nth":1}],"queue":{"small":1}}`)
	f.Add(`{"line":null}`)
	f.Fuzz(func(t *testing.T, text string) {
		faults, err := ParseFaults([]byte(text))
		if (faults == nil) == (err == nil) {
			t.Errorf("%v and %v", faults, err)
		}
	})
}

func TestCodesBelongToNames(t *testing.T) {
	for name, want := range map[string]int{"FLOOD_WAIT_3": 420, "FLOOD_PREMIUM_WAIT_9": 420, "SLOWMODE_WAIT_1": 420,
		"TAKEOUT_INIT_DELAY_5": 420, "AUTH_KEY_UNREGISTERED": 401, "FILE_MIGRATE_4": 303, "INTERNAL": 500, "Timeout": -503,
		"CHANNEL_PRIVATE": 400, "TAKEOUT_INVALID": 400} {
		if got := codeOf(name); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
}

func TestRulesCountWhatMatchesThemAndTheFirstActs(t *testing.T) {
	half := 0.5
	s := newStrikes([]Rule{
		{Method: "a", Every: 2, Do: DoStall, Times: 1},
		{Method: "*", Nth: 4, Do: DoEmpty},
		{Method: "b", Peer: "self", Do: DoCorrupt},
		{Method: "c", Probability: &half, Do: DoSlow},
	})
	var got []Deed
	for _, sub := range []subject{{method: "a"}, {method: "a"}, {method: "a"}, {method: "a"}, {method: "b"},
		{method: "b", peers: []string{"user:1", "self"}}} {
		r := s.next(sub)
		if r == nil {
			got = append(got, "")
		} else {
			got = append(got, r.Do)
		}
	}
	// The fourth call is the second that "every 2" strikes; that rule is used up.
	if diff := cmp.Diff([]Deed{"", DoStall, "", DoEmpty, "", DoCorrupt}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	struck := 0
	for range 1000 {
		if s.next(subject{method: "c"}) != nil {
			struck++
		}
	}
	if struck < 400 || struck > 600 {
		t.Errorf("a probability of 0.5 struck %d of 1000", struck)
	}
}

// withRule is a server under one rule, a caller and the media's locations.
func withRule(t *testing.T, rule string) (*served, caller, *tg.InputDocumentFileLocation) {
	t.Helper()
	f, err := ParseFaults([]byte(`{"rules":[` + rule + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, media(nil).open(t, mediaFiles), f)
	c := s.signedIn(t)
	doc, _, _ := locations(t, c)
	return s, c, doc
}

func TestFaultsSpoilFileBytes(t *testing.T) {
	whole := bytes.Clone(read(t, serve(t, media(nil).open(t, mediaFiles), nil), fileKey55))[:4096]
	flipped := bytes.Clone(whole)
	flipped[2048] ^= 1
	for _, tt := range []struct {
		rule string
		want []byte
	}{
		{`{"method":"upload.getFile","nth":1,"do":"corrupt"}`, flipped},
		{`{"method":"upload.getFile","file":"document:55","offset":0,"nth":1,"do":"truncate"}`, whole[:2048]},
		{`{"method":"upload.getFile","nth":1,"do":"empty"}`, nil},
		{`{"method":"upload.getFile","file":"document:55:m","do":"empty"}`, whole},
		{`{"method":"upload.getFile","offset":4096,"do":"empty"}`, whole},
		{`{"method":"upload.getFile","nth":1,"do":"slow","ms":5}`, whole},
	} {
		_, c, doc := withRule(t, tt.rule)
		got, err := get(c, doc, 0, 4096, false)
		if err != nil || !bytes.Equal(got, tt.want) {
			t.Errorf("%s: %d bytes, %v", tt.rule, len(got), err)
		}
		if got, err := get(c, doc, 0, 4096, false); err != nil || !bytes.Equal(got, whole) {
			t.Errorf("%s, the second time: %d bytes, %v", tt.rule, len(got), err)
		}
	}
}

func TestFaultsStrikeBetweenCallAndAnswer(t *testing.T) {
	_, c, doc := withRule(t, `{"method":"upload.getFile","nth":1,"do":"drop_connection"},{"method":"upload.getFile","nth":2,"do":"stall"}`)
	if _, err := get(c, doc, 0, 4096, false); !errors.Is(err, mtserver.ErrDropConnection) {
		t.Errorf("drop_connection: %v", err)
	}
	if _, err := get(c, doc, 0, 4096, false); !errors.Is(err, mtserver.ErrNoAnswer) {
		t.Errorf("stall: %v", err)
	}

	s, c, _ := withRule(t, `{"method":"account.initTakeoutSession","do":"drop_after"}`)
	var b bin.Buffer
	if err := everything().Encode(&b); err != nil {
		t.Fatal(err)
	}
	a, err := s.Handle(t.Context(), &mtserver.Call{DC: 2, AuthKeyID: [8]byte{c.key}, Query: b.Buf})
	if err != nil || !a.Drop || s.takeouts.current == nil {
		t.Errorf("drop_after: %+v, %v; acted: %v", a, err, s.takeouts.current != nil)
	}

	_, c, _ = withRule(t, `{"method":"updates.getState","do":"slow","ms":3600000}`)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.api().UpdatesGetState(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a slow call does not end with its connection: %v", err)
	}
}

func TestFaultsOfPeersErrorsAndLogins(t *testing.T) {
	_, c, _ := withRule(t, `{"method":"messages.getHistory","peer":"self","error":"FLOOD_WAIT_7"},
		{"method":"messages.getHistory","peer":"user:7","error":"CHANNEL_PRIVATE","code":406,"nth":2}`)
	history := func(p tg.InputPeerClass) error {
		_, err := c.api().MessagesGetHistory(t.Context(), &tg.MessagesGetHistoryRequest{Peer: p})
		return err
	}
	for _, p := range []tg.InputPeerClass{&tg.InputPeerSelf{}, &tg.InputPeerUser{UserID: 1, AccessHash: 11}} {
		if err := history(p); !tgerr.IsCode(err, 420) {
			t.Errorf("self: %v", err)
		}
	}
	if err := history(user7); !tgerr.Is(err, "CHANNEL_PRIVATE") || !tgerr.IsCode(err, 406) {
		t.Errorf("a code of its own: %v", err)
	}
	wantError(t, "the third time", history(user7), "")

	_, c, _ = withRule(t, `{"method":"updates.getState","nth":2,"do":"sign_out"}`)
	wantError(t, "before the sign-out", ask(c), "")
	wantError(t, "the sign-out", ask(c), "AUTH_KEY_UNREGISTERED")
	wantError(t, "after the sign-out", ask(c), "AUTH_KEY_UNREGISTERED")
	mustSignIn(t, c)
	wantError(t, "after a new sign-in", ask(c), "")

	_, c, _ = withRule(t, `{"method":"messages.getSplitRanges","nth":1,"do":"takeout_invalid"}`)
	out := c.open(t, everything())
	for _, what := range []string{"the fault", "the dead id"} {
		_, err := out.api().MessagesGetSplitRanges(t.Context())
		wantError(t, what, err, "TAKEOUT_INVALID")
	}
	_, err := c.open(t, everything()).api().MessagesGetSplitRanges(t.Context())
	wantError(t, "a new init", err, "")
}

func TestCallsAndViolationsAreWrittenDown(t *testing.T) {
	s := serve(t, media(nil).open(t, mediaFiles), nil)
	c := s.signedIn(t)
	doc, _, _ := locations(t, c)
	s.callLines.Reset()
	out := c.open(t, everything()).over(1, 1<<31-1)
	historyOf(t, out, user7)
	if _, err := get(c, doc, 4096, 100000, false); err == nil {
		t.Fatal("a limit off the rules was taken")
	}
	var lines []map[string]any
	d := json.NewDecoder(&s.callLines)
	for d.More() {
		var line map[string]any
		if err := d.Decode(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	if len(lines) != 3 {
		t.Fatalf("%d calls were written, want 3", len(lines))
	}
	if line := lines[1]; line["takeout"] == nil || line["error"] != nil || line["method"] != "messages.getHistory" ||
		line["dc"] != 2.0 || line["bytes"].(float64) < 100 || !cmp.Equal(line["range"], []any{1.0, float64(1<<31 - 1)}) {
		t.Errorf("a call in a takeout: %v", line)
	}
	file := lines[2]
	location := file["args"].(map[string]any)["location"].(map[string]any)
	if _, there := location["file_reference"]; there || location["id"] != "55" || file["error"] != "LIMIT_INVALID" ||
		file["takeout"] != nil || file["range"] != nil {
		t.Errorf("a refused call: %v", file)
	}
	want := `{"rule":"takeout.outside","method":"upload.getFile","detail":"called outside of the open takeout"}
{"rule":"getFile.limit","method":"upload.getFile","detail":"limit 100000 is not divisible by 4096"}
`
	if diff := cmp.Diff(want, s.violationLines.String()); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

func TestWhatIsNotInTheSchemaIsRefusedAndRecorded(t *testing.T) {
	s := serve(t, folder{}.open(t, nil), nil)
	c := s.signedIn(t)
	_, err := c.api().MessagesSendMessage(t.Context(), &tg.MessagesSendMessageRequest{Peer: &tg.InputPeerSelf{}, Message: "x"})
	wantError(t, "a method that changes the account", err, "INPUT_METHOD_INVALID")
	s.wantRules(t, "an unknown method", ruleUnknownMethod)
	for _, query := range [][]byte{nil, {1, 2}, {1, 2, 3, 4}, append(encodedQuery(t, &tg.UpdatesGetStateRequest{}), 0, 0, 0, 0)} {
		if _, err := s.Handle(t.Context(), &mtserver.Call{DC: 2, AuthKeyID: [8]byte{1}, Query: query}); err == nil {
			t.Errorf("the query %x was answered", query)
		}
	}
	if got := strings.Count(s.violationLines.String(), string(ruleMalformed)); got != 3 {
		t.Errorf("%d malformed calls recorded, want 3", got)
	}
}

func encodedQuery(t *testing.T, r bin.Encoder) []byte {
	t.Helper()
	var b bin.Buffer
	if err := r.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Buf
}
