package tljson

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gotd/td/tg"
)

// encoding/json is the judge of what is JSON; only strings that are no text are
// refused on top of it, and not when they are passed over.
func TestSkipTakesWhatEncodingJSONTakes(t *testing.T) {
	values := []string{
		`null`, `true`, `false`, `0`, `-1.5e+7`, `""`, `"a\"b\\"`, `[]`, `{}`, `[1,[2,{"a":[null]}],"x"]`, `{"a":{"b":[]},"c":"d"}`, ` [ 1 , 2 ] `,
		``, `nul`, `truefalse`, `01`, `+1`, `.5`, `1.`, `1e`, `"`, `"\`, `[`, `[1`, `[1,`, `[1,]`, `[,1]`, `{`, `{"a"`, `{"a":`, `{"a":1,}`, `{a:1}`, `{1:2}`, `]`, `"a` + "\n" + `"`, `'a'`,
	}
	for _, v := range values {
		s := scanner{data: []byte(v)}
		err := s.skip(0)
		whole := err == nil && s.peek() == 0 && s.pos == len(s.data)
		if whole != json.Valid([]byte(v)) {
			t.Errorf("%s: %v, at %d of %d", v, err, s.pos, len(v))
		}
	}
}

func TestStringsAreReadAsEncodingJSONReadsThem(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	letters := []string{"a", "é", "世", "🎈", `\n`, `\"`, `\\`, `\/`, `\b`, `\u00e9`, `\u4e16`, `\ud83c\udf88`, `\u0000`, " ", "\x7f"}
	for range 2000 {
		var b strings.Builder
		for range rnd.IntN(8) {
			b.WriteString(letters[rnd.IntN(len(letters))])
		}
		text := `"` + b.String() + `"`
		var want string
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatal(err)
		}
		s := scanner{data: []byte(text)}
		if got, err := s.str(); err != nil || got != want {
			t.Fatalf("%s: %q, %v", text, got, err)
		}
	}
}

func TestStringsThatAreNoTextAreRefused(t *testing.T) {
	for _, text := range []string{`"\ud83c"`, `"\ud83c\ud83c\udf88"`, `"\udf88\ud83c"`, `"\ud83cx\udf88"`, `"\ud83c\n\udf88"`, "\"\xff\"", `"\x"`, `"\u12"`, `"\u12g4"`} {
		s := scanner{data: []byte(text)}
		if got, err := s.str(); err == nil {
			t.Errorf("%s is %q", text, got)
		}
	}
	for _, text := range []string{`"\ud83c\udf88"`, `"\\ud83c"`, `"\ud83c\udf88\ud83c\udf88"`} {
		s := scanner{data: []byte(text)}
		if _, err := s.str(); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestPathsAreWrittenAsCodeWritesThem(t *testing.T) {
	tests := []struct {
		steps []string // from the inside out
		want  string
	}{
		{nil, "expected int"},
		{[]string{"w"}, "w: expected int"},
		{[]string{"w", "[0]", "sizes", "photo", "media", "messages[12]"}, "messages[12].media.photo.sizes[0].w: expected int"},
		{[]string{"[1]", "[0]", "matrix"}, "matrix[0][1]: expected int"},
	}
	for _, tt := range tests {
		err := refuse("expected int")
		for _, step := range tt.steps {
			err = err.within(step)
		}
		if err.Error() != tt.want {
			t.Errorf("got %s, want %s", err, tt.want)
		}
	}
}

func TestForeignWordsInErrorsAreShort(t *testing.T) {
	long := strings.Repeat("世", 500)
	for _, text := range []string{`{"_":"` + long + `"}`, `{"_":"peerUser","` + long + `":1}`} {
		var p tg.PeerClass
		err := New().Decode([]byte(text), &p, DecodeOptions{})
		if bad := (*Error)(nil); !errors.As(err, &bad) || len([]rune(err.Error())) > 120 {
			t.Errorf("%d runes: %v", len([]rune(err.Error())), err)
		}
	}
}
