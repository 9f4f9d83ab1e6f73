// Package html writes the pages of an archive: the chats, the lists beside them
// and the start page, each a plain file that a browser opens from disk.
//
// File names, class names, ids, anchors and English words are those of Telegram
// Desktop's pages, so that what reads those reads ours: 1000 messages a page,
// div.message.default.clearfix[.joined]#message<ID>, the date in a title. What
// is ours beside that stands in data- attributes and in elements those readers
// do not look at: players, previews of answered messages, faces.
//
// Where the words or elements of a message differ from Telegram Desktop's:
//
//	where                     Telegram Desktop             here
//	on…= attributes           GoToMessage(1), ShowSpoiler  none: listeners are added by script
//	pictures and stickers     a small copy beside them     the picture itself, scaled
//	videos, voices, music     a link with a still          a player, and the link with its words
//	links of bot buttons      an address or onclick        none
//	hashtags, bot commands    a link with onclick          a span with their kind
//	custom emoji              a link with the emoji        the picture with the emoji
//	an answer in a topic      its first message is named   only answers to other messages are
//	somebody joins or leaves  invited or removed oneself   joined group, left group
//	a supergroup is created   Channel «…» created          created group «…»
//	quizzes, public polls     Anonymous poll               Quiz, Public poll
//	auto-delete timer         only 1 and 7 days are told   any period is
//	requested: (of a button)  nobody named                 shared … with the bot
//	opened an app, logged in  the two exchanged            each for itself
//	gifts                     the price alone              title and words behind it
//	actions without a word    a message without text       made a change: the schema's word
//	offset in titles          of standard time             of that day
//	media that hides itself   shown                        hidden until it is clicked
//
// Nouns: Env is what is looked up, Site creates the pages of one account, Chat
// writes one chat's pages in one pass. A page holds no script, no on…=
// attribute and no address outside the archive except links that people follow
// (richtext.Link); everything that comes from strangers is escaped, and a
// Content-Security-Policy stands behind that.
//
// Not guaranteed: that an answered message exists. A link to it leads to the
// page it would be on.
package html
