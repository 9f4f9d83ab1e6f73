package signin_test

import (
	"bytes"
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/session"
	"github.com/gotd/td/tg"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/keyring"
	"satchel/core/internal/signin"
	"satchel/core/internal/tgclient"
)

const account = `{
  "layer": 229, "phone": "+9996612345", "code": "22222", "password": "correct horse", "hint": "a battery",
  "self": {"_": "user", "id": 7, "self": true, "first_name": "Mara", "phone": "9996612345"}
}`

// server is the embedded Telegram, and what it complained about.
type server struct {
	*demo.Server
	violations bytes.Buffer
}

func start(t *testing.T) *server {
	t.Helper()
	w, err := world.Open(fstest.MapFS{"world.json": {Data: []byte(account)}})
	if err != nil {
		t.Fatal(err)
	}
	s := &server{}
	if s.Server, err = demo.Start(t.Context(), demo.Options{World: w, ProofBits: 16, Violations: &s.violations}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if s.violations.Len() > 0 {
			t.Errorf("rules broken: %s", s.violations.String())
		}
	})
	return s
}

// client begins at a DC that is not the account's.
func (s *server) client(t *testing.T, storage session.Storage, log *slog.Logger) *tgclient.Client {
	t.Helper()
	r := s.Ready()
	block, _ := pem.Decode([]byte(r.PublicKey))
	key, err := x509.ParsePKCS1PublicKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	cfg := tgclient.Config{
		APIID: r.APIID, APIHash: r.APIHash, Home: 1, Keys: []*rsa.PublicKey{key},
		Storage: storage, Logger: log,
	}
	for _, d := range r.DCs {
		cfg.DCs = append(cfg.DCs, tgclient.DC{ID: d.ID, IP: d.IP, Port: d.Port, Media: d.Media, CDN: d.CDN})
	}
	return tgclient.New(cfg)
}

// typist types what it was given; running out of it is an error.
type typist struct {
	phones    []string
	codes     []signin.CodeAnswer
	passwords []string
	saw       []string
}

var errDone = errors.New("nothing more to type")

func take[T any](list *[]T) (out T, err error) {
	if len(*list) == 0 {
		return out, errDone
	}
	out = (*list)[0]
	*list = (*list)[1:]
	return out, nil
}

func (p *typist) Phone(_ context.Context, r signin.PhoneRequest) (string, error) {
	p.note("phone", r.Err, false)
	return take(&p.phones)
}

func (p *typist) Code(_ context.Context, r signin.CodeRequest) (signin.CodeAnswer, error) {
	p.note("code by "+r.Via, r.Err, r.Wrong)
	return take(&p.codes)
}

func (p *typist) Password(_ context.Context, r signin.PasswordRequest) (string, error) {
	p.note("password", r.Err, r.Wrong)
	return take(&p.passwords)
}

func (p *typist) note(what string, err error, wrong bool) {
	if wrong {
		what += ", wrong"
	}
	if err != nil {
		what += ": " + err.Error()
	}
	p.saw = append(p.saw, what)
}

// Everything that can be mistyped is mistyped, and the login survives the process.
func TestASignInWithEveryMistake(t *testing.T) {
	s := start(t)
	key, err := keyring.Passphrase("for the vault")
	if err != nil {
		t.Fatal(err)
	}
	vault := keyring.Vault{Dir: t.TempDir(), Key: key}
	var logged bytes.Buffer
	log := slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug - 8}))
	p := &typist{
		phones: []string{"12345", "+999 66 12345", "+999 66 12345"},
		codes: []signin.CodeAnswer{
			{Code: "11111"}, {Back: true}, {Resend: true}, {Resend: true}, {Resend: true}, {Code: "22222"},
		},
		passwords: []string{"wrong horse", "correct horse"},
	}
	run(t, s.client(t, vault.Storage("main"), log), func(ctx context.Context, c *tgclient.Client) {
		self, err := signin.SignIn(ctx, tg.NewClient(c.API()), s.Ready().APIID, s.Ready().APIHash, p)
		if err != nil || self.ID != 7 || c.HomeDC() != world.HomeDC {
			t.Errorf("SignIn = %v, %v; home DC %d", self, err, c.HomeDC())
		}
	})
	want := []string{
		"phone", "phone: " + signin.ErrPhoneInvalid.Error(),
		"code by app", "code by app, wrong",
		"phone", "code by app", "code by sms", "code by call", "code by call: " + signin.ErrNoResend.Error(),
		"password", "password, wrong",
	}
	if diff := cmp.Diff(want, p.saw); diff != "" {
		t.Error(diff)
	}
	for _, secret := range []string{"22222", "9996612345", "horse", "Mara"} {
		if strings.Contains(logged.String(), secret) {
			t.Errorf("the log tells %q", secret)
		}
	}

	again := keyring.Vault{Dir: vault.Dir, Key: key}
	run(t, s.client(t, again.Storage("main"), log), func(ctx context.Context, c *tgclient.Client) {
		self, err := signin.SignIn(ctx, tg.NewClient(c.API()), s.Ready().APIID, s.Ready().APIHash, &typist{})
		if err != nil || self.ID != 7 {
			t.Errorf("second start: %v, %v", self, err)
		}
		if err := signin.LogOut(ctx, tg.NewClient(c.API())); err != nil {
			t.Error(err)
		}
	})
	run(t, s.client(t, again.Storage("main"), log), func(ctx context.Context, c *tgclient.Client) {
		if _, err := signin.Self(ctx, tg.NewClient(c.API())); !errors.Is(err, signin.ErrSignedOut) {
			t.Errorf("after signing out: %v", err)
		}
	})
}

func TestGivingUpStoresNothing(t *testing.T) {
	s := start(t)
	storage := &session.StorageMemory{}
	run(t, s.client(t, storage, slog.New(slog.DiscardHandler)), func(ctx context.Context, c *tgclient.Client) {
		p := &typist{phones: []string{"+9996612345"}, codes: []signin.CodeAnswer{{Code: "22222"}}}
		_, err := signin.SignIn(ctx, tg.NewClient(c.API()), s.Ready().APIID, s.Ready().APIHash, p)
		if !errors.Is(err, errDone) {
			t.Errorf("SignIn = %v", err)
		}
	})
	if _, err := storage.LoadSession(t.Context()); !errors.Is(err, session.ErrNotFound) {
		t.Errorf("stored: %v", err)
	}
}

func run(t *testing.T, c *tgclient.Client, f func(ctx context.Context, c *tgclient.Client)) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err := c.Run(ctx, func(ctx context.Context) error { f(ctx, c); return nil })
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
}
