package demo

import (
	"context"
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

// webFileDC is the DC for web files, webfile_dc_id of the configuration.
const webFileDC = mediaDC

// getWebFile: https://core.telegram.org/method/upload.getWebFile.
func (s *Server) getWebFile(_ context.Context, c *call, r *tg.UploadGetWebFileRequest) (bin.Encoder, error) {
	if c.dc != webFileDC {
		s.violate(c.name, ruleWebFileDC, "sent to DC %d, webfile_dc_id is %d", c.dc, webFileDC)
		return nil, refuse(fmt.Sprintf("FILE_MIGRATE_%d", webFileDC))
	}
	s.judgeAddress(c)
	p := part{offset: int64(r.Offset), limit: r.Limit}
	if err := s.judgePart(c.name, p); err != nil {
		return nil, err
	}
	key, err := s.webKey(r.Location)
	if err != nil {
		return nil, err
	}
	f, ok := s.world.WebFile(key)
	if !ok {
		return nil, refuse("LOCATION_INVALID")
	}
	t := target{name: webName(key), file: f}
	s.judgeExport(c, t)
	s.enter(c, t)
	data, err := readPart(f, p)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.name, err)
	}
	kind := fileType(f)
	return &tg.UploadWebFile{Size: int(f.Size), MimeType: mimeOf(kind), FileType: kind, Bytes: data}, nil
}

// webKey is the entry of a world that a location leads to, once its hash is found
// right.
func (s *Server) webKey(l tg.InputWebFileLocationClass) (world.WebKey, error) {
	switch l := l.(type) {
	case *tg.InputWebFileLocation:
		key := world.WebKey{Kind: "url", URL: l.URL}
		return key, s.checkWebHash(key, l.AccessHash)
	case *tg.InputWebFileGeoPointLocation:
		point, ok := l.GeoPoint.(*tg.InputGeoPoint)
		if !ok || l.W < 16 || l.W > 1024 || l.H < 16 || l.H > 1024 || l.Zoom < 13 || l.Zoom > 20 || l.Scale < 1 || l.Scale > 3 {
			return world.WebKey{}, refuse("LOCATION_INVALID")
		}
		key := world.WebKey{Kind: "geo", Lat: point.Lat, Long: point.Long}
		return key, s.checkWebHash(key, l.AccessHash)
	case *tg.InputWebFileAudioAlbumThumbLocation:
		if d, ok := l.Document.(*tg.InputDocument); ok {
			err := s.checkReference('d', d.ID, d.AccessHash, d.FileReference, s.getFileCalls())
			return world.WebKey{Kind: "album", Document: d.ID, Small: l.Small}, err
		}
		return world.WebKey{Kind: "album", Title: l.Title, Performer: l.Performer, Small: l.Small}, nil
	}
	return world.WebKey{}, refuse("LOCATION_INVALID")
}

// checkWebHash refuses a hash that the point or document was not sent with.
func (s *Server) checkWebHash(key world.WebKey, hash int64) error {
	if hash != s.world.WebAccessHash(key) {
		return refuse("LOCATION_INVALID")
	}
	return nil
}

func (s *Server) getFileCalls() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.getFiles
}

func mimeOf(t tg.StorageFileTypeClass) string {
	switch t.(type) {
	case *tg.StorageFileJpeg:
		return "image/jpeg"
	case *tg.StorageFilePng:
		return "image/png"
	case *tg.StorageFileGif:
		return "image/gif"
	case *tg.StorageFileWebp:
		return "image/webp"
	case *tg.StorageFileMp4:
		return "video/mp4"
	}
	return "application/octet-stream"
}
