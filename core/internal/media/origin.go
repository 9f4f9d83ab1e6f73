package media

import (
	"context"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// ids are the distinct origin ids of the files, at most mostTogether.
func ids(files []model.File) (list []int64) {
	seen := map[int64]bool{}
	for _, f := range files {
		if id := f.Origin.ID; !seen[id] && len(list) < mostTogether {
			seen[id] = true
			list = append(list, id)
		}
	}
	return list
}

// messages asks for messages of a channel, or of all other chats together.
// https://core.telegram.org/method/channels.getMessages
func (r *renewer) messages(ctx context.Context, channel model.PeerID, files []model.File) (found []tgconv.Found, err error) {
	var wanted []tg.InputMessageClass
	for _, id := range ids(files) {
		wanted = append(wanted, &tg.InputMessageID{ID: int(id)})
	}
	api := tg.NewClient(r.Session)
	var answer tg.MessagesMessagesClass
	if channel.IsZero() {
		answer, err = api.MessagesGetMessages(ctx, wanted)
	} else {
		var peer model.Peer
		if peer, _, err = r.Archive.Peer(ctx, channel); err != nil {
			return nil, err
		}
		answer, err = api.ChannelsGetMessages(ctx, &tg.ChannelsGetMessagesRequest{Channel: tgconv.InputChannel(peer), ID: wanted})
	}
	if err != nil {
		return nil, err
	}
	shown := tgconv.Messages(answer).Messages
	for _, m := range shown {
		found = append(found, tgconv.Files(m)...)
	}
	more, err := r.whole(ctx, shown, files, found)
	return append(found, more...), err
}

// stories: https://core.telegram.org/method/stories.getStoriesByID
func (r *renewer) stories(ctx context.Context, owner model.PeerID, files []model.File) (found []tgconv.Found, err error) {
	peer, _, err := r.Archive.Peer(ctx, owner)
	if err != nil {
		return nil, err
	}
	var wanted []int
	for _, id := range ids(files) {
		wanted = append(wanted, int(id))
	}
	answer, err := tg.NewClient(r.Session).StoriesGetStoriesByID(ctx, &tg.StoriesGetStoriesByIDRequest{Peer: tgconv.InputPeer(peer), ID: wanted})
	if err != nil {
		return nil, err
	}
	for _, s := range answer.Stories {
		found = append(found, tgconv.StoryFiles(owner, s)...)
	}
	return found, nil
}

// userPhoto asks for one profile picture: the newest that is older than the next id.
// https://core.telegram.org/method/photos.getUserPhotos
func (r *renewer) userPhoto(ctx context.Context, owner model.PeerID, id int64) (found []tgconv.Found, err error) {
	peer, _, err := r.Archive.Peer(ctx, owner)
	if err != nil {
		return nil, err
	}
	answer, err := tg.NewClient(r.Session).PhotosGetUserPhotos(ctx, &tg.PhotosGetUserPhotosRequest{
		UserID: tgconv.InputUser(peer), MaxID: id + 1, Limit: 1,
	})
	if err != nil {
		return nil, err
	}
	for _, p := range answer.GetPhotos() {
		found = append(found, tgconv.UserPhotoFiles(owner, p)...)
	}
	return found, nil
}

// fullUser: https://core.telegram.org/method/users.getFullUser
func (r *renewer) fullUser(ctx context.Context, user model.PeerID) ([]tgconv.Found, error) {
	peer, _, err := r.Archive.Peer(ctx, user)
	if err != nil {
		return nil, err
	}
	answer, err := tg.NewClient(r.Session).UsersGetFullUser(ctx, tgconv.InputUser(peer))
	if err != nil {
		return nil, err
	}
	return tgconv.FullUserFiles(*answer), nil
}

// customEmoji: https://core.telegram.org/method/messages.getCustomEmojiDocuments
func (r *renewer) customEmoji(ctx context.Context, files []model.File) (found []tgconv.Found, err error) {
	answer, err := tg.NewClient(r.Session).MessagesGetCustomEmojiDocuments(ctx, ids(files))
	if err != nil {
		return nil, err
	}
	for _, d := range answer {
		found = append(found, tgconv.EmojiFiles(d)...)
	}
	return found, nil
}

// stickerSet: https://core.telegram.org/method/messages.getStickerSet
func (r *renewer) stickerSet(ctx context.Context, set model.StickerSetRef) ([]tgconv.Found, error) {
	answer, err := tg.NewClient(r.Session).MessagesGetStickerSet(ctx, &tg.MessagesGetStickerSetRequest{
		Stickerset: &tg.InputStickerSetID{ID: set.ID, AccessHash: set.AccessHash},
	})
	if err != nil {
		return nil, err
	}
	full, ok := answer.(*tg.MessagesStickerSet)
	if !ok {
		return nil, goneFrom(model.OriginStickerSet)
	}
	return tgconv.StickerSetFiles(full), nil
}
