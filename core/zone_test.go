package core

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"satchel/core/internal/model"
)

func TestTheZoneOfTheComputerIsNamedWhereTheSystemTellsIt(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	zone := model.ZoneOf(berlin)
	zone.Name = ""

	dir := t.TempDir()
	link := func(name, target string) string {
		path := filepath.Join(dir, "usr", "zoneinfo", filepath.FromSlash(target))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		at := filepath.Join(dir, name)
		if err := os.Symlink(path, at); err != nil {
			t.Skip("no links here:", err)
		}
		return at
	}
	copied := filepath.Join(dir, "copied")
	if err := os.WriteFile(copied, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, tz, link, want string }{
		{"the link names it", "", link("berlin", "Europe/Berlin"), "Europe/Berlin"},
		{"TZ comes first", "Europe/Berlin", link("tokyo", "Asia/Tokyo"), "Europe/Berlin"},
		{"TZ with a colon", ":Europe/Berlin", "", "Europe/Berlin"},
		{"a name with other offsets", "", link("lima", "America/Lima"), ""},
		{"a rule instead of a name", "CET-1CEST,M3.5.0,M10.5.0/3", "", ""},
		{"no such zone", "", link("odd", "Mars/Olympus"), ""},
		{"a file instead of a link", "", copied, ""},
		{"nothing there", "", filepath.Join(dir, "nothing"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := zoneName(c.tz, c.link, zone); got != c.want {
				t.Errorf("the name is %q, want %q", got, c.want)
			}
		})
	}
}
