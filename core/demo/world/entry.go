package world

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// entry reads one JSON object that is not TL. The first thing that is wrong is
// kept, with its path; fields that nobody asked for are refused by done.
type entry struct {
	path   string
	fields map[string]json.RawMessage
	err    error
}

func newEntry(path string, raw json.RawMessage) *entry {
	e := &entry{path: path}
	if err := json.Unmarshal(raw, &e.fields); err != nil || e.fields == nil {
		e.err = fmt.Errorf("%s: expected object", path)
	}
	return e
}

func (e *entry) fail(field, format string, args ...any) {
	if e.err != nil {
		return
	}
	if e.path != "" {
		field = e.path + "." + field
	}
	e.err = fmt.Errorf("%s: %s", field, fmt.Sprintf(format, args...))
}

// take removes a field; ok is false if it is absent.
func (e *entry) take(field string) (raw json.RawMessage, ok bool) {
	raw, ok = e.fields[field]
	delete(e.fields, field)
	return raw, ok
}

func (e *entry) has(field string) bool { return e.fields[field] != nil }

// scalar reads an optional field into a Go value.
func (e *entry) scalar(field, want string, into any) {
	raw, ok := e.take(field)
	if !ok {
		return
	}
	if bytes.Equal(raw, []byte("null")) || json.Unmarshal(raw, into) != nil {
		e.fail(field, "expected %s", want)
	}
}

func (e *entry) str(field string) (s string)     { e.scalar(field, "string", &s); return s }
func (e *entry) bool(field string) (b bool)      { e.scalar(field, "true or false", &b); return b }
func (e *entry) int(field string) (n int)        { e.scalar(field, "int", &n); return n }
func (e *entry) double(field string) (f float64) { e.scalar(field, "double", &f); return f }

// long reads an optional number of 64 bits.
func (e *entry) long(field string) int64 {
	raw, ok := e.take(field)
	if !ok {
		return 0
	}
	n, err := parseLong(raw)
	if err != nil {
		e.fail(field, "%v", err)
	}
	return n
}

// done is the first error, or that of a field that does not belong here.
func (e *entry) done() error {
	if e.err == nil && len(e.fields) > 0 {
		e.fail(slices.Sorted(maps.Keys(e.fields))[0], "unknown field")
	}
	return e.err
}

// parseLong reads a string, or a number up to 2^53.
func parseLong(raw json.RawMessage) (int64, error) {
	text := string(raw)
	quoted := json.Unmarshal(raw, &text) == nil
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || !quoted && (n > 1<<53 || n < -1<<53) {
		return 0, fmt.Errorf("expected long (a string, or a number up to 2^53)")
	}
	return n, nil
}

// parseList splits a JSON list.
func parseList(path string, raw json.RawMessage) ([]json.RawMessage, error) {
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil || list == nil {
		return nil, fmt.Errorf("%s: expected list", path)
	}
	return list, nil
}
