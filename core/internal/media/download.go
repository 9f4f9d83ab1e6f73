package media

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/fsx"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgconv"
)

// partSize is how much one call asks for: it divides 1 MiB and every offset is a
// multiple of it, as https://core.telegram.org/api/files#downloading-files asks.
const partSize = 512 << 10

// attempts bounds what is tried again for one file: parts that come short, whole
// downloads of the wrong length, renewals of its reference, moves.
const attempts = 3

// errLength says that what was served has another length than was declared.
var errLength = errors.New("the file is not as long as Telegram declares")

// errNoLocation says that the file cannot be asked for.
var errNoLocation = errors.New("nothing says where the file is")

// download is one file on its way.
type download struct {
	*queue
	file   archive.QueuedFile
	dc     int
	renews int
	moves  int
}

// run fetches the file and says how it ended. An error means that it did not end.
func (d *download) run(ctx context.Context) (archive.Settled, error) {
	var err error
	for range attempts {
		var size int64
		var sum []byte
		if size, sum, err = d.fetch(ctx); err == nil {
			return archive.Settled{Key: d.file.Key, Size: size, SHA256: sum}, nil
		}
		if !errors.Is(err, errLength) {
			break
		}
	}
	if ctx.Err() != nil || !ofFile(err) && takeout.Classify(err) != takeout.Item {
		return archive.Settled{}, err
	}
	return d.giveUp(err), nil
}

// ofFile reports whether err is one of this package's own findings about a file.
func ofFile(err error) bool {
	return errors.Is(err, errLength) || errors.Is(err, errGone) || errors.Is(err, errNoLocation)
}

// giveUp settles the file as missing, with the reason Telegram gave.
func (d *download) giveUp(err error) archive.Settled {
	reason := takeout.Reason(err)
	if tgerr.Is(err, "TAKEOUT_FILE_EMPTY") {
		return archive.Settled{Key: d.file.Key, Skip: model.SkipEmpty, Text: reason}
	}
	s := archive.Settled{Key: d.file.Key, Skip: model.SkipFailed, Text: reason}
	p := model.Problem{Code: model.ProblemFileFailed, Subject: string(d.file.Key), Text: reason, Retryable: true}
	if takeout.Unavailable(err) || errors.Is(err, errGone) || errors.Is(err, errNoLocation) {
		s.Skip, p.Code = model.SkipUnavailable, model.ProblemFileUnavailable
	}
	p.Message = model.MessageID{Peer: d.file.Origin.Peer, ID: int(d.file.Origin.ID)}
	s.Problem = &p
	return s
}

// fetch writes the whole file beside its place, then moves it there.
func (d *download) fetch(ctx context.Context) (size int64, sum []byte, err error) {
	root, path := d.Archive.Root(), d.Archive.MediaPath(d.file.Key)
	temp := path + ".part"
	out, err := root.OpenFile(temp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, nil, fmt.Errorf("create the file: %w", err)
	}
	hash := sha256.New()
	size, err = d.parts(ctx, out, hash)
	if err == nil {
		err = out.Sync()
	}
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = fsx.Rename(ctx, root, temp, path)
	}
	if err == nil {
		err = fsx.SyncDir(root, filepath.Dir(path))
	}
	if err != nil {
		if rmErr := root.Remove(temp); rmErr != nil && !errors.Is(rmErr, fs.ErrNotExist) {
			d.Logger.Debug("part file stays behind", "error", rmErr)
		}
		return 0, nil, err
	}
	return size, hash.Sum(nil), nil
}

// parts copies part after part into out until the declared size is there; where
// Telegram declares none, until a part comes short.
func (d *download) parts(ctx context.Context, out io.Writer, sum hash.Hash) (int64, error) {
	var offset int64
	for d.file.Size == 0 || offset < d.file.Size {
		data, err := d.part(ctx, offset)
		if err != nil {
			return 0, err
		}
		if _, err := out.Write(data); err != nil {
			return 0, fmt.Errorf("write the file: %w", err)
		}
		sum.Write(data)
		offset += int64(len(data))
		d.Progress.Fetched(len(data))
		if len(data) < partSize {
			break
		}
	}
	if d.file.Size != 0 && offset != d.file.Size {
		return 0, fmt.Errorf("%w: %d of %d bytes", errLength, offset, d.file.Size)
	}
	return offset, nil
}

// part asks for one part, at the datacenter that has it and with a reference that
// is good.
func (d *download) part(ctx context.Context, offset int64) ([]byte, error) {
	for {
		data, err := d.ask(ctx, offset)
		if err == nil {
			return data, nil
		}
		dc, moved := takeout.MovedTo(err)
		switch {
		case moved && d.moves < attempts:
			d.moves++
			d.dc = dc
		case takeout.ReferenceExpired(err) && d.renews < attempts:
			d.renews++
			if err := d.renew(ctx); err != nil {
				return nil, err
			}
		default:
			return nil, err
		}
	}
}

func (d *download) ask(ctx context.Context, offset int64) ([]byte, error) {
	via, err := d.via(ctx, d.dc)
	if err != nil {
		return nil, err
	}
	location, err := d.location(ctx)
	if err != nil {
		return nil, err
	}
	answer, err := tg.NewClient(via).UploadGetFile(ctx, &tg.UploadGetFileRequest{Location: location, Offset: offset, Limit: partSize})
	if err != nil {
		return nil, err
	}
	file, ok := answer.(*tg.UploadFile)
	if !ok {
		return nil, fmt.Errorf("unexpected answer %T to a file request", answer)
	}
	return file.Bytes, nil
}

// location is the file's place at Telegram; a peer photo is named by its peer.
func (d *download) location(ctx context.Context) (tg.InputFileLocationClass, error) {
	var input tg.InputPeerClass
	if p := d.file.Location.Peer; !p.IsZero() {
		peer, ok, err := d.Archive.Peer(ctx, p)
		if err != nil {
			return nil, err
		}
		if ok {
			input = tgconv.InputPeer(peer)
		}
	}
	location, ok := tgconv.FileLocation(d.file.Location, input)
	if !ok {
		return nil, errNoLocation
	}
	return location, nil
}
