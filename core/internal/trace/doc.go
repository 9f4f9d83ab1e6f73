// Package trace writes down what passes between this program and Telegram without
// what it is about: which methods are called, which constructors come back, how many,
// how large and how long it took. A person can send the file to those who mend the
// program; they make a world of it (core/demo/world/traced) that behaves the same.
//
// A trace is JSON lines, each written at once. A run begins with a head:
//
//	{"satchel_trace": 1, "layer": 229, "version": "0.1.0", "system": "linux"}
//
// A run that goes on with an earlier one may be written after it into the same file
// (Open); it has a head of its own. Every other line is a call, in the order of the
// answers:
//
//	{"n": 7, "t": 1532, "ms": 83, "conn": "home", "dc": 2, "method": "messages.getHistory",
//	 "takeout": true, "range": [1, 2], "args": {…}, "bytes": 5120, "answer": {…}}
//
// n counts the calls of the run, t is milliseconds since it began, ms how long the
// answer took, conn is home, media or cdn. takeout says that the call was wrapped in
// invokeWithTakeout, range that it was wrapped in invokeWithMessagesRange, with the
// bounds of that range. bytes is the size of the answer. Instead of answer there may
// be error: Telegram's name of it (FLOOD_WAIT_33), ERROR_400 where that is no name,
// or CONNECTION, GIVEN_UP (the caller no longer waits) or UNREADABLE (the answer did
// not decode; then the answer is {"_": "unreadable", "constructor": "5bb8e511"}). A
// call that had no answer when the program was killed is absent.
//
// args and answer are TL JSON (package tljson) of which these stay: the constructors,
// which fields are there (that is, the flag words), how long vectors are, truth
// values, and the numbers that testdata/stays.txt lists field by field: counts of
// answers, sizes, dimensions, durations of media, offsets and limits, datacenters.
// Also the types of thumbnails, common MIME types, and the ids of the five accounts
// that are Telegram's own. Replaced are:
//
//	identifiers     by a keyed hash; the key is made for the run and never written, so
//	                that one thing keeps one number within a run and none beyond it
//	texts           by letters x: as many where entities point into the text, else
//	                as many as the next power of two
//	phone numbers   by eleven zeros
//	bytes           by none, of files only their number is kept
//	dates           by the day, counted from the day the run began, which is written
//	                as 14 November 2023: no time of day, no weekday, no season
//	members, views, reactions, lengths of calls
//	                by their first digit and zeros
//	all else        by 0: a field that a later layer adds is 0 until somebody decides
//
// What stays can still tell something to who knows the account or a public chat in
// it: how many chats there are, how many messages were sent in each on which day and
// how long they are, and how large and long files are, to the byte. So a trace is
// for those who mend the program, not for the public.
//
// Not guaranteed: what gotd asks on a connection before it hands it over is not in a
// trace, for it passes no invoker that one could stand in front of: help.getConfig
// inside initConnection, once a connection, and auth.importAuthorization, once a DC
// (auth.exportAuthorization before it is there). What arrives unasked is not either. A
// power cut may cut the last line; Open takes such a piece away.
package trace
