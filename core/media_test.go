package core

import (
	"fmt"
	"testing"
	"time"

	"satchel/core/internal/testkit"
)

// The downloads under the faults of the embedded server: whatever happens, the
// files are the world's, and no rule is broken.

// fewFiles are one of each shape: within a part, a part to the byte, of several.
func fewFiles(change func(*mediaFile)) (files []mediaFile) {
	for i, size := range []int{1, 100_000, 512 << 10, 512<<10 + 1, 1_500_000} {
		files = append(files, changed(mediaFile{id: 100 + 40*i, size: size}, change))
	}
	return files
}

// severalParts has parts of the larger size.
var severalParts = mediaFile{id: 1000, size: 8<<20 + 1}

func changed(f mediaFile, change func(*mediaFile)) mediaFile {
	if change != nil {
		change(&f)
	}
	return f
}

// mishap is what happens while files are downloaded.
type mishap struct {
	change func(*mediaFile)
	large  bool   // a file of large parts as well
	lasts  int    // calls that a reference is good for; 0: for ever
	rules  string // something has to come of them
}

func mishaps() map[string]mishap {
	elsewhere := func(f *mediaFile) { f.dc = 1 + f.id/40%5 }
	cdn := func(f *mediaFile) { f.cdn = true }
	return map[string]mishap{
		"nothing":            {large: true},
		"on other DCs":       {change: elsewhere},
		"without hashes":     {change: func(f *mediaFile) { f.noHashes = true }},
		"corrupt parts":      {large: true, rules: `{"method":"upload.getFile","every":5,"do":"corrupt"}`},
		"truncated parts":    {rules: `{"method":"upload.getFile","every":3,"do":"truncate"}`},
		"empty parts":        {rules: `{"method":"upload.getFile","every":4,"do":"empty"}`},
		"slow parts":         {rules: `{"method":"upload.getFile","every":3,"do":"slow","ms":700}`},
		"forgotten parts":    {rules: `{"method":"upload.getFile","nth":3,"do":"stall"}`},
		"cut connections":    {large: true, rules: `{"method":"upload.getFile","every":5,"times":3,"do":"drop_connection"}`},
		"lost answers":       {rules: `{"method":"upload.getFile","every":3,"times":3,"do":"drop_after"}`},
		"server errors":      {rules: `{"method":"upload.getFile","every":3,"times":3,"error":"INTERNAL","code":500}`},
		"waits":              {rules: `{"method":"upload.getFile","every":4,"times":2,"error":"FLOOD_WAIT_1"},{"method":"upload.getFile","nth":6,"error":"FLOOD_PREMIUM_WAIT_1"}`},
		"old references":     {lasts: 3},
		"moves":              {rules: `{"method":"upload.getFile","nth":4,"error":"FILE_MIGRATE_2"}`},
		"no hashes to ask":   {rules: `{"method":"upload.getFileHashes","error":"LOCATION_INVALID"}`},
		"a CDN":              {change: cdn, large: true},
		"a CDN elsewhere":    {change: func(f *mediaFile) { f.cdn = true; elsewhere(f) }},
		"a corrupt CDN":      {change: cdn, large: true, rules: `{"method":"upload.getCdnFile","every":3,"do":"corrupt"}`},
		"a CDN all corrupt":  {change: func(f *mediaFile) { f.cdn = true; f.noHashes = true }, rules: `{"method":"upload.getCdnFile","do":"corrupt"}`},
		"a truncated CDN":    {change: cdn, rules: `{"method":"upload.getCdnFile","every":3,"do":"truncate"}`},
		"a cut CDN":          {change: cdn, rules: `{"method":"upload.getCdnFile","every":3,"times":3,"do":"drop_after"}`},
		"a forgetful CDN":    {change: cdn, rules: `{"method":"upload.getCdnFile","nth":4,"do":"stall"}`},
		"a CDN that forgets": {change: cdn, rules: `{"method":"upload.getCdnFile","every":4,"error":"FILE_TOKEN_INVALID"}`},
		"a CDN not supplied": {change: cdn, rules: `{"method":"upload.reuploadCdnFile","every":2,"error":"REQUEST_TOKEN_INVALID"}`},
		"a CDN, no hashes":   {change: cdn, rules: `{"method":"upload.getCdnFileHashes","every":2,"error":"FILE_TOKEN_INVALID"}`},
	}
}

func TestFilesAreTheWorldsWhateverHappens(t *testing.T) {
	for name, tt := range mishaps() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := fewFiles(tt.change)
			if tt.large {
				files = append(files, changed(severalParts, tt.change))
			}
			queue := `{"small":5,"large":2}`
			if files[0].cdn || tt.lasts > 0 {
				queue = `{"small":1,"large":1}` // each connection to a CDN costs an exchange of keys
			}
			b, book := startMedia(t, files, fmt.Sprintf(`{"queue":%s, "file_reference_lifetime_calls":%d, "rules":[%s]}`, queue, tt.lasts, tt.rules))
			dir := t.TempDir()
			if got := b.export(t, dir); got.Outcome != Complete || got.Files.Saved != len(files) {
				t.Errorf("%+v", got)
			}
			checkFiles(t, dir, files)
			calls := book.calls(t, "")
			if (tt.rules != "" || tt.lasts > 0) && !disturbed(calls, files) {
				t.Error("nothing came of the faults")
			}
			if at := served(calls, "upload.getCdnFile"); (at > 0) != files[0].cdn {
				t.Errorf("%d parts came from a CDN", at)
			}
		})
	}
}

