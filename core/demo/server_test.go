package demo

import (
	"bytes"
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/session"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/demo/mtserver"
	"satchel/core/demo/world"
)

// start is a server with a network.
func start(t *testing.T, o Options) *Server {
	t.Helper()
	o.ProofBits = 16 // the full work takes seconds under the race detector
	s, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// client is a gotd client made from nothing but what --ready says.
func client(t *testing.T, ready []byte) *telegram.Client {
	t.Helper()
	var r Ready
	if err := json.Unmarshal(ready, &r); err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode([]byte(r.PublicKey))
	key, err := x509.ParsePKCS1PublicKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	o := telegram.Options{DC: world.HomeDC, PublicKeys: []telegram.PublicKey{{RSA: key}},
		Resolver: dcs.Plain(dcs.PlainOptions{}), SessionStorage: &session.StorageMemory{}}
	for _, dc := range r.DCs {
		o.DCList.Options = append(o.DCList.Options, tg.DCOption{ID: dc.ID, IPAddress: dc.IP, Port: dc.Port,
			MediaOnly: dc.Media, CDN: dc.CDN, Static: true})
	}
	return telegram.NewClient(r.APIID, r.APIHash, o)
}

func readyJSON(t *testing.T, s *Server) []byte {
	t.Helper()
	text, err := json.Marshal(s.Ready())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestARealClientSignsInExportsAndLeavesNoViolation(t *testing.T) {
	var calls bytes.Buffer
	f := media(folder{"password": "secret"})
	s := start(t, Options{World: f.open(t, mediaFiles), Calls: &calls})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c := client(t, readyJSON(t, s))
	err := c.Run(ctx, func(ctx context.Context) error {
		if err := signInByHand(ctx, t, c, s); err != nil {
			return fmt.Errorf("sign in: %w", err)
		}
		takeout, err := c.API().AccountInitTakeoutSession(ctx, everything())
		if err != nil {
			return fmt.Errorf("init: %w", err)
		}
		if err := exportSome(ctx, t, c, takeout.ID, s); err != nil {
			return fmt.Errorf("export: %w", err)
		}
		var done tg.BoolBox
		return c.Invoke(ctx, &tg.InvokeWithTakeoutRequest{TakeoutID: takeout.ID,
			Query: &tg.AccountFinishTakeoutSessionRequest{Success: true}}, &done)
	})
	if err != nil {
		t.Fatal(err)
	}
	if v := s.Violations(); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
	for _, method := range []string{"auth.signIn", "auth.importAuthorization", "messages.getHistory", "upload.getFile", "account.finishTakeoutSession"} {
		if !strings.Contains(calls.String(), `"method":"`+method+`"`) {
			t.Errorf("the call log lacks %s", method)
		}
	}
	for _, secret := range []string{"22222", "9996200001", "99962"} {
		if strings.Contains(calls.String(), secret) {
			t.Errorf("the call log shows %s", secret)
		}
	}
}

func signInByHand(ctx context.Context, t *testing.T, c *telegram.Client, s *Server) error {
	a := c.Auth()
	sent, err := a.SendCode(ctx, s.Ready().Phone, auth.SendCodeOptions{})
	if err != nil {
		return err
	}
	hash := sent.(*tg.AuthSentCode).PhoneCodeHash
	if _, err := a.SignIn(ctx, s.Ready().Phone, "11111", hash); !tgerr.Is(err, "PHONE_CODE_INVALID") {
		t.Errorf("wrong code: %v", err)
	}
	if _, err := a.SignIn(ctx, s.Ready().Phone, s.Ready().Code, hash); !errors.Is(err, auth.ErrPasswordAuthNeeded) {
		t.Errorf("right code: %v", err)
	}
	if _, err := a.Password(ctx, "wrong"); !errors.Is(err, auth.ErrPasswordInvalid) {
		t.Errorf("wrong password: %v", err)
	}
	_, err = a.Password(ctx, s.Ready().Password)
	return err
}

func exportSome(ctx context.Context, t *testing.T, c *telegram.Client, takeout int64, s *Server) error {
	within := func(q *tg.MessagesGetHistoryRequest) *tg.InvokeWithTakeoutRequest {
		return &tg.InvokeWithTakeoutRequest{TakeoutID: takeout, Query: &tg.InvokeWithMessagesRangeRequest{
			Range: s.ranges[len(s.ranges)-1], Query: q}}
	}
	var box tg.MessagesMessagesBox
	if err := c.Invoke(ctx, within(&tg.MessagesGetHistoryRequest{Peer: user7, OffsetID: 1, AddOffset: -100, Limit: 100}), &box); err != nil {
		return err
	}
	if diff := cmp.Diff([]int{3, 2, 1}, idsOf(box.Messages)); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
	m, _ := box.Messages.AsModified()
	far := m.GetMessages()[1].(*tg.Message).Media.(*tg.MessageMediaDocument).Document.(*tg.Document)
	pool, err := c.MediaOnly(ctx, 4, 2)
	if err != nil {
		return err
	}
	defer pool.Close()
	var file tg.UploadFileBox
	err = pool.Invoke(ctx, &tg.InvokeWithTakeoutRequest{TakeoutID: takeout, Query: &tg.UploadGetFileRequest{
		Location: far.AsInputDocumentFileLocation(""), Limit: 512 << 10}}, &file)
	if err != nil {
		return err
	}
	f, _ := s.world.File(world.FileKey{Document: 56})
	want := make([]byte, f.Size)
	if _, err := f.Open().ReadAt(want, 0); err != nil {
		return err
	}
	if got := file.File.(*tg.UploadFile).Bytes; !bytes.Equal(got, want) {
		t.Errorf("the file of DC 4 has %d bytes, not its own", len(got))
	}
	return nil
}

func TestReadyHasExactlyWhatClientsAreTold(t *testing.T) {
	key, err := mtserver.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, Options{World: folder{"password": "p"}.open(t, nil), Key: key})
	var got map[string]any
	if err := json.Unmarshal(readyJSON(t, s), &got); err != nil {
		t.Fatal(err)
	}
	var dcs []string
	for _, dc := range got["dcs"].([]any) {
		dc := dc.(map[string]any)
		dcs = append(dcs, fmt.Sprintf("%v %v %v %v %v %d", dc["id"], dc["ip"], dc["media"], dc["cdn"], dc["port"].(float64) > 0, len(dc)))
	}
	want := []string{"2 127.0.0.1 false false true 5", "4 127.0.0.1 false false true 5", "4 127.0.0.1 true false true 5",
		"1 127.0.0.1 false false true 5", "3 127.0.0.1 false false true 5", "5 127.0.0.1 false false true 5", "203 127.0.0.1 false true true 5"}
	if diff := cmp.Diff(want, dcs); diff != "" {
		t.Errorf("dcs (-want +got):\n%s", diff)
	}
	delete(got, "dcs")
	block, _ := pem.Decode([]byte(got["public_key_pem"].(string)))
	if parsed, err := x509.ParsePKCS1PublicKey(block.Bytes); err != nil || !parsed.Equal(&rsa.PublicKey{N: key.N, E: key.E}) {
		t.Errorf("the key told is not the server's: %v", err)
	}
	delete(got, "public_key_pem")
	rest := map[string]any{"api_id": float64(apiID), "api_hash": s.apiHash(), "phone": "+99962 00001", "code": "22222", "password": "p"}
	if diff := cmp.Diff(rest, got); diff != "" {
		t.Errorf("the rest (-want +got):\n%s", diff)
	}
}

func TestStartRefusesWhatCannotBeServed(t *testing.T) {
	w := folder{}.open(t, nil)
	if _, err := Start(t.Context(), Options{}); err == nil {
		t.Error("no world was served")
	}
	if _, err := Start(t.Context(), Options{World: w, Listen: "0.0.0.0:0"}); !errors.Is(err, mtserver.ErrNotLoopback) {
		t.Errorf("all addresses: %v", err)
	}
	if _, err := Start(t.Context(), Options{World: w, Listen: "127.0.0.1:x"}); err == nil {
		t.Error("a port that is no number was taken")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := Start(t.Context(), Options{World: w, Listen: l.Addr().String()}); err == nil {
		t.Error("a taken port was served")
	}
}

func TestConfigTellsTheAddressesRight(t *testing.T) {
	s := start(t, Options{World: folder{}.open(t, nil)})
	c := caller{s: s, dc: 4, key: 9}
	config, err := c.api().HelpGetConfig(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range config.DCOptions {
		if o.Ipv6 || o.Port == 0 {
			t.Errorf("option %+v", o)
		}
		got = append(got, fmt.Sprintf("%d media=%v cdn=%v", o.ID, o.MediaOnly, o.CDN))
	}
	want := []string{"2 media=false cdn=false", "4 media=false cdn=false", "4 media=true cdn=false", "1 media=false cdn=false",
		"3 media=false cdn=false", "5 media=false cdn=false", "203 media=false cdn=true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if config.ThisDC != 4 || config.WebfileDCID != webFileDC {
		t.Errorf("config of %d, web files %d", config.ThisDC, config.WebfileDCID)
	}
	if _, err := (caller{s: s, dc: cdnDC, cdn: true, key: 8}).api().HelpGetConfig(t.Context()); err != nil {
		t.Errorf("the start of a connection to the CDN: %v", err)
	}
	app, err := c.api().HelpGetAppConfig(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	queue := map[string]float64{}
	for _, v := range app.(*tg.HelpAppConfig).Config.(*tg.JSONObject).Value {
		queue[v.Key] = v.Value.(*tg.JSONNumber).Value
	}
	if queue["small_queue_max_active_operations_count"] != 5 || queue["large_queue_max_active_operations_count"] != 2 {
		t.Errorf("queues %v", queue)
	}
}
