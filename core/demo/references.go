package demo

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"

	"github.com/gotd/td/tg"
)

// A file reference on its way out is the world's own bytes, then how many
// upload.getFile calls the account had made, then a seal over both and the
// object: a reference opens only what it was sent with, and shows its age.
// https://core.telegram.org/api/file-references
const (
	ageSize  = 8
	sealSize = 8
)

// stamp gives every photo and document of an answer a fresh reference.
func (s *Server) stamp(answer any) {
	s.mu.Lock()
	age := s.getFiles
	s.mu.Unlock()
	s.walk.walk(answer, found{
		photo:    func(p *tg.Photo) { p.FileReference = s.reference('p', p.ID, p.AccessHash, p.FileReference, age) },
		document: func(d *tg.Document) { d.FileReference = s.reference('d', d.ID, d.AccessHash, d.FileReference, age) },
	})
}

func (s *Server) reference(kind byte, id, hash int64, base []byte, age int64) []byte {
	ref := make([]byte, 0, len(base)+ageSize+sealSize)
	ref = append(ref, base...)
	ref = binary.BigEndian.AppendUint64(ref, uint64(age))
	return append(ref, s.seal(kind, id, hash, ref)...)
}

func (s *Server) seal(kind byte, id, hash int64, ref []byte) []byte {
	mac := hmac.New(sha256.New, s.secret[:])
	var head [17]byte
	head[0] = kind
	binary.BigEndian.PutUint64(head[1:], uint64(id))
	binary.BigEndian.PutUint64(head[9:], uint64(hash))
	mac.Write(head[:])
	mac.Write(ref)
	return mac.Sum(nil)[:sealSize]
}

// checkReference refuses a reference that is not of this object, or is older
// than the faults let it become. calls counts the running call too.
func (s *Server) checkReference(kind byte, id, hash int64, ref []byte, calls int64) error {
	if len(ref) == 0 {
		return refuse("FILE_REFERENCE_EMPTY")
	}
	at := len(ref) - sealSize
	if at < ageSize || !hmac.Equal(ref[at:], s.seal(kind, id, hash, ref[:at])) {
		return refuse("FILE_REFERENCE_INVALID")
	}
	if s.faults.ReferenceCalls == 0 {
		return nil
	}
	sent := int64(binary.BigEndian.Uint64(ref[at-ageSize : at]))
	if sent > calls || calls-sent > s.faults.ReferenceCalls {
		return refuse("FILE_REFERENCE_EXPIRED")
	}
	return nil
}
