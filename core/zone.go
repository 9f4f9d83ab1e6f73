package core

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"satchel/core/internal/model"
)

// systemZone is the link that names the time zone of a Unix system.
const systemZone = "/etc/localtime"

// localZone is the time zone of this computer, with its IANA name where the system
// tells it: Windows keeps names of its own, and a copy in the place of the link has
// none. Then the offsets have to do.
func localZone() model.Zone {
	zone := model.ZoneOf(time.Local)
	if zone.Name == "" {
		zone.Name = zoneName(os.Getenv("TZ"), systemZone, zone)
	}
	return zone
}

// zoneName finds the name under which the IANA list has a zone: what TZ says, else
// where the link leads to. It is taken only if it means the same offsets.
func zoneName(tz, link string, zone model.Zone) string {
	name := strings.TrimPrefix(tz, ":")
	if name == "" {
		target, err := filepath.EvalSymlinks(link)
		if err != nil {
			return ""
		}
		_, name, _ = strings.Cut(filepath.ToSlash(target), "zoneinfo/")
	}
	if name == "" {
		return ""
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return ""
	}
	named := model.ZoneOf(loc)
	if named.Name = ""; !named.Equal(zone) {
		return ""
	}
	return name
}
