package mtserver

import (
	"errors"
	"fmt"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/proto"
	"github.com/gotd/td/tg"
)

// intro is how a client introduced itself. It is never changed, only replaced.
type intro struct {
	layer int
	init  *tg.InitConnectionRequest
}

// unwrapped is an API request without its outer wrappers.
type unwrapped struct {
	query     []byte
	intro     intro
	introNew  bool
	noUpdates bool
	after     []int64 // msg_ids it must wait for
}

// maxWrappers is far more than any client nests.
const maxWrappers = 16

var errTooDeep = errors.New("too many wrappers")

// unwrap takes invokeWithLayer, initConnection, invokeWithoutUpdates,
// invokeAfterMsg(s) and gzip_packed off a request, in any order. from is what
// the client had told before.
// https://core.telegram.org/api/invoking
func unwrap(query []byte, from intro) (unwrapped, error) {
	u := unwrapped{query: query, intro: from}
	for range maxWrappers {
		more, err := u.step()
		if err != nil || !more {
			return u, err
		}
	}
	return u, errTooDeep
}

// step takes one wrapper off; false: there is none.
func (u *unwrapped) step() (bool, error) {
	b := &bin.Buffer{Buf: u.query}
	id, err := b.PeekID()
	if err != nil {
		return false, fmt.Errorf("read a request: %w", err)
	}
	switch id {
	case proto.GZIPTypeID:
		u.query, err = inflate(u.query)
		return true, err
	case tg.InvokeWithLayerRequestTypeID:
		r := tg.InvokeWithLayerRequest{Query: rest{}}
		err = r.Decode(b)
		u.intro.layer, u.introNew = r.Layer, true
	case tg.InitConnectionRequestTypeID:
		r := &tg.InitConnectionRequest{Query: rest{}}
		err = r.Decode(b)
		r.Query = nil
		u.intro.init, u.introNew = r, true
	case tg.InvokeWithoutUpdatesRequestTypeID:
		r := tg.InvokeWithoutUpdatesRequest{Query: rest{}}
		err = r.Decode(b)
		u.noUpdates = true
	case tg.InvokeAfterMsgRequestTypeID:
		r := tg.InvokeAfterMsgRequest{Query: rest{}}
		err = r.Decode(b)
		u.after = append(u.after, r.MsgID)
	case tg.InvokeAfterMsgsRequestTypeID:
		r := tg.InvokeAfterMsgsRequest{Query: rest{}}
		err = r.Decode(b)
		u.after = append(u.after, r.MsgIDs...)
	default:
		return false, nil
	}
	u.query = b.Buf
	return true, err
}

// rest stands for the query inside a wrapper and leaves it in the buffer.
type rest struct{}

// Decode implements bin.Decoder.
func (rest) Decode(*bin.Buffer) error { return nil }

// Encode implements bin.Encoder; requests are never encoded here.
func (rest) Encode(*bin.Buffer) error { return errors.New("a request is not encoded by the server") }
