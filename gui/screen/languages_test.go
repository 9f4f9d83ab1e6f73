package screen

import (
	"errors"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	fynewidget "fyne.io/fyne/v2/widget"
	"golang.org/x/text/language"

	"satchel/assets"
	"satchel/core"
	"satchel/gui/lang"
	"satchel/gui/theme"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// languages are those the window speaks.
func languages(t *testing.T) (list []string) {
	t.Helper()
	files, err := fs.Glob(assets.Translations(), "*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		list = append(list, strings.TrimSuffix(file, ".json"))
	}
	return list
}

// kitIn is what screens have, in a language.
func kitIn(t *testing.T, code string) Kit {
	t.Helper()
	l, err := lang.Load(code)
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t).Settings().SetTheme(theme.New())
	return Kit{L: l, Now: func() time.Time { return noon }}
}

// whole checks that no word is cut off: nothing lies outside what scrolls around it,
// and no label gave up the end of its text.
func (s *stage) whole() {
	s.Helper()
	var walk func(o fyne.CanvasObject, left, right float32, of *fynewidget.Label)
	walk = func(o fyne.CanvasObject, left, right float32, of *fynewidget.Label) {
		if !o.Visible() {
			return
		}
		var below []fyne.CanvasObject
		switch o := o.(type) {
		case *canvas.Text:
			s.clear(o, left, right, of)
		case *fyne.Container:
			below = o.Objects
		case *fynewidget.Label:
			of, below = o, test.WidgetRenderer(o).Objects()
		case *container.Scroll:
			left = max(left, fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X)
			right, below = min(right, left+o.Size().Width), test.WidgetRenderer(o).Objects()
		case fyne.Widget:
			below = test.WidgetRenderer(o).Objects()
		}
		for _, c := range below {
			walk(c, left, right, of)
		}
	}
	walk(s.window.Content(), 0, s.window.Canvas().Size().Width, nil)
}

