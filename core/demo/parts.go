package demo

// part is a piece of a file that a client asks for.
type part struct {
	offset  int64
	limit   int
	precise bool
}

const (
	kib      = 1 << 10
	partUnit = 4 * kib // of offset and limit, unless precise
	chunk    = 1 << 20 // a part lies within one of these
)

// judgePart holds the rules of https://core.telegram.org/api/files#downloading-files
// on offset and limit.
func (s *Server) judgePart(method string, p part) error {
	unit := int64(partUnit)
	if p.precise {
		unit = kib
	}
	switch {
	case p.offset < 0 || p.offset%unit != 0:
		s.violate(method, ruleFileOffset, "offset %d is not divisible by %d", p.offset, unit)
		return refuse("OFFSET_INVALID")
	case p.limit <= 0 || int64(p.limit)%unit != 0:
		s.violate(method, ruleFileLimit, "limit %d is not divisible by %d", p.limit, unit)
		return refuse("LIMIT_INVALID")
	case p.precise && p.limit > chunk:
		s.violate(method, ruleFileLimit, "limit %d is above %d", p.limit, chunk)
		return refuse("LIMIT_INVALID")
	case !p.precise && chunk%p.limit != 0:
		s.violate(method, ruleFileLimit, "%d is not divisible by limit %d", chunk, p.limit)
		return refuse("LIMIT_INVALID")
	case p.offset/chunk != (p.offset+int64(p.limit)-1)/chunk:
		s.violate(method, ruleFileChunk, "offset %d and limit %d lie in two chunks of %d", p.offset, p.limit, chunk)
		return refuse("LIMIT_INVALID")
	}
	return nil
}
