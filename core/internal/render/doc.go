// Package render writes what people and programs read of an archive: result.json
// in both forms, the pages, report.json and checksums.sha256. It is a pure
// function of the archive and its Options: the same two give the same bytes.
//
// One pass over the messages of a chat feeds both documents (package json) and
// the pages (package html). Nothing is held but the message in hand, a bounded
// number of peers and the names of what was written. A file takes its place when
// it is whole, and only if its bytes differ from what is there; the start page
// comes after everything it leads to, the checksums come last. What an earlier
// render wrote and this one did not is removed; that list is kept in
// .satchel/rendered.
//
// Not guaranteed: two renders of one archive at the same time (the lock of the
// archive prevents it), and that a reader who looks while render runs sees pages
// of one state.
package render
