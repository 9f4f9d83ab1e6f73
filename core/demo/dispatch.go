package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tdp"
	"github.com/gotd/td/tg"

	"satchel/core/demo/mtserver"
)

// request is a decoded call.
type request interface {
	bin.Object
	TypeInfo() tdp.Type
}

// call is one API call on its way through the services.
type call struct {
	conn       int64
	dc         int
	media, cdn bool
	key        *authKey
	client     *tg.InitConnectionRequest // what the client said it is; may be nil

	name    string // "messages.getHistory"
	method  *method
	request request

	inTakeout bool
	takeoutID int64
	takeout   *takeoutSession  // nil: the id is unknown or dead
	messages  *tg.MessageRange // of invokeWithMessagesRange; nil: not wrapped

	landing []func() // called when the answer has passed the line, or will not
}

// needs says what a method asks of its caller.
type needs uint8

const (
	signedIn    needs = 0
	nobody      needs = 1 << iota // may be called before signing in
	takeoutOnly                   // refused outside a takeout
	anywhere                      // no violation outside an open takeout
	onCDN                         // served by CDN data centres
)

// method is a constructor of the schema this server answers.
type method struct {
	name  string
	needs needs
	fresh func() request
	serve func(ctx context.Context, c *call) (bin.Encoder, error)
}

// on makes a method of a service function; the request's type names it.
func on[T any, P interface {
	*T
	request
}](serve func(ctx context.Context, c *call, r P) (bin.Encoder, error), n ...needs) *method {
	m := &method{
		name:  P(new(T)).TypeInfo().Name,
		fresh: func() request { return P(new(T)) },
		serve: func(ctx context.Context, c *call) (bin.Encoder, error) { return serve(ctx, c, c.request.(P)) },
	}
	for _, need := range n {
		m.needs |= need
	}
	return m
}

// table is every method, by constructor id.
func (s *Server) table() map[uint32]*method {
	out := map[uint32]*method{}
	for _, area := range [][]*method{
		s.authMethods(), s.tokenMethods(), s.helpMethods(), s.takeoutMethods(), s.dialogMethods(), s.peerMethods(),
		s.messageMethods(), s.topicMethods(), s.fileMethods(), s.cdnMethods(), s.listMethods(), s.storyMethods(),
		s.pictureMethods(), s.emojiMethods(),
	} {
		for _, m := range area {
			out[m.fresh().TypeInfo().ID] = m
		}
	}
	return out
}

// Handle answers one API call.
func (s *Server) Handle(ctx context.Context, mc *mtserver.Call) (mtserver.Answer, error) {
	started := time.Now()
	c := &call{conn: mc.Conn, dc: mc.DC, media: mc.Media, cdn: mc.CDN, key: s.keyOf(mc), client: mc.Init}
	var body bin.Buffer
	drop, err := s.run(ctx, c, mc.Query, &body)
	if err != nil || drop {
		c.land()
		s.logCall(c, started, len(body.Buf), err)
	}
	if err != nil {
		return mtserver.Answer{}, err
	}
	sending := func(sent bool) {
		var lost error
		if !sent {
			lost = mtserver.ErrDropConnection
		}
		c.land()
		s.logCall(c, started, len(body.Buf), lost)
	}
	return mtserver.Answer{Body: encoded(body.Buf), Drop: drop, Sending: sending}, nil
}

// encoded is a body that was made already: its length is in the call log. An empty
// buffer takes it as it is: answers wait for a slow line in their dozens, and a copy
// of each would be kept as long.
type encoded []byte

func (e encoded) Encode(b *bin.Buffer) error {
	if b.Len() == 0 {
		b.ResetTo(e)
		return nil
	}
	b.Put(e)
	return nil
}

// run takes a call from its bytes to those of its answer.
func (s *Server) run(ctx context.Context, c *call, query []byte, body *bin.Buffer) (drop bool, err error) {
	if err := s.open(c, query); err != nil {
		return false, err
	}
	strike := s.strikes.next(s.subject(c))
	if err := s.before(ctx, c, strike); err != nil {
		return false, err
	}
	if err := s.admit(c); err != nil {
		return false, err
	}
	answer, err := c.method.serve(ctx, c)
	if err != nil {
		return false, err
	}
	spoil(strike, answer)
	s.stamp(answer)
	if err := answer.Encode(body); err != nil {
		return false, fmt.Errorf("encode the answer of %s: %w", c.name, err)
	}
	return strike != nil && strike.Do == DoDropAfter, nil
}

// open takes the wrappers off, in whatever order they are, and decodes the call.
func (s *Server) open(c *call, query []byte) error {
	b := &bin.Buffer{Buf: query}
	for {
		id, err := b.PeekID()
		if err != nil {
			return s.malformed(c, err)
		}
		switch id {
		case tg.InvokeWithTakeoutRequestTypeID:
			err = c.openTakeout(b)
		case tg.InvokeWithMessagesRangeRequestTypeID:
			err = c.openRange(b)
		default:
			return s.decode(c, b, id)
		}
		if err != nil {
			return s.malformed(c, err)
		}
	}
}

func (c *call) openTakeout(b *bin.Buffer) error {
	if c.inTakeout {
		return fmt.Errorf("invokeWithTakeout within invokeWithTakeout")
	}
	if err := b.ConsumeID(tg.InvokeWithTakeoutRequestTypeID); err != nil {
		return err
	}
	id, err := b.Long()
	c.inTakeout, c.takeoutID = true, id
	return err
}

func (c *call) openRange(b *bin.Buffer) error {
	if c.messages != nil {
		return fmt.Errorf("invokeWithMessagesRange within invokeWithMessagesRange")
	}
	if err := b.ConsumeID(tg.InvokeWithMessagesRangeRequestTypeID); err != nil {
		return err
	}
	c.messages = &tg.MessageRange{}
	return c.messages.Decode(b)
}

func (s *Server) decode(c *call, b *bin.Buffer, id uint32) error {
	m, ok := s.methods[id]
	if !ok {
		c.name, _, _ = strings.Cut(s.names[id], "#")
		if c.name == "" {
			c.name = fmt.Sprintf("#%x", id)
		}
		s.violate(c.name, ruleUnknownMethod, "constructor %x is not a method of this server", id)
		return refuse("INPUT_METHOD_INVALID")
	}
	c.name, c.method, c.request = m.name, m, m.fresh()
	if err := c.request.Decode(b); err != nil {
		return s.malformed(c, err)
	}
	if b.Len() > 0 {
		return s.malformed(c, fmt.Errorf("%d bytes after the call", b.Len()))
	}
	return nil
}

func (s *Server) malformed(c *call, why error) error {
	s.violate(c.name, ruleMalformed, "%v", why)
	return refuse("INPUT_REQUEST_INVALID")
}

// admit holds what is true of every call: who may make it, and where.
func (s *Server) admit(c *call) error {
	m := c.method
	if c.cdn {
		return s.admitToCDN(c)
	}
	if m.needs&nobody == 0 && !s.isSignedIn(c.key) {
		return refuse("AUTH_KEY_UNREGISTERED")
	}
	return s.admitTakeout(c)
}

func (s *Server) admitToCDN(c *call) error {
	if c.method.needs&onCDN != 0 {
		return nil
	}
	s.violate(c.name, ruleCDNMethod, "sent to CDN DC %d", c.dc)
	return refuse("CDN_METHOD_INVALID")
}
