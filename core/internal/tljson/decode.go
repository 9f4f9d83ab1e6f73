package tljson

import (
	"errors"
	"reflect"

	"github.com/gotd/td/bin"
)

// DecodeOptions say what Decode does beyond the rules of the form.
type DecodeOptions struct {
	// Path stands before the paths of errors: "messages[12]".
	Path string
	// Absent is asked, before Done, about each required field that was left out.
	// It may give obj's field a value and return true; false refuses the object.
	Absent func(obj bin.Object, field string) bool
	// Done is told of each object, the inner ones first. Its error is given the
	// object's path.
	Done func(obj bin.Object) error
}

var errNoPointer = errors.New("tljson: Decode wants a pointer")

// Decode reads one value: into is a pointer to a struct of the schema, to an
// interface of one of its classes (or bin.Object), or to a slice of either. What
// is wrong with the JSON comes back as *Error.
func (c *Codec) Decode(data []byte, into any, o DecodeOptions) error {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return errNoPointer
	}
	k, err := kindOf(v.Type().Elem())
	if err != nil {
		return err
	}
	d := decoder{codec: c, o: o, in: scanner{data: data}}
	if bad := d.whole(k, v.Elem()); bad != nil {
		if o.Path != "" {
			return bad.within(o.Path)
		}
		return bad
	}
	return nil
}

type decoder struct {
	codec *Codec
	o     DecodeOptions
	in    scanner
}

func (d *decoder) whole(k kind, v reflect.Value) *Error {
	if err := d.value(k, v, 0); err != nil {
		return err
	}
	if d.in.peek() != 0 || d.in.pos < len(d.in.data) {
		return refuse("something follows the value")
	}
	return nil
}

func (d *decoder) value(k kind, v reflect.Value, depth int) *Error {
	if depth > maxDepth {
		return refuse("nested too deep")
	}
	switch k.of {
	case isVector:
		return d.vector(k, v, depth)
	case isBare, isClass:
		return d.object(k, v, depth)
	}
	return d.scalar(k, v)
}

func (d *decoder) vector(k kind, v reflect.Value, depth int) *Error {
	if !d.in.take('[') {
		return refuse("expected vector")
	}
	v.Set(reflect.MakeSlice(k.typ, 0, 0))
	for i := 0; ; i++ {
		more, err := d.in.more(']', i == 0)
		if err != nil || !more {
			return err
		}
		v.Grow(1)
		v.SetLen(i + 1)
		if err := d.value(*k.elem, v.Index(i), depth+1); err != nil {
			return err.within(index(i))
		}
	}
}

// object reads an object for a field of a class or of one struct.
func (d *decoder) object(k kind, v reflect.Value, depth int) *Error {
	if !d.in.take('{') {
		return refuse("expected object")
	}
	name, err := d.name()
	if err != nil {
		return err
	}
	as, ok := d.codec.byName[name]
	if !ok {
		return refuse("unknown constructor %q", shorten(name))
	}
	ptr := v
	switch k.of {
	case isBare:
		if as.typ != k.typ {
			return refuse("%s is not what belongs here", name)
		}
		ptr = v.Addr()
	case isClass:
		ptr = reflect.New(as.typ)
		if !ptr.Type().Implements(k.typ) {
			return refuse("%s is not what belongs here", name)
		}
		v.Set(ptr)
	}
	p, bad := d.codec.plan(as.typ)
	if bad != nil {
		return refuse("%v", bad)
	}
	return d.fields(p, ptr, depth)
}

// name finds the constructor's name without moving on.
func (d *decoder) name() (string, *Error) {
	start := d.in.pos
	defer func() { d.in.pos = start }()
	for first := true; ; first = false {
		more, err := d.in.more('}', first)
		if err != nil {
			return "", err
		}
		if !more {
			return "", refuse(`missing "_"`)
		}
		key, err := d.in.key()
		if err != nil {
			return "", err
		}
		if key == "_" {
			name, err := d.in.str()
			if err != nil {
				return "", err.within("_")
			}
			return name, nil
		}
		if err := d.in.skip(0); err != nil {
			return "", err
		}
	}
}

// fields reads what is between the braces.
func (d *decoder) fields(p *plan, ptr reflect.Value, depth int) *Error {
	var seen fieldSet
	v := ptr.Elem()
	named := false
	for first := true; ; first = false {
		more, err := d.in.more('}', first)
		if err != nil {
			return err
		}
		if !more {
			return d.finish(p, ptr, &seen)
		}
		key, err := d.in.key()
		if err != nil {
			return err
		}
		if key == "_" {
			if named {
				return refuse("given twice").within(key)
			}
			named = true
			if _, err := d.in.str(); err != nil {
				return err.within(key)
			}
			continue
		}
		if err := d.field(p, v, key, &seen, depth); err != nil {
			return err.within(shorten(key))
		}
	}
}

func (d *decoder) field(p *plan, v reflect.Value, key string, seen *fieldSet, depth int) *Error {
	i, ok := p.byKey[key]
	if !ok {
		if _, isWord := p.words[key]; isWord {
			return refuse("derived from the fields: leave it out")
		}
		return refuse("unknown field of %s", p.name)
	}
	if seen.has(i) {
		return refuse("given twice")
	}
	f := &p.fields[i]
	target := v.Field(f.index)
	if err := d.value(f.kind, target, depth+1); err != nil {
		return err
	}
	seen.add(i)
	if f.optional() && (f.kind.of != isTrue || target.Bool()) {
		setBit(v, f)
	}
	return nil
}

// finish looks at what was left out: fields that must be there, and fields that
// share a bit with one that is.
func (d *decoder) finish(p *plan, ptr reflect.Value, seen *fieldSet) *Error {
	v := ptr.Elem()
	obj, ok := ptr.Interface().(bin.Object)
	if !ok {
		return refuse("%s is no object", p.name)
	}
	for i := range p.fields {
		f := &p.fields[i]
		switch {
		case f.kind.of == isTrue:
			if bitIsSet(v, f) && !v.Field(f.index).Bool() {
				return refuse("comes together with the others of its flag").within(f.key)
			}
		case seen.has(i):
		case f.optional():
			if bitIsSet(v, f) {
				return refuse("comes together with the others of its flag").within(f.key)
			}
		case d.o.Absent == nil || !d.o.Absent(obj, f.key):
			return refuse("missing required field").within(f.key)
		}
	}
	if d.o.Done == nil {
		return nil
	}
	if err := d.o.Done(obj); err != nil {
		return refuse("%v", err)
	}
	return nil
}

func bitIsSet(v reflect.Value, f *field) bool {
	return v.Field(f.word).Uint()>>f.bit&1 == 1
}
