// Package gui is the window's shell: it owns the window, goes from screen to screen
// and brings the engine's work to the UI goroutine.
//
// # Words
//
// A connection is a network, a login and an engine for them: Telegram's or the
// sample account's. A job is one export and what the window knows of it. Work is
// done off the UI goroutine and its result comes back through the one dispatcher
// (Options.Do).
//
// # How it runs
//
//	start -> sign in -> choose -> run -> end -> start
//	start -> run (an archive to go on with; it asks to sign in if need be)
//
// All fields and methods of Shell belong to the UI goroutine. The engine is never
// waited for there; while something moves, one ticker goroutine dispatches a tick,
// at most one being under way, and there is none while nothing moves.
//
// Not guaranteed: anything before the driver runs; main makes the app.
package gui
