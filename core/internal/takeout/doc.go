// Package takeout owns the takeout session of an account: its life, the wrapping
// of every call made inside it, and what happens when a call does not succeed.
// https://core.telegram.org/api/takeout
//
// # Words
//
// A Session is the life cycle none -> delayed(available_at) -> open(id) ->
// finished | lost, written to a Store before a new id is first used, so that
// another process can go on with it. A call is one request of a caller; an
// attempt is one sending of it. A wait is time that passes by Telegram's order
// (flood) or ours (retry, offline).
//
// # How a call runs
//
//	caller -> flood gate and retries -> invokeWithTakeout[invokeWithMessagesRange[call]] -> connection
//
// The gate is kept by (method, DC): when Telegram asks one caller to wait, all
// callers of that method on that DC wait with it, and the wait uses up no
// attempt. Errors of Telegram's own machinery (5xx, -503) are retried with a
// growing pause at most maxAttempts times; a lost network is retried until the
// context ends. The answer is taken as raw bytes and decoded outside the
// connection, so a page that does not decode is a DecodeError that still has its
// bytes, never a dead connection.
//
// TAKEOUT_INVALID starts a new session with the same flags, once however many
// callers saw it, and the calls are repeated; a second loss within the hour means
// that another export fights with this one and ends in ErrSuperseded.
//
// # Not guaranteed
//
// A call may act twice: an answer that is lost on its way is asked for again.
// Everything sent through a Session is therefore a read, or idempotent.
package takeout
