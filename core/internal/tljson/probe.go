package tljson

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"

	"github.com/gotd/td/bin"
)

var errNoValue = errors.New("no value of the class can be made")

// findTrue tells `true` from `Bool` among the optional bools of a type: on an
// object whose bit is set, only a Bool changes the encoding.
func (c *Codec) findTrue(p *plan, typ reflect.Type) error {
	for i := range p.fields {
		f := &p.fields[i]
		if f.kind.of != isBool || !f.optional() {
			continue
		}
		written, err := c.boolIsWritten(p, typ, f)
		if err != nil {
			return fmt.Errorf("field %s: %w", f.key, err)
		}
		if !written {
			f.kind.of = isTrue
		}
	}
	return nil
}

func (c *Codec) boolIsWritten(p *plan, typ reflect.Type, f *field) (bool, error) {
	var encoded [2]bin.Buffer
	for i := range encoded {
		ptr := reflect.New(typ)
		if err := c.fillLeast(p, ptr.Elem(), f, map[reflect.Type]bool{typ: true}); err != nil {
			return false, err
		}
		ptr.Elem().Field(f.index).SetBool(i == 1)
		obj, ok := ptr.Interface().(bin.Object)
		if !ok {
			return false, errNoConstructor
		}
		if err := obj.Encode(&encoded[i]); err != nil {
			return false, err
		}
	}
	return !bytes.Equal(encoded[0].Buf, encoded[1].Buf), nil
}

// fillLeast gives an object the least that can be encoded: its required fields
// and, where with is not nil, those that share with's bit.
func (c *Codec) fillLeast(p *plan, v reflect.Value, with *field, above map[reflect.Type]bool) error {
	for i := range p.fields {
		f := &p.fields[i]
		wanted := !f.optional()
		if with != nil && f.word == with.word && f.bit == with.bit {
			setBit(v, f)
			wanted = true
		}
		if !wanted {
			continue
		}
		if err := c.leastValue(f.kind, v.Field(f.index), above); err != nil {
			return err
		}
	}
	return nil
}

func (c *Codec) leastValue(k kind, v reflect.Value, above map[reflect.Type]bool) error {
	switch k.of {
	case isBare:
		return c.leastObject(k.typ, v, above)
	case isClass:
		for _, member := range c.members(k.typ) {
			ptr := reflect.New(member.typ)
			if c.leastObject(member.typ, ptr.Elem(), above) == nil {
				v.Set(ptr)
				return nil
			}
		}
		return errNoValue
	}
	return nil // the zero value can be encoded
}

// leastObject fills an object; above are the types around it, which it must not
// contain again.
func (c *Codec) leastObject(typ reflect.Type, v reflect.Value, above map[reflect.Type]bool) error {
	if above[typ] {
		return errNoValue
	}
	above[typ] = true
	defer delete(above, typ)
	names, err := c.shape(typ)
	if err != nil {
		return err
	}
	return c.fillLeast(names, v, nil, above)
}

// shape is the plan of a type without the difference between Bool and true,
// which required fields do not need and which would send learn round in circles.
func (c *Codec) shape(typ reflect.Type) (*plan, error) {
	if p, ok := c.plans.Load(typ); ok {
		return p.(*plan), nil
	}
	return c.outline(typ)
}

// setBit marks an optional field as present.
func setBit(v reflect.Value, f *field) {
	word := v.Field(f.word)
	word.SetUint(word.Uint() | 1<<f.bit)
}
