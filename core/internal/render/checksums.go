package render

import (
	"bufio"
	"encoding/hex"
	"io"
	"slices"
	"strings"
)

// ChecksumsFile covers every file of the archive but itself, archive.db* and
// .satchel/, in the format of sha256sum.
const ChecksumsFile = "checksums.sha256"

// checksums writes the checksums of the media, as taken when they were saved,
// and of what this render wrote, sorted by path.
func (j *job) checksums() error {
	lines := make([]string, 0, len(j.out.written))
	for name, sum := range j.out.written {
		lines = append(lines, checksumLine(name, sum[:]))
	}
	err := j.archive.SavedFiles(j.ctx, func(path string, _ int64, sum []byte) error {
		if path != "" && !strings.HasPrefix(path, ".satchel/") && len(sum) > 0 {
			lines = append(lines, checksumLine(path, sum))
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(pathOf(a), pathOf(b)) })
	f, err := j.out.create(ChecksumsFile)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for _, line := range lines {
		if _, err := io.WriteString(w, line); err != nil {
			return err
		}
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
