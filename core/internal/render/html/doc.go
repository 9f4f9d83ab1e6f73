// Package html writes the pages of an archive: the chats, the lists beside them
// and the start page, each a plain file that a browser opens from disk.
//
// File names, class names, ids, anchors and English words are those of Telegram
// Desktop's pages, so that what reads those reads ours: 1000 messages a page,
// div.message.default.clearfix[.joined]#message<ID>, the date in a title. What
// is ours beside that stands in data- attributes and in elements those readers
// do not look at: players, previews of answered messages, faces.
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
