package json

import (
	"bytes"
	"strconv"
)

// buffer appends JSON in Telegram Desktop's layout: one space a level, a line
// for each key and element.
type buffer struct {
	b     []byte
	depth int
	comma bool // the open object or array has an element
	paths []pathMark
}

// pathMark is a path in b that reads differently in the account form.
type pathMark struct {
	from, to int
	full     string
}

const spaces = "                                                                "

func (w *buffer) line() {
	w.b = append(w.b, '\n')
	n := w.depth
	for n > len(spaces) {
		w.b = append(w.b, spaces...)
		n -= len(spaces)
	}
	w.b = append(w.b, spaces[:max(n, 0)]...)
}

// next begins an element of an array.
func (w *buffer) next() {
	if w.comma {
		w.b = append(w.b, ',')
	}
	w.comma = true
	w.line()
}

// key begins an element of an object; k needs no escapes.
func (w *buffer) key(k string) {
	w.next()
	w.b = append(w.b, '"')
	w.b = append(w.b, k...)
	w.b = append(w.b, `": `...)
}

func (w *buffer) open(bracket byte) {
	w.b = append(w.b, bracket)
	w.depth++
	w.comma = false
}

func (w *buffer) close(bracket byte) {
	w.depth--
	w.line()
	w.b = append(w.b, bracket)
	w.comma = true
}

func (w *buffer) raw(s string)    { w.b = append(w.b, s...) }
func (w *buffer) str(s string)    { w.b = appendString(w.b, s) }
func (w *buffer) int(n int64)     { w.b = strconv.AppendInt(w.b, n, 10) }
func (w *buffer) bool(v bool)     { w.b = strconv.AppendBool(w.b, v) }
func (w *buffer) float(v float64) { w.b = strconv.AppendFloat(w.b, finite(v), 'f', 6, 64) }

// name writes a name, null when it is not known.
func (w *buffer) name(s string) {
	if s == "" {
		w.raw("null")
		return
	}
	w.str(s)
}

func (w *buffer) keyStr(k, v string)       { w.key(k); w.str(v) }
func (w *buffer) keyInt(k string, v int64) { w.key(k); w.int(v) }
func (w *buffer) keyBool(k string, v bool) { w.key(k); w.bool(v) }
func (w *buffer) keyName(k, v string)      { w.key(k); w.name(v) }

// optStr writes a key unless its value is empty; optInt likewise.
func (w *buffer) optStr(k, v string) {
	if v != "" {
		w.keyStr(k, v)
	}
}

func (w *buffer) optInt(k string, v int64) {
	if v != 0 {
		w.keyInt(k, v)
	}
}

func (w *buffer) optTrue(k string, v bool) {
	if v {
		w.keyBool(k, true)
	}
}

// ints writes the compact array that completed and incompleted have.
func (w *buffer) ints(k string, v []int) {
	w.key(k)
	w.raw("[")
	for i, n := range v {
		if i > 0 {
			w.raw(",")
		}
		w.int(int64(n))
	}
	w.raw("]")
}

// path writes a path that is local in this document and full in the account's.
func (w *buffer) path(local, full string) {
	from := len(w.b)
	w.str(local)
	if local != full {
		w.paths = append(w.paths, pathMark{from, len(w.b), full})
	}
}

func (w *buffer) reset() { w.b, w.paths = w.b[:0], w.paths[:0] }

// appendAccountForm appends src to dst as it stands in the account form: shift
// more spaces after each line break and the full paths. A line break within a
// string is always escaped, so each one is layout.
func appendAccountForm(dst []byte, src *buffer, shift string) []byte {
	done := 0
	for _, p := range src.paths {
		dst = appendShifted(dst, src.b[done:p.from], shift)
		dst = appendString(dst, p.full)
		done = p.to
	}
	return appendShifted(dst, src.b[done:], shift)
}

func appendShifted(dst, src []byte, shift string) []byte {
	for {
		i := bytes.IndexByte(src, '\n')
		if i < 0 {
			return append(dst, src...)
		}
		dst = append(dst, src[:i+1]...)
		dst = append(dst, shift...)
		src = src[i+1:]
	}
}
