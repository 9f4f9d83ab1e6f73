package takeout_test

import (
	"bytes"
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gotd/td/session"
	"github.com/gotd/td/tg"

	"satchel/core/demo"
	"satchel/core/demo/world"
	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgclient"
)

const account = `{
  "layer": 229, "phone": "+9996612345", "code": "22222",
  "self": {"_": "user", "id": 7, "self": true, "first_name": "Mara", "phone": "9996612345"},
  "saved_contacts": [{"_": "savedPhoneContact", "phone": "1", "first_name": "A", "last_name": "B", "date": 1700000000}]
}`

const faults = `{"rules": [
  {"method": "contacts.getSaved", "nth": 1, "error": "FLOOD_WAIT_1"},
  {"method": "contacts.getSaved", "nth": 2, "do": "drop_connection"},
  {"method": "contacts.getSaved", "nth": 3, "error": "INTERNAL"},
  {"method": "contacts.getSaved", "nth": 4, "do": "takeout_invalid"},
  {"method": "contacts.getSaved", "nth": 5, "do": "drop_after"},
  {"method": "upload.getFile", "nth": 1, "error": "FLOOD_WAIT_1"}
]}`

// states is a Store that remembers every state.
type states struct {
	mu  sync.Mutex
	all []model.TakeoutState
}

func (s *states) LoadTakeout(context.Context) (model.TakeoutState, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.all) == 0 {
		return model.TakeoutState{}, nil
	}
	return s.all[len(s.all)-1], nil
}

func (s *states) SaveTakeout(_ context.Context, state model.TakeoutState) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, state)
	return nil
}

// connect signs in to an embedded server and calls f; a broken rule fails.
func connect(t *testing.T, f func(ctx context.Context, c *tgclient.Client)) {
	t.Helper()
	w, err := world.Open(fstest.MapFS{"world.json": {Data: []byte(account)}})
	if err != nil {
		t.Fatal(err)
	}
	script, err := demo.ParseFaults([]byte(faults))
	if err != nil {
		t.Fatal(err)
	}
	var violations bytes.Buffer
	server, err := demo.Start(t.Context(), demo.Options{World: w, ProofBits: 16, Faults: script, Violations: &violations})
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, server.Ready())
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err = c.Run(ctx, func(ctx context.Context) error {
		if err := signIn(ctx, tg.NewClient(c.API()), server.Ready()); err != nil {
			return err
		}
		f(ctx, c)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	if violations.Len() > 0 {
		t.Errorf("rules broken: %s", violations.String())
	}
}

func client(t *testing.T, r demo.Ready) *tgclient.Client {
	t.Helper()
	block, _ := pem.Decode([]byte(r.PublicKey))
	key, err := x509.ParsePKCS1PublicKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	cfg := tgclient.Config{
		APIID: r.APIID, APIHash: r.APIHash, Keys: []*rsa.PublicKey{key},
		Storage: &session.StorageMemory{}, Logger: slog.New(slog.DiscardHandler),
	}
	for _, d := range r.DCs {
		cfg.DCs = append(cfg.DCs, tgclient.DC{ID: d.ID, IP: d.IP, Port: d.Port, Media: d.Media, CDN: d.CDN})
	}
	return tgclient.New(cfg)
}

func signIn(ctx context.Context, api *tg.Client, r demo.Ready) error {
	sent, err := api.AuthSendCode(ctx, &tg.AuthSendCodeRequest{PhoneNumber: r.Phone, APIID: r.APIID, APIHash: r.APIHash})
	if err != nil {
		return err
	}
	_, err = api.AuthSignIn(ctx, &tg.AuthSignInRequest{
		PhoneNumber: r.Phone, PhoneCode: r.Code, PhoneCodeHash: sent.(*tg.AuthSentCode).PhoneCodeHash,
	})
	return err
}

// One call meets a flood, a dropped connection, an error of the server, the end of
// its session and a lost answer, and is answered; finish is accepted. (What was
// dropped before it was acknowledged gotd sends again by itself, untold.)
func TestASessionOnTheEmbeddedServer(t *testing.T) {
	connect(t, func(ctx context.Context, c *tgclient.Client) {
		store := &states{}
		var mu sync.Mutex
		told := map[takeout.WaitReason]int{}
		cfg := takeout.Config{
			API: c.API(), HomeDC: c.HomeDC(), Store: store, Logger: slog.New(slog.DiscardHandler),
			Flags:  model.TakeoutFlags{Contacts: true, Files: true},
			OnWait: func(w takeout.Wait) { mu.Lock(); defer mu.Unlock(); told[w.Reason]++ },
		}
		s := takeout.New(cfg)
		if err := s.Open(ctx); err != nil {
			t.Fatal(err)
		}
		first := s.State().ID

		resumed := takeout.New(cfg) // another process
		if err := resumed.Open(ctx); err != nil || resumed.State().ID != first {
			t.Fatalf("resumed %+v, %v", resumed.State(), err)
		}
		saved, err := tg.NewClient(resumed).ContactsGetSaved(ctx)
		if err != nil || len(saved) != 1 {
			t.Errorf("saved contacts %v, %v", saved, err)
		}
		if id := resumed.State().ID; id == first || id == 0 {
			t.Errorf("session %d after the loss of %d", id, first)
		}
		mu.Lock()
		if told[takeout.WaitFlood] != 1 || told[takeout.WaitRetry] < 1 || told[takeout.WaitOffline] != 0 {
			t.Errorf("waits told: %v", told)
		}
		mu.Unlock()
		otherFile(t, ctx, c, resumed)
		if err := resumed.Finish(ctx, true); err != nil || resumed.State().Phase != model.TakeoutFinished {
			t.Errorf("Finish: %v, %+v", err, resumed.State())
		}
	})
}

// otherFile asks a DC of files for what this world does not have.
func otherFile(t *testing.T, ctx context.Context, c *tgclient.Client, s *takeout.Session) {
	t.Helper()
	media, err := c.Media(ctx, c.HomeDC(), 2)
	if err != nil {
		t.Fatal(err)
	}
	_, err = tg.NewClient(s.Via(media, c.HomeDC())).UploadGetFile(ctx, &tg.UploadGetFileRequest{
		Location: &tg.InputTakeoutFileLocation{}, Limit: 512 << 10,
	})
	if !takeout.Unavailable(err) || takeout.Classify(err) != takeout.Item {
		t.Errorf("other data: %v", err)
	}
}
