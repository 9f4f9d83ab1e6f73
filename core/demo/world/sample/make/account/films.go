package account

import (
	"bytes"
	"compress/gzip"
	"math"

	"satchel/core/demo/world/sample/make/encode"
	"satchel/core/demo/world/sample/make/figure"
	p "satchel/core/demo/world/sample/make/paint"
	"satchel/core/demo/world/sample/make/scene"
	"satchel/core/demo/world/sample/make/sound"
)

func scenePicture(name string, w, h int) *p.Canvas { return scene.Named(name, w, h) }

func tgs(s figure.Sticker) ([]byte, error) {
	data, err := s.Figure.Lottie(s.Name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

type frame func(w, h int, t float64) *p.Canvas

func film(name, file string, w, h, fps int, seconds float64, snd []float64, at frame, attr obj, extra ...obj) document {
	n := int(seconds * float64(fps))
	attr["_"], attr["duration"], attr["w"], attr["h"] = "documentAttributeVideo", seconds, w, h
	f := encode.Film{W: w, H: h, FPS: fps, Frames: n, Sound: snd, Frame: func(i int) *p.Canvas { return at(w, h, float64(i)/float64(n)) }}
	return document{name: name, mime: "video/mp4", ext: ".mp4", fileName: file, attrs: append([]obj{attr}, extra...),
		data: func() ([]byte, error) { return f.MP4(29) }, thumb: func() *p.Canvas { return at(w, h, 0.3) }}
}

func films() []document {
	return []document{
		film("sea", "IMG_4471.MP4", 854, 480, 24, 4, sound.Waves(3, 4), func(w, h int, t float64) *p.Canvas { return scene.Sea(w, h, t*4) }, obj{"supports_streaming": true}),
		film("clouds", "timelapse.mp4", 848, 480, 24, 5, sound.Waves(8, 5), scene.Hills, obj{"supports_streaming": true}),
		film("wheel", "wheel.mp4", 480, 640, 20, 5, sound.Tune([]int{0, 4, 7, 12, 9, 7, 4, 2}, 0.5), scene.Wheel, obj{"supports_streaming": true}),
		film("gif-biscuit", "animation.mp4", 400, 300, 20, 2, nil, scene.Biscuit, obj{"supports_streaming": true, "nosound": true}, obj{"_": "documentAttributeAnimated"}),
		film("gif-confetti", "giphy.mp4", 360, 360, 20, 2, nil, confetti, obj{"supports_streaming": true, "nosound": true}, obj{"_": "documentAttributeAnimated"}),
		round("round-tom", "tom", 7, 112, 4),
		round("round-isla", "isla", 9, 290, 3),
	}
}

// round is a talking portrait of a person, 384 x 384.
func round(name, who string, seed uint64, pitch, seconds float64) document {
	s := sound.Speech(seed, seconds, pitch)
	at := func(w, h int, t float64) *p.Canvas {
		c := p.New(w, h)
		face := personOf(who).face
		i := int(t * float64(len(s)))
		loud := 0.0
		for _, v := range s[i:min(i+sound.Rate/15, len(s))] {
			loud = math.Max(loud, math.Abs(v))
		}
		face.Mouth, face.Tilt = math.Min(1, loud*1.4), 4*math.Sin(t*9)
		face.Figure().Draw(c, 0)
		return c
	}
	d := film(name, "", 384, 384, 24, seconds, s, at, obj{"round_message": true})
	return d
}

// confetti falls over the kiln's flame: a party.
func confetti(w, h int, t float64) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	c.Paint(p.Radial(W/2, H/2, W*0.75, p.Hex(0xffe9b8), p.Hex(0xf2a65a)))
	inks := []p.Color{p.Hex(0xe0566a), p.Hex(0x2f5d62), p.Hex(0xffffff), p.Hex(0x7a6bc2), p.Hex(0x57b7c9)}
	for i := range 60 {
		k := float64(i)
		x := W * (0.5 + 0.5*math.Sin(k*12.9898))
		y := math.Mod(H*(0.5+0.5*math.Sin(k*78.233))+H*t*float64(1+i%2), H)
		c.Fill(p.RoundRect(x, y, W*0.03, W*0.018, 3).Map(p.Turn(p.Point{X: x, Y: y}, k*40+t*360, 1, 1, 0, 0)), p.Solid(inks[i%len(inks)]))
	}
	figure.Stickers()[0].Figure.Draw(c, t)
	return c
}
