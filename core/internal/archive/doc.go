// Package archive keeps everything that was exported: one SQLite file,
// archive.db, in the folder the person chose, and the media files beside it.
package archive
