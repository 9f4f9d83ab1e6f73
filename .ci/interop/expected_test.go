package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func byHand(t *testing.T) *account {
	t.Helper()
	all, err := accounts()
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// What the client is held against comes from the world alone: every message and peer
// as its very bytes, every file by its hash.
func TestWhatIsExpectedIsTheWholeWorld(t *testing.T) {
	w := byHand(t).world
	e, err := expect(w)
	if err != nil {
		t.Fatal(err)
	}
	if e.Layer != tg.Layer || len(e.Dialogs) != len(w.Dialogs()) || len(e.Ranges) != len(w.Ranges()) || !slices.Equal(e.Left, w.LeftChannels()) {
		t.Errorf("layer %d, %d dialogs, %d ranges, left %v", e.Layer, len(e.Dialogs), len(e.Ranges), e.Left)
	}
	messages := 0
	for i, peer := range w.HistoryPeers() {
		h := w.History(peer)
		if e.Peers[i].Peer != peer.String() || len(e.Peers[i].Messages) != h.Len() {
			t.Fatalf("%d messages of %s, want %d of %s", len(e.Peers[i].Messages), e.Peers[i].Peer, h.Len(), peer)
		}
		for k, m := range e.Peers[i].Messages {
			data, err := base64.StdEncoding.DecodeString(m.TL)
			if err != nil {
				t.Fatal(err)
			}
			got, err := tg.DecodeMessage(&bin.Buffer{Buf: data})
			if err != nil || got.GetID() != h.ID(k) || m.ID != h.ID(k) || m.Date != h.Date(k) {
				t.Errorf("%s %d: %v, %v", peer, m.ID, got, err)
			}
			messages++
		}
	}
	if messages == 0 || len(e.Users) == 0 || len(e.Chats) == 0 {
		t.Errorf("%d messages, %d users, %d chats", messages, len(e.Users), len(e.Chats))
	}
	for _, id := range w.UserIDs() {
		if e.Users[fmt.Sprint(id)] == "" {
			t.Errorf("user %d is not expected", id)
		}
	}
}

func TestFilesAreExpectedByTheirBytes(t *testing.T) {
	w := byHand(t).world
	e, err := expect(w)
	if err != nil {
		t.Fatal(err)
	}
	dcs, cdn := map[int]bool{}, 0
	for name, want := range e.Files {
		var key world.FileKey
		parts := strings.Split(name, ":")
		var id int64
		if _, err := fmt.Sscan(parts[1], &id); err != nil {
			t.Fatal(err)
		}
		if key.Document = id; parts[0] == "photo" {
			key = world.FileKey{Photo: id, Thumb: parts[2]}
		}
		f, ok := w.File(key)
		if !ok || f.Size != want.Size || f.DC != want.DC || f.CDN != want.CDN {
			t.Errorf("%s: %+v, want %+v", name, f, want)
			continue
		}
		data := make([]byte, f.Size)
		if _, err := f.Open().ReadAt(data, 0); err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want.SHA256 {
			t.Errorf("%s: another hash", name)
		}
		dcs[want.DC] = true
		if want.CDN {
			cdn++
		}
	}
	if len(dcs) < 2 || cdn == 0 {
		t.Errorf("files on %d datacenters, %d at a CDN: too few for a client to show what it can", len(dcs), cdn)
	}
}

func TestReferencesAreTheServersToGive(t *testing.T) {
	document := func(reference string) *tg.Message {
		return &tg.Message{PeerID: &tg.PeerUser{UserID: 7}, Media: &tg.MessageMediaDocument{Document: &tg.Document{ID: 5, FileReference: []byte(reference)}}}
	}
	one, err := encoded(document("first"))
	if err != nil {
		t.Fatal(err)
	}
	other, err := encoded(document("another one"))
	if err != nil || one != other {
		t.Errorf("two references of one file make two messages: %v", err)
	}
}

func TestARuleThatWasBrokenOrKeptAgainstTheRecordFails(t *testing.T) {
	a := byHand(t)
	dir := t.TempDir()
	server, err := a.serve(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	a.server = server
	if err := judge([]*account{a}); err == nil || !strings.Contains(err.Error(), "by-hand: rules broken: [], want [cdn.method getFile.offset]") {
		t.Errorf("a client that breaks nothing it was to break: %v", err)
	}
	a.broken = nil
	if err := judge([]*account{a}); err != nil {
		t.Errorf("a client that breaks nothing: %v", err)
	}
	for name, into := range map[string]any{"ready.json": &struct{}{}, "expected.json": &expected{}} {
		data, err := os.ReadFile(filepath.Join(dir, a.name, name))
		if err != nil || json.Unmarshal(data, into) != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
