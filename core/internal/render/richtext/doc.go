// Package richtext turns Telegram's texts with entities into what is written
// out: flat runs (the text and text_entities of result.json) and trees (the
// pages).
//
// Entity offsets count UTF-16 code units; both forms cut the UTF-8 text at the
// byte a unit belongs to. An offset inside a surrogate pair is moved to the
// start of its character, one beyond the end to the end; an entity that is empty
// after that is left out. Nothing here escapes: that is the writers' part.
package richtext
