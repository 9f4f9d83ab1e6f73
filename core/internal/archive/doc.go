// Package archive keeps everything that was exported: one SQLite file,
// archive.db, in the folder the person chose, and the media files beside it. It
// is the single source of truth: crawl and media write to it, render reads it.
//
// # Nouns
//
// A page is one answer of Telegram with its provenance and everything made from
// it: the unit of commit. A cursor says where the history of a dialog goes on in
// one split range; it moves only with its page. A run is one execution. A sighting
// is one document of an object as one run saw it; the newest is the current one,
// earlier ones with another content are its versions. A file is a downloadable
// object by identity; a reference is a place it is mentioned at; its place is
// where the lowest reference (number, order, seq) wants it.
//
// # Schema
//
// Columns exist for WHERE, ORDER and JOIN only; all else is in doc, the JSON of a
// type of package model.
//
//	meta, settings    what belongs to the archive; small values of the engine
//	counts            kept counts (dialogs, messages, files by state), so that nothing is counted
//	runs              one row per execution; no outcome: it was cut
//	pages             evidence: method, layer, and the answer's bytes in one zstd frame;
//	                  from the 65th on with a dictionary learnt from the first 64 and kept
//	                  in settings: 30 % smaller (20,000 made-up messages: 2.98 MB of answers
//	                  in 1.25 MB alone, 0.84 MB and 57 kB of dictionary with it)
//	peers             the newest full and the newest min document, apart
//	versions          earlier documents of peers ("user:7") and items ("stories/5")
//	dialogs, cursors  the chat list by number; where each part and split goes on, and
//	                  what an interval of dates left out of it
//	histories         a peer's history: its number in the keys of messages, its kept count
//	messages          the current document of each message
//	message_versions  the earlier ones
//	files, file_refs  the media queue, and which message mentions which file
//	items, problems   the lists of the account; what could not be exported
//	message           a view of messages with kind, peer and id, for people and other tools
//
// Quirks:
//
//  1. messages.key is histories.id << 32 | message id: the primary key (kind, peer,
//     id) in one integer, without a second index. Ids are never negative here; the
//     shift of migrated histories is made by readers (ShiftMigrated).
//  2. A row of messages names the page its current document came from and the last
//     run that saw it; the page may be of an earlier run.
//  3. pages with the same bytes, method, peer and split are kept once (hash).
//  4. files.state: 0 queued, 1 settled, 2 placed, 3 skipped. tried: the skip was found out
//     by a download, not decided; such a skip ends only by Retry or Settle.
//  5. files.number, ord, seq, folder, name, sent are those of the lowest reference; a
//     frozen file keeps them and its path, also when it is queued again.
//  6. files.want is the path a move is under way to, ” when the file has to leave its
//     path; not null only between two commits of Place, or after a crash.
//  7. meta 'clean' is 0 from the first change to the close; 0 at an opening means that
//     the last end was not clean, and SQLite is asked whether the file is sound.
//  8. .satchel/seal has checksums of the pages of the closed database: SQLite does not
//     notice damage to what its trees hold. It is compared before SQLite sees the
//     file, taken away before the first change and made again at the close, from the
//     pages that the write-ahead log told of. meta 'seal' tells whose it is.
//  9. "Nothing is deleted" holds for contents: a row of versions goes when its content
//     becomes the current one again.
//
// # Writing
//
// Callers prepare a page (JSON, zstd, hashes); one goroutine writes:
//
//	take a job; BEGIN IMMEDIATE
//	  SAVEPOINT, run the job, keep the counts, RELEASE; a job that fails is undone alone
//	  take the next job if one waits already, at most 16 jobs or 50 ms
//	COMMIT (fsync); answer all
//
// So whoever gets nil from Record has the page on the disk, and a lone page waits
// for nobody.
//
// # Merging
//
// Recording is idempotent, and within a run the order of pages does not matter:
// every merge takes the maximum of a total order (decoded before undecoded, run,
// date of the edit, counters, bytes). A min peer never overwrites a full one; it
// adds what that does not say. Documents that differ in counters only are one
// version. A file known from several sights is wanted if one of them wants it; a
// thumb follows the decision about its main file, not what a download finds out.
// What depends on the order, and is shown nowhere: file references, ids of rows.
// Dialogs are an exception: the list that came last holds.
//
// # Place
//
// A settled file lies at .satchel/media/KEY, so that no path depends on which
// download ended first. Place gives it its path:
//
//	finish the moves of an earlier plan (want not null)
//	for each dialog: reserve the frozen paths; give the others their names in the
//	  order (order, seq, key), " (1)" for one that is taken; keep them in want
//	take back to .satchel/media the placed files whose want is another path
//	bring the waiting ones to want: rename, modification time
//
// The last two in groups of 128: renames, one sync of each folder, one transaction.
// A crash leaves a file at its old place, in .satchel/media or at want; the next
// Place finds it by its size and goes on. Freeze ends all moving for what is placed.
//
// # Not guaranteed
//
// That a file on the disk still has its bytes (verify reads them; here only sizes
// are looked at). That evidence is kept when Telegram sent none (Page.Raw empty).
// That opening looks at all of a large archive: above 256 MB it reads the first page
// and, after an unclean end, the tables the run depends on; Check reads the rest. That two
// programs can have the archive open: the lock keeps them apart on local disks, and
// on network disks as far as those honour locks.
package archive
