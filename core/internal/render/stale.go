package render

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"satchel/core/internal/fsx"
)

// listFile names what renders wrote, one path a line. A path is added before its
// file takes its place, so that a render that was cut is known of, too. The end of
// one that was not cut is a line of listSum.
const (
	listFile = ".satchel/rendered"
	listSum  = "# " + ChecksumsFile + " "
)

// Written returns what the last renders wrote in the folder of an archive, and the
// SHA-256 of ChecksumsFile; nil where that is not known.
func Written(root *os.Root) (names []string, sum []byte, err error) {
	f, err := root.Open(listFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		digits, ok := strings.CutPrefix(lines.Text(), listSum)
		switch decoded, err := hex.DecodeString(digits); {
		case ok && err == nil && len(decoded) == sha256.Size:
			sum = decoded
		case ours.MatchString(lines.Text()):
			names, sum = append(names, lines.Text()), nil
		}
	}
	return names, sum, lines.Err()
}

// ours are the names render gives. Nothing else is ever removed, whatever the
// list says.
var ours = regexp.MustCompile(`^(?:result\.json|report\.json|export_results\.html|checksums\.sha256|lists/[a-z_]+\.(?:html|vcf)|css/[a-z]+\.css|js/[a-z_.]+\.js|animations/-?[0-9]+\.js|search/(?:index|[dtp]/[0-9]+)\.js|READ ME\.txt|format\.md|licenses/[a-z-]+\.txt|` +
	`chats/chat_[0-9]+/(?:result\.json|(?:messages|media)[0-9]*\.html|contents\.js|contacts/contact_[0-9]+\.vcard))$`)

func (o *output) readList() (map[string]bool, error) {
	list := map[string]bool{}
	names, _, err := Written(o.root)
	for _, name := range names {
		list[name] = true
	}
	return list, err
}

// promise adds a path to the list before the file is made.
func (o *output) promise(name string) error {
	if o.before[name] {
		return nil
	}
	if !ours.MatchString(name) {
		return fmt.Errorf("%s is no name of ours", name)
	}
	f, err := o.root.OpenFile(listFile, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, name+"\n")
	o.before[name] = true
	return errors.Join(err, f.Close())
}

// removeStale removes what an earlier render wrote and this one did not.
func (o *output) removeStale() error {
	for _, name := range slices.Sorted(maps.Keys(o.before)) {
		if _, ok := o.written[name]; ok || name == ChecksumsFile {
			continue
		}
		if err := o.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove %s: %w", name, err)
		}
		delete(o.before, name)
	}
	return o.sync()
}

// keepList writes the list anew.
func (o *output) keepList() error {
	names := strings.Join(slices.Sorted(maps.Keys(o.written)), "\n") + "\n"
	if sum, ok := o.written[ChecksumsFile]; ok {
		names += listSum + hex.EncodeToString(sum[:]) + "\n"
	}
	err := fsx.WriteFile(o.ctx, o.root, listFile, 0o600, func(w io.Writer) error {
		_, err := io.WriteString(w, names)
		return err
	})
	return errors.Join(err, o.sync())
}
