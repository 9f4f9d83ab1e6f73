package traced

import (
	"strconv"
	"strings"
)

// faults are what went wrong, as rules of a fault file.
type faults struct {
	calls    map[string]int // by method and file or peer
	rules    []any
	delay    int  // of the takeout session, seconds
	password bool // the sign-in asked for one
	ended    bool // the login or the takeout session is, and was not begun anew
}

func newFaults() faults { return faults{calls: map[string]int{}} }

// see counts a call and notes how it failed. self is the account's id, empty before
// the sign-in.
func (f *faults) see(c call, self string) {
	if c.Method == "" {
		return
	}
	rule := object{"method": c.Method}
	key := c.Method
	if file := askedFile(c.Args); file != "" {
		rule["file"] = file
		key += " " + file
	} else if peer := askedPeer(c.Args, self); peer != "" {
		rule["peer"] = peer
		key += " " + peer
	}
	f.calls[key]++
	if c.Error == "" {
		f.ended = f.ended && !begins(c.Method)
		return
	}
	if f.natural(c, self) || !f.deed(c.Error, rule) {
		return
	}
	rule["nth"] = f.calls[key]
	f.rules = append(f.rules, rule)
}

// begins reports calls whose success ends the time in which all others fail.
func begins(method string) bool {
	return strings.HasPrefix(method, "auth.") || method == "account.initTakeoutSession"
}

// deed says what a rule does; false: nothing that the fault language can say. What
// ends the login or the session fails all calls under way, and is done once.
func (f *faults) deed(name string, rule object) bool {
	switch name {
	case "GIVEN_UP", "UNREADABLE":
		return false
	case "CONNECTION":
		rule["do"] = "drop_connection"
		return true
	case "AUTH_KEY_UNREGISTERED", "SESSION_REVOKED", "AUTH_KEY_INVALID":
		rule["do"] = "sign_out"
	case "TAKEOUT_INVALID":
		rule["do"] = "takeout_invalid"
	default:
		rule["error"] = shortened(name)
		return true
	}
	again := f.ended
	f.ended = true
	return !again
}

// natural reports errors that the embedded server gives by itself.
func (f *faults) natural(c call, self string) bool {
	switch {
	case strings.Contains(c.Error, "WAIT"):
		return false
	case c.Error == "SESSION_PASSWORD_NEEDED":
		f.password = true
		return true
	case strings.HasPrefix(c.Error, "TAKEOUT_INIT_DELAY_"):
		f.delay = maxWait
		return true
	case strings.Contains(c.Error, "_MIGRATE_"), strings.HasPrefix(c.Method, "auth."), self == "" && c.Method == "users.getUsers":
		return true
	}
	return c.Error == "TAKEOUT_FILE_EMPTY"
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
