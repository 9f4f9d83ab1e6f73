// Package search writes an index of an archive's messages that a page searches
// from disk: no server, no network, only script tags.
//
// Nouns: a document (Doc) is a message as it is found and shown; its number is
// its place by date, the oldest 0, so that a span of dates is a span of numbers.
// A term is a folded word (Fold), two neighbouring characters of a script that
// writes no spaces, a symbol, or, behind a mark no word has, a property: "#7"
// chat 7, "=photo" a kind of media, "~ann" a word of the sender's name, "th*"
// all words that begin with th, "&03fa" a bucket of neighbouring words. A list is the numbers of the documents that have
// a term, ascending, as the gaps between them (appendNumber).
//
// Algorithm: documents are sorted by date in runs on disk and merged; numbered
// in that order they go to text shards (search/d) and into an index in memory
// that is spilled in sorted runs and merged into term shards (search/t). A list
// that is long is cut into pieces of its own (search/p), so that the newest hits
// of a frequent word are one small file away. search/index.js says which shard
// begins with which term and which document. The reader is js/search.js, over
// letters.js, shards.js and lists.js.
//
// Memory is bounded by Config.Memory, by what is read ahead of the runs while they
// are merged (readAhead: 8 MB, or 4 KB a run from 2000 runs on, which is some 80
// million messages) and by the directory in search/index.js (about 20 bytes a shard,
// or 0.1 bytes a message).
//
// Not guaranteed: a word is found by its first 40 characters (longest), so that two
// keys that begin alike are found together. Neither the words of text that is only in a
// picture or a file, nor the order of messages of one second in different chats.
package search
