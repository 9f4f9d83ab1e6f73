package demo

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// minWhole is the lowest number a field without bounds takes.
const minWhole = math.MinInt64

// fields are the members an object may have, each with what reads its value.
// A reader's error says only what was expected.
type fields map[string]func(json.RawMessage) error

// readObject reads a JSON object strictly: an unknown member or a wrong value is
// refused with its path. Members are looked at in order of name, so that the same
// file gives the same complaint.
func readObject(path string, data []byte, known fields) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil || members == nil {
		return fmt.Errorf("%s: expected an object", strings.TrimPrefix(path, "."))
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		at := strings.TrimPrefix(path+"."+name, ".")
		read, ok := known[name]
		if !ok {
			return fmt.Errorf("%s: unknown field", at)
		}
		if err := read(members[name]); err != nil {
			return fmt.Errorf("%s: %w", at, err)
		}
	}
	return nil
}

func keep(into *[]byte) func(json.RawMessage) error {
	return func(raw json.RawMessage) error {
		*into = raw
		return nil
	}
}

func textAs(set func(string)) func(json.RawMessage) error {
	return func(raw json.RawMessage) error {
		var s *string
		if err := json.Unmarshal(raw, &s); err != nil || s == nil {
			return fmt.Errorf("expected text")
		}
		set(*s)
		return nil
	}
}

func wholeAs(least int64, set func(int64)) func(json.RawMessage) error {
	return func(raw json.RawMessage) error {
		var n *int64
		if err := json.Unmarshal(raw, &n); err != nil || n == nil {
			return fmt.Errorf("expected a whole number")
		}
		if *n < least {
			return fmt.Errorf("expected a whole number from %d on", least)
		}
		set(*n)
		return nil
	}
}

func fractionAs(set func(float64)) func(json.RawMessage) error {
	return func(raw json.RawMessage) error {
		var p *float64
		if err := json.Unmarshal(raw, &p); err != nil || p == nil || *p < 0 || *p > 1 {
			return fmt.Errorf("expected a number from 0 to 1")
		}
		set(*p)
		return nil
	}
}
