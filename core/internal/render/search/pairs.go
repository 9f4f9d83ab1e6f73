package search

const pairMark = '&'

// pairHash hashes neighbouring units, so that a phrase asks for few documents: the
// term of a pair is one of 65,536 buckets, for the pairs themselves are too many
// to be terms. What a bucket finds is looked at in the text.
type pairHash struct {
	any  bool   // there is a unit before
	hash uint32 // of it
	term [5]byte
}

// FNV-1a, which a script computes, too.
const (
	fnvStart = 2166136261
	fnvPrime = 16777619
)

func fnv(h uint32, b []byte) uint32 {
	for _, c := range b {
		h = (h ^ uint32(c)) * fnvPrime
	}
	return h
}

// next is the term of a unit with the one before it, nil for the first. It is
// valid until the next call.
func (p *pairHash) next(unit []byte) []byte {
	any, before := p.any, p.hash
	p.any, p.hash = true, fnv(fnvStart, unit)
	if !any {
		return nil
	}
	h := fnv((before^' ')*fnvPrime, unit)
	h ^= h >> 16
	const digits = "0123456789abcdef"
	p.term = [5]byte{pairMark, digits[h>>12&15], digits[h>>8&15], digits[h>>4&15], digits[h&15]}
	return p.term[:]
}
