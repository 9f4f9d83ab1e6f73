package core

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"time"

	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/render"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
)

// blocked sorts the end of the online part: a state in which the run can be taken
// up later, or a failure. Both nil: it ended by itself or was cancelled.
func (r *run) blocked(err error) (*Blocked, error) {
	var delay *takeout.DelayError
	var long *longWaitError
	switch {
	case err == nil, errors.Is(err, errCancelled), errors.Is(err, context.Canceled):
		return nil, nil
	case errors.As(err, &delay):
		return &Blocked{Code: BlockedDelay, Until: delay.Until}, nil
	case errors.As(err, &long):
		return &Blocked{Code: BlockedWait, Until: long.until}, nil
	case errors.Is(err, takeout.ErrSuperseded):
		return &Blocked{Code: BlockedSuperseded}, nil
	case isFull(err):
		return &Blocked{Code: BlockedDiskFull}, nil
	case takeout.SignedOut(err), errors.Is(err, tgclient.ErrLoginUnknown):
		return &Blocked{Code: BlockedSignedOut}, nil
	case takeout.Frozen(err), tgerr.Is(err, "FROZEN_PARTICIPANT_MISSING"):
		return &Blocked{Code: BlockedFrozen}, nil
	case takeout.Classify(err) == takeout.Fatal, r.session == nil:
		return nil, err
	}
	r.Logger.Error("the run could not go on", "error", err)
	return &Blocked{Code: BlockedOther}, nil
}

// conclude moves files to their places, judges the run, renders and counts.
func (r *run) conclude(ctx context.Context, ended error) (Result, error) {
	failed := Result{Outcome: Failed}
	r.counters.stage(StagePlacing)
	if err := r.archive.Place(ctx); err != nil {
		return failed, err
	}
	if err := r.counters.gallery.placed(ctx, r.archive.Files); err != nil {
		return failed, err
	}
	result, err := r.judge(ctx, ended)
	if err != nil {
		return failed, err
	}
	if result.Outcome == Complete || result.Outcome == CompleteWithProblems {
		if err := r.archive.Freeze(ctx); err != nil {
			return failed, err
		}
		if err := r.archive.SaveValue(ctx, depthKey, nil); err != nil {
			return failed, err
		}
	}
	r.counters.stage(StageRendering)
	if result.Start, err = r.render(ctx, result.Outcome); err != nil {
		return failed, err
	}
	doc, err := json.Marshal(result)
	if err != nil {
		return failed, err
	}
	return result, r.archive.EndRun(ctx, r.id, string(result.Outcome), doc)
}

// concludeWithRoom waits while the disk is full, if the run does that.
func (r *run) concludeWithRoom(ctx context.Context, ended error) (result Result, err error) {
	err = r.room.retry(ctx, 0, func() (err error) {
		result, err = r.conclude(ctx, ended)
		return err
	})
	return result, err
}

// judge counts the archive and decides the outcome.
func (r *run) judge(ctx context.Context, ended error) (Result, error) {
	stats, err := r.archive.Stats(ctx)
	if err != nil {
		return Result{}, err
	}
	problems, err := r.archive.Problems(ctx)
	if err != nil {
		return Result{}, err
	}
	result := Result{Outcome: PartlySaved, Problems: []Problem{}}
	result.counts(stats)
	for _, p := range problems {
		result.Problems = append(result.Problems, describe(p))
	}
	if ended != nil {
		return result, nil
	}
	rows, err := r.archive.Dialogs(ctx)
	if err != nil {
		return Result{}, err
	}
	plan := r.plan()
	wanted := rows[:0]
	for _, row := range rows {
		if plan.Wants(row) {
			wanted = append(wanted, row)
		}
	}
	result.Outcome = outcome(wanted, stats, problems)
	return result, nil
}

// render writes the pages and returns the file to open first.
func (r *run) render(ctx context.Context, o Outcome) (string, error) {
	err := render.Render(ctx, r.archive, render.Options{
		Now: r.Now(), Outcome: string(o), Language: r.settings.Language, Sections: r.settings.sections(),
	})
	if err != nil {
		return "", err
	}
	return filepath.Join(r.dir, render.StartPage), nil
}

// Render writes the pages of the archive in dir again. A full disk is waited out
// where cfg says so; cut short, it leaves every page as it was or as it will be.
func Render(ctx context.Context, dir string, cfg Config) (start string, err error) {
	e := New(cfg)
	err = e.newRoom(ctx, dir, tellRoom(cfg.OnProgress, StepRendering)).retry(ctx, 0, func() (err error) {
		start, err = e.renderAgain(ctx, dir)
		return err
	})
	return start, err
}

func (e *Engine) renderAgain(ctx context.Context, dir string) (start string, err error) {
	a, err := archive.OpenRead(ctx, dir, archive.Options{Now: e.cfg.Now, Logger: e.cfg.Logger})
	if err != nil {
		return "", err
	}
	defer func() { err = sayFull(errors.Join(err, a.Close())) }()
	r := &run{Config: e.cfg, dir: dir, archive: a, settings: Default()}
	if err := r.keptSettings(ctx); err != nil {
		return "", err
	}
	outcome := PartlySaved
	if last, ok, err := a.LastRun(ctx); err != nil {
		return "", err
	} else if ok && last.Outcome != "" {
		outcome = Outcome(last.Outcome)
		r.Now = func() time.Time { return last.Started }
	}
	if err := a.Place(ctx); err != nil {
		return "", err
	}
	return r.render(ctx, outcome)
}

// keptSettings takes over the settings of the archive's last run.
func (r *run) keptSettings(ctx context.Context) error {
	doc, err := r.archive.LoadValue(ctx, settingsKey)
	if err != nil || doc == nil {
		return err
	}
	s, err := ParseSettings(doc)
	if err != nil {
		return err
	}
	r.settings = s
	return nil
}
