// Package demo is the embedded Telegram server: the services of an account that
// is data (package world), on real MTProto (package mtserver), on loopback.
//
// Nouns. A call is one API request out of its wrappers. A method is a constructor
// of the schema the server answers; a service is the function behind it. A rule
// is a sentence of Telegram's documentation a client can break; breaking one is a
// violation, recorded whether or not it is also refused. A fault is trouble on
// purpose (Faults): it strikes calls before or after they are served.
//
// Algorithm. Handle takes the takeout and range wrappers off in either nesting
// and decodes strictly; the fault rules are asked; the call is admitted (login,
// CDN, takeout, range); its service answers from the world; photos and documents
// of the answer get a reference that carries its age; the answer is encoded and
// the call logged. Services keep no list of their own: histories are paged where
// they lie, only what had to be searched for is remembered.
//
// Everything follows from the world and the order of calls: ids of takeouts,
// access hashes, references, tickets, SRP exchanges. Only the call log, the init
// delay, the life of QR codes and help.getConfig look at the real clock.
//
// Proven by the tests here, with gotd's client: sign-in with code and password,
// export of the login to another DC, the takeout's life and its refusals, paging
// against a plain model, the rules for parts of files, references, CDN, each
// fault.
//
// Proven by `make interop`, with a client that shares no code with this one
// (@mtcute/node, which speaks layer 227: the build tag layer227 and gotd v0.160.0
// leave the newer constructors out): what Ready tells is enough to sign in, over
// every transport that client has, with temporary keys too; the login is taken to
// other DCs; takeouts of whole accounts, page by page and range by range, also
// while connections break, give every message, person and chat with the very bytes
// of the world, and the files; packed requests are understood; a CDN's file is
// found by the redirect, its key and its hashes; no rule is broken but on purpose.
// `make rival` lets a third client download (GramJS, of layer 198): its key exchange,
// and its full, abridged and obfuscated transports, were found to work here too.
// Where the documentation and clients that work differ, clients are believed: acks
// numbered like calls are taken, and a CDN's hashes are of the decrypted bytes.
//
// Taken from the documentation and not seen on the real server: which methods a
// takeout accepts, how many history calls in parallel a real account stands
// (Satchel starts with 4 and adapts up to 12), what a wrong message range is
// answered with (MESSAGE_RANGE_INVALID is ours), that a page whose offset lies
// before the newest message is cut short rather than shifted, what the count is
// while a channel is empty in a range, how dialogs, topics and saved chats go on when
// what their offset names is gone, which ids the hash of the top peers is of, whether
// the limit of files in flight holds at a CDN, what a picture that is not its peer's is
// answered with (LOCATION_INVALID is ours), whom a message serves to name (here: all
// who come along with it), the name of an error where a page lists several.
//
// Not there: anything that changes an account, updates (but updateLoginToken),
// secret chats, calls, bots' own methods, email and passkey sign-in, sign-up,
// login keys that outlive the process. A file is in flight until the
// answer has passed the line: what a client gives up and asks for elsewhere counts
// as long.
package demo
