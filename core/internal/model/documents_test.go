package model

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// documents are the types that stand in archives by themselves.
func documents() []reflect.Type {
	return []reflect.Type{
		reflect.TypeFor[Message](), reflect.TypeFor[Peer](), reflect.TypeFor[Dialog](), reflect.TypeFor[Profile](), reflect.TypeFor[Photo](), reflect.TypeFor[Story](),
		reflect.TypeFor[SavedContact](), reflect.TypeFor[FrequentContact](), reflect.TypeFor[Session](), reflect.TypeFor[WebSession](), reflect.TypeFor[Contact](), reflect.TypeFor[Document](),
		reflect.TypeFor[Folder](), reflect.TypeFor[SavedDialog](), reflect.TypeFor[Topic](), reflect.TypeFor[ChatInfo](), reflect.TypeFor[Problem](), reflect.TypeFor[TakeoutState](),
		reflect.TypeFor[Zone](), reflect.TypeFor[Location](), reflect.TypeFor[Origin](), reflect.TypeFor[Range](),
	}
}

// shapes lists the fields of documents and of what is in them: "Message.date int64".
func shapes(t *testing.T) []string {
	t.Helper()
	var lines []string
	seen := map[reflect.Type]bool{}
	var look func(reflect.Type)
	look = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice || typ.Kind() == reflect.Array {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] || typ == reflect.TypeFor[PeerID]() {
			return
		}
		seen[typ] = true
		names := map[string]bool{}
		for i := range typ.NumField() {
			f := typ.Field(i)
			name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			switch {
			case name == "" || name == "-" || !f.IsExported():
				t.Errorf("%s.%s has no name in the document", typ.Name(), f.Name)
			case names[name]:
				t.Errorf("%s has two fields %q", typ.Name(), name)
			}
			names[name] = true
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s.%s %s %s", typ.Name(), name, f.Type, options)))
			look(f.Type)
		}
	}
	for _, typ := range documents() {
		look(typ)
	}
	slices.Sort(lines)
	return lines
}

// Archives outlive the program: a field is never renamed, removed or given another
// type, and one that is new may be absent. It comes to the list with -update.
func TestNoFieldOfADocumentIsEverRenamed(t *testing.T) {
	const golden = "testdata/documents.txt"
	got := shapes(t)
	if *update {
		if err := os.WriteFile(golden, []byte(strings.Join(got, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, line := range known {
		if !slices.Contains(got, line) {
			t.Errorf("%s: archives that have it could not be read any more", line)
		}
	}
	for _, line := range got {
		if !slices.Contains(known, line) && !strings.HasSuffix(line, " omitempty") && !strings.HasSuffix(line, " omitzero") {
			t.Errorf("%s: it is new and has to be optional, for archives that are there do not have it", line)
		}
	}
}

// filler fills values with something that is not zero, everywhere.
type filler struct{ *rand.Rand }

func (f filler) fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString([]string{"text", "ö \"quoted\" <b>&\u2028", "🥖\n\t", "null"}[f.IntN(4)])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat([]float64{0.1, -90, 1e-9, 123456789.125}[f.IntN(4)])
	case reflect.Int, reflect.Int64:
		v.SetInt([]int64{1, -1, 1 << 31, 1<<63 - 1, -1 << 63}[f.IntN(5)])
	case reflect.Pointer:
		if depth > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			f.fill(v.Elem(), depth-1)
		}
	case reflect.Slice:
		if depth <= 0 {
			return
		}
		n := 1 + f.IntN(2)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			f.fill(v.Index(i), depth-1)
		}
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i), depth)
		}
	case reflect.Uint8:
		v.SetUint(uint64(f.IntN(256)))
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]any{"a": "1", "b": 2.5, "c": true, "d": map[string]any{"e": "f"}, "g": []any{"h", 1.0}}))
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[PeerID]() {
			v.Set(reflect.ValueOf(PeerID{KindUser + PeerKind(f.IntN(3)), 1 + f.Int64N(1<<40)}))
			return
		}
		for i := range v.NumField() {
			f.fill(v.Field(i), depth)
		}
	}
}

// What is written into an archive is read from it: every field, and those of what
// lies within it.
func TestDocumentsComeBackAsTheyWereWritten(t *testing.T) {
	for _, typ := range documents() {
		t.Run(typ.Name(), func(t *testing.T) {
			for seed := range uint64(5) {
				v := reflect.New(typ)
				filler{rand.New(rand.NewPCG(seed, 1))}.fill(v.Elem(), 4)
				doc, err := json.Marshal(v.Interface())
				if err != nil {
					t.Fatal(err)
				}
				back := reflect.New(typ)
				if err := json.Unmarshal(doc, back.Interface()); err != nil {
					t.Fatalf("%v\n%s", err, doc)
				}
				if diff := cmp.Diff(v.Interface(), back.Interface()); diff != "" {
					t.Fatal(diff)
				}
			}
		})
	}
}

// An empty document says only what has to be said of every object: what an old
// archive does not have is not known, and is not noise in a new one.
func TestWhatIsNotKnownTakesNoRoom(t *testing.T) {
	required := map[string]string{
		"Message": `{"v":0,"id":0,"peer":"","date":0}`, "Photo": `{"id":0}`, "Story": `{"id":0,"date":0}`, "Document": `{"id":0,"file":"","type":"","size":0}`,
		"Contact": `{"v":0,"user":0}`, "Topic": `{"v":0,"peer":"","id":0}`, "ChatInfo": `{"v":0,"peer":""}`, "Peer": `{"v":0,"id":""}`,
	}
	for _, typ := range documents() {
		want, ok := required[typ.Name()]
		if !ok {
			continue
		}
		delete(required, typ.Name())
		if got, err := json.Marshal(reflect.New(typ).Interface()); err != nil || string(got) != want {
			t.Errorf("%s: %s (%v), want %s", typ.Name(), got, err, want)
		}
	}
	if len(required) > 0 {
		t.Errorf("not looked at: %v", required)
	}
}

func FuzzPeerIDsAreReadAsTheyAreWritten(f *testing.F) {
	for _, s := range []string{"user:7", "chat:8", "channel:1003", "", "user:", "user:-7", "user:0", "USER:7", "user:7 ", "user:+7", "user:07", "bot:7", "user:9223372036854775808", "user:7:8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := ParsePeerID(s)
		if err != nil {
			if !id.IsZero() {
				t.Errorf("%q is refused and is %v", s, id)
			}
			return
		}
		if again, err := ParsePeerID(id.String()); err != nil || again != id || id.ID < 0 {
			t.Errorf("%q is %v, then %v (%v)", s, id, again, err)
		}
	})
}
