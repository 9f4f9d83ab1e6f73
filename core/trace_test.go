package core

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"satchel/core/demo/world/sample"
)

// contents are what a trace must not tell: the texts of a world, and its numbers and
// binary values that are long enough not to be there by chance.
func contents(t *testing.T, account fs.FS) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	var walk func(field string, v any)
	walk = func(field string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				walk(k, x)
			}
		case []any:
			for _, x := range v {
				walk(field, x)
			}
		case string:
			if measured(field) {
				return
			}
			for _, word := range strings.Fields(v) {
				if len(word) >= 5 && word != "777000" {
					found[word] = true
				}
			}
		case json.Number:
			if n, err := v.Int64(); len(v) >= 6 && !measured(field) && v != "777000" && (err != nil || n%86400 != 0) { // a trace has midnights, and Telegram's own account
				found[v.String()] = true
			}
		}
	}
	for _, name := range []string{"world.json", "messages.jsonl"} {
		data, err := fs.ReadFile(account, name)
		if err != nil {
			t.Fatal(err)
		}
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.UseNumber()
		for dec.More() {
			var v any
			if err := dec.Decode(&v); err != nil {
				t.Fatal(err)
			}
			walk("", v)
		}
	}
	return found
}

// measured are the fields whose values a trace keeps, or that a server never sends.
func measured(field string) bool {
	switch field {
	case "_", "mime_type", "size", "sizes", "path", "takeout_file", "seed":
		return true
	}
	return false
}

type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func TestATraceTellsNothingOfTheAccount(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, sample.Main(), "")
	var trace syncBuffer
	engine := p.engine(func(c *Config) { c.Trace = &trace })
	result, err := engine.Export(t.Context(), p.dir, Default(), p.prompter())
	if err != nil || result.Outcome != Complete {
		t.Fatalf("%s, error %v", result.Outcome, err)
	}
	for _, method := range []string{"messages.getHistory", "upload.getFile", "upload.getCdnFile", "messages.getDialogs"} {
		if n, logged := strings.Count(trace.String(), `"method":"`+method+`"`), len(p.log.calls(t, method)); n < logged {
			t.Errorf("%d lines for %d calls of %s", n, logged, method)
		}
	}
	noFieldKeepsItsValue(t, p, trace.Bytes())
	secrets := contents(t, sample.Main())
	if len(secrets) < 1000 {
		t.Fatalf("only %d words to look for", len(secrets))
	}
	ready := p.server.Ready()
	secrets[ready.Phone], secrets[strings.TrimPrefix(ready.Phone, "+")], secrets[ready.APIHash] = true, true, true
	lines := bufio.NewScanner(strings.NewReader(trace.String()))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		for _, value := range values(t, lines.Bytes()) {
			for _, word := range strings.Fields(value) {
				if secrets[word] {
					t.Fatalf("%q is in the trace: %.300s", word, lines.Text())
				}
			}
		}
	}
}

// values are the numbers and texts of a line, without the names of constructors.
func values(t *testing.T, line []byte) (all []string) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber()
	var call any
	if err := dec.Decode(&call); err != nil {
		t.Fatal(err)
	}
	var walk func(field string, v any)
	walk = func(field string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				walk(k, x)
			}
		case []any:
			for _, x := range v {
				walk(field, x)
			}
		case string:
			if field != "_" && field != "method" && field != "error" {
				all = append(all, v)
			}
		case json.Number:
			all = append(all, v.String())
		}
	}
	walk("", call)
	return all
}

// shown are the values of each field, by "message.id", but for zeros and truth values.
type shown map[string]map[string]bool

func (s shown) add(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			s.add(x)
		}
	case map[string]any:
		name, _ := v["_"].(string)
		for field, x := range v {
			s.field(name+"."+field, x)
			s.add(x)
		}
	}
}

func (s shown) field(of string, v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			s.field(of, x)
		}
	case string, json.Number:
		value := fmt.Sprint(v)
		if s[of] == nil {
			s[of] = map[string]bool{}
		}
		if value != "" && value != "0" && !strings.HasSuffix(of, "._") {
			s[of][value] = true
		}
	}
}

func (s shown) lines(t *testing.T, data []byte, members ...string) {
	t.Helper()
	for line := range bytes.Lines(data) {
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.UseNumber()
		var o map[string]any
		if err := dec.Decode(&o); err != nil {
			t.Fatal(err)
		}
		for _, m := range members {
			s.add(o[m])
		}
	}
}

// noFieldKeepsItsValue compares a trace with the answers as they really came, access
// hashes and file references among them, field by field, however short a value is.
func noFieldKeepsItsValue(t *testing.T, p *procedure, trace []byte) {
	t.Helper()
	stays := map[string]bool{}
	list, err := os.ReadFile("internal/trace/testdata/stays.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range strings.Fields(string(list)) {
		stays[field] = true
	}
	var pages bytes.Buffer
	if _, err := Raw(t.Context(), p.dir, PeerID{}, 0, &pages, Config{}); err != nil {
		t.Fatal(err)
	}
	real, seen := shown{}, shown{}
	real.lines(t, pages.Bytes(), "answer")
	seen.lines(t, trace, "args", "answer")
	compared := 0
	for field, values := range real {
		if stays[field] || mayStay(field) {
			continue
		}
		var same []string
		for value := range values {
			compared++
			if n, err := strconv.ParseInt(value, 10, 64); seen[field][value] && value != "777000" && (err != nil || n%86400 != 0) {
				same = append(same, value)
			}
		}
		if len(same) > 1 { // one may be alike by chance
			t.Errorf("%s keeps %q", field, same)
		}
	}
	if compared < 3000 {
		t.Errorf("only %d values were compared", compared)
	}
}

// mayStay are the fields whose values are words of the protocol, or of which the first
// digit stays.
func mayStay(field string) bool {
	return strings.HasSuffix(field, ".type") || strings.HasSuffix(field, ".mime_type") || strings.HasSuffix(field, "_count") || strings.HasPrefix(field, "reactionCount.")
}
