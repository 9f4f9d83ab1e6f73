package core

import (
	"strings"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

func TestEveryProblemHasASentenceAndAHint(t *testing.T) {
	t.Parallel()
	unknown := problemWords("no such code")
	for _, code := range []string{
		model.ProblemFileUnavailable, model.ProblemFileFailed, model.ProblemChatUnavailable, model.ProblemChatFailed,
		model.ProblemChatIncomplete, model.ProblemMessageUnreadable, model.ProblemSectionFailed, model.ProblemMediaUnsupported,
	} {
		w := problemWords(code)
		if w == unknown || w.hint == "" || !strings.HasSuffix(w.text, ".") {
			t.Errorf("%s: %+v", code, w)
		}
	}
	got := describe(model.Problem{Code: model.ProblemFileUnavailable, Subject: "document:5", Text: "LOCATION_INVALID"})
	if got.Text != "Telegram no longer has this file (LOCATION_INVALID)." {
		t.Errorf("describe: %q", got.Text)
	}
}

func TestOutcomeIsCompleteOnlyWhenNothingIsLeft(t *testing.T) {
	t.Parallel()
	done := archive.DialogRow{Dialog: model.Dialog{Peer: model.UserID(7)}, Complete: true}
	open := archive.DialogRow{Dialog: model.Dialog{Peer: model.ChannelID(9)}}
	problem := model.Problem{Code: model.ProblemChatFailed, Subject: "channel:9"}
	tests := []struct {
		name     string
		rows     []archive.DialogRow
		stats    archive.Stats
		problems []model.Problem
		want     Outcome
	}{
		{"all done", []archive.DialogRow{done}, archive.Stats{}, nil, Complete},
		{"a cursor is open", []archive.DialogRow{done, open}, archive.Stats{}, nil, PartlySaved},
		{"a cursor is open for a known reason", []archive.DialogRow{done, open}, archive.Stats{}, []model.Problem{problem}, CompleteWithProblems},
		{"a file is queued", []archive.DialogRow{done}, archive.Stats{Queued: 1}, nil, PartlySaved},
		{"no chats at all", nil, archive.Stats{}, nil, Complete},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := outcome(tt.rows, tt.stats, tt.problems); got != tt.want {
				t.Errorf("outcome = %s, want %s", got, tt.want)
			}
		})
	}
}
