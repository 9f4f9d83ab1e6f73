package archive

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"satchel/core/internal/model"
)

// versionsOf are the subjects of which earlier documents are kept.
func versionsOf(t *testing.T, a *Archive) (subjects []string) {
	t.Helper()
	must(t, a.read(t.Context(), func(q querier) (err error) {
		subjects, err = texts(t.Context(), q, "SELECT subject FROM versions ORDER BY subject, run")
		return err
	}))
	return subjects
}

func section(t *testing.T, a *Archive, s model.Section) (docs []string) {
	t.Helper()
	must(t, a.Section(t.Context(), s, func(key string, doc []byte) error {
		docs = append(docs, key+" "+string(doc))
		return nil
	}))
	return docs
}

// What changes by itself makes no version of an item, an edit makes one, and what
// is the case just now has none at all.
func TestWhatIsAVersionOfAnItem(t *testing.T) {
	for _, tt := range []struct {
		what       string
		section    model.Section
		old, newer any
		versions   int
	}{
		{"views of a story", model.SectionStories, model.Story{ID: 1}, model.Story{ID: 1, Views: 3, Forwards: 1, Reactions: []model.Reaction{{Emoji: "x", Count: 1}}}, 0},
		{"those who saw a story", model.SectionStories, model.Story{ID: 1, Viewers: []int64{1}}, model.Story{ID: 1, Viewers: []int64{2}, ReactionsCount: 4}, 0},
		{"caption of a story", model.SectionStories, model.Story{ID: 1}, model.Story{ID: 1, Caption: model.Text{Text: "x"}}, 1},
		{"last seen of the account", model.SectionProfile, model.Profile{Peer: model.Peer{ID: alice}}, model.Profile{Peer: model.Peer{ID: alice, LastSeen: 5, Status: "online"}}, 0},
		{"bio", model.SectionProfile, model.Profile{Bio: "a"}, model.Profile{Bio: "b"}, 1},
		{"last seen of a contact", model.SectionTelegramContacts, model.Contact{User: 1, LastSeen: 1}, model.Contact{User: 1, LastSeen: 2, Status: "online"}, 0},
		{"a contact that is mutual now", model.SectionTelegramContacts, model.Contact{User: 1}, model.Contact{User: 1, Mutual: true}, 1},
		{"a message in a topic", model.SectionTopics, model.Topic{ID: 1, Top: 5}, model.Topic{ID: 1, Top: 6}, 0},
		{"title of a topic", model.SectionTopics, model.Topic{ID: 1, Title: "a"}, model.Topic{ID: 1, Title: "b"}, 1},
		{"a message in Saved Messages", model.SectionSavedDialogs, model.SavedDialog{Peer: alice, Top: 5}, model.SavedDialog{Peer: alice, Top: 6}, 0},
		{"a direct message", model.SectionDirectDialogs, model.SavedDialog{Peer: alice, Top: 5}, model.SavedDialog{Peer: alice, Top: 6}, 0},
		{"somebody who joined", model.SectionChatInfo, model.ChatInfo{Participants: 5}, model.ChatInfo{Participants: 6, Admins: 1}, 0},
		{"description of a chat", model.SectionChatInfo, model.ChatInfo{About: "a"}, model.ChatInfo{About: "b"}, 1},
		{"a device that was used", model.SectionSessions, model.Session{Active: 1}, model.Session{Active: 2, IP: "elsewhere"}, 0},
		{"a saved number", model.SectionContacts, model.SavedContact{Phone: "1"}, model.SavedContact{Phone: "2"}, 1},
	} {
		t.Run(tt.what, func(t *testing.T) {
			a := newTest(t)
			must(t, begin(t, a))
			record(t, a, Page{Section: tt.section, Items: []Item{{Key: "k", Doc: tt.old}}})
			record(t, a, Page{Run: 2, Section: tt.section, Items: []Item{{Key: "k", Doc: tt.newer}}})
			if diff := cmp.Diff([]string{"k " + asJSON(t, tt.newer)}, section(t, a, tt.section)); diff != "" {
				t.Errorf("current: %s", diff)
			}
			if got := versionsOf(t, a); len(got) != tt.versions {
				t.Errorf("versions of %v, want %d", got, tt.versions)
			}
		})
	}
}

