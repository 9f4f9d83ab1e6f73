package world

// name is what a generated person is called.
type name struct{ first, last string }

// genNames are names of many scripts, some of them hostile to file names, HTML
// and right-to-left text.
func genNames() []name {
	return []name{
		{"Anna", "Lindqvist"}, {"Борис", "Кузнецов"}, {"دانا", "الخطيب"}, {"נועה", "לוי"}, {"田中", "花子"}, {"王", "小明"},
		{"김", "민준"}, {"Zoë", "D'Angelo"}, {"🦊 Fox", "🌲"}, {"../../etc", "passwd\x00"}, {"<script>alert(1)</script>", "&amp;"},
		{"CON", "."}, {"\u202eesrever", ""}, {"Éa\u0301", "e\u0301"}, {"", "Nolast"}, {"สมชาย", "ใจดี"}, {"Aarav", "शर्मा"},
		{"A very long name that goes on and on until nobody reads it any more", "von und zu Hohenstein-Musterhausen"},
	}
}

// genWords are what plain messages are made of.
func genWords() []string {
	return []string{
		"hello", "tomorrow", "the", "train", "leaves", "at", "nine", "and", "we", "should", "bring", "bread", "cheese",
		"maybe", "you", "know", "what", "happened", "yesterday", "in", "Lisbon", "ok", "see", "photos", "attached",
		"привет", "завтра", "встретимся", "мороз", "שלום", "מחר", "مرحبا", "غدا", "こんにちは", "明日", "写真", "你好", "명일",
		"naïve", "café", "🎉", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "größe", "don't", "a<b", "\"quoted\"", "C:\\path", "line\nbreak",
	}
}

func genEmoji() []string {
	return []string{"😀", "❤️", "🔥", "👍", "🎈", "🦄", "🤔", "🇺🇳"}
}

// genTitles are what groups and channels are called.
func genTitles() []string {
	return []string{
		"Book club", "Семья", "家族", "عائلة", "חברים", "Neighbours 🏡", "Trip to ../Rome", "NUL", "News & <b>more</b>",
		"Running", "Photography", "Recipes", "Jobs", "Chess ♟", "Garden", "Music 🎵", "Retro computing", "Language exchange",
	}
}
