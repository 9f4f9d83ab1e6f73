package json_test

import (
	"strings"
	"testing"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

const (
	unavailable = "(File unavailable, please try again later)"
	exceeds     = "(File exceeds maximum size. Change data exporting settings to download.)"
	excluded    = "(File not included. Change data exporting settings to download.)"
)

// document is one with a name and attributes; its size is 1000.
func document(id int64, mime string, attributes ...tg.DocumentAttributeClass) *tg.MessageMediaDocument {
	return flagged(&tg.MessageMediaDocument{Document: flagged(&tg.Document{ID: id, DCID: 2, Date: noon, MimeType: mime, Size: 1000, Attributes: attributes})})
}

func named(name string) tg.DocumentAttributeClass {
	return &tg.DocumentAttributeFilename{FileName: name}
}

func video(v tg.DocumentAttributeVideo) tg.DocumentAttributeClass { return flagged(&v) }
func audio(v tg.DocumentAttributeAudio) tg.DocumentAttributeClass { return flagged(&v) }

func withThumb(m *tg.MessageMediaDocument) *tg.MessageMediaDocument {
	d := m.Document.(*tg.Document)
	d.Thumbs = []tg.PhotoSizeClass{&tg.PhotoStrippedSize{Type: "i", Bytes: []byte{1, 1, 1}}, &tg.PhotoSize{Type: "m", W: 100, H: 80, Size: 400}}
	d.SetFlags()
	return m
}

// further stands in a test before the keys that are not Telegram Desktop's, which
// come after the texts.
const further = " further "

// runMedia compares what stands between the sender and the text, and further keys.
func runMedia(t *testing.T, tests map[string]struct {
	in   tg.MessageMediaClass
	want string
}) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want, more, _ := strings.Cut(tt.want, further)
			if want != "" {
				want += ","
			}
			compare(t, `{"id":9,"type":"message",`+head+sender+want+noText+more+tail, written(t, carrying(tt.in)))
		})
	}
}

