package figure

import (
	"math"

	p "satchel/core/demo/world/sample/make/paint"
)

// Face is a person's portrait in flat shapes.
type Face struct {
	Back    p.Color
	Skin    p.Color
	Hair    p.Color
	Top     p.Color // clothes
	Style   string  // short, long, bun, curly, bald, scarf, cap, bob
	Beard   bool
	Glasses bool
	Old     bool
	Mouth   float64 // how far it is open, 0 to 1
	Tilt    float64 // degrees the head leans
}

// Figure is the portrait as parts that fill the whole square.
func (v Face) Figure() Figure {
	var f Figure
	f.add(p.Rect(-2, -2, Side+4, Side+4), v.Back)
	f.add(p.Circle(256, 300, 290), v.Back.Light(0.13))
	f.add(p.Circle(256, 330, 220), v.Back.Light(0.2))
	head := p.Turn(pt(256, 400), v.Tilt, 1, 1, 0, 0)
	from := len(f)
	v.behind(&f)
	f.add(p.RoundRect(214, 330, 84, 110, 38), v.Skin.Light(-0.16))
	move(f[from:], head)
	f.add(p.Blob(pt(256, 408), pt(372, 430), pt(440, 530), pt(256, 580), pt(72, 530), pt(140, 430)), v.Top)
	f.add(p.Blob(pt(206, 410), pt(256, 420), pt(306, 410), pt(256, 466)), v.Skin.Light(-0.1))
	from = len(f)
	v.head(&f)
	v.features(&f)
	v.hair(&f)
	move(f[from:], head)
	return f
}

func move(parts []Part, m p.Matrix) {
	for i := range parts {
		parts[i].Path = parts[i].Path.Map(m)
	}
}

func (v Face) behind(f *Figure) {
	switch v.Style {
	case "long":
		f.add(p.Blob(pt(256, 96), pt(392, 180), pt(404, 340), pt(380, 450), pt(256, 440), pt(132, 450), pt(108, 340), pt(120, 180)), v.Hair.Light(-0.18))
	case "bob":
		f.add(p.Blob(pt(256, 100), pt(384, 180), pt(396, 330), pt(340, 372), pt(172, 372), pt(116, 330), pt(128, 180)), v.Hair.Light(-0.18))
	case "curly":
		for i := range 15 {
			a := math.Pi*0.86 + float64(i)*math.Pi*1.28/14
			f.add(p.Circle(256+math.Cos(a)*132, 228+math.Sin(a)*118, 54), v.Hair.Light(-0.12))
		}
	case "bun":
		f.add(p.Circle(256, 92, 56), v.Hair.Light(-0.1))
	case "scarf":
		f.add(p.Blob(pt(256, 84), pt(398, 190), pt(404, 340), pt(372, 452), pt(256, 486), pt(140, 452), pt(108, 340), pt(114, 190)), v.Hair)
	}
}

func (v Face) head(f *Figure) {
	for _, s := range []float64{-1, 1} {
		f.add(p.Ellipse(256+s*112, 262, 20, 28), v.Skin.Light(-0.1))
	}
	f.add(p.Blob(pt(256, 126), pt(350, 170), pt(366, 262), pt(326, 352), pt(256, 386), pt(186, 352), pt(146, 262), pt(162, 170)), v.Skin)
	if v.Beard {
		f.add(p.Blob(pt(148, 272), pt(180, 318), pt(256, 306), pt(332, 318), pt(364, 272), pt(336, 366), pt(256, 412), pt(176, 366)), v.Hair.Light(0.05))
	}
}

func (v Face) features(f *Figure) {
	dark := p.Hex(0x2d2328)
	for _, s := range []float64{-1, 1} {
		x := 256 + s*46
		f.add(p.Ellipse(x, 250, 12, 15), dark)
		f.add(p.Circle(x-4, 244, 4), p.Hex(0xffffff))
		f.add(p.Line(9, p.Arc(x, 228, 26, 14, math.Pi*1.2, math.Pi*1.8, 8)...), v.Hair.Light(-0.2))
		f.add(p.Circle(256+s*72, 300, 24), p.Mix(v.Skin, p.Hex(0xff6f61), 0.3).Alpha(0.6))
		if v.Old {
			f.add(p.Line(4, p.Arc(x+s*22, 258, 16, 14, math.Pi*(0.5-0.5*s)-0.5, math.Pi*(0.5-0.5*s)+0.5, 6)...), v.Skin.Light(-0.22))
		}
		if v.Glasses {
			f.add(ring(x, 252, 40, 7), p.Hex(0x3a3236))
		}
	}
	if v.Glasses {
		f.add(p.Line(7, p.Arc(256, 250, 10, 6, math.Pi, 2*math.Pi, 6)...), p.Hex(0x3a3236))
	}
	f.add(p.Line(8, p.Arc(256, 276, 13, 16, 0.3, math.Pi-0.3, 8)...), v.Skin.Light(-0.24))
	if v.Mouth < 0.08 {
		f.add(p.Line(8, p.Arc(256, 312, 36, 22, 0.25, math.Pi-0.25, 12)...), p.Hex(0x8c3a3a))
		return
	}
	f.add(p.Poly(p.Arc(256, 318, 36, 12+34*v.Mouth, 0, math.Pi, 18)...), p.Hex(0x7a2f33))
	f.add(p.RoundRect(228, 316, 56, 10, 5), p.Hex(0xffffff))
}

// ring is a circle's line as one outer contour and one inner turned the other way.
func ring(x, y, r, width float64) p.Path {
	return p.Line(width, p.Arc(x, y, r, r*0.94, 0, 2*math.Pi, 28)...)
}

func (v Face) hair(f *Figure) {
	switch v.Style {
	case "bald":
		f.add(p.Ellipse(216, 156, 30, 12), v.Skin.Light(0.35).Alpha(0.6))
	case "cap":
		f.add(p.Blob(pt(142, 216), pt(160, 132), pt(256, 96), pt(352, 132), pt(370, 216), pt(256, 196)), v.Hair)
		f.add(p.RoundRect(134, 190, 244, 46, 22), v.Hair.Light(0.18))
		f.add(p.Circle(256, 92, 26), v.Hair.Light(0.35))
	case "scarf":
		f.add(p.Blob(pt(130, 300), pt(140, 176), pt(256, 100), pt(372, 176), pt(382, 300), pt(344, 200), pt(256, 160), pt(168, 200)), v.Hair.Light(0.1))
		f.add(p.Blob(pt(150, 352), pt(256, 398), pt(362, 352), pt(380, 430), pt(256, 480), pt(132, 430)), v.Hair.Light(0.06))
	case "curly":
		for i := range 8 {
			a := math.Pi*1.08 + float64(i)*math.Pi*0.84/7
			f.add(p.Circle(256+math.Cos(a)*96, 208+math.Sin(a)*84, 36), v.Hair.Light(0.05*float64(i%2)))
		}
	case "short":
		f.add(p.Blob(pt(142, 236), pt(148, 150), pt(226, 100), pt(330, 108), pt(372, 170), pt(368, 236), pt(346, 190), pt(262, 168), pt(190, 184)), v.Hair)
	default:
		f.add(p.Blob(pt(136, 276), pt(138, 176), pt(206, 104), pt(316, 104), pt(376, 178), pt(376, 276), pt(350, 206), pt(292, 160), pt(212, 206), pt(164, 222)), v.Hair)
	}
}
