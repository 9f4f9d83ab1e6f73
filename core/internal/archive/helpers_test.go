package archive

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"satchel/core/internal/model"
)

func at(unix int64) func() time.Time { return func() time.Time { return time.Unix(unix, 0) } }

// openTest opens an archive in dir and closes it with the test.
func openTest(t testing.TB, dir string) *Archive {
	t.Helper()
	a, err := Open(t.Context(), dir, Options{Now: at(1_700_000_000)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// newTest opens a new archive with one run, number 1.
func newTest(t testing.TB) *Archive {
	t.Helper()
	a := openTest(t, t.TempDir())
	must(t, begin(t, a))
	return a
}

func begin(t testing.TB, a *Archive) error {
	t.Helper()
	_, err := a.BeginRun(t.Context(), RunFull, nil)
	return err
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func record(t testing.TB, a *Archive, pages ...Page) {
	t.Helper()
	for _, p := range pages {
		if p.Run == 0 {
			p.Run = 1
		}
		if p.Method == "" {
			p.Method = "messages.getHistory"
		}
		must(t, a.Record(t.Context(), p))
	}
}

var (
	alice   = model.UserID(7)
	channel = model.ChannelID(1003)
)

func message(peer model.PeerID, id int, text string) model.Message {
	return model.Message{V: 1, ID: id, Peer: peer, Date: 1_600_000_000 + int64(id), Text: model.Text{Text: text}}
}

func edited(m model.Message, at int64, text string) model.Message {
	m.Edited, m.Text.Text = at, text
	return m
}

// file is a queued document of the given name, first seen in message order of
// dialog number.
func file(id int64, number int, order int64, name string) (model.File, model.FileRef) {
	key := model.DocumentKey(id, "")
	f := model.File{
		Key: key, Type: model.MediaFile, DC: 2, Size: int64(len(content(key))), Date: 1_600_000_000 + order,
		Location: model.Location{Kind: model.LocationDocument, ID: id, AccessHash: 5, Reference: []byte("ref")},
	}
	return f, model.FileRef{Key: key, Number: number, Order: order, Folder: "files", Name: name, Date: f.Date}
}

func filePage(id int64, number int, order int64, name string) Page {
	f, r := file(id, number, order, name)
	return Page{Run: 1, Method: "messages.getHistory", Files: []model.File{f}, Refs: []model.FileRef{r}}
}

func content(key model.FileKey) string { return "content of " + string(key) }

// settle puts files into the media folder as a download does and settles them.
func settle(t testing.TB, a *Archive, keys ...model.FileKey) {
	t.Helper()
	for _, k := range keys {
		must(t, os.WriteFile(filepath.Join(a.Dir(), filepath.FromSlash(a.MediaPath(k))), []byte(content(k)), 0o600))
		must(t, a.Settle(t.Context(), saved(k)))
	}
}

func saved(k model.FileKey) Settled {
	sum := sha256.Sum256([]byte(content(k)))
	return Settled{Key: k, Size: int64(len(content(k))), SHA256: sum[:]}
}

// tree lists the files outside the working folder with content and time, one a
// line.
func tree(t testing.TB, dir string) []string {
	t.Helper()
	var lines []string
	must(t, filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() && rel == workDir {
			return filepath.SkipDir
		}
		if strings.HasPrefix(rel, FileName) {
			return nil
		}
		if d.IsDir() {
			entries, err := os.ReadDir(p)
			if len(entries) == 0 {
				lines = append(lines, "empty folder "+rel)
			}
			return err
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		info, err := d.Info()
		lines = append(lines, fmt.Sprintf("%s %q %d", rel, b, info.ModTime().Unix()))
		return err
	}))
	return lines
}

// dump is everything a reader can see of an archive: what must not depend on the
// order of pages.
func dump(t testing.TB, a *Archive) []string {
	t.Helper()
	ctx := t.Context()
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	must(t, a.Peers(ctx, func(p model.Peer) error { add("peer %s", asJSON(t, p)); return nil }))
	dialogs, err := a.Dialogs(ctx)
	must(t, err)
	for _, d := range dialogs {
		add("dialog %s", asJSON(t, d))
		must(t, a.Messages(ctx, d.Number, func(rows []MessageRow) error {
			for _, m := range rows {
				add("message %s", asJSON(t, m))
			}
			return nil
		}))
	}
	for _, s := range []model.Section{model.SectionContacts, model.SectionStories, model.SectionSessions} {
		must(t, a.Section(ctx, s, func(key string, doc []byte) error { add("%s %s %s", s, key, doc); return nil }))
	}
	problems, err := a.Problems(ctx)
	must(t, err)
	add("problems %s", asJSON(t, problems))
	stats, err := a.Stats(ctx)
	must(t, err)
	add("stats %s", asJSON(t, stats))
	must(t, a.pools.read(ctx, func(q querier) error {
		for _, query := range []string{
			"SELECT subject || ' ' || run || ' ' || doc FROM versions ORDER BY subject, hash",
			"SELECT kind || ' ' || id || ' ' || run || ' ' || coalesce(doc, '') || ' ' || min_run || ' ' || coalesce(min_doc, '') FROM peers ORDER BY 1",
			"SELECT method || ' ' || peer || ' ' || hash || ' ' || size || ' ' || coalesce(hex(raw), '') FROM pages ORDER BY 1",
			`SELECT key || ' ' || state || ' ' || skip || ' ' || type || ' ' || size || ' ' || date || ' ' || rank || ' ' || coalesce(number, '') || ' '
				|| coalesce(ord, '') || ' ' || coalesce(seq, '') || ' ' || coalesce(folder, '') || ' ' || coalesce(name, '') || ' ' || coalesce(path, '') FROM files ORDER BY key`,
			"SELECT r.number || ' ' || r.ord || ' ' || r.seq || ' ' || f.key FROM file_refs r JOIN files f ON f.id = r.file ORDER BY r.number, r.ord, r.seq, f.key",
		} {
			got, err := texts(ctx, q, query)
			if err != nil {
				return err
			}
			lines = append(lines, got...)
		}
		return nil
	}))
	return lines
}

// copyDir copies a folder as a crash would leave it.
func copyDir(t testing.TB, from, to string) {
	t.Helper()
	must(t, os.CopyFS(to, os.DirFS(from)))
	must(t, filepath.WalkDir(from, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, p)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		return os.Chtimes(filepath.Join(to, rel), info.ModTime(), info.ModTime())
	}))
}

func chatPath(number int, folder, name string) string {
	return path.Join(fmt.Sprintf("chats/chat_%03d", number), folder, name)
}

func asJSONBytes(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
