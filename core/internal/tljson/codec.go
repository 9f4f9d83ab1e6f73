package tljson

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// Codec knows the schema's constructors and methods. It is safe for concurrent
// use; what it learns about a type is kept.
type Codec struct {
	byName map[string]*constructor
	byID   map[uint32]func() bin.Object
	sorted []*constructor // by name

	plans   sync.Map // reflect.Type of the struct -> *plan
	classes sync.Map // reflect.Type of the interface -> []*constructor
}

// constructor is a constructor or method of the schema.
type constructor struct {
	name string
	typ  reflect.Type // the struct
}

// New reads the registry of the layer this program speaks.
func New() *Codec {
	all := tg.TypesConstructorMap()
	c := &Codec{byName: make(map[string]*constructor, len(all)), byID: all}
	for _, make := range all {
		obj := make()
		named, ok := obj.(interface{ TypeName() string })
		if !ok {
			continue
		}
		k := &constructor{name: named.TypeName(), typ: reflect.TypeOf(obj).Elem()}
		c.byName[k.name] = k
		c.sorted = append(c.sorted, k)
	}
	slices.SortFunc(c.sorted, func(a, b *constructor) int { return cmp.Compare(a.name, b.name) })
	return c
}

// NewObject is an empty object of a constructor or method by its name in the
// schema; ok is false if the layer has none of that name.
func (c *Codec) NewObject(name string) (obj bin.Object, ok bool) {
	k, ok := c.byName[name]
	if !ok {
		return nil, false
	}
	obj, ok = reflect.New(k.typ).Interface().(bin.Object)
	return obj, ok
}

// Names lists every constructor and method of the schema, sorted.
func (c *Codec) Names() []string {
	names := make([]string, len(c.sorted))
	for i, k := range c.sorted {
		names[i] = k.name
	}
	return names
}

// Constructors lists the names of the constructors of a class, sorted. class is
// a nil pointer to its interface: (*tg.MessageMediaClass)(nil).
func (c *Codec) Constructors(class any) []string {
	var names []string
	for _, k := range c.members(reflect.TypeOf(class).Elem()) {
		names = append(names, k.name)
	}
	return names
}

// members are the constructors that an interface type admits.
func (c *Codec) members(iface reflect.Type) []*constructor {
	if known, ok := c.classes.Load(iface); ok {
		return known.([]*constructor)
	}
	var in []*constructor
	for _, k := range c.sorted {
		if reflect.PointerTo(k.typ).Implements(iface) {
			in = append(in, k)
		}
	}
	c.classes.Store(iface, in)
	return in
}

// plan is what is known of a struct type, learned at its first use.
func (c *Codec) plan(typ reflect.Type) (*plan, error) {
	if p, ok := c.plans.Load(typ); ok {
		return p.(*plan), nil
	}
	p, err := c.learn(typ)
	if err != nil {
		return nil, fmt.Errorf("learn %s: %w", typ, err)
	}
	actual, _ := c.plans.LoadOrStore(typ, p)
	return actual.(*plan), nil
}
