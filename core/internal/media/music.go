package media

import (
	"context"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// savedMusic asks for the songs on the account's own profile, until all of the
// files' are among them or the list ends.
// https://core.telegram.org/method/users.getSavedMusic
func (r *renewer) savedMusic(ctx context.Context, owner model.PeerID, files []model.File) (found []tgconv.Found, err error) {
	left := map[int64]bool{}
	for _, id := range ids(files) {
		left[id] = true
	}
	for offset := 0; len(left) > 0; {
		req := &tg.UsersGetSavedMusicRequest{ID: &tg.InputUserSelf{}, Offset: offset, Limit: mostTogether}
		answer, err := tg.NewClient(r.Session).UsersGetSavedMusic(ctx, req)
		if err != nil {
			return nil, err
		}
		page, ok := answer.(*tg.UsersSavedMusic)
		if !ok || len(page.Documents) == 0 {
			break
		}
		for _, d := range page.Documents {
			delete(left, d.GetID())
			found = append(found, tgconv.MusicFiles(owner, d)...)
		}
		offset += len(page.Documents)
	}
	return found, nil
}
