// Package mtserver is a real MTProto 2.0 server on loopback: transports,
// key exchange, encryption, sessions, acknowledgements and service messages.
// What a request means is none of its business: a Handler answers.
//
// Nouns:
//
//   - DC: one listener with an id; several make a cluster with one RSA key.
//   - auth key: made by a key exchange on one DC, good on that DC only (all
//     listeners of the same id share it), kept in memory until forgotten.
//     Temporary keys (perfect forward secrecy) stand for the permanent key they
//     are bound to.
//   - session: (auth key, session id) with the message numbers and the answers
//     not yet acknowledged. It belongs to no connection: a client that comes
//     back on a new connection with its old session goes on where it was.
//   - call: one API request with its answer, known by its msg_id.
//
// Algorithm. A listener accepts and at once hands the socket to a goroutine
// that reads the first bytes under a deadline, finds the transport (abridged,
// intermediate, padded intermediate, full; each of them plain, the first three
// also behind obfuscated2) and then reads frames. Service messages are
// answered by this reader; every API request gets a goroutine of its own, at
// most Options.InFlight of them run their handler at a time. One writer a
// connection numbers, encrypts and writes what is queued; nothing is locked
// while the network is waited for. A request received twice runs once: its
// answer is kept until the client acknowledges it (bounded, see session.go). A
// connection that comes back with a session gets the answers that were missed,
// and the acknowledged calls that ended with the connection before run again.
//
// Not guaranteed: keys and sessions do not outlive the process; quick
// acknowledgements, HTTP and WebSocket transports and MTProxy secrets are not
// there; an answer that was pushed out of the bounded memory is made again when
// asked again.
//
// https://core.telegram.org/mtproto
package mtserver
