package media

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/internal/takeout"
)

// wire is a connection that is never used.
type wire struct{ dc int }

func (*wire) Invoke(context.Context, bin.Encoder, bin.Decoder) error {
	return errors.New("a call was made")
}

func TestConnectionsAreMadeOnceHoweverManyNeedThem(t *testing.T) {
	l, made := newLine(), 0
	broken := errors.New("broken")
	fail := func() (tg.Invoker, error) { return nil, broken }
	if via, err := l.get(t.Context(), fail); !errors.Is(err, broken) || via != nil {
		t.Fatalf("%v, %v", via, err)
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			via, err := l.get(t.Context(), func() (tg.Invoker, error) { made++; return &wire{}, nil })
			if via == nil || err != nil {
				t.Errorf("%v, %v", via, err)
			}
		})
	}
	all.Wait()
	if made != 1 {
		t.Errorf("made %d times after a failure", made)
	}
	if _, err := l.get(t.Context(), fail); err != nil {
		t.Errorf("what was made is made again: %v", err)
	}
}

// dialing is an engine whose datacenter 4 and CDN 204 do not answer until open is
// closed; begun gets what is being connected.
func dialing(t *testing.T, begun chan<- int, open <-chan struct{}) *engine {
	t.Helper()
	connect := func(ctx context.Context, dc, _ int) (tg.Invoker, error) {
		if dc%100 != 4 {
			return &wire{dc}, nil
		}
		begun <- dc
		select {
		case <-open:
			return &wire{dc}, nil
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
	session := takeout.New(takeout.Config{API: &wire{}, HomeDC: 2, Logger: slog.New(slog.DiscardHandler)})
	return newEngine(Config{Session: session, HomeDC: 2, Limits: DefaultLimits(), Connect: connect, ConnectCDN: connect}, make(chan struct{}))
}

// TestADatacenterThatDoesNotAnswerHoldsUpNoOther: while its connections are made, the
// files, the questions and the CDNs of others go on, and who no longer wants it leaves.
func TestADatacenterThatDoesNotAnswerHoldsUpNoOther(t *testing.T) {
	tests := map[string]func(e *engine, ctx context.Context) (tg.Invoker, error){
		"a datacenter's files":     func(e *engine, ctx context.Context) (tg.Invoker, error) { return e.center(4).files(ctx) },
		"a datacenter's questions": func(e *engine, ctx context.Context) (tg.Invoker, error) { return e.center(4).control(ctx) },
		"a CDN":                    func(e *engine, ctx context.Context) (tg.Invoker, error) { return e.cdnVia(ctx, 204) },
	}
	for name, connect := range tests {
		t.Run(name, func(t *testing.T) {
			begun, open := make(chan int, 1), make(chan struct{})
			e := dialing(t, begun, open)
			first := make(chan error, 1)
			go func() { _, err := connect(e, t.Context()); first <- err }()
			<-begun

			if _, err := e.center(5).files(t.Context()); err != nil {
				t.Errorf("the files of another: %v", err)
			}
			if _, err := e.center(2).control(t.Context()); err != nil {
				t.Errorf("a question at home: %v", err)
			}
			if _, err := e.cdnVia(t.Context(), 203); err != nil {
				t.Errorf("another CDN: %v", err)
			}
			if n := len(e.allLanes()); n != 0 {
				t.Errorf("%d lanes", n)
			}
			ended, end := context.WithCancel(t.Context())
			end()
			if _, err := connect(e, ended); !errors.Is(err, context.Canceled) {
				t.Errorf("one whose run ended: %v", err)
			}
			close(open)
			if err := <-first; err != nil {
				t.Errorf("the first one: %v", err)
			}
			if _, err := connect(e, t.Context()); err != nil {
				t.Errorf("the next one: %v", err)
			}
		})
	}
}

// TestQuestionsAtHomeNeedNoConnectionsForFiles: they go the crawl's way, which is open.
func TestQuestionsAtHomeNeedNoConnectionsForFiles(t *testing.T) {
	e := dialing(t, nil, nil)
	e.HomeDC, e.Connect = 4, nil
	via, err := e.center(4).control(t.Context())
	if err != nil || via != tg.Invoker(e.Session) {
		t.Errorf("%v, %v", via, err)
	}
}
