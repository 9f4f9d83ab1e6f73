package world

import (
	"errors"
	"io"
	"io/fs"
)

var errNegativeOffset = errors.New("negative offset")

// diskFile is a file of the folder, opened for each read: worlds have thousands
// of files and nothing says which connection was the last to want one.
type diskFile struct {
	fsys fs.FS
	path string
}

func (f diskFile) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errNegativeOffset
	}
	file, err := f.fsys.Open(f.path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	return readAt(file, p, off)
}

// readAt reads at an offset even from file systems whose files only stream.
func readAt(file fs.File, p []byte, off int64) (int, error) {
	if r, ok := file.(io.ReaderAt); ok {
		return r.ReadAt(p, off)
	}
	if _, err := io.CopyN(io.Discard, file, off); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(file, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}
