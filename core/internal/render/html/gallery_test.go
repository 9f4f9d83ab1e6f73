package html

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

// chatFiles writes messages and returns all files of the chat.
func chatFiles(t *testing.T, p model.Peer, files Files, ms ...model.Message) map[string]string {
	t.Helper()
	out := memory{}
	c := NewChat(testEnv(out, p, model.Peer{ID: model.UserID(1), Self: true, FirstName: "Me"}), "chats/chat_001", &p, len(ms))
	for i := range ms {
		check(t, c.Message(&ms[i], ms[i].ID, "", files))
	}
	check(t, c.Close())
	texts := map[string]string{}
	for name, b := range out {
		texts[strings.TrimPrefix(name, "chats/chat_001/")] = b.String()
	}
	return texts
}

// saved is every file at a path of its key.
func saved(key model.FileKey) model.FileResult {
	return model.FileResult{State: model.FilePlaced, Path: "chats/chat_001/files/" + string(key), Size: 2048}
}

func withDocument(id int, d model.Document) model.Message {
	m := from(id, 2, 86400*int64(id))
	d.File = model.FileKey(fmt.Sprint("file_", id, ".bin"))
	m.Media, m.Text = &model.Media{Kind: model.KindDocument, Document: &d}, model.Text{}
	return m
}

func withPhoto(id int) model.Message {
	m := from(id, 2, 86400*int64(id))
	m.Media, m.Text = &model.Media{Kind: model.KindPhoto, Photo: &model.Photo{ID: int64(id), File: model.FileKey(fmt.Sprint("photo_", id, ".jpg")), Width: 80, Height: 60}}, model.Text{}
	return m
}

var exhibits = regexp.MustCompile(`<div class="exhibit" data-kind="(\w+)">\n(?s:.*?)</div>`)

func TestTheGalleryHasEachMediumByItsKind(t *testing.T) {
	link := from(8, 2, 86400*8)
	link.Text = model.Text{Text: "see example.org", Entities: []model.Entity{{Type: model.EntityURL, Offset: 4, Length: 11}}}
	bad := from(9, 2, 86400*9)
	bad.Text = model.Text{Text: "here", Entities: []model.Entity{{Type: model.EntityTextURL, Offset: 0, Length: 4, URL: "javascript:alert(1)"}}}
	page := chatFiles(t, ann(), saved,
		withPhoto(1), withDocument(2, model.Document{HasVideo: true, Name: "a.mp4"}), withDocument(3, model.Document{Voice: true}), withDocument(4, model.Document{Audio: true, Title: "Song <b>"}),
		withDocument(5, model.Document{Name: "a.pdf"}), withDocument(6, model.Document{Sticker: true}), withDocument(7, model.Document{Round: true}), link, bad)["media.html"]
	var got []string
	for _, m := range exhibits.FindAllStringSubmatch(page, -1) {
		got = append(got, m[1])
		if !strings.Contains(m[0], `<a class="exhibit_day details" href="messages.html#go_to_message`) {
			t.Errorf("%s leads to no message", m[0])
		}
	}
	if d := cmp.Diff([]string{"photo", "video", "voice", "music", "file", "voice", "link", "link"}, got); d != "" {
		t.Error(d)
	}
	for _, want := range []string{`href="https://example.org"`, "Song &lt;b&gt;", `href="files/file_5.bin"`, "2 January 1970"} {
		if !strings.Contains(page, want) {
			t.Errorf("the gallery lacks %s", want)
		}
	}
	if strings.Contains(page, "javascript:") {
		t.Error("a link runs a script")
	}
}

func TestWhatWasNotSavedIsNotInTheGallery(t *testing.T) {
	files := chatFiles(t, ann(), nothing, withPhoto(1), withDocument(2, model.Document{Name: "a.pdf"}))
	if page, ok := files["media.html"]; ok {
		t.Error(page)
	}
}

func TestAGalleryTurnsItsPages(t *testing.T) {
	ms := make([]model.Message, perGallery+1)
	for i := range ms {
		ms[i] = withPhoto(i + 1)
	}
	files := chatFiles(t, ann(), saved, ms...)
	for name, want := range map[string][]string{
		"media.html":  {"Later media", `href="media2.html"`},
		"media2.html": {"Earlier media", `href="media.html"`, "#go_to_message501"},
	} {
		for _, s := range want {
			if !strings.Contains(files[name], s) {
				t.Errorf("%s lacks %s", name, s)
			}
		}
	}
	if n := len(exhibits.FindAllString(files["media.html"], -1)); n != perGallery {
		t.Errorf("the first page has %d media", n)
	}
}

func TestTheContentsNameDaysTopicsAndTheGallery(t *testing.T) {
	forum := model.Peer{ID: model.ChannelID(5), Title: "Forum", Megagroup: true, Forum: true}
	in := func(id, topic int, day int64) model.Message {
		m := from(id, 2, 86400*day)
		m.Peer = forum.ID
		if topic != 0 {
			m.Reply = &model.Reply{ForumTopic: true, ID: topic}
		}
		return m
	}
	created := in(3, 0, 2)
	created.Kind, created.Action = model.MessageService, &model.Action{Type: "topic_created", Title: "Glaze"}
	text := chatFiles(t, forum, nothing, in(1, 0, 1), in(2, 0, 1), created, in(4, 3, 2), in(5, 3, 4))[ContentsFile]
	data := strings.TrimSuffix(strings.TrimPrefix(text, "satchelContents("), ")\n")
	var got any
	check(t, json.Unmarshal([]byte(data), &got))
	want := map[string]any{
		"days":   []any{[]any{"1970-01-01", 1.0, -1.0}, []any{"1970-01-02", 1.0, -2.0}, []any{"1970-01-04", 1.0, -3.0}},
		"topics": []any{[]any{1.0, "", 2.0, []any{1.0}}, []any{3.0, "Glaze", 3.0, []any{1.0}}},
		"media":  0.0,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// A page's first script stands before the styles, which it would wait for; pictures
// and stills come when they are near the view.
func TestNothingHoldsAPageUp(t *testing.T) {
	video := withDocument(2, model.Document{HasVideo: true, Width: 640, Height: 480, Thumb: "still.jpg"})
	page := chatFiles(t, ann(), saved, withPhoto(1), video)["messages.html"]
	head, body, _ := strings.Cut(page, "</head>")
	var order []string
	for _, m := range regexp.MustCompile(`(?:src|href)="(?:\.\./)+(?:js|css)/([a-z.]+)"([^>]*)>`).FindAllStringSubmatch(head, -1) {
		order = append(order, m[1]+map[bool]string{true: " later"}[strings.Contains(m[2], "defer")])
	}
	if d := cmp.Diff([]string{"theme.js", "style.css", "dark.css", "script.js later"}, order); d != "" {
		t.Error(d)
	}
	for _, tag := range regexp.MustCompile(`<(?:img|video|audio)[^>]*>`).FindAllString(body, -1) {
		if !strings.Contains(tag, `loading="lazy"`) && !strings.Contains(tag, `preload="none"`) || strings.Contains(tag, " poster=") {
			t.Errorf("%s is loaded at once", tag)
		}
	}
	if !strings.Contains(body, ` data-poster="files/still.jpg"`) {
		t.Error("the video has no still")
	}
}
