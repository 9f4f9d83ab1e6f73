package naming

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"satchel/core/internal/model"
)

// 30 June 2025, 21:30:05 UTC, which is the next second-to-last hour in Berlin.
const date = 1751319005

func berlin() model.Zone { return model.Zone{Base: 7200} }

func TestFoldersAndNamesAreTelegramDesktops(t *testing.T) {
	tests := map[string]struct {
		doc          model.Document
		folder, name string
	}{
		"named file":         {model.Document{Name: "Report.pdf"}, "files", "Report.pdf"},
		"music":              {model.Document{Audio: true, Name: "Song.mp3"}, "files", "Song.mp3"},
		"video":              {model.Document{HasVideo: true, MIME: "video/mp4"}, "video_files", "video_1@30-06-2025_23-30-05.mp4"},
		"video of odd type":  {model.Document{HasVideo: true, MIME: "video/x-odd"}, "video_files", "video_1@30-06-2025_23-30-05.mov"},
		"GIF as MP4":         {model.Document{HasVideo: true, Animated: true, MIME: "video/mp4"}, "video_files", "video_1@30-06-2025_23-30-05.mp4"},
		"video sticker":      {model.Document{HasVideo: true, Sticker: true, Name: "sticker.webm"}, "video_files", "sticker.webm"},
		"animation":          {model.Document{Animated: true, MIME: "image/gif"}, "animations", "file_1@30-06-2025_23-30-05.gif"},
		"sticker":            {model.Document{Sticker: true, Name: "sticker.webp"}, "stickers", "sticker.webp"},
		"custom emoji":       {model.Document{CustomEmoji: true, MIME: "application/x-tgsticker"}, "stickers", "file_1@30-06-2025_23-30-05.tgs"},
		"voice":              {model.Document{Voice: true, Audio: true, MIME: "audio/ogg"}, "voice_messages", "audio_1@30-06-2025_23-30-05.ogg"},
		"voice as mp3":       {model.Document{Voice: true, MIME: "audio/mp3"}, "voice_messages", "audio_1@30-06-2025_23-30-05.mp3"},
		"round video":        {model.Document{HasVideo: true, Round: true, MIME: "video/mp4"}, "round_video_messages", "file_1@30-06-2025_23-30-05.mp4"},
		"nothing known":      {model.Document{}, "files", "file_1@30-06-2025_23-30-05.unknown"},
		"music without name": {model.Document{Audio: true, MIME: "audio/mpeg"}, "files", "file_1@30-06-2025_23-30-05.mp3"},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			folder, name := ForDocument(new(Counters), &tt.doc, date, berlin())
			if folder != tt.folder || name != tt.name {
				t.Errorf("got %s/%s, want %s/%s", folder, name, tt.folder, tt.name)
			}
		})
	}
}

func TestNumbersCountPerKind(t *testing.T) {
	var c Counters
	var got []string
	add := func(folder, name string) { got = append(got, folder+"/"+name) }
	add(ForPhoto(&c, date, berlin()))
	add(ForPhoto(&c, 0, berlin()))
	add(ForDocument(&c, &model.Document{Name: "kept.txt"}, date, berlin()))
	add(ForDocument(&c, &model.Document{Voice: true}, 0, berlin()))
	add(ForDocument(&c, &model.Document{HasVideo: true, MIME: "video/webm"}, 0, berlin()))
	add(ForDocument(&c, &model.Document{}, 0, berlin()))
	add(ForContact(&c))
	add(ForContact(&c))
	want := []string{
		"photos/photo_1@30-06-2025_23-30-05.jpg", "photos/photo_2.jpg", "files/kept.txt", "voice_messages/audio_1.ogg",
		"video_files/video_1.webm", "files/file_1.unknown", "contacts/contact_1.vcard", "contacts/contact_2.vcard",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Counters{Photos: 2, Audios: 1, Videos: 1, Files: 1, Contacts: 2}, c); diff != "" {
		t.Error(diff)
	}
}

func TestNamesOfTheAccount(t *testing.T) {
	folder, name := ForUserpic(3, date, berlin())
	if got := folder + "/" + name; got != "profile_pictures/photo_3@30-06-2025_23-30-05.jpg" {
		t.Error(got)
	}
	folder, name = ForStory(12, date, ".mp4", berlin())
	if got := folder + "/" + name; got != "stories/story_12@30-06-2025_23-30-05.mp4" {
		t.Error(got)
	}
	folder, name = ForThumb(folder, name)
	if got := folder + "/" + name; got != "stories/story_12@30-06-2025_23-30-05.mp4_thumb.jpg" {
		t.Error(got)
	}
	if got := ChatFolder(7); got != "chats/chat_007" {
		t.Error(got)
	}
	if got := ChatFolder(12345); got != "chats/chat_12345" {
		t.Error(got)
	}
}

