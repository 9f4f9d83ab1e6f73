package crawl

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

// pageLimit is the most that getDialogs, getHistory and search give at once.
const pageLimit = 100

type (
	encoder = bin.Encoder
	decoder = bin.Decoder
)

// lister collects the dialog list before it is recorded as a whole.
type lister struct {
	*crawler
	dialogs []model.Dialog
	index   map[model.PeerID]int
	peers   map[model.PeerID]model.Peer
	pages   []archive.Page
	failed  bool // a part of the list could not be had
}

// listDialogs reads the whole dialog list and records it in one transaction.
func (c *crawler) listDialogs(ctx context.Context) error {
	l := &lister{crawler: c, index: map[model.PeerID]int{}, peers: map[model.PeerID]model.Peer{}}
	if err := l.attempt(ctx, sectionDialogs, l.listRanges); err != nil {
		return err
	}
	if c.Plan.LeftChannels && (c.Plan.Megagroups || c.Plan.Channels) {
		if err := l.attempt(ctx, sectionLeft, l.listLeft); err != nil {
			return err
		}
	}
	rows, err := c.Archive.Dialogs(ctx)
	if err != nil {
		return err
	}
	l.joinMigrated(numbered(rows))
	if err := l.record(ctx, l.keep(rows)); err != nil || l.failed {
		return err
	}
	return l.keepRanges(ctx, listedKey, l.ranges)
}

// listRanges reads the list of every range, the last one first. A range that is
// refused does not cost the others.
func (l *lister) listRanges(ctx context.Context) (refused error) {
	for split := len(l.ranges) - 1; split >= 0; split-- {
		if split != l.lastSplit() && l.lastRangeOnly() {
			break
		}
		err := l.listRange(ctx, split)
		switch {
		case err != nil && !isItem(ctx, err):
			return fmt.Errorf("range %d: %w", split, err)
		case err != nil && refused == nil:
			refused = err
		}
	}
	return refused
}

// lastRangeOnly reports whether the last range lists all that is wanted: channels
// are in no other.
func (l *lister) lastRangeOnly() bool { return !l.Plan.Users && !l.Plan.Chats }

// listRange pages through the dialogs of one range; a page that brings nothing new
// ends it. A dialog whose newest message does not decode is read without that.
func (l *lister) listRange(ctx context.Context, split int) error {
	total, err := l.countRange(ctx, split)
	if err != nil {
		return err
	}
	req := &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}}
	seen, top := 0, true // top: nothing but pinned chats so far
	take := func(page tgconv.DialogsPage, raw []byte) (more bool) {
		fresh := l.add(page, split)
		l.keepPage(page, split, raw)
		seen += fresh
		nextOffset(req, page.Dialogs, l.peers)
		top = top && !slices.ContainsFunc(page.Dialogs, func(d model.Dialog) bool { return !d.Pinned })
		return seen < total && fresh > 0
	}
	if total == 0 {
		return nil
	}
	err = l.crawler.pages(ctx, listing{
		section: sectionDialogs, method: "messages.getDialogs",
		page: func(ctx context.Context, limit int) (int, bool, error) {
			req.Limit = limit
			answer, raw, err := call[tg.MessagesDialogsBox](ctx, l.within(split), req)
			if err != nil {
				return 0, false, err
			}
			page := tgconv.Dialogs(answer.Dialogs)
			return len(page.Dialogs), take(page, raw) && !page.Last, nil
		},
		pass: func(ctx context.Context, raw []byte) (string, bool, error) {
			if page, ok := tgconv.SalvageDialogs(raw); ok && len(page.Dialogs) > 0 {
				take(page, raw)
				return "", true, nil
			}
			seen++
			l.failed = true // it may be one that was listed before
			from := req.OffsetDate
			if top {
				from = math.MaxInt32
			}
			return strconv.Itoa(seen), true, l.passDialog(ctx, split, req, from, raw)
		},
	})
	if err != nil || seen >= total {
		return err
	}
	return l.risen(ctx, split)
}

// countRange asks how many dialogs a range lists: the initial request.
func (l *lister) countRange(ctx context.Context, split int) (int, error) {
	probe, _, err := call[tg.MessagesDialogsBox](ctx, l.within(split), &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: 1})
	if undecoded(ctx, err) != nil {
		return math.MaxInt32, nil // pages tell when there are no more
	}
	if err != nil {
		return 0, err
	}
	return tgconv.Dialogs(probe.Dialogs).Count, nil
}

