package media

import (
	"context"
	"fmt"

	"github.com/gotd/td/tg"

	"satchel/core/internal/takeout"
)

// Limits are how many files may be in flight on one datacenter, from Telegram's
// app config (small_queue_max_active_operations_count and its large twin). They
// count files, not calls.
// https://core.telegram.org/api/config#small-queue-max-active-operations-count
type Limits struct{ Small, Large int }

// DefaultLimits are what Telegram's documentation gives as the values.
func DefaultLimits() Limits { return Limits{Small: 5, Large: 2} }

// mostFiles bounds what the app config can ask for.
const mostFiles = 32

// askLimits reads the limits from Telegram; what it does not say is the default.
func askLimits(ctx context.Context, session *takeout.Session) (Limits, error) {
	limits := DefaultLimits()
	answer, err := tg.NewClient(session).HelpGetAppConfig(ctx, 0)
	switch {
	case err == nil:
	case takeout.Classify(err) == takeout.Item:
		return limits, nil
	default:
		return limits, fmt.Errorf("read the limits of downloads: %w", err)
	}
	config, ok := answer.(*tg.HelpAppConfig)
	if !ok {
		return limits, nil
	}
	return limitsIn(config.Config), nil
}

func limitsIn(config tg.JSONValueClass) Limits {
	limits := DefaultLimits()
	object, ok := config.(*tg.JSONObject)
	if !ok {
		return limits
	}
	for _, v := range object.Value {
		number, ok := v.Value.(*tg.JSONNumber)
		if !ok || number.Value < 1 {
			continue
		}
		n := int(min(number.Value, mostFiles))
		switch v.Key {
		case "small_queue_max_active_operations_count":
			limits.Small = n
		case "large_queue_max_active_operations_count":
			limits.Large = n
		}
	}
	return limits
}
