package demo

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// largeFile is the size from which a file counts in the large queue: 20 MiB.
const largeFile = 20 << 20

func (s *Server) fileMethods() []*method {
	return []*method{on(s.getFile), on(s.getFileHashes), on(s.getWebFile)}
}

// getFile: https://core.telegram.org/method/upload.getFile.
func (s *Server) getFile(_ context.Context, c *call, r *tg.UploadGetFileRequest) (bin.Encoder, error) {
	s.mu.Lock()
	s.getFiles++
	calls := s.getFiles
	s.mu.Unlock()
	target, err := s.locate(c, r.Location, calls)
	if err != nil {
		return nil, err
	}
	p := part{offset: r.Offset, limit: r.Limit, precise: r.Precise}
	if err := s.judgePart(c.name, p); err != nil {
		return nil, err
	}
	if err := s.judgeDownload(c, target); err != nil {
		return nil, err
	}
	s.enter(c, target)
	if target.file.CDN && r.CDNSupported {
		return s.redirect(target)
	}
	data, err := readPart(target.file, p)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", target.name, err)
	}
	return &tg.UploadFile{Type: fileType(target.file), Bytes: data}, nil
}

// judgeExport holds what a takeout promised about its files.
func (s *Server) judgeExport(c *call, t target) {
	if c.takeout == nil || t.takeout {
		return
	}
	f := &c.takeout.flags
	if !f.Files {
		s.violate(c.name, ruleFlags, "%s without the flag files", t.name)
	} else if t.file.Size > f.FileMaxSize {
		s.violate(c.name, ruleFileMaxSize, "%s has %d bytes, the export takes files up to %d", t.name, t.file.Size, f.FileMaxSize)
	}
}

// judgeDownload holds what a takeout promised about its files, and where the
// file lies.
func (s *Server) judgeDownload(c *call, t target) error {
	s.judgeExport(c, t)
	if t.file.DC != c.dc {
		return refuse(fmt.Sprintf("FILE_MIGRATE_%d", t.file.DC))
	}
	s.judgeAddress(c)
	return nil
}

// judgeAddress records a large query sent past the media address of its DC.
func (s *Server) judgeAddress(c *call) {
	if c.dc == mediaDC && !c.media {
		s.violate(c.name, ruleMediaAddress, "DC %d has a media address, this was sent to another", c.dc)
	}
}

// readPart is the bytes of a part; fewer at the end of the file, none behind it.
func readPart(f world.File, p part) ([]byte, error) {
	n := min(int64(p.limit), f.Size-p.offset)
	if n <= 0 {
		return []byte{}, nil
	}
	data := make([]byte, n)
	return data, readWhole(f.Open(), data, p.offset)
}

func readWhole(file io.ReaderAt, data []byte, offset int64) error {
	read, err := file.ReadAt(data, offset)
	if errors.Is(err, io.EOF) && read == len(data) {
		return nil
	}
	return err
}

// fileType is what the first bytes of a file say it is.
func fileType(f world.File) tg.StorageFileTypeClass {
	head := make([]byte, 12)
	n, _ := f.Open().ReadAt(head, 0)
	head = head[:n]
	has := func(at int, magic string) bool {
		return len(head) >= at+len(magic) && string(head[at:at+len(magic)]) == magic
	}
	switch {
	case has(0, "\xff\xd8\xff"):
		return &tg.StorageFileJpeg{}
	case has(0, "\x89PNG"):
		return &tg.StorageFilePng{}
	case has(0, "GIF8"):
		return &tg.StorageFileGif{}
	case has(0, "ID3"), has(0, "\xff\xfb"):
		return &tg.StorageFileMp3{}
	case has(4, "ftypqt"):
		return &tg.StorageFileMov{}
	case has(4, "ftyp"):
		return &tg.StorageFileMp4{}
	case has(0, "RIFF") && has(8, "WEBP"):
		return &tg.StorageFileWebp{}
	}
	return &tg.StorageFileUnknown{}
}

// getFileHashes: https://core.telegram.org/method/upload.getFileHashes; no hash at
// all where the world says that Telegram has none.
func (s *Server) getFileHashes(_ context.Context, c *call, r *tg.UploadGetFileHashesRequest) (bin.Encoder, error) {
	s.mu.Lock()
	calls := s.getFiles
	s.mu.Unlock()
	target, err := s.locate(c, r.Location, calls)
	if err != nil {
		return nil, err
	}
	if target.file.DC != c.dc {
		return nil, refuse(fmt.Sprintf("FILE_MIGRATE_%d", target.file.DC))
	}
	if r.Offset < 0 {
		return nil, refuse("OFFSET_INVALID")
	}
	out := &tg.FileHashVector{Elems: []tg.FileHash{}}
	if !target.file.Hashes {
		return out, nil
	}
	if out.Elems, err = s.hashes.from(target, r.Offset); err != nil {
		return nil, fmt.Errorf("hash %s: %w", target.name, err)
	}
	return out, nil
}
