package gui

import (
	"encoding/json"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	fynelang "fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"

	"satchel/assets"
)

// spoken are the window's languages that Fyne's widgets speak by themselves.
var spoken = []string{"de", "en", "es", "fr", "ja", "pt", "ru", "uk", "zh"}

func TestFynesOwnWidgetsSpeakEveryLanguageOfTheWindow(t *testing.T) {
	files, err := fs.Glob(assets.Translations(), "*.json")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, file := range files {
		if slices.Contains(spoken, strings.TrimSuffix(file, ".json")) {
			continue
		}
		data, err := fs.ReadFile(assets.WidgetWords(), file)
		if err != nil {
			t.Error(err)
			continue
		}
		words := map[string]any{}
		if err := json.Unmarshal(data, &words); err != nil {
			t.Fatal(err)
		}
		own := slices.Sorted(maps.Keys(words))
		if keys == nil {
			keys = own
		}
		if diff := cmp.Diff(keys, own); diff != "" || !slices.Contains(own, "Paste") {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// inEnvironment says that the system's language can be set for a test.
func inEnvironment(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("this system's language is not in the environment")
	}
}

func TestFyneTakesTheWordsOfItsWidgets(t *testing.T) {
	inEnvironment(t)
	t.Setenv("LC_ALL", "ko_KR.UTF-8")
	t.Setenv("LANGUAGE", "")
	test.NewTempApp(t)
	if err := teachWidgets(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		t.Setenv("LC_ALL", "C")
		if err := teachWidgets(); err != nil {
			t.Error(err)
		}
	})
	if got := fynelang.L("Paste"); got != "붙여넣기" {
		t.Errorf("%q", got)
	}
}

func TestTheWindowSpeaksTheLanguageOfTheSystem(t *testing.T) {
	inEnvironment(t)
	for locale, want := range map[string]string{
		"de_AT.UTF-8": "Telegram aufbewahren", "ru_RU.UTF-8": "Сохраните свой Telegram", "sw_KE.UTF-8": "Keep your Telegram", "C": "Keep your Telegram",
		"pt_PT.UTF-8": "", "zh_TW.UTF-8": "",
	} {
		t.Run(locale, func(t *testing.T) {
			t.Setenv("LC_ALL", locale)
			t.Setenv("LANGUAGE", "")
			app := test.NewTempApp(t)
			queue := make(chan func(), 1024)
			shell, err := New(t.Context(), Options{App: app, Window: app.NewWindow("Satchel"), Do: func(f func()) { queue <- f }, ConfigDir: t.TempDir(), Home: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := shell.Close(); err != nil {
					t.Error(err)
				}
			}()
			got := shell.kit.L.T("start.title")
			if want == "" && (got == "Keep your Telegram" || got == "start.title") || want != "" && got != want {
				t.Errorf("it says %q, want %q", got, want)
			}
		})
	}
}
