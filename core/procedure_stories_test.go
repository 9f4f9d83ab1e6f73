package core

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	kit "satchel/core/internal/testkit"
)

// storyAccount posted a live photo, a video with a cover of its own and in other
// qualities, and a picture with music.
func storyAccount() *kit.Account {
	a := kit.NewAccount()
	video := func(id, size int) kit.Object {
		return a.Document(id, size, "video/mp4", kit.Object{"_": "documentAttributeVideo", "duration": 3, "w": 720, "h": 1280})
	}
	song := a.Document(203, 5000, "audio/mpeg", kit.Object{"_": "documentAttributeAudio", "duration": 60, "title": "Song", "performer": "Band"})
	for i, fields := range []kit.Object{
		{"media": kit.Object{"_": "messageMediaPhoto", "live_photo": true, "photo": a.Photo(100), "video": video(200, 3000)}},
		{"media": kit.Object{"_": "messageMediaDocument", "video": true, "document": video(201, 700_000), "alt_documents": kit.List{video(202, 1000)}, "video_cover": a.Photo(101)}},
		{"media": kit.Object{"_": "messageMediaPhoto", "photo": a.Photo(102)}, "music": song},
	} {
		fields["_"], fields["id"], fields["date"], fields["expire_date"] = "storyItem", i+1, kit.AccountStart+60*i, kit.AccountStart+86400
		a.Add("stories", fields)
	}
	return a
}

func TestEverythingOfAStoryIsSaved(t *testing.T) {
	t.Parallel()
	for name, faults := range map[string]string{
		"nothing happens": "",
		"old references":  `{"file_reference_lifetime_calls": 1}`,
	} {
		t.Run(name, func(t *testing.T) {
			p := newProcedure(t, storyAccount().FS(), faults)
			p.expect(t, Complete, nil)
			var doc struct {
				Stories []struct {
					ID                                                  int
					Media, Photo_video, Video_cover, Music, Music_title string
				}
			}
			mustDo(t, json.Unmarshal([]byte(p.output(t, "result.json")), &doc))
			size := func(path string) int {
				if path == "" {
					return 0
				}
				info, err := os.Stat(filepath.Join(p.dir, filepath.FromSlash(path)))
				mustDo(t, err)
				return int(info.Size())
			}
			got := map[int][4]int{}
			for _, s := range doc.Stories {
				got[s.ID] = [4]int{size(s.Media), size(s.Photo_video), size(s.Video_cover), size(s.Music)}
			}
			const picture = 17 // bytes
			want := map[int][4]int{1: {picture, 3000, 0, 0}, 2: {700_000, 0, picture, 0}, 3: {picture, 0, 0, 5000}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("bytes of media, video, cover and music, by story (-want +got)\n%s", diff)
			}
		})
	}
}
