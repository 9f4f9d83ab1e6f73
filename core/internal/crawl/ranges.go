package crawl

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/gotd/td/tg"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

const (
	rangesKey = "split_ranges"        // that the cursors were made with
	listedKey = "split_ranges_listed" // that the dialogs were listed with
)

// loadRanges fetches the split ranges. An empty list means one
// range over everything.
// https://core.telegram.org/method/messages.getSplitRanges
func (c *crawler) loadRanges(ctx context.Context) error {
	answer, err := tg.NewClient(c.home()).MessagesGetSplitRanges(ctx)
	if err != nil {
		return fmt.Errorf("fetch split ranges: %w", err)
	}
	c.ranges = tgconv.Ranges(answer)
	if len(c.ranges) == 0 {
		c.ranges = []model.Range{{MinID: 1, MaxID: math.MaxInt32}}
	}
	kept, err := KeptRanges(ctx, c.Archive)
	if err != nil {
		return err
	}
	listed, err := keptRanges(ctx, c.Archive, listedKey)
	if err != nil {
		return err
	}
	c.moved = !sameRanges(listed, c.ranges) // an earlier run may have ended between the two
	switch {
	case slices.Equal(kept, c.ranges):
		return nil
	case sameRanges(kept, c.ranges):
		return c.keepRanges(ctx, rangesKey, c.ranges)
	}
	c.moved = true
	if listed == nil {
		if err := c.keepRanges(ctx, listedKey, kept); err != nil {
			return err
		}
	}
	doc, err := json.Marshal(c.ranges)
	if err != nil {
		return fmt.Errorf("keep split ranges: %w", err)
	}
	return c.Archive.MoveRanges(ctx, c.lastSplit(), rangesKey, doc)
}

// sameRanges reports whether what the cursors hold for is where it was: there was
// nothing before, or only the end of the last range moved.
func sameRanges(kept, now []model.Range) bool {
	if len(kept) == 0 {
		return true
	}
	last := len(kept) - 1
	return len(kept) == len(now) && kept[last].MinID == now[last].MinID && slices.Equal(kept[:last], now[:last])
}

// keepRanges notes ranges under one of the two keys.
func (c *crawler) keepRanges(ctx context.Context, key string, ranges []model.Range) error {
	doc, err := json.Marshal(ranges)
	if err != nil {
		return fmt.Errorf("keep split ranges: %w", err)
	}
	return c.Archive.SaveValue(ctx, key, doc)
}

// KeptRanges are the split ranges the archive's cursors were made with; none
// before the first run had them.
func KeptRanges(ctx context.Context, a *archive.Archive) (ranges []model.Range, err error) {
	return keptRanges(ctx, a, rangesKey)
}

func keptRanges(ctx context.Context, a *archive.Archive, key string) (ranges []model.Range, err error) {
	doc, err := a.LoadValue(ctx, key)
	if err == nil && doc != nil {
		err = json.Unmarshal(doc, &ranges)
	}
	if err != nil {
		return nil, fmt.Errorf("read the kept split ranges: %w", err)
	}
	return ranges, nil
}

// lastSplit is the index of the last range: the only one that lists channels and
// holds their messages.
func (c *crawler) lastSplit() int { return len(c.ranges) - 1 }

// allSplits lists the indices of every range.
func (c *crawler) allSplits() []int {
	splits := make([]int, len(c.ranges))
	for i := range splits {
		splits[i] = i
	}
	return splits
}
