package archive

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

func TestTheFilesSavedLastAreListedWithTheirThumbnails(t *testing.T) {
	a := newTest(t)
	film := filePage(2, 1, 2, "film.mp4")
	film.Files[0].Duration, film.Files[0].Preview = 7, []byte{1, 2}
	thumb := func(id, mime string) model.File {
		return model.File{Key: model.FileKey("document:2:" + id), Main: "document:2", MIME: mime, DC: 2, Size: 5}
	}
	film.Files = append(film.Files, thumb("m", "image/jpeg"), thumb("v", "video/mp4"))
	record(t, a, filePage(1, 1, 1, "placed.jpg"), film, filePage(3, 1, 3, "queued.jpg"), filePage(4, 1, 4, "settled.jpg"), filePage(5, 1, 5, "gone.jpg"))
	settle(t, a, "document:1", "document:2", "document:2:m", "document:2:v")
	must(t, a.Place(t.Context()))
	settle(t, a, "document:4")
	must(t, a.Settle(t.Context(), Settled{Key: "document:5", Skip: model.SkipUnavailable}))

	lines := func(limit int) (list []string) {
		files, err := a.LateFiles(t.Context(), limit)
		must(t, err)
		for _, f := range files {
			list = append(list, fmt.Sprint(f.Key, " ", f.Name, " ", f.Path, " ", f.Size == int64(len(content(f.Key))), " ", f.Duration, " ", f.Preview, " ", f.Thumb, " ", f.ThumbPath))
		}
		return list
	}
	want := []string{
		"document:4 settled.jpg .satchel/media/document_4 true 0 []  ",
		"document:2 film.mp4 chats/chat_001/files/film.mp4 true 7 [1 2] document:2:m ",
		"document:1 placed.jpg chats/chat_001/files/placed.jpg true 0 []  ",
	}
	got := lines(10)
	if len(got) == 3 { // where the thumbnail is placed is not for this test to say
		got[1] = got[1][:strings.LastIndexByte(got[1], ' ')+1]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := lines(1); len(got) != 1 || got[0] != want[0] {
		t.Errorf("one: %q", got)
	}
	files, err := a.LateFiles(t.Context(), 10)
	must(t, err)
	for _, f := range files {
		for _, p := range []string{f.Path, f.ThumbPath} {
			if _, err := a.root.Stat(p); p != "" && err != nil {
				t.Errorf("%s: %v", f.Key, err)
			}
		}
	}
}

// However many files wait, only the saved ones are looked at.
func TestTheFilesSavedLastComeFromTheirIndex(t *testing.T) {
	a := newTest(t)
	must(t, a.pools.read(t.Context(), func(q querier) error {
		plan, err := q.QueryContext(t.Context(), `EXPLAIN QUERY PLAN SELECT key FROM files INDEXED BY files_saved
			WHERE state IN (1, 2) AND main IS NULL AND id < 5 ORDER BY id DESC LIMIT 9`)
		if err != nil {
			return err
		}
		defer plan.Close()
		for plan.Next() {
			var a, b, c int
			var text string
			if err := plan.Scan(&a, &b, &c, &text); err != nil {
				return err
			}
			if !strings.Contains(text, "files_saved") || strings.Contains(text, "SORT") || strings.Contains(text, "B-TREE") {
				t.Error(text)
			}
		}
		return plan.Err()
	}))
}

func TestMoreFilesThanAPageAreListed(t *testing.T) {
	a := newTest(t)
	n := readPage + 7
	var keys []model.FileKey
	var p Page
	for i := range n {
		f, r := file(int64(i+1), 1, int64(i+1), fmt.Sprint(i))
		p.Files, p.Refs = append(p.Files, f), append(p.Refs, r)
		keys = append(keys, f.Key)
	}
	record(t, a, p)
	settle(t, a, keys...)
	files, err := a.LateFiles(t.Context(), n+5)
	must(t, err)
	if len(files) != n || files[0].Key != keys[n-1] || files[n-1].Key != keys[0] {
		t.Errorf("%d files", len(files))
	}
}