// passDialog moves the request below a dialog nothing of which can be read: to the
// date, from the given one down, at which the list does not begin with it any more.
// Where that is so from the start, it is a pinned one, or has the date of the one
// before: dates go on below those.
func (l *lister) passDialog(ctx context.Context, split int, req *tg.MessagesGetDialogsRequest, from int, raw []byte) error {
	req.OffsetID, req.OffsetPeer = 0, &tg.InputPeerEmpty{}
	ask := func(date int) ([]byte, error) {
		req.OffsetDate = date
		_, raw, err := call[tg.MessagesDialogsBox](ctx, l.within(split), req)
		if undecoded(ctx, err) != nil {
			err = nil
		}
		return raw, err
	}
	first, err := ask(from)
	if err != nil || !bytes.Equal(first, raw) {
		return err
	}
	below, err := lowest(from, raw, ask)
	req.OffsetDate = below - 1
	return err
}

// add takes over a page and counts the dialogs that this range had not listed.
func (l *lister) add(page tgconv.DialogsPage, split int) int {
	for _, p := range tgconv.Peers(page.Users, page.Chats) {
		if old, ok := l.peers[p.ID]; !ok || old.Min {
			l.peers[p.ID] = p
		}
	}
	fresh := 0
	for _, d := range page.Dialogs {
		i, ok := l.index[d.Peer]
		if !ok {
			i = len(l.dialogs)
			l.index[d.Peer] = i
			l.dialogs = append(l.dialogs, d)
		}
		if known := &l.dialogs[i]; !slices.Contains(known.Splits, split) {
			known.Splits = append(known.Splits, split)
			slices.Sort(known.Splits)
			fresh++
		}
	}
	return fresh
}

// nextOffset moves the request behind the page: date, id and peer of the last
// dialog whose newest message is known; else only the peer moves on. False: the
// page was empty.
// https://core.telegram.org/api/offsets
func nextOffset(req *tg.MessagesGetDialogsRequest, dialogs []model.Dialog, peers map[model.PeerID]model.Peer) bool {
	if len(dialogs) == 0 {
		return false
	}
	last := dialogs[len(dialogs)-1]
	for _, d := range slices.Backward(dialogs) {
		if d.TopDate != 0 {
			last = d
			break
		}
	}
	if last.TopDate != 0 {
		req.OffsetDate, req.OffsetID = int(last.TopDate), last.Top
	}
	req.OffsetPeer = tgconv.InputPeer(peers[last.Peer])
	return true
}

// joinMigrated hangs a basic group that became a supergroup below it, as the
// first part of its history. Where its supergroup is not listed or not wanted it
// stays a dialog of its own, and so does one that had a number before.
func (l *lister) joinMigrated(own map[model.PeerID]bool) {
	joined := make([]model.Dialog, 0, len(l.dialogs))
	for _, d := range l.dialogs {
		to := l.peers[d.Peer].MigratedTo
		i, listed := l.index[to]
		if d.Peer.Kind != model.KindChat || to.IsZero() || !listed || own[d.Peer] || !l.Plan.wants(l.peers[to]) {
			joined = append(joined, d)
			continue
		}
		l.dialogs[i].Migrated = d.Peer
		l.dialogs[i].MigratedSplits = d.Splits
		if l.lastRangeOnly() {
			l.dialogs[i].MigratedSplits = l.allSplits() // the other ranges may hold some of it
		}
	}
	// The supergroup may stand before its group in the list, so its copy is taken
	// again now that every group was joined.
	for i := range joined {
		joined[i] = l.dialogs[l.index[joined[i].Peer]]
	}
	l.dialogs = joined
	clear(l.index)
	for i := range joined {
		l.index[joined[i].Peer] = i
	}
}

// record writes the list: the evidence page by page, then all dialogs at once.
func (l *lister) record(ctx context.Context, vanished []model.Dialog) error {
	for _, p := range l.pages {
		if err := l.Archive.Record(ctx, p); err != nil {
			return err
		}
	}
	wanted := archive.Page{Run: l.Run, Dialogs: vanished}
	for _, d := range l.dialogs {
		peer := l.peers[d.Peer]
		if !l.Plan.wants(peer) {
			continue
		}
		d.OnlyMine = d.OnlyMine || l.Plan.OnlyMine != nil && l.Plan.OnlyMine(peer) // keep knows what Telegram refused before
		wanted.Dialogs = append(wanted.Dialogs, d)
		files, refs := l.face(peer)
		wanted.Files = append(wanted.Files, files...)
		wanted.Refs = append(wanted.Refs, refs...)
	}
	return l.Archive.Record(ctx, wanted)
}
