// Package core is Satchel's engine: it saves a Telegram account to a folder.
// It is the only package that the window and the command line know.
//
// # Nouns
//
//   - account, self: the signed-in user. An archive belongs to one account.
//   - archive: the output folder with archive.db, the single source of truth.
//   - authorization: the login of this device, kept encrypted outside the archive.
//   - takeout session: from account.initTakeoutSession to finishTakeoutSession;
//     everything is fetched inside it. https://core.telegram.org/api/takeout
//   - dialog, page, cursor, split range: an entry of the chat list; one answer of
//     Telegram; where a dialog goes on; a slice of the message ids.
//   - file, reference, origin: a downloadable object; the ticket for it, which
//     expires; the message that renews it.
//   - run: one execution, closed with an outcome.
//   - problem: an item that could not be exported, shown with a hint.
//   - output: result.json and the pages, a pure function of archive and settings.
//
// # Algorithm
//
//  1. Open or make the archive and take its lock.
//  2. Sign in, and refuse an archive of another account.
//  3. Open the takeout session, or take up the one an earlier run left open.
//  4. Crawl and download together. Each answer is recorded whole, with its
//     cursor, in one transaction; files wait in the archive's queue.
//  5. When both have ended, finish the session: with success only if nothing is
//     left to do. Pausing keeps it; cancelling finishes it without success.
//  6. Move files to their final paths, write the pages and the report.
//
// # Map
//
//	doc.go                    this page
//	engine.go, run.go         the life of a run
//	online.go, opensession.go,
//	save.go                   its part with Telegram: signed in, in the session, crawling and downloading
//	conclude.go, result.go    its end: files placed, pages written, how it came out
//	settings.go, choice.go,
//	day.go, zone.go           what to save; days in whose zone
//	network.go                which servers to talk to
//	account.go, signin.go,
//	signinqr.go, qrcode.go    who is signed in; by code, by QR code
//	login.go                  where the login is kept
//	phone.go                  telephone numbers as people read them
//	snapshot.go, counters.go,
//	rate.go                   how a run goes, sampled; the time left
//	progress.go               how far verifying or copying has come
//	room.go                   a full disk, waited out
//	memory.go                 how much memory the process may keep
//	problem.go, explain.go    what a person is told: of an item, of an error
//	update.go                 what is new, and what to read again
//	verify.go, repair.go      saved files against their hashes; mending them
//	raw.go, copy.go           the evidence, printed; an archive on another disk
//	survey.go                 the chats and their media counted before an export
//	gallery.go, gallerykept.go,
//	previews.go, previewsquick.go,
//	picturecache.go           what the window shows while files come in
//	folder.go, recent.go,
//	peek.go                   what the window looks at and remembers
//	tracefile.go              where a trace is written to
//	command                   the command line over this package
//	demo                      the embedded Telegram server, its rules and faults
//	demo/mtserver             its connections: MTProto itself
//	demo/world                the accounts it serves: read, made from a seed, built in
//	demo/world/mediagen       media files out of a seed
//	demo/world/traced         a world of a trace
//	demo/world/sample         the sample account; sample/make and what is below it draw it
//	internal/model            the documents of an account
//	internal/tgconv           Telegram's objects to model
//	internal/tljson           Telegram's objects to JSON and back
//	internal/tgclient         the connection
//	internal/trace            what passes on it, without what it is about
//	internal/signin           phone and code or QR code, password
//	internal/keyring          the login, encrypted
//	internal/takeout          the takeout session, waits and retries
//	internal/archive          the database and the media queue
//	internal/crawl            dialogs and their histories
//	internal/media            files
//	internal/preview          small pictures from hostile bytes
//	internal/naming           safe, unique paths
//	internal/render           archive to output; the report, the checksums, what is stale
//	internal/render/json      result.json
//	internal/render/html      the pages
//	internal/render/search    the index that the pages search
//	internal/render/richtext  texts with entities, for both
//	internal/fsx              atomic writes, locks, free space
//	internal/phone            how each country groups its numbers
//	internal/sums             two SHA-256 of the same bytes in one pass
//	internal/testkit          for tests only
//
// # Invariants
//
// Each is a named test: I1 a cursor never moves without its page; I2 every message
// row has a page and a run; I3 a settled file exists with its size and hash; I4 a
// min object never overwrites a full one; I5 an update deletes nothing; I6 a run
// is complete only if all cursors are complete, counts agree with Telegram's and
// no file is queued; I7 rendering twice gives the same bytes; I8 the output does
// not depend on when the engine was killed.
//
// # Not guaranteed
//
// Messages that arrive while a chat is being read may be left for the next run.
// What Telegram withholds (self-destructed media, secret chats, chats the account
// was removed from) is not in the archive; it is listed where Telegram tells.
// Of people who only wrote, or were forwarded, in large groups Telegram may give no more than the short
// form (https://core.telegram.org/api/min); their picture is asked for by a message
// that shows them, and when that is gone before it was, they keep their initials.
// Names of files that count ("photo_12") follow the order in which a chat was
// read: once a run is complete they never change, so files that an earlier
// interval of dates left out are numbered after those that were saved, and not
// as one export of the wider interval would.
// An interval of dates is numbered from its first message on, where Telegram Desktop
// counts what lies before it, too: nothing of that is fetched.
// Opening an archive whose archive.db is larger than 256 MB compares its length and
// its first page with what they were when it was closed; damage further in is found
// by Verify, which reads all of it, or when SQLite meets it.
package core
