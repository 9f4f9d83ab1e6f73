package media

import (
	"context"

	"satchel/core/internal/fsx"
)

// try does op, which writes about size bytes, as soon as there is room for it. What
// is written into the archive waits there.
func (c *Config) try(ctx context.Context, size int64, op func() error) error {
	for {
		err := op()
		if !fsx.IsDiskFull(err) || c.WhenFull == nil {
			return err
		}
		if err := c.WhenFull(ctx, size, err); err != nil {
			return err
		}
	}
}
