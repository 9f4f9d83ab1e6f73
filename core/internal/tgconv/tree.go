package tgconv

import (
	"encoding/base64"
	"reflect"
	"strconv"

	"github.com/gotd/td/tdp"
	"github.com/gotd/td/tg"
)

// tree converts an exotic object into JSON values by the schema's names: an
// object becomes a map with its constructor under "_" and its fields that are
// set, 64-bit numbers become strings, bytes base64. What the documents have a
// type of their own for (peers, texts, photos, documents, gifts ...) is
// converted to that. Tickets (access hashes, file references) are left out: they
// are kept with the files. nil gives nil.
func tree(v any) any {
	if v == nil {
		return nil
	}
	if d, ok := typed(v); ok {
		return d
	}
	return reflected(reflect.ValueOf(v))
}

// typed converts what has a document type.
func typed(v any) (any, bool) {
	switch v := v.(type) {
	case tg.PeerClass:
		return PeerID(v), true
	case tg.PhotoClass:
		return photo(v), true
	case tg.DocumentClass:
		return document(v), true
	case tg.GeoPointClass:
		return geo(v), true
	case tg.StarsAmountClass:
		return price(v), true
	case tg.StarGiftClass:
		return gift(v), true
	case tg.WallPaperClass:
		return wallpaper(v), true
	case tg.ReactionClass:
		return reaction(v), true
	case *tg.TextWithEntities:
		return withEntities(*v), true
	case tg.StoryItemClass:
		s, ok := Story(v)
		return s, ok
	case tg.ChatClass:
		p, ok := Chat(v)
		p.AccessHash = 0
		return p, ok
	}
	return nil, false
}

// described is what every object of package tg offers.
type described interface{ TypeInfo() tdp.Type }

func reflected(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		if d, ok := typed(v.Interface()); ok {
			return d
		}
		return reflected(v.Elem())
	case reflect.Struct:
		return object(v)
	case reflect.Slice:
		return list(v)
	case reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Int, reflect.Int32:
		return int(v.Int())
	case reflect.Bool:
		return v.Bool()
	case reflect.Float64:
		return finite(v.Float())
	case reflect.String:
		return v.String()
	}
	return nil
}

// list is nil for an empty one.
func list(v reflect.Value) any {
	if v.Len() == 0 {
		return nil
	}
	if b, ok := v.Interface().([]byte); ok {
		return base64.StdEncoding.EncodeToString(b)
	}
	out := make([]any, 0, v.Len())
	for i := range v.Len() {
		out = append(out, element(v.Index(i)))
	}
	return out
}

// element converts a field or an item; a struct by its address, for the methods
// of package tg are on pointers.
func element(v reflect.Value) any {
	if v.Kind() == reflect.Struct {
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		return reflected(p)
	}
	return reflected(v)
}

// tickets are the fields that let somebody fetch an object, not its content.
func ticket(name string) bool {
	return name == "access_hash" || name == "file_reference" || name == "flags" || name == "flags2"
}

func object(v reflect.Value) any {
	info, ok := typeInfo(v)
	if !ok {
		return nil
	}
	m := map[string]any{"_": info.Name}
	for _, f := range info.Fields {
		if f.Null || ticket(f.SchemaName) {
			continue
		}
		if field := v.FieldByName(f.Name); field.IsValid() {
			if x := element(field); x != nil && x != false {
				m[f.SchemaName] = x
			}
		}
	}
	return m
}

// typeInfo asks the object itself for its schema; false when it has none.
func typeInfo(v reflect.Value) (tdp.Type, bool) {
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	d, ok := p.Interface().(described)
	if !ok {
		return tdp.Type{}, false
	}
	return d.TypeInfo(), true
}
