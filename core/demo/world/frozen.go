package world

import (
	"fmt"

	"github.com/gotd/td/bin"
)

// frozen is an object as its TL bytes: small, and safe to hand out as fresh
// objects to many connections at once (gotd's Encode writes to its receiver).
type frozen []byte

// freeze encodes an object and makes sure that it decodes again.
func freeze(obj bin.Object) (frozen, error) {
	var b bin.Buffer
	if err := obj.Encode(&b); err != nil {
		return nil, err
	}
	return frozen(b.Buf), nil
}

// thaw decodes a frozen struct type. The bytes are this package's own, so that a
// failure is a defect of the program, not of the world.
func thaw[T any, P interface {
	*T
	bin.Decoder
}](f frozen) P {
	v := P(new(T))
	if err := v.Decode(&bin.Buffer{Buf: f}); err != nil {
		panic(fmt.Sprintf("world: frozen object does not decode: %v", err))
	}
	return v
}

// thawClass decodes a frozen object of a class with one of gotd's Decode…
// functions.
func thawClass[C any](f frozen, decode func(*bin.Buffer) (C, error)) C {
	v, err := decode(&bin.Buffer{Buf: f})
	if err != nil {
		panic(fmt.Sprintf("world: frozen object does not decode: %v", err))
	}
	return v
}

// thawAll decodes a list of frozen structs.
func thawAll[T any, P interface {
	*T
	bin.Decoder
}](list []frozen) []T {
	out := make([]T, len(list))
	for i, f := range list {
		out[i] = *thaw[T, P](f)
	}
	return out
}

// thawClasses decodes a list of frozen objects of a class.
func thawClasses[C any](list []frozen, decode func(*bin.Buffer) (C, error)) []C {
	out := make([]C, len(list))
	for i, f := range list {
		out[i] = thawClass(f, decode)
	}
	return out
}