func TestPhotosAndDocuments(t *testing.T) {
	sticker := &tg.DocumentAttributeSticker{Alt: "🎉", Stickerset: &tg.InputStickerSetEmpty{}}
	runMedia(t, map[string]struct {
		in   tg.MessageMediaClass
		want string
	}{
		"photo": {flagged(&tg.MessageMediaPhoto{Photo: photo(31)}), `"photo":"files/photo_31_y","photo_file_size":90000,"width":1280,"height":960`},
		"photo under a spoiler": {flagged(&tg.MessageMediaPhoto{Photo: photo(415), Spoiler: true}),
			`"photo":"` + excluded + `","photo_file_size":90000,"width":1280,"height":960,"media_spoiler":true`},
		"photo that destroys itself": {flagged(&tg.MessageMediaPhoto{Photo: photo(31), TTLSeconds: 7}),
			`"photo":"` + unavailable + `","photo_file_size":0,"width":1280,"height":960,"self_destruct_period_seconds":7`},
		"photo that is gone": {flagged(&tg.MessageMediaPhoto{TTLSeconds: 7}), `"photo":"` + unavailable + `","photo_file_size":0,"self_destruct_period_seconds":7`},
		"file": {document(32, "application/pdf", named("a v1.2/b.pdf")),
			`"file":"files/document_32","file_name":"a v1.2/b.pdf","file_size":1000,"mime_type":"application/pdf"`},
		"file without a name": {document(413, "application/zip"), `"file":"` + exceeds + `","file_size":1000,"mime_type":"application/zip"`},
		"video": {withThumb(document(33, "video/mp4", named("v.mp4"), video(tg.DocumentAttributeVideo{Duration: 12.9, W: 640, H: 480}))),
			`"file":"files/document_33","file_name":"v.mp4","file_size":1000,"thumbnail":"files/document_33_m","thumbnail_file_size":400,` +
				`"media_type":"video_file","mime_type":"video/mp4","duration_seconds":12,"width":640,"height":480`},
		"video that is not asked for": {withThumb(document(415, "video/mp4", video(tg.DocumentAttributeVideo{Duration: 12, W: 640, H: 480}))),
			`"file":"` + excluded + `","file_size":1000,"thumbnail":"` + excluded + `","thumbnail_file_size":400,` +
				`"media_type":"video_file","mime_type":"video/mp4","duration_seconds":12,"width":640,"height":480`},
		"round video": {document(34, "video/mp4", video(tg.DocumentAttributeVideo{RoundMessage: true, Duration: 5, W: 240, H: 240})),
			`"file":"files/document_34","file_size":1000,"media_type":"video_message","mime_type":"video/mp4","duration_seconds":5,"width":240,"height":240`},
		"animation": {document(35, "video/mp4", &tg.DocumentAttributeAnimated{}, video(tg.DocumentAttributeVideo{W: 240, H: 200})),
			`"file":"files/document_35","file_size":1000,"media_type":"animation","mime_type":"video/mp4","width":240,"height":200`},
		"voice": {document(36, "audio/ogg", audio(tg.DocumentAttributeAudio{Voice: true, Duration: 4})),
			`"file":"files/document_36","file_size":1000,"media_type":"voice_message","mime_type":"audio/ogg","duration_seconds":4`},
		"music": {document(37, "audio/mpeg", named("s.mp3"), audio(tg.DocumentAttributeAudio{Duration: 180, Title: "Song", Performer: "Band"})),
			`"file":"files/document_37","file_name":"s.mp3","file_size":1000,"media_type":"audio_file","performer":"Band","title":"Song",` +
				`"mime_type":"audio/mpeg","duration_seconds":180` + further + `,"album_cover":"files/cover_37"`},
		"sticker": {document(38, "image/webp", sticker, &tg.DocumentAttributeImageSize{W: 512, H: 512}),
			`"file":"files/document_38","file_size":1000,"media_type":"sticker","sticker_emoji":"🎉","mime_type":"image/webp","width":512,"height":512`},
		"voice that destroys itself": {flagged(&tg.MessageMediaDocument{TTLSeconds: 2147483647, Document: document(36, "audio/ogg", audio(tg.DocumentAttributeAudio{Voice: true, Duration: 4})).Document}),
			`"file":"` + unavailable + `","file_size":0,"media_type":"voice_message","mime_type":"audio/ogg","duration_seconds":4,"self_destruct_period_seconds":2147483647`},
		"video that destroys itself": {flagged(&tg.MessageMediaDocument{TTLSeconds: 7, Document: withThumb(document(33, "video/mp4", video(tg.DocumentAttributeVideo{Duration: 3, W: 640, H: 480}))).Document}),
			`"file":"` + unavailable + `","file_size":0,"thumbnail":"` + unavailable + `","thumbnail_file_size":0,` +
				`"media_type":"video_file","mime_type":"video/mp4","duration_seconds":3,"width":640,"height":480,"self_destruct_period_seconds":7`},
		"document that is gone": {flagged(&tg.MessageMediaDocument{TTLSeconds: 7}), `"file":"` + unavailable + `","file_size":0,"self_destruct_period_seconds":7`},
	})
}

