package naming

import (
	"math/rand/v2"
	"path"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"satchel/core/internal/model"
)

// Whatever names come one after the other, no two of a folder collide on any file
// system, each is safe, and each is what Unique says.
func TestNoTwoNamesOfAFolderCollide(t *testing.T) {
	parts := []string{"a", "A", "ä", "a\u0308", "Ä", "ß", "ss", "SS", "ſ", "K", "\u212a", "k", "\u200d", " (1)", " (2)", ".", ".jpg", ".JPG", ".tar.gz", "\u13a0", "\uab70",
		strings.Repeat("x", 118), "👩‍👩‍👧", "İ", "i\u0307", "ı", " ", "con", "\u202e", "Å", "\u212b"}
	for seed := range uint64(8) {
		rnd := rand.New(rand.NewPCG(seed, 5))
		folder, taken := NewNames(), map[string]string{}
		for range 400 {
			var b strings.Builder
			for range 1 + rnd.IntN(3) {
				b.WriteString(parts[rnd.IntN(len(parts))])
			}
			asked := Clean(b.String())
			want := Unique(asked, func(folded string) bool { return taken[folded] != "" })
			got := folder.Take(asked)
			if got != want {
				t.Fatalf("seed %d: %q is %q, want %q", seed, asked, got, want)
			}
			checkSafe(t, got)
			if other, dup := taken[Fold(got)]; dup {
				t.Fatalf("seed %d: %q and %q collide", seed, got, other)
			}
			taken[Fold(got)] = got
		}
	}
}

// A file system without case takes all forms of a letter for one, whichever way they
// are written down; different letters stay different.
func TestFoldIsOneForAllFormsOfALetter(t *testing.T) {
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if !unicode.IsLetter(r) || !utf8.ValidRune(r) {
			continue
		}
		want := Fold(string(r))
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			if got := Fold(string(other)); got != want {
				t.Errorf("%q and %q: %q and %q", r, other, want, got)
			}
		}
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			if got := Fold("x" + form.String(string(r))); got != Fold("x"+string(r)) {
				t.Errorf("%q in another form of Unicode: %q", r, got)
			}
		}
		if Fold("a"+string(r)) == Fold("a") {
			t.Errorf("%q vanishes", r)
		}
	}
	for _, pair := range [][2]string{{"a", "b"}, {"a", "ä"}, {"o", "0"}, {"l", "I"}, {"и", "й"}, {"a b", "ab"}, {"e", "е"}} { // the last is Cyrillic
		if Fold(pair[0]) == Fold(pair[1]) {
			t.Errorf("%q and %q collide", pair[0], pair[1])
		}
	}
}

// No path of a chat is too long for Windows' old limit below a folder of a hundred
// characters, and none leaves its folder.
func TestPathsStayShortAndWithinTheirFolder(t *testing.T) {
	names := []string{"", "a", strings.Repeat("я", 500), strings.Repeat("👩‍👩‍👧", 60) + ".tar.gz", "../../x", `..\..\x`, "/etc/passwd", "C:\\x", strings.Repeat(".", 300), strings.Repeat("a.", 200)}
	for _, name := range names {
		for _, d := range []model.Document{{}, {Voice: true}, {HasVideo: true}, {Round: true}, {Animated: true}, {Sticker: true}} {
			d.Name = name
			folder, file := ForDocument(new(Counters), &d, 1_700_000_000, model.Zone{})
			_, thumb := ForThumb(folder, file)
			if thumb == file {
				t.Errorf("%q and its thumbnail have one name", file)
			}
			for _, f := range []string{file, thumb} {
				p := path.Join(ChatFolder(999_999), folder, f)
				if n := utf8.RuneCountInString(p); n >= 160 || path.Dir(p) != "chats/chat_999999/"+folder {
					t.Errorf("%q has %d characters", p, n)
				}
			}
		}
	}
}

func TestTheExtensionsOfTypesAreSafeNames(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(strings.TrimSpace(extensions)) {
		mime, ext, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || seen[mime] || mime != strings.ToLower(mime) || strings.Count(mime, "/") != 1 {
			t.Errorf("line %q", line)
		}
		seen[mime] = true
		if Extension(mime, "") != ext || lastExtension("x"+ext) != ext || Clean("x"+ext) != "x"+ext {
			t.Errorf("%s: %q", mime, ext)
		}
	}
}

// A name that is made shorter keeps its extension and whole characters.
func TestALongNameIsCutBetweenCharacters(t *testing.T) {
	for _, unit := range []string{"e\u0301\u0323", "👍🏽", "👩‍👩‍👧", "☎️", "🏴\U000E0067\U000E0062\U000E007F", "ก็", "a"} {
		for pad := range 8 {
			name := Clean(strings.Repeat("x", pad) + strings.Repeat(unit, 200) + ".jpeg")
			stem, ok := strings.CutSuffix(name, ".jpeg")
			rest := strings.TrimLeft(stem, "x")
			whole := norm.NFC.String(unit)
			if !ok || strings.ReplaceAll(rest, whole, "") != "" || len(name) > MaxName || len(name) < MaxName-len(whole) {
				t.Errorf("%q after %d: %q", unit, pad, name)
			}
		}
	}
}
