package core

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"satchel/core/demo"
	kit "satchel/core/internal/testkit"
)

// People of the large group: Ben's short form has no access hash, Cleo's has one that
// serves for pictures only and Telegram knows no other form of hers, Dora is known
// whole, Eve is forwarded and no more. Each has the picture 100 + id, or another.
const (
	ben  = 8
	cleo = 9
	dora = 10
	eve  = 11
)

func portrait(id, photo int, fields kit.Object) kit.Object {
	o := kit.Object{"_": "user", "id": fmt.Sprint(id), "first_name": fmt.Sprintf("Person %d", id),
		"photo": kit.Object{"_": "userProfilePhoto", "photo_id": fmt.Sprint(photo)}}
	for name, value := range fields {
		o[name] = value
	}
	return o
}

// largeGroup is a large group in which three write as many messages each and one
// message is Eve's, Ben with a picture.
func largeGroup(messages, benPhoto int) *kit.Account {
	a := kit.NewAccount().Supergroup(1001, "Crowd", nil)
	a.Add("users", portrait(ben, benPhoto, kit.Object{"access_hash": "800"}), portrait(dora, 110, nil))
	a.Add("min_users", portrait(eve, 111, kit.Object{"min": true}))
	for _, photo := range []int{benPhoto, 109, 110, 111} {
		path := fmt.Sprintf("files/face%d.jpg", photo)
		a.Add("files", kit.Object{"photo": fmt.Sprint(photo), "thumb": "a", "path": path})
		a.File(path, fmt.Appendf(nil, "\xff\xd8 face %d \xff\xd9", photo))
	}
	forward := kit.Object{"_": "messageFwdHeader", "from_id": kit.PeerOf("user", eve), "date": kit.AccountStart}
	a.Message("channel", 1001, 1, kit.Object{"from_id": kit.PeerOf("user", 1), "fwd_from": forward})
	for i := range 3 * messages {
		a.Message("channel", 1001, i+2, kit.Object{"from_id": kit.PeerOf("user", ben+i%3)})
	}
	return a
}

// short gives the short forms of Ben and Cleo.
func short(a *kit.Account, benPhoto int) *kit.Account {
	return a.Add("min_users", portrait(ben, benPhoto, kit.Object{"min": true}),
		portrait(cleo, 109, kit.Object{"min": true, "access_hash": "901"}))
}

// wantFaces compares the pictures on the page of the group, as counts of their paths,
// and what the archive has at these paths.
func wantFaces(t *testing.T, dir string, want map[string]string, messages int) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(dir, "chats", "chat_001", "messages.html"))
	mustDo(t, err)
	for path, photo := range want {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		if text := "\xff\xd8 face " + photo + " \xff\xd9"; err != nil || string(data) != text {
			t.Errorf("%s: %q, %v; want picture %s", path, data, err, photo)
		}
		src := `src="../../` + path + `"`
		if n := strings.Count(string(page), src); n != messages {
			t.Errorf("%s is %d times on the page, want %d", src, n, messages)
		}
	}
}

func faceOf(id int) string { return fmt.Sprintf("faces/user_%d.jpg", id) }

func TestPeopleOfTheShortFormHaveTheirPictures(t *testing.T) {
	t.Parallel()
	p := newProcedure(t, short(largeGroup(2, 108), 108).FS(), "")
	p.expect(t, Complete, nil)
	wantFaces(t, p.dir, map[string]string{faceOf(ben): "108", faceOf(cleo): "109", faceOf(dora): "110"}, 2)
	wantFaces(t, p.dir, map[string]string{faceOf(eve): "111"}, 1)
	names := map[string]string{}
	for _, c := range p.log.calls(t, "upload.getFile") {
		location, _ := c.Args["location"].(map[string]any)
		peer, _ := location["peer"].(map[string]any)
		names[fmt.Sprint(peer["user_id"])] = fmt.Sprint(peer["_"])
	}
	for id, want := range map[int]string{ben: "inputPeerUserFromMessage", cleo: "inputPeerUser", dora: "inputPeerUser",
		eve: "inputPeerUserFromMessage"} {
		if got := names[fmt.Sprint(id)]; got != want {
			t.Errorf("person %d is named by %q, want %s", id, got, want)
		}
	}
}

// A picture that was not to be had in the first run is asked for in the next, by the
// message of the first: there is no new one.
func TestALaterRunKnowsTheMessageThatShowsSomebody(t *testing.T) {
	t.Parallel()
	world := short(largeGroup(2, 108), 108).FS()
	for name, refused := range map[string]string{"for a while": "FILE_ID_INVALID", "for the message": "MSG_ID_INVALID", "for the group": "CHANNEL_PRIVATE"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProcedure(t, world, fmt.Sprintf(`{"rules": [{"method": "upload.getFile", "file": "photo:108:a", "error": %q}]}`, refused))
			p.expect(t, CompleteWithProblems, nil, "file_unavailable photo:108:a")
			wantFaces(t, p.dir, map[string]string{faceOf(cleo): "109", faceOf(dora): "110"}, 2)
			again := startBench(t, demo.Options{World: openWorld(t, world), Listen: "127.0.0.1"})
			if got := again.update(t, p.dir, DepthNew, testSettings()); got.Outcome != Complete {
				t.Errorf("%+v", got)
			}
			wantFaces(t, p.dir, map[string]string{faceOf(ben): "108", faceOf(cleo): "109", faceOf(dora): "110"}, 2)
		})
	}
}

// Who was known in the short form only and becomes whole, with a picture of another
// number, has that one from then on, and the old one stays.
func TestAnUpdateInWhichSomebodyBecomesWholeShowsTheWholePicture(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if got := newBench(t, short(largeGroup(2, 108), 108).FS(), "").export(t, dir); got.Outcome != Complete {
		t.Fatalf("%+v", got)
	}
	later := newBench(t, largeGroup(3, 208).Add("users", portrait(cleo, 109, nil)).FS(), "")
	if got := later.update(t, dir, DepthNew, testSettings()); got.Outcome != Complete {
		t.Errorf("%+v", got)
	}
	wantFaces(t, dir, map[string]string{"faces/user_8 (1).jpg": "208", faceOf(cleo): "109", faceOf(dora): "110"}, 3)
	wantFaces(t, dir, map[string]string{faceOf(ben): "108"}, 0)
	checkSums(t, dir)
}

// The same without a picture of another number costs no download.
func TestAnUpdateInWhichSomebodyBecomesWholeFetchesNoPictureAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if got := newBench(t, short(largeGroup(2, 108), 108).FS(), "").export(t, dir); got.Outcome != Complete {
		t.Fatalf("%+v", got)
	}
	later := newProcedure(t, largeGroup(3, 108).Add("users", portrait(cleo, 109, nil)).FS(), "")
	if got := later.update(t, dir, DepthFull, testSettings()); got.Outcome != Complete {
		t.Errorf("%+v", got)
	}
	if calls := later.log.calls(t, "upload.getFile"); len(calls) > 0 {
		t.Errorf("%d calls for files: %+v", len(calls), calls)
	}
	wantFaces(t, dir, map[string]string{faceOf(ben): "108", faceOf(cleo): "109", faceOf(dora): "110"}, 3)
}
