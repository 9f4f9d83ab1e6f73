package demo

import (
	"context"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func (s *Server) pictureMethods() []*method {
	return []*method{on(s.getUserPhotos), on(s.getSavedMusic)}
}

// getUserPhotos: https://core.telegram.org/method/photos.getUserPhotos. The offset is
// counted from max_id on; a negative one goes back over it, so that the photo of that
// id itself comes with offset -1.
func (s *Server) getUserPhotos(_ context.Context, c *call, r *tg.PhotosGetUserPhotosRequest) (bin.Encoder, error) {
	key, err := s.user(r.UserID)
	if err != nil {
		return nil, err
	}
	photos := s.picturesOf(key)
	start := r.Offset
	if r.MaxID > 0 {
		newer, older := []tg.PhotoClass{}, []tg.PhotoClass{}
		for _, p := range photos {
			if p.GetID() < r.MaxID {
				older = append(older, p)
			} else {
				newer = append(newer, p)
			}
		}
		photos, start = append(newer, older...), start+len(newer)
	}
	end := min(max(start+clampLimit(r.Limit), 0), len(photos))
	page := photos[min(max(start, 0), end):end]
	u, _ := s.world.User(key.ID)
	if len(page) == len(photos) {
		return &tg.PhotosPhotos{Photos: page, Users: []tg.UserClass{u}}, nil
	}
	return &tg.PhotosPhotosSlice{Count: len(photos), Photos: page, Users: []tg.UserClass{u}}, nil
}

func (s *Server) picturesOf(key world.PeerKey) []tg.PhotoClass {
	if key.ID == s.self.ID {
		return s.world.Userpics()
	}
	out := []tg.PhotoClass{}
	for _, p := range s.world.PeerPhotos(key) {
		out = append(out, p.Photo)
	}
	return out
}

// getSavedMusic: https://core.telegram.org/method/users.getSavedMusic.
func (s *Server) getSavedMusic(_ context.Context, _ *call, r *tg.UsersGetSavedMusicRequest) (bin.Encoder, error) {
	key, err := s.user(r.ID)
	if err != nil {
		return nil, err
	}
	documents := []tg.DocumentClass{}
	if key.ID == s.self.ID {
		documents = s.world.SavedMusic()
	}
	ids := make([]int64, 0, len(documents))
	for _, d := range documents {
		ids = append(ids, d.GetID())
	}
	if r.Hash != 0 && r.Hash == hashOf(ids) {
		return &tg.UsersSavedMusicNotModified{Count: len(documents)}, nil
	}
	at := min(max(r.Offset, 0), len(documents))
	return &tg.UsersSavedMusic{Count: len(documents),
		Documents: documents[at:min(at+clampLimit(r.Limit), len(documents))]}, nil
}