func TestOtherMedia(t *testing.T) {
	point := flagged(&tg.GeoPoint{Lat: 55.751244, Long: 37.5})
	const where = `"location_information":{"latitude":55.751244,"longitude":37.500000}`
	const drawn = further + `,"location_map":"files/map_55.751244_37.5"`
	runMedia(t, map[string]struct {
		in   tg.MessageMediaClass
		want string
	}{
		"contact": {&tg.MessageMediaContact{FirstName: "Carl", PhoneNumber: "46701234567", Vcard: "BEGIN:VCARD"},
			`"contact_information":{"first_name":"Carl","last_name":"","phone_number":"+46 70 123 4567"},` +
				`"contact_vcard":"contacts/contact_1.vcard","contact_vcard_file_size":11`},
		"contact without a card": {&tg.MessageMediaContact{FirstName: "Carl", LastName: "Berg", UserID: 2},
			`"contact_information":{"first_name":"Carl","last_name":"Berg","phone_number":"","user_id":2}`},
		"point":                     {&tg.MessageMediaGeo{Geo: point}, where + drawn},
		"live point of no duration": {flagged(&tg.MessageMediaGeoLive{Geo: &tg.GeoPointEmpty{}}), `"location_information":null`},
		"point not told":            {&tg.MessageMediaGeo{Geo: &tg.GeoPointEmpty{}}, `"location_information":null`},
		"live point":                {flagged(&tg.MessageMediaGeoLive{Geo: point, Period: 900}), where + `,"live_location_period_seconds":900` + drawn},
		"venue":                     {&tg.MessageMediaVenue{Geo: point, Title: "Café", Address: "Main St 1"}, `"place_name":"Café","address":"Main St 1",` + where + drawn},
		"venue of a name":           {&tg.MessageMediaVenue{Geo: &tg.GeoPointEmpty{}, Title: "Café"}, `"place_name":"Café"`},
		"game without link":         {&tg.MessageMediaGame{Game: tg.Game{ID: 1, Title: "Chess", Description: "Mate"}}, `"game_title":"Chess","game_description":"Mate"`},
		// Telegram Desktop writes a string that holds this object.
		"invoice": {flagged(&tg.MessageMediaInvoice{Title: "Bread", Description: "A loaf", Currency: "EUR", TotalAmount: 350}),
			`"invoice_information":{"title":"Bread","description":"A loaf","amount":350,"currency":"EUR"}`},
		"receipt": {flagged(&tg.MessageMediaInvoice{Title: "Bread", Currency: "EUR", TotalAmount: 350, ReceiptMsgID: 12}),
			`"invoice_information":{"title":"Bread","description":"","amount":350,"currency":"EUR","receipt_message_id":12}`},
		"giveaway": {flagged(&tg.MessageMediaGiveaway{Channels: []int64{7, 8}, CountriesISO2: []string{"DE", "SE"}, PrizeDescription: "A mug", Quantity: 5, Months: 3, UntilDate: noon, OnlyNewSubscribers: true}),
			`"giveaway_information":{"quantity":5,"months":3,"until_date":"2025-06-01T12:00:00","channels":[7,8],"countries":["DE","SE"],` +
				`"additional_prize":"A mug","stars":0,"is_only_new_subscribers":true}`},
		"giveaway of stars": {flagged(&tg.MessageMediaGiveaway{Channels: []int64{7}, Quantity: 5, Stars: 500, UntilDate: noon}),
			`"giveaway_information":{"quantity":5,"months":0,"until_date":"2025-06-01T12:00:00","channels":[7],"countries":[],"additional_prize":"","stars":500,"is_only_new_subscribers":false}`},
		"giveaway over": {flagged(&tg.MessageMediaGiveawayResults{ChannelID: 7, LaunchMsgID: 4, WinnersCount: 2, UnclaimedCount: 1, Winners: []int64{2, 3}, Months: 3, UntilDate: noon, Refunded: true, AdditionalPeersCount: 1, PrizeDescription: "A mug"}),
			`"giveaway_results":{"channel":7,"winners":[2,3],"additional_prize":"A mug","until_date":"2025-06-01T12:00:00","launch_message_id":4,` +
				`"additional_peers_count":1,"winners_count":2,"unclaimed_count":1,"months":3,"stars":0,"is_refunded":true,"is_only_new_subscribers":false}`},
		"paid media": {&tg.MessageMediaPaidMedia{StarsAmount: 25}, `"paid_stars_amount":25`},
		"to-do": {flagged(&tg.MessageMediaToDo{Todo: *flagged(&tg.TodoList{OthersCanAppend: true, Title: tg.TextWithEntities{Text: "Shop"}, List: []tg.TodoItem{{ID: 1, Title: tg.TextWithEntities{Text: "Milk"}}}})}),
			`"todo_list":{"title":"Shop","others_can_append":true,"others_can_complete":false,"answers":[{"text":"Milk","id":1}]}`},
		"link preview without a page": {flagged(&tg.MessageMediaWebPage{Webpage: &tg.WebPageEmpty{ID: 1}}), ""},
	})
}

