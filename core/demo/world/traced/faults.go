package traced

import (
	"strconv"
	"strings"
)

// faults are what went wrong, as rules of a fault file.
type faults struct {
	calls    map[string]int // by method and peer
	rules    []any
	delay    int  // of the takeout session, seconds
	password bool // the sign-in asked for one
}

func newFaults() faults { return faults{calls: map[string]int{}} }

// see counts a call and notes how it failed.
func (f *faults) see(c call) {
	if c.Method == "" {
		return
	}
	rule := object{"method": c.Method}
	key := c.Method
	if peer := peerOfInput(c.Args); peer != nil {
		rule["peer"] = peerName(peer)
		key += " " + peerName(peer)
	}
	f.calls[key]++
	if c.Error == "" || f.natural(c) {
		return
	}
	rule["nth"] = f.calls[key]
	switch c.Error {
	case "CONNECTION":
		rule["do"] = "drop_connection"
	case "GIVEN_UP", "UNREADABLE":
		return
	default:
		rule["error"] = shortened(c.Error)
	}
	f.rules = append(f.rules, rule)
}

// natural reports errors that the embedded server gives by itself.
func (f *faults) natural(c call) bool {
	switch {
	case c.Error == "SESSION_PASSWORD_NEEDED":
		f.password = true
		return true
	case strings.HasPrefix(c.Error, "TAKEOUT_INIT_DELAY_"):
		f.delay = maxWait
		return true
	case strings.Contains(c.Error, "_MIGRATE_"), strings.HasPrefix(c.Method, "auth."), strings.HasPrefix(c.Error, "AUTH_KEY_UNREGISTERED") && c.Method == "users.getUsers":
		return true
	}
	return c.Error == "TAKEOUT_FILE_EMPTY" || c.Error == "LOCATION_INVALID"
}

// shortened bounds the wait that an error asks for.
func shortened(name string) string {
	i := strings.LastIndexByte(name, '_')
	if i < 0 || !strings.Contains(name, "WAIT") {
		return name
	}
	if n, err := strconv.Atoi(name[i+1:]); err == nil && n > maxWait {
		return name[:i+1] + strconv.Itoa(maxWait)
	}
	return name
}

func (f *faults) file() object {
	file := object{"rules": f.rules}
	if f.rules == nil {
		file["rules"] = []any{}
	}
	if f.delay > 0 {
		file["init_delay_seconds"] = f.delay
	}
	return file
}
