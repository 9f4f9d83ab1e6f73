//go:build !linux

package fsx

import "os"

// StartWriting has nothing to do: these systems have no such call, Sync does it all.
func StartWriting(*os.File, int64, int64) error { return nil }

// Drop has nothing to do, for the same reason.
func Drop(*os.File, int64, int64) error { return nil }