func TestPolls(t *testing.T) {
	bold := tg.TextWithEntities{Text: "Rye?", Entities: []tg.MessageEntityClass{&tg.MessageEntityBold{Length: 3}}}
	m := flagged(&tg.MessageMediaPoll{
		Poll: *flagged(&tg.Poll{ID: 1, Closed: true, Question: bold, Answers: []tg.PollAnswerClass{
			flagged(&tg.PollAnswer{Text: tg.TextWithEntities{Text: "Yes"}, Option: []byte("0")}), flagged(&tg.PollAnswer{Text: tg.TextWithEntities{Text: "No"}, Option: []byte("1")}),
		}}),
		Results: *flagged(&tg.PollResults{TotalVoters: 3, Results: []tg.PollAnswerVoters{*flagged(&tg.PollAnswerVoters{Chosen: true, Option: []byte("0"), Voters: 3})}}),
	})
	compare(t, `{"id":9,"type":"message",`+head+sender+
		`"poll":{"question":[{"type":"bold","text":"Rye"},"?"],"closed":true,"total_voters":3,"answers":[`+
		`{"text":"Yes","voters":3,"chosen":true},{"text":"No","voters":0,"chosen":false}]},`+noText+tail, written(t, carrying(m)))
}

func TestAGameIsLinkedThroughItsBot(t *testing.T) {
	m := carrying(&tg.MessageMediaGame{Game: tg.Game{ID: 1, ShortName: "chess", Title: "Chess"}})
	m.ViaBotID = 4
	compare(t, `{"id":9,"type":"message",`+head+sender+
		`"via_bot":"@quiz_bot","game_title":"Chess","game_link":"https://t.me/quiz_bot?game=chess",`+noText+tail, written(t, flagged(m)))

	forwarded := carrying(&tg.MessageMediaGame{Game: tg.Game{ID: 1, ShortName: "chess", Title: "Chess"}})
	forwarded.FwdFrom = *flagged(&tg.MessageFwdHeader{FromID: &tg.PeerUser{UserID: 4}, Date: noon})
	compare(t, `{"id":9,"type":"message",`+head+sender+`"forwarded_from":"Quiz","forwarded_from_id":"user4",`+
		`"game_title":"Chess","game_link":"https://t.me/quiz_bot?game=chess",`+noText+
		`,"forwarded_date":"2025-06-01T12:00:00","forwarded_date_unixtime":"1748768400"`+tail, written(t, flagged(forwarded)))

	// Bob has a public name, but he is no bot.
	compare(t, `{"id":9,"type":"message",`+head+sender+`"game_title":"Chess",`+noText+tail,
		written(t, carrying(&tg.MessageMediaGame{Game: tg.Game{ID: 1, ShortName: "chess", Title: "Chess"}})))
}

// Of what the program cannot read Telegram Desktop writes two keys and no more.
func TestUnsupportedMedia(t *testing.T) {
	compare(t, `{"id":9,"type":"unsupported"}`, written(t, carrying(&tg.MessageMediaUnsupported{})))
	undecoded := model.Message{ID: 9, Kind: model.MessageUndecoded, Peer: model.UserID(2)}
	compare(t, `{"id":9,"type":"unsupported"}`, writtenIn(t, undecoded.Peer, undecoded, ""))
}
