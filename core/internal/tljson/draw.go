package tljson

import (
	"fmt"
	"reflect"

	"github.com/gotd/td/bin"
)

// Drawer says what Draw fills objects with.
type Drawer struct {
	// Upto gives a number from 0 to n-1; Draw takes all its chance from it.
	Upto func(n int) int
	// Optional says whether an optional field is there; fields that share a flag
	// are asked for as one, by the first of them.
	Optional func(object, field string) bool
	// Value may give the value of a field of any type but bool: an int, int64,
	// float64, string, []byte, an object of its class, or a whole vector. class is
	// its type in Go. nil leaves it to Draw.
	Value func(class reflect.Type, object, field string) any
}

// drawDepth is how deep Draw goes before it takes the least objects there are.
const drawDepth = 4

// Draw makes an object of a constructor with all its fields, of any depth,
// drawn from the schema. Vectors have one or two elements.
func (c *Codec) Draw(name string, d Drawer) (bin.Object, error) {
	k, ok := c.byName[name]
	if !ok {
		return nil, fmt.Errorf("draw %q: %w", name, errNoConstructor)
	}
	ptr := reflect.New(k.typ)
	if err := (drawing{c, d}).object(ptr.Elem(), 0); err != nil {
		return nil, fmt.Errorf("draw %s: %w", name, err)
	}
	return ptr.Interface().(bin.Object), nil
}

type drawing struct {
	codec *Codec
	Drawer
}

func (w drawing) object(v reflect.Value, depth int) error {
	p, err := w.codec.plan(v.Type())
	if err != nil {
		return err
	}
	if depth > drawDepth {
		return w.codec.fillLeast(p, v, nil, map[reflect.Type]bool{v.Type(): true})
	}
	asked := map[[2]int]bool{}
	for i := range p.fields {
		f := &p.fields[i]
		if f.optional() {
			flag := [2]int{f.word, int(f.bit)}
			if _, known := asked[flag]; !known {
				asked[flag] = w.Optional(p.name, f.key)
			}
			if !asked[flag] {
				continue
			}
			setBit(v, f)
		}
		if err := w.field(p.name, f, v.Field(f.index), depth); err != nil {
			return err
		}
	}
	return nil
}

func (w drawing) field(object string, f *field, v reflect.Value, depth int) error {
	switch f.kind.of {
	case isTrue:
		v.SetBool(true)
		return nil
	case isBool:
		v.SetBool(w.Upto(2) == 0)
		return nil
	}
	return w.value(object, f.key, f.kind, v, depth)
}

func (w drawing) value(object, key string, k kind, v reflect.Value, depth int) error {
	if given := w.Value(k.typ, object, key); given != nil {
		g := reflect.ValueOf(given)
		if k.of == isBare && g.Kind() == reflect.Pointer {
			g = g.Elem()
		}
		if !g.Type().AssignableTo(k.typ) {
			return fmt.Errorf("%s.%s: %s is no %s", object, key, g.Type(), k.typ)
		}
		v.Set(g)
		return nil
	}
	switch k.of {
	case isInt, isLong:
		v.SetInt(int64(w.Upto(1000)))
	case isDouble:
		v.SetFloat(float64(w.Upto(1000)) / 8)
	case isString:
		v.SetString(fmt.Sprintf("%s %d", key, w.Upto(1000)))
	case isBytes:
		v.SetBytes([]byte{byte(w.Upto(256)), 0, 255})
	case isInt256:
		v.Index(0).SetUint(uint64(w.Upto(256)))
	case isBool:
		v.SetBool(w.Upto(2) == 0)
	case isVector:
		return w.vector(object, key, k, v, depth)
	case isBare:
		return w.object(v, depth+1)
	case isClass:
		return w.class(k, v, depth)
	}
	return nil
}

func (w drawing) vector(object, key string, k kind, v reflect.Value, depth int) error {
	n := 1 + w.Upto(2)
	v.Set(reflect.MakeSlice(k.typ, n, n))
	for i := range n {
		if err := w.value(object, key, *k.elem, v.Index(i), depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (w drawing) class(k kind, v reflect.Value, depth int) error {
	members := w.codec.members(k.typ)
	if depth >= drawDepth || len(members) == 0 {
		return w.codec.leastValue(k, v, map[reflect.Type]bool{})
	}
	ptr := reflect.New(members[w.Upto(len(members))].typ)
	v.Set(ptr)
	return w.object(ptr.Elem(), depth+1)
}
