package demo

import "fmt"

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
	broken, refusal, why := p.breach()
	if broken == "" {
		return nil
	}
	s.violate(method, broken, "%s", why)
	return refuse(refusal)
}

// judgeCDNPart holds the same of a CDN, where
// https://core.telegram.org/cdn#restrictions-on-uploadgetfile-and-uploadgetcdnfile-parameters
// has them.
func (s *Server) judgeCDNPart(method string, p part) error {
	_, refusal, why := p.breach()
	if refusal == "" {
		return nil
	}
	s.violate(method, ruleCDNPart, "%s", why)
	return refuse(refusal)
}

// breach is the rule that a part breaks, what it is refused with and why; all empty
// for a good one.
func (p part) breach() (broken rule, refusal, why string) {
	unit := int64(partUnit)
	if p.precise {
		unit = kib
	}
	switch {
	case p.offset < 0 || p.offset%unit != 0:
		return ruleFileOffset, "OFFSET_INVALID", fmt.Sprintf("offset %d is not divisible by %d", p.offset, unit)
	case p.limit <= 0 || int64(p.limit)%unit != 0:
		return ruleFileLimit, "LIMIT_INVALID", fmt.Sprintf("limit %d is not divisible by %d", p.limit, unit)
	case p.precise && p.limit > chunk:
		return ruleFileLimit, "LIMIT_INVALID", fmt.Sprintf("limit %d is above %d", p.limit, chunk)
	case !p.precise && chunk%p.limit != 0:
		return ruleFileLimit, "LIMIT_INVALID", fmt.Sprintf("%d is not divisible by limit %d", chunk, p.limit)
	case p.offset/chunk != (p.offset+int64(p.limit)-1)/chunk:
		return ruleFileChunk, "LIMIT_INVALID", fmt.Sprintf("offset %d and limit %d lie in two chunks of %d", p.offset, p.limit, chunk)
	}
	return "", "", ""
}
