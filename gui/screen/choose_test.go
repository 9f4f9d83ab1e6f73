package screen

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"satchel/core"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// chosen is the screen of the choice on a stage; the folder is good unless told.
func chosen(t *testing.T) (*stage, *Choose, *view.Settings) {
	s, started := &stage{T: t}, &view.Settings{}
	c := NewChoose(newKit(t), ChooseOptions{
		Account: "Nora", Settings: view.DefaultSettings(), Folder: "/home/nora/Satchel",
		Look: func(folder string) { s.did = append(s.did, "look "+folder) }, Pick: func(start string) { s.did = append(s.did, "pick "+start) },
		Chats: s.note("chats"), Back: s.note("back"),
		Start: func(settings view.Settings, folder string) {
			*started = settings
			s.did = append(s.did, "start "+folder)
		},
	})
	s.put(c)
	s.called("look /home/nora/Satchel")
	return s, c, started
}

func (s *stage) check(text string, nth int) *widget.Check {
	s.Helper()
	var found []*widget.Check
	s.walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*widget.Check); ok && c.Text == text {
			found = append(found, c)
		}
	})
	if nth >= len(found) {
		s.Fatalf("there is no box %q", text)
	}
	return found[nth]
}

func TestNothingStartsBeforeTheFolderWasLookedAt(t *testing.T) {
	s, c, _ := chosen(t)
	if s.can("Start") {
		t.Error("it can be started on any folder")
	}
	s.key(fyne.KeyReturn)
	s.called()
	c.SetPlace(view.Place{Text: "Good to write to."})
	s.sees("Good to write to.", "Everything is saved, files of any size included.")
	s.key(fyne.KeyReturn)
	s.called("start /home/nora/Satchel")
	c.SetPlace(view.Place{Text: "Satchel may not write here.", Warning: true, Blocked: true})
	if s.can("Start") {
		t.Error("it can be started on a bad folder")
	}
}

func TestAFolderIsPickedOnceAtATime(t *testing.T) {
	s, c, _ := chosen(t)
	s.press("Choose a folder…")
	s.called("pick /home/nora/Satchel")
	if s.can("Choosing…") {
		t.Error("a second dialog can be opened")
	}
	c.Picked("The folder could not be chosen.")
	s.sees("The folder could not be chosen.")
	s.press("Choose a folder…")
	c.SetFolder("/media/disk")
	s.called("pick /home/nora/Satchel", "look /media/disk")
	if c.Folder() != "/media/disk" || !s.can("Choose a folder…") {
		t.Error("the folder is not shown")
	}
}

func TestWhatCannotBeChosenIsGrey(t *testing.T) {
	s, c, started := chosen(t)
	c.SetPlace(view.Place{})
	test.Tap(s.check("Photos, videos and other files", 0))
	if !s.check("Stickers", 0).Disabled() {
		t.Error("kinds of files can be ticked although no files are saved")
	}
	s.sees("Without photos, videos and other files.")
	test.Tap(s.check("Supergroups", 0))
	for _, box := range []*widget.Check{s.check("Private", 0), s.check("Public", 0), s.check("Public supergroups", 0)} {
		if !box.Disabled() {
			t.Errorf("%q of supergroups can be ticked", box.Text)
		}
	}
	s.press("Tick everything")
	if s.check("Stickers", 0).Disabled() || !s.check("Supergroups", 0).Checked || s.can("Tick everything") {
		t.Error("not everything is ticked again")
	}
	s.press("Start")
	s.called("start /home/nora/Satchel")
	if !view.Everything(*started) {
		t.Errorf("%+v", *started)
	}
}

func TestAnEmptyChoiceCannotBeStarted(t *testing.T) {
	s, c, _ := chosen(t)
	c.SetPlace(view.Place{})
	for _, o := range slices.Concat(view.ChatOptions()[:4], view.AccountOptions()) {
		test.Tap(s.check(c.kit.L.T("choose."+o.Key), 0))
	}
	s.sees("Nothing is ticked. Tick at least one box.")
	if s.can("Start") {
		t.Error("it can be started")
	}
}

func TestTheSizeLimitIsInWords(t *testing.T) {
	s, c, _ := chosen(t)
	s.walk(func(o fyne.CanvasObject) {
		if slider, ok := o.(*widget.Slider); ok {
			slider.SetValue(8)
		}
	})
	s.sees("up to 8 MB each", "Everything is saved, except files over 8 MB.")
	if c.Settings().FileMaxSize != 8<<20 {
		t.Errorf("%d bytes", c.Settings().FileMaxSize)
	}
}

func TestSingleChatsAreWithinReach(t *testing.T) {
	s, c, _ := chosen(t)
	s.press("Choose chats…")
	s.called("chats")
	var id core.PeerID
	if err := id.UnmarshalText([]byte("user:7")); err != nil {
		t.Fatal(err)
	}
	c.SetChats(view.ChatChoice{Except: []core.PeerID{id}})
	s.sees("All but 1 chat")
}

