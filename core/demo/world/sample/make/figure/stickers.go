package figure

import (
	"math"

	p "satchel/core/demo/world/sample/make/paint"
)

// Sticker is a named figure with the emoji it stands for.
type Sticker struct {
	Name, Emoji string
	Figure      Figure
}

// Stickers is the set "Clay friends" in its order.
func Stickers() []Sticker {
	return []Sticker{
		{"pot-happy", "😊", potFriend(p.Hex(0xd98a5f), "happy")},
		{"pot-love", "😍", potFriend(p.Hex(0x7fb0a4), "love")},
		{"pot-cry", "😭", potFriend(p.Hex(0x6f8fbf), "cry")},
		{"pot-sleepy", "😴", potFriend(p.Hex(0xb59ac9), "sleepy")},
		{"mug-hot", "☕️", mug()},
		{"kiln-fire", "🔥", flame()},
		{"hill-yay", "⛰", hill()},
		{"biscuit", "🐱", biscuit()},
	}
}

// Emoji is the set of custom emoji, each of 512 units like the stickers.
func Emoji() []Sticker {
	return []Sticker{{"e-flame", "🔥", flame()}, {"e-pot", "🏺", potFriend(p.Hex(0xd98a5f), "happy")}, {"e-heart", "❤️", heart(256, 270, 200, p.Hex(0xe0566a), Motion{About: pt(256, 280), Grow: 0.1})}}
}

func potFriend(clay p.Color, mood string) Figure {
	var f Figure
	sway := Motion{About: pt(256, 470), Turn: 4}
	if mood == "happy" || mood == "love" {
		sway = Motion{About: pt(256, 470), DY: -14, Phase: 0.1}
	}
	f.add(p.Ellipse(256, 472, 130, 16), p.Hex(0x2a2030).Alpha(0.16))
	body := p.Blob(pt(196, 150), pt(316, 150), pt(402, 250), pt(396, 380), pt(330, 468), pt(182, 468), pt(116, 380), pt(110, 250))
	f.add(body, clay, sway)
	f.add(p.Blob(pt(300, 160), pt(396, 250), pt(392, 380), pt(328, 464), pt(280, 464), pt(345, 370), pt(350, 250)), clay.Light(-0.14), sway)
	f.add(p.Blob(pt(140, 250), pt(168, 205), pt(184, 210), pt(158, 262), pt(152, 330), pt(136, 320)), clay.Light(0.4), sway)
	f.add(p.RoundRect(176, 122, 160, 46, 23), clay.Light(-0.22), sway)
	f.add(p.Ellipse(256, 134, 66, 13), clay.Light(-0.55), sway)
	f.add(p.Line(9, p.Point{X: 128, Y: 238}, pt(190, 248), pt(256, 240), pt(322, 250), pt(386, 238)), p.Hex(0xfdf3e2).Alpha(0.85), sway)
	for _, s := range []float64{-1, 1} {
		f.add(p.Circle(256+s*92, 356, 24), p.Hex(0xff8f8a).Alpha(0.6), sway)
		f.eye(256+s*58, 312, mood, sway)
	}
	f.mouth(mood, sway)
	return f
}

func (f *Figure) eye(x, y float64, mood string, sway Motion) {
	dark := p.Hex(0x33232b)
	switch mood {
	case "sleepy":
		f.add(p.Line(10, p.Arc(x, y, 24, 14, 0.2, math.Pi-0.2, 8)...), dark, sway)
	case "love":
		h := heart(x, y, 56, p.Hex(0xe0405a), sway)
		*f = append(*f, h...)
	default:
		f.add(p.Ellipse(x, y, 21, 27), dark, sway)
		f.add(p.Circle(x-6, y-9, 8), p.Hex(0xffffff), sway)
	}
	if mood == "cry" {
		f.add(p.Blob(pt(x, y+22), pt(x+17, y+62), pt(x, y+80), pt(x-17, y+62)), p.Hex(0x8fd6ff), Motion{About: pt(x, y), DY: 24, Phase: 0.75})
	}
}

