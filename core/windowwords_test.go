package core

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
)

// The window speaks to a person by code, in the person's language.
func TestTheWindowHasWordsForEveryCode(t *testing.T) {
	data, err := os.ReadFile("../assets/translations/en.json")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	if err := json.Unmarshal(data, &words); err != nil {
		t.Fatal(err)
	}
	errs := []error{
		&WaitError{Until: time.Unix(1, 0)}, &takeout.DelayError{Until: time.Unix(1, 0)}, &tgclient.StoreError{Err: errors.New("x")},
		tgerr.New(420, "FROZEN_METHOD_INVALID"), errors.New("odd"), &fs.PathError{Path: "x", Err: fs.ErrNotExist},
		&fs.PathError{Path: "x", Err: fs.ErrPermission}, &fs.PathError{Path: "x", Err: errors.New("odd")},
	}
	for _, known := range slices.Concat(folderWords(), signInWords(), loginWords(), otherWords()) {
		errs = append(errs, known.err)
	}
	used := map[string]bool{}
	for _, err := range errs {
		e := Explain(fmt.Errorf("do it: %w", err))
		key := "explain." + e.Code
		if words[key] == "" || words[key+".hint"] == "" || strings.Count(words[key], "%s") != len(e.Args) {
			t.Errorf("%v: no words for %q with %d arguments", err, key, len(e.Args))
		}
		used[key], used[key+".hint"] = true, true
	}
	for key := range words {
		if strings.HasPrefix(key, "explain.") && !used[key] {
			t.Errorf("nothing is explained by %q", key)
		}
	}
	for _, code := range []string{
		model.ProblemFileUnavailable, model.ProblemFileFailed, model.ProblemChatUnavailable, model.ProblemChatFailed, model.ProblemChatIncomplete,
		model.ProblemMessageUnreadable, model.ProblemEntryUnreadable, model.ProblemSectionFailed, model.ProblemMediaUnsupported,
	} {
		if key := "problem." + code; words[key] == "" || words[key+".hint"] == "" {
			t.Errorf("no words for %q", key)
		}
	}
}
