// Package tljson turns TL objects into JSON and back, with the schema's own
// names, for worlds, raw evidence and the call log.
//
// The form: "_" is the constructor's name and fields carry the schema's names.
// int and double are numbers (int within 32 bits); long is a string, or a
// number up to 2^53, and is written as a string; bytes (and int256) are base64,
// standard alphabet, padded. A field of type true that is false is absent, a
// Bool is true or false, vectors are arrays. What is present is what is
// written: an optional 0, "" or [] counts as present. The flags words are
// derived and refused when given; fields that share a flag bit come together or
// are refused.
//
// All of it is read off gotd's types by reflection when a type is first used,
// and kept in a Codec: TypeInfo gives names and order, and says for each flag
// bit that is set which fields are there; encoding an object with a bool that is
// false and then true tells Bool (written) from true (a bit).
//
// Not guaranteed: that a double which is no number (NaN, infinity) can be
// written, or that strings which are not UTF-8 survive (they are not Telegram's;
// bad bytes become U+FFFD). Vectors without a constructor of their own cannot be
// the outermost value of Encode.
package tljson
