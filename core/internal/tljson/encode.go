package tljson

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"unicode/utf8"

	"github.com/gotd/td/bin"
)

// Encode writes an object, its fields in the schema's order, without white
// space. It does not change the object.
func (c *Codec) Encode(obj bin.Object) ([]byte, error) {
	return c.encode(obj, encoder{})
}

// EncodeRedacted is Encode for logs: values of type bytes are left out, and so
// are phone numbers, codes, passwords, hashes and tokens (see secrets).
func (c *Codec) EncodeRedacted(obj bin.Object) ([]byte, error) {
	return c.encode(obj, encoder{redact: true})
}

func (c *Codec) encode(obj bin.Object, e encoder) ([]byte, error) {
	e.codec, e.out = c, make([]byte, 0, 512)
	if err := e.pointed(obj); err != nil {
		return nil, err
	}
	return e.out, nil
}

type encoder struct {
	codec   *Codec
	redact  bool
	replace Replace // nil: nothing is
	out     []byte
}

// pointed writes the object that a pointer points to.
func (e *encoder) pointed(obj bin.Object) error {
	v := reflect.ValueOf(obj)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return errNoConstructor
	}
	return e.object(v.Elem())
}

func (e *encoder) object(v reflect.Value) error {
	p, err := e.codec.plan(v.Type())
	if err != nil {
		return refuse("%v", err)
	}
	e.out = append(e.out, `{"_":"`...)
	e.out = append(e.out, p.name...)
	e.out = append(e.out, '"')
	for i := range p.fields {
		f := &p.fields[i]
		if !p.present(v, f) || e.redact && secret(f) {
			continue
		}
		e.out = append(e.out, `,"`...)
		e.out = append(e.out, f.key...)
		e.out = append(e.out, `":`...)
		if err := e.value(p.name, f.key, f.kind, v.Field(f.index)); err != nil {
			return deeper(err, f.key)
		}
	}
	e.out = append(e.out, '}')
	return nil
}

// present says whether a field is there: its bit is set, or will be by gotd's
// Encode because a field of that bit has a value.
func (p *plan) present(v reflect.Value, f *field) bool {
	if !f.optional() || bitIsSet(v, f) {
		return true
	}
	for i := range p.fields {
		g := &p.fields[i]
		if g.word == f.word && g.bit == f.bit && !v.Field(g.index).IsZero() {
			return true
		}
	}
	return false
}

func deeper(err error, step string) error {
	if bad := (*Error)(nil); errors.As(err, &bad) {
		return bad.within(step)
	}
	return fmt.Errorf("%s: %w", step, err)
}

// value writes a field of an object.
func (e *encoder) value(object, field string, k kind, v reflect.Value) error {
	if e.replace != nil {
		switch k.of {
		case isInt, isLong, isDouble, isString, isBytes:
			v = reflect.ValueOf(e.replace(object, field, v.Interface())).Convert(k.typ)
		case isInt256:
			v = reflect.Zero(k.typ)
		}
	}
	switch k.of {
	case isInt:
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
	case isLong:
		e.out = append(e.out, '"')
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
		e.out = append(e.out, '"')
	case isDouble:
		return e.double(v.Float())
	case isString:
		e.str(v.String())
	case isBytes:
		e.base64(v.Bytes())
	case isInt256:
		int256 := v.Interface().(bin.Int256)
		e.base64(int256[:])
	case isBool:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case isTrue:
		e.out = append(e.out, "true"...)
	case isVector:
		return e.vector(object, field, k, v)
	case isBare:
		return e.object(v)
	case isClass:
		if v.IsNil() || v.Elem().Kind() != reflect.Pointer || v.Elem().IsNil() {
			return refuse("missing")
		}
		return e.object(v.Elem().Elem())
	}
	return nil
}

func (e *encoder) vector(object, field string, k kind, v reflect.Value) error {
	e.out = append(e.out, '[')
	for i := range v.Len() {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		if err := e.value(object, field, *k.elem, v.Index(i)); err != nil {
			return deeper(err, index(i))
		}
	}
	e.out = append(e.out, ']')
	return nil
}

func (e *encoder) double(f float64) error {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return refuse("JSON has no number for %v", f)
	}
	e.out = strconv.AppendFloat(e.out, f, 'g', -1, 64)
	return nil
}

func (e *encoder) base64(b []byte) {
	e.out = append(e.out, '"')
	e.out = base64.StdEncoding.AppendEncode(e.out, b)
	e.out = append(e.out, '"')
}

const hexDigits = "0123456789abcdef"

// str writes a string: what must be escaped and nothing else, bad UTF-8 as
// U+FFFD.
func (e *encoder) str(s string) {
	e.out = append(e.out, '"')
	from := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				e.out = append(append(e.out, s[from:i]...), "\ufffd"...)
				from = i + 1
			}
			i += size
			continue
		}
		if b < ' ' || b == '"' || b == '\\' {
			e.out = append(append(e.out, s[from:i]...), '\\')
			e.escape(b)
			from = i + 1
		}
		i++
	}
	e.out = append(append(e.out, s[from:]...), '"')
}

func (e *encoder) escape(b byte) {
	switch b {
	case '"', '\\':
		e.out = append(e.out, b)
	case '\n':
		e.out = append(e.out, 'n')
	case '\r':
		e.out = append(e.out, 'r')
	case '\t':
		e.out = append(e.out, 't')
	default:
		e.out = append(e.out, 'u', '0', '0', hexDigits[b>>4], hexDigits[b&15])
	}
}