func (f *Figure) mouth(mood string, sway Motion) {
	dark := p.Hex(0x33232b)
	switch mood {
	case "cry":
		f.add(p.Line(10, p.Arc(256, 396, 30, 24, math.Pi+0.3, 2*math.Pi-0.3, 8)...), dark, sway)
	case "sleepy":
		f.add(p.Ellipse(256, 366, 12, 15), dark, sway)
		for i := range 3 {
			size := 34 + 14*float64(i)
			f.add(p.Text("Z", 360+34*float64(i), 130-46*float64(i), size, size*0.17), p.Hex(0x7d6a9c), Motion{About: pt(380, 90), DY: 10, Phase: 0.2 * float64(i)})
		}
	default:
		mouth := p.Poly(p.Arc(256, 346, 38, 42, 0, math.Pi, 16)...)
		f.add(mouth, dark, sway)
		f.add(p.Ellipse(256, 376, 20, 11), p.Hex(0xf07a7f), sway)
	}
}

func heart(x, y, size float64, k p.Color, m Motion) Figure {
	s := size / 2
	path := p.Path{{Start: pt(x, y+s*0.9), Segs: []p.Cubic{
		{C1: pt(x-s*1.5, y), C2: pt(x-s*0.9, y-s*1.15), P: pt(x, y-s*0.4)},
		{C1: pt(x+s*0.9, y-s*1.15), C2: pt(x+s*1.5, y), P: pt(x, y+s*0.9)},
	}}}
	f := Figure{{path, k, m}}
	f.add(p.Ellipse(x-s*0.45, y-s*0.42, s*0.2, s*0.13), k.Light(0.55), m)
	return f
}

func mug() Figure {
	var f Figure
	clay := p.Hex(0x4f8a94)
	f.add(p.Ellipse(250, 462, 150, 16), p.Hex(0x2a2030).Alpha(0.16))
	f.add(p.Line(34, p.Arc(368, 330, 62, 66, -1.7, 1.7, 14)...), clay.Light(-0.1))
	f.add(p.Blob(pt(118, 216), pt(250, 206), pt(382, 216), pt(372, 400), pt(330, 462), pt(170, 462), pt(128, 400)), clay)
	f.add(p.Blob(pt(340, 214), pt(380, 220), pt(370, 400), pt(328, 460), pt(280, 460), pt(336, 390)), clay.Light(-0.16))
	f.add(p.Ellipse(250, 216, 132, 30), clay.Light(0.25))
	f.add(p.Ellipse(250, 219, 116, 22), p.Hex(0x5b3320))
	for _, s := range []float64{-1, 1} {
		f.eye(250+s*48, 326, "happy", Motion{})
		f.add(p.Circle(250+s*84, 362, 20), p.Hex(0xff9a90).Alpha(0.6))
		f.add(p.Line(12, steam(250+s*52, 150)...), p.Hex(0xb9c6cc), Motion{About: pt(250, 190), DX: 8 * s, DY: -10})
	}
	f.add(p.Line(12, steam(250, 130)...), p.Hex(0xcdd8dd), Motion{About: pt(250, 190), DY: 12, Phase: 0.3})
	f.add(p.Line(9, p.Arc(250, 352, 24, 20, 0.3, math.Pi-0.3, 8)...), p.Hex(0x22262b))
	return f
}

func steam(x, y float64) []p.Point {
	var pts []p.Point
	for i := range 13 {
		t := float64(i) / 12
		pts = append(pts, pt(x+math.Sin(t*7)*13, y+45-t*100))
	}
	return pts
}

