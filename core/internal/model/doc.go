// Package model holds Satchel's own words for what an account contains: peers,
// dialogs, messages, media, files and the lists beside them.
//
// Every type here is plain data with a JSON form. That form is the document the
// archive keeps for each object, so it outlives the program that wrote it:
//
//   - a field is never renamed and never changes its meaning; a new one is
//     optional and absent means "not known when this was recorded";
//   - Version is stored with each document and grows when a reader has to know
//     the difference;
//   - nothing in a document depends on a layer of Telegram's schema, on the
//     machine's time zone or on the path a file ended up at.
//
// The package imports the standard library only. Package tgconv makes these
// values from Telegram's objects; package render turns them into pages.
package model

// Version is the version of the documents this program writes.
const Version = 1
