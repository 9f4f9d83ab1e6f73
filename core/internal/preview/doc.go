// Package preview turns what Telegram gives of a picture into small pictures.
//
// Nouns. A stripped thumbnail is a JPEG of at most 40 pixels without its header; an
// outline is the vector silhouette of a sticker; a picture is a saved file in
// JPEG, PNG, GIF or WebP. A frame is the size a picture is fitted into.
//
// The algorithm. Stripped thumbnails get their header back; outlines become an SVG
// path, which is compiled, checked and filled. A picture's header is read first:
// what its pixels would take in memory, by format, must be within memoryLimit
// before anything is decoded, the frames inside a WebP container included. Then it
// is decoded from a reader that fails once timeLimit has passed, scaled by
// approximate bilinear interpolation into an *image.RGBA, and turned as its EXIF
// orientation asks. Panics of decoders become errors.
//
// Input is foreign: whatever the bytes, time and memory stay bounded. Not
// guaranteed: that a picture is exact (profiles are ignored, the first frame of an
// animation is taken) or that a file whose suffix lies is shown. Videos and
// animated stickers (tgs, webm) are not decoded; they have thumbnails.
package preview
