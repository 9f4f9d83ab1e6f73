package signin

import (
	"fmt"
	"testing"

	"github.com/gotd/td/tg"
)

func TestTheSignalHearsEveryFormOfTheUpdateAndKeepsOne(t *testing.T) {
	accepted := []tg.UpdateClass{&tg.UpdateConfig{}, &tg.UpdateLoginToken{}}
	for _, tt := range []struct {
		update tg.UpdatesClass
		want   int
	}{
		{&tg.UpdateShort{Update: &tg.UpdateLoginToken{}}, 1},
		{&tg.Updates{Updates: accepted}, 1},
		{&tg.UpdatesCombined{Updates: accepted}, 1},
		{&tg.Updates{Updates: accepted[:1]}, 0},
		{&tg.UpdateShort{Update: &tg.UpdateConfig{}}, 0},
		{&tg.UpdatesTooLong{}, 0},
	} {
		t.Run(fmt.Sprintf("%T", tt.update), func(t *testing.T) {
			s := NewTokenSignal()
			for range 2 {
				if err := s.Handle(t.Context(), tt.update); err != nil {
					t.Error(err)
				}
			}
			if got := len(s.told); got != tt.want {
				t.Errorf("%d kept, want %d", got, tt.want)
			}
		})
	}
}
