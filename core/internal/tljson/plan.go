package tljson

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tdp"
)

// plan is one struct type of the schema as JSON sees it.
type plan struct {
	name   string
	fields []field // the schema's order, without the flags words
	byKey  map[string]int
	words  map[string]int // JSON name of a flags word -> index of its Go field
}

// field is a field of the schema.
type field struct {
	key   string // its name in the schema
	index int    // of the Go field
	kind  kind
	word  int // Go field index of the flags word that says whether it is there; -1: required
	bit   uint
}

func (f *field) optional() bool { return f.word >= 0 }

// kind is a TL type as the Go type tells it.
type kind struct {
	of   tlType
	elem *kind // of a vector
	typ  reflect.Type
}

type tlType uint8

const (
	isInt tlType = iota
	isLong
	isDouble
	isString
	isBytes
	isInt256
	isBool
	isTrue
	isVector
	isBare  // a class with one constructor: a struct
	isClass // an interface
)

func (s tlType) String() string {
	return [...]string{"int", "long", "double", "string", "bytes", "int256", "Bool", "true", "vector", "object", "object"}[s]
}

var (
	errNoConstructor = errors.New("not a constructor of the schema")
	errManyFields    = errors.New("more fields than a plan holds")
)

// described is what gotd's types say of themselves.
type described interface {
	TypeInfo() tdp.Type
}

// learn finds out all there is to know of a type.
func (c *Codec) learn(typ reflect.Type) (*plan, error) {
	p, err := c.outline(typ)
	if err != nil {
		return nil, err
	}
	return p, c.findTrue(p, typ)
}

// outline reads a type's names, kinds and flag bits off an empty value of it.
func (c *Codec) outline(typ reflect.Type) (*plan, error) {
	v := reflect.New(typ)
	obj, ok := v.Interface().(described)
	if !ok || typ.Kind() != reflect.Struct {
		return nil, errNoConstructor
	}
	info := obj.TypeInfo()
	if _, ok := c.byName[info.Name]; !ok {
		return nil, errNoConstructor
	}
	if len(info.Fields) > len(fieldSet{})*64 {
		return nil, errManyFields
	}
	p := &plan{name: info.Name, byKey: make(map[string]int, len(info.Fields)), words: flagWords(typ)}
	for i, f := range info.Fields {
		at, ok := typ.FieldByName(f.Name)
		if !ok {
			return nil, fmt.Errorf("no field %s", f.Name)
		}
		k, err := kindOf(at.Type)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.Name, err)
		}
		p.fields = append(p.fields, field{key: f.SchemaName, index: at.Index[0], kind: k, word: -1})
		p.byKey[f.SchemaName] = i
	}
	p.findBits(v.Elem(), obj)
	return p, nil
}

// flagWords finds the fields of type # by their Go type.
func flagWords(typ reflect.Type) map[string]int {
	words := map[string]int{}
	for i := range typ.NumField() {
		if f := typ.Field(i); f.Type == reflect.TypeFor[bin.Fields]() {
			words[strings.ToLower(f.Name)] = i
		}
	}
	return words
}

func kindOf(t reflect.Type) (kind, error) {
	switch t.Kind() {
	case reflect.Int:
		return kind{of: isInt, typ: t}, nil
	case reflect.Int64:
		return kind{of: isLong, typ: t}, nil
	case reflect.Float64:
		return kind{of: isDouble, typ: t}, nil
	case reflect.String:
		return kind{of: isString, typ: t}, nil
	case reflect.Bool:
		return kind{of: isBool, typ: t}, nil
	case reflect.Struct:
		return kind{of: isBare, typ: t}, nil
	case reflect.Interface:
		return kind{of: isClass, typ: t}, nil
	case reflect.Array:
		if t == reflect.TypeFor[bin.Int256]() {
			return kind{of: isInt256, typ: t}, nil
		}
	case reflect.Slice:
		return kindOfSlice(t)
	}
	return kind{}, fmt.Errorf("no TL type is a %s", t)
}

func kindOfSlice(t reflect.Type) (kind, error) {
	if t.Elem().Kind() == reflect.Uint8 {
		return kind{of: isBytes, typ: t}, nil
	}
	elem, err := kindOf(t.Elem())
	return kind{of: isVector, elem: &elem, typ: t}, err
}

// findBits learns which bit of which flags word stands for which field: in five
// rounds a word, round k with every bit set whose number has bit k.
func (p *plan) findBits(v reflect.Value, obj described) {
	absent := nulls(obj)
	for _, index := range p.words {
		word := v.Field(index)
		word.SetUint(1<<32 - 1)
		here := nulls(obj)
		for i := range p.fields {
			if absent[i] && !here[i] {
				p.fields[i].word = index
			}
		}
		for k := range 5 {
			word.SetUint(bitsWith(k))
			for i, null := range nulls(obj) {
				if f := &p.fields[i]; f.word == index && !null {
					f.bit |= 1 << k
				}
			}
		}
		word.SetUint(0)
	}
}

// bitsWith is the 32-bit word with those bits set whose number has bit k.
func bitsWith(k int) uint64 {
	var w uint64
	for n := range 32 {
		if n>>k&1 == 1 {
			w |= 1 << n
		}
	}
	return w
}

func nulls(obj described) []bool {
	fields := obj.TypeInfo().Fields
	out := make([]bool, len(fields))
	for i, f := range fields {
		out[i] = f.Null
	}
	return out
}

// fieldSet is a set of fields of a plan by their position.
type fieldSet [4]uint64

func (s *fieldSet) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s *fieldSet) has(i int) bool { return s[i/64]>>(i%64)&1 == 1 }
