package core

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

func rawPages(t *testing.T, dir string, peer PeerID, message int) []rawPage {
	t.Helper()
	var out bytes.Buffer
	n, err := Raw(t.Context(), dir, peer, message, &out, Config{})
	if err != nil {
		t.Fatal(err)
	}
	var pages []rawPage
	for line := range bytes.Lines(out.Bytes()) {
		var p rawPage
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		pages = append(pages, p)
	}
	if len(pages) != n {
		t.Errorf("%d lines, said to be %d", len(pages), n)
	}
	return pages
}

func TestRawPrintsEveryKeptAnswer(t *testing.T) {
	t.Parallel()
	dir, _ := twoStates(t, DepthRecheck)
	methods := map[string]bool{}
	for _, p := range rawPages(t, dir, PeerID{}, 0) {
		methods[p.Method] = true
		if p.Unreadable != "" || len(p.Answer) == 0 || p.Layer == 0 || p.Run == 0 {
			t.Errorf("page %+v", p)
		}
	}
	for _, m := range []string{"messages.getHistory", "messages.getDialogs", "users.getFullUser", "contacts.getSaved"} {
		if !methods[m] {
			t.Errorf("no answer to %s; there are %v", m, methods)
		}
	}
}

func TestRawFindsTheAnswersAMessageAndItsVersionsCameFrom(t *testing.T) {
	t.Parallel()
	dir, _ := twoStates(t, DepthRecheck)
	pages := rawPages(t, dir, model.UserID(7), 7)
	if len(pages) != 2 {
		t.Fatalf("%d pages for an edited message, want 2", len(pages))
	}
	for i, want := range []string{`"message 7"`, `"edited 7"`} {
		if !bytes.Contains(pages[i].Answer, []byte(want)) || pages[i].Peer != "user:7" || pages[i].Run != int64(i+1) {
			t.Errorf("page %d: run %d of %s, without %s", i, pages[i].Run, pages[i].Peer, want)
		}
	}
	if pages := rawPages(t, dir, model.UserID(7), 999); len(pages) != 0 {
		t.Errorf("%d pages for a message that is not there", len(pages))
	}
}

func TestRawSaysWhichLayerItCannotRead(t *testing.T) {
	t.Parallel()
	dir, _ := twoStates(t, DepthNew)
	mustDo(t, os.Remove(filepath.Join(dir, filepath.FromSlash(archive.SealName)))) // it is not damage that is looked at here
	db, err := sql.Open("sqlite", filepath.Join(dir, archive.FileName))
	if err != nil {
		t.Fatal(err)
	}
	// A raw zstd frame around a constructor that no layer has.
	frame := []byte{0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x04, 0x21, 0x00, 0x00, 0xde, 0xad, 0xbe, 0xef}
	if _, err := db.Exec("UPDATE pages SET raw = ?, layer = 999 WHERE raw IS NOT NULL AND method <> 'messages.getDialogs'", frame); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		peer    PeerID
		message int
	}{
		{"all", PeerID{}, 0},
		{"of a chat", model.UserID(7), 0},
		{"of a message", model.UserID(7), 7},
	} {
		found := 0
		for _, page := range rawPages(t, dir, tt.peer, tt.message) {
			if page.Method == "messages.getDialogs" {
				continue
			}
			found++
			if page.Unreadable != "layer 999, not readable by this version" || !bytes.Equal(page.Raw, []byte{0xde, 0xad, 0xbe, 0xef}) || page.Answer != nil {
				t.Errorf("%s: page %+v", tt.name, page)
			}
		}
		if found == 0 {
			t.Errorf("%s: no page", tt.name)
		}
	}
}

func TestRawOfAMessageNeedsItsChat(t *testing.T) {
	t.Parallel()
	dir, _ := twoStates(t, DepthNew)
	if _, err := Raw(t.Context(), dir, PeerID{}, 7, &bytes.Buffer{}, Config{}); !errors.Is(err, ErrSettings) {
		t.Errorf("error %v", err)
	}
}
