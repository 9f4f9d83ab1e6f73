package crawl

import (
	"context"
	"encoding/json"
	"fmt"
	"math"

	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
	"satchel/core/internal/tgconv"
)

const rangesKey = "split_ranges"

// loadRanges fetches the split ranges and keeps them. An empty list means one
// range over everything.
// https://core.telegram.org/method/messages.getSplitRanges
func (c *crawler) loadRanges(ctx context.Context) error {
	answer, err := tg.NewClient(c.Session).MessagesGetSplitRanges(ctx)
	if err != nil {
		return fmt.Errorf("fetch split ranges: %w", err)
	}
	c.ranges = tgconv.Ranges(answer)
	if len(c.ranges) == 0 {
		c.ranges = []model.Range{{MinID: 1, MaxID: math.MaxInt32}}
	}
	doc, err := json.Marshal(c.ranges)
	if err != nil {
		return fmt.Errorf("keep split ranges: %w", err)
	}
	return c.Archive.SaveValue(ctx, rangesKey, doc)
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
