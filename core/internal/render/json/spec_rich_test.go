package json_test

import (
	"testing"

	"github.com/gotd/td/tg"
)

// rich is a message of blocks, with a photo 31 and a video 33 that they name.
func rich(blocks ...tg.PageBlockClass) *tg.Message {
	m := saying("")
	m.RichMessage = *flagged(&tg.RichMessage{
		Blocks: blocks, Photos: []tg.PhotoClass{photo(31), photo(404)},
		Documents: []tg.DocumentClass{
			withThumb(document(33, "video/mp4", named("v.mp4"), video(tg.DocumentAttributeVideo{Duration: 12, W: 640, H: 480}))).Document,
			document(37, "audio/mpeg", audio(tg.DocumentAttributeAudio{Duration: 180, Title: "Song", Performer: "Band"})).Document,
			document(415, "image/webp").Document,
		},
	})
	return flagged(m)
}

func pieceOf(s string) tg.RichTextClass { return &tg.TextPlain{Text: s} }

const (
	word     = `"text":{"type":"plain","text":"word"}`
	noCredit = `"caption":{"text":{"type":"empty"},"credit":{"type":"empty"}}`
	credited = `"caption":{"text":{"type":"plain","text":"below"},"credit":{"type":"plain","text":"Ann"}}`
)

func caption() tg.PageCaption {
	return tg.PageCaption{Text: pieceOf("below"), Credit: pieceOf("Ann")}
}

func TestRichTexts(t *testing.T) {
	for want, in := range map[string]tg.RichTextClass{
		`"type":"empty"`:                                                      &tg.TextEmpty{},
		`"type":"plain","text":"word"`:                                        pieceOf("word"),
		`"type":"bold",` + word:                                               &tg.TextBold{Text: pieceOf("word")},
		`"type":"italic",` + word:                                             &tg.TextItalic{Text: pieceOf("word")},
		`"type":"underline",` + word:                                          &tg.TextUnderline{Text: pieceOf("word")},
		`"type":"strikethrough",` + word:                                      &tg.TextStrike{Text: pieceOf("word")},
		`"type":"code",` + word:                                               &tg.TextFixed{Text: pieceOf("word")},
		`"type":"subscript",` + word:                                          &tg.TextSubscript{Text: pieceOf("word")},
		`"type":"superscript",` + word:                                        &tg.TextSuperscript{Text: pieceOf("word")},
		`"type":"marked",` + word:                                             &tg.TextMarked{Text: pieceOf("word")},
		`"type":"spoiler",` + word:                                            &tg.TextSpoiler{Text: pieceOf("word")},
		`"type":"mention",` + word:                                            &tg.TextMention{Text: pieceOf("word")},
		`"type":"hashtag",` + word:                                            &tg.TextHashtag{Text: pieceOf("word")},
		`"type":"bot_command",` + word:                                        &tg.TextBotCommand{Text: pieceOf("word")},
		`"type":"cashtag",` + word:                                            &tg.TextCashtag{Text: pieceOf("word")},
		`"type":"link",` + word:                                               &tg.TextAutoURL{Text: pieceOf("word")},
		`"type":"bank_card",` + word:                                          &tg.TextBankCard{Text: pieceOf("word")},
		`"type":"email",` + word:                                              &tg.TextAutoEmail{Text: pieceOf("word")},
		`"type":"phone",` + word:                                              &tg.TextAutoPhone{Text: pieceOf("word")},
		`"type":"email","email":"a@e.org",` + word:                            &tg.TextEmail{Text: pieceOf("word"), Email: "a@e.org"},
		`"type":"phone","phone":"+4479",` + word:                              &tg.TextPhone{Text: pieceOf("word"), Phone: "+4479"},
		`"type":"text_link","href":"https://e.org/",` + word:                  &tg.TextURL{Text: pieceOf("word"), URL: "https://e.org/"},
		`"type":"text_link","href":"https://e.org/","webpage_id":"8",` + word: &tg.TextURL{Text: pieceOf("word"), URL: "https://e.org/", WebpageID: 8},
		`"type":"anchor","name":"top",` + word:                                &tg.TextAnchor{Text: pieceOf("word"), Name: "top"},
		`"type":"mention_name","user_id":"2",` + word:                         &tg.TextMentionName{Text: pieceOf("word"), UserID: 2},
		`"type":"math","source":"x^2"`:                                        &tg.TextMath{Source: "x^2"},
		`"type":"custom_emoji","text":"🥖","document_id":"files/document_9007199254740993","emoji_id":"9007199254740993"`:                            &tg.TextCustomEmoji{DocumentID: 9007199254740993, Alt: "🥖"},
		`"type":"custom_emoji","text":"🥖","document_id":"(unavailable)","emoji_id":"404"`:                                                           &tg.TextCustomEmoji{DocumentID: 404, Alt: "🥖"},
		`"type":"custom_emoji","text":"🥖","document_id":"","emoji_id":"415"`:                                                                        &tg.TextCustomEmoji{DocumentID: 415, Alt: "🥖"},
		`"type":"inline_image","document_id":"415","file_skip_reason":"file_type","file_size":1000,"mime_type":"image/webp","width":20,"height":10`: &tg.TextImage{DocumentID: 415, W: 20, H: 10},
		`"type":"diff","unsupported":true,` + word + `,"old_text":{"type":"plain","text":"old"}`:                                                    &tg.TextDiff{Text: pieceOf("word"), OldText: pieceOf("old")},
		`"type":"formatted_date",` + word + `,"date":"2025-06-01T12:00:00","date_unixtime":"1748768400","relative":false,"short_time":true,"long_time":false,` +
			`"short_date":false,"long_date":true,"day_of_week":false`: flagged(&tg.TextDate{Text: pieceOf("word"), Date: noon, ShortTime: true, LongDate: true}),
		`"type":"concat","text":[{"type":"plain","text":"a"},{"type":"bold","text":{"type":"plain","text":"b"}}]`: &tg.TextConcat{Texts: []tg.RichTextClass{pieceOf("a"), &tg.TextBold{Text: pieceOf("b")}}},
	} {
		t.Run(want, func(t *testing.T) {
			compare(t, said+`"rich_message":{"rtl":false,"part":false,"blocks":[{"type":"paragraph","text":{`+want+`}}]}`+tail,
				written(t, rich(&tg.PageBlockParagraph{Text: in})))
		})
	}
}