// A connection that brings a byte a second, or none any more, costs time and no file.
func TestAConnectionThatGoesBadCostsNoFile(t *testing.T) {
	for name, silent := range map[string]bool{"a byte a second": false, "none any more": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := append(fewFiles(nil), severalParts)
			b, _ := startMedia(t, files, `{"queue":{"small":1,"large":1}}`)
			line := testkit.Trickle{After: 600_000, Silent: silent}
			dir := t.TempDir()
			got, err := b.engine(func(cfg *Config) { cfg.Dial = line.Dial }).Export(t.Context(), dir, testSettings(), b.prompter())
			if err != nil || got.Outcome != Complete || got.Files.Saved != len(files) {
				t.Errorf("%+v, %v", got, err)
			}
			checkFiles(t, dir, files)
			if !line.Struck() {
				t.Error("no connection went bad")
			}
		})
	}
}

// A file of which nobody says how long it is ends where an answer comes short; that
// may be an answer that was cut.
func TestFilesOfUnknownLengthAreTheWorlds(t *testing.T) {
	tests := map[string]struct {
		noHashes bool
		rules    string
	}{
		"nothing":        {},
		"cut short":      {rules: `{"method":"upload.getFile","every":2,"do":"truncate"}`},
		"cut to nothing": {rules: `{"method":"upload.getFile","every":3,"do":"empty"}`},
		"corrupt":        {rules: `{"method":"upload.getFile","every":3,"do":"corrupt"}`},
		"no hashes":      {noHashes: true},
		"no hashes, cut short": {noHashes: true, rules: `{"method":"upload.getFile","file":"document:100","nth":1,"do":"truncate"},
			{"method":"upload.getFile","file":"document:140","nth":2,"do":"truncate"}, {"method":"upload.getFile","file":"document:180","nth":1,"do":"truncate"},
			{"method":"upload.getFile","file":"document:220","offset":524288,"nth":1,"do":"truncate"}, {"method":"upload.getFile","file":"document:260","nth":1,"do":"truncate"}`},
		"no hashes, cut to nothing": {noHashes: true, rules: `{"method":"upload.getFile","every":2,"times":3,"do":"empty"}`},
		"no hashes, cut lines":      {noHashes: true, rules: `{"method":"upload.getFile","every":3,"do":"drop_connection"}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rules := tt.rules
			var files []mediaFile
			for i, size := range []int{100, 300_000, 512 << 10, 1_200_000, 8192} {
				files = append(files, mediaFile{id: 100 + 40*i, size: size, declared: unsaid, noHashes: tt.noHashes})
			}
			b, book := startMedia(t, files, `{"queue":{"small":2,"large":1},"rules":[`+rules+`]}`)
			dir := t.TempDir()
			if got := b.export(t, dir); got.Outcome != Complete || got.Files.Saved != len(files) {
				t.Errorf("%+v", got)
			}
			checkFiles(t, dir, files)
			if rules != "" && !disturbed(book.calls(t, ""), files) {
				t.Error("nothing came of the faults")
			}
		})
	}
}

// served counts the answers to a method.
func served(calls []partCall, method string) (n int) {
	for _, c := range calls {
		if c.Method == method && c.Error == nil {
			n++
		}
	}
	return n
}

// disturbed reports whether the faults of a server show in its calls: one failed or
// took long, or bytes that were sent were asked for again.
func disturbed(calls []partCall, files []mediaFile) bool {
	type part struct{ id, offset string }
	sent := map[part]int{}
	for _, c := range calls {
		if c.Error != nil || c.Ms > 600 {
			return true
		}
		at, most := part{c.Args.Location.ID, c.Args.Offset.String()}, 1
		switch c.Method {
		case "upload.getFile":
			if files[0].cdn {
				continue // a redirect each
			}
		case "upload.getCdnFile": // of which file is not written down
			offset, err := c.Args.Offset.Int64()
			if err != nil {
				return true
			}
			most = 0
			for _, f := range files {
				if int64(f.size) > offset {
					most++
				}
			}
		default:
			continue
		}
		if sent[at]++; sent[at] > most {
			return true
		}
	}
	return false
}

func TestAFileWithoutAReferenceIsAskedForAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.NewAccount().FS(), `{"rules": [{"method": "upload.getFile", "nth": 1, "error": "FILE_REFERENCE_EXPIRED"}]}`)
	if got := b.export(t, t.TempDir()); got.Outcome != Complete {
		t.Errorf("outcome %s: %+v", got.Outcome, got.Problems)
	}
}

// A server that holds a file's calls open stops no other file, and whoever cancels
// does not wait for it.
func TestAHeldCallStopsNeitherOtherFilesNorACancel(t *testing.T) {
	t.Parallel()
	files := []mediaFile{{id: 100, size: 3 << 20}}
	for i := range 12 {
		files = append(files, mediaFile{id: 140 + 40*i, size: 200_000})
	}
	b, _ := startMedia(t, files, `{"rules":[{"method":"upload.getFile","file":"document:100","do":"stall","times":4}]}`)
	engine, dir := b.engine(nil), t.TempDir()
	ended := make(chan Result, 1)
	go func() {
		got, err := engine.Export(t.Context(), dir, testSettings(), b.prompter())
		if err != nil {
			t.Error(err)
		}
		ended <- got
	}()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for engine.Snapshot().FilesDone < len(files) { // with the other data, of which there is none
		select {
		case got := <-ended:
			t.Fatalf("ended before: %+v", got)
		case <-tick.C:
		}
	}
	began := time.Now()
	engine.Cancel()
	got := <-ended
	t.Logf("it ended %v after it was cancelled", time.Since(began))
	if got.Outcome != PartlySaved || got.Files.Saved != len(files)-1 {
		t.Errorf("%+v", got)
	}
	if got := b.export(t, dir); got.Outcome != Complete {
		t.Errorf("the next run: %+v", got)
	}
	checkFiles(t, dir, files)
}
