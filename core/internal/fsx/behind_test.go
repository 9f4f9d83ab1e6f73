package fsx

import (
	"bytes"
	"runtime"
	"testing"
)

func TestWhatIsDroppedIsReadFromTheDisk(t *testing.T) {
	f, err := tempRoot(t).Create("large")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := bytes.Repeat([]byte("satchel"), 100_000)
	if _, err := f.Write(want); err != nil {
		t.Fatal(err)
	}
	size := int64(len(want))
	for _, where := range [][2]int64{{0, 4096}, {4096, size - 4096}, {10, 20}, {0, size}, {size, 1}} {
		if err := StartWriting(f, where[0], where[1]); err != nil {
			t.Errorf("%d bytes at %d: %v", where[1], where[0], err)
		}
		if err := Drop(f, where[0], where[1]); err != nil {
			t.Errorf("%d bytes at %d: %v", where[1], where[0], err)
		}
	}
	got := make([]byte, size)
	if _, err := f.ReadAt(got, 0); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the bytes are others than those written (%v)", err)
	}
}

func TestWritingBehindTellsOfAFileThatCannotBeWritten(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("Sync does it all here")
	}
	f, err := tempRoot(t).Create("closed")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if StartWriting(f, 0, 1) == nil || Drop(f, 0, 1) == nil {
		t.Error("a closed file is brought to the disk without an error")
	}
}
