// Package traced makes a world of a trace: an account of the shape that Telegram
// showed to somebody's export, so that what happened there can be made to happen again.
//
// A trace (`satchel export --trace`, package core/internal/trace says what is in it)
// is read line by line and held against the schema; what is wrong is refused with the
// number of the line. A last line without an end, as a power cut leaves it, is left
// out and told. Of a trace of several runs the fullest counts, for a thing has another
// number in each.
//
// Its answers are TL JSON without content, and so are worlds: the maker collects the
// objects of the answers, gives messages new ascending ids (those of a trace are in no
// order) and times of their day, makes up names, texts and addresses, and leaves out
// what the server derives by itself. A chat that the run did not read to its end gets
// as many messages as Telegram said it has, up to maxUnseen in all. What went wrong
// becomes a fault file: the nth call of a method with the same file or chat fails as
// it did; the end of a login or of a takeout session is one.
//
// What is not as it was: texts are words of the same length, files are made up and at
// most MaxFile bytes long, waits are at most a few seconds, round trips take no time,
// the account's own datacenter is the embedded server's. Files are as long as Telegram
// declared them, even where fewer bytes came. A chat of which the trace has neither
// pages nor a number is empty.
//
// Not guaranteed: that the same calls come in the same order, for that depends on
// time. The messages of a run are held in memory until the world is written, a few kB
// each.
package traced

// MaxFile is the size in bytes that larger files are cut to: a world is to be tried
// often.
const MaxFile = 2 << 20

// maxWait is the longest wait in seconds that a fault asks for.
const maxWait = 3
