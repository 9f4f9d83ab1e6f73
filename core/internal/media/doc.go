// Package media fetches the files that the crawl queued in the archive.
//
// Nouns. A queue is the archive's table of files of one datacenter; a claim is a
// file taken from it by a worker (in memory only, so nothing is to be undone after
// a crash); settling a file writes down that it is saved, with its size and hash,
// or why it is not.
//
// The algorithm. A supervisor starts one queue per datacenter that has files. A
// queue keeps as many files in flight as Telegram's app config allows there,
// small and large ones apart. A file is fetched part by part into
// `.satchel/media/NAME.part` while its SHA-256 is taken; its length must be what
// Telegram declared; then it is fsynced, renamed, its folder fsynced, and only
// then settled. An expired reference is renewed from the file's origin and the
// file goes on at the same offset; a file that lives elsewhere is asked for there.
//
// The crawl never waits for this package and this package never calls the crawl:
// they meet in the archive. Run ends when the crawl has ended and nothing is left
// in the queues.
package media
