package crawl

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// flagged sets the flags of what is present.
func flagged[T interface{ SetFlags() }](v T) T {
	v.SetFlags()
	return v
}

func namedPhoto(id int64) *tg.Photo {
	return &tg.Photo{ID: id, Sizes: []tg.PhotoSizeClass{&tg.PhotoSize{Type: "y", W: 4, H: 3, Size: 9}}}
}

func unnamed(id int64, mime string, attributes ...tg.DocumentAttributeClass) *tg.Document {
	return &tg.Document{ID: id, MimeType: mime, Attributes: attributes}
}

// film tells a video.
func film() *tg.DocumentAttributeVideo { return &tg.DocumentAttributeVideo{W: 4, H: 3} }

// mediaOfEachKind has media that are saved and media that are only counted.
func mediaOfEachKind() []tg.MessageMediaClass {
	voice := flagged(&tg.DocumentAttributeAudio{Voice: true})
	photo := func(p tg.PhotoClass, ttl int) tg.MessageMediaClass {
		m := &tg.MessageMediaPhoto{TTLSeconds: ttl}
		if p != nil {
			m.Photo = p
		}
		return flagged(m)
	}
	document := func(d tg.DocumentClass, ttl int) tg.MessageMediaClass {
		return flagged(&tg.MessageMediaDocument{Document: d, TTLSeconds: ttl})
	}
	return []tg.MessageMediaClass{
		photo(namedPhoto(1), 0),
		photo(namedPhoto(2), 5),         // destroys itself: counted
		photo(&tg.PhotoEmpty{ID: 3}, 0), // gone: counted
		photo(nil, 5),                   // expired: nothing to count
		photo(namedPhoto(4), 0),         // the fourth
		document(unnamed(5, "video/mp4", film()), 0),
		document(unnamed(6, "video/mp4", film()), 5), // counted
		document(&tg.DocumentEmpty{ID: 7}, 0),        // no kind: not counted
		document(unnamed(8, "video/mp4", film()), 0),
		document(unnamed(9, "audio/ogg", voice), 7), // counted
		document(unnamed(10, "audio/ogg", voice), 0),
		&tg.MessageMediaPaidMedia{StarsAmount: 5, ExtendedMedia: []tg.MessageExtendedMediaClass{
			&tg.MessageExtendedMedia{Media: photo(namedPhoto(11), 0)}, &tg.MessageExtendedMedia{Media: document(unnamed(12, "application/zip"), 0)},
			&tg.MessageExtendedMediaPreview{}}}, // counted, named after their identity
		photo(namedPhoto(13), 0),
		document(unnamed(14, "application/zip"), 0),
	}
}

// The numbers in names are Telegram Desktop's: it counts what it does not save, too.
func TestNamesCountWhatIsNotSaved(t *testing.T) {
	n := namer{number: 1, plan: Plan{Choice: Choice{Skip: func(model.MediaType, int64) model.SkipReason { return model.SkipNone }}}}
	var got []string
	name := func(m tg.MessageClass) {
		msg, ok := tgconv.Message(m)
		if !ok {
			t.Fatal("no message")
		}
		_, refs := n.name(msg, int64(msg.ID), tgconv.Files(m))
		for _, r := range refs {
			got = append(got, r.Folder+"/"+r.Name)
		}
	}
	for i, v := range mediaOfEachKind() {
		name(flagged(&tg.Message{ID: i + 1, PeerID: &tg.PeerUser{UserID: 7}, Media: v}))
	}
	name(flagged(&tg.MessageService{ID: 90, PeerID: &tg.PeerUser{UserID: 7}, Action: &tg.MessageActionChatEditPhoto{Photo: &tg.PhotoEmpty{}}}))
	name(flagged(&tg.MessageService{ID: 91, PeerID: &tg.PeerUser{UserID: 7}, Action: &tg.MessageActionSuggestProfilePhoto{Photo: namedPhoto(15)}}))
	rich := flagged(&tg.Message{ID: 92, PeerID: &tg.PeerUser{UserID: 7}})
	thumbed := unnamed(17, "video/mp4", film(), &tg.DocumentAttributeFilename{FileName: "a.mp4"})
	thumbed.Thumbs = []tg.PhotoSizeClass{&tg.PhotoSize{Type: "m", W: 4, H: 3, Size: 9}}
	rich.SetRichMessage(tg.RichMessage{Photos: []tg.PhotoClass{namedPhoto(16)}, Documents: []tg.DocumentClass{flagged(thumbed)}})
	name(rich)
	want := []string{
		"photos/photo_1.jpg", "photos/photo_4.jpg", "video_files/video_1.mp4", "video_files/video_3.mp4", "voice_messages/audio_2.ogg",
		"more_files/photo_11_y.jpg", "more_files/document_12.zip", "photos/photo_6.jpg", "files/file_2.zip", "photos/photo_8.jpg",
		"photos/photo_9.jpg", "video_files/a.mp4", "video_files/a.mp4_thumb.jpg",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
