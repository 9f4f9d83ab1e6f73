package account

import (
	"strings"

	"satchel/core/demo/world/sample/make/encode"
	p "satchel/core/demo/world/sample/make/paint"
)

func bytesOf(b []byte) func() ([]byte, error) { return func() ([]byte, error) { return b, nil } }

func text(name, file, mime, ext, body string) document {
	return document{name: name, mime: mime, ext: ext, fileName: file, data: bytesOf([]byte(body))}
}

const recipe = "Celadon, cone 9, reduction\n\nPotash feldspar   42\nSilica            28\nWhiting           18\nKaolin            10\nRed iron oxide     2\n\nSieve twice through 80 mesh. Thin on rims.\n"

const firing = "hour,ramp C/h,target C,hold min\n1,60,120,60\n3,100,600,0\n8,150,1060,10\n11,80,1240,20\n"

// papers are plain files, the hostile names among them.
func papers() []document {
	page := encode.PDF("Glaze book, autumn term", []string{"Celadon: thin, two coats", "Tenmoku: break on the rim", "Shino: fire first", "Oatmeal: for beginners", "Cobalt wash: a little is a lot"},
		[][3]float64{{0.62, 0.76, 0.68}, {0.23, 0.12, 0.08}, {0.91, 0.63, 0.48}, {0.82, 0.74, 0.6}, {0.18, 0.34, 0.5}})
	list := encode.PDF("Studio rota, November", []string{"Mon: Priya opens, Zofia closes", "Tue: Nora teaches, 6 to 9", "Wed: bisque", "Thu: Zofia teaches, 10 to 1", "Fri: glaze day"}, nil)
	return []document{
		{name: "glaze-book", mime: "application/pdf", ext: ".pdf", fileName: "Glaze book (autumn).pdf", data: bytesOf(page), thumb: pageThumb},
		{name: "rota", mime: "application/pdf", ext: ".pdf", fileName: "rota.pdf", data: bytesOf(list)},
		{name: "rota-2", mime: "application/pdf", ext: ".pdf", fileName: "rota.pdf", data: bytesOf(encode.PDF("Studio rota, December", []string{"Closed 20 Dec to 4 Jan", "Kiln service on the 18th"}, nil))},
		text("recipe", "celadon.txt", "text/plain", ".txt", recipe),
		text("firing", "firing schedule.csv", "text/csv", ".csv", firing),
		{name: "labels", mime: "application/zip", ext: ".zip", fileName: "price labels.zip", data: func() ([]byte, error) {
			return encode.ZIP(encode.Entry{Name: "labels/mugs.txt", Data: []byte("Mug, celadon\t24\nMug, oatmeal\t22\n")}, encode.Entry{Name: "labels/bowls.txt", Data: []byte("Bowl, tenmoku\t38\n")})
		}},
		text("console", "CON.txt", "text/plain", ".txt", "A console that is not one.\n"),
		text("passwd", "../../etc/passwd", "text/plain", ".txt", "root:x:0:0:nobody at all:/:/bin/false\n"),
		text("rtl", "holiday\u202Egpj.exe", "application/octet-stream", ".bin", "MZ? No, only a text that pretends.\n"),
		text("long", strings.Repeat("a very long name that never ends ", 9)+".txt", "text/plain", ".txt", "The name was the joke.\n"),
		text("dots", "trailing dots...", "text/plain", ".txt", "Windows does not like these dots.\n"),
		text("emoji-name", "🏺🔥 kiln ✨ 窯.txt", "text/plain", ".txt", "窯 is kiln.\n"),
		text("html", `<img src=x onerror=alert(1)>.html`, "text/html", ".html", "<!doctype html><title>nothing</title><script>alert('no')</script>\n"),
		text("p-missing", "shelf drawing.txt", "text/plain", ".txt", "This text has no file in the world.\n"),
		text("p-larger", "says 9000.txt", "text/plain", ".txt", "The world says that this file has 9000 bytes. It has not.\n"),
		text("p-smaller", "says 12.txt", "text/plain", ".txt", "The world says that this file has twelve bytes. It has not.\n"),
		text("vcard", "Gordon Pirie.vcf", "text/vcard", ".vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Gordon Pirie\nTEL:+447700900221\nEND:VCARD\n"),
	}
}

func pageThumb() *p.Canvas {
	c := p.New(226, 320)
	c.Paint(p.Solid(p.Hex(0xffffff)))
	c.Fill(p.Rect(0, 0, 226, 34), p.Solid(p.Hex(0xede0cc)))
	c.Fill(p.Text("Glaze book", 20, 10, 13, 2), p.Solid(p.Hex(0x33261f)))
	for i, k := range []uint32{0x9fc2ae, 0x3a1e14, 0xe7a07a, 0xd1bd99, 0x2f567f} {
		y := 52 + 26*float64(i)
		c.Fill(p.Rect(20, y, 22, 15), p.Solid(p.Hex(k)))
		c.Fill(p.Line(3, p.Point{X: 54, Y: y + 8}, p.Point{X: 150 + float64(i%3)*14, Y: y + 8}), p.Solid(p.Hex(0x9a9490)))
	}
	return c
}
