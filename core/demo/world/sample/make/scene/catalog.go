package scene

import (
	"math"

	p "satchel/core/demo/world/sample/make/paint"
)

// Picture is one named picture: its size in pixels and its painter.
type Picture struct {
	Name string
	W, H int
	Draw func(w, h int) *p.Canvas
}

func hex(vs ...uint32) []p.Color {
	out := make([]p.Color, len(vs))
	for i, v := range vs {
		out[i] = p.Hex(v)
	}
	return out
}

// Pictures is the whole catalogue, in a fixed order.
func Pictures() []Picture {
	var all []Picture
	for _, part := range [][]Picture{outdoors(), studio(), kitchen(), paper(), indoors()} {
		all = append(all, part...)
	}
	return all
}

func outdoors() []Picture {
	return []Picture{
		{"ridge-sunset", 1280, 853, land{sky: hex(0x2b2d5b, 0x7a4a7d, 0xe58a5f, 0xf9d59a), near: p.Hex(0x1d1b33), sun: p.Hex(0xffc27a), sunX: 0.62, sunY: 0.44, layers: 6, rough: 1, seed: 3, clouds: 0.42, birds: 5}.draw},
		{"ridge-morning", 1280, 853, land{sky: hex(0x6fa8d6, 0xa9cfe6, 0xf6e7cf), near: p.Hex(0x28484f), sun: p.Hex(0xfff2c9), sunX: 0.25, sunY: 0.3, layers: 6, rough: 1.1, seed: 8, clouds: 0.5}.draw},
		{"ridge-snow", 1280, 720, land{sky: hex(0x3f78b8, 0x8dbbe0, 0xe2eef5), near: p.Hex(0x324a66), sun: p.Hex(0xffffff), sunX: 0.8, sunY: 0.18, layers: 5, rough: 1.5, seed: 21, snow: true, clouds: 0.35}.draw},
		{"lochan", 1280, 853, land{sky: hex(0x4d6fa3, 0xc79ab0, 0xf7cfa6), near: p.Hex(0x2a3442), sun: p.Hex(0xffd9a8), sunX: 0.4, sunY: 0.42, layers: 4, rough: 1.25, seed: 14, lake: true, clouds: 0.45}.draw},
		{"autumn-hills", 960, 1280, land{sky: hex(0x8fb2c9, 0xdcd6c4, 0xf5d9a3), near: p.Hex(0x7a3f1d), sun: p.Hex(0xffe9b8), sunX: 0.55, sunY: 0.36, layers: 6, rough: 0.9, seed: 31, clouds: 0.45, birds: 3}.draw},
		{"dusk-hills", 1280, 640, land{sky: hex(0x14203f, 0x3c4a7c, 0x9a7fa6, 0xe9b7a0), near: p.Hex(0x0e1426), sun: p.Hex(0xf7b8a0), sunX: 0.3, sunY: 0.46, layers: 7, rough: 0.9, seed: 55, clouds: 0.4}.draw},
		{"summit-cloud", 960, 1200, land{sky: hex(0x90a8b8, 0xc3ced2, 0xe9ebe8), near: p.Hex(0x45545a), sun: p.Hex(0xffffff), sunX: 0.5, sunY: 0.2, layers: 5, rough: 1.5, seed: 62, clouds: 0.65}.draw},
		{"firth-sunset", 1280, 853, sea{sky: hex(0x3a3f73, 0xb4607c, 0xf5a66b, 0xffdf9c), deep: p.Hex(0x1a2b4f), sun: p.Hex(0xffb45e), sunX: 0.6, sunY: 0.50, boat: true, seed: 4}.draw},
		{"portobello-beach", 1280, 800, sea{sky: hex(0x5aa3d8, 0xa6d3ec, 0xf3efdf), deep: p.Hex(0x1f6f8b), sun: p.Hex(0xffffff), sunX: 0.75, sunY: 0.15, beach: true, seed: 10}.draw},
		{"night-ferry", 1280, 853, sea{sky: hex(0x070d24, 0x14274d, 0x3f5f86), deep: p.Hex(0x060d1c), sun: p.Hex(0xdfe9ff), sunX: 0.35, sunY: 0.2, seed: 18}.draw},
		{"leith-night", 1280, 800, city{sky: hex(0x0b1030, 0x1f2a5a, 0x54558c, 0xb87f92), wall: p.Hex(0x0a0d1c), lights: hex(0xffd27a, 0xffb257, 0xfff0c0, 0x9ed8ff), moon: true, stars: 240, seed: 3}.draw},
		{"leith-dusk", 1280, 720, city{sky: hex(0x394d86, 0xc07a8e, 0xf7b684, 0xfde3b0), wall: p.Hex(0x2a2340), lights: hex(0xffe3a0, 0xffcf78), stars: 20, seed: 12}.draw},
		{"hogmanay", 1280, 853, fireworks},
		{"fog-pines", 1280, 853, forest{fog: p.Hex(0xa9bdb8), dark: p.Hex(0x12302c), light: p.Hex(0xfff4d0), firs: true, seed: 6}.draw},
		{"beech-autumn", 960, 1280, forest{fog: p.Hex(0xe0b878), dark: p.Hex(0x3a2114), light: p.Hex(0xffe2a0), leaf: hex(0xd9782c, 0xf0ab3c, 0xb84a22, 0xe9c25a), seed: 9}.draw},
		{"birch-spring", 1280, 960, forest{fog: p.Hex(0xc9dcb4), dark: p.Hex(0x3f4a38), light: p.Hex(0xfdffd9), leaf: hex(0x8fbf52, 0xb7d96a, 0x6ca544), seed: 15}.draw},
		{"tent", 1280, 853, camp},
		{"meadow", 1280, 853, meadow(hex(0x5fa8dc, 0xb5dbef, 0xeef3e2), p.Hex(0x55803a), hex(0xffffff, 0xf2a7b8, 0xe85f5c, 0xb58ae0), 4)},
		{"heather", 1280, 800, meadow(hex(0x8aa0c8, 0xc9c6dc, 0xf3dcd0), p.Hex(0x5d6b4a), hex(0xb07ac2, 0x9a5fae, 0xd4a3dc), 11)},
	}
}

