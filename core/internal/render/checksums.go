package render

import (
	"bufio"
	"encoding/hex"
	"errors"
	"strings"
)

// ChecksumsFile covers every file of the archive but itself, archive.db* and
// .satchel/, in the format of sha256sum.
const ChecksumsFile = "checksums.sha256"

// checksums writes the checksums of the media, as taken when they were saved,
// and of what this render wrote, sorted by path.
func (j *job) checksums() (err error) {
	lines := &sorter{root: j.archive.Root(), limit: runBytes, less: func(a, b string) bool { return pathOf(a) < pathOf(b) }}
	defer func() { err = errors.Join(err, lines.close()) }()
	for name, sum := range j.out.written {
		if err := lines.add(checksumLine(name, sum[:])); err != nil {
			return err
		}
	}
	err = j.archive.SavedFiles(j.ctx, func(path string, _ int64, sum []byte) error {
		if path == "" || strings.HasPrefix(path, ".satchel/") || len(sum) == 0 {
			return nil // not at its place yet
		}
		return lines.add(checksumLine(path, sum))
	})
	if err != nil {
		return err
	}
	f, err := j.out.create(ChecksumsFile)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	if err := lines.writeTo(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// checksumLine is a line as sha256sum writes it; a path with a backslash or a
// line break is escaped and marked.
func checksumLine(path string, sum []byte) string {
	mark := ""
	if strings.ContainsAny(path, "\\\n\r") {
		mark = "\\"
		path = strings.NewReplacer("\\", "\\\\", "\n", "\\n", "\r", "\\r").Replace(path)
	}
	return mark + hex.EncodeToString(sum) + "  " + path + "\n"
}

func pathOf(line string) string {
	_, path, _ := strings.Cut(line, "  ")
	return path
}
