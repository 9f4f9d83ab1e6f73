package command

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The lines of an export whose parts come slowly, and some of them twice: what they
// count never goes back and never passes what there is.
func TestTheLinesOfAnExportOnlyGoForward(t *testing.T) {
	t.Parallel()
	faults := filepath.Join(t.TempDir(), "faults.json")
	if err := os.WriteFile(faults, []byte(`{"line":{"latency_ms":60,"bytes_per_second":1000000},"rules":[
		{"method":"upload.getFile","every":7,"do":"corrupt"},{"method":"upload.getFile","every":11,"do":"truncate"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	o := run(t, nil, "export", "--demo", "--faults", faults, "--out", filepath.Join(t.TempDir(), "archive"))
	if o.code != exitOK {
		t.Fatalf("exit code %d\n%s", o.code, o.err)
	}
	type counts struct {
		chats, ofChats, messages, files, ofFiles int
		size                                     float64
		unit                                     string
	}
	var before counts
	seen := 0
	for line := range strings.Lines(o.err) {
		var now counts
		n, _ := fmt.Sscanf(line, "%d of %d chats, %d messages, %d of %d files, %f %s",
			&now.chats, &now.ofChats, &now.messages, &now.files, &now.ofFiles, &now.size, &now.unit)
		if n < 7 {
			continue
		}
		seen++
		back := strings.TrimRight(now.unit, ".,") == strings.TrimRight(before.unit, ".,") && now.size < before.size
		if now.chats > now.ofChats || now.files > now.ofFiles || now.files < before.files || now.messages < before.messages || back {
			t.Errorf("%+v after %+v", now, before)
		}
		before = now
	}
	if seen < 2 {
		t.Errorf("%d lines of progress\n%s", seen, o.err)
	}
}
