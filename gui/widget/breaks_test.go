package widget

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func TestLinesMayEndBetweenSignsOfScriptsWithoutSpaces(t *testing.T) {
	tests := map[string]string{ // what is kept together, separated by |
		"":                   "",
		"Two words.":         "Two words.",
		"Два слова.":         "Два слова.",
		"두 단어입니다.":           "두 단어입니다.",
		"保存しました。":            "保|存|し|ま|し|た。",
		"「開始」を押す":            "「開|始」|を|押|す",
		"Telegramの設定（0:12）。": "Telegram|の|設|定|（0:12）。",
		"取っておくデータ":           "取っ|て|お|く|デー|タ",
		"Nora Calderとして":     "Nora Calder|と|し|て",
		"已保存 1,204 个文件，共 5.0 MB。": "已|保|存 1,204 个|文|件，|共 5.0 MB。",
	}
	for text, want := range tests {
		if got := strings.ReplaceAll(breakable(text), string(mayEnd), "|"); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestAParagraphWithoutSpacesFillsItsLines(t *testing.T) {
	l := NewText("Nora Calderとしてログインしています。すべて選ばれています。「開始」を押してください。")
	test.NewTempWindow(t, l).Resize(fyne.NewSize(200, 200))
	var lines []string
	within(l, func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok {
			lines = append(lines, text.Text)
		}
	})
	if len(lines) < 3 || !strings.Contains(lines[0], "Calder") {
		t.Fatalf("the lines are %q", lines)
	}
	for _, line := range lines {
		if strings.HasPrefix(line, "。") || strings.HasSuffix(line, "「") {
			t.Errorf("a line is %q", line)
		}
	}
	SetText(l, "保存しました。")
	SetText(l, "保存しました。")
	if l.Text != breakable("保存しました。") {
		t.Errorf("it says %q", l.Text)
	}
}
