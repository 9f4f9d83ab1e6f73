package tgclient

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// deaf answers when it is told to, whatever becomes of the context.
type deaf struct{ answer, answered chan error }

// Invoke implements tg.Invoker.
func (d deaf) Invoke(_ context.Context, _ bin.Encoder, out bin.Decoder) error {
	<-d.answer
	var b bin.Buffer
	err := (&tg.NearestDC{Country: "DE", ThisDC: 2}).Encode(&b)
	d.answered <- errors.Join(err, out.Decode(&b))
	return nil
}

func TestACallEndsWithItsContextThoughTheConnectionGoesOn(t *testing.T) {
	var left sync.WaitGroup
	d := deaf{make(chan error), make(chan error, 1)}
	ctx, cancel := context.WithCancel(t.Context())
	var got tg.NearestDC
	ended := make(chan error)
	go func() { ended <- leaving{d, &left}.Invoke(ctx, &tg.HelpGetNearestDCRequest{}, &got) }()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("left with %v", err)
	}
	close(d.answer)
	if err := <-d.answered; !errors.Is(err, errLate) {
		t.Errorf("an answer that came late: %v", err)
	}
	left.Wait()
	if got.ThisDC != 0 {
		t.Errorf("who had gone got %+v", got)
	}
}

func TestAnAnswerInTimeIsTaken(t *testing.T) {
	var left sync.WaitGroup
	d := deaf{make(chan error), make(chan error, 1)}
	close(d.answer)
	var got tg.NearestDC
	if err := (leaving{d, &left}).Invoke(t.Context(), &tg.HelpGetNearestDCRequest{}, &got); err != nil || got.ThisDC != 2 {
		t.Errorf("%+v, %v", got, err)
	}
}
