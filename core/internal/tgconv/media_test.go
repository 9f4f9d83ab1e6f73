package tgconv

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

func words(s string) tg.TextWithEntities { return tg.TextWithEntities{Text: s} }

func TestMedia(t *testing.T) {
	point := &tg.GeoPoint{Lat: 1.5, Long: -2.5, AccuracyRadius: 10}
	outcome := &tg.MessageMediaDice{Emoticon: "🎲", Value: 6}
	outcome.SetGameOutcome(tg.MessagesEmojiGameOutcome{Seed: []byte{1}, StakeTonAmount: 5, TonAmount: 10})
	for name, c := range map[string]struct {
		in   tg.MessageMediaClass
		want *model.Media
	}{
		"nil":         {nil, nil},
		"empty":       {&tg.MessageMediaEmpty{}, nil},
		"unsupported": {&tg.MessageMediaUnsupported{}, &model.Media{Kind: model.KindUnsupported}},
		"point":       {&tg.MessageMediaGeo{Geo: point}, &model.Media{Kind: model.KindGeo, Geo: &model.Geo{Lat: 1.5, Long: -2.5, Accuracy: 10, Map: "map:1.5:-2.5"}}},
		"no point":    {&tg.MessageMediaGeo{Geo: &tg.GeoPointEmpty{}}, &model.Media{Kind: model.KindGeo, Geo: &model.Geo{Empty: true}}},
		"no number": {&tg.MessageMediaGeo{Geo: &tg.GeoPoint{Lat: math.NaN(), Long: math.Inf(1)}},
			&model.Media{Kind: model.KindGeo, Geo: &model.Geo{Map: "map:0:0"}}},
		"live point": {&tg.MessageMediaGeoLive{Geo: point, Period: 60, Heading: 90, ProximityNotificationRadius: 5},
			&model.Media{Kind: model.KindGeoLive, Geo: &model.Geo{Lat: 1.5, Long: -2.5, Accuracy: 10, Map: "map:1.5:-2.5", Period: 60, Heading: 90, Proximity: 5}}},
		"live, nowhere": {&tg.MessageMediaGeoLive{Period: 60}, &model.Media{Kind: model.KindGeoLive, Geo: &model.Geo{Empty: true, Period: 60}}},
		"venue": {&tg.MessageMediaVenue{Geo: point, Title: "Bar", Address: "1 St", Provider: "f", VenueID: "v", VenueType: "t"},
			&model.Media{Kind: model.KindVenue, Geo: &model.Geo{Lat: 1.5, Long: -2.5, Accuracy: 10, Map: "map:1.5:-2.5"},
				Venue: &model.Venue{Title: "Bar", Address: "1 St", Provider: "f", ID: "v", Type: "t"}}},
		"contact": {&tg.MessageMediaContact{PhoneNumber: "123", FirstName: "A", LastName: "B", Vcard: "V", UserID: 4},
			&model.Media{Kind: model.KindContact, Contact: &model.SharedContact{FirstName: "A", LastName: "B", Phone: "123", VCard: "V", User: 4}}},
		"dice": {&tg.MessageMediaDice{Emoticon: "🎯", Value: 3}, &model.Media{Kind: model.KindDice, Dice: &model.Dice{Emoji: "🎯", Value: 3}}},
		"dice for money": {outcome, &model.Media{Kind: model.KindDice,
			Dice: &model.Dice{Emoji: "🎲", Value: 6, Stake: 5, Won: 10, Seed: []byte{1}}}},
		"expired photo": {&tg.MessageMediaPhoto{TTLSeconds: 3}, &model.Media{Kind: model.KindPhoto, TTL: 3, Expired: true}},
		"giveaway": {&tg.MessageMediaGiveaway{OnlyNewSubscribers: true, WinnersAreVisible: true, Channels: []int64{9}, CountriesISO2: []string{"DE"},
			PrizeDescription: "cake", Quantity: 2, Months: 3, UntilDate: 99}, &model.Media{Kind: model.KindGiveaway, Giveaway: &model.Giveaway{
			Quantity: 2, Months: 3, Until: 99, Channels: []int64{9}, Countries: []string{"DE"}, Prize: "cake", NewOnly: true, ShowWinners: true}}},
		"stream": {&tg.MessageMediaVideoStream{RtmpStream: true, Call: &tg.InputGroupCallSlug{Slug: "s"}},
			&model.Media{Kind: model.KindVideoStream, Stream: &model.VideoStream{RTMP: true, Slug: "s"}}},
		"story, not sent": {&tg.MessageMediaStory{Peer: &tg.PeerUser{UserID: 3}, ID: 4, ViaMention: true},
			&model.Media{Kind: model.KindStory, Story: &model.StoryRef{Peer: model.UserID(3), ID: 4, Mention: true}}},
		"link not ready": {&tg.MessageMediaWebPage{Manual: true, Webpage: &tg.WebPagePending{ID: 4, URL: "u", Date: 5}},
			&model.Media{Kind: model.KindWebPage, Flags: []string{"manual"}, WebPage: &model.WebPage{State: "pending", ID: 4, URL: "u", Date: 5}}},
		"paid, not bought": {&tg.MessageMediaPaidMedia{StarsAmount: 50, ExtendedMedia: []tg.MessageExtendedMediaClass{
			&tg.MessageExtendedMediaPreview{W: 3, H: 4, VideoDuration: 5, Thumb: &tg.PhotoStrippedSize{Bytes: []byte{1}}}}},
			&model.Media{Kind: model.KindPaid, Paid: &model.PaidMedia{Stars: 50,
				Items: []model.Extended{{Width: 3, Height: 4, Duration: 5, Stripped: []byte{1}}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, media(c.in)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestPollJoinsAnswersWithTheirResults(t *testing.T) {
	m := &tg.MessageMediaPoll{
		Poll: tg.Poll{ID: 5, Quiz: true, Closed: true, Question: words("2 x 2?"), Answers: []tg.PollAnswerClass{
			&tg.PollAnswer{Text: words("4"), Option: []byte{0}}, &tg.PollAnswer{Text: words("5"), Option: []byte{1}},
			&tg.PollAnswer{Text: words("new"), Option: []byte{2}, AddedBy: &tg.PeerUser{UserID: 3}, Date: 8}, nil}},
		Results: tg.PollResults{TotalVoters: 7, Solution: "because", SolutionEntities: []tg.MessageEntityClass{&tg.MessageEntityBold{Length: 2}},
			RecentVoters: []tg.PeerClass{&tg.PeerUser{UserID: 3}},
			Results: []tg.PollAnswerVoters{{Option: []byte{1}, Voters: 2, Chosen: true}, {Option: []byte{0}, Voters: 5, Correct: true,
				RecentVoters: []tg.PeerClass{&tg.PeerUser{UserID: 3}}}}},
	}
	want := &model.Poll{
		ID: 5, Quiz: true, Closed: true, Question: model.Text{Text: "2 x 2?"}, Voters: 7,
		Solution: model.Text{Text: "because", Entities: []model.Entity{{Type: model.EntityBold, Length: 2}}},
		Recent:   []model.PeerID{model.UserID(3)},
		Answers: []model.PollAnswer{
			{Text: model.Text{Text: "4"}, Option: []byte{0}, Voters: 5, Correct: true, Recent: []model.PeerID{model.UserID(3)}},
			{Text: model.Text{Text: "5"}, Option: []byte{1}, Voters: 2, Chosen: true},
			{Text: model.Text{Text: "new"}, Option: []byte{2}, AddedBy: model.UserID(3), Added: 8},
		},
	}
	if d := cmp.Diff(want, poll(m)); d != "" {
		t.Error(d)
	}
}

func TestTodoKnowsWhoDidWhat(t *testing.T) {
	m := &tg.MessageMediaToDo{Todo: tg.TodoList{Title: words("shop"), OthersCanAppend: true,
		List: []tg.TodoItem{{ID: 1, Title: words("milk")}, {ID: 2, Title: words("bread")}}},
		Completions: []tg.TodoCompletion{{ID: 2, CompletedBy: &tg.PeerUser{UserID: 3}, Date: 9}, {ID: 7, Date: 9}}}
	want := &model.Todo{Title: model.Text{Text: "shop"}, OthersCanAppend: true, Items: []model.TodoItem{
		{ID: 1, Title: model.Text{Text: "milk"}},
		{ID: 2, Title: model.Text{Text: "bread"}, CompletedBy: model.UserID(3), Completed: 9}}}
	if d := cmp.Diff(want, todo(m)); d != "" {
		t.Error(d)
	}
}

func TestInvoiceNamesItsPicture(t *testing.T) {
	m := built(&tg.MessageMediaInvoice{Title: "Cake", Currency: "EUR", TotalAmount: 250, Test: true, ReceiptMsgID: 9,
		Photo: &tg.WebDocument{URL: "https://x/p.jpg", AccessHash: 7, Size: 10, MimeType: "image/jpeg",
			Attributes: []tg.DocumentAttributeClass{&tg.DocumentAttributeImageSize{W: 3, H: 4}}},
		ExtendedMedia: &tg.MessageExtendedMedia{Media: &tg.MessageMediaPhoto{Photo: testPhoto(77)}}})
	got := invoice(m)
	if got.PhotoURL != "https://x/p.jpg" || got.Receipt != 9 || !got.Test || got.Amount != 250 || len(got.Extended) != 1 {
		t.Errorf("invoice = %+v", got)
	}
	want := &model.WebFile{URL: "https://x/p.jpg", AccessHash: 7,
		File: model.Document{File: model.WebKey("https://x/p.jpg"), Type: model.MediaFile, MIME: "image/jpeg", Size: 10, Width: 3, Height: 4}}
	if d := cmp.Diff(want, got.Photo); d != "" {
		t.Error(d)
	}
	if bare := invoice(&tg.MessageMediaInvoice{}); bare.Photo != nil || bare.Extended != nil {
		t.Errorf("bare invoice = %+v", bare)
	}
}

func TestWebPageKeepsItsInstantView(t *testing.T) {
	w := &tg.WebPage{ID: 5, URL: "https://x", Title: "X", Attributes: []tg.WebPageAttributeClass{
		&tg.WebPageAttributeAiComposeTone{EmojiID: 9}}}
	w.SetCachedPage(tg.Page{URL: "https://x/iv", Views: 4, Blocks: []tg.PageBlockClass{&tg.PageBlockDivider{}}})
	want := &model.WebPage{ID: 5, URL: "https://x", Title: "X", Views: 4,
		Page:       &model.RichMessage{URL: "https://x/iv", Blocks: []model.RichNode{{Type: "divider"}}},
		Attributes: []map[string]any{{"_": "webPageAttributeAiComposeTone", "emoji_id": "9"}}}
	if d := cmp.Diff(want, webPage(w)); d != "" {
		t.Error(d)
	}
	for _, c := range []struct {
		in    tg.WebPageClass
		state string
	}{{&tg.WebPageEmpty{}, "empty"}, {&tg.WebPageNotModified{}, "not_modified"}, {&tg.WebPage{}, ""}} {
		if got := webPage(c.in); got.State != c.state {
			t.Errorf("%T: state %q", c.in, got.State)
		}
	}
	if webPage(nil) != nil {
		t.Error("no page gives a page")
	}
}

func TestGiftsTellWhatTheyAre(t *testing.T) {
	sticker := testDocument(55, &tg.DocumentAttributeSticker{Alt: "🎁"})
	unique := built(&tg.StarGiftUnique{ID: 4, GiftID: 3, Title: "Cap", Slug: "Cap-7", Num: 7, OwnerName: "Ann", Attributes: []tg.StarGiftAttributeClass{
		&tg.StarGiftAttributeModel{Name: "Red", Document: sticker, Rarity: &tg.StarGiftAttributeRarity{Permille: 5}},
		&tg.StarGiftAttributePattern{Name: "Stars", Document: testDocument(56), Rarity: &tg.StarGiftAttributeRarityRare{}},
	}})
	got := gift(unique)
	if !got.Unique || got.ID != 4 || got.Kind != 3 || got.Slug != "Cap-7" || got.Num != 7 || got.OwnerName != "Ann" || got.Sticker.ID != 55 {
		t.Errorf("gift = %+v", got)
	}
	if len(got.Attributes) != 2 || got.Attributes[0]["name"] != "Red" {
		t.Errorf("attributes = %v", got.Attributes)
	}
	plain := gift(&tg.StarGift{ID: 3, Stars: 15, Limited: true, Sticker: sticker})
	if plain.Unique || plain.Stars != 15 || !plain.Limited || plain.Sticker.Emoji != "🎁" {
		t.Errorf("gift = %+v", plain)
	}
	if docs := giftDocuments(unique); len(docs) != 2 {
		t.Errorf("documents of a unique gift: %v", docs)
	}
	if gift(nil) != nil || giftDocuments(nil) != nil {
		t.Error("no gift gives a gift")
	}
}

func TestWallpapers(t *testing.T) {
	w := &tg.WallPaperNoFile{ID: 4, Dark: true}
	w.SetSettings(built3(tg.WallPaperSettings{BackgroundColor: 7, Emoticon: "🌊"}))
	want := &model.Wallpaper{ID: 4, Flags: []string{"dark"}, Fields: map[string]any{"settings": map[string]any{
		"_": "wallPaperSettings", "background_color": 7, "emoticon": "🌊"}}}
	if d := cmp.Diff(want, wallpaper(w)); d != "" {
		t.Error(d)
	}
	full := wallpaper(&tg.WallPaper{ID: 5, Slug: "s", Pattern: true, Document: testDocument(55)})
	if full.Slug != "s" || full.Document.ID != 55 || len(full.Flags) != 1 {
		t.Errorf("wallpaper = %+v", full)
	}
}

func built3(s tg.WallPaperSettings) tg.WallPaperSettings {
	s.SetFlags()
	return s
}

func TestForwardKeepsEveryOrigin(t *testing.T) {
	got := forward(&tg.MessageFwdHeader{Imported: true, SavedOut: true, FromID: &tg.PeerChannel{ChannelID: 9}, FromName: "Ann", Date: 1,
		ChannelPost: 2, PostAuthor: "Bob", SavedFromPeer: &tg.PeerUser{UserID: 3}, SavedFromMsgID: 4,
		SavedFromID: &tg.PeerUser{UserID: 5}, SavedFromName: "Cid", SavedDate: 6, PsaType: "covid"})
	want := &model.Forward{From: model.ChannelID(9), Name: "Ann", Date: 1, Post: 2, Author: "Bob", Imported: true, SavedOut: true,
		SavedPeer: model.UserID(3), SavedID: 4, SavedFrom: model.UserID(5), SavedName: "Cid", SavedDate: 6, PSA: "covid"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestSessionsKeepNoTicket(t *testing.T) {
	got := Authorization(tg.Authorization{Current: true, OfficialApp: true, Hash: 99, DeviceModel: "d", Platform: "p", SystemVersion: "s",
		APIID: 4, AppName: "a", AppVersion: "1", DateCreated: 5, DateActive: 6, IP: "i", Country: "c", Region: "r"})
	want := model.Session{V: 1, Current: true, App: "a", AppVersion: "1", Device: "d", Platform: "p", SystemVersion: "s",
		Created: 5, Active: 6, IP: "i", Country: "c", Region: "r", APIID: 4, Flags: []string{"official_app"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	web := WebAuthorization(tg.WebAuthorization{Hash: 99, BotID: 7, Domain: "x.org", Browser: "b", Platform: "p", DateCreated: 5, DateActive: 6, IP: "i", Region: "r"})
	if d := cmp.Diff(model.WebSession{V: 1, Bot: 7, Domain: "x.org", Browser: "b", Platform: "p", Created: 5, Active: 6, IP: "i", Region: "r"}, web); d != "" {
		t.Error(d)
	}
	contact := SavedContact(tg.SavedPhoneContact{Phone: "1", FirstName: "A", LastName: "B", Date: 2})
	if d := cmp.Diff(model.SavedContact{V: 1, Phone: "1", FirstName: "A", LastName: "B", Date: 2}, contact); d != "" {
		t.Error(d)
	}
}
