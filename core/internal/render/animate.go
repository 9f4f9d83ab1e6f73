package render

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"satchel/core/internal/render/html"
)

// largestAnimation bounds what is read of a .tgs; Telegram's limit is 64 KB.
const largestAnimation = 1 << 20

// animate writes the script that hands an animated sticker to a page, once. A
// file that is no .tgs (which is gzip) gets none.
func (j *job) animate(id int64, path string) bool {
	moves, known := j.moving[id]
	if known {
		return moves
	}
	data, err := j.animation(path)
	if err == nil && data != nil {
		script := fmt.Sprintf("satchelAnimation(\"%d\",\"%s\")\n", id, base64.StdEncoding.EncodeToString(data))
		err = j.write(html.AnimationScript(id), []byte(script))
		moves = err == nil
	}
	if err != nil {
		j.onPages.fail(fmt.Errorf("animation of %s: %w", path, err))
	}
	j.moving[id] = moves
	return moves
}

func (j *job) animation(path string) ([]byte, error) {
	f, err := j.archive.Root().Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // verify reports it
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, largestAnimation+1))
	if err != nil || len(data) > largestAnimation || !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return nil, err
	}
	return data, nil
}
