package account

import (
	"fmt"

	"satchel/core/demo/world/sample/make/encode"
	"satchel/core/demo/world/sample/make/scene"
)

// Map draws the map around a point, which Telegram makes on demand.
func (l *Library) Map(lat, long float64) error {
	name := fmt.Sprintf("map%.4f%+.4f", lat, long)
	if _, ok := l.objects[name]; ok {
		return nil
	}
	path := "files/web/" + name + ".png"
	if _, err := l.file(path, func() ([]byte, error) { return encode.PNG(scene.Map(600, 300, uint32(idOf(name)))) }); err != nil {
		return err
	}
	l.objects[name] = obj{}
	l.enter(obj{"web": "geo", "lat": lat, "long": long, "path": path})
	return nil
}

// WebPicture is a picture of the catalogue that lies elsewhere in the web.
func (l *Library) WebPicture(name string) (obj, error) {
	pic, ok := l.pictures[name]
	if !ok {
		return nil, fmt.Errorf("no picture %q in the catalogue", name)
	}
	w, h := encode.Fit(pic.W, pic.H, 640)
	path := "files/web/" + name + ".jpg"
	data, err := l.file(path, func() ([]byte, error) { return encode.JPEG(pic.Draw(pic.W, pic.H).Scaled(w, h), 82) })
	if err != nil {
		return nil, err
	}
	url := "https://shop.example/" + name + ".jpg"
	if _, ok := l.objects["web:"+name]; !ok {
		l.objects["web:"+name] = obj{}
		l.enter(obj{"web": "url", "url": url, "path": path})
	}
	return obj{"_": "webDocument", "url": url, "size": len(data), "mime_type": "image/jpeg",
		"attributes": []any{obj{"_": "documentAttributeImageSize", "w": w, "h": h}}}, nil
}
