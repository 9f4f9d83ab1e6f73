package core

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/model"
)

func TestTheGalleryOfAnExportCanBeShown(t *testing.T) {
	t.Parallel()
	w, err := world.Sample()
	if err != nil {
		t.Fatal(err)
	}
	b := startBench(t, demo.Options{World: w, Listen: "127.0.0.1"})
	e, dir := b.engine(nil), t.TempDir()
	result, err := e.Export(t.Context(), dir, testSettings(), b.prompter())
	if err != nil || result.Outcome != Complete {
		t.Fatalf("%+v, %v", result, err)
	}
	g, p := e.Gallery(), newTestPreviews(t)
	kinds := map[MediaType]int{}
	for i := range g.Len() {
		item, _ := g.At(i)
		kinds[item.Type]++
		if item.State != GallerySaved || strings.Contains(item.Path, ".satchel") || item.Name != filepath.Base(item.Path) {
			t.Errorf("%s is %s, %q, at %s", item.Key, item.State, item.Name, item.Path)
		}
		if st, err := os.Stat(item.Path); err != nil || st.Size() != item.Size && item.Size != 0 {
			t.Errorf("%s: %v", item.Key, err)
		}
		if source(item) == "" {
			continue
		}
		if _, err := p.Large(t.Context(), item); err != nil {
			t.Errorf("%s (%s, %s) cannot be shown: %v", item.Key, item.Type, item.MIME, err)
		}
		if final(t, p, item) == nil {
			t.Errorf("%s (%s, %s) has no small picture", item.Key, item.Type, item.MIME)
		}
		if item.Type == model.MediaVideo && (item.Thumb == "" || item.Duration == 0) {
			t.Errorf("%s: thumbnail %q, duration %v", item.Key, item.Thumb, item.Duration)
		}
	}
	t.Log(kinds)
	for _, kind := range model.MediaTypes() {
		if kinds[kind] == 0 {
			t.Errorf("no %s in the gallery", kind)
		}
	}
}
