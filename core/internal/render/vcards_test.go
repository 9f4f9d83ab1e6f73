package render

import (
	"bufio"
	"strings"
	"testing"

	"satchel/core/internal/model"
)

func TestAContactAsVCard(t *testing.T) {
	for _, tt := range []struct {
		name string
		give model.SavedContact
		want []string
	}{
		{"plain", model.SavedContact{Phone: "49170123", FirstName: "Ann", LastName: "Lee"}, []string{"N:Lee;Ann;;;", "FN:Ann Lee", "TEL;TYPE=CELL:+49170123"}},
		{"marks", model.SavedContact{Phone: "+1", FirstName: `a;b,c\d`, LastName: "x\ny"}, []string{`N:x\ny;a\;b\,c\\d;;;`, `FN:a\;b\,c\\d x\ny`, "TEL;TYPE=CELL:+1"}},
		{"no name", model.SavedContact{Phone: "0170"}, []string{"N:;;;;", "FN:0170", "TEL;TYPE=CELL:0170"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			w := bufio.NewWriter(&b)
			vcard(w, &tt.give)
			w.Flush()
			want := "BEGIN:VCARD\r\nVERSION:3.0\r\n" + strings.Join(tt.want, "\r\n") + "\r\nEND:VCARD\r\n"
			if b.String() != want {
				t.Errorf("got %q\nwant %q", b.String(), want)
			}
		})
	}
}

func TestAContactOfNothingIsNoVCard(t *testing.T) {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	vcard(w, &model.SavedContact{})
	w.Flush()
	if b.Len() > 0 {
		t.Errorf("got %q", b.String())
	}
}

func TestLongLinesOfAVCardAreFoldedBetweenCharacters(t *testing.T) {
	line := "FN:" + strings.Repeat("é", 120)
	var b strings.Builder
	w := bufio.NewWriter(&b)
	fold(w, line)
	w.Flush()
	for part := range strings.SplitSeq(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
		if len(part) > foldAt {
			t.Errorf("a line of %d bytes", len(part))
		}
	}
	if unfolded := strings.ReplaceAll(strings.TrimSuffix(b.String(), "\r\n"), "\r\n ", ""); unfolded != line {
		t.Errorf("unfolded %q", unfolded)
	}
}
