package tljson

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// filler fills objects of any type: optional says which optional fields are
// there, zero that scalars are 0, "" or empty.
type filler struct {
	codec    *Codec
	rnd      *rand.Rand
	optional func(depth int, f *field) bool
	zero     bool
}

func (fl *filler) object(t *testing.T, v reflect.Value, depth int) {
	t.Helper()
	p, err := fl.codec.plan(v.Type())
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[[2]int]bool{}
	for i := range p.fields {
		f := &p.fields[i]
		if f.optional() && fl.optional(depth, f) {
			wanted[[2]int{f.word, int(f.bit)}] = true
		}
	}
	for i := range p.fields {
		f := &p.fields[i]
		if f.optional() {
			if !wanted[[2]int{f.word, int(f.bit)}] {
				continue
			}
			setBit(v, f)
		}
		fl.value(t, f.kind, v.Field(f.index), depth)
	}
}

func (fl *filler) value(t *testing.T, k kind, v reflect.Value, depth int) {
	t.Helper()
	switch k.of {
	case isInt:
		v.SetInt(fl.pick(int64(int32(fl.rnd.Uint32()))))
	case isLong:
		v.SetInt(fl.pick(int64(fl.rnd.Uint64())))
	case isDouble:
		v.SetFloat(float64(fl.pick(fl.rnd.Int64N(1<<40))) / 8)
	case isString:
		if !fl.zero {
			v.SetString(fmt.Sprintf("a\"\\\n\x01é世🎈%d", fl.rnd.IntN(100)))
		}
	case isBytes:
		if !fl.zero {
			v.SetBytes([]byte{0, byte(fl.rnd.IntN(256)), 255}[:1+fl.rnd.IntN(3)])
		}
	case isInt256:
		if !fl.zero {
			v.Index(fl.rnd.IntN(32)).SetUint(uint64(1 + fl.rnd.IntN(255)))
		}
	case isBool:
		v.SetBool(!fl.zero && fl.rnd.IntN(2) == 0)
	case isTrue:
		v.SetBool(true)
	case isVector:
		fl.vector(t, k, v, depth)
	case isBare:
		fl.object(t, v, depth+1)
	case isClass:
		fl.class(t, k, v, depth)
	}
}

func (fl *filler) pick(n int64) int64 {
	if fl.zero {
		return 0
	}
	return n
}

func (fl *filler) vector(t *testing.T, k kind, v reflect.Value, depth int) {
	t.Helper()
	n := 0
	if !fl.zero && depth < 3 {
		n = 1 + fl.rnd.IntN(2)
	}
	v.Set(reflect.MakeSlice(k.typ, n, n))
	for i := range n {
		fl.value(t, *k.elem, v.Index(i), depth+1)
	}
}

// class takes any constructor near the top and one without classes of its own
// deeper down.
func (fl *filler) class(t *testing.T, k kind, v reflect.Value, depth int) {
	t.Helper()
	members := fl.codec.members(k.typ)
	if depth >= 2 || k.typ == reflect.TypeFor[bin.Object]() {
		if err := fl.codec.leastValue(k, v, map[reflect.Type]bool{}); err != nil {
			t.Fatal(err)
		}
		return
	}
	ptr := reflect.New(members[fl.rnd.IntN(len(members))].typ)
	fl.object(t, ptr.Elem(), depth+1)
	v.Set(ptr)
}

// gotdDecodes is false for what gotd can only encode: wrappers of a query, and
// the two that hold IpPort in a bare vector.
func gotdDecodes(obj bin.Object) bool {
	switch obj.(type) {
	case *tg.AccessPointRule, *tg.HelpConfigSimple:
		return false
	}
	typ := reflect.TypeOf(obj).Elem()
	for i := range typ.NumField() {
		if typ.Field(i).Type == reflect.TypeFor[bin.Object]() {
			return false
		}
	}
	return true
}

// tl is an object's TL bytes, after a round through gotd's own decoder.
func tl(t *testing.T, obj bin.Object) []byte {
	t.Helper()
	var b bin.Buffer
	if err := obj.Encode(&b); err != nil {
		t.Fatalf("encode %T: %v", obj, err)
	}
	if !gotdDecodes(obj) {
		return b.Buf
	}
	again := reflect.New(reflect.TypeOf(obj).Elem()).Interface().(bin.Object)
	if err := again.Decode(&bin.Buffer{Buf: b.Buf}); err != nil {
		t.Fatalf("decode %T: %v", obj, err)
	}
	return b.Buf
}

