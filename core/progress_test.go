package core

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"satchel/core/internal/testkit"
)

func TestVerifyAndCopyTellHowFarTheyAre(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	var told []Progress
	cfg := Config{OnProgress: func(p Progress) { told = append(told, p) }}
	v, err := Verify(t.Context(), dir, cfg)
	mustDo(t, err)
	grows(t, told, StepVerifying)
	if last := told[len(told)-1]; last.Files != v.Files || last.Done != v.Bytes || last.Done > last.Total {
		t.Errorf("at the end %+v, of %d files with %d bytes", last, v.Files, v.Bytes)
	}
	told = nil
	if _, err = Copy(t.Context(), dir, filepath.Join(t.TempDir(), "copy"), cfg); err != nil {
		t.Fatal(err)
	}
	grows(t, told, StepCopying, StepVerifying)
}

// grows checks that the steps come in their order and each only goes forward.
func grows(t *testing.T, told []Progress, steps ...ProgressStep) {
	t.Helper()
	var before Progress
	for _, p := range told {
		if p.Step != before.Step {
			if len(steps) == 0 || p.Step != steps[0] || p.Total == 0 {
				t.Fatalf("%+v after %+v, want the steps %v", p, before, steps)
			}
			steps = steps[1:]
		} else if p.Done < before.Done || p.Files < before.Files || p.Total < before.Total {
			t.Fatalf("%+v after %+v", p, before)
		}
		before = p
	}
	if len(steps) > 0 || before.Done == 0 {
		t.Fatalf("never came to %v; the end was %+v", steps, before)
	}
}

func TestACancelledVerifyOrCopyEndsInsideAFile(t *testing.T) {
	t.Parallel()
	b := newBench(t, testkit.SmallWorld(), "")
	dir := t.TempDir()
	b.export(t, dir)
	for name, work := range map[string]func(ctx context.Context, cfg Config) error{
		"verify": func(ctx context.Context, cfg Config) error { _, err := Verify(ctx, dir, cfg); return err },
		"copy": func(ctx context.Context, cfg Config) error {
			to := t.TempDir()
			_, err := Copy(ctx, dir, to, cfg)
			if left, _ := os.ReadDir(to); len(left) > 0 {
				t.Errorf("%d things are left at the target", len(left))
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			stopped := int64(0)
			err := work(ctx, Config{OnProgress: func(p Progress) {
				if stopped > 0 && p.Done > stopped {
					t.Errorf("it read on after the end: %+v", p)
				}
				if p.Done > 0 && stopped == 0 {
					stopped = p.Done
					stop()
				}
			}})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("ended with %v", err)
			}
		})
	}
}
