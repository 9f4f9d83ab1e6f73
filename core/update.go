package core

import (
	"context"
	"fmt"
	"slices"

	"satchel/core/internal/archive"
	"satchel/core/internal/crawl"
	"satchel/core/internal/model"
)

// Depth says how far an update reads again what is saved.
type Depth string

// The depths. Each does what the ones before it do.
const (
	DepthNew     Depth = "new"     // what came since: above each cursor
	DepthRecheck Depth = "recheck" // and the last 30 days again: edits, deletions, reactions
	DepthFull    Depth = "full"    // and everything else again
)

// Depths lists the depths, the shallowest first.
func Depths() []Depth { return []Depth{DepthNew, DepthRecheck, DepthFull} }

// recheckDays is how much of each chat DepthRecheck reads again, counted back from
// the newest message in the archive: what was younger than that when it was saved
// may have changed since.
const recheckDays = 30

// depthKey is where the archive keeps the depth of the update that is under way.
const depthKey = "update_depth"

// Update adds to the archive in dir what is new in the account, and reads again as
// far as depth says. An edit becomes a version, what is no longer there is marked,
// nothing is deleted. An update that was cut, and an export that never ended, go on
// where they were. There must be an archive (archive.ErrNoArchive); else as Export.
func (e *Engine) Update(ctx context.Context, dir string, s Settings, depth Depth, p Prompter) (Result, error) {
	if !slices.Contains(Depths(), depth) {
		return Result{Outcome: Failed}, fmt.Errorf("%w: depth: %q is none of %s", ErrSettings, depth, listed(Depths()))
	}
	if err := archive.Exists(dir); err != nil {
		return Result{Outcome: Failed}, err
	}
	return e.export(ctx, dir, s, depth, p)
}

// reopenWhat decides what kind of run this is and sets back what is to be read
// again. All of it may be done twice, if the run is cut before it is noted.
func (r *run) reopenWhat(ctx context.Context) (archive.RunKind, error) {
	last, ok, err := r.archive.LastRun(ctx)
	if err != nil || !ok {
		return archive.RunFull, err
	}
	r.seen = true
	if err := r.widen(ctx); err != nil {
		return "", err
	}
	_, once, err := r.archive.LastCompleteRun(ctx)
	if err != nil {
		return "", err
	}
	complete := last.Outcome == archive.OutcomeComplete || last.Outcome == archive.OutcomeCompleteWithProblems
	underWay, err := r.archive.LoadValue(ctx, depthKey)
	if err != nil {
		return "", err
	}
	deeper := slices.Index(Depths(), r.depth) > slices.Index(Depths(), Depth(underWay))
	switch {
	case complete:
		return archive.RunUpdate, r.again(ctx)
	case once && deeper:
		return archive.RunResume, r.again(ctx)
	}
	return archive.RunResume, nil
}

// again makes a complete archive look for what is new and for what could not be
// had the last time, as deep as was asked for.
func (r *run) again(ctx context.Context) error {
	ranges, err := crawl.KeptRanges(ctx, r.archive)
	if err != nil {
		return err
	}
	if err := r.rewind(ctx, ranges); err != nil {
		return err
	}
	if err := r.archive.SaveValue(ctx, depthKey, []byte(r.depth)); err != nil {
		return err
	}
	if r.settings.OtherData {
		if err := r.archive.Refresh(ctx, crawl.OtherDataKey); err != nil {
			return err
		}
	}
	return r.archive.Retry(ctx, model.SkipFailed, model.SkipUnavailable, model.SkipRestricted)
}

// rewind sets cursors back as the depth says, and those of chats that did not come
// whole.
func (r *run) rewind(ctx context.Context, ranges []model.Range) error {
	switch r.depth {
	case DepthFull:
		return r.archive.Rewind(ctx, ranges, 0)
	case DepthRecheck:
		newest, err := r.archive.Newest(ctx)
		if err != nil {
			return err
		}
		if since := newest - recheckDays*24*60*60; newest > 0 && since > 0 {
			if err := r.archive.Rewind(ctx, ranges, since); err != nil {
				return err
			}
		}
	}
	torn, err := r.torn(ctx)
	if err != nil || len(torn) == 0 {
		return err
	}
	return r.archive.Rewind(ctx, ranges, 0, torn...)
}

// torn are the chats of which Telegram gave less than it counts, or nothing.
func (r *run) torn(ctx context.Context) (numbers []int, err error) {
	problems, err := r.archive.Problems(ctx)
	if err != nil {
		return nil, err
	}
	bad := map[string]bool{}
	for _, p := range problems {
		if p.Code == model.ProblemChatIncomplete || p.Code == model.ProblemChatUnavailable {
			bad[p.Subject] = true
		}
	}
	rows, err := r.archive.Dialogs(ctx)
	for _, row := range rows {
		if bad[row.Dialog.Peer.String()] || bad[row.Migrated.String()] {
			numbers = append(numbers, row.Number)
		}
	}
	return numbers, err
}

// widen makes go on what the last run's settings cut short: an interval that is
// wider now; and reads again what only the account's own messages were saved of.
func (r *run) widen(ctx context.Context) error {
	rows, err := r.archive.Dialogs(ctx)
	if err != nil {
		return err
	}
	plan := r.plan()
	var wanted []archive.DialogRow
	numbers := map[[2]int64][]int{} // by interval
	for _, row := range rows {
		if !plan.Wants(row) {
			continue
		}
		choice := r.settings.of(row.Dialog.Peer).choice(r.archive.Zone())
		interval := [2]int64{choice.From, choice.Till}
		wanted, numbers[interval] = append(wanted, row), append(numbers[interval], row.Number)
	}
	for interval, chats := range numbers {
		if err := r.archive.Widen(ctx, interval[0], interval[1], chats...); err != nil {
			return err
		}
	}
	return r.everybodys(ctx, wanted)
}

// everybodys sets back the cursors of the chats of which the last run was asked for
// the account's own messages only, and this one is for all.
func (r *run) everybodys(ctx context.Context, rows []archive.DialogRow) error {
	doc, err := r.archive.LoadValue(ctx, settingsKey)
	if err != nil || doc == nil {
		return err
	}
	old, err := ParseSettings(doc)
	if err != nil {
		return nil // of another version: there is nothing to compare with
	}
	var numbers []int
	for _, row := range rows {
		if old.wantsOnlyMine(row.Peer) && !r.settings.wantsOnlyMine(row.Peer) {
			numbers = append(numbers, row.Number)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	ranges, err := crawl.KeptRanges(ctx, r.archive)
	if err != nil {
		return err
	}
	return r.archive.Rewind(ctx, ranges, 0, numbers...)
}