// Two runs saw three documents: whatever order they are recorded in, the archive is
// the same.
func TestTheOrderOfPagesDoesNotMatterForItems(t *testing.T) {
	caption := func(text string, views int) model.Story {
		return model.Story{ID: 1, Views: views, Caption: model.Text{Text: text}}
	}
	pages := []Page{
		{Run: 1, Section: model.SectionStories, Items: []Item{{Key: "1", Doc: caption("a", 1)}}},
		{Run: 1, Section: model.SectionStories, Items: []Item{{Key: "1", Doc: caption("b", 2)}}},
		{Run: 2, Section: model.SectionStories, Items: []Item{{Key: "1", Doc: caption("a", 3)}}},
	}
	var first []string
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		a := newTest(t)
		must(t, begin(t, a))
		for _, i := range order {
			record(t, a, pages[i])
		}
		got := append(section(t, a, model.SectionStories), versionsOf(t, a)...)
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("in the order %v: %s", order, diff)
		}
		must(t, a.Close())
	}
	if len(first) != 2 {
		t.Errorf("got %v, want one current document and one version", first)
	}
}

func TestSectionsAreKeptApartAndStopWhenToldTo(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Section: model.SectionContacts, Items: []Item{{Key: "1", Order: 2, Doc: 1}, {Key: "2", Order: 1, Doc: 2}, {Key: "0", Order: 2, Doc: 3}}},
		Page{Section: model.SectionFolders, Items: []Item{{Key: "1", Doc: model.Folder{ID: 9}}}})
	if diff := cmp.Diff([]string{"2 2", "0 3", "1 1"}, section(t, a, model.SectionContacts)); diff != "" {
		t.Error(diff)
	}
	enough := errors.New("enough")
	if err := a.Section(t.Context(), model.SectionContacts, func(string, []byte) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
	if got := section(t, a, model.SectionMusic); got != nil {
		t.Errorf("a list nobody recorded holds %v", got)
	}
}

func TestItemsThatCannotBeKeptAreRefusedWhole(t *testing.T) {
	a := newTest(t)
	for name, items := range map[string][]Item{
		"no JSON":              {{Key: "good", Doc: 1}, {Key: "bad", Doc: func() {}}},
		"not what the list is": {{Key: "good", Doc: model.Story{}}, {Key: "bad", Doc: "a text"}},
	} {
		if err := a.Record(t.Context(), Page{Run: 1, Method: "m", Section: model.SectionStories, Items: items}); err == nil {
			t.Errorf("%s: recorded", name)
		}
	}
	if got := section(t, a, model.SectionStories); got != nil {
		t.Errorf("kept %v", got)
	}
}

func TestADocumentThatCannotBeReadIsDamage(t *testing.T) {
	a := newTest(t)
	record(t, a, Page{Dialogs: []model.Dialog{dialog(channel)}, Peers: []model.Peer{{ID: channel}}, Problems: []model.Problem{{Code: "c", Subject: "s"}},
		Section: model.SectionStories, Items: []Item{{Key: "1", Doc: model.Story{ID: 1}}}, Messages: []model.Message{message(channel, 1, "a")}}, filePage(1, 1, 1, "x"))
	for table, read := range map[string]func() error{
		"dialogs":  func() error { _, err := a.Dialogs(t.Context()); return err },
		"problems": func() error { _, err := a.Problems(t.Context()); return err },
		"peers":    func() error { _, _, err := a.Peer(t.Context(), channel); return err },
		"messages": func() error { return a.Messages(t.Context(), 1, func([]MessageRow) error { return nil }) },
		"files":    func() error { _, err := a.Claim(t.Context(), 2, 9); return err },
		"items": func() error {
			return a.Record(t.Context(), Page{Run: 1, Method: "m", Section: model.SectionStories, Items: []Item{{Key: "1", Doc: model.Story{ID: 2}}}})
		},
	} {
		must(t, a.pools.write.exec(t.Context(), fmt.Sprintf("BEGIN; UPDATE %s SET doc = '{\"v\":'", table)))
		must(t, a.pools.write.exec(t.Context(), "COMMIT"))
		if err := read(); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: got %v, want %v", table, err, ErrDamaged)
		}
	}
}
