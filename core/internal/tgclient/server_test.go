package tgclient

import (
	"context"
	"crypto/rsa"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/session"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/demo/mtserver"
)

// testServer is a real MTProto server on loopback whose answers the tests choose:
// DC 2 is home, DC 4 another, DC 5 another with an address for files only.
type testServer struct {
	*mtserver.Server

	mu     sync.Mutex
	calls  []seen
	signed map[[8]byte]bool // keys that are signed in
}

// seen is what came of one call.
type seen struct {
	Name   string
	DC     int
	Media  bool
	Key    [8]byte
	Device string
}

func owner() *tg.User { return &tg.User{ID: 7, Self: true} } // a new one each time: to encode it sets its flags

func startTelegram(t *testing.T) *testServer {
	t.Helper()
	f := &testServer{signed: map[[8]byte]bool{}}
	var err error
	f.Server, err = mtserver.Listen(t.Context(), mtserver.Options{
		DCs:     []mtserver.DC{{ID: 2}, {ID: 4}, {ID: 5}, {ID: 5, Media: true}},
		Handler: mtserver.HandlerFunc(f.handle), ProofBits: 16,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var serve sync.WaitGroup
	serve.Go(func() { _ = f.Serve(ctx) })
	t.Cleanup(func() { cancel(); _ = f.Close(); serve.Wait() })
	return f
}

func (f *testServer) handle(_ context.Context, c *mtserver.Call) (mtserver.Answer, error) {
	b := &bin.Buffer{Buf: c.Query}
	id, err := b.PeekID()
	if err != nil {
		return mtserver.Answer{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	s := seen{DC: c.DC, Media: c.Media, Key: c.AuthKeyID}
	if c.Init != nil {
		s.Device = c.Init.DeviceModel + " " + c.Init.AppVersion
	}
	answer, err := f.answer(id, c, &s)
	f.calls = append(f.calls, s)
	return mtserver.Answer{Body: answer}, err
}

func (f *testServer) answer(id uint32, c *mtserver.Call, s *seen) (bin.Encoder, error) {
	switch id {
	case tg.HelpGetConfigRequestTypeID:
		s.Name = "getConfig"
		return f.config(c.DC), nil
	case tg.HelpGetNearestDCRequestTypeID:
		s.Name = "nearest"
		return &tg.NearestDC{Country: "DE", ThisDC: c.DC, NearestDC: 2}, nil
	case tg.AuthSignInRequestTypeID:
		s.Name = "signIn"
		f.signed[c.AuthKeyID] = true
		return &tg.AuthAuthorization{User: owner()}, nil
	case tg.AuthLogOutRequestTypeID:
		s.Name = "logOut"
		delete(f.signed, c.AuthKeyID)
		return &tg.AuthLoggedOut{}, nil
	case tg.UsersGetUsersRequestTypeID:
		s.Name = "self"
		if !f.signed[c.AuthKeyID] {
			return nil, tgerr.New(401, "AUTH_KEY_UNREGISTERED")
		}
		return &tg.UserClassVector{Elems: []tg.UserClass{owner()}}, nil
	case tg.AuthExportAuthorizationRequestTypeID:
		s.Name = "export"
		return &tg.AuthExportedAuthorization{ID: 1, Bytes: []byte("x")}, nil
	case tg.AuthImportAuthorizationRequestTypeID:
		s.Name = "import"
		return &tg.AuthAuthorization{User: owner()}, nil
	}
	return nil, tgerr.New(400, "INPUT_METHOD_INVALID")
}

func (f *testServer) config(dc int) *tg.Config {
	cfg := &tg.Config{ThisDC: dc, Expires: int(time.Now().Add(time.Hour).Unix())}
	for _, a := range f.Addrs() {
		cfg.DCOptions = append(cfg.DCOptions, tg.DCOption{
			ID: a.ID, IPAddress: a.IP, Port: a.Port, MediaOnly: a.Media, Static: true,
		})
	}
	return cfg
}

// named returns the calls of one method.
func (f *testServer) named(name string) (out []seen) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.calls {
		if s.Name == name {
			out = append(out, s)
		}
	}
	return out
}

func (f *testServer) client(storage session.Storage, change func(*Config)) *Client {
	cfg := Config{
		APIID: 1, APIHash: "hash", Home: 2, Storage: storage, AppVersion: "1.2.3",
		Keys: []*rsa.PublicKey{&f.Key().PublicKey}, Logger: slog.New(slog.DiscardHandler),
	}
	for _, a := range f.Addrs() {
		cfg.DCs = append(cfg.DCs, DC{ID: a.ID, IP: a.IP, Port: a.Port, Media: a.Media})
	}
	if change != nil {
		change(&cfg)
	}
	return New(cfg)
}

func signIn(ctx context.Context, c *Client) error {
	_, err := tg.NewClient(c.API()).AuthSignIn(ctx, &tg.AuthSignInRequest{PhoneNumber: "1", PhoneCodeHash: "h", PhoneCode: "2"})
	return err
}

func self(ctx context.Context, c *Client) error {
	_, err := tg.NewClient(c.API()).UsersGetUsers(ctx, []tg.InputUserClass{&tg.InputUserSelf{}})
	return err
}

func nearest(ctx context.Context, via tg.Invoker) error {
	_, err := tg.NewClient(via).HelpGetNearestDC(ctx)
	return err
}

// stored is what is in a storage; nil if nothing is.
func stored(t *testing.T, s session.Storage) []byte {
	t.Helper()
	data, err := s.LoadSession(t.Context())
	if err != nil {
		return nil
	}
	return data
}

func logOut(ctx context.Context, c *Client) error {
	_, err := tg.NewClient(c.API()).AuthLogOut(ctx)
	return err
}
