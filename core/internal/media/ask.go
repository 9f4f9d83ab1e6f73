package media

import (
	"context"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgconv"
)

// mostRenewals bounds the renewals of a reference for one part: a reference may
// grow old again while the renewed call waits behind others.
const mostRenewals = 8

// where is the datacenter that has the file, as far as is known.
func (d *download) where() *center {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.center
}

// ask asks for bytes of the file; the CDN is returned that they came from, if they
// did.
func (d *download) ask(ctx context.Context, offset int64, limit int) (data []byte, from *cdnFile, err error) {
	if d.file.Location.Kind.Web() {
		data, err = d.web(ctx, offset, limit)
		return data, nil, err
	}
	if c := d.cdn.current(); c != nil {
		if data, err = d.askCDN(ctx, c, offset, limit); data != nil || err != nil {
			return data, c, err
		}
	}
	var got answer
	err = d.atHome(ctx, true, func(ctx context.Context, via tg.Invoker) error {
		l, err := d.input(ctx)
		if err != nil {
			return err
		}
		got = answer{}
		return via.Invoke(ctx, &tg.UploadGetFileRequest{
			Location: l, Offset: offset, Limit: limit, CDNSupported: d.ConnectCDN != nil && d.cdn.allowed(),
		}, &got)
	})
	if err != nil || got.sent == nil {
		return got.data, nil, err
	}
	if err := d.redirected(got.sent); err != nil {
		return nil, nil, err
	}
	return d.ask(ctx, offset, limit)
}

// hashesFrom asks for the hashes of the file from at on. The question counts in no
// queue.
func (d *download) hashesFrom(ctx context.Context, at int64) (hashes []tg.FileHash, err error) {
	err = d.atHome(ctx, false, func(ctx context.Context, control tg.Invoker) error {
		l, err := d.input(ctx)
		if err != nil {
			return err
		}
		hashes, err = tg.NewClient(control).UploadGetFileHashes(ctx, &tg.UploadGetFileHashesRequest{Location: l, Offset: at})
		return err
	})
	return hashes, err
}

// atHome makes a call at the datacenter that has the file, with a reference that is
// good. counted says that the call counts in the queue there.
func (d *download) atHome(ctx context.Context, counted bool, call func(ctx context.Context, via tg.Invoker) error) error {
	for renewals := 0; ; {
		c := d.where()
		connect := c.control
		if counted {
			connect = c.files
			if err := d.slot.hold(ctx, c); err != nil {
				return err
			}
		}
		via, err := connect(ctx)
		if err != nil {
			return err
		}
		used, name := d.location(), d.named()
		err = call(ctx, via)
		dc, moved := takeout.MovedTo(err)
		switch {
		case err == nil:
			return nil
		case moved && d.move(c, dc), d.renamed(name, err):
		case takeout.ReferenceExpired(err) && renewals < mostRenewals:
			renewals++
			if err := d.renew(ctx, used); err != nil {
				return err
			}
		default:
			return err
		}
	}
}

// move follows the file to another datacenter; false when it moved too often.
func (d *download) move(from *center, dc int) bool {
	to := d.engine.center(dc)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.center != from { // another part was told already
		return true
	}
	d.moves++
	d.center = to
	return d.moves <= attempts
}

func (d *download) location() model.Location {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.loc
}

// renew replaces a reference that is not good any more, once for all the parts
// that used it.
func (d *download) renew(ctx context.Context, used model.Location) error {
	if string(d.location().Reference) != string(used.Reference) {
		return nil
	}
	if d.file.Origin.Kind == model.OriginNone {
		return nil // a file without a reference, such as that of the other data: it is asked for again
	}
	l, err := d.renewer.renew(ctx, d.file.File)
	if err != nil {
		return fmt.Errorf("renew the reference of %s: %w", d.file.Key, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.loc = l
	return nil
}

// input is the file's place at Telegram; a peer photo is named by its peer.
func (d *download) input(ctx context.Context) (tg.InputFileLocationClass, error) {
	l := d.location()
	peer, err := d.peerOf(ctx, l)
	if err != nil {
		return nil, err
	}
	location, ok := tgconv.FileLocation(l, peer)
	if !ok {
		return nil, errNoLocation
	}
	return location, nil
}