func runBlocks(t *testing.T, tests map[string]tg.PageBlockClass) {
	t.Helper()
	for want, in := range tests {
		t.Run(want, func(t *testing.T) {
			compare(t, said+`"rich_message":{"rtl":false,"part":false,"blocks":[{`+want+`}]}`+tail, written(t, rich(in)))
		})
	}
}

func TestRichBlocksOfText(t *testing.T) {
	item := func(s string) tg.PageListItemClass { return flagged(&tg.PageListItemText{Text: pieceOf(s)}) }
	runBlocks(t, map[string]tg.PageBlockClass{
		`"type":"heading","level":1,` + word: &tg.PageBlockHeading1{Text: pieceOf("word")},
		`"type":"heading","level":6,` + word: &tg.PageBlockHeading6{Text: pieceOf("word")},
		`"type":"heading","level":2,` + word: &tg.PageBlockSubtitle{Text: pieceOf("word")},
		`"type":"heading","level":3,` + word: &tg.PageBlockHeader{Text: pieceOf("word")},
		`"type":"heading","level":4,` + word: &tg.PageBlockSubheader{Text: pieceOf("word")},
		`"type":"heading","level":5,` + word: &tg.PageBlockKicker{Text: pieceOf("word")},
		`"type":"footer",` + word:            &tg.PageBlockFooter{Text: pieceOf("word")},
		`"type":"thinking",` + word:          &tg.PageBlockThinking{Text: pieceOf("word")},
		`"type":"author_date","author":{"type":"plain","text":"Ann"},"date":"2025-06-01T12:00:00","date_unixtime":"1748768400"`: &tg.PageBlockAuthorDate{Author: pieceOf("Ann"), PublishedDate: noon},
		`"type":"code",` + word + `,"language":"go"`: &tg.PageBlockPreformatted{Text: pieceOf("word"), Language: "go"},
		`"type":"divider"`:                           &tg.PageBlockDivider{},
		`"type":"anchor","name":"top"`:               &tg.PageBlockAnchor{Name: "top"},
		`"type":"math","formula":"x^2"`:              &tg.PageBlockMath{Source: "x^2"},
		`"type":"list","kind":"bullet","items":[{"task_state":"none","content":"text","text":{"type":"plain","text":"a"}},` +
			`{"task_state":"checked","content":"blocks","blocks":[{"type":"divider"}]}]`: &tg.PageBlockList{Items: []tg.PageListItemClass{item("a"),
			flagged(&tg.PageListItemBlocks{Checkbox: true, Checked: true, Blocks: []tg.PageBlockClass{&tg.PageBlockDivider{}}})}},
		`"type":"list","kind":"ordered","reversed":true,"start":3,"list_type":"a","items":[` +
			`{"task_state":"unchecked","content":"text","text":{"type":"plain","text":"a"},"num":"3.","value":3,"item_type":"i"}]`: flagged(&tg.PageBlockOrderedList{
			Reversed: true, Start: 3, Type: "a", Items: []tg.PageListOrderedItemClass{flagged(&tg.PageListOrderedItemText{Checkbox: true, Num: "3.", Text: pieceOf("a"), Value: 3, Type: "i"})}}),
		`"type":"quote","content":"text","pullquote":false,` + word + `,"caption":{"type":"plain","text":"Ann"}`: &tg.PageBlockBlockquote{Text: pieceOf("word"), Caption: pieceOf("Ann")},
		`"type":"quote","content":"text","pullquote":true,` + word + `,"caption":{"type":"empty"}`:               &tg.PageBlockPullquote{Text: pieceOf("word"), Caption: &tg.TextEmpty{}},
		`"type":"quote","content":"blocks","pullquote":false,"blocks":[{"type":"divider"}],"caption":{"type":"plain","text":"Ann"}`: &tg.PageBlockBlockquoteBlocks{
			Blocks: []tg.PageBlockClass{&tg.PageBlockDivider{}}, Caption: pieceOf("Ann")},
		`"type":"details","title":{"type":"plain","text":"More"},"open":true,"blocks":[{"type":"divider"}]`: flagged(&tg.PageBlockDetails{Open: true, Title: pieceOf("More"), Blocks: []tg.PageBlockClass{&tg.PageBlockDivider{}}}),
		`"type":"table","title":{"type":"plain","text":"T"},"bordered":true,"striped":false,"compact":false,"rows":[{"cells":[` +
			`{"text":{"type":"plain","text":"a"},"colspan":2,"rowspan":3,"header":true,"align":"center","vertical_align":"middle"},` +
			`{"header":false,"align":"left","vertical_align":"bottom"},` +
			`{"text":{"type":"empty"},"header":true,"align":"right","vertical_align":"top"}]}]`: flagged(&tg.PageBlockTable{Bordered: true, Title: pieceOf("T"), Rows: []tg.PageTableRow{{Cells: []tg.PageTableCell{
			*flagged(&tg.PageTableCell{Header: true, AlignCenter: true, ValignMiddle: true, Text: pieceOf("a"), Colspan: 2, Rowspan: 3}), *flagged(&tg.PageTableCell{ValignBottom: true}),
			*flagged(&tg.PageTableCell{Header: true, AlignRight: true, Text: &tg.TextEmpty{}})}}}}),
		`"type":"unsupported","source_type":"page_block_unsupported","unsupported":true`: &tg.PageBlockUnsupported{},
	})
}