func TestALogIsOnlyForWhoAsks(t *testing.T) {
	s, c, _ := chosen(t)
	if c.Log() {
		t.Error("it is written without being asked for")
	}
	test.Tap(s.check("Technical log", 0))
	if !c.Log() {
		t.Error("it is not written")
	}
}

func TestTabGoesThroughTheChoiceInReadingOrder(t *testing.T) {
	s, c, _ := chosen(t)
	c.SetPlace(view.Place{})
	s.window.Canvas().Focus(c.First())
	want := []string{
		"line", "Choose a folder…",
		"Private chats", "People", "Bots", "Basic groups", "Supergroups", "Private", "Public", "Channels", "Private", "Public", "Chats you left", "Choose chats…",
		"Contacts", "Profile", "Profile pictures", "Stories", "Signed-in devices", "Other data",
		"Photos, videos and other files", "Photos", "Videos", "Voice messages", "Video messages", "Stickers", "GIFs", "Documents", "slider",
		"line", "line", "Basic groups", "Private supergroups", "Public supergroups", "Private channels", "Public channels",
		"Technical log", "Back", "Start",
	}
	if got := s.tab(); !slices.Equal(got, want) {
		t.Errorf("%q,\nwant %q", got, want)
	}
	s.key(fyne.KeyEscape)
	s.called("back")
}

// picksOf are two chats, for the screens of single chats.
func picksOf(t *testing.T, kit Kit) *view.Picks {
	t.Helper()
	p := view.NewPicks(kit.L, view.DefaultSettings())
	for i, name := range []string{"Ann", "The Club"} {
		var id core.PeerID
		if err := id.UnmarshalText([]byte([]string{"user:7", "channel:9"}[i])); err != nil {
			t.Fatal(err)
		}
		p.Add([]core.SurveyedChat{{ID: id, Name: name, Kind: []core.ChatKind{core.KindUsers, core.KindMegagroups}[i],
			Type: []core.ChatType{"personal_chat", "private_supergroup"}[i]}})
	}
	p.Listed()
	return p
}

func TestChatsAreFoundTickedAndOpened(t *testing.T) {
	s, kit := &stage{T: t}, newKit(t)
	p := picksOf(t, kit)
	var opened []int
	c := NewChats(kit, ChatsOptions{Picks: p, Seen: func(int) {}, One: func(row int) { opened = append(opened, row) }, Done: s.note("done"), Back: s.note("back")})
	s.put(c)
	s.sees("Ann", "Private chat", "The Club", "2 of 2 chats")
	test.Type(s.lines()[0], "club")
	s.misses("Ann")
	s.press("Untick all")
	s.sees("1 of 2 chats")
	s.lines()[0].SetText("")
	c.list.Select(0)
	s.sees("0 of 2 chats")
	c.list.Select(0)
	s.window.Canvas().Focus(c.list)
	s.key(fyne.KeyRight)
	s.key(fyne.KeyDown)
	s.key(fyne.KeyRight) // that one is not ticked
	if !slices.Equal(opened, []int{0}) {
		t.Errorf("opened %v", opened)
	}
	c.Failed("No internet.", "Try again.")
	s.sees("The chats could not be listed. No internet. Try again.")
	s.key(fyne.KeyReturn)
	s.key(fyne.KeyEscape)
	s.called("done", "back")
}

func TestOneChatShowsWhatIsWantedThere(t *testing.T) {
	s, kit := &stage{T: t}, newKit(t)
	p := picksOf(t, kit)
	var done view.Settings
	one := NewOne(kit, OneOptions{Chat: p.One(1), Back: s.note("back"), AsAll: s.note("as all"),
		Done: func(settings view.Settings) { done = settings; s.did = append(s.did, "done") }})
	s.put(one)
	s.sees("The Club", "What you change here is for this chat alone", "Only what you wrote yourself")
	if s.can("As for all chats") {
		t.Error("there is nothing to take back")
	}
	test.Type(s.lines()[0], "2030-01-01")
	s.sees("That day is still to come.")
	s.key(fyne.KeyReturn) // in the line; Enter is Done only if that can be
	s.called()
	s.lines()[0].SetText("2024-01-01")
	test.Tap(s.check("Documents", 0))
	s.press("Done")
	s.called("done")
	if done.From.String() != "2024-01-01" || slices.Contains(done.Media, "file") {
		t.Errorf("%+v", done)
	}
	p.SetOne(p.One(1).ID, done)
	again := NewOne(kit, OneOptions{Chat: p.One(1), Back: s.note("back"), AsAll: s.note("as all")})
	s.put(again)
	if s.lines()[0].Text != "2024-01-01" || s.check("Documents", 0).Checked {
		t.Error("its choice is not shown")
	}
	s.press("As for all chats")
	s.key(fyne.KeyEscape)
	s.called("as all", "back")
}
