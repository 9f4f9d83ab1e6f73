package view

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"satchel/core"
)

func TestACheckSaysHowFarItIs(t *testing.T) {
	l := words(t)
	begun := NewChecking(l, core.Progress{}, false)
	if !begun.Busy || begun.Done != 0 || begun.Title != "Checking every file" {
		t.Errorf("%+v", begun)
	}
	half := NewChecking(l, core.Progress{Step: core.StepVerifying, Files: 1200, Done: 1 << 20, Total: 2 << 20}, false)
	if half.Done != 0.5 || half.Text != "1,200 files read, 1.0 MB of 2.0 MB" {
		t.Errorf("%+v", half)
	}
	full := NewChecking(l, core.Progress{Step: core.StepCopying, Full: &core.FullDisk{Needed: 5 << 20, Free: 1 << 20}}, true)
	if !full.Busy || full.Title != "The disk is full" || !strings.Contains(full.Text, "5.0 MB are needed, 1.0 MB are free") {
		t.Errorf("%+v", full)
	}
	for step, want := range map[core.ProgressStep]string{
		"": "Copying the archive", core.StepCopying: "Copying the archive", core.StepVerifying: "Reading the copy once more",
	} {
		if got := NewChecking(l, core.Progress{Step: step}, true).Title; got != want {
			t.Errorf("copying, step %q: %q", step, got)
		}
	}
}

func TestACheckSaysWhatItFoundAndWhatMendsIt(t *testing.T) {
	l := words(t)
	damage := func(n int) (list []core.Damage) {
		for range n {
			list = append(list, core.Damage{Path: "a/b.jpg", Reason: core.DamageSize})
		}
		return list
	}
	tests := []struct {
		name  string
		c     Check
		tone  Tone
		title string
		text  string // part of it
		mend  string
		items int
	}{
		{"sound", NewChecked(l, core.Verification{Files: 1204, Bytes: 5 << 20}, nil, false, noon), ToneGood, "All 1,204 files are as they were saved", "5.0 MB", "", 0},
		{"one file", NewChecked(l, core.Verification{Files: 1}, nil, false, noon), ToneGood, "1 file is as it was saved", "", "", 0},
		{"pages", NewChecked(l, core.Verification{Files: 9, Damage: damage(3)}, nil, false, noon), ToneBad, "3 files are damaged or missing", "nothing has to be fetched", "Mend them", 3},
		{"many", NewChecked(l, core.Verification{Files: 99, Damage: damage(20)}, nil, false, noon), ToneBad, "20 files are damaged or missing", "", "Mend them", maxDamaged + 1},
		{"the database", NewChecked(l, core.Verification{Damage: []core.Damage{{Path: "archive.db", Reason: core.DamageContent}}}, nil, false, noon), ToneBad, "1 file is damaged or missing", "archive.db", "", 1},
		{"failed", NewChecked(l, core.Verification{}, errors.New("x"), false, noon), ToneBad, "It could not be checked", "x", "", 0},
		{"copied", NewChecked(l, core.Verification{Files: 2}, nil, true, noon), ToneGood, "The copy is whole", "read once more", "", 0},
		{"a copy of damage", NewChecked(l, core.Verification{Files: 2, Damage: damage(1)}, nil, true, noon), ToneBad, "1 file is damaged or missing", "already so", "", 1},
		{"no copy", NewChecked(l, core.Verification{}, core.ErrNotEmpty, true, noon), ToneBad, "There is no copy", "not empty", "", 0},
		{"mended", NewMended(l, core.Verification{Files: 5, Repaired: 2}, core.Result{}, nil, noon), ToneGood, "All 5 files are as they were saved", "2 files are mended.", "", 0},
		{"mended in part", NewMended(l, core.Verification{Files: 5, Repaired: 1, Damage: damage(1)}, core.Result{}, nil, noon), ToneBad, "1 file is damaged or missing", "may no longer have", "Try once more", 1},
		{"stopped", NewMended(l, core.Verification{Damage: damage(1)}, core.Result{Blocked: &core.Blocked{Code: core.BlockedDiskFull}}, nil, noon), ToneBad, "1 file is damaged or missing", "disk is full", "Try once more", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := tt.c
			if c.Busy || c.Tone != tt.tone || c.Title != tt.title || !strings.Contains(c.Text, tt.text) || c.Mend != tt.mend || len(c.Items) != tt.items {
				t.Errorf("%+v", c)
			}
		})
	}
}

func TestWhatIsNotTheArchivesIsHarmless(t *testing.T) {
	c := NewChecked(words(t), core.Verification{Files: 5, Foreign: []string{"notes.txt"}}, nil, false, noon)
	if c.Tone != ToneGood || !strings.Contains(c.Note, "1 other file") {
		t.Errorf("%+v", c)
	}
}

func TestACopyGoesBesideOtherThingsAndNeverIntoTheArchive(t *testing.T) {
	l := words(t)
	dir := filepath.FromSlash("/home/ana/Telegram")
	good := core.Folder{Writable: true, Free: 1 << 40}
	at := func(path string, change func(*core.Folder)) core.Folder {
		f := good
		f.Path = filepath.FromSlash(path)
		if change != nil {
			change(&f)
		}
		return f
	}
	tests := []struct {
		name    string
		f       core.Folder
		to      string
		trouble string // part of it
	}{
		{"empty", at("/usb", nil), "/usb", ""},
		{"in use", at("/usb", func(f *core.Folder) { f.Other = true }), "/usb/Telegram", ""},
		{"another archive", at("/usb/old", func(f *core.Folder) { f.Archive = true }), "/usb/old/Telegram", ""},
		{"itself", at("/home/ana/Telegram", func(f *core.Folder) { f.Archive = true }), "/home/ana/Telegram/Telegram", "outside"},
		{"where it is", at("/home/ana", func(f *core.Folder) { f.Other = true }), "/home/ana/Telegram", "outside"},
		{"read only", at("/cd", func(f *core.Folder) { f.Writable = false }), "/cd", "may not write"},
		{"small", at("/usb", func(f *core.Folder) { f.Free = 1 << 20 }), "/usb", "1.0 MB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			to, trouble := CopyTarget(l, tt.f, dir, 5<<20)
			if to != filepath.FromSlash(tt.to) || (trouble == "") != (tt.trouble == "") || !strings.Contains(trouble, tt.trouble) {
				t.Errorf("%q, %q", to, trouble)
			}
		})
	}
}