func flame() Figure {
	var f Figure
	outer := p.Blob(pt(256, 40), pt(330, 150), pt(392, 220), pt(410, 350), pt(340, 462), pt(256, 480), pt(170, 462), pt(102, 350), pt(130, 235), pt(180, 260), pt(210, 160))
	f.add(outer, p.Hex(0xf2602f), Motion{About: pt(256, 480), Grow: 0.04})
	f.add(p.Blob(pt(268, 170), pt(330, 270), pt(356, 370), pt(306, 456), pt(210, 456), pt(156, 372), pt(196, 310), pt(230, 320)), p.Hex(0xffa52e), Motion{About: pt(256, 470), Grow: 0.06, Phase: 0.3})
	f.add(p.Blob(pt(262, 300), pt(306, 372), pt(290, 446), pt(226, 446), pt(206, 384)), p.Hex(0xffe27a), Motion{About: pt(256, 460), Grow: 0.1, Phase: 0.55})
	return f
}

func hill() Figure {
	var f Figure
	f.add(p.Circle(392, 132, 58), p.Hex(0xffc94a), Motion{About: pt(392, 132), Grow: 0.08})
	f.add(p.Poly(pt(30, 440), pt(170, 190), pt(310, 440)), p.Hex(0x6f8fa6))
	f.add(p.Poly(pt(120, 440), pt(290, 110), pt(470, 440)), p.Hex(0x4f6f84))
	f.add(p.Poly(pt(290, 110), pt(236, 216), pt(268, 206), pt(292, 236), pt(316, 204), pt(348, 217)), p.Hex(0xffffff))
	f.add(p.RoundRect(22, 424, 462, 44, 22), p.Hex(0x6fa35a))
	for i, s := range []float64{-1, 1} {
		f.eye(290+s*38, 300, "happy", Motion{About: pt(290, 300), DY: -4, Phase: float64(i) * 0.02})
	}
	f.add(p.Poly(p.Arc(290, 334, 24, 28, 0, math.Pi, 12)...), p.Hex(0x22262b))
	f.add(p.Line(6, pt(291, 112), pt(291, 40)), p.Hex(0x5a3a24))
	f.add(p.Blob(pt(292, 40), pt(330, 46), pt(360, 40), pt(360, 74), pt(326, 78), pt(292, 74)), p.Hex(0xe0503a), Motion{About: pt(291, 58), Turn: 9})
	return f
}

func biscuit() Figure {
	var f Figure
	fur, dark := p.Hex(0xe8974c), p.Hex(0x33232b)
	var tail []p.Point
	for i := range 12 {
		t := float64(i) / 11
		tail = append(tail, pt(350+math.Sin(t*2.6)*90, 420-t*190))
	}
	f.add(p.Line(36, tail...), fur.Light(-0.12), Motion{About: pt(350, 420), Turn: 12})
	f.add(p.Blob(pt(256, 250), pt(346, 330), pt(372, 446), pt(256, 474), pt(140, 446), pt(166, 330)), fur)
	f.add(p.Ellipse(256, 400, 58, 70), p.Hex(0xfdf0df))
	tilt := Motion{About: pt(256, 290), Turn: 5, Phase: 0.2}
	for _, s := range []float64{-1, 1} {
		f.add(p.Poly(pt(256+s*126, 190), pt(256+s*122, 44), pt(256+s*24, 112)), fur, tilt)
		f.add(p.Poly(pt(256+s*106, 160), pt(256+s*104, 84), pt(256+s*54, 118)), p.Hex(0xf2b3a8), tilt)
	}
	f.add(p.Ellipse(256, 200, 136, 116), fur, tilt)
	f.add(p.Ellipse(256, 250, 66, 46), p.Hex(0xfdf0df), tilt)
	for _, s := range []float64{-1, 1} {
		f.eye(256+s*58, 194, "happy", tilt)
		f.add(p.Line(7, p.Arc(256+s*17, 252, 17, 15, 0, math.Pi, 8)...), dark, tilt)
		f.add(p.Ellipse(256+s*62, 466, 44, 20), p.Hex(0xfdf0df))
	}
	f.add(p.Blob(pt(242, 226), pt(270, 226), pt(256, 242)), p.Hex(0xd9776f), tilt)
	for i := -1.0; i <= 1; i++ {
		f.add(p.Line(10, pt(256+i*26, 92), pt(256+i*20, 130)), fur.Light(-0.28), tilt)
	}
	return f
}
