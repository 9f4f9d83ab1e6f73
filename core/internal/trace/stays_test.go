package trace

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/tljson"
)

var update = flag.Bool("update", false, "write the golden files anew")

// What a person whose account it is could be known by, as any field might hold it.
const (
	secretText  = "Anna 👍 https://example.org/anna"
	secretInt   = 1_234_567_891
	secretLong  = int64(1_234_567_891_234_567)
	secretFloat = 52.520008
)

// stays draws every constructor and method of the schema with secrets in every
// field, redacts it, and lists the fields in which a secret is left.
func stays(t *testing.T) []string {
	t.Helper()
	codec, r := tljson.New(), testRedactor(t)
	found := map[string]bool{}
	note := func(object, field string, value any) any {
		got := r.replace(object, field, value)
		if !reflect.ValueOf(value).IsZero() && reflect.DeepEqual(got, value) {
			found[object+"."+field] = true
		}
		return got
	}
	drawer := tljson.Drawer{
		Upto:     func(int) int { return 0 },
		Optional: func(string, string) bool { return true },
		Value: func(class reflect.Type, _, _ string) any {
			switch class.Kind() {
			case reflect.Int:
				return secretInt
			case reflect.Int64:
				return secretLong
			case reflect.Float64:
				return secretFloat
			case reflect.String:
				return secretText
			case reflect.Slice:
				if class.Elem().Kind() == reflect.Uint8 {
					return []byte(secretText)
				}
			}
			return nil
		},
	}
	for _, name := range codec.Names() {
		obj, err := codec.Draw(name, drawer)
		if err != nil {
			t.Fatal(err)
		}
		out, err := codec.EncodeReplaced(obj, note)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, word := range []string{"Anna", "👍", "example.org", "52.52"} {
			if strings.Contains(string(out), word) && !durationOnly(string(out), word) {
				t.Errorf("%q is left in a %s: %.300s", word, name, out)
			}
		}
	}
	var list []string
	for field := range found {
		list = append(list, field)
	}
	slices.Sort(list)
	return list
}

// durationOnly reports a number that stands in durations alone.
func durationOnly(out, word string) bool {
	return strings.Count(out, word) == strings.Count(out, fmt.Sprintf(`"duration":%v`, secretFloat))
}

// The golden file is for whoever wants to know what a trace tells before sending it:
// every field of Telegram's schema whose value is written as it is.
func TestWhatStaysIsListedFieldByField(t *testing.T) {
	got := strings.Join(stays(t), "\n") + "\n"
	const golden = "testdata/stays.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("a trace tells other fields than it did (-want +got); if that is meant, run with -update\n%s", diff)
	}
}
