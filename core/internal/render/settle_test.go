package render

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
)

func testOutput(t *testing.T) *output {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	check(t, err)
	t.Cleanup(func() { check(t, root.Close()) })
	o, err := newOutput(t.Context(), root)
	check(t, err)
	return o
}

func writeOut(o *output, name, text string) error {
	f, err := o.create(name)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(f, text); err != nil {
		return err
	}
	return f.Close()
}

func TestManyFilesAreInPlaceOnceWaitedFor(t *testing.T) {
	o := testOutput(t)
	for i := range 5 * atOnce {
		check(t, writeOut(o, fmt.Sprintf("search/d/%d.js", i), fmt.Sprint("text ", i)))
	}
	check(t, o.settler.wait())
	for i := range 5 * atOnce {
		data, err := o.root.ReadFile(fmt.Sprintf("search/d/%d.js", i))
		check(t, err)
		if string(data) != fmt.Sprint("text ", i) {
			t.Errorf("file %d holds %q", i, data)
		}
	}
}

// A folder lies where a file belongs: the rename fails after Close has returned.
func TestAFileThatCannotTakeItsPlaceFailsTheStep(t *testing.T) {
	o := testOutput(t)
	check(t, o.root.MkdirAll("search/d/0.js", 0o700))
	if err := writeOut(o, "search/d/0.js", "text"); err == nil {
		if err := o.settler.wait(); err == nil || !strings.Contains(err.Error(), "search/d/0.js") {
			t.Errorf("the step ends with %v", err)
		}
	}
	if err := writeOut(o, "search/d/1.js", "text"); err == nil {
		t.Error("the render goes on after a file could not be written")
	}
	if info, err := o.root.Stat("search/d/1.js"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is %v", info)
	}
}