func studio() []Picture {
	cream, iron := p.Hex(0xf2e8d5), p.Hex(0x5a3a24)
	celadon := hex(0xcfe0cf, 0x9fc2ae, 0x6f9f8c)
	tenmoku := hex(0x8a4a1e, 0x3a1e14, 0x1c1210, 0x5a2e18)
	blue := hex(0xe9e4d6, 0x7fa3bd, 0x2f567f, 0x24406a)
	blush := hex(0xf7ded0, 0xe9b9a3, 0xd08f78)
	wall := hex(0xcdbfae, 0xb6a592)
	wood := hex(0xa87b52, 0x7b5433)
	return []Picture{
		{"three-vases", 1280, 960, still{hex(0xd9cbb8, 0xbfae98), wood, []pot{{bottle, 0.42, 0.52, celadon, iron, true, true}, {moon, 0.80, 0.34, hex(0xfbf6ec, 0xece2d0, 0xd9cbb4), iron, false, false}, {bowl, 1.10, 0.17, blue, cream, true, false}}, true, true, 5}.draw},
		{"moon-jar", 960, 1200, still{hex(0x56656b, 0x3f4c52), hex(0x4a3a30, 0x2d221c), []pot{{moon, 0.40, 0.48, hex(0xfffdf7, 0xf1ebdf, 0xd8cfc0), p.Color{}, false, false}}, true, true, 8}.draw},
		{"tenmoku-bowls", 1280, 853, still{wall, hex(0x6a4a35, 0x3f2a1d), []pot{{bowl, 0.38, 0.2, tenmoku, p.Hex(0xc98a3a), true, false}, {bowl, 0.82, 0.24, tenmoku, p.Hex(0xc98a3a), true, false}, {tumbler, 1.18, 0.26, tenmoku, p.Hex(0xc98a3a), true, false}}, false, false, 13}.draw},
		{"mug-row", 1280, 800, still{hex(0x86a39b, 0x6b8a83), hex(0xd9c4a2, 0xb49a74), []pot{{tumbler, 0.26, 0.28, blush, iron, true, false}, {tumbler, 0.58, 0.28, celadon, iron, true, false}, {tumbler, 0.90, 0.28, blue, cream, true, false}, {tumbler, 1.22, 0.28, hex(0xf6efe0, 0xe0cfae, 0xb98a5a), iron, true, false}}, true, false, 17}.draw},
		{"jar-and-sprig", 1000, 1280, still{hex(0xe9d8cc, 0xd3b9aa), hex(0x8e6a55, 0x6a4b3a), []pot{{jar, 0.32, 0.40, blush, iron, false, true}, {tumbler, 0.60, 0.19, hex(0x49525c, 0x2f363f), cream, true, false}}, true, true, 23}.draw},
		{"blue-set", 1280, 960, still{hex(0xeae6dd, 0xd4cdbf), hex(0xcbb892, 0xa58f68), []pot{{jar, 0.34, 0.36, blue, cream, true, false}, {bottle, 0.66, 0.48, blue, cream, true, false}, {bowl, 1.02, 0.18, blue, cream, true, false}}, false, false, 29}.draw},
		{"cracked-pot", 1280, 960, cracked(still{hex(0x9a8f86, 0x7d736b), wood, []pot{{jar, 0.66, 0.46, hex(0xd9b48a, 0xb9885a, 0x9a6b43), iron, false, false}}, true, false, 37}.draw)},
		{"glaze-tiles", 1280, 960, tiles(hex(0x7fa894, 0x2f567f, 0x8a4a1e, 0xd8a13c, 0xb05a4a, 0x4a5a3a, 0xc9b79a), 3)},
		{"shino-tiles", 1280, 900, tiles(hex(0xe7a07a, 0xd96f4a, 0xf0d8c0, 0x9a4a3a, 0xb98a6a), 12)},
		{"kiln-glow", 960, 1280, kiln},
		{"whiteboard", 1280, 853, whiteboard("Spring firing", []string{"Bisque Tue", "Order cobalt", "Glaze day Fri", "Cones 6 / 9", "Cake!"}, 4)},
	}
}

