package world

// idSet is a set of message ids, a bit each in pages of 65,536: ids lie close
// together, so that ten million cost little more than a megabyte.
type idSet map[int]*[1024]uint64

// add reports whether the id was new.
func (s idSet) add(id int) bool {
	page := s[id>>16]
	if page == nil {
		page = new([1024]uint64)
		s[id>>16] = page
	}
	word, bit := &page[id>>6&1023], uint64(1)<<(id&63)
	old := *word
	*word |= bit
	return old&bit == 0
}
