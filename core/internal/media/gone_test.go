package media

import (
	"errors"
	"fmt"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"

	"github.com/google/go-cmp/cmp"
)

// What a person reads of a file that is gone names what it was found in.
func TestAFileThatIsGoneSaysWhatItWasFoundIn(t *testing.T) {
	for kind, want := range map[model.OriginKind]string{
		model.OriginMessage:     "the message no longer has the file",
		model.OriginStory:       "the story no longer has the file",
		model.OriginUserPhoto:   "it is no longer among the profile pictures",
		model.OriginFullUser:    "the profile no longer has the file",
		model.OriginCustomEmoji: "there is no such custom emoji any more",
		model.OriginSavedMusic:  "it is no longer among the music on the profile",
		model.OriginStickerSet:  "the set of stickers no longer has it",
		model.OriginNone:        "what it was found in no longer has it",
	} {
		t.Run(string(kind), func(t *testing.T) {
			peer := model.UserID(7)
			d := download{file: archive.QueuedFile{File: model.File{Key: "document:5", Origin: model.Origin{Kind: kind, Peer: peer, ID: 3}}}}
			err := fmt.Errorf("renew: %w", goneFrom(kind))
			if !errors.Is(err, errGone) {
				t.Error("it is not known to be gone")
			}
			wanted := archive.Settled{Key: "document:5", Skip: model.SkipUnavailable, Text: want, Problem: &model.Problem{
				Code: model.ProblemFileUnavailable, Subject: "document:5", Text: want, Retryable: true, Message: model.MessageID{Peer: peer, ID: 3}}}
			if d := cmp.Diff(wanted, d.giveUp(err)); d != "" {
				t.Error(d)
			}
		})
	}
}
