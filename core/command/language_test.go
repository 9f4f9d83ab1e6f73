package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLanguageIsThatOfTheEnvironment(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		env    map[string]string
		system string
		want   string
	}{
		{"nothing said", nil, "", ""},
		{"the system's", nil, "de-DE", "de-DE"},
		{"LANG", map[string]string{"LANG": "pt_BR.UTF-8"}, "de-DE", "pt-BR"},
		{"LC_MESSAGES before LANG", map[string]string{"LANG": "pt_BR.UTF-8", "LC_MESSAGES": "ru_RU"}, "", "ru-RU"},
		{"LC_ALL before all", map[string]string{"LANG": "pt_BR.UTF-8", "LC_MESSAGES": "ru_RU", "LC_ALL": "fa"}, "", "fa"},
		{"with a variant", map[string]string{"LANG": "de_AT.UTF-8@euro"}, "", "de-AT"},
		{"C is English", map[string]string{"LANG": "de_DE", "LC_ALL": "C"}, "de-DE", ""},
		{"C in UTF-8 is English", map[string]string{"LC_ALL": "C.UTF-8"}, "de-DE", ""},
		{"POSIX is English", map[string]string{"LANG": "POSIX"}, "de-DE", ""},
		{"LANGUAGE names the words", map[string]string{"LANG": "en_US.UTF-8", "LANGUAGE": "uk:ru"}, "", "uk"},
		{"LANGUAGE says nothing in C", map[string]string{"LANG": "C", "LANGUAGE": "uk:ru"}, "", ""},
		{"LANGUAGE alone says nothing", map[string]string{"LANGUAGE": "uk:ru"}, "", ""},
		{"not a locale", map[string]string{"LANG": "../etc"}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := &System{Getenv: func(k string) string { return tt.env[k] }}
			if tt.system != "" {
				s.Language = func() string { return tt.system }
			}
			if got := s.language(); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestNoteBesideTheArchiveIsInThePersonsLanguage(t *testing.T) {
	t.Parallel()
	german, spanish := map[string]string{"LANG": "de_DE.UTF-8"}, map[string]string{"LANG": "es_ES.UTF-8"}
	settings := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(settings, []byte(`{"language": "fr", "files": false}`), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "archive")
	steps := []struct {
		name string
		env  map[string]string
		args []string
		want string
	}{
		{"a new archive speaks the terminal's", german, []string{"export"}, "de"},
		{"an update keeps it", spanish, []string{"update", "--depth", "new"}, "de"},
		{"so does an export that goes on", nil, []string{"export"}, "de"},
		{"the settings have a say", german, []string{"update", "--depth", "new", "--settings", settings}, "fr"},
		{"and the flag the last one", german, []string{"update", "--depth", "new", "--settings", settings, "--language", "pt-BR"}, "pt"},
		{"which is kept as well", german, []string{"update", "--depth", "new"}, "pt"},
		{"one there is no note in is English", german, []string{"update", "--depth", "new", "--language", "sw"}, "en"},
	}
	for _, s := range steps {
		o := run(t, s.env, append(s.args, "--demo", "--messages", "50", "--out", dir)...)
		if o.code != exitOK && o.code != exitProblems {
			t.Fatalf("%s: %+v", s.name, o)
		}
		if got := noteOf(t, dir); got != s.want {
			t.Errorf("%s: the note is in %q, want %q", s.name, got, s.want)
		}
	}
	if o := run(t, german, "render", dir); o.code != exitOK || noteOf(t, dir) != "en" {
		t.Errorf("render: %+v, the note is in %q", o, noteOf(t, dir))
	}
	if o := run(t, nil, "export", "--demo", "--out", dir, "--language", "../en"); o.code != exitUsage || !strings.Contains(o.err, "language") {
		t.Errorf("a language that is none: %+v", o)
	}
}

// noteOf is the language of an archive's note, told by its beginning.
func noteOf(t *testing.T, dir string) string {
	t.Helper()
	note, err := os.ReadFile(filepath.Join(dir, "READ ME.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for code, begin := range map[string]string{"en": "This folder", "de": "Dieser Ordner", "fr": "Ce dossier", "pt": "Esta pasta"} {
		if strings.HasPrefix(string(note), begin) {
			return code
		}
	}
	return ""
}
