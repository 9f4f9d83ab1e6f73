package traced

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// value is a JSON value without members.
var value = regexp.MustCompile(`:("[^"]*"|-?[0-9]+|true|\[\]|\{\})`)

// damage changes a trace at one place: a value for another, a byte, a piece gone or
// there twice.
func damage(trace string, dice *rand.Rand) string {
	at, end := dice.IntN(len(trace)), 0
	end = min(at+dice.IntN(200), len(trace))
	switch dice.IntN(5) {
	case 0:
		return trace[:at] + trace[end:]
	case 1:
		return trace[:end] + trace[at:]
	case 2:
		return trace[:at] + string(rune(dice.IntN(128))) + trace[min(at+1, len(trace)):]
	}
	all := value.FindAllStringIndex(trace, -1)
	where := all[dice.IntN(len(all))]
	others := []string{`"x"`, `""`, `-1`, `0`, `99999999999`, `"-9223372036854775808"`, `null`, `true`, `[]`, `{}`, `[null]`, `[[3]]`, `{"_":"user"}`, `{"_":"peerUser"}`}
	return trace[:where[0]+1] + others[dice.IntN(len(others))] + trace[where[1]:]
}

// The fuzzer is slow over so large a schema; this goes through more of what can be
// wrong in the same time.
func TestADamagedTraceIsRefusedOrStillMakesAWorld(t *testing.T) {
	whole := strings.Join([]string{headLine, selfLine, rangesLine, dialogLine,
		`{"method":"messages.getForumTopics","args":{"_":"messages.getForumTopics","peer":{"_":"inputPeerChannel","channel_id":"4"}},"answer":{"_":"messages.forumTopics","topics":[{"_":"forumTopic","id":5,"top_message":12}]}}`,
		`{"method":"upload.getFile","args":{"_":"upload.getFile","location":{"_":"inputTakeoutFileLocation"},"offset":"0"},"bytes":40,"answer":{"_":"upload.file"}}`,
		`{"method":"upload.getFile","args":{"_":"upload.getFile","location":{"_":"inputPhotoFileLocation","id":"77","thumb_size":"x"}},"error":"FLOOD_WAIT_9"}`,
		page("[9,5]", message("12", `,"media":{"_":"messageMediaPhoto","photo":{"_":"photo","id":"77","date":1699920000,"sizes":[{"_":"photoSize","type":"x","w":1,"h":1,"size":50}],"dc_id":2}}`), message("13", "")),
		""}, "\n")
	if _, err := Write(strings.NewReader(whole), filepath.Join(t.TempDir(), "world")); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for seed := range uint64(tries) {
		trace := damage(whole, rand.New(rand.NewPCG(seed, 7)))
		_, err := Write(strings.NewReader(trace), filepath.Join(t.TempDir(), "world"))
		if err == nil {
			continue
		}
		refused++
		if !errors.Is(err, ErrTrace) {
			t.Errorf("damage %d: %v", seed, err)
		}
	}
	if refused < tries/4 || refused == tries {
		t.Errorf("%d of %d were refused", refused, tries)
	}
}

const tries = 300
