package media

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/gotd/td/tg"

	"satchel/core/internal/takeout"
)

// redirect is where a file's own datacenter sends us for its parts, if it does.
// https://core.telegram.org/cdn#getting-files-from-a-cdn
type redirect struct {
	mu     sync.Mutex
	to     *cdnFile
	barred bool // from the file's own datacenter only
}

// cdnFile is a file at a CDN.
type cdnFile struct {
	dc     int
	token  []byte
	cipher *ctr
}

func (r *redirect) current() *cdnFile {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.to
}

func (r *redirect) allowed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return !r.barred
}

// forbid goes back to the file's own datacenter; false if it was there.
func (r *redirect) forbid() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	was := r.to != nil
	r.to, r.barred = nil, true
	return was
}

// redirected takes a redirect over, with the hashes that came with it.
func (d *download) redirected(r *tg.UploadFileCDNRedirect) error {
	c, err := newCTR(r.EncryptionKey, r.EncryptionIv)
	if err != nil {
		return err
	}
	d.proof.add(r.FileHashes, true)
	d.cdn.mu.Lock()
	defer d.cdn.mu.Unlock()
	if !d.cdn.barred && d.cdn.to == nil {
		d.cdn.to = &cdnFile{dc: r.DCID, token: r.FileToken, cipher: c}
	}
	return nil
}

// askCDN asks a CDN for bytes of the file. Both results are nil when the file has
// to be asked for at its own datacenter from now on.
func (d *download) askCDN(ctx context.Context, c *cdnFile, offset int64, limit int) ([]byte, error) {
	data, err := d.fromCDN(ctx, c, offset, limit)
	if err == nil {
		return data, nil
	}
	// That something was cancelled is said of a connection that died, too.
	if ctx.Err() != nil || takeout.Classify(err) == takeout.Blocked {
		return nil, err
	}
	d.Logger.Info("CDN does not serve a file, it is fetched from its own datacenter", "file", string(d.file.Key), "dc", c.dc, "error", err)
	d.cdn.forbid()
	return nil, nil
}

var errCDNEmpty = errors.New("the CDN goes on asking for the file")

func (d *download) fromCDN(ctx context.Context, c *cdnFile, offset int64, limit int) ([]byte, error) {
	via, err := d.engine.cdnVia(ctx, c.dc)
	if err != nil {
		return nil, err
	}
	for range attempts {
		answer, err := d.call(ctx, via, c, offset, limit)
		if err != nil {
			return nil, err
		}
		switch a := answer.(type) {
		case *tg.UploadCDNFile:
			return c.cipher.apply(offset, a.Bytes), nil
		case *tg.UploadCDNFileReuploadNeeded:
			if err := d.reupload(ctx, c, a.RequestToken); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("unexpected answer %T of a CDN", answer)
		}
	}
	return nil, errCDNEmpty
}

// call asks a CDN for bytes once, in the file's place of the queue there.
func (d *download) call(ctx context.Context, via tg.Invoker, c *cdnFile, offset int64, limit int) (tg.UploadCDNFileClass, error) {
	if err := d.visit.enter(ctx, d.engine.center(c.dc)); err != nil {
		return nil, err
	}
	defer d.visit.leave()
	return tg.NewClient(via).UploadGetCDNFile(ctx, &tg.UploadGetCDNFileRequest{FileToken: c.token, Offset: offset, Limit: limit})
}

// reupload has the file brought to the CDN by its own datacenter.
func (d *download) reupload(ctx context.Context, c *cdnFile, request []byte) error {
	control, err := d.where().control(ctx)
	if err != nil {
		return err
	}
	hashes, err := tg.NewClient(control).UploadReuploadCDNFile(ctx, &tg.UploadReuploadCDNFileRequest{FileToken: c.token, RequestToken: request})
	if err != nil {
		return err
	}
	d.proof.add(hashes, true)
	return nil
}

// covered asks for the hashes that are still missing of what a CDN sent (c is nil
// for what it did not): nothing of a CDN's is taken without. It is false when there
// are none; then the file is fetched from its own datacenter.
func (d *download) covered(ctx context.Context, c *cdnFile, where span) (bool, error) {
	if c == nil {
		return true, nil
	}
	for {
		at := d.proof.gap(where)
		if at >= where.end() {
			return true, nil
		}
		control, err := d.where().control(ctx)
		if err != nil {
			return false, err
		}
		hashes, err := tg.NewClient(control).UploadGetCDNFileHashes(ctx, &tg.UploadGetCDNFileHashesRequest{FileToken: c.token, Offset: at})
		if err != nil && (ctx.Err() != nil || takeout.Classify(err) != takeout.Item) {
			return false, err
		}
		d.proof.add(hashes, true)
		if d.proof.gap(where) == at {
			d.cdn.forbid()
			return false, nil
		}
	}
}

// cdnConns is how many connections a CDN gets at most. Each exchanges keys of its own,
// which costs a good part of a second of a processor; eight parts on the way fill a
// line of 50 MB/s at 80 ms.
const cdnConns = 8

// cdnVia returns the connections to a CDN, made on first use. Their calls are not
// wrapped: a CDN knows no account.
func (e *engine) cdnVia(ctx context.Context, dc int) (tg.Invoker, error) {
	e.mu.Lock()
	via, ok := e.cdns[dc]
	if !ok {
		via = newLine()
		e.cdns[dc] = via
	}
	e.mu.Unlock()
	return via.get(ctx, func() (tg.Invoker, error) {
		conns := min(e.Limits.parts(), cdnConns)
		conn, err := e.ConnectCDN(ctx, dc, conns)
		if err != nil {
			return nil, fmt.Errorf("connect to CDN %d: %w", dc, err)
		}
		return e.Session.Bare(paced{next: conn, pace: newPace(conns)}, dc), nil
	})
}
