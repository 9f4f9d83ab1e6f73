package tljson

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
)

// maxSafe is the largest long that may be a JSON number: beyond it readers of
// JSON that know only doubles lose digits.
const maxSafe = 1 << 53

func index(i int) string { return "[" + strconv.Itoa(i) + "]" }

// scalar reads a value that is neither vector nor object.
func (d *decoder) scalar(k kind, v reflect.Value) *Error {
	switch k.of {
	case isInt:
		n, err := strconv.ParseInt(string(d.number()), 10, 32)
		if err != nil {
			return refuse("expected int")
		}
		v.SetInt(n)
	case isLong:
		n, ok := d.long()
		if !ok {
			return refuse("expected long (a string, or a number up to 2^53)")
		}
		v.SetInt(n)
	case isDouble:
		f, err := strconv.ParseFloat(string(d.number()), 64)
		if err != nil || math.IsInf(f, 0) {
			return refuse("expected double")
		}
		v.SetFloat(f)
	case isString:
		s, err := d.in.str()
		if err != nil {
			return err
		}
		v.SetString(s)
	case isBytes, isInt256:
		return d.bytes(k, v)
	case isBool, isTrue:
		return d.bool(k, v)
	}
	return nil
}

// number consumes a word and gives it if it is a JSON number, else nothing.
func (d *decoder) number() []byte {
	if b := d.in.peek(); b != '-' && (b < '0' || b > '9') {
		return nil
	}
	word := d.in.word()
	if !json.Valid(word) {
		return nil
	}
	return word
}

func (d *decoder) long() (int64, bool) {
	if d.in.peek() != '"' {
		n, err := strconv.ParseInt(string(d.number()), 10, 64)
		return n, err == nil && n <= maxSafe && n >= -maxSafe
	}
	s, bad := d.in.str()
	if bad != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && s[0] != '+'
}

func (d *decoder) bytes(k kind, v reflect.Value) *Error {
	s, err := d.in.str()
	if err != nil {
		return refuse("expected bytes (base64)")
	}
	raw, bad := base64.StdEncoding.Strict().DecodeString(s)
	if bad != nil || len(s)%4 != 0 || bytes.ContainsAny([]byte(s), "\r\n") {
		return refuse("expected bytes (base64)")
	}
	if k.of == isBytes {
		v.SetBytes(raw)
		return nil
	}
	if reflect.Copy(v, reflect.ValueOf(raw)) != len(raw) || len(raw) != v.Len() {
		return refuse("expected %d bytes (base64)", v.Len())
	}
	return nil
}

func (d *decoder) bool(k kind, v reflect.Value) *Error {
	switch b := d.in.peek(); b {
	case 't', 'f':
		switch string(d.in.word()) {
		case "true":
			v.SetBool(true)
			return nil
		case "false":
			v.SetBool(false)
			return nil
		}
	}
	return refuse("expected %s", map[tlType]string{isBool: "Bool", isTrue: "true or false"}[k.of])
}
