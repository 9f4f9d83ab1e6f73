package world

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEntriesReadTheirFields(t *testing.T) {
	e := newEntry("x[1]", json.RawMessage(`{"s":"a","b":true,"i":-4,"d":1.5,"l":"9007199254740993","n":9007199254740992}`))
	got := []any{e.str("s"), e.bool("b"), e.int("i"), e.double("d"), e.long("l"), e.long("n"), e.str("none"), e.long("none"), e.has("none")}
	want := []any{"a", true, -4, 1.5, int64(9007199254740993), int64(9007199254740992), "", int64(0), false}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if err := e.done(); err != nil {
		t.Error(err)
	}
}

func TestEntriesKeepTheFirstError(t *testing.T) {
	tests := []struct {
		name, json, want string
		read             func(e *entry)
	}{
		{"not an object", `[]`, "x: expected object", func(*entry) {}},
		{"null", `null`, "x: expected object", func(*entry) {}},
		{"wrong string", `{"s":1}`, "x.s: expected string", func(e *entry) { e.str("s") }},
		{"null string", `{"s":null}`, "x.s: expected string", func(e *entry) { e.str("s") }},
		{"wrong bool", `{"b":0}`, "x.b: expected true or false", func(e *entry) { e.bool("b") }},
		{"fraction", `{"i":1.5}`, "x.i: expected int", func(e *entry) { e.int("i") }},
		{"wrong double", `{"d":"1"}`, "x.d: expected double", func(e *entry) { e.double("d") }},
		{"long beyond 2^53", `{"l":9007199254740993}`, "x.l: expected long (a string, or a number up to 2^53)", func(e *entry) { e.long("l") }},
		{"long of a word", `{"l":"word"}`, "x.l: expected long (a string, or a number up to 2^53)", func(e *entry) { e.long("l") }},
		{"unread", `{"b":1,"a":2}`, "x.a: unknown field", func(*entry) {}},
		{"the first of two", `{"a":1,"b":2}`, "x.b: expected string", func(e *entry) { e.str("b"); e.str("a") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := newEntry("x", json.RawMessage(tt.json))
			tt.read(e)
			if err := e.done(); err == nil || err.Error() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
