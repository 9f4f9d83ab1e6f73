package tgconv

import (
	"reflect"
	"testing"

	"github.com/gotd/td/bin"
)

// TestEveryFieldIsKept changes one field after the other of every constructor;
// what the archive learns has to change with it, unless the field is ignored for
// a reason.
func TestEveryFieldIsKept(t *testing.T) {
	used, ignored := map[string]bool{}, ignoredFields()
	for _, k := range kinds() {
		for _, c := range constructors(k.of) {
			if silent[name(c)] != "" {
				continue
			}
			for i := range c.Elem().NumField() {
				f := c.Elem().Field(i)
				if f.Type == reflect.TypeFor[bin.Fields]() {
					continue
				}
				key := name(c) + "." + f.Name
				kept := fieldIsKept(t, k, c, f.Name)
				reason := ignored[key]
				if reason == "" {
					reason, key = ignored["*."+f.Name], "*."+f.Name
				}
				if !kept && reason == "" {
					t.Errorf("%s.%s leaves no trace", name(c), f.Name)
				}
				if !kept {
					used[key] = true
				}
			}
		}
	}
	for key := range ignored {
		if !used[key] {
			t.Errorf("%s is listed as ignored and is kept", key)
		}
	}
}

// fieldIsKept tries the change in objects with all fields set and in ones with
// that field only: one field may outrank another (a photo that destroys itself
// has no files).
func fieldIsKept(t *testing.T, k kind, c reflect.Type, field string) bool {
	t.Helper()
	full := func(alter string) any { return k.convert((&filler{alter: alter}).object(c, 0).Interface()) }
	cleared := k.convert((&filler{alter: field, clear: true}).object(c, 0).Interface())
	if whole := asJSON(t, full("")); whole != asJSON(t, full(field)) || whole != asJSON(t, cleared) {
		return true
	}
	alone := func(n int) any {
		p := reflect.New(c.Elem())
		(&filler{n: n}).value(p.Elem().FieldByName(field), 1)
		setFlags(p)
		return k.convert(p.Interface())
	}
	empty := reflect.New(c.Elem())
	if p := asJSON(t, alone(100)); p != asJSON(t, alone(5000)) {
		return true
	} else if c.Elem().Kind() == reflect.Struct {
		f, _ := c.Elem().FieldByName(field)
		return f.Type.Kind() == reflect.Bool && p != asJSON(t, k.convert(empty.Interface()))
	}
	return false
}
