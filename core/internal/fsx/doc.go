// Package fsx is what Satchel needs from the file system beyond package os:
// files that are written whole or not at all, names that survive a power cut, a
// lock held by the operating system, free space.
//
// All work on an archive goes through an os.Root, so that no name, wherever it
// comes from, leads out of the folder.
//
// A file is written in four steps: into TempDir, fsync, rename over the old
// one, fsync of the folder. Whatever happens, the old or the new file is there.
//
// Not promised: durability on a disk that lies about fsync, and on Windows the
// durability of a name at the moment SyncDir returns (NTFS keeps its own journal).
package fsx
