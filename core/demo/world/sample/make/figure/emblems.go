package figure

import (
	"math"

	p "satchel/core/demo/world/sample/make/paint"
)

// Emblem is the picture of a group, channel or bot.
func Emblem(kind string, back, ink, accent p.Color) Figure {
	var f Figure
	f.add(p.Rect(-2, -2, Side+4, Side+4), back)
	f.add(p.Circle(256, 256, 210), back.Light(0.12))
	draw := map[string]func(*Figure, p.Color, p.Color){
		"hills": hills, "book": book, "house": house, "pot": potMark, "news": news, "robot": robot,
		"wave": wave, "market": market, "flask": flask, "plane": plane, "star": star, "tree": tree, "fire": fire,
	}[kind]
	draw(&f, ink, accent)
	return f
}

func hills(f *Figure, ink, accent p.Color) {
	f.add(p.Circle(340, 180, 46), accent)
	f.add(p.Poly(pt(60, 390), pt(190, 200), pt(320, 390)), ink.Light(0.25))
	f.add(p.Poly(pt(150, 390), pt(300, 160), pt(460, 390)), ink)
	f.add(p.Poly(pt(300, 160), pt(262, 220), pt(288, 214), pt(304, 236), pt(320, 212), pt(341, 219)), p.Hex(0xffffff))
}

func book(f *Figure, ink, accent p.Color) {
	f.add(p.Blob(pt(256, 190), pt(170, 158), pt(92, 180), pt(92, 370), pt(170, 350), pt(256, 384)), ink)
	f.add(p.Blob(pt(256, 190), pt(342, 158), pt(420, 180), pt(420, 370), pt(342, 350), pt(256, 384)), ink.Light(0.16))
	for i := range 3 {
		y := 220 + 40*float64(i)
		f.add(p.Line(9, pt(132, y), pt(222, y+12)), accent)
		f.add(p.Line(9, pt(380, y), pt(290, y+12)), accent)
	}
}

func house(f *Figure, ink, accent p.Color) {
	for i := range 3 {
		x, h := 92+112*float64(i), 150+30*float64(i%2)
		k := p.Mix(ink, accent, 0.5*float64(i))
		f.add(p.Rect(x, 380-h, 104, h), k)
		f.add(p.Poly(pt(x-10, 382-h), pt(x+52, 310-h), pt(x+114, 382-h)), k.Light(-0.3))
		f.add(p.RoundRect(x+38, 320, 30, 60, 10), k.Light(-0.4))
		f.add(p.Rect(x+22, 270, 24, 26), p.Hex(0xfff0c0))
		f.add(p.Rect(x+60, 270, 24, 26), p.Hex(0xfff0c0))
	}
}

func potMark(f *Figure, ink, accent p.Color) {
	f.add(p.Blob(pt(206, 136), pt(306, 136), pt(390, 240), pt(360, 370), pt(300, 404), pt(212, 404), pt(152, 370), pt(122, 240)), ink)
	f.add(p.RoundRect(190, 112, 132, 36, 18), ink.Light(-0.25))
	for i := range 3 {
		f.add(p.Line(13, p.Arc(256, 210+46*float64(i), 118, 20, 0.15, math.Pi-0.15, 16)...), accent)
	}
}

func news(f *Figure, ink, accent p.Color) {
	f.add(p.RoundRect(110, 124, 292, 270, 22), p.Hex(0xffffff))
	f.add(p.Text("Firth", 144, 160, 50, 11), ink)
	f.add(p.RoundRect(140, 240, 116, 120, 10), accent)
	for i := range 4 {
		f.add(p.Line(13, pt(284, 252+34*float64(i)), pt(372, 252+34*float64(i))), ink.Light(0.35))
	}
}

