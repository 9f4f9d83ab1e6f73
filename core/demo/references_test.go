package demo

import (
	"bytes"
	"testing"
)

func TestAReferenceOpensOnlyWhatItWasSentWith(t *testing.T) {
	f := NoFaults()
	f.ReferenceCalls = 10
	w := folder{}.open(t, nil)
	s := serve(t, w, f)
	ref := s.reference('p', 1, 2, []byte("base"), 5)
	changed := bytes.Clone(ref)
	changed[0] ^= 1
	older := bytes.Clone(ref)
	older[len("base")+ageSize-1]--
	for _, tt := range []struct {
		name     string
		kind     byte
		id, hash int64
		ref      []byte
		calls    int64
		want     string
	}{
		{"at once", 'p', 1, 2, ref, 5, ""},
		{"as late as it may be", 'p', 1, 2, ref, 15, ""},
		{"too late", 'p', 1, 2, ref, 16, "FILE_REFERENCE_EXPIRED"},
		{"of a process that counted further", 'p', 1, 2, ref, 4, "FILE_REFERENCE_EXPIRED"},
		{"for a document", 'd', 1, 2, ref, 5, "FILE_REFERENCE_INVALID"},
		{"for another photo", 'p', 3, 2, ref, 5, "FILE_REFERENCE_INVALID"},
		{"with another hash", 'p', 1, 3, ref, 5, "FILE_REFERENCE_INVALID"},
		{"changed", 'p', 1, 2, changed, 5, "FILE_REFERENCE_INVALID"},
		{"made older", 'p', 1, 2, older, 5, "FILE_REFERENCE_INVALID"},
		{"cut", 'p', 1, 2, ref[:10], 5, "FILE_REFERENCE_INVALID"},
		{"of one byte", 'p', 1, 2, ref[:1], 5, "FILE_REFERENCE_INVALID"},
		{"none", 'p', 1, 2, nil, 5, "FILE_REFERENCE_EMPTY"},
	} {
		wantError(t, tt.name, s.checkReference(tt.kind, tt.id, tt.hash, tt.ref, tt.calls), tt.want)
	}
	if again := serve(t, w, nil).reference('p', 1, 2, []byte("base"), 5); !bytes.Equal(ref, again) {
		t.Error("another server of the same world makes another reference")
	}
	wantError(t, "without a lifetime", serve(t, w, nil).checkReference('p', 1, 2, ref, 1<<40), "")
}
