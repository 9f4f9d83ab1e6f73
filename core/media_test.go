package core

import (
	"testing"
	"time"

	"satchel/core/internal/testkit"
)

// The downloads under the faults of the embedded server: whatever happens, the
// files are the world's, and no rule is broken.

// fewFiles are one of each shape: within a part, of several, of large parts; small
// and large to Telegram's queues.
func fewFiles(change func(*mediaFile)) (files []mediaFile) {
	for i, size := range []int{1, 100_000, 512 << 10, 512<<10 + 1, 1_500_000, 3 << 20, 9_000_001, 1000, 2_000_000, 700_000} {
		f := mediaFile{id: 100 + 40*i, size: size}
		if change != nil {
			change(&f)
		}
		files = append(files, f)
	}
	return files
}

func TestFilesAreTheWorldsWhateverHappens(t *testing.T) {
	elsewhere := func(f *mediaFile) { f.dc = 1 + f.id/40%5 }
	tests := map[string]struct {
		change func(*mediaFile)
		faults string
	}{
		"nothing":            {},
		"on other DCs":       {change: elsewhere},
		"without hashes":     {change: func(f *mediaFile) { f.noHashes = true }},
		"corrupt parts":      {faults: `{"rules":[{"method":"upload.getFile","every":5,"do":"corrupt"}]}`},
		"truncated parts":    {faults: `{"rules":[{"method":"upload.getFile","every":4,"do":"truncate"}]}`},
		"empty parts":        {faults: `{"rules":[{"method":"upload.getFile","every":6,"do":"empty"}]}`},
		"cut connections":    {faults: `{"rules":[{"method":"upload.getFile","every":9,"times":3,"do":"drop_connection"}]}`},
		"lost answers":       {faults: `{"rules":[{"method":"upload.getFile","every":9,"times":3,"do":"drop_after"}]}`},
		"server errors":      {faults: `{"rules":[{"method":"upload.getFile","every":7,"times":3,"error":"INTERNAL","code":500}]}`},
		"waits":              {faults: `{"rules":[{"method":"upload.getFile","every":10,"times":2,"error":"FLOOD_WAIT_1"},{"method":"upload.getFile","nth":15,"error":"FLOOD_PREMIUM_WAIT_1"}]}`},
		"old references":     {faults: `{"file_reference_lifetime_calls":9}`},
		"moves":              {faults: `{"rules":[{"method":"upload.getFile","nth":4,"error":"FILE_MIGRATE_2"}]}`},
		"a CDN":              {change: func(f *mediaFile) { f.cdn = true }},
		"a CDN elsewhere":    {change: func(f *mediaFile) { f.cdn = true; elsewhere(f) }},
		"a corrupt CDN":      {change: func(f *mediaFile) { f.cdn = true }, faults: `{"rules":[{"method":"upload.getCdnFile","every":3,"do":"corrupt"}]}`},
		"a CDN all corrupt":  {change: func(f *mediaFile) { f.cdn = true; f.noHashes = true }, faults: `{"rules":[{"method":"upload.getCdnFile","do":"corrupt"}]}`},
		"a CDN that forgets": {change: func(f *mediaFile) { f.cdn = true }, faults: `{"rules":[{"method":"upload.getCdnFile","every":4,"error":"FILE_TOKEN_INVALID"}]}`},
		"no hashes to ask":   {faults: `{"rules":[{"method":"upload.getFileHashes","error":"LOCATION_INVALID"}]}`},
		"one file at a time": {faults: `{"queue":{"small":1,"large":1}}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := fewFiles(tt.change)
			b, _ := startMedia(t, files, tt.faults)
			dir := t.TempDir()
			if got := b.export(t, dir); got.Outcome != Complete || got.Files.Saved != len(files) {
				t.Errorf("%+v", got)
			}
			checkFiles(t, dir, files)
		})
	}
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
	b, _ := startMedia(t, files, `{"rules":[{"method":"upload.getFile","file":"document:100","do":"stall","times":6}]}`)
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
	for engine.Snapshot().FilesDone < len(files)-1 {
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
