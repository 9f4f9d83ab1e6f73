// Package traced makes a world of a trace: an account of the shape that Telegram
// showed to somebody's export, so that what happened there can be made to happen again.
//
// A trace (`satchel export --trace`, package core/internal/trace) is a head line and a
// line a call. Its answers are TL JSON without content, and so are worlds: the maker
// collects the objects of the answers, gives messages new ascending ids (those of a
// trace are in no order), names people and chats, and leaves out what the server
// derives by itself. What went wrong becomes a fault file: the nth call of a method
// (with the same chat, where it has one) fails as it did.
//
// What is not as it was: texts are letters, files are made up and at most MaxFile
// bytes long, dates are whole days, waits are at most a few seconds, the datacenters
// are the embedded server's. A chat of which the trace has no pages is empty.
//
// Not guaranteed: that the same calls come in the same order, for that depends on
// time; so a fault may hit another file than it did.
package traced

// MaxFile is the size in bytes that larger files are cut to: a world is to be tried
// often.
const MaxFile = 2 << 20

// maxWait is the longest wait in seconds that a fault asks for.
const maxWait = 3
