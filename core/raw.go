package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"satchel/core/internal/archive"
	"satchel/core/internal/tljson"
)

// rawPage is a kept answer of Telegram as Raw writes it.
type rawPage struct {
	Page   int64           `json:"page"`
	Run    int64           `json:"run"`
	At     int64           `json:"at"` // unix seconds
	Method string          `json:"method"`
	Layer  int             `json:"layer"`
	Peer   string          `json:"peer,omitempty"`
	Split  int             `json:"split"`
	Bytes  int             `json:"bytes"`
	Answer json.RawMessage `json:"answer,omitempty"`
	// Unreadable says why there is no answer; Raw has the bytes then.
	Unreadable string `json:"unreadable,omitempty"`
	Raw        []byte `json:"raw,omitempty"`
}

// Raw writes the answers of Telegram that the archive in dir was made from, as TL
// JSON, one a line, oldest first: all, those about a chat, or those one message of
// it and its versions came from. An answer that this version cannot read is written
// with its bytes. It returns how many were written. Of a damaged archive those
// that can be read are written, and archive.ErrDamaged is returned.
func Raw(ctx context.Context, dir string, peer PeerID, message int, w io.Writer, cfg Config) (n int, err error) {
	if message != 0 && peer.IsZero() {
		return 0, fmt.Errorf("%w: a message needs its chat", ErrSettings)
	}
	cfg = New(cfg).cfg
	out := newRawPrinter(w)
	a, err := archive.OpenRead(ctx, dir, archive.Options{Now: cfg.Now, Logger: cfg.Logger})
	if errors.Is(err, archive.ErrDamaged) {
		err = errors.Join(err, archive.Salvage(ctx, dir, peer, message, out.print))
		return out.n, err
	}
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	err = a.Evidence(ctx, peer, message, out.print)
	return out.n, err
}

// rawPrinter writes answers, one a line.
type rawPrinter struct {
	codec *tljson.Codec
	out   *json.Encoder
	n     int
}

func newRawPrinter(w io.Writer) *rawPrinter {
	p := &rawPrinter{codec: tljson.New(), out: json.NewEncoder(w)}
	p.out.SetEscapeHTML(false)
	return p
}

func (p *rawPrinter) print(e archive.Evidence) error {
	page := rawPage{Page: e.Page, Run: e.Run, At: e.At.Unix(), Method: e.Method, Layer: e.Layer, Split: e.Split, Bytes: len(e.Raw)}
	if !e.Peer.IsZero() {
		page.Peer = e.Peer.String()
	}
	var err error
	if page.Answer, err = p.codec.Raw(e.Raw, nil); err != nil {
		page.Unreadable, page.Raw = fmt.Sprintf("layer %d, not readable by this version", e.Layer), e.Raw
	}
	p.n++
	return p.out.Encode(page)
}
