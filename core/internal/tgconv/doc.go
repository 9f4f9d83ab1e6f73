// Package tgconv turns Telegram's objects (package tg, layer 229) into the
// documents of package model, and back into the inputs that name a peer or a
// file. It is the only place that knows the shapes of Telegram's messages.
//
// Every function is pure: the same object gives the same document, nothing is
// fetched, nothing is kept. Each class of the schema is converted by one switch
// over all of its constructors; tests walk the schema's own registry and fail
// when a constructor is missing, or when a field that carries content does not
// show in the document.
//
// Nouns: a document is a model value. A Found is a downloadable object that a
// message (or a story, a profile) shows, with the role it plays there. A page is
// an answer of the API with its users, chats and counts laid flat.
//
// Exotic parts (rich messages, attributes of link previews, areas of stories)
// become trees of model.RichNode by the schema's names. Where a document has a
// map of further fields, they bear the schema's names too, and 64-bit numbers
// are strings there, so that no JSON reader rounds them.
//
// Not guaranteed: that an object built by hand with nil in a mandatory field
// keeps its meaning. It gives an emptier document and never panics.
package tgconv
