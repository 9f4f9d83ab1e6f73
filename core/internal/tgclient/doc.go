// Package tgclient builds the connection to Telegram on gotd's client and mends
// what a long, unattended export needs from it.
//
// # Words
//
// The home connection is the account's own DC, many calls in flight. Media
// connections are pools of one call each, to any DC. A link is one TCP
// connection. A login is a session whose key is signed in.
//
// # What is added to gotd
//
//   - Dialling an address that just failed waits first, with a growing pause: a
//     pool dials again at once, without end.
//   - A link on which something was asked and no byte came back is closed within
//     20 seconds, on every system (links.go says how that is told from silence).
//   - The stored login is written only once somebody has signed in, and is never
//     replaced by the key that gotd makes when a server does not know the stored
//     one: Run then ends with ErrLoginUnknown.
//   - Log records carry names, numbers and errors, never an object's content.
//
// # Not guaranteed
//
// A call may hang as long as its context allows, and may act twice when its
// answer was lost; package takeout's policy stands above this one. With an update
// handler gotd asks users.getUsers for itself at every connect: only for signing
// in by QR code, never beside an open takeout session.
package tgclient
