// Package trace writes down what passes between this program and Telegram without
// what it is about: which methods are called, which constructors come back, how many,
// how large and how long it took. A person can send the file to those who mend the
// program; they make a world of it (core/demo/world/traced) that behaves the same.
//
// A trace is JSON lines, each written at once. The first is the head:
//
//	{"satchel_trace": 1, "layer": 229, "version": "0.1.0", "system": "linux"}
//
// Every other line is a call, in the order of the answers:
//
//	{"n": 7, "t": 1532, "ms": 83, "conn": "home", "dc": 2, "method": "messages.getHistory",
//	 "takeout": true, "range": [1, 2], "args": {…}, "bytes": 5120, "answer": {…}}
//
// n counts calls, t is milliseconds since the trace began, conn is home, media or
// cdn. range are the bounds of a split range. Instead of answer there may be error,
// Telegram's name of it or one of CONNECTION,
// GIVEN_UP (the caller no longer waits) and UNREADABLE (the answer did not decode). args and answer are TL JSON (package tljson)
// of which these stay: the constructors, which fields are there, how long vectors,
// texts and bytes are, counts, sizes, dimensions, durations, offsets and limits, the
// types of thumbnails, common MIME types, and truth values. Replaced are:
//
//	identifiers     by a keyed hash; the key is made for the trace and never written,
//	                so that one thing keeps one number within a trace and none beyond it
//	texts           by as many letters x
//	bytes           by none, of files only their number
//	dates           by the day, counted from the day the trace began (day 0 is 14 November 2023)
//	all else        by 0
//
// What stays can still tell something to who knows the account: how many chats there
// are, how many messages were sent on which day, how large files are. Nothing else.
//
// Not guaranteed: calls that gotd makes on its own (the connection's settings,
// the transfer of the login to another DC) are not in a trace; what arrives unasked is
// not either.
package trace
