package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

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
