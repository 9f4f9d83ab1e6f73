package tljson

import (
	"errors"
	"strconv"

	"github.com/gotd/td/bin"
)

// errUnknown says that bytes are nothing this layer has.
var errUnknown = errors.New("not an object of this layer")

// Replace gives what is written instead of a number, a text or bytes: a value of the
// same type (int, int64, float64, string, []byte). object and field are the schema's
// names of where it stands.
type Replace func(object, field string, value any) any

// Raw turns an answer as it came into TL JSON: a boxed object, a Bool or a vector of
// such. replace may be nil. A constructor's number follows from its definition, so
// that bytes of another layer either mean the same in this one or are refused, with
// errUnknown or gotd's error.
func (c *Codec) Raw(raw []byte, replace Replace) ([]byte, error) {
	b := &bin.Buffer{Buf: raw}
	e := encoder{codec: c, replace: replace, out: make([]byte, 0, 512)}
	if err := e.boxed(b); err != nil {
		return nil, err
	}
	if b.Len() > 0 {
		return nil, errUnknown
	}
	return e.out, nil
}

// Object decodes a boxed object of any constructor or method; bytes after it are
// left in b.
func (c *Codec) Object(b *bin.Buffer) (bin.Object, error) {
	id, err := b.PeekID()
	if err != nil {
		return nil, err
	}
	make, ok := c.byID[id]
	if !ok {
		return nil, errUnknown
	}
	obj := make()
	return obj, obj.Decode(b)
}

// EncodeReplaced is Encode with every number, text and bytes replaced.
func (c *Codec) EncodeReplaced(obj bin.Object, replace Replace) ([]byte, error) {
	return c.encode(obj, encoder{replace: replace})
}

func (e *encoder) boxed(b *bin.Buffer) error {
	id, err := b.PeekID()
	if err != nil {
		return err
	}
	switch id {
	case bin.TypeVector:
		return e.boxedVector(b)
	case bin.TypeTrue, bin.TypeFalse:
		v, err := b.Bool()
		e.out = strconv.AppendBool(e.out, v)
		return err
	}
	obj, err := e.codec.Object(b)
	if err != nil {
		return err
	}
	return e.pointed(obj)
}

func (e *encoder) boxedVector(b *bin.Buffer) error {
	n, err := b.VectorHeader()
	if err != nil {
		return err
	}
	e.out = append(e.out, '[')
	for i := range n {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		if err := e.boxed(b); err != nil {
			return err
		}
	}
	e.out = append(e.out, ']')
	return nil
}
