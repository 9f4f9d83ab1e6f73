// Package crawl walks an account inside a takeout session and records what it
// finds: the dialog list, the history of each dialog, and the lists beside them.
//
// Nouns. A plan says what to walk; a walker owns one dialog; a page is one answer
// of Telegram, recorded whole with everything made from it; a cursor says where a
// dialog x split range goes on.
//
// The algorithm, per https://core.telegram.org/api/takeout:
//
//  1. Split ranges are fetched and kept with the cursors. When a later session gives
//     other ranges, cursors still hold: they are message ids, and every range is
//     walked upwards; but what was done is looked at again.
//  2. The dialog list is read range by range (a `limit=1` count first), then left
//     channels; it is recorded in one transaction, so that a folder number is
//     given once and does not depend on where an earlier run was cut.
//     A worker asks a group or channel once for what its page says (about, linked
//     chat, the group it was), and forums and direct messages of channels for the
//     topics and chats inside, where something happened since.
//  3. Workers take dialogs in the order of their numbers. One worker walks a dialog
//     alone: the migrated part, then its own, split by split, oldest message
//     first; so file names that count ("photo_12") come out the same on every
//     run. While a page is being recorded the next one is fetched.
//  4. A range whose `limit=1` probe is empty is done at once. A range is done when
//     an answer is empty, or when the newest message of the probe was reached and
//     as many messages were recorded as Telegram counts. When fewer were recorded
//     than the last page counts, the range is read once more and what was missed
//     is added; only what is missing then is a problem. A count that Telegram calls
//     inexact is not judged, nor an interval of dates.
//  5. With an interval, ranges outside it are left out by two `limit=1` probes; in
//     the others the ids of its ends are found first, and pages are bound by them.
//     What is left out is kept with the cursor (messages above it: Till, below it:
//     Gaps); under a wider interval the gaps are read first, each page making one
//     smaller, then what is above the cursor. Nothing is read twice for it. The files
//     of a gap are numbered after those that had their names before.
//  6. A page that does not decode is asked for in halves, down to one message; that
//     one is kept as bytes with a problem and passed over by its place. So are the
//     entries of the lists that come in pages; of a list of chats only the person or
//     chat itself can be lost so, for an answer whose newest message does not decode
//     is read around it.
//  7. Custom emoji of a page are looked up before it is recorded, each once a run.
//     The small profile pictures of its senders, and of people who were forwarded, are
//     queued with it, each once a run; those of people whom Telegram names in the short form ("min") with the message
//     that shows them, by which they can be named.
//
// Calls of one method go out at most Limiter.Limit at a time: 4 at first, up to 12
// while calls return, half as many after a flood wait.
//
// An update (Config.Update) calls for a dialog only where the chat list shows a
// message above the cursor, or where the cursor was set back to read again what may
// have changed (archive.Rewind). What is read again is merged, files that have
// their names keep them, and saved messages that an answer should have named and
// did not are marked as missing. A dialog that is no longer listed is marked and
// not walked.
//
// Errors of one dialog (item errors) become a problem of that dialog; the others
// go on. Blocked and fatal errors end the walk; what was recorded stays.
//
// Not guaranteed: messages that arrive in a dialog after its newest message was
// probed are left for the next update.
package crawl