func kitchen() []Picture {
	return []Picture{
		{"soup", 1280, 960, plate{p.Hex(0x6d4a33), p.Hex(0xdfe5e0), p.Hex(0xe08a35), "soup", 3}.draw},
		{"pancakes", 1280, 1000, plate{p.Hex(0xcbb394), p.Hex(0x8fb0b5), p.Hex(0xd99a4c), "pancakes", 7}.draw},
		{"pizza", 1080, 1080, plate{p.Hex(0x4a4a4e), p.Hex(0xb98f62), p.Hex(0xd9a45c), "pizza", 11}.draw},
		{"salad", 1280, 960, plate{p.Hex(0xd8cdbb), p.Hex(0x4f6f8a), p.Hex(0x86ab45), "salad", 19}.draw},
		{"birthday-cake", 1280, 960, plate{p.Hex(0xb9a6c0), p.Hex(0xf6f0ea), p.Hex(0xf3b7c3), "cake", 23}.draw},
	}
}

func paper() []Picture {
	return []Picture{
		{"block-print", 1000, 1280, blockPrint(p.Hex(0xf3ead8), hex(0xd9573f, 0x2f5d6b, 0xe9ae3c, 0x1f2d3d), 4, 6)},
		{"tile-print", 1200, 1200, blockPrint(p.Hex(0xefe9dc), hex(0x2b4c7e, 0x5f8fb5, 0xd8c9a3, 0x1d2f4d), 5, 21)},
		{"garden-print", 960, 1280, blockPrint(p.Hex(0xf6f1e4), hex(0x3f6b4a, 0x8fae5a, 0xe58f6b, 0xf2c14e), 3, 33)},
		{"harbour-map", 1280, 960, streetMap(p.Hex(0x9fcbe0), p.Hex(0xbfd9a4), 5)},
		{"walk-map", 1280, 853, streetMap(p.Hex(0x8fc6cf), p.Hex(0xa9cf9a), 16)},
		{"gala-poster", 905, 1280, poster(p.Hex(0xf7eddb), p.Hex(0x23405c), p.Hex(0xd9573f), []string{"Quarry Lane", "Gala day"}, []string{"Saturday 27 June 12 to 6", "Stalls, music, cake, dog show", "Bring a chair & a neighbour"})},
		{"market-poster", 905, 1280, poster(p.Hex(0x1f3b3d), p.Hex(0xf6e7c4), p.Hex(0xe9894f), []string{"Winter", "Makers", "Market"}, []string{"Leith Arches 6 December", "Pots, prints, bread, wool"})},
		{"autumn-leaves", 1280, 853, leaves(p.Hex(0x2a1d18), 4, 110)},
		{"leaf-path", 960, 1200, leaves(p.Hex(0x3b3a34), 18, 60)},
	}
}

