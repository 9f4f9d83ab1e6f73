package render

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

func TestAnEmptyArchiveIsRendered(t *testing.T) {
	b := newBuilder(t)
	check(t, Render(t.Context(), b.a, Options{Now: options().Now, Outcome: "failed"}))
	if got := strings.Join(keysOf(t, readRendered(t, b.a.Dir(), "result.json")), " "); got != "about" {
		t.Errorf("root: %s", got)
	}
	if !strings.Contains(readRendered(t, b.a.Dir(), "export_results.html"), "The export failed") {
		t.Error("the start page does not say how the run ended")
	}
	if _, err := os.Stat(filepath.Join(b.a.Dir(), "lists")); !os.IsNotExist(err) {
		t.Error("there are lists of nothing")
	}
}

func TestSectionsThatWereAskedForAreThereThoughEmpty(t *testing.T) {
	b := newBuilder(t)
	check(t, Render(t.Context(), b.a, options()))
	want := "about profile_pictures stories contacts frequent_contacts sessions web_sessions"
	if got := strings.Join(keysOf(t, readRendered(t, b.a.Dir(), "result.json")), " "); got != want {
		t.Errorf("root: %s", got)
	}
	if !strings.Contains(readRendered(t, b.a.Dir(), "result.json"), "\"list\": [\n  ]\n }") {
		t.Error("an empty list has another form")
	}
}

func TestOnlyLeftChats(t *testing.T) {
	b := newBuilder(t)
	b.record(archive.Page{Peers: samplePeers(), Dialogs: []model.Dialog{{Peer: model.ChannelID(channelID), Left: true, Splits: []int{0}}}})
	check(t, Render(t.Context(), b.a, Options{Now: options().Now}))
	if got := strings.Join(keysOf(t, readRendered(t, b.a.Dir(), "result.json")), " "); got != "about left_chats" {
		t.Errorf("root: %s", got)
	}
}

func TestReportCountsWhatIsHereAndWhatIsMissing(t *testing.T) {
	_, dir := sampleArchive(t)
	var r report
	check(t, json.Unmarshal([]byte(readRendered(t, dir, "report.json")), &r))
	if r.Outcome != "complete_with_problems" || r.Account != 1 || r.Zone != "Europe/Berlin" || r.Date != "2025-06-15" || r.Dialogs != 5 {
		t.Errorf("%+v", r)
	}
	if r.Files.Skipped["file_type"] != 1 || r.Files.Skipped["file_size"] != 1 || r.Files.Failed["unavailable"] != 1 || r.Files.Saved == 0 {
		t.Errorf("%+v", r.Files)
	}
	group := r.Chats[1]
	if group.ID != "channel:300" || group.Folder != "chats/chat_002" || group.Telegram == nil || *group.Telegram != 15 || group.Here != 74 || !group.Complete {
		t.Errorf("%+v", group)
	}
	codes := map[string]int{}
	for _, m := range r.Missing {
		codes[m.Code]++
	}
	if codes[model.ProblemFileUnavailable] != 1 || codes[model.ProblemChatUnavailable] != 1 {
		t.Errorf("%v", codes)
	}
}

func TestMigratedHistoryComesFirst(t *testing.T) {
	_, dir := sampleArchive(t)
	var chat struct {
		Messages []struct {
			ID    int `json:"id"`
			Reply int `json:"reply_to_message_id"`
		} `json:"messages"`
	}
	check(t, json.Unmarshal([]byte(readRendered(t, dir, "chats/chat_002/result.json")), &chat))
	if chat.Messages[0].ID != -999999995 || chat.Messages[2].Reply != -999999994 || chat.Messages[3].ID != 1 {
		t.Errorf("%+v", chat.Messages[:4])
	}
}

func TestCategoriesOfTelegramDesktopComeFirst(t *testing.T) {
	b := newBuilder(t)
	b.record(archive.Page{Peers: samplePeers()})
	var list []model.FrequentContact
	for _, category := range []string{"bots", "calls", "people", "groups", "inline_bots", "people"} {
		list = append(list, model.FrequentContact{Peer: model.UserID(int64(len(list) + 1)), Category: category})
	}
	section(b, model.SectionFrequent, list...)
	check(t, Render(t.Context(), b.a, options()))
	var doc struct {
		Frequent struct {
			List []struct {
				ID       int
				Category string
			}
		} `json:"frequent_contacts"`
	}
	check(t, json.Unmarshal([]byte(readRendered(t, b.a.Dir(), "result.json")), &doc))
	if got, want := fmt.Sprint(doc.Frequent.List), "[{3 people} {6 people} {5 inline_bots} {2 calls} {1 bots} {4 groups}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestContactsAreSortedByName(t *testing.T) {
	_, dir := sampleArchive(t)
	page := readRendered(t, dir, "lists/contacts.html")
	if strings.Index(page, "Ann Osei") > strings.Index(page, "Zoe") {
		t.Error("Zoe comes before Ann")
	}
}

func TestAFileThatIsNoJSONIsLinkedButNotCopied(t *testing.T) {
	b := newBuilder(t)
	key := model.FileKey("takeout:other")
	b.content = func(model.File, model.FileRef) []byte { return []byte("<html>") }
	b.file(model.File{Key: key, DC: 2}, model.FileRef{Folder: "lists", Name: "other_data.json"}, "")
	section(b, model.SectionOtherData, key)
	b.place()
	check(t, Render(t.Context(), b.a, Options{Now: options().Now}))
	if got := strings.Join(keysOf(t, readRendered(t, b.a.Dir(), "result.json")), " "); got != "about" {
		t.Errorf("root: %s", got)
	}
	if !strings.Contains(readRendered(t, b.a.Dir(), "export_results.html"), "lists/other_data.json") {
		t.Error("the start page does not lead to it")
	}
}

// A render that was cut leaves pages the next one knows of.
func TestWhatACutRenderWroteIsKnownToTheNext(t *testing.T) {
	b := newBuilder(t)
	out, err := newOutput(t.Context(), b.a.Root())
	check(t, err)
	f, err := out.create("chats/chat_009/messages3.html")
	check(t, err)
	check(t, f.Close()) // and no keepList
	check(t, Render(t.Context(), b.a, options()))
	if _, err := os.Stat(filepath.Join(b.a.Dir(), "chats/chat_009/messages3.html")); !os.IsNotExist(err) {
		t.Error("the page of the cut render is still there")
	}
}

func TestOutputRefusesNamesThatAreNotItsOwn(t *testing.T) {
	b := newBuilder(t)
	out, err := newOutput(t.Context(), b.a.Root())
	check(t, err)
	for _, name := range []string{"../x.html", "/etc/passwd", "archive.db", "chats/chat_001/photos/a.jpg", "", "lists/../archive.db"} {
		if f, err := out.create(name); err == nil {
			t.Errorf("%q was made", name)
			_ = f.Close()
		}
	}
}
