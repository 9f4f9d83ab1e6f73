// Package view holds the rules and sentences of the window, without a window: each
// screen has a model here, a plain value made from core's types by a pure function.
//
// # Words
//
// A model (Start, Choice, Run, End ...) is what a screen shows; making it twice
// from the same input gives the same. An Asker is the bridge of a sign-in: the
// engine's goroutine asks, the window answers.
//
// Not guaranteed: that a sentence fits its place; screens wrap.
package view
