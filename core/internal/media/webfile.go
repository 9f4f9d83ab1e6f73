package media

import (
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgconv"
)

// errNoWebDC says that Telegram's configuration names no datacenter for web files.
var errNoWebDC = errors.New("Telegram names no datacenter for it")

// web asks for bytes of a picture that Telegram makes or relays, and learns how long
// the whole is.
// https://core.telegram.org/api/files#downloading-webfiles
func (d *download) web(ctx context.Context, offset int64, limit int) (data []byte, err error) {
	if d.where().dc == 0 {
		return nil, errNoWebDC
	}
	err = d.atHome(ctx, true, func(ctx context.Context, via tg.Invoker) error {
		l, ok := tgconv.WebFileLocation(d.location())
		if !ok {
			return errNoLocation
		}
		answer, err := tg.NewClient(via).UploadGetWebFile(ctx, &tg.UploadGetWebFileRequest{Location: l, Offset: int(offset), Limit: limit})
		if err != nil {
			return err
		}
		data = answer.Bytes
		d.declare(int64(answer.Size))
		return nil
	})
	return data, err
}

func (d *download) declare(size int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.declared = size
}

// whole checks the length of a web file that came to its end: what its last answer
// said, if that said anything.
func (d *download) whole(size int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.declared > 0 && size != d.declared {
		return fmt.Errorf("%w: %d bytes instead of %d", errLength, size, d.declared)
	}
	return nil
}

// nothingThere reports whether err says that there never was such a picture: many
// songs have no cover, and of some places there is no map. Nobody loses anything.
func nothingThere(kind model.LocationKind, err error) bool {
	if kind != model.LocationMap && kind != model.LocationCover {
		return false
	}
	return takeout.Unavailable(err) || errors.Is(err, errNoWebDC) || tgerr.Is(err, "GEO_POINT_INVALID", "DOCUMENT_INVALID")
}
