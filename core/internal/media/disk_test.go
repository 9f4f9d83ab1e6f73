package media

import (
	"context"
	"errors"
	"syscall"
	"testing"
)

func TestAWriteIsTriedAgainWhileTheDiskIsFull(t *testing.T) {
	broken := errors.New("broken")
	tests := map[string]struct {
		fails []error
		when  error // of WhenFull
		none  bool
		want  error
		asked int
	}{
		"room":              {},
		"full twice":        {fails: []error{syscall.ENOSPC, syscall.ENOSPC}, asked: 2},
		"another error":     {fails: []error{broken}, want: broken},
		"the run ends":      {fails: []error{syscall.ENOSPC}, when: broken, want: broken, asked: 1},
		"nobody waits":      {fails: []error{syscall.ENOSPC}, none: true, want: syscall.ENOSPC},
		"full, then broken": {fails: []error{syscall.EDQUOT, broken}, want: broken, asked: 1},
	}
	for name, tt := range tests {
		asked, tried := 0, 0
		cfg := Config{WhenFull: func(_ context.Context, size int64, err error) error {
			if asked++; size != 7 || err == nil {
				t.Errorf("%s: asked for %d after %v", name, size, err)
			}
			return tt.when
		}}
		if tt.none {
			cfg.WhenFull = nil
		}
		err := cfg.try(t.Context(), 7, func() error {
			if tried++; tried <= len(tt.fails) {
				return tt.fails[tried-1]
			}
			return nil
		})
		if !errors.Is(err, tt.want) || asked != tt.asked {
			t.Errorf("%s: %v after asking %d times, want %v after %d", name, err, asked, tt.want, tt.asked)
		}
	}
}
