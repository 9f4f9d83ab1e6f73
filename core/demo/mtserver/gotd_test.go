package mtserver

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	storage "github.com/gotd/td/session"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
	"github.com/gotd/td/transport"
)

// cluster is the handler of the tests with a real client: it knows the
// addresses and a few methods, and holds every messages.getAppConfig-like call
// back until as many as asked for are running.
type cluster struct {
	srv     atomic.Pointer[Server]
	barrier atomic.Pointer[barrier]
	file    []byte
	drops   atomic.Int64 // connections to drop at the next calls

	mu    sync.Mutex
	calls []*Call
}

// barrier lets n callers pass once all n have come.
type barrier struct {
	n    int64
	come atomic.Int64
	open chan struct{}
}

func newBarrier(n int64) *barrier { return &barrier{n: n, open: make(chan struct{})} }

func (b *barrier) pass(ctx context.Context) error {
	if b.come.Add(1) == b.n {
		close(b.open)
	}
	select {
	case <-b.open:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *cluster) Handle(ctx context.Context, c *Call) (Answer, error) {
	h.mu.Lock()
	h.calls = append(h.calls, c)
	h.mu.Unlock()
	b := &bin.Buffer{Buf: c.Query}
	id, err := b.PeekID()
	if err != nil {
		return Answer{}, err
	}
	switch id {
	case tg.HelpGetConfigRequestTypeID:
		cfg := &tg.Config{ThisDC: c.DC, Date: 1, Expires: 1 << 30}
		for _, a := range h.srv.Load().Addrs() {
			cfg.DCOptions = append(cfg.DCOptions, dcOption(a))
		}
		return Answer{Body: cfg}, nil
	case tg.HelpGetNearestDCRequestTypeID:
		if h.drops.Add(-1) >= 0 {
			return Answer{}, ErrDropConnection
		}
		return Answer{Body: &tg.NearestDC{ThisDC: c.DC, NearestDC: c.DC}}, nil
	case tg.AuthExportAuthorizationRequestTypeID:
		return Answer{Body: &tg.AuthExportedAuthorization{ID: 7, Bytes: []byte("ticket")}}, nil
	case tg.AuthImportAuthorizationRequestTypeID:
		return Answer{Body: &tg.AuthAuthorization{User: &tg.UserEmpty{ID: 7}}}, nil
	case tg.MessagesGetPeerDialogsRequestTypeID:
		if err := h.barrier.Load().pass(ctx); err != nil {
			return Answer{}, err
		}
		return Answer{Body: &tg.MessagesPeerDialogs{State: tg.UpdatesState{Date: 1}}}, nil
	case tg.UploadGetFileRequestTypeID:
		return Answer{Body: &tg.UploadFile{Type: &tg.StorageFileUnknown{}, Bytes: h.file}}, nil
	}
	return Answer{}, tgerr.New(400, "INPUT_METHOD_INVALID")
}

func dcOption(a Addr) tg.DCOption {
	return tg.DCOption{ID: a.ID, IPAddress: a.IP, Port: a.Port, Static: true, MediaOnly: a.Media, CDN: a.CDN}
}

// withClient runs a real client against a server of two DCs.
func withClient(t testing.TB, h *cluster, o Options, change func(*telegram.Options), f func(context.Context, *telegram.Client, *Server) error) {
	t.Helper()
	o.Handler, o.DCs = h, []DC{{ID: 1}, {ID: 2}}
	s := start(t, o)
	h.srv.Store(s)
	opts := telegram.Options{
		DC:             1,
		PublicKeys:     []telegram.PublicKey{{RSA: &s.Key().PublicKey}},
		Resolver:       dcs.Plain(dcs.PlainOptions{}),
		SessionStorage: &storage.StorageMemory{},
	}
	for _, a := range s.Addrs() {
		opts.DCList.Options = append(opts.DCList.Options, dcOption(a))
	}
	if change != nil {
		change(&opts)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	c := telegram.NewClient(1, "hash", opts)
	if err := c.Run(ctx, func(ctx context.Context) error { return f(ctx, c, s) }); err != nil {
		t.Fatal(err)
	}
}

func TestRealClientConnectsCallsAndUsesTwoDCs(t *testing.T) {
	h := &cluster{file: bytes.Repeat([]byte("satchel!"), 64<<10)}
	h.barrier.Store(newBarrier(16))
	withClient(t, h, Options{}, nil, func(ctx context.Context, c *telegram.Client, s *Server) error {
		dc, err := c.API().HelpGetNearestDC(ctx)
		if err != nil {
			return err
		}
		if dc.ThisDC != 1 {
			t.Errorf("answered by DC %d, want 1", dc.ThisDC)
		}
		t.Run("sixteen calls run at once on one connection", func(t *testing.T) { sixteen(ctx, t, c) })
		t.Run("a second DC has its own key", func(t *testing.T) { secondDC(ctx, t, c, h) })
		t.Run("an error keeps code and text", func(t *testing.T) {
			_, err := c.API().HelpGetSupport(ctx)
			if !tgerr.Is(err, "INPUT_METHOD_INVALID") || !tgerr.IsCode(err, 400) {
				t.Errorf("error %v", err)
			}
		})
		t.Run("the handler sees layer and device", func(t *testing.T) { introduced(t, h) })
		return nil
	})
}

func sixteen(ctx context.Context, t *testing.T, c *telegram.Client) {
	errs := make(chan error, 16)
	for range 16 {
		go func() {
			_, err := c.API().MessagesGetPeerDialogs(ctx, nil)
			errs <- err
		}()
	}
	for range 16 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func secondDC(ctx context.Context, t *testing.T, c *telegram.Client, h *cluster) {
	other, err := c.DC(ctx, 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	f, err := tg.NewClient(other).UploadGetFile(ctx, &tg.UploadGetFileRequest{
		Location: &tg.InputTakeoutFileLocation{}, Limit: 512 << 10,
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := f.(*tg.UploadFile).Bytes; !bytes.Equal(got, h.file) {
		t.Errorf("file of %d bytes, want %d", len(got), len(h.file))
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	keys := map[int]map[[8]byte]bool{}
	for _, c := range h.calls {
		if keys[c.DC] == nil {
			keys[c.DC] = map[[8]byte]bool{}
		}
		keys[c.DC][c.AuthKeyID] = true
	}
	if len(keys[1]) != 1 || len(keys[2]) != 1 {
		t.Errorf("auth keys by DC: %v", keys)
	}
	for k := range keys[1] {
		if keys[2][k] {
			t.Error("both DCs were used with the same key")
		}
	}
}

func introduced(t *testing.T, h *cluster) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.calls {
		if c.Layer != tg.Layer || c.Init == nil || c.Init.APIID != 1 || c.Init.DeviceModel == "" {
			t.Errorf("call on DC %d: layer %d, init %v", c.DC, c.Layer, c.Init)
		}
	}
}

func TestRealClientSurvivesDroppedConnections(t *testing.T) {
	h := &cluster{}
	withClient(t, h, Options{}, nil, func(ctx context.Context, c *telegram.Client, s *Server) error {
		for i := range 3 {
			h.drops.Store(1)
			if _, err := c.API().HelpGetNearestDC(ctx); err != nil {
				return fmt.Errorf("call %d: %w", i, err)
			}
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		conns := map[int64]bool{}
		for _, call := range h.calls {
			conns[call.Conn] = true
		}
		if len(conns) != 4 {
			t.Errorf("%d connections, want 4", len(conns))
		}
		return nil
	})
}

func TestRealClientThroughObfuscation(t *testing.T) {
	change := func(o *telegram.Options) {
		o.Resolver = dcs.Plain(dcs.PlainOptions{Protocol: transport.PaddedIntermediate, Obfuscated: true})
	}
	withClient(t, &cluster{}, Options{}, change, func(ctx context.Context, c *telegram.Client, s *Server) error {
		_, err := c.API().HelpGetNearestDC(ctx)
		return err
	})
}

func TestRealClientWithForwardSecrecy(t *testing.T) {
	h := &cluster{}
	change := func(o *telegram.Options) { o.EnablePFS = true }
	withClient(t, h, Options{}, change, func(ctx context.Context, c *telegram.Client, s *Server) error {
		if _, err := c.API().HelpGetNearestDC(ctx); err != nil {
			return err
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		for _, call := range h.calls {
			if k := s.keys.find(call.AuthKeyID, 1, time.Now()); k == nil || !k.expires.IsZero() {
				t.Errorf("a call under %x, which is no permanent key", call.AuthKeyID)
			}
		}
		s.Forget(h.calls[0].AuthKeyID)
		if n := len(s.keys.keys); n != 0 {
			t.Errorf("%d keys are left of a forgotten account", n)
		}
		return nil
	})
}
