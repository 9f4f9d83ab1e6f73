package crawl

import (
	"context"
	"errors"
	"log/slog"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// finished counts the dialogs that are said to be finished; first is called at the
// first page.
type finished struct {
	silent
	first  func()
	walked int
}

func (f *finished) Recorded(int, int, int) { f.first() }
func (f *finished) Walked(int)             { f.walked++ }

func TestADialogIsFinishedOnlyWhenItWasWalkedToItsEnd(t *testing.T) {
	tests := []struct {
		name   string
		cancel bool
		want   int
	}{
		{"to the end", false, 1},
		{"cancelled at the first page", true, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			a, f := openArchive(t), &fake{ids: upto(250)}
			run, err := a.BeginRun(ctx, archive.RunFull, nil)
			if err != nil {
				t.Fatal(err)
			}
			s := takeout.New(takeout.Config{API: f, HomeDC: 2, Store: a, Logger: slog.New(slog.DiscardHandler)})
			if err := s.Open(ctx); err != nil {
				t.Fatal(err)
			}
			told := &finished{first: func() {
				if tt.cancel {
					cancel()
				}
			}}
			plan := Plan{Users: true, Choice: Choice{Skip: func(model.MediaType, int64) model.SkipReason { return model.SkipNone }}}
			err = Run(ctx, Config{Session: s, Archive: a, Run: run, Plan: plan, Progress: told, Limiter: NewLimiter(), Logger: slog.New(slog.DiscardHandler)})
			if errors.Is(err, context.Canceled) != tt.cancel || err != nil && !tt.cancel {
				t.Fatalf("the crawl ended with %v", err)
			}
			if told.walked != tt.want {
				t.Errorf("%d dialogs finished, want %d", told.walked, tt.want)
			}
		})
	}
}
