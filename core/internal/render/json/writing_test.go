package json

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"satchel/core/internal/model"
)

var errFull = errors.New("disk full")

// full takes some bytes and then no more.
type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestAFullDiskIsReportedWhereverItIsMet(t *testing.T) {
	write := func(one, all *full) error {
		p := user(2, "Ann", "")
		a := NewAccount(all, testEnv(p), Words{})
		a.OpenChats(false)
		c, err := a.Chat(one, "chats/chat_001", &p)
		if err != nil {
			return err
		}
		m := model.Message{ID: 1, Peer: p.ID, Text: plain(strings.Repeat("words ", 10_000))}
		for range 20 {
			if err := c.Message(&m, 1, "", noFiles); err != nil {
				return err
			}
		}
		return errors.Join(c.Close(), a.CloseList(), a.Close())
	}
	const room = 8 << 20
	if err := write(&full{room}, &full{room}); err != nil {
		t.Fatalf("with room for all: %v", err)
	}
	for _, left := range []int{0, 100_000, 300_000, 1_000_000} {
		if err := write(&full{left}, &full{room}); !errors.Is(err, errFull) {
			t.Errorf("the chat's document after %d bytes: %v", left, err)
		}
		if err := write(&full{room}, &full{left}); !errors.Is(err, errFull) {
			t.Errorf("the account's document after %d bytes: %v", left, err)
		}
	}
}

// A foreign message of blocks can be deeper than any line of spaces kept ready.
func TestDeepNestingIsIndentedAllTheWay(t *testing.T) {
	n := model.RichNode{Type: "divider"}
	for range 100 {
		n = model.RichNode{Type: "cover", Children: []model.RichNode{n}}
	}
	p := user(2, "Ann", "")
	single, account := documents(t, testEnv(p), p, noFiles, model.Message{ID: 1, Peer: p.ID, Rich: &model.RichMessage{Blocks: []model.RichNode{n}}})
	line := "\n" + strings.Repeat(" ", 106) + "\"type\": \"divider\"\n"
	if !strings.Contains(single, line) || !strings.Contains(account, strings.Replace(line, "\n", "\n   ", 1)) {
		t.Error("the innermost block is not indented by its depth")
	}
	if !json.Valid([]byte(single)) || !json.Valid([]byte(account)) {
		t.Error("not valid")
	}
}

func TestAMessageTelegramWithholdsSaysWhy(t *testing.T) {
	got := fromKey(t, "restriction_reasons", model.Message{ID: 1, Restricted: []string{"ios: porn", "all: \"terms\""}}, noFiles)
	if want := "   \"restriction_reasons\": [\n    \"ios: porn\",\n    \"all: \\\"terms\\\"\"\n   ]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
