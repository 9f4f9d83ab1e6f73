// Package world is an account as data: everything the embedded Telegram server
// serves. A World is read from a folder (Open), is the one built into the
// program (Sample, SampleProblems), or is computed from a seed and a number of
// messages (Generate).
//
// A folder holds world.json, optionally messages.jsonl, and files/. TL objects
// in it are JSON with the schema's own names (package tljson). Open reads
// everything once to check it, and refuses a world with the path to what is
// wrong; what it keeps of the messages is an index of blocks (at most 32
// neighbours of one peer each) and of ids, a few bytes a message, so a folder of any size opens in little memory
// and its messages are read again when they are asked for. The other objects
// are kept as TL bytes.
//
// A generated world keeps no message at all: message i of a peer is computed
// from (seed, peer, i), its id and its date by arithmetic alone.
//
// Every accessor returns a fresh object, ready to send and the caller's to
// change: access hashes, file references and dc ids that a folder leaves out are
// derived from the object's id and the account's, so they are the same in every
// process and in a later version of the same world. A file reference is the
// world's part only; the server adds the age.
//
// A World is safe for concurrent use. Not guaranteed: that a folder which is
// changed while it is open is served consistently, or that Telegram would accept
// what a folder claims (a lying account is a legitimate test).
package world
