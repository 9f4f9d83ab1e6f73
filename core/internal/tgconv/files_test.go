package tgconv

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func testPhoto(id int64) *tg.Photo {
	return &tg.Photo{ID: id, AccessHash: id + 1, FileReference: []byte{byte(id)}, DCID: 2, Date: 5,
		Sizes: []tg.PhotoSizeClass{&tg.PhotoSize{Type: "y", W: 9, H: 9, Size: 99}, &tg.PhotoStrippedSize{Bytes: []byte{1}}}}
}

func testDocument(id int64, attributes ...tg.DocumentAttributeClass) *tg.Document {
	return &tg.Document{ID: id, AccessHash: id + 1, FileReference: []byte{byte(id)}, DCID: 4, MimeType: "video/mp4", Size: 1000,
		Attributes: attributes, Thumbs: []tg.PhotoSizeClass{&tg.PhotoSize{Type: "m", W: 3, H: 3, Size: 33}}}
}

// seen is a file in short: its role and key, and the file it hangs on.
type seen struct {
	Role Role
	Key  model.FileKey
	Main model.FileKey
}

func inShort(found []Found) []seen {
	var out []seen
	for _, f := range found {
		out = append(out, seen{f.Role, f.File.Key, f.File.Main})
	}
	return out
}

func TestFilesOfAPhoto(t *testing.T) {
	m := &tg.Message{ID: 44, Date: 7, PeerID: &tg.PeerChannel{ChannelID: 9}, Media: &tg.MessageMediaPhoto{Photo: testPhoto(77)}}
	got := Files(m)
	want := model.File{
		Key: "photo:77:y", Type: model.MediaPhoto, DC: 2, Size: 99, MIME: "image/jpeg", Date: 7, Preview: []byte{1},
		Location: model.Location{Kind: model.LocationPhoto, ID: 77, AccessHash: 78, Reference: []byte{77}, Thumb: "y"},
		Origin:   model.Origin{Kind: model.OriginMessage, Peer: model.ChannelID(9), ID: 44},
	}
	if len(got) != 1 || got[0].Role != RolePhoto || got[0].Photo == nil || got[0].Document != nil {
		t.Fatalf("found %+v", got)
	}
	if d := cmp.Diff(want, got[0].File); d != "" {
		t.Error(d)
	}
}

