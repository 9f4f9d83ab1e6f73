package render

import (
	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// The sample archive: a chat of each kind, with a message of each kind.

const (
	meID, annID, bobID, goneID, botID = 1, 100, 101, 102, 103
	oldGroupID, groupID, channelID    = 200, 300, 301
	firstDay                          = 1748764800 // 2025-06-01 10:00 in Berlin
)

func samplePeers() []model.Peer {
	color := 5
	return []model.Peer{
		{ID: model.UserID(meID), Self: true, FirstName: "Mira", LastName: "Lund", Phone: "4915112345678", Username: "mira"},
		{ID: model.UserID(annID), FirstName: "Ann", LastName: "Osei", Contact: true, Color: &color,
			Photo: &model.PeerPhoto{ID: 900, Small: "photo:900:s"}},
		{ID: model.UserID(bobID), FirstName: "Боб <b>&\"'", Username: "bob"},
		{ID: model.UserID(goneID), Deleted: true},
		{ID: model.UserID(botID), FirstName: "Quiz Bot", Bot: true, Username: "quiz_bot"},
		{ID: model.ChatID(oldGroupID), Title: "Hikers", MigratedTo: model.ChannelID(groupID), Deactivated: true},
		{ID: model.ChannelID(groupID), Title: "Hikers 山", Megagroup: true},
		{ID: model.ChannelID(channelID), Title: "City News", Broadcast: true, Username: "citynews"},
	}
}

func buildSample(b *builder) {
	b.record(archive.Page{
		Peers: samplePeers(),
		Dialogs: []model.Dialog{
			{Peer: model.UserID(annID), Splits: []int{0}, TopDate: firstDay + 90000},
			{Peer: model.ChannelID(groupID), Splits: []int{0}, Migrated: model.ChatID(oldGroupID), MigratedSplits: []int{0}, TopDate: firstDay + 200000},
			{Peer: model.ChannelID(channelID), Splits: []int{0}, Left: true, TopDate: firstDay},
			{Peer: model.UserID(meID), Splits: []int{0}, TopDate: firstDay},
			{Peer: model.UserID(goneID), Splits: []int{0}},
		},
	})
	sampleAnn(b)
	sampleGroup(b)
	sampleChannel(b)
	b.record(archive.Page{Messages: []model.Message{
		{ID: 400, Peer: model.UserID(meID), From: model.UserID(meID), Date: firstDay, Out: true, Text: text("Remember the milk"),
			Forward: &model.Forward{From: model.UserID(annID), Date: firstDay - 500, SavedPeer: model.UserID(annID), SavedID: 12}},
	}})
	sampleSections(b)
	for n, expected := range []int{len(annMessages()), 12, 3, 1, 0} {
		b.record(archive.Page{Cursor: &archive.Cursor{Number: n + 1, Part: archive.PartOwn, Done: true, Expected: expected}})
	}
	b.record(archive.Page{Cursor: &archive.Cursor{Number: 2, Part: archive.PartMigrated, Done: true, Expected: 3}})
	b.place()
}

func text(s string, entities ...model.Entity) model.Text {
	return model.Text{Text: s, Entities: entities}
}

func entity(t model.EntityType, offset, length int) model.Entity {
	return model.Entity{Type: t, Offset: offset, Length: length}
}

// sampleDocuments are one document of each kind, with the folder each is in.
func sampleDocuments() []struct {
	folder string
	skip   model.SkipReason
	model.Document
} {
	type d = struct {
		folder string
		skip   model.SkipReason
		model.Document
	}
	return []d{
		{"voice_messages", "", model.Document{ID: 501, Name: "audio_1@01-06-2025_10-00-00.ogg", Type: model.MediaVoice, Voice: true, Audio: true, MIME: "audio/ogg", Size: 4000, Duration: 7.4}},
		{"round_video_messages", "", model.Document{ID: 502, Name: "file_1.mp4", Type: model.MediaRound, Round: true, HasVideo: true, MIME: "video/mp4", Size: 90000, Duration: 3, Width: 240, Height: 240}},
		{"stickers", "", model.Document{ID: 503, Name: "sticker.webp", Type: model.MediaSticker, Sticker: true, Emoji: "🎉", MIME: "image/webp", Size: 5000, Width: 512, Height: 512}},
		{"stickers", "", model.Document{ID: 504, Name: "AnimatedSticker.tgs", Type: model.MediaSticker, Sticker: true, Emoji: "👋", MIME: "application/x-tgsticker", Size: 5000, Width: 512, Height: 512}},
		{"video_files", "", model.Document{ID: 505, Name: "video 1 #2.mp4", Type: model.MediaVideo, HasVideo: true, MIME: "video/mp4", Size: 900000, Duration: 62, Width: 1280, Height: 720}},
		{"video_files", "", model.Document{ID: 506, Name: "giphy.mp4", Type: model.MediaGIF, Animated: true, HasVideo: true, MIME: "video/mp4", Size: 9000, Duration: 2, Width: 320, Height: 240}},
		{"files", "", model.Document{ID: 507, Name: "song.mp3", Type: model.MediaFile, Audio: true, Performer: "The Larks", Title: "Morning", MIME: "audio/mpeg", Size: 3400000, Duration: 184}},
		{"files", "", model.Document{ID: 508, Name: "Report 2025 <final>.pdf", Type: model.MediaFile, MIME: "application/pdf", Size: 120000}},
		{"files", model.SkipSize, model.Document{ID: 509, Name: "big.iso", Type: model.MediaFile, MIME: "application/octet-stream", Size: 4 << 30}},
		{"video_files", model.SkipType, model.Document{ID: 510, Name: "later.mp4", Type: model.MediaVideo, HasVideo: true, MIME: "video/mp4", Size: 5 << 20, Duration: 12}},
		{"files", model.SkipUnavailable, model.Document{ID: 511, Name: "lost.zip", Type: model.MediaFile, Size: 700}},
	}
}

// annMessages are those of the chat with Ann that need no file.
func annMessages() []model.Message {
	ann, me := model.UserID(annID), model.UserID(meID)
	quote := text("see you at the lake", entity(model.EntityBold, 15, 4))
	return []model.Message{
		{ID: 10, From: ann, Text: text("Good morning! Are you coming to the lake today?")},
		{ID: 11, From: me, Out: true, Text: text("Yes! Leaving at ten. See https://example.org/lake?a=1&b=2 and call +49 30 1234.",
			entity(model.EntityURL, 25, 32), entity(model.EntityPhone, 67, 11)), Edited: firstDay + 400,
			Reply: &model.Reply{ID: 10}},
		{ID: 12, From: ann, Text: text("bold italic both code\npre block\nquote spoiler @bob #tag name $USD /cmd a@b.c link",
			entity(model.EntityBold, 0, 16), entity(model.EntityItalic, 5, 11), entity(model.EntityCode, 17, 4),
			model.Entity{Type: model.EntityPre, Offset: 22, Length: 9, Language: "go"},
			model.Entity{Type: model.EntityBlockquote, Offset: 32, Length: 5, Collapsed: true},
			entity(model.EntitySpoiler, 38, 7), entity(model.EntityMention, 46, 4), entity(model.EntityHashtag, 51, 4),
			model.Entity{Type: model.EntityMentionName, Offset: 56, Length: 4, User: bobID}, entity(model.EntityCashtag, 61, 4),
			entity(model.EntityBotCommand, 66, 4), entity(model.EntityEmail, 71, 5),
			model.Entity{Type: model.EntityTextURL, Offset: 77, Length: 4, URL: "javascript:alert(1)"})},
		{ID: 13, From: ann, Text: text("<script>alert('x')</script> & \"quotes\"\u2028\x01 \u202egnp.exe")},
		{ID: 14, From: me, Out: true, Text: text("Да, увидимся 👍🏽", entity(model.EntityItalic, 4, 9)), Reactions: []model.Reaction{
			{Emoji: "❤", Count: 2, Recent: []model.ReactionBy{{From: ann, Date: firstDay + 700}, {From: me, Date: firstDay + 710, My: true}}},
			{CustomEmoji: 777, Count: 3}, {Paid: true, Count: 50}}},
		{ID: 15, From: ann, Text: text("شكرا جزيلا، أراك قريبا عند البحيرة")},
		{ID: 16, From: ann, Text: text("Forwarded news"), Forward: &model.Forward{From: model.ChannelID(channelID), Date: firstDay - 9000, Post: 7, Author: "Editor"}},
		{ID: 17, From: ann, Text: text("From somebody hidden"), Forward: &model.Forward{Name: "Hidden Person", Date: firstDay - 8000}},
		{ID: 18, From: me, Out: true, Text: text("Right."), Reply: &model.Reply{ID: 12, Quote: true, QuoteText: quote, QuoteOffset: 3}},
		{ID: 19, From: ann, Media: &model.Media{Kind: model.KindContact, Contact: &model.SharedContact{FirstName: "Carl", LastName: "Berg", Phone: "46701234567", VCard: "BEGIN:VCARD\r\nFN:Carl\r\nEND:VCARD", User: 55}}},
		{ID: 20, From: ann, Media: &model.Media{Kind: model.KindGeo, Geo: &model.Geo{Lat: 52.516275, Long: 13.377704}}},
		{ID: 21, From: ann, Media: &model.Media{Kind: model.KindGeoLive, Geo: &model.Geo{Lat: -33.8568, Long: 151.2153, Period: 900, Accuracy: 20}}},
		{ID: 22, From: ann, Media: &model.Media{Kind: model.KindVenue, Geo: &model.Geo{Lat: 1, Long: 2}, Venue: &model.Venue{Title: "Café Lur", Address: "Seestraße 5"}}},
		{ID: 23, From: me, Out: true, Media: &model.Media{Kind: model.KindPoll, Poll: &model.Poll{Question: text("Where to eat?", entity(model.EntityBold, 0, 5)), Voters: 4, Public: true,
			Answers: []model.PollAnswer{{Text: text("Pizza"), Voters: 3, Chosen: true}, {Text: text("Soup & <salad>"), Voters: 1}}}}},
		{ID: 24, From: ann, Media: &model.Media{Kind: model.KindPoll, Poll: &model.Poll{Question: text("2 + 2"), Quiz: true, Closed: true, Voters: 1, Solution: text("count"),
			Answers: []model.PollAnswer{{Text: text("4", entity(model.EntityBold, 0, 1)), Voters: 1, Correct: true}, {Text: text("5")}}}}},
		{ID: 25, From: ann, Media: &model.Media{Kind: model.KindTodo, Todo: &model.Todo{Title: text("Packing"), OthersCanAppend: true, OthersCanComplete: true,
			Items: []model.TodoItem{{ID: 1, Title: text("Towel"), CompletedBy: me, Completed: firstDay + 50}, {ID: 2, Title: text("Sun cream")}}}}},
		{ID: 26, From: ann, Media: &model.Media{Kind: model.KindDice, Dice: &model.Dice{Emoji: "🎲", Value: 5}}},
		{ID: 27, From: ann, Text: text("Look: https://example.org", entity(model.EntityURL, 6, 19)), Media: &model.Media{Kind: model.KindWebPage, WebPage: &model.WebPage{
			ID: 1, URL: "https://example.org/", SiteName: "Example", Title: "Example Domain", Description: "For use in illustrative examples."}}},
		{ID: 28, From: ann, Media: &model.Media{Kind: model.KindPhoto, TTL: 10, Expired: true}},
		{ID: 29, From: model.UserID(botID), ViaBot: botID, Media: &model.Media{Kind: model.KindGame, Game: &model.Game{ID: 1, ShortName: "lumber", Title: "Lumberjack", Description: "Chop!"}},
			Keyboard: "inline", Buttons: [][]model.Button{{{Type: "game", Text: "Play <b>"}, {Type: "callback", Text: "More", Bytes: []byte{0, 255}}}, {{Type: "url", Text: "Site", Data: "https://example.org/\" onclick=\"x"}}}},
		{ID: 30, From: ann, Media: &model.Media{Kind: model.KindInvoice, Invoice: &model.Invoice{Title: "Hat", Description: "Blue", Currency: "EUR", Amount: 1999, Receipt: 5}}},
		{ID: 31, From: ann, Media: &model.Media{Kind: model.KindUnsupported}},
		{ID: 32, Kind: model.MessageUndecoded},
		{ID: 33, From: ann, Text: text("In another chat"), Reply: &model.Reply{ID: 4, Peer: model.ChannelID(channelID)}},
		{ID: 34, From: ann, Media: &model.Media{Kind: model.KindStory, Story: &model.StoryRef{Peer: ann, ID: 3}}},
		{ID: 35, From: ann, Kind: model.MessageService, Action: &model.Action{Type: "phone_call", Duration: 65, Reason: "hangup"}},
		{ID: 36, From: me, Out: true, Kind: model.MessageService, Action: &model.Action{Type: "phone_call", Reason: "missed"}},
		{ID: 37, From: ann, Kind: model.MessageService, Action: &model.Action{Type: "pin_message"}, Reply: &model.Reply{ID: 12}},
		{ID: 38, From: ann, Media: &model.Media{Kind: model.KindGiveaway, Giveaway: &model.Giveaway{Quantity: 5, Months: 3, Until: firstDay + 99999, Channels: []int64{channelID}, Countries: []string{"DE"}}}},
		{ID: 39, From: ann, Media: &model.Media{Kind: model.KindGiveawayResults, Results: &model.GiveawayResults{Channel: channelID, Launch: 3, Winners: []int64{bobID}, Count: 1, Unclaimed: 4, Months: 3, Until: firstDay}}},
		{ID: 40, From: ann, Rich: &model.RichMessage{Blocks: []model.RichNode{{Type: "heading", Fields: map[string]any{"level": float64(1)}, Children: []model.RichNode{{Type: "plain", Text: "A title"}}}}}},
		{ID: 41, From: ann, Text: text("👋🏽 hi", model.Entity{Type: model.EntityCustomEmoji, Offset: 0, Length: 4, Document: 778})},
	}
}

// sampleAnn records the chat with Ann: a photo, the documents, the rest.
func sampleAnn(b *builder) {
	ann := model.UserID(annID)
	var ms []model.Message
	photo, file := photoFile(600, 1280, 960, 150000)
	b.file(file, model.FileRef{Number: 1, Order: 100, Folder: "photos", Name: "photo_1@01-06-2025_12-00-00.jpg"}, "")
	ms = append(ms, model.Message{ID: 100, Peer: ann, From: ann, Date: firstDay + 3600, Media: &model.Media{Kind: model.KindPhoto, Photo: photo}},
		model.Message{ID: 101, Peer: ann, From: ann, Date: firstDay + 3700, Text: text("The same once more"), Media: &model.Media{Kind: model.KindPhoto, Photo: photo, Spoiler: true}})
	for i, d := range sampleDocuments() {
		id := 110 + i
		doc := d.Document
		b.file(documentFile(&doc), model.FileRef{Number: 1, Order: int64(id), Folder: d.folder, Name: doc.Name}, d.skip)
		m := model.Message{ID: id, Peer: ann, From: ann, Date: firstDay + 4000 + int64(i)*1000, Media: &model.Media{Kind: model.KindDocument, Document: &doc}}
		if i%3 == 2 {
			m.From, m.Out = model.UserID(meID), true
		}
		ms = append(ms, m)
	}
	for i, m := range annMessages() {
		m.Peer, m.Date = ann, firstDay+int64(i)*60
		ms = append(ms, m)
	}
	b.file(model.File{Key: "photo:900:s", DC: 2}, model.FileRef{Folder: "profile_pictures", Name: "face_100.jpg"}, "")
	b.record(archive.Page{Messages: ms})
}

// sampleActions are the service actions of groups.
func sampleActions() []model.Action {
	yes := true
	icon := int64(5)
	return []model.Action{
		{Type: "create_group", Title: "Hikers", Users: []int64{annID, bobID, goneID}}, {Type: "edit_group_title", Title: "Hikers <2>"},
		{Type: "edit_group_photo", Photo: &model.Photo{ID: 601, File: "photo:601:y", Width: 640, Height: 640}}, {Type: "delete_group_photo"},
		{Type: "invite_members", Users: []int64{bobID}}, {Type: "remove_members", Users: []int64{goneID}}, {Type: "join_group_by_link", User: annID},
		{Type: "join_group_by_request"}, {Type: "create_channel", Title: "Hikers 山"}, {Type: "migrate_to_supergroup", Peer: model.ChannelID(groupID)},
		{Type: "migrate_from_group", Title: "Hikers"}, {Type: "clear_history"}, {Type: "score_in_game", Score: 12}, {Type: "send_payment", Currency: "USD", Amount: 999, Recurring: "init"},
		{Type: "refunded_payment", Currency: "XTR", Amount: 5, Peer: model.UserID(bobID), Charge: "c1"}, {Type: "conference_call", Active: true, Duration: 5},
		{Type: "group_call", Duration: 30}, {Type: "group_call_scheduled", Date: firstDay}, {Type: "invite_to_group_call", Users: []int64{annID}}, {Type: "take_screenshot"},
		{Type: "custom_action", Text: text("<i>custom</i>")}, {Type: "attach_menu_bot_allowed"}, {Type: "web_app_bot_allowed"}, {Type: "allow_sending_messages", App: "Shop", AppID: 4},
		{Type: "allow_sending_messages", Domain: "example.org"}, {Type: "send_passport_values", Values: []string{"passport", "email"}}, {Type: "joined_telegram"},
		{Type: "proximity_reached", FromPeer: model.UserID(annID), ToPeer: model.UserID(bobID), Distance: 40}, {Type: "requested_phone_number"}, {Type: "set_messages_ttl", Period: 86400 * 30},
		{Type: "edit_chat_theme", Emoji: "🐥"}, {Type: "set_chat_wallpaper"}, {Type: "set_same_chat_wallpaper"}, {Type: "send_webview_data", Text: text("Send")},
		{Type: "send_premium_gift", Currency: "EUR", Amount: 1299, Days: 90}, {Type: "gift_code_prize", Code: "abc", Peer: model.ChannelID(channelID), Days: 30, Flags: []string{"unclaimed"}},
		{Type: "giveaway_launch"}, {Type: "giveaway_results", Count: 2, Unclaimed: 1, Flags: []string{"stars"}}, {Type: "boost_apply", Count: 3},
		{Type: "stars_prize", Peer: model.ChannelID(channelID), Stars: 500, Message: 3, Transaction: "t"}, {Type: "send_stars_gift", Currency: "EUR", Amount: 199, Stars: 100, Price: &model.Price{Whole: 100}},
		{Type: "send_ton_gift", Price: &model.Price{Whole: 1, Nano: 5, TON: true}}, {Type: "send_star_gift", Gift: &model.Gift{ID: 7, Stars: 25, Title: "Bear", Num: 3}, Text: text("For you", entity(model.EntityBold, 0, 3))},
		{Type: "topic_created", Title: "Tours"}, {Type: "topic_edit", Title: "Trips", IconEmoji: &icon}, {Type: "topic_edit", Fields: map[string]any{"closed": true}},
		{Type: "suggest_profile_photo", Photo: &model.Photo{ID: 602}}, {Type: "requested_peer", Button: 2, Peers: []model.PeerID{model.UserID(bobID), model.ChannelID(channelID)}},
		{Type: "paid_messages_refund", Count: 2, Stars: 20}, {Type: "paid_messages_price_change", Stars: 10, Flags: []string{"broadcast_messages_allowed"}},
		{Type: "todo_completions", Completed: []int{1, 2}, Incompleted: []int{}}, {Type: "todo_append_tasks", Todo: []model.TodoItem{{ID: 3, Title: text("Map")}}},
		{Type: "process_suggested_post", Flags: []string{"rejected"}, Reason: "no"}, {Type: "process_suggested_post", Price: &model.Price{Whole: 3}, Date: firstDay},
		{Type: "suggested_post_success", Price: &model.Price{Whole: 3, TON: true}}, {Type: "suggested_post_refund", Flags: []string{"payer_initiated"}},
		{Type: "suggest_birthday", Birthday: &model.Birthday{Day: 3, Month: 4}}, {Type: "no_forwards_toggle", New: &yes}, {Type: "no_forwards_request", New: &yes, Flags: []string{"expired"}},
		{Type: "new_creator_pending", User: annID}, {Type: "change_creator", User: goneID}, {Type: "managed_bot_created", User: botID},
		{Type: "poll_append_answer", Answer: &model.PollAnswer{Text: text("Tea")}}, {Type: "poll_delete_answer"}, {Type: "join_group_via_community", Community: 9},
		{Type: "something_new", Title: "New"}, {Type: "empty"},
	}
}

func sampleGroup(b *builder) {
	old, group := model.ChatID(oldGroupID), model.ChannelID(groupID)
	b.record(archive.Page{Messages: []model.Message{
		{ID: 5, Peer: old, From: model.UserID(annID), Date: firstDay - 900000, Kind: model.MessageService, Action: &model.Action{Type: "create_group", Title: "Hikers", Users: []int64{meID, bobID}}},
		{ID: 6, Peer: old, From: model.UserID(bobID), Date: firstDay - 899990, Text: text("Hello from the old group")},
		{ID: 7, Peer: old, From: model.UserID(goneID), Date: firstDay - 899980, Text: text("And I answer"), Reply: &model.Reply{ID: 6}},
	}})
	views, forwards := 1234, 5
	ms := []model.Message{
		{ID: 1, From: model.UserID(goneID), Text: text("Gone later"), Pinned: true},
		{ID: 2, From: model.UserID(annID), FromRank: "guide", Text: text("Album one"), GroupedID: 13000000000000001},
		{ID: 3, From: group, Text: text("Anonymous admin"), Views: &views, Forwards: &forwards, Replies: &model.ReplyInfo{Count: 2}},
		{ID: 4, From: model.UserID(meID), Out: true, Text: text("In a topic"), Reply: &model.Reply{ID: 2, Top: 1, ForumTopic: true}},
	}
	photo, file := photoFile(601, 640, 640, 9000)
	b.file(file, model.FileRef{Number: 2, Order: 13, Folder: "photos", Name: "photo_1@01-06-2025_10-00-00.jpg"}, "")
	_ = photo
	for i, a := range sampleActions() {
		m := model.Message{ID: 10 + i, From: model.UserID(bobID), Kind: model.MessageService, Action: &a}
		if a.Type == "score_in_game" {
			m.Reply = &model.Reply{ID: 2}
		}
		ms = append(ms, m)
	}
	for i := range ms {
		ms[i].Peer, ms[i].Date = group, firstDay+int64(i)*3000
	}
	b.record(archive.Page{Messages: ms})
}

func sampleChannel(b *builder) {
	peer := model.ChannelID(channelID)
	views := 99000
	shared, _ := photoFile(600, 1280, 960, 150000)
	b.record(archive.Page{
		Refs: []model.FileRef{{Key: shared.File, Number: 3, Order: 2, Folder: "photos", Name: "photo_1@01-06-2025_10-00-00.jpg"}},
		Messages: []model.Message{
			{ID: 1, Peer: peer, Post: true, Kind: model.MessageService, Date: firstDay, Action: &model.Action{Type: "create_channel", Title: "City News"}},
			{ID: 2, Peer: peer, Post: true, Date: firstDay + 60, Author: "Ed <Itor>", Views: &views, Text: text("A photo that another chat shows, too"), Media: &model.Media{Kind: model.KindPhoto, Photo: shared}},
			{ID: 3, Peer: peer, Post: true, Date: firstDay + 70, Media: &model.Media{Kind: model.KindPaid, Paid: &model.PaidMedia{Stars: 50, Items: []model.Extended{{Width: 100, Height: 50}}}}},
		},
	})
}

func sampleSections(b *builder) {
	me := samplePeers()[0]
	section(b, model.SectionProfile, model.Profile{Peer: me, Bio: "Walks & <reads>", Birthday: &model.Birthday{Day: 2, Month: 3}})
	face, file := photoFile(700, 640, 640, 8000)
	face.Date = firstDay - 100000
	b.file(file, model.FileRef{Folder: "profile_pictures", Name: "photo_1@31-05-2025_06-13-20.jpg"}, "")
	section(b, model.SectionUserpics, *face, model.Photo{ID: 701, Date: firstDay - 900000, File: "photo:701:y"})
	story, file := photoFile(702, 720, 1280, 90000)
	b.file(file, model.FileRef{Folder: "stories", Name: "story_1@01-06-2025_10-00-00.jpg"}, "")
	section(b, model.SectionStories, model.Story{ID: 3, Date: firstDay, Expires: firstDay + 86400, Pinned: true, Caption: text("Sunrise"), Media: &model.Media{Kind: model.KindPhoto, Photo: story}})
	section(b, model.SectionContacts, model.SavedContact{FirstName: "Zoe", Phone: "491701", Date: firstDay}, model.SavedContact{FirstName: "Ann", LastName: "Osei", Phone: "233201", Date: firstDay, User: annID}, model.SavedContact{})
	section(b, model.SectionFrequent, model.FrequentContact{Peer: model.UserID(annID), Category: "people", Rating: 12.5}, model.FrequentContact{Peer: model.UserID(botID), Category: "inline_bots", Rating: 1})
	section(b, model.SectionSessions, model.Session{Current: true, App: "Satchel", AppVersion: "1.0", Device: "PC", Platform: "Linux", SystemVersion: "Debian 12", Created: firstDay, Active: firstDay + 5, IP: "192.0.2.1", Country: "Germany", Region: "Berlin"}, model.Session{Created: 1, Active: 2})
	section(b, model.SectionWebSessions, model.WebSession{Bot: botID, Domain: "quiz.example", Browser: "Firefox", Platform: "Linux", Created: firstDay, Active: firstDay, IP: "192.0.2.1"})
	other := model.File{Key: "takeout:other", DC: 2}
	content := b.content
	b.content = func(model.File, model.FileRef) []byte { return []byte(`{"b": [1, true, null], "a": {"x": "y"}}`) }
	b.file(other, model.FileRef{Folder: "lists", Name: "other_data.json"}, "")
	b.content = content
	section(b, model.SectionOtherData, other.Key)
	b.record(archive.Page{Problems: []model.Problem{{Code: model.ProblemChatUnavailable, Subject: "channel:999", Text: "CHANNEL_PRIVATE"}}})
}
