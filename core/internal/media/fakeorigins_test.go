package media

import (
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// document is how Telegram shows a file today.
func (f *fakeFile) document(id int64) *tg.Document {
	return &tg.Document{ID: id, AccessHash: 7, FileReference: []byte(f.reference), DCID: f.dc, Size: int64(len(f.content)), Date: 1, MimeType: "a/b", Attributes: []tg.DocumentAttributeClass{}}
}

func (f *fakeFile) media(id int64) *tg.MessageMediaDocument {
	m := &tg.MessageMediaDocument{}
	m.SetDocument(f.document(id))
	return m
}

// shown are the files that are there of those asked for, all without a list.
func (o office) shown(method string, list ...int64) (documents []tg.DocumentClass) {
	o.note(asked{method: method, dc: o.dc, offset: int64(len(list))})
	o.mu.Lock()
	defer o.mu.Unlock()
	if list == nil {
		for id := range o.files {
			list = append(list, id)
		}
	}
	for _, id := range list {
		if f := o.files[id]; f != nil && !f.gone {
			documents = append(documents, f.document(id))
		}
	}
	return documents
}

// origin answers what renews references besides a channel's messages.
func (o office) origin(id uint32, b *bin.Buffer) (bin.Encoder, error) {
	time.Sleep(o.think)
	switch id {
	case tg.MessagesGetMessagesRequestTypeID:
		return decoded(b, o.getOtherMessages)
	case tg.MessagesGetCustomEmojiDocumentsRequestTypeID:
		return decoded(b, func(r *tg.MessagesGetCustomEmojiDocumentsRequest) (bin.Encoder, error) {
			return &tg.DocumentClassVector{Elems: o.shown("emoji", r.DocumentID...)}, nil
		})
	case tg.MessagesGetStickerSetRequestTypeID:
		return decoded(b, o.getStickerSet)
	case tg.UsersGetSavedMusicRequestTypeID:
		return decoded(b, o.getSavedMusic)
	case tg.StoriesGetStoriesByIDRequestTypeID:
		return decoded(b, o.getStories)
	case tg.UploadGetWebFileRequestTypeID:
		return decoded(b, o.getWebFile)
	}
	o.t.Errorf("constructor %x is not a download's", id)
	return nil, tgerr.New(400, "INPUT_METHOD_INVALID")
}

func (o office) getOtherMessages(r *tg.MessagesGetMessagesRequest) (bin.Encoder, error) {
	channel, err := o.getMessages(&tg.ChannelsGetMessagesRequest{ID: r.ID})
	if err != nil {
		return nil, err
	}
	list := channel.(*tg.MessagesChannelMessages).Messages
	for _, m := range list {
		m.(*tg.Message).PeerID = &tg.PeerUser{UserID: fakeUser.ID}
	}
	return &tg.MessagesMessages{Messages: list, Topics: []tg.ForumTopicClass{}, Chats: []tg.ChatClass{}, Users: []tg.UserClass{}}, nil
}

func (o office) getStickerSet(r *tg.MessagesGetStickerSetRequest) (bin.Encoder, error) {
	if set, ok := r.Stickerset.(*tg.InputStickerSetID); !ok || *set != (tg.InputStickerSetID{ID: 60, AccessHash: 61}) {
		return nil, tgerr.New(400, "STICKERSET_INVALID")
	}
	return &tg.MessagesStickerSet{Set: tg.StickerSet{ID: 60, AccessHash: 61, Title: "Set", ShortName: "set"},
		Packs: []tg.StickerPack{}, Keywords: []tg.StickerKeyword{}, Documents: o.shown("stickers")}, nil
}

// getSavedMusic gives two songs a page.
func (o office) getSavedMusic(r *tg.UsersGetSavedMusicRequest) (bin.Encoder, error) {
	songs := []int64{1, 2, 3, 4, 5}
	page := songs[min(r.Offset, len(songs)):min(r.Offset+2, len(songs))]
	answer := &tg.UsersSavedMusic{Count: len(songs), Documents: []tg.DocumentClass{}}
	if len(page) > 0 {
		answer.Documents = append(answer.Documents, o.shown("music", page...)...)
	}
	return answer, nil
}

func (o office) getStories(r *tg.StoriesGetStoriesByIDRequest) (bin.Encoder, error) {
	o.note(asked{method: "stories", dc: o.dc, offset: int64(len(r.ID))})
	o.mu.Lock()
	defer o.mu.Unlock()
	answer := &tg.StoriesStories{Stories: []tg.StoryItemClass{}, Chats: []tg.ChatClass{}, Users: []tg.UserClass{}}
	for _, id := range r.ID {
		if f := o.files[int64(id)]; f != nil && !f.gone {
			answer.Stories = append(answer.Stories, &tg.StoryItem{ID: id, Date: 1, ExpireDate: 2, Media: f.media(int64(id))})
		}
	}
	return answer, nil
}

// getWebFile serves the file whose number is the access hash.
// https://core.telegram.org/method/upload.getWebFile
func (o office) getWebFile(r *tg.UploadGetWebFileRequest) (bin.Encoder, error) {
	var id int64
	switch l := r.Location.(type) {
	case *tg.InputWebFileLocation:
		id = l.AccessHash
	case *tg.InputWebFileGeoPointLocation:
		id = l.AccessHash
	case *tg.InputWebFileAudioAlbumThumbLocation:
		id = l.Document.(*tg.InputDocument).AccessHash
	}
	a := asked{"getWebFile", o.dc, id, int64(r.Offset)}
	nth := o.note(a)
	o.mu.Lock()
	f := o.files[id]
	o.mu.Unlock()
	if f == nil {
		return nil, tgerr.New(400, "WEBFILE_NOT_AVAILABLE")
	}
	data := f.content[min(r.Offset, len(f.content)):min(r.Offset+r.Limit, len(f.content))]
	if o.spoil != nil {
		var err error
		if data, err = o.spoil(a, nth, data); err != nil {
			return nil, err
		}
	}
	return &tg.UploadWebFile{Size: len(f.content), MimeType: "image/png", FileType: &tg.StorageFilePng{}, Bytes: data}, nil
}