func TestRichBlocksOfMedia(t *testing.T) {
	const place = `"photo":"files/photo_31_y","photo_file_size":90000,"width":1280,"height":960`
	runBlocks(t, map[string]tg.PageBlockClass{
		`"type":"photo","photo_id":"31",` + place + `,"spoiler":true,"url":"https://e.org/","webpage_id":"8",` + credited:                                 flagged(&tg.PageBlockPhoto{PhotoID: 31, Spoiler: true, URL: "https://e.org/", WebpageID: 8, Caption: caption()}),
		`"type":"photo","photo_id":"404","photo_skip_reason":"unavailable","photo_file_size":90000,"width":1280,"height":960,"spoiler":false,` + noCredit: flagged(&tg.PageBlockPhoto{PhotoID: 404, Caption: tg.PageCaption{Text: &tg.TextEmpty{}, Credit: &tg.TextEmpty{}}}),
		`"type":"photo","photo_id":"77","photo_skip_reason":"unavailable","spoiler":false,` + credited:                                                    flagged(&tg.PageBlockPhoto{PhotoID: 77, Caption: caption()}),
		`"type":"video","document_id":"33","file":"files/document_33","file_name":"v.mp4","file_size":1000,"thumbnail":"files/document_33_m",` +
			`"thumbnail_file_size":400,"media_type":"video_file","mime_type":"video/mp4","duration_seconds":12,"width":640,"height":480,` +
			`"autoplay":true,"loop":false,"spoiler":false,` + credited: flagged(&tg.PageBlockVideo{Autoplay: true, VideoID: 33, Caption: caption()}),
		`"type":"audio","document_id":"37","file":"files/document_37","file_size":1000,"media_type":"audio_file","performer":"Band","title":"Song",` +
			`"mime_type":"audio/mpeg","duration_seconds":180,` + credited: &tg.PageBlockAudio{AudioID: 37, Caption: caption()},
		`"type":"file","document_id":"37","file":"files/document_37","file_size":1000,"media_type":"audio_file","performer":"Band","title":"Song",` +
			`"mime_type":"audio/mpeg","duration_seconds":180,` + credited: &tg.PageBlockDocument{DocumentID: 37, Caption: caption()},
		`"type":"audio","document_id":"78","file_skip_reason":"unavailable",` + credited: &tg.PageBlockAudio{AudioID: 78, Caption: caption()},
		`"type":"cover","block":{"type":"divider"}`:                                      &tg.PageBlockCover{Cover: &tg.PageBlockDivider{}},
		`"type":"collage","items":[{"type":"divider"}],` + credited:                      &tg.PageBlockCollage{Items: []tg.PageBlockClass{&tg.PageBlockDivider{}}, Caption: caption()},
		`"type":"slideshow","items":[{"type":"divider"}],` + credited:                    &tg.PageBlockSlideshow{Items: []tg.PageBlockClass{&tg.PageBlockDivider{}}, Caption: caption()},
		`"type":"embed","url":"https://e.org/","poster_photo_id":"31","poster_photo":"files/photo_31_y","poster_photo_file_size":90000,"poster_photo_width":1280,` +
			`"poster_photo_height":960,"width":300,"height":200,"full_width":true,"allow_scrolling":false,` + credited: flagged(&tg.PageBlockEmbed{FullWidth: true, URL: "https://e.org/", PosterPhotoID: 31, W: 300, H: 200, Caption: caption()}),
		`"type":"embed","html":"<b>","full_width":false,"allow_scrolling":true,` + credited: flagged(&tg.PageBlockEmbed{AllowScrolling: true, HTML: "<b>", Caption: caption()}),
		`"type":"embed_post","url":"https://e.org/","webpage_id":"8","author_photo_id":"31","author_photo":"files/photo_31_y","author_photo_file_size":90000,` +
			`"author_photo_width":1280,"author_photo_height":960,"author":"Ann","date":"2025-06-01T12:00:00","date_unixtime":"1748768400",` +
			`"blocks":[{"type":"divider"}],` + credited: &tg.PageBlockEmbedPost{URL: "https://e.org/", WebpageID: 8, AuthorPhotoID: 31, Author: "Ann", Date: noon, Blocks: []tg.PageBlockClass{&tg.PageBlockDivider{}}, Caption: caption()},
		`"type":"related_articles","title":{"type":"plain","text":"See"},"articles":[{"url":"https://e.org/","webpage_id":"8","title":"T","description":"D",` +
			`"photo_id":"31","photo":"files/photo_31_y","photo_file_size":90000,"photo_width":1280,"photo_height":960,"author":"Ann","published_date":"2025-06-01T12:00:00","published_date_unixtime":"1748768400"},{"url":"https://e.org/2","webpage_id":"9"}]`: &tg.PageBlockRelatedArticles{
			Title: pieceOf("See"), Articles: []tg.PageRelatedArticle{
				*flagged(&tg.PageRelatedArticle{URL: "https://e.org/", WebpageID: 8, Title: "T", Description: "D", PhotoID: 31, Author: "Ann", PublishedDate: noon}), {URL: "https://e.org/2", WebpageID: 9}}},
		`"type":"map","geo":{"source_type":"geo_point","latitude":52.500000,"longitude":13.400000,"accuracy_radius":20},"zoom":15,"width":300,"height":200,` + credited: &tg.PageBlockMap{
			Geo: flagged(&tg.GeoPoint{Lat: 52.5, Long: 13.4, AccuracyRadius: 20}), Zoom: 15, W: 300, H: 200, Caption: caption()},
		`"type":"map","geo":{"source_type":"geo_point_empty"},"zoom":15,"width":300,"height":200,` + credited:                                                 &tg.PageBlockMap{Geo: &tg.GeoPointEmpty{}, Zoom: 15, W: 300, H: 200, Caption: caption()},
		`"type":"channel","channel":{"source_type":"channel","id":"7","title":"News","username":"news","broadcast":true,"megagroup":false,"monoforum":false}`: &tg.PageBlockChannel{Channel: flagged(&tg.Channel{ID: 7, Title: "News", Username: "news", Broadcast: true, Photo: &tg.ChatPhotoEmpty{}, AccessHash: 5})},
	})
}

func TestTheDirectionOfARichMessage(t *testing.T) {
	m := rich(&tg.PageBlockDivider{})
	m.RichMessage.Rtl, m.RichMessage.Part = true, true
	m.RichMessage.SetFlags()
	compare(t, said+`"rich_message":{"rtl":true,"part":true,"blocks":[{"type":"divider"}]}`+tail, written(t, m))
}
