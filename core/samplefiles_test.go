package core

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"path"
	"testing"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/demo/world/sample"
)

// worldFile is an entry of a world's list of files.
type worldFile struct {
	Document, Photo, Thumb, Video, Web, Path string
}

// TestEachFileOfTheSampleIsSavedAsItIs: every document, the largest size of every
// photo, videos of photos, pictures of places and songs, and the small faces. What is
// left are smaller sizes and the faces' large ones.
func TestEachFileOfTheSampleIsSavedAsItIs(t *testing.T) {
	t.Parallel()
	w, err := world.Sample()
	mustDo(t, err)
	b, dir := startBench(t, demo.Options{World: w, Listen: "127.0.0.1"}), t.TempDir()
	if got := b.export(t, dir); got.Outcome != Complete {
		t.Errorf("%+v", got)
	}
	saved, sums := map[string]bool{}, outputSums(t, dir)
	for _, sum := range sums {
		saved[sum] = true
	}
	// They wrote in groups, and are in no list of chats; the last two are named in the
	// short form only, without an access hash.
	for _, who := range []string{"user_5121004518", "user_5121337702", "user_1877120034", "user_6330018822"} {
		if sums["faces/"+who+".jpg"] == "" {
			t.Errorf("the picture of %s is not in the archive", who)
		}
	}
	data, err := fs.ReadFile(sample.Main(), "world.json")
	mustDo(t, err)
	var doc struct{ Files []worldFile }
	mustDo(t, json.Unmarshal(data, &doc))
	there := map[string]int{}
	for _, f := range doc.Files {
		content, err := fs.ReadFile(sample.Main(), f.Path)
		mustDo(t, err)
		sum := sha256.Sum256(content)
		folder := path.Base(path.Dir(f.Path))
		if saved[hex.EncodeToString(sum[:])] {
			there[folder+path.Ext(f.Path)]++
			continue
		}
		if smaller := f.Thumb == "m"; !smaller && folder != "faces" {
			t.Errorf("%+v is not in the archive", f)
		}
	}
	t.Log(there)
	for _, kind := range []string{"photos.jpg", "faces.jpg", "web.jpg", "web.png", "documents.mp4", "documents.ogg", "documents.mp3", "documents.webm",
		"documents.webp", "documents.tgs", "documents.vcf", "documents.pdf"} {
		if there[kind] == 0 {
			t.Errorf("none of %s is in the archive", kind)
		}
	}
}