func TestFilesOfADocument(t *testing.T) {
	m := &tg.Message{ID: 44, Date: 7, PeerID: &tg.PeerUser{UserID: 9},
		Media: &tg.MessageMediaDocument{Document: testDocument(55, &tg.DocumentAttributeVideo{})}}
	origin := model.Origin{Kind: model.OriginMessage, Peer: model.UserID(9), ID: 44}
	want := []model.File{{
		Key: "document:55", Type: model.MediaVideo, DC: 4, Size: 1000, MIME: "video/mp4", Date: 7, Origin: origin,
		Location: model.Location{Kind: model.LocationDocument, ID: 55, AccessHash: 56, Reference: []byte{55}},
	}, {
		Key: "document:55:m", Main: "document:55", Type: model.MediaVideo, DC: 4, Size: 33, MIME: "image/jpeg", Date: 7, Origin: origin,
		Location: model.Location{Kind: model.LocationDocument, ID: 55, AccessHash: 56, Reference: []byte{55}, Thumb: "m"},
	}}
	var got []model.File
	for _, f := range Files(m) {
		got = append(got, f.File)
		if f.Document == nil || f.Photo != nil {
			t.Errorf("%s: photo %v, document %v", f.File.Key, f.Photo, f.Document)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestFilesByKind(t *testing.T) {
	photo, doc := testPhoto(77), testDocument(55)
	animated := testPhoto(78)
	animated.VideoSizes = []tg.VideoSizeClass{&tg.VideoSize{Type: "u", Size: 5}, &tg.VideoSize{Type: "v", Size: 2}}
	ofDoc := func(r Role) []seen {
		return []seen{{r, "document:55", ""}, {r, "document:55:m", "document:55"}}
	}
	point := &tg.GeoPoint{Lat: 1.5, Long: -2.5, AccessHash: 9}
	song := testDocument(57, &tg.DocumentAttributeAudio{Title: "Song"})
	song.Thumbs = nil
	nameless := testDocument(58, &tg.DocumentAttributeAudio{})
	nameless.Thumbs = nil
	voice := testDocument(59, &tg.DocumentAttributeAudio{Voice: true, Title: "x"})
	voice.Thumbs = nil
	onMap := []seen{{RoleMap, "map:1.5:-2.5", ""}}
	plainDoc := []seen{{RoleDocument, "document:55", ""}, {RoleThumb, "document:55:m", "document:55"}}
	for name, c := range map[string]struct {
		media tg.MessageMediaClass
		want  []seen
	}{
		"nothing":                   {nil, nil},
		"document":                  {&tg.MessageMediaDocument{Document: doc}, plainDoc},
		"empty document":            {&tg.MessageMediaDocument{Document: &tg.DocumentEmpty{ID: 5}}, nil},
		"self-destructing photo":    {&tg.MessageMediaPhoto{Photo: photo, TTLSeconds: 5}, nil},
		"self-destructing document": {&tg.MessageMediaDocument{Document: doc, TTLSeconds: 5, VideoCover: photo}, nil},
		"animated photo":            {&tg.MessageMediaPhoto{Photo: animated}, []seen{{RolePhoto, "photo:78:y", ""}, {RoleVideo, "photo:78:u", "photo:78:y"}}},
		"live photo":                {&tg.MessageMediaPhoto{Photo: photo, Video: doc}, []seen{{RolePhoto, "photo:77:y", ""}, {RoleVideo, "document:55", ""}}},
		"covered video, other qualities": {&tg.MessageMediaDocument{Document: doc, VideoCover: photo, AltDocuments: []tg.DocumentClass{testDocument(56)}},
			append(append([]seen{}, plainDoc...), seen{RoleCover, "photo:77:y", ""})},
		"link preview": {&tg.MessageMediaWebPage{Webpage: &tg.WebPage{Photo: photo, Document: doc}},
			append([]seen{{RoleWebPage, "photo:77:y", ""}}, ofDoc(RoleWebPage)...)},
		"game": {&tg.MessageMediaGame{Game: tg.Game{Photo: photo, Document: doc}},
			append([]seen{{RoleGame, "photo:77:y", ""}}, ofDoc(RoleGame)...)},
		"bought": {&tg.MessageMediaPaidMedia{ExtendedMedia: []tg.MessageExtendedMediaClass{
			&tg.MessageExtendedMediaPreview{}, &tg.MessageExtendedMedia{Media: &tg.MessageMediaPhoto{Photo: photo}}}},
			[]seen{{RolePaid, "photo:77:y", ""}}},
		"story":                {&tg.MessageMediaStory{Story: &tg.StoryItem{Media: &tg.MessageMediaDocument{Document: doc}}}, ofDoc(RoleStory)},
		"point":                {&tg.MessageMediaGeo{Geo: point}, onMap},
		"moving point":         {&tg.MessageMediaGeoLive{Geo: point}, onMap},
		"named point":          {&tg.MessageMediaVenue{Geo: point}, onMap},
		"hidden point":         {&tg.MessageMediaGeo{Geo: &tg.GeoPointEmpty{}}, nil},
		"song without a cover": {&tg.MessageMediaDocument{Document: song}, []seen{{RoleDocument, "document:57", ""}, {RoleAlbumCover, "cover:57", "document:57"}}},
		"song without a name":  {&tg.MessageMediaDocument{Document: nameless}, []seen{{RoleDocument, "document:58", ""}}},
		"voice":                {&tg.MessageMediaDocument{Document: voice}, []seen{{RoleDocument, "document:59", ""}}},
		"invoice":              {&tg.MessageMediaInvoice{Photo: &tg.WebDocument{URL: "u", AccessHash: 3}}, []seen{{RoleInvoice, model.WebKey("u"), ""}}},
		"invoice, not relayed": {&tg.MessageMediaInvoice{Photo: &tg.WebDocumentNoProxy{URL: "u"}}, nil},
		"poll":                 {&tg.MessageMediaPoll{AttachedMedia: &tg.MessageMediaPhoto{Photo: photo}}, []seen{{RolePoll, "photo:77:y", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := inShort(Files(&tg.Message{ID: 1, Media: c.media}))
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestFilesOfServiceMessages(t *testing.T) {
	sticker := testDocument(55, &tg.DocumentAttributeSticker{})
	ofDoc := func(r Role) []seen { return []seen{{r, "document:55", ""}, {r, "document:55:m", "document:55"}} }
	for name, c := range map[string]struct {
		action tg.MessageActionClass
		want   []seen
	}{
		"group photo":     {&tg.MessageActionChatEditPhoto{Photo: testPhoto(77)}, []seen{{RoleActionPhoto, "photo:77:y", ""}}},
		"suggested photo": {&tg.MessageActionSuggestProfilePhoto{Photo: testPhoto(77)}, []seen{{RoleActionPhoto, "photo:77:y", ""}}},
		"wallpaper":       {&tg.MessageActionSetChatWallPaper{Wallpaper: &tg.WallPaper{Document: sticker}}, ofDoc(RoleWallpaper)},
		"gift":            {&tg.MessageActionStarGift{Gift: &tg.StarGift{Sticker: sticker}}, ofDoc(RoleGift)},
		"unique gift": {&tg.MessageActionStarGiftUnique{Gift: &tg.StarGiftUnique{Attributes: []tg.StarGiftAttributeClass{
			&tg.StarGiftAttributeBackdrop{}, &tg.StarGiftAttributeModel{Document: sticker}}}}, ofDoc(RoleGift)},
		"no photo":  {&tg.MessageActionChatEditPhoto{Photo: &tg.PhotoEmpty{ID: 1}}, nil},
		"something": {&tg.MessageActionPinMessage{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, inShort(Files(&tg.MessageService{ID: 1, Action: c.action}))); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestFilesListsEachOnce(t *testing.T) {
	m := &tg.Message{ID: 1, Media: &tg.MessageMediaPhoto{Photo: testPhoto(77)},
		ReplyTo: &tg.MessageReplyHeader{ReplyMedia: &tg.MessageMediaPhoto{Photo: testPhoto(77)}}}
	if got := inShort(Files(m)); len(got) != 1 || got[0].Role != RolePhoto {
		t.Errorf("files = %+v", got)
	}
}

func TestSelfDestructingMediaKeepsWhatIsKnown(t *testing.T) {
	p := media(&tg.MessageMediaPhoto{Photo: testPhoto(77), TTLSeconds: 5})
	if p.TTL != 5 || p.Expired || p.Photo.ID != 77 || p.Photo.File != "" || p.Photo.Width != 9 {
		t.Errorf("photo = %+v, %+v", p, p.Photo)
	}
	gone := media(&tg.MessageMediaDocument{TTLSeconds: 5})
	if gone.Kind != model.KindDocument || !gone.Expired || gone.TTL != 5 || gone.Document != nil {
		t.Errorf("document = %+v", gone)
	}
}

func TestStoryAndFacesObeyNoChoiceByType(t *testing.T) {
	story := &tg.StoryItem{ID: 8, Date: 6, Media: &tg.MessageMediaPhoto{Photo: testPhoto(77)}}
	for name, c := range map[string]struct {
		found  []Found
		origin model.Origin
	}{
		"story":   {StoryFiles(model.UserID(1), story), model.Origin{Kind: model.OriginStory, Peer: model.UserID(1), ID: 8}},
		"picture": {UserPhotoFiles(model.UserID(1), testPhoto(77)), model.Origin{Kind: model.OriginUserPhoto, Peer: model.UserID(1), ID: 77}},
		"emoji":   {EmojiFiles(testDocument(55))[:1], model.Origin{Kind: model.OriginCustomEmoji, ID: 55}},
		"profile": {FullUserFiles(tg.UsersUserFull{FullUser: tg.UserFull{ID: 1, FallbackPhoto: testPhoto(3)}}), model.Origin{Kind: model.OriginFullUser, Peer: model.UserID(1)}},
	} {
		if len(c.found) != 1 || c.found[0].File.Type != model.MediaAlways {
			t.Errorf("%s: %+v", name, c.found)
			continue
		}
		if d := cmp.Diff(c.origin, c.found[0].File.Origin); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	if StoryFiles(model.UserID(1), &tg.StoryItemDeleted{ID: 1}) != nil || UserPhotoFiles(model.UserID(1), nil) != nil || EmojiFiles(nil) != nil {
		t.Error("nothing has files")
	}
}

func TestPeerPhotoFilesNeedNoReference(t *testing.T) {
	p := model.Peer{ID: model.ChatID(8), Photo: peerPhoto(77, 2, false, []byte{1})}
	var got []model.File
	for _, f := range PeerPhotoFiles(p) {
		got = append(got, f.File)
	}
	want := []model.File{
		{Key: "photo:77:c", DC: 2, MIME: "image/jpeg", Preview: []byte{1},
			Location: model.Location{Kind: model.LocationPeerPhoto, ID: 77, Peer: model.ChatID(8), Big: true}},
		{Key: "photo:77:a", DC: 2, MIME: "image/jpeg", Preview: []byte{1},
			Location: model.Location{Kind: model.LocationPeerPhoto, ID: 77, Peer: model.ChatID(8)}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if PeerPhotoFiles(model.Peer{}) != nil {
		t.Error("a peer without a picture has files")
	}
}

func TestFilesOfAStoryTellItsThumbFromTheRest(t *testing.T) {
	story := &tg.StoryItem{ID: 8, Music: testDocument(56), Media: &tg.MessageMediaDocument{Document: testDocument(55), VideoCover: testPhoto(77)}}
	want := []seen{{RoleStory, "document:55", ""}, {RoleThumb, "document:55:m", "document:55"}, {RoleCover, "photo:77:y", ""},
		{RoleMusic, "document:56", ""}, {RoleMusic, "document:56:m", "document:56"}}
	if d := cmp.Diff(want, inShort(StoryFiles(model.UserID(1), story))); d != "" {
		t.Error(d)
	}
}
