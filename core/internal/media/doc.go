// Package media fetches the files that the crawl queued in the archive.
//
// Nouns. A lane is the queue of one datacenter and one of Telegram's two size
// classes; a claim is a file taken from it (in memory only, so nothing is to be
// undone after a crash); a slot is a file's place among those that may be in flight;
// settling a file writes down that it is saved, with its size and hash, or why it is
// not.
//
// The algorithm. A supervisor starts two lanes per datacenter that has files. A lane
// claims files ahead and keeps as many in flight as Telegram's app config allows; up
// to four parts of a file are asked for at a time, fewer of large files while small
// ones are in flight. A gate per datacenter bounds the calls; requests to wait halve
// it, calm widens it. Parts go to `.satchel/media/NAME.part`, the ones that are there
// into a journal beside it, in the order they come; they are checked in the order they
// lie, the SHA-256 of the file and those of its stretches in one pass. A large file goes
// to the disk while it comes and leaves the system's memory behind. Hashes that Telegram
// gives are laid over the parts; what does not agree is fetched again, at last from
// the file's own datacenter instead of a CDN. When the last byte is here the slot is
// free; the rest happens behind: proof, fsync, rename, and for up to 32 files
// together one fsync of the folder and one commit. An expired reference is renewed
// from the file's origin, many files in one call. A peer's picture has no reference: it
// is named by its peer, and one who is known in the short form only by the access hash
// for pictures, or by the message that shows them.
//
// The crawl never waits for this package and this package never calls the crawl:
// they meet in the archive. Run ends when the crawl has ended and nothing is left in
// the lanes.
//
// Not guaranteed: a part that is on its way when the program is killed is asked for
// again; where Telegram has no hashes the length and the transport's own checks are
// all that proves a file.
package media
