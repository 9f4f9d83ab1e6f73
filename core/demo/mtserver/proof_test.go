package mtserver

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/exchange"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
	"github.com/gotd/td/proto/codec"
	"github.com/gotd/td/transport"
)

// solver is a client's connection that notes what it is asked to factor and may
// change what it answers.
type solver struct {
	transport.Conn
	asked  []byte
	change func(*mt.ReqDHParamsRequest)
}

func (s *solver) Recv(ctx context.Context, b *bin.Buffer) error {
	if err := s.Conn.Recv(ctx, b); err != nil {
		return err
	}
	var (
		msg proto.UnencryptedMessage
		res mt.ResPQ
	)
	if msg.Decode(&bin.Buffer{Buf: b.Copy()}) == nil && res.Decode(&bin.Buffer{Buf: msg.MessageData}) == nil {
		s.asked = res.Pq
	}
	return nil
}

func (s *solver) Send(ctx context.Context, b *bin.Buffer) error {
	var (
		msg proto.UnencryptedMessage
		req mt.ReqDHParamsRequest
	)
	if s.change == nil || msg.Decode(&bin.Buffer{Buf: b.Copy()}) != nil || req.Decode(&bin.Buffer{Buf: msg.MessageData}) != nil {
		return s.Conn.Send(ctx, b)
	}
	s.change(&req)
	body := &bin.Buffer{}
	if err := req.Encode(body); err != nil {
		return err
	}
	msg.MessageData = body.Buf
	b.Reset()
	if err := msg.Encode(b); err != nil {
		return err
	}
	return s.Conn.Send(ctx, b)
}

// nobody answers no call; a key exchange makes none.
var nobody = HandlerFunc(func(context.Context, *Call) (Answer, error) { return Answer{}, errors.New("a call") })

// solve exchanges a key.
func solve(t *testing.T, s *Server, change func(*mt.ReqDHParamsRequest)) (asked []byte, err error) {
	t.Helper()
	conn, err := transport.Intermediate.Handshake(dialRaw(t, s))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	client := &solver{Conn: conn, change: change}
	_, err = exchange.NewExchanger(client, 2).Client([]exchange.PublicKey{{RSA: &s.Key().PublicKey}}).Run(t.Context())
	return client.asked, err
}

func TestTheProofOfWorkIsAsHardAsTelegramsUnlessSaidOtherwise(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ given, want int }{{0, 31}, {16, 16}} {
		s := startAsIs(t, Options{Handler: nobody, ProofBits: tt.given})
		pq, err := solve(t, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := new(big.Int).SetBytes(pq).BitLen(); got != 2*tt.want {
			t.Errorf("primes of %d bits asked for: pq has %d bits, want %d", tt.given, got, 2*tt.want)
		}
	}
	for _, bits := range []int{-1, 11, 32} {
		if _, err := Listen(t.Context(), Options{DCs: []DC{{ID: 2}}, Key: testKey(), Handler: nobody, ProofBits: bits}); err == nil {
			t.Errorf("primes of %d bits are accepted", bits)
		}
	}
}

func TestEveryExchangeHasAProofOfItsOwn(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Handler: nobody})
	seen := map[string]bool{}
	for range 3 {
		pq, err := solve(t, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		seen[string(pq)] = true
	}
	if len(seen) < 2 {
		t.Errorf("the same pq in three exchanges")
	}
}

func TestWrongFactorsGetNoKey(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Handler: nobody})
	for name, change := range map[string]func(*mt.ReqDHParamsRequest){
		"the larger first": func(r *mt.ReqDHParamsRequest) { r.P, r.Q = r.Q, r.P },
		"one and all":      func(r *mt.ReqDHParamsRequest) { r.P, r.Q = []byte{1}, []byte{1, 2, 3, 4} },
		"none":             func(r *mt.ReqDHParamsRequest) { r.P, r.Q = nil, nil },
	} {
		_, err := solve(t, s, change)
		var refused *codec.ProtocolErr
		if !errors.As(err, &refused) || refused.Code != codec.CodeAuthKeyNotFound {
			t.Errorf("%s: %v, want -404", name, err)
		}
	}
	if _, err := solve(t, s, func(*mt.ReqDHParamsRequest) {}); err != nil {
		t.Errorf("the right factors: %v", err)
	}
}

func TestTheSealedFactorsAreThoseInTheOpen(t *testing.T) {
	t.Parallel()
	w := proof{big.NewInt(5), big.NewInt(7), big.NewInt(35)}
	req := mt.ReqDHParamsRequest{P: []byte{5}, Q: []byte{7}}
	for _, tt := range []struct {
		name string
		data mt.PQInnerDataDC
		want error
	}{
		{"the same", mt.PQInnerDataDC{Pq: []byte{35}, P: []byte{5}, Q: []byte{7}}, nil},
		{"another pq", mt.PQInnerDataDC{Pq: []byte{34}, P: []byte{5}, Q: []byte{7}}, errProof},
		{"another p", mt.PQInnerDataDC{Pq: []byte{35}, P: []byte{3}, Q: []byte{7}}, errProof},
		{"another q", mt.PQInnerDataDC{Pq: []byte{35}, P: []byte{5}, Q: []byte{11}}, errProof},
	} {
		if err := w.check(req, &tt.data); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}
