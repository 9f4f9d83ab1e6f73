package view

import (
	"errors"
	"io/fs"
	"testing"
	"time"

	"satchel/core"
)

func TestErrorsAreToldInTheWordsOfTheWindow(t *testing.T) {
	tests := []struct {
		err        error
		text, hint string
	}{
		{core.ErrOffline, "Telegram cannot be reached.", "Check the internet connection and try again."},
		{&core.WaitError{Until: noon.Add(time.Hour)}, "Telegram asks to wait until 13:00.", "Try again then."},
		{&fs.PathError{Path: "/x", Err: fs.ErrNotExist}, "/x is not there.", "Check the path, or choose another folder; nothing is lost."},
		{&fs.PathError{Path: "/x", Err: fs.ErrPermission}, "The system does not allow Satchel to use /x.", "Allow it, or choose another folder; nothing is lost."},
		{&fs.PathError{Path: "/x", Err: errors.New("odd")}, "/x cannot be used (odd).", "Check the path, or choose another folder; nothing is lost."},
		{errors.New("odd"), "Something went wrong (odd).", "What is saved stays saved. Start again to go on."},
	}
	for _, tt := range tests {
		if got := Explain(words(t), tt.err, noon); got.Text != tt.text || got.Hint != tt.hint {
			t.Errorf("%v: %+v", tt.err, got)
		}
	}
}
