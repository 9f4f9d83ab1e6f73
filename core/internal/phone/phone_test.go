package phone

import (
	"strings"
	"testing"
)

func TestNumbersAreWrittenAsTheirCountryDoes(t *testing.T) {
	tests := []struct{ name, number, want string }{
		{"United Kingdom", "447911123456", "+44 7911 123456"},
		{"with a plus", "+447911123456", "+44 7911 123456"},
		{"United States", "12125550100", "+1 212 555 0100"},
		{"Canada, Toronto", "14165550123", "+1 416 555 0123"},
		{"Canada, Quebec", "15145550123", "+1 514 555 0123"},
		{"Jamaica", "18765550123", "+1876 555 0123"},
		{"Bahamas", "12425550123", "+1242 555 0123"},
		{"Dominican Republic", "18295550123", "+1829 555 0123"},
		{"Puerto Rico", "17875550123", "+1787 555 0123"},
		{"Russia", "79161234567", "+7 916 123 4567"},
		{"Kazakhstan", "77011234567", "+7 701 123 45 67"},
		{"Kazakhstan, +7 6", "76001234567", "+7 600 123 45 67"},
		{"Ukraine", "380501234567", "+380 50 123 45 67"},
		{"Belarus", "375291234567", "+375 29 123 4567"},
		{"Uzbekistan", "998901234567", "+998 90 123 45 67"},
		{"Germany has no pattern", "4915112345678", "+49 15112345678"},
		{"Mexico has no pattern", "5215512345678", "+52 15512345678"},
		{"France", "33612345678", "+33 6 12 34 56 78"},
		{"Italy", "393331234567", "+39 333 123 4567"},
		{"Spain", "34612345678", "+34 612 345 678"},
		{"Switzerland", "41791234567", "+41 79 123 4567"},
		{"Norway", "4740612345", "+47 406 12 345"},
		{"Brazil", "5511912345678", "+55 11 91234 5678"},
		{"India", "919876543210", "+91 98765 43210"},
		{"China", "8613812345678", "+86 138 1234 5678"},
		{"Japan", "819012345678", "+81 90 1234 5678"},
		{"South Korea, as long as its pattern", "82101234567", "+82 10 1234 567"},
		{"South Korea, a digit more", "821012345678", "+82 10 1234 567 8"},
		{"Ivory Coast", "2250712345678", "+225 07 12 34 5678"},
		{"Laos", "8562055123456", "+856 20 55 123 456"},
		{"Israel", "972501234567", "+972 50 123 4567"},
		{"United Arab Emirates", "971501234567", "+971 50 123 4567"},
		{"Guyana, whose pattern repeats the code", "5926091234", "+592 6091234"},
		{"anonymous, of eight", "88812345678", "+888 1234 5678"},
		{"anonymous, of four", "8888123", "+888 8 123"},
		{"Telegram itself", "42777", "+42 777"},
		{"Curaçao", "59995123456", "+599 95123456"},
		{"a satellite", "8816123456", "+881 6123456"},
		{"being typed", "447", "+44 7"},
		{"a code alone", "44", "+44"},
		{"no country", "9996204177", "+9996204177"},
		{"nothing", "", ""},
		{"a plus", "+", "+"},
		{"as dialled at home", "02079460123", "02079460123"},
		{"not digits", "hidden", "hidden"},
		{"written already", "+44 7911 123456", "+44 7911 123456"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Format(tt.number); got != tt.want {
				t.Errorf("%q is written %q, want %q", tt.number, got, tt.want)
			}
		})
	}
}

func FuzzFormatKeepsTheDigits(f *testing.F) {
	f.Add("447911123456")
	f.Add("8888")
	f.Add("+1")
	f.Fuzz(func(t *testing.T, number string) {
		keep := func(r rune) rune {
			if r == ' ' || r == '+' {
				return -1
			}
			return r
		}
		if got := Format(number); strings.Map(keep, got) != strings.Map(keep, number) {
			t.Errorf("%q is written %q", number, got)
		}
	})
}

// No entry of the plan is a slip of the pen.
func TestEveryCodeOfThePlanIsFoundUnderItself(t *testing.T) {
	seen := 0
	for line := range strings.Lines(plan) {
		pattern, codes, _ := strings.Cut(line, ":")
		if strings.Trim(pattern, "X 0123456789\n") != "" {
			t.Errorf("pattern %q", pattern)
		}
		for entry := range strings.FieldsSeq(codes) {
			seen++
			if got := longest(strings.ReplaceAll(entry, "+", "")); got != entry {
				t.Errorf("%s is found under %q", entry, got)
			}
		}
	}
	if seen < 250 {
		t.Errorf("only %d codes", seen)
	}
}
