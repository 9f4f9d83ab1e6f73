package paint

import (
	"strings"
	"unicode"
)

// strokes draws each letter on a grid 4 wide and 6 high: pairs of digits are
// points, spaces lift the pen.
const strokes = `A 062046 1434|B 0006264543230323 0020312203|C 4120100105062646|D 00062645412000|E 4000064603230333|F 4000060323|` +
	`G 41201001050626464323|H 0006 4046 0343|I 1016|J 4045261605|K 0006400346|L 000646|M 0600234046|N 06004640|O 10010516364541301010|` +
	`P 0600304142330303|Q 1001051636454130102446|R 060030414233032346|S 41301001024345361605|T 00402026|U 0005163645 4540|V 002640|W 0016233640|` +
	`X 00464006|Y 00234023 2326|Z 00400646|0 10010516364541301001 4105|1 11202026|2 0110304142064606|3 00402342453616 05|4 3630044444|5 40000233424536160505|` +
	`6 4120100105163645443303|7 00401606|8 1001021333444536160504134241 3010|9 43130201103041451606|. 2526|, 2516|- 0343|+ 03432125|! 2024 2626|? 0110304142242526 |: 2122 2526|/ 4006|& 46011020320405163644|' 2021`

// Text is a line of hand-drawn capitals: x, y the top left, size the height of
// a letter, width that of the pen. Unknown signs leave a space.
func Text(s string, x, y, size, width float64) Path {
	var p Path
	u := size / 6
	for _, r := range strings.ToUpper(s) {
		for _, piece := range letter(r) {
			pts := make([]Point, 0, len(piece)/2)
			for i := 0; i+1 < len(piece); i += 2 {
				pts = append(pts, Point{x + float64(piece[i]-'0')*u, y + float64(piece[i+1]-'0')*u})
			}
			p = append(p, Line(width, pts...)...)
		}
		x += advance(r) * u
	}
	return p
}

// TextWidth is how far Text runs at that size.
func TextWidth(s string, size float64) float64 {
	w := 0.0
	for _, r := range strings.ToUpper(s) {
		w += advance(r) * size / 6
	}
	return w
}

func advance(r rune) float64 {
	switch {
	case r == 'I':
		return 3.6
	case unicode.IsSpace(r) || strings.ContainsRune(".,!':", r):
		return 4
	}
	return 5.8
}

func letter(r rune) []string {
	for g := range strings.SplitSeq(strokes, "|") {
		if strings.HasPrefix(g, string(r)+" ") {
			return strings.Fields(g[len(string(r))+1:])
		}
	}
	return nil
}
