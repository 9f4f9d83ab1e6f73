package tgclient

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/gotd/log"
)

func TestGotdsRecordsCarryNoContent(t *testing.T) {
	var out bytes.Buffer
	to := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug - 8}))
	l := log.For(newLogger(to)).Named("conn").With(log.Int("dc_id", 4))
	l.Info(t.Context(), "Restarting",
		log.String("addr", "127.0.0.1:1"), log.String("username", "mara"), log.Any("object", struct{ Text string }{"hello"}),
		log.Int64("user_id", 7777), log.Duration("backoff", time.Second), log.Bool("sent", true),
		log.Error(errors.New("rpc error code 400: X")), log.Group("g", log.String("phone", "4915")))
	line := out.String()
	for _, want := range []string{"Restarting", "addr=127.0.0.1:1", "dc_id=4", "backoff=1s", "sent=true", "rpc error code 400: X", "part=conn", "level=DEBUG"} {
		if !strings.Contains(line, want) {
			t.Errorf("%q is missing in %s", want, line)
		}
	}
	for _, never := range []string{"mara", "hello", "7777", "4915"} {
		if strings.Contains(line, never) {
			t.Errorf("%q is in %s", never, line)
		}
	}
}

func TestGotdsLevelsAreQuieter(t *testing.T) {
	for give, want := range map[log.Level]slog.Level{
		log.LevelDebug: slog.LevelDebug - 4, log.LevelInfo: slog.LevelDebug, log.LevelWarn: slog.LevelInfo, log.LevelError: slog.LevelWarn,
	} {
		if got := levelOf(give); got != want {
			t.Errorf("levelOf(%v) = %v, want %v", give, got, want)
		}
	}
	to := slog.New(slog.NewTextHandler(new(bytes.Buffer), &slog.HandlerOptions{Level: slog.LevelInfo}))
	if newLogger(to).Enabled(t.Context(), log.LevelInfo) {
		t.Error("an Info of gotd is shown at Info")
	}
}
