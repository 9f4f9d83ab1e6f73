package trace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestATraceIsAddedToWhereItsLastWholeLineEnds(t *testing.T) {
	const head = `{"satchel_trace":1,"layer":229,"version":"","system":"linux"}` + "\n"
	long := `{"n":1,"args":"` + strings.Repeat("x", 9000) + `"}` + "\n"
	tests := []struct{ name, there, kept string }{
		{"new", "", ""},
		{"whole", head + long, head + long},
		{"cut", head + long + long[:5000], head + long},
		{"cut after the head", head + "{", head},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "trace")
			if tt.there != "" {
				if err := os.WriteFile(path, []byte(tt.there), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			f, err := Open(path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.WriteString("next\n"); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(path)
			if err != nil || string(got) != tt.kept+"next\n" {
				t.Errorf("%.200q, error %v", got, err)
			}
		})
	}
}

func TestAFileThatIsNoTraceStaysAsItIs(t *testing.T) {
	for name, there := range map[string]string{
		"a letter":      "Dear Anna,\n",
		"a call log":    `{"t": 1, "method": "x"}` + "\n",
		"a newer trace": `{"satchel_trace":2}` + "\n",
		"a cut head":    `{"satchel_trace":1`,
	} {
		path := filepath.Join(t.TempDir(), "mine")
		if err := os.WriteFile(path, []byte(there), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); !errors.Is(err, ErrNotTrace) {
			t.Errorf("%s: error %v", name, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != there {
			t.Errorf("%s became %q, error %v", name, got, err)
		}
	}
}

func TestAPlaceWithoutAFolderIsAnError(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none", "trace")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}
