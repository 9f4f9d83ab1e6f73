package render

import (
	"bufio"
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
// file takes its place, so that a render that was cut is known of, too.
const listFile = ".satchel/rendered"

// ours are the names render gives. Nothing else is ever removed, whatever the
// list says.
var ours = regexp.MustCompile(`^(?:result\.json|report\.json|export_results\.html|checksums\.sha256|lists/[a-z_]+\.(?:html|vcf)|css/[a-z]+\.css|js/[a-z_.]+\.js|animations/-?[0-9]+\.js|search/(?:index|[dtp]/[0-9]+)\.js|READ ME\.txt|format\.md|licenses/[a-z-]+\.txt|` +
	`chats/chat_[0-9]+/(?:result\.json|(?:messages|media)[0-9]*\.html|contents\.js|contacts/contact_[0-9]+\.vcard))$`)

func (o *output) readList() (map[string]bool, error) {
	list := map[string]bool{}
	f, err := o.root.Open(listFile)
	if errors.Is(err, fs.ErrNotExist) {
		return list, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if name := lines.Text(); ours.MatchString(name) {
			list[name] = true
		}
	}
	return list, lines.Err()
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
	err := fsx.WriteFile(o.ctx, o.root, listFile, 0o600, func(w io.Writer) error {
		_, err := io.WriteString(w, names)
		return err
	})
	return errors.Join(err, o.sync())
}