func indoors() []Picture {
	return []Picture{
		{"biscuit-sits", 1280, 960, cat{wall: p.Hex(0xd9a68a), fur: p.Hex(0xe08f45), belly: p.Hex(0xfdf0df), cushion: p.Hex(0x4f7f8a)}.draw},
		{"biscuit-sleeps", 1280, 853, cat{wall: p.Hex(0x8aa88f), fur: p.Hex(0xe08f45), belly: p.Hex(0xfdf0df), cushion: p.Hex(0xc9574a), asleep: true}.draw},
		{"soot", 960, 1200, cat{wall: p.Hex(0xb7a4c9), fur: p.Hex(0x3b3a45), belly: p.Hex(0xe9e6ea), cushion: p.Hex(0xe0b24a)}.draw},
		{"rain-window", 1280, 853, rainWindow},
		{"bookshelf", 1280, 853, books(3, []string{"Tides", "The Long Kiln", "Salt & Ash", "Emma", "North", "Orlando", "Small Rain", "Middlemarch", "Piranesi", "Sea Room"})},
		{"book-pile", 1000, 1250, books(14, []string{"The Summer Book", "Gilead", "Stoner", "Sula", "Ice", "Dept", "Clay"})},
	}
}

// Sea is a frame of the sea at sunset, t seconds on.
func Sea(w, h int, t float64) *p.Canvas {
	return sea{sky: hex(0x3a3f73, 0xb4607c, 0xf5a66b, 0xffdf9c), deep: p.Hex(0x1a2b4f), sun: p.Hex(0xffb45e), sunX: 0.6, sunY: 0.50, boat: true, seed: 4, t: t}.draw(w, h)
}

// Hills is a frame of clouds passing over hills; t from 0 to 1.
func Hills(w, h int, t float64) *p.Canvas {
	return land{sky: hex(0x6fa8d6, 0xa9cfe6, 0xf6e7cf), near: p.Hex(0x28484f), sun: p.Hex(0xfff2c9), sunX: 0.2 + 0.3*t, sunY: 0.3 - 0.08*t, layers: 5, rough: 1.1, seed: 8, clouds: 0.6, cloudRun: t * 0.16}.draw(w, h)
}

// Biscuit is a frame of the cat; t from 0 to 1 is one swish of its tail.
func Biscuit(w, h int, t float64) *p.Canvas {
	blink := 0.0
	if t > 0.42 && t < 0.55 {
		blink = 1
	}
	return cat{wall: p.Hex(0xd9a68a), fur: p.Hex(0xe08f45), belly: p.Hex(0xfdf0df), cushion: p.Hex(0x4f7f8a), tail: 22 * math.Sin(2*math.Pi*t), blink: blink}.draw(w, h)
}

// Wheel is a frame of a pot growing on the wheel; t from 0 to 1.
func Wheel(w, h int, t float64) *p.Canvas {
	c := p.New(w, h)
	W, H := c.Size()
	c.Paint(p.Vertical(0, H, p.Hex(0x6f7f80), p.Hex(0x3f4a4c)))
	c.Shine(p.Glow(W*0.2, 0, W*0.7, p.Hex(0xffe6bf).Alpha(0.35)))
	c.Fill(p.Rect(0, H*0.86, W, H*0.14), p.Vertical(H*0.86, H, p.Hex(0x8a6a4c), p.Hex(0x54402e)))
	c.Fill(p.Ellipse(W/2, H*0.84, H*0.42, H*0.07), p.Vertical(H*0.78, H*0.9, p.Hex(0xb9bdbd), p.Hex(0x6a6f70)))
	for i := range 5 {
		a := 2*math.Pi*(t*6+float64(i)/5) - math.Pi/2
		c.Fill(p.Ellipse(W/2+math.Cos(a)*H*0.32, H*0.84+math.Sin(a)*H*0.05, H*0.02, H*0.005), p.Solid(p.Hex(0xe9d9c0).Alpha(0.7)))
	}
	profile := make([]float64, len(jar))
	for i := range jar {
		profile[i] = bowl[i]*(1-t)*0.62 + jar[i]*t + 0.008*math.Sin(t*75+float64(i)*1.9)
	}
	pot{profile, W / H / 2, 0.24 + 0.32*t, hex(0xb58a6a, 0xa57a5a, 0x94694a), p.Color{}, false, false}.draw(c, H*0.83, true, 3)
	c.Vignette(0.3)
	return c
}

// Named draws one picture of the catalogue at another size.
func Named(name string, w, h int) *p.Canvas {
	for _, pic := range Pictures() {
		if pic.Name == name {
			return pic.Draw(w, h)
		}
	}
	return nil
}