func roundTrip(t *testing.T, c *Codec, obj bin.Object) {
	t.Helper()
	text, err := c.Encode(obj)
	if err != nil {
		t.Fatalf("to JSON: %v", err)
	}
	want := tl(t, obj)
	var back bin.Object
	if err := c.Decode(text, &back, DecodeOptions{}); err != nil {
		t.Fatalf("from JSON: %v\n%s", err, text)
	}
	if got := tl(t, back); !bytes.Equal(got, want) {
		t.Fatalf("TL changed\n%s", text)
	}
	if again, _ := c.Encode(back); !bytes.Equal(again, text) {
		t.Fatalf("JSON changed\n%s\n%s", text, again)
	}
}

func TestEveryConstructorGoesThereAndBack(t *testing.T) {
	c := New()
	if len(c.Names()) < 2000 {
		t.Fatalf("only %d constructors", len(c.Names()))
	}
	modes := []struct {
		name     string
		optional func(int, *field) bool
		zero     bool
	}{
		{"optional absent", func(int, *field) bool { return false }, false},
		{"all zero", func(depth int, _ *field) bool { return depth == 0 }, true},
		{"all present", func(depth int, _ *field) bool { return depth < 2 }, false},
	}
	for i, k := range c.sorted {
		for m, mode := range modes {
			t.Run(k.name+"/"+mode.name, func(t *testing.T) {
				fl := filler{c, rand.New(rand.NewPCG(uint64(i), uint64(m))), mode.optional, mode.zero}
				ptr := reflect.New(k.typ)
				fl.object(t, ptr.Elem(), 0)
				roundTrip(t, c, ptr.Interface().(bin.Object))
			})
		}
	}
}

func TestEachOptionalFieldGoesThereAndBackAlone(t *testing.T) {
	c := New()
	for i, k := range c.sorted {
		p, err := c.plan(k.typ)
		if err != nil {
			t.Fatal(err)
		}
		for n := range p.fields {
			only := &p.fields[n]
			if !only.optional() {
				continue
			}
			for _, zero := range []bool{false, true} {
				fl := filler{c, rand.New(rand.NewPCG(uint64(i), uint64(n))), func(depth int, f *field) bool {
					return depth == 0 && f.key == only.key
				}, zero}
				ptr := reflect.New(k.typ)
				fl.object(t, ptr.Elem(), 0)
				roundTrip(t, c, ptr.Interface().(bin.Object))
				if t.Failed() {
					t.Fatalf("%s.%s zero=%v", k.name, only.key, zero)
				}
			}
		}
	}
}

// gotd's accessors tell the same story by other means: Set… sets the bit, and
// Get… of a `true` has one result, of a Bool two.
func TestBitsAndTrueFieldsAreThoseOfTheAccessors(t *testing.T) {
	c := New()
	trues, bools := 0, 0
	for _, k := range c.sorted {
		p, err := c.plan(k.typ)
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.fields {
			f := &p.fields[i]
			if !f.optional() {
				continue
			}
			goName := k.typ.Field(f.index).Name
			ptr := reflect.New(k.typ)
			setter := ptr.MethodByName("Set" + goName)
			if !setter.IsValid() {
				t.Fatalf("%s has no Set%s", k.typ, goName)
			}
			arg := reflect.New(setter.Type().In(0)).Elem()
			if f.kind.of == isTrue || f.kind.of == isBool {
				arg.SetBool(true)
			}
			setter.Call([]reflect.Value{arg})
			if got := ptr.Elem().Field(f.word).Uint(); got != 1<<f.bit {
				t.Errorf("%s.%s: plan says bit %d, Set%s sets %b", k.name, f.key, f.bit, goName, got)
			}
			switch results := ptr.MethodByName("Get" + goName).Type().NumOut(); f.kind.of {
			case isTrue:
				trues++
				if results != 1 {
					t.Errorf("%s.%s is a Bool, not true", k.name, f.key)
				}
			case isBool:
				bools++
				if results != 2 {
					t.Errorf("%s.%s is true, not a Bool", k.name, f.key)
				}
			}
		}
	}
	if trues < 1000 || bools < 15 {
		t.Errorf("found %d true and %d optional Bool", trues, bools)
	}
}
