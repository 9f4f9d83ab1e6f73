package demo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Faults are what goes wrong on purpose, and the line the account is on. Read
// them with ParseFaults; the zero value has no fault and Telegram's queues.
type Faults struct {
	Latency        time.Duration // added once an answer: the whole round trip
	BytesPerSecond int64         // of all answers together; 0: no limit
	InitDelay      time.Duration // from the first account.initTakeoutSession
	// ReferenceCalls is how many upload.getFile calls of the account a file
	// reference outlives; 0: it never expires.
	ReferenceCalls int64
	SmallQueue     int // files under 20 MiB in parallel a DC allows; 0: no limit
	LargeQueue     int // files from 20 MiB on
	Rules          []Rule
}

// Telegram's own queue sizes, used where a fault file says nothing.
const (
	defaultSmallQueue = 5
	defaultLargeQueue = 2
)

// NoFaults is a server that does all it should.
func NoFaults() *Faults {
	return &Faults{SmallQueue: defaultSmallQueue, LargeQueue: defaultLargeQueue}
}

// Rule is one fault. Method, Peer, File and Offset say which calls match; Nth,
// Every and Probability which of those it strikes; Times how often at most.
type Rule struct {
	Method string // "*": every API call
	Peer   string // "user:7", "chat:8", "channel:1003", "self"; empty: any
	File   string // "document:55", "photo:77:x"; empty: any
	Offset *int64

	Nth         int // only the nth matching call; 0: any
	Every       int // each nth matching call; 0: any
	Probability *float64
	Seed        int64
	Times       int // 0: without end

	Do   Deed
	Slow time.Duration // of DoSlow
	Name string        // of DoError
	Code int           // of DoError
}

// Deed is what a fault does.
type Deed string

// The deeds of the fault language.
const (
	DoCorrupt        Deed = "corrupt"         // one bit of the answer's file bytes
	DoTruncate       Deed = "truncate"        // half of them
	DoEmpty          Deed = "empty"           // none of them
	DoDropConnection Deed = "drop_connection" // before acting
	DoDropAfter      Deed = "drop_after"      // after acting, the answer is lost
	DoStall          Deed = "stall"           // no answer, the connection stays
	DoSlow           Deed = "slow"            // the answer comes later
	DoSignOut        Deed = "sign_out"        // the login is ended
	DoTakeoutInvalid Deed = "takeout_invalid" // the takeout id is dead
	DoError          Deed = "error"           // an error answer
)

// ParseFaults reads a fault file. What it does not know it refuses, with the
// path to it ("rules[3].nth: expected a whole number from 1 on").
func ParseFaults(data []byte) (*Faults, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		return nil, fmt.Errorf("read faults: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("read faults: text after the object")
	}
	f := NoFaults()
	var line, queue, rules []byte
	err := readObject("", raw, fields{
		"line":                          keep(&line),
		"init_delay_seconds":            wholeAs(0, func(n int64) { f.InitDelay = time.Duration(n) * time.Second }),
		"file_reference_lifetime_calls": wholeAs(0, func(n int64) { f.ReferenceCalls = n }),
		"queue":                         keep(&queue),
		"rules":                         keep(&rules),
	})
	if err == nil && line != nil {
		err = readObject("line", line, fields{
			"latency_ms":       wholeAs(0, func(n int64) { f.Latency = time.Duration(n) * time.Millisecond }),
			"bytes_per_second": wholeAs(0, func(n int64) { f.BytesPerSecond = n }),
		})
	}
	if err == nil && queue != nil {
		err = readObject("queue", queue, fields{
			"small": wholeAs(0, func(n int64) { f.SmallQueue = int(n) }),
			"large": wholeAs(0, func(n int64) { f.LargeQueue = int(n) }),
		})
	}
	if err == nil && rules != nil {
		f.Rules, err = readRules(rules)
	}
	if err != nil {
		return nil, fmt.Errorf("read faults: %w", err)
	}
	return f, nil
}

func readRules(data []byte) ([]Rule, error) {
	var list []json.RawMessage
	if err := json.Unmarshal(data, &list); err != nil || list == nil {
		return nil, fmt.Errorf("rules: expected a list")
	}
	out := make([]Rule, 0, len(list))
	for i, raw := range list {
		r, err := readRule(fmt.Sprintf("rules[%d]", i), raw)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func readRule(path string, data []byte) (Rule, error) {
	var r Rule
	var do string
	var slow, code int64
	err := readObject(path, data, fields{
		"method":      textAs(func(s string) { r.Method = s }),
		"peer":        textAs(func(s string) { r.Peer = s }),
		"file":        textAs(func(s string) { r.File = s }),
		"offset":      wholeAs(0, func(n int64) { r.Offset = &n }),
		"nth":         wholeAs(1, func(n int64) { r.Nth = int(n) }),
		"every":       wholeAs(1, func(n int64) { r.Every = int(n) }),
		"probability": fractionAs(func(p float64) { r.Probability = &p }),
		"seed":        wholeAs(minWhole, func(n int64) { r.Seed = n }),
		"times":       wholeAs(1, func(n int64) { r.Times = int(n) }),
		"do":          textAs(func(s string) { do = s }),
		"ms":          wholeAs(0, func(n int64) { slow = n }),
		"error":       textAs(func(s string) { r.Name = s }),
		"code":        wholeAs(minWhole, func(n int64) { code = n }),
	})
	if err != nil {
		return Rule{}, err
	}
	r.Do, r.Slow, r.Code = Deed(do), time.Duration(slow)*time.Millisecond, int(code)
	if err := settleRule(&r); err != nil {
		return Rule{}, fmt.Errorf("%s%w", path, err)
	}
	return r, nil
}

// settleRule fills in what a rule may leave out and refuses what does not fit
// together; errors begin with the field (".do: …").
func settleRule(r *Rule) error {
	if r.Do == "" && r.Name != "" {
		r.Do = DoError
	}
	known := []Deed{DoCorrupt, DoTruncate, DoEmpty, DoDropConnection, DoDropAfter, DoStall, DoSlow,
		DoSignOut, DoTakeoutInvalid, DoError}
	name := regexp.MustCompile(`^[A-Za-z0-9_]+$`)
	peer := regexp.MustCompile(`^(self|(user|chat|channel):[0-9]+)$`)
	file := regexp.MustCompile(`^(document|photo):-?[0-9]+(:[A-Za-z0-9_]+)?$`)
	switch {
	case r.Method == "":
		return fmt.Errorf(".method: missing")
	case r.Do == "":
		return fmt.Errorf(".do: missing")
	case !slices.Contains(known, r.Do):
		return fmt.Errorf(".do: unknown word %q", string(r.Do))
	case r.Do == DoError && !name.MatchString(r.Name):
		return fmt.Errorf(".error: expected a name like FLOOD_WAIT_3")
	case r.Do != DoError && r.Name != "":
		return fmt.Errorf(".error: does not go with do %q", string(r.Do))
	case r.Peer != "" && !peer.MatchString(r.Peer):
		return fmt.Errorf(".peer: expected user:ID, chat:ID, channel:ID or self")
	case r.File != "" && !file.MatchString(r.File):
		return fmt.Errorf(".file: expected document:ID or photo:ID:SIZE")
	case strings.ContainsAny(r.Method, " \t"):
		return fmt.Errorf(".method: expected the name of a method or *")
	}
	if r.Do == DoError && r.Code == 0 {
		r.Code = faultCode(r.Name)
	}
	return nil
}
