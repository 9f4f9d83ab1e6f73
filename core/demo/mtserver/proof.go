package mtserver

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/proto"
)

// errProof is a req_DH_params whose p and q are not the factors that were asked for.
var errProof = errors.New("proof of work: p and q are not the factors of pq, the smaller first")

// proof is the proof of work of one key exchange: the client has to factor pq.
// https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
type proof struct{ p, q, pq *big.Int }

// newProof draws two different primes of so many bits.
func newProof(bits int) (proof, error) {
	for {
		p, err := rand.Prime(rand.Reader, bits)
		if err != nil {
			return proof{}, fmt.Errorf("proof of work: %w", err)
		}
		q, err := rand.Prime(rand.Reader, bits)
		if err != nil {
			return proof{}, fmt.Errorf("proof of work: %w", err)
		}
		switch p.Cmp(q) {
		case -1:
			return proof{p, q, new(big.Int).Mul(p, q)}, nil
		case 1:
			return proof{q, p, new(big.Int).Mul(p, q)}, nil
		}
	}
}

// ask puts pq into a resPQ; gotd's exchange always asks for the same. Any other
// frame stays as it is.
func (w proof) ask(frame []byte) ([]byte, error) {
	var (
		msg proto.UnencryptedMessage
		res mt.ResPQ
	)
	if msg.Decode(&bin.Buffer{Buf: frame}) != nil || res.Decode(&bin.Buffer{Buf: msg.MessageData}) != nil {
		return frame, nil
	}
	res.Pq = w.pq.Bytes()
	body, out := &bin.Buffer{}, &bin.Buffer{}
	if err := res.Encode(body); err != nil {
		return nil, fmt.Errorf("ask for a proof of work: %w", err)
	}
	msg.MessageData = body.Buf
	if err := msg.Encode(out); err != nil {
		return nil, fmt.Errorf("ask for a proof of work: %w", err)
	}
	return out.Buf, nil
}

// check looks at the factors of a req_DH_params, those in the open and those sealed,
// for they must be the same. gotd's exchange looks at neither.
func (w proof) check(req mt.ReqDHParamsRequest, sealed mt.PQInnerDataClass) error {
	is := func(n *big.Int, given []byte) bool { return new(big.Int).SetBytes(given).Cmp(n) == 0 }
	if !is(w.p, req.P) || !is(w.q, req.Q) || !is(w.pq, sealed.GetPq()) ||
		!bytes.Equal(req.P, sealed.GetP()) || !bytes.Equal(req.Q, sealed.GetQ()) {
		return errProof
	}
	return nil
}
