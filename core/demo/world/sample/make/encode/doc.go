// Package encode turns canvases and samples into the files Telegram serves:
// JPEG and its stripped form, WebP, WebM, MP4, Opus, MP3, PDF, ZIP.
//
// Video, audio and WebP go through ffmpeg and cwebp with one thread and
// bit-exact flags: the same program versions give the same bytes. The rest is
// the standard library's.
package encode