func TestCleanDefusesWhatStrangersSend(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain name.txt", "plain name.txt"},
		{`a/b\c<d>e:f"g|h?i*j`, "a_b_c_d_e_f_g_h_i_j"},
		{"../../etc/passwd", ".._.._etc_passwd"},
		{"tab\tline\nnull\x00del\x7f", "tab_line_null_del_"},
		{"invoice\u202excod.exe", "invoice_xcod.exe"},
		{"\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067.txt", "________.txt"},
		{"", "_"},
		{".", "._"},
		{"..", ".._"},
		{"name.", "name._"},
		{"name ", "name _"},
		{"link.lnk", "link.lnk.download"},
		{"Shell.SCF", "Shell.SCF.download"},
		{"con", "_con"},
		{"Con.txt", "_Con.txt"},
		{"NUL.tar.gz", "_NUL.tar.gz"},
		{"aux .log", "_aux .log"},
		{"COM1", "_COM1"},
		{"lpt³.dat", "_lpt³.dat"},
		{"conin$", "_conin$"},
		{"console.log", "console.log"},
		{"com10", "com10"},
		{"broken\xff\xfe.txt", "broken_.txt"},
		{"e\u0301te\u0301.txt", "été.txt"},
		{".bashrc", ".bashrc"},
		{strings.Repeat("a", 200) + ".pdf", strings.Repeat("a", 116) + ".pdf"},
		{strings.Repeat("a", 200) + ".tar.gz", strings.Repeat("a", 113) + ".tar.gz"},
		{strings.Repeat("a", 200), strings.Repeat("a", 120)},
		{strings.Repeat("a", 119) + " and more", strings.Repeat("a", 119) + "_"},
		{strings.Repeat("я", 100) + ".pdf", strings.Repeat("я", 58) + ".pdf"},
		{strings.Repeat("a", 113) + "👍🏽.txt", strings.Repeat("a", 113) + ".txt"},
		{strings.Repeat("a", 113) + "q\u0323\u0301.txt", strings.Repeat("a", 113) + ".txt"},
	}
	for _, tt := range tests {
		if got := Clean(tt.in); got != tt.want {
			t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestUniqueCountsBeforeTheExtension(t *testing.T) {
	tests := []struct {
		name  string
		taken []string
		want  string
	}{
		{"a.pdf", nil, "a.pdf"},
		{"a.pdf", []string{"A.PDF"}, "a (1).pdf"},
		{"a.pdf", []string{"a.pdf", "a (1).pdf"}, "a (2).pdf"},
		{"a v1.2.pdf", []string{"a v1.2.pdf"}, "a v1.2 (1).pdf"},
		{"a.tar.gz", []string{"a.tar.gz"}, "a (1).tar.gz"},
		{"README", []string{"readme"}, "README (1)"},
		{".bashrc", []string{".bashrc"}, ".bashrc (1)"},
		{"x.mp4_thumb.jpg", []string{"x.mp4_thumb.jpg"}, "x.mp4_thumb (1).jpg"},
		{"Straße.txt", []string{"STRASSE.TXT"}, "Straße (1).txt"},
		{"étè.txt", []string{"E\u0301TE\u0300.txt"}, "étè (1).txt"},
		{strings.Repeat("a", 116) + ".pdf", []string{strings.Repeat("a", 116) + ".pdf"}, strings.Repeat("a", 112) + " (1).pdf"},
	}
	for _, tt := range tests {
		set := map[string]bool{}
		names := NewNames()
		for _, n := range tt.taken {
			set[Fold(n)] = true
			names.Reserve(n)
		}
		if got := Unique(tt.name, func(f string) bool { return set[f] }); got != tt.want {
			t.Errorf("Unique(%q) with %q = %q, want %q", tt.name, tt.taken, got, tt.want)
		}
		if got := names.Take(tt.name); got != tt.want {
			t.Errorf("Take(%q) with %q = %q, want %q", tt.name, tt.taken, got, tt.want)
		}
	}
}

func TestAFolderOfManyEqualNames(t *testing.T) {
	names := NewNames()
	names.Reserve("x (7).txt")
	for i := range 50_000 {
		want := "x.txt"
		switch {
		case i >= 7:
			want = fmt.Sprintf("x (%d).txt", i+1)
		case i > 0:
			want = fmt.Sprintf("x (%d).txt", i)
		}
		if got := names.Take("x.txt"); got != want {
			t.Fatalf("name %d is %q, want %q", i, got, want)
		}
	}
}

func TestExtension(t *testing.T) {
	for mime, want := range map[string]string{
		"video/mp4": ".mp4", "IMAGE/JPEG": ".jpg", "text/plain; charset=utf-8": ".txt", "": ".x", "odd/type": ".x",
		"image/jpeg .jpg\nimage/png": ".x", "mp4": ".x",
	} {
		if got := Extension(mime, ".x"); got != want {
			t.Errorf("Extension(%q) = %q, want %q", mime, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a.txt", "..", "con.tar.gz", "é\u0301\u202e.", strings.Repeat("👩‍👩‍👧", 20) + ".jpeg", "\xff", "a.tar.gz.lnk"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name := Clean(s)
		checkSafe(t, name)
		if again := Clean(name); again != name {
			t.Errorf("Clean(%q) = %q, but cleaned again %q", s, name, again)
		}
		_, thumb := ForThumb("files", name)
		checkSafe(t, thumb)
		names := NewNames()
		names.Reserve(name)
		second := names.Take(name)
		checkSafe(t, second)
		if Fold(second) == Fold(name) {
			t.Errorf("%q and %q collide", name, second)
		}
		if _, ext := split(name); !strings.HasSuffix(second, ext) {
			t.Errorf("%q lost the extension of %q", second, name)
		}
		if Fold(Fold(name)) != Fold(name) {
			t.Errorf("Fold is not stable for %q", name)
		}
	})
}

func checkSafe(t *testing.T, name string) {
	t.Helper()
	switch {
	case name == "", name == ".", name == "..":
		t.Errorf("%q is no name", name)
	case len(name) > MaxName:
		t.Errorf("%q has %d bytes", name, len(name))
	case !utf8.ValidString(name):
		t.Errorf("%q is not UTF-8", name)
	case !norm.NFC.IsNormalString(name):
		t.Errorf("%q is not in NFC", name)
	case strings.HasSuffix(name, "."), strings.HasSuffix(name, " "):
		t.Errorf("%q ends in a dot or a space", name)
	case strings.ContainsAny(name, "/\\<>:\"|?*\x00\n\u202e"):
		t.Errorf("%q has unsafe characters", name)
	case isDevice(name):
		t.Errorf("%q is a device on Windows", name)
	}
}
