package demo

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"fmt"
	"sync"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// cdnFiles are the files a redirect was given for, by their token. A CDN holds
// nothing at first: it asks for the file to be brought to it (reupload) before it
// serves it, https://core.telegram.org/cdn.
type cdnFiles struct {
	mu   sync.Mutex
	list map[string]*cdnFile
}

type cdnFile struct {
	target   target
	key, iv  []byte
	request  string // token the CDN wants to see re-uploaded
	uploaded bool
}

func (s *Server) cdnMethods() []*method {
	return []*method{on(s.getCDNFile, nobody, anywhere, onCDN), on(s.reuploadCDNFile), on(s.getCDNFileHashes)}
}

// redirect sends a client to the CDN with the key to the file.
func (s *Server) redirect(t target) (bin.Encoder, error) {
	token := string(hash(s.secret[:], []byte("cdn token "+t.name)))
	f := &cdnFile{target: t, key: hash(s.secret[:], []byte("cdn key "+t.name)),
		iv: hash(s.secret[:], []byte("cdn iv "+t.name))[:16], request: string(hash([]byte("again "), []byte(token)))}
	s.cdn.mu.Lock()
	if known := s.cdn.list[token]; known != nil {
		f = known
	} else {
		if s.cdn.list == nil {
			s.cdn.list = map[string]*cdnFile{}
		}
		s.cdn.list[token] = f
	}
	s.cdn.mu.Unlock()
	hashes, err := s.hashes.from(f.target, 0)
	if err != nil {
		return nil, fmt.Errorf("hash %s: %w", t.name, err)
	}
	return &tg.UploadFileCDNRedirect{DCID: cdnDC, FileToken: []byte(token), EncryptionKey: f.key, EncryptionIv: f.iv,
		FileHashes: hashes}, nil
}

func (s *Server) cdnFile(token []byte) (*cdnFile, error) {
	s.cdn.mu.Lock()
	defer s.cdn.mu.Unlock()
	f := s.cdn.list[string(token)]
	if f == nil {
		return nil, refuse("FILE_TOKEN_INVALID")
	}
	return f, nil
}

// getCDNFile: https://core.telegram.org/method/upload.getCdnFile.
func (s *Server) getCDNFile(_ context.Context, c *call, r *tg.UploadGetCDNFileRequest) (bin.Encoder, error) {
	if !c.cdn {
		return nil, refuse("METHOD_INVALID")
	}
	f, err := s.cdnFile(r.FileToken)
	if err != nil {
		return nil, err
	}
	p := part{offset: r.Offset, limit: r.Limit}
	if err := s.judgeCDNPart(c.name, p); err != nil {
		return nil, err
	}
	s.cdn.mu.Lock()
	there := f.uploaded
	s.cdn.mu.Unlock()
	if !there {
		return &tg.UploadCDNFileReuploadNeeded{RequestToken: []byte(f.request)}, nil
	}
	s.enter(c, f.target)
	data, err := readPart(f.target.file, p)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.target.name, err)
	}
	f.encrypt(p.offset, data)
	return &tg.UploadCDNFile{Bytes: data}, nil
}

// reuploadCDNFile: https://core.telegram.org/method/upload.reuploadCdnFile, asked
// of the DC that gave the redirect.
func (s *Server) reuploadCDNFile(_ context.Context, c *call, r *tg.UploadReuploadCDNFileRequest) (bin.Encoder, error) {
	f, err := s.cdnFile(r.FileToken)
	switch {
	case err != nil:
		return nil, err
	case f.target.file.DC != c.dc:
		return nil, refuse("FILE_TOKEN_INVALID")
	case string(r.RequestToken) != f.request:
		return nil, refuse("REQUEST_TOKEN_INVALID")
	}
	s.cdn.mu.Lock()
	f.uploaded = true
	s.cdn.mu.Unlock()
	return s.answerHashes(f, 0)
}

// getCDNFileHashes: https://core.telegram.org/method/upload.getCdnFileHashes.
func (s *Server) getCDNFileHashes(_ context.Context, c *call, r *tg.UploadGetCDNFileHashesRequest) (bin.Encoder, error) {
	f, err := s.cdnFile(r.FileToken)
	switch {
	case err != nil:
		return nil, err
	case f.target.file.DC != c.dc:
		return nil, refuse("FILE_TOKEN_INVALID")
	case r.Offset < 0:
		return nil, refuse("OFFSET_INVALID")
	}
	return s.answerHashes(f, r.Offset)
}

// answerHashes gives those of the file as it is, not as the CDN sends it: clients
// decrypt a part before they check it.
func (s *Server) answerHashes(f *cdnFile, offset int64) (bin.Encoder, error) {
	hashes, err := s.hashes.from(f.target, offset)
	if err != nil {
		return nil, fmt.Errorf("hash %s: %w", f.target.name, err)
	}
	return &tg.FileHashVector{Elems: hashes}, nil
}

// encrypt is AES-256-CTR with the last four bytes of the IV replaced by
// offset/16, big-endian.
func (f *cdnFile) encrypt(offset int64, data []byte) {
	block, err := aes.NewCipher(f.key)
	if err != nil { // only a key of another length than ours
		panic(err)
	}
	iv := append([]byte(nil), f.iv...)
	binary.BigEndian.PutUint32(iv[12:], uint32(offset/16))
	cipher.NewCTR(block, iv).XORKeyStream(data, data)
}
