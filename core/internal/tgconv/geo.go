package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// mapped converts the point of a message, which is shown on a map.
func mapped(p tg.GeoPointClass) *model.Geo {
	m := geo(p)
	if m != nil && !m.Empty {
		m.Map = model.MapKey(m.Lat, m.Long)
	}
	return m
}

// geo converts a point; nil for none.
func geo(p tg.GeoPointClass) *model.Geo {
	switch p := p.(type) {
	case *tg.GeoPointEmpty:
		return &model.Geo{Empty: true}
	case *tg.GeoPoint:
		return &model.Geo{Lat: finite(p.Lat), Long: finite(p.Long), Accuracy: p.AccuracyRadius}
	}
	return nil
}
