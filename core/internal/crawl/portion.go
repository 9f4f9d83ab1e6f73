package crawl

import (
	"bytes"
	"context"
	"errors"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
)

// portion is how many entries are asked for at once: fewer where an answer did not
// decode.
type portion struct {
	limit int // of the next call
	left  int // of the entries of the answer that did not decode, not looked at yet
}

func whole() portion { return portion{limit: pageLimit} }

// halve is called when an answer did not decode; false: a single entry was asked
// for, and it is the one.
func (p *portion) halve() bool {
	if p.left == 0 {
		p.left = p.limit
	}
	if p.limit == 1 {
		return false
	}
	p.limit = (p.limit + 1) / 2
	return true
}

// read asks for whole pages again once the entries of the answer that did not
// decode were all read.
func (p *portion) read(n int) {
	if p.left -= n; p.left <= 0 || n == 0 {
		*p = whole()
	}
}

// undecoded returns the answer that came but did not decode, nil for other errors.
func undecoded(ctx context.Context, err error) *takeout.DecodeError {
	var decode *takeout.DecodeError
	if ctx.Err() == nil && errors.As(err, &decode) {
		return decode
	}
	return nil
}

// listing is a list of the account that comes in pages.
type listing struct {
	section model.Section
	method  string
	// page fetches and records up to limit entries from the present place on, moves
	// the place behind them and reports how many came, and whether there may be more.
	page func(ctx context.Context, limit int) (n int, more bool, err error)
	// pass moves the place over the entry at it, whose answer did not decode, and
	// names it; no name: nothing is lost, and what came was recorded. It reports false
	// where the place behind the entry cannot be known.
	pass func(ctx context.Context, raw []byte) (entry string, ok bool, err error)
}

// pages reads a list to its end. Where an answer does not decode less is asked for,
// down to one entry; that one is kept as it came, becomes a problem and is passed
// over.
func (c *crawler) pages(ctx context.Context, l listing) error {
	at := whole()
	var poison []byte
	for skipped := 0; ; {
		n, more, err := l.page(ctx, at.limit)
		bad := undecoded(ctx, err)
		switch {
		case bad == nil && (err != nil || !more):
			return err
		case bad == nil:
			at.read(n)
			continue
		case at.halve():
			continue
		case skipped >= mostUnreadable || bytes.Equal(bad.Raw, poison):
			return err
		}
		entry, ok, passErr := l.pass(ctx, bad.Raw)
		switch {
		case passErr != nil:
			return passErr
		case !ok:
			return err
		}
		if err := c.keepEntry(ctx, l.section, l.method, entry, bad.Raw); err != nil {
			return err
		}
		at, poison = whole(), bad.Raw
		skipped++
	}
}

// keepEntry records an entry of a list that cannot be read: its bytes and a problem.
func (c *crawler) keepEntry(ctx context.Context, s model.Section, method, entry string, raw []byte) error {
	if entry == "" {
		return nil
	}
	p := model.Problem{Code: model.ProblemEntryUnreadable, Subject: string(s) + "/" + entry}
	page := archive.Page{Run: c.Run, Method: method, Layer: tg.Layer, Raw: raw, Problems: []model.Problem{p}}
	if err := c.Archive.Record(ctx, page); err != nil {
		return err
	}
	c.Progress.Problem(p)
	return nil
}

// lowest is the lowest offset, up to high, at which a list still begins with the
// entry whose answer is raw: for lists that go on below an offset. It costs a call
// for each halving.
func lowest(high int, raw []byte, ask func(offset int) ([]byte, error)) (int, error) {
	low := 0 // below it the entry is not the first any more
	for high-low > 1 {
		middle := low + (high-low)/2
		got, err := ask(middle)
		if err != nil {
			return 0, err
		}
		if bytes.Equal(got, raw) {
			high = middle
		} else {
			low = middle
		}
	}
	return high, nil
}
