package tgconv

import (
	"math"
	"strconv"
)

// flags lists the names whose value is set, from pairs of name and bool.
func flags(pairs ...any) []string {
	var names []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1].(bool) {
			names = append(names, pairs[i].(string))
		}
	}
	return names
}

// fields makes the map of further fields of a document from pairs of the
// schema's name and value, leaving out what is zero. 64-bit numbers become
// strings.
func fields(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if v := fieldValue(pairs[i+1]); v != nil {
			m[pairs[i].(string)] = v
		}
	}
	if len(m) == 0 {
		return nil
	}
	return m
}

// fieldValue is v as a field holds it, nil for a zero value.
func fieldValue(v any) any {
	switch v := v.(type) {
	case nil, bool, int, string, float64:
		if v == nil || v == false || v == 0 || v == "" || v == 0.0 {
			return nil
		}
	case int64:
		if v == 0 {
			return nil
		}
		return strconv.FormatInt(v, 10)
	case interface{ IsZero() bool }:
		if v.IsZero() {
			return nil
		}
	}
	return v
}

// finite is f, or 0 where Telegram gives no number: JSON has no word for those.
func finite(f float64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return f
}