func robot(f *Figure, ink, accent p.Color) {
	f.add(p.Line(14, pt(256, 160), pt(256, 100)), ink)
	f.add(p.Circle(256, 96, 24), accent)
	f.add(p.RoundRect(120, 156, 272, 220, 56), ink)
	f.add(p.RoundRect(150, 196, 212, 140, 40), p.Hex(0xf5f8fa))
	for _, s := range []float64{-1, 1} {
		f.add(p.Circle(256+s*52, 254, 24), accent)
		f.add(p.RoundRect(256+s*150-16, 230, 32, 76, 14), ink.Light(-0.2))
	}
	f.add(p.Line(11, p.Arc(256, 284, 34, 22, 0.3, math.Pi-0.3, 10)...), ink)
}

func wave(f *Figure, ink, accent p.Color) {
	f.add(p.Circle(350, 170, 50), accent)
	for i := range 3 {
		var pts []p.Point
		y := 250 + 62*float64(i)
		for j := range 30 {
			t := float64(j) / 29
			pts = append(pts, pt(70+372*t, y+math.Sin(t*13+float64(i))*20))
		}
		f.add(p.Line(30, pts...), ink.Light(0.16*float64(i)))
	}
}

func market(f *Figure, ink, accent p.Color) {
	f.add(p.Rect(110, 250, 292, 140), p.Hex(0xfff4df))
	for i := range 6 {
		x := 96 + 53.5*float64(i)
		k := ink
		if i%2 == 1 {
			k = accent
		}
		f.add(p.Rect(x, 150, 53.5, 96), k)
		f.add(p.Circle(x+26.7, 246, 26.7), k)
	}
	f.add(p.RoundRect(150, 310, 212, 80, 12), p.Hex(0x8a5a34))
}

func flask(f *Figure, ink, accent p.Color) {
	f.add(p.Blob(pt(222, 120), pt(290, 120), pt(292, 210), pt(390, 370), pt(360, 404), pt(152, 404), pt(122, 370), pt(220, 210)), p.Hex(0xffffff).Alpha(0.85))
	f.add(p.Blob(pt(196, 290), pt(256, 276), pt(316, 292), pt(366, 372), pt(344, 388), pt(168, 388), pt(146, 372)), accent)
	f.add(p.RoundRect(204, 100, 104, 28, 14), ink)
	f.add(p.Circle(230, 334, 15), p.Hex(0xffffff).Alpha(0.7))
	f.add(p.Circle(280, 356, 10), p.Hex(0xffffff).Alpha(0.7))
}

func plane(f *Figure, ink, accent p.Color) {
	f.add(p.Poly(pt(96, 262), pt(410, 126), pt(340, 396), pt(250, 320)), ink)
	f.add(p.Poly(pt(410, 126), pt(196, 292), pt(206, 384), pt(250, 320)), accent)
}

func star(f *Figure, ink, accent p.Color) {
	var pts []p.Point
	for i := range 10 {
		r := 160.0
		if i%2 == 1 {
			r = 72
		}
		a := -math.Pi/2 + float64(i)*math.Pi/5
		pts = append(pts, pt(256+math.Cos(a)*r, 266+math.Sin(a)*r))
	}
	f.add(p.Poly(pts...), ink)
	f.add(p.Circle(256, 266, 46), accent)
}

func tree(f *Figure, ink, accent p.Color) {
	f.add(p.RoundRect(236, 300, 40, 110, 12), p.Hex(0x7a5536))
	f.add(p.Circle(256, 220, 104), ink)
	f.add(p.Circle(186, 268, 66), ink.Light(-0.1))
	f.add(p.Circle(326, 268, 66), ink.Light(0.1))
	for i := range 7 {
		f.add(p.Circle(190+24*float64(i), 210+40*math.Sin(float64(i)*2), 12), accent)
	}
}

func fire(f *Figure, ink, accent p.Color) {
	f.add(p.RoundRect(120, 360, 272, 44, 22), ink)
	small := p.Matrix{A: 0.56, D: 0.56, E: 113, F: 96}
	for i, part := range flame() {
		f.add(part.Path.Map(small), p.Mix(part.Fill, accent, 0.15*float64(i)))
	}
}
