package world

import (
	"strings"
	"unicode/utf16"

	"github.com/gotd/td/tg"
)

// plainText is a few words.
func plainText(d *dice) string {
	words := genWords()
	var b strings.Builder
	for k := range 1 + d.upto(9) {
		if k > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(one(d, words))
	}
	return b.String()
}

// richText is text with entities: some kinds alone, some one in another.
type richText struct {
	b        strings.Builder
	at       int // UTF-16 units written, what entities count in
	entities []tg.MessageEntityClass
}

func (r *richText) write(s string) {
	r.b.WriteString(s)
	r.at += len(utf16.Encode([]rune(s)))
}

// mark writes words and covers them with entities.
func (r *richText) mark(s string, kinds ...func(offset, length int) tg.MessageEntityClass) {
	from := r.at
	r.write(s)
	for _, kind := range kinds {
		r.entities = append(r.entities, kind(from, r.at-from))
	}
	r.write(" ")
}

// rich writes a message whose entities are three kinds of entityKinds, from
// the one of the given number on, each around words of its own.
func rich(d *dice, number int) (string, []tg.MessageEntityClass) {
	var r richText
	kinds := entityKinds(d)
	for k := range 3 {
		r.write(plainText(d) + " ")
		e := kinds[(number*3+k)%len(kinds)]
		r.mark(e.text, e.of...)
	}
	return strings.TrimRight(r.b.String(), " "), r.entities
}

type entityKind struct {
	text string
	of   []func(offset, length int) tg.MessageEntityClass
}

// entityKinds is every kind of entity with text it belongs to; the last are
// nested.
func entityKinds(d *dice) []entityKind {
	type of = func(o, l int) tg.MessageEntityClass
	bold := func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityBold{Offset: o, Length: l} }
	italic := func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityItalic{Offset: o, Length: l} }
	link := func(o, l int) tg.MessageEntityClass {
		return &tg.MessageEntityTextURL{Offset: o, Length: l, URL: "https://example.org/?a=1&b=<2>"}
	}
	emoji := func(o, l int) tg.MessageEntityClass {
		return &tg.MessageEntityCustomEmoji{Offset: o, Length: l, DocumentID: int64(emojiBase + d.upto(emojiCount))}
	}
	word := one(d, genWords())
	return []entityKind{
		{word, []of{bold}},
		{word, []of{italic}},
		{word, []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityUnderline{Offset: o, Length: l} }}},
		{word, []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityStrike{Offset: o, Length: l} }}},
		{"x := 1", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityCode{Offset: o, Length: l} }}},
		{"func main() {\n\tprintln(\"<hi>\")\n}", []of{func(o, l int) tg.MessageEntityClass {
			return &tg.MessageEntityPre{Offset: o, Length: l, Language: "go"}
		}}},
		{"https://example.org/a_(b)?c=d", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityURL{Offset: o, Length: l} }}},
		{word, []of{link}},
		{"a.b+c@example.org", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityEmail{Offset: o, Length: l} }}},
		{"+1 555 0100", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityPhone{Offset: o, Length: l} }}},
		{"#müll_2020", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityHashtag{Offset: o, Length: l} }}},
		{"$TON", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityCashtag{Offset: o, Length: l} }}},
		{"@person0", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityMention{Offset: o, Length: l} }}},
		{"Борис", []of{func(o, l int) tg.MessageEntityClass {
			return &tg.MessageEntityMentionName{Offset: o, Length: l, UserID: userBase + 1}
		}}},
		{"/start@demo_weather_bot", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityBotCommand{Offset: o, Length: l} }}},
		{"4242 4242 4242 4242", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityBankCard{Offset: o, Length: l} }}},
		{"the butler did it", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntitySpoiler{Offset: o, Length: l} }}},
		{"🎈", []of{emoji}},
		{"said\nsomebody", []of{func(o, l int) tg.MessageEntityClass {
			return &tg.MessageEntityBlockquote{Offset: o, Length: l, Collapsed: o%2 == 0}
		}}},
		{"???", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityUnknown{Offset: o, Length: l} }}},
		{"1 June", []of{func(o, l int) tg.MessageEntityClass {
			return &tg.MessageEntityFormattedDate{Offset: o, Length: l, ShortDate: true, Date: genTill}
		}}},
		{"added", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityDiffInsert{Offset: o, Length: l} }}},
		{"new", []of{func(o, l int) tg.MessageEntityClass {
			return &tg.MessageEntityDiffReplace{Offset: o, Length: l, OldText: "old"}
		}}},
		{"gone", []of{func(o, l int) tg.MessageEntityClass { return &tg.MessageEntityDiffDelete{Offset: o, Length: l} }}},
		{"👨‍👩‍👧‍👦 bold link", []of{bold, link}},
		{"שלום עולם", []of{italic, bold}},
	}
}
