package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"satchel/core/internal/fsx"
)

// Recent is an archive this computer worked on, as its last run left it.
type Recent struct {
	Dir     string    `json:"dir"`     // absolute
	Account string    `json:"account"` // the owner's name
	Sample  bool      `json:"sample,omitempty"`
	Outcome Outcome   `json:"outcome"` // empty: the run was cut
	When    time.Time `json:"when"`    // of the last start or end
}

// Unfinished reports whether a start would go on where an earlier one stopped.
func (r Recent) Unfinished() bool {
	return r.Outcome != Complete && r.Outcome != CompleteWithProblems
}

// maxRecents is how many archives are remembered.
const maxRecents = 12

// recentsFile is the file in the configuration folder that remembers archives.
const recentsFile = "archives.json"

// Recents returns the remembered archives, newest first. Those that cannot be
// reached now, such as on a disk that is not plugged in, are left out.
func Recents(configDir string) ([]Recent, error) {
	list, err := remembered(configDir)
	return slices.DeleteFunc(list, func(r Recent) bool {
		_, err := os.Stat(filepath.Join(r.Dir, "archive.db"))
		return err != nil
	}), err
}

// remembered is the whole list; a file that cannot be read is as good as none.
func remembered(configDir string) ([]Recent, error) {
	data, err := os.ReadFile(filepath.Join(configDir, recentsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the list of archives: %w", err)
	}
	var list []Recent
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, nil // a convenience; not worth stopping anybody
	}
	return list, nil
}

// Remember puts an archive at the head of the remembered ones.
func Remember(ctx context.Context, configDir string, r Recent) error {
	list, err := remembered(configDir)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(o Recent) bool { return o.Dir == r.Dir })
	list = append([]Recent{r}, list...)
	return writeRecents(ctx, configDir, list[:min(len(list), maxRecents)])
}

// Forget removes an archive from the remembered ones; the archive itself stays.
func Forget(ctx context.Context, configDir, dir string) error {
	list, err := remembered(configDir)
	if err != nil {
		return err
	}
	return writeRecents(ctx, configDir, slices.DeleteFunc(list, func(r Recent) bool { return r.Dir == dir }))
}

func writeRecents(ctx context.Context, configDir string, list []Recent) error {
	// fsx writes by way of a working folder inside the root.
	if err := os.MkdirAll(filepath.Join(configDir, ".satchel", "tmp"), 0o700); err != nil {
		return fmt.Errorf("remember the archive: %w", err)
	}
	root, err := os.OpenRoot(configDir)
	if err != nil {
		return fmt.Errorf("remember the archive: %w", err)
	}
	defer root.Close()
	data, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		return fmt.Errorf("remember the archive: %w", err)
	}
	return fsx.WriteFile(ctx, root, recentsFile, 0o600, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
