package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto/srp"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"crypto/rand"

	"satchel/core/demo/mtserver"
	"satchel/core/demo/world"
)

// folder is a world under construction: fields of world.json, and files.
type folder map[string]any

// raw is TL JSON as it stands.
type raw = json.RawMessage

func rawf(format string, args ...any) raw { return raw(fmt.Sprintf(format, args...)) }

func (f folder) open(t testing.TB, files map[string]string) *world.World {
	t.Helper()
	all := map[string]any{
		"layer": 229, "now": 1750000000, "phone": "+99962 00001", "code": "22222",
		"self": raw(`{"_":"user","id":"1","self":true,"first_name":"Ada","access_hash":"11"}`),
	}
	for k, v := range f {
		all[k] = v
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"world.json": {Data: text}}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	w, err := world.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func userJSON(id int64) raw {
	return rawf(`{"_":"user","id":"%d","first_name":"user %d","access_hash":"%d"}`, id, id, id+1000)
}

func groupJSON(id int64) raw {
	return rawf(`{"_":"chat","id":"%d","title":"group","photo":{"_":"chatPhotoEmpty"},"participants_count":2,"date":1,"version":1}`, id)
}

func channelJSON(id int64, more string) raw {
	return rawf(`{"_":"channel","id":"%d","title":"channel","photo":{"_":"chatPhotoEmpty"},"date":1,"access_hash":"%d"%s}`, id, id+1000, more)
}

// messageJSON is a message of "user:7", "chat:8" or "channel:1003".
func messageJSON(peer string, id, date int, more string) raw {
	return rawf(`{"_":"message","id":%d,"peer_id":%s,"date":%d,"message":"m%d"%s}`, id, peerJSON(peer), date, id, more)
}

func peerJSON(peer string) string {
	kind, number, _ := strings.Cut(peer, ":")
	class := map[string]string{"user": "peerUser", "chat": "peerChat", "channel": "peerChannel"}[kind]
	return fmt.Sprintf(`{"_":%q,"%s_id":%q}`, class, kind, number)
}

func dialogJSON(peer string, more string) raw { return rawf(`{"peer":%s%s}`, peerJSON(peer), more) }

// caller is a client without a network: calls go straight to Handle.
type caller struct {
	s       *Server
	dc      int
	cdn     bool
	plain   bool // not at the media address
	key     byte
	takeout int64            // 0: outside
	within  *tg.MessageRange // nil: no range
	swapped bool             // the range outside of the takeout
}

func (c caller) Invoke(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
	b := &bin.Buffer{}
	outer := func() {
		b.PutID(tg.InvokeWithTakeoutRequestTypeID)
		b.PutLong(c.takeout)
	}
	if c.takeout != 0 && !c.swapped {
		outer()
	}
	if c.within != nil {
		b.PutID(tg.InvokeWithMessagesRangeRequestTypeID)
		if err := c.within.Encode(b); err != nil {
			return err
		}
	}
	if c.takeout != 0 && c.swapped {
		outer()
	}
	if err := in.Encode(b); err != nil {
		return err
	}
	a, err := c.s.Handle(ctx, &mtserver.Call{DC: c.dc, Media: c.dc == mediaDC && !c.plain, CDN: c.cdn, AuthKeyID: [8]byte{c.key}, Query: b.Buf})
	if err != nil {
		return err
	}
	if a.Sending != nil {
		a.Sending(true)
	}
	var body bin.Buffer
	if err := a.Body.Encode(&body); err != nil {
		return err
	}
	return out.Decode(&body)
}

func (c caller) api() *tg.Client { return tg.NewClient(c) }

// in and over are the caller inside a takeout and a range.
func (c caller) in(takeout int64) caller { c.takeout = takeout; return c }
func (c caller) over(min, max int) caller {
	c.within = &tg.MessageRange{MinID: min, MaxID: max}
	return c
}

// served is a server without a network, its outputs at hand.
type served struct {
	*Server
	violationLines, callLines bytes.Buffer
}

func serve(t testing.TB, w *world.World, f *Faults) *served {
	t.Helper()
	out := &served{}
	s, err := newServer(Options{World: w, Faults: f, Violations: &out.violationLines, Calls: &out.callLines})
	if err != nil {
		t.Fatal(err)
	}
	out.Server = s
	return out
}

// signedIn is a caller with a login on the home DC.
func (s *served) signedIn(t testing.TB) caller {
	t.Helper()
	c := caller{s: s.Server, dc: world.HomeDC, key: 1}
	mustSignIn(t, c)
	return c
}

func mustSignIn(t testing.TB, c caller) {
	t.Helper()
	ctx := t.Context()
	sent, err := c.api().AuthSendCode(ctx, &tg.AuthSendCodeRequest{PhoneNumber: c.s.world.Phone(), APIID: apiID, APIHash: c.s.apiHash()})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.api().AuthSignIn(ctx, &tg.AuthSignInRequest{PhoneNumber: c.s.world.Phone(),
		PhoneCodeHash: sent.(*tg.AuthSentCode).PhoneCodeHash, PhoneCode: c.s.world.Code()})
	if tgerr.Is(err, "SESSION_PASSWORD_NEEDED") {
		err = checkPassword(ctx, c.api(), c.s.world.Password())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// elsewhere is the caller on another DC, its authorization transferred.
func (c caller) elsewhere(t testing.TB, dc int) caller {
	t.Helper()
	e, err := c.api().AuthExportAuthorization(t.Context(), dc)
	if err != nil {
		t.Fatal(err)
	}
	there := caller{s: c.s, dc: dc, key: c.key + byte(dc)*10}
	if _, err := there.api().AuthImportAuthorization(t.Context(), &tg.AuthImportAuthorizationRequest{ID: e.ID, Bytes: e.Bytes}); err != nil {
		t.Fatal(err)
	}
	return there
}

// checkPassword is a client's half of SRP, by gotd.
func checkPassword(ctx context.Context, api *tg.Client, password string) error {
	p, err := api.AccountGetPassword(ctx)
	if err != nil {
		return err
	}
	algo := p.CurrentAlgo.(*tg.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow)
	a := make([]byte, 256)
	if _, err := rand.Read(a); err != nil {
		return err
	}
	proof, err := srp.NewSRP(rand.Reader).Hash([]byte(password), p.SRPB, a,
		srp.Input{Salt1: algo.Salt1, Salt2: algo.Salt2, G: algo.G, P: algo.P})
	if err != nil {
		return err
	}
	_, err = api.AuthCheckPassword(ctx, &tg.InputCheckPasswordSRP{SRPID: p.SRPID, A: proof.A, M1: proof.M1})
	return err
}

// everything are the flags of a takeout that leaves nothing out.
func everything() *tg.AccountInitTakeoutSessionRequest {
	r := &tg.AccountInitTakeoutSessionRequest{Contacts: true, MessageUsers: true, MessageChats: true,
		MessageMegagroups: true, MessageChannels: true, Files: true}
	r.SetFileMaxSize(4194304000)
	return r
}

func (c caller) open(t testing.TB, r *tg.AccountInitTakeoutSessionRequest) caller {
	t.Helper()
	a, err := c.api().AccountInitTakeoutSession(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return c.in(a.ID)
}

func wantError(t testing.TB, what string, err error, name string) {
	t.Helper()
	var got string
	if rpc, ok := tgerr.As(err); ok {
		got = rpc.Message
	} else if err != nil {
		got = err.Error()
	}
	if got != name {
		t.Errorf("%s: answered %q, want %q", what, got, name)
	}
}

// wantRules compares the violations since the last look, by rule.
func (s *served) wantRules(t testing.TB, what string, want ...rule) {
	t.Helper()
	var got []rule
	for _, v := range s.Violations() {
		got = append(got, rule(v.Rule))
	}
	s.violations.mu.Lock()
	s.violations.list = nil
	s.violations.mu.Unlock()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: violations %v, want %v", what, got, want)
	}
}