// clear checks one piece of text.
func (s *stage) clear(text *canvas.Text, left, right float32, of *fynewidget.Label) {
	s.Helper()
	if text.Text == "" {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(text).X
	if end := at + text.MinSize().Width; at < left || end > right+1 {
		s.Errorf("%.60q lies from %g to %g, and there is room from %g to %g", text.Text, at, end, left, right)
	}
	if of != nil && strings.HasSuffix(text.Text, "…") && !strings.HasSuffix(of.Text, "…") {
		s.Errorf("%q is cut to %q", of.Text, text.Text)
	}
}

// wide is the width of a text.
func wide(text string) float32 { return fyne.MeasureText(text, 14, fyne.TextStyle{}).Width }

func TestEveryScreenFitsInEveryLanguage(t *testing.T) {
	for _, code := range languages(t) {
		t.Run(code, func(t *testing.T) {
			kit := kitIn(t, code)
			if code == "hi" && wide("र") == wide("औ") {
				t.Skip("there is no font for it here, and boxes say nothing of its width")
			}
			for what, make := range screensOf(t, kit) {
				t.Run(what, func(t *testing.T) {
					s := &stage{T: t}
					s.put(make())
					s.whole()
				})
			}
		})
	}
}

// screensOf are screens at moments with much to say.
func screensOf(t *testing.T, kit Kit) map[string]func() Screen {
	list := map[string]func() Screen{
		"start": func() Screen { return NewStart(kit, nil, false, true, StartActions{}) },
		"archives": func() Screen {
			return NewStart(kit, view.NewArchiveCards(kit.L, archives(), noon), true, false, StartActions{})
		},
		"choose": func() Screen {
			c := NewChoose(kit, ChooseOptions{Account: "Nora", Folder: "/home/nora", Settings: view.DefaultSettings(), Look: func(string) {}})
			c.SetPlace(view.PlaceOf(kit.L, core.Folder{Path: "/home/nora", Writable: true, Free: 3 << 30}, nil))
			return c
		},
		"chats":    func() Screen { return NewChats(kit, ChatsOptions{Picks: picksOf(t, kit), Seen: func(int) {}}) },
		"one chat": func() Screen { return NewOne(kit, OneOptions{Chat: picksOf(t, kit).One(1)}) },
		"checking": func() Screen {
			return NewCheck(kit, view.NewChecking(kit.L, core.Progress{Files: 3, Done: 5, Total: 1 << 30}, true), CheckOptions{}, func(fyne.Focusable) {})
		},
		"damage": func() Screen {
			v := core.Verification{Files: 1204, Foreign: []string{"notes.txt"}, Damage: []core.Damage{{Path: "archive.db", Reason: core.DamageContent}, {Path: "x", Reason: core.DamageCollision}}}
			return NewCheck(kit, view.NewChecked(kit.L, v, nil, false, noon), CheckOptions{Again: func() {}}, func(fyne.Focusable) {})
		},
	}
	for what, q := range questions() {
		list["sign in "+what] = func() Screen {
			s := NewSignIn(kit, SignInOptions{Hints: &Hints{Phone: "+9996204177", Code: "22222", Password: "horse"}, Region: "GB", Tag: language.BritishEnglish, QR: true, Focus: func(fyne.Focusable) {}})
			if q != (view.Question{}) {
				s.Ask(q)
			}
			return s
		}
	}
	for what, r := range runs() {
		list["run "+what] = func() Screen {
			run := NewRun(kit, RunOptions{Grid: widget.MediaGridOptions{Len: func() int { return 0 }, Cell: func(int) widget.CellData { return widget.CellData{} }}})
			run.Apply(view.NewRun(kit.L, r.snap, r.state, noon))
			return run
		}
	}
	for what, end := range ends() {
		list["end "+what] = func() Screen {
			return NewEnd(kit, view.NewEnd(kit.L, end.result, end.err, end.chats, noon), EndOptions{Dir: "/home/nora", SignOut: func() {}, Home: func() {}})
		}
	}
	return list
}

func archives() []view.Known {
	return []view.Known{
		{Recent: core.Recent{Dir: "/whole", Account: "Nora", Outcome: core.Complete}, Overview: core.Overview{Outcome: core.Complete, Messages: 1204567, Files: 310456, LastFull: noon.Add(-50 * time.Hour)}},
		{Recent: core.Recent{Dir: "/cut", Account: "Ana"}, Overview: core.Overview{Messages: 12, Files: 3, Queued: 7}},
		{Recent: core.Recent{Dir: "/later", Account: "Ida"}, Overview: core.Overview{Start: noon.Add(23 * time.Hour)}},
		{Recent: core.Recent{Dir: "/gone", Account: "Eva"}, Err: core.ErrNotEmpty},
	}
}

func questions() map[string]view.Question {
	return map[string]view.Question{
		"number":     {},
		"code":       {Code: &core.CodeRequest{Phone: "+9996204177", Via: core.ViaApp, Length: 5, Next: core.ViaCall, ResendAt: noon.Add(time.Minute)}},
		"password":   {Password: &core.PasswordRequest{Hint: "an animal", Err: &core.WaitError{Until: noon.Add(30 * time.Hour)}}},
		"passphrase": {Passphrase: &view.PassphraseRequest{Wrong: true}},
	}
}

type moment struct {
	snap  core.Snapshot
	state view.RunState
}

func runs() map[string]moment {
	saving := core.Snapshot{Stage: core.StageSaving, Dialogs: 1040, DialogsDone: 200, Chat: "Ana", ChatMessages: 120456, ChatExpected: 400789, Messages: 1204567,
		Files: 310456, FilesDone: 120789, Bytes: 5 << 35, BytesExpected: 5 << 36, BytesPerSecond: 5 << 20, Left: 26 * time.Hour}
	short := saving
	short.Left, short.Chat, short.DialogsDone = 20*time.Second, "", short.Dialogs
	full, offline, paused := saving, saving, saving
	full.Full = &core.FullDisk{Needed: 3 << 30, Free: 5 << 30}
	offline.Waiting = &core.Waiting{Until: noon, Reason: core.WaitOffline}
	paused.Paused = true
	return map[string]moment{
		"saving": {snap: saving}, "nearly done": {snap: short}, "no room": {snap: full}, "offline": {snap: offline}, "paused": {snap: paused},
		"delayed":   {snap: core.Snapshot{Stage: core.StageDelayed, Waiting: &core.Waiting{Until: noon.Add(23 * time.Hour), Reason: core.WaitStart}}},
		"stopped":   {snap: saving, state: view.RunState{Blocked: &core.Blocked{Code: core.BlockedSignedOut}}},
		"disk full": {snap: saving, state: view.RunState{Blocked: &core.Blocked{Code: core.BlockedDiskFull}}},
		"mending":   {snap: saving, state: view.RunState{Kind: view.RunMend}},
	}
}

type finish struct {
	result core.Result
	err    error
	chats  []core.ChatCount
}

func ends() map[string]finish {
	chats := []core.ChatCount{{ID: "user:1", Name: "Ana", Kind: core.KindUsers, Saved: 1204567, Telegram: 1204567, Complete: true},
		{ID: "channel:9", Name: "News", Kind: core.KindMegagroups, Saved: 120456, Telegram: 400789, Left: true}}
	all := core.Result{Outcome: core.Complete, Start: "/x", Dialogs: 1040, Messages: 1204567, Bytes: 5 << 35, Files: core.FileCounts{Saved: 310456}}
	some := all
	some.Outcome = core.CompleteWithProblems
	for _, code := range []string{"file_unavailable", "chat_unavailable", "section_failed", "media_unsupported", "entry_unreadable"} {
		some.Problems = append(some.Problems, core.Problem{Code: code, Subject: "channel:9", Retryable: true})
	}
	some.Files.Skipped = map[string]int{"file_type": 4567, "file_size": 1, "date_limits": 2}
	return map[string]finish{"complete": {all, nil, chats}, "problems": {some, nil, chats}, "failed": {err: errors.New("odd")}}
}

// latin are words in Latin letters that belong into a Russian window: names, paths,
// what a stranger or a system said.
var latin = regexp.MustCompile(`Satchel|Telegram|archive\.db|/\w+(/\w+)*|\bx\b|GIF|horse|an animal|odd|notes\.txt|Nora|Ana|Ida|Eva|News|Ann|The Club`)

func TestNothingOnAScreenIsLeftInEnglish(t *testing.T) {
	for what, make := range screensOf(t, kitIn(t, "ru")) {
		t.Run(what, func(t *testing.T) {
			s := &stage{T: t}
			s.put(make())
			texts := s.texts()
			for _, line := range s.lines() {
				texts = append(texts, line.PlaceHolder)
			}
			for _, text := range texts {
				if rest := latin.ReplaceAllString(text, ""); strings.ContainsAny(rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
					t.Errorf("it says %q", text)
				}
			}
		})
	}
}
