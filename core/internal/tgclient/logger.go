package tgclient

import (
	"context"
	"log/slog"

	"github.com/gotd/log"
)

// logger hands gotd's records to slog, two steps quieter than gotd means them
// (every reconnect is an Info there) and without anything that could be content:
// of strings only the few that name types and addresses are let through, of other
// values numbers, times and errors.
type logger struct{ to *slog.Logger }

func newLogger(to *slog.Logger) log.Logger { return logger{to} }

func levelOf(l log.Level) slog.Level {
	switch l {
	case log.LevelError:
		return slog.LevelWarn
	case log.LevelWarn:
		return slog.LevelInfo
	case log.LevelInfo:
		return slog.LevelDebug
	default:
		return slog.LevelDebug - 4
	}
}

// Enabled implements log.Logger.
func (l logger) Enabled(ctx context.Context, level log.Level) bool {
	return l.to.Enabled(ctx, levelOf(level))
}

// Log implements log.Logger.
func (l logger) Log(ctx context.Context, level log.Level, msg string, attrs ...log.Attr) {
	if !l.Enabled(ctx, level) {
		return
	}
	out := make([]slog.Attr, 0, len(attrs))
	for _, a := range attrs {
		if v, ok := plain(a); ok {
			out = append(out, slog.Attr{Key: a.Key, Value: v})
		}
	}
	l.to.LogAttrs(ctx, levelOf(level), msg, out...)
}

// Named implements log.Namer.
func (l logger) Named(name string) log.Logger {
	return logger{l.to.With("part", name)}
}

func plain(a log.Attr) (slog.Value, bool) {
	switch a.Value.Kind() {
	case log.KindInt64:
		return slog.Int64Value(a.Value.Int64()), a.Key != "msg_id" && a.Key != "user_id"
	case log.KindBool:
		return slog.BoolValue(a.Value.Bool()), true
	case log.KindDuration:
		return slog.DurationValue(a.Value.Duration()), true
	case log.KindTime:
		return slog.TimeValue(a.Value.Time()), true
	case log.KindError:
		return slog.AnyValue(a.Value.Error()), a.Value.Error() != nil
	case log.KindString:
		switch a.Key {
		case "addr", "error_type", "type", "type_id", "type_name", "method", "v":
			return slog.StringValue(a.Value.String()), true
		}
	}
	return slog.Value{}, false
}
