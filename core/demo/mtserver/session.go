package mtserver

import (
	"context"
	"sort"
	"sync"
	"time"
)

const (
	// maxReceived is how many messages of a client a session remembers.
	maxReceived = 1024
	// maxKept and maxKeptBytes bound the answers a session keeps for a client
	// that did not acknowledge them; the oldest go first.
	maxKept      = 256
	maxKeptBytes = 4 << 20
)

// callPhase is how far a call got.
type callPhase byte

const (
	running  callPhase = iota
	answered           // body is (or was) the result
	silent             // never to be answered
	dropped            // by rpc_drop_answer
	undone             // it did not happen: received again, it runs again
)

// callState is a call as its session remembers it. What may change is guarded
// by the session's lock.
type callState struct {
	msgID  int64
	conn   *conn // it came on
	ctx    context.Context
	cancel context.CancelFunc
	done   chan struct{} // closed when phase is no longer running

	in      incoming // what was received, and the request in it
	request []byte   // nil once it needs to run no more

	phase  callPhase
	failed bool   // the answer is an error
	told   bool   // the receipt was acknowledged
	body   []byte // the result; nil before, after the client's ack, or pushed out
	acked  bool   // the client has the answer

	answerID  int64 // msg_id and seq_no it was last sent with
	answerSeq int32
}

// received is a message of the client.
type received struct {
	id   int64
	seq  int32
	call *callState // nil: not an API request
}

// session is a (auth key, session id): numbers, and answers for which the
// client did not say thank you yet.
type session struct {
	key *authKey
	id  int64

	mu        sync.Mutex
	conn      *conn // it was last heard on; nil: gone
	announced bool  // new_session_created went out
	received  []received
	floor     int64 // messages up to this id are forgotten
	lastID    int64
	content   int32 // content messages sent
	kept      []*callState
	keptBytes int
	byAnswer  map[int64]*callState
	intro     *intro
	called    bool // it made an API call
	noUpdates bool
}

func newSession(k *authKey, id int64) *session {
	return &session{key: k, id: id, byAnswer: map[int64]*callState{}}
}

// number gives the next message its msg_id and seq_no. kind is the remainder
// of the id by 4: 1 for an answer, 3 otherwise.
// https://core.telegram.org/mtproto/description#message-identifier-msg-id
func (s *session) number(now time.Time, kind int64, content bool) (int64, int32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.numberLocked(now, kind, content)
}

func (s *session) numberLocked(now time.Time, kind int64, content bool) (int64, int32) {
	id := msgIDAt(now) | kind
	if id <= s.lastID {
		id = s.lastID&^3 + 4 | kind
	}
	s.lastID = id
	seq := 2 * s.content
	if content {
		seq++
		s.content++
	}
	return id, seq
}

// numberAnswer numbers a call's answer and remembers the number, so that the
// client's ack finds it.
func (s *session) numberAnswer(now time.Time, k *callState) (int64, int32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, seq := s.numberLocked(now, 1, true)
	if k.body != nil {
		delete(s.byAnswer, k.answerID)
		s.byAnswer[id] = k
	}
	k.answerID, k.answerSeq = id, seq
	return id, seq
}

// msgIDAt is the unix time in units of 2^-32 seconds, a multiple of 4.
func msgIDAt(t time.Time) int64 {
	return (t.Unix()<<32 | int64(t.Nanosecond())<<32/1e9) &^ 3
}

// msgTime is when a message was made by its sender's clock.
func msgTime(id int64) time.Time {
	return time.Unix(id>>32, (id&0xffffffff)*1e9>>32)
}

// find returns the message with that id, nil when it is not remembered.
func (s *session) find(id int64) *received {
	if i := s.search(id); i < len(s.received) && s.received[i].id == id {
		return &s.received[i]
	}
	return nil
}

func (s *session) search(id int64) int {
	return sort.Search(len(s.received), func(i int) bool { return s.received[i].id >= id })
}

// remember adds a message that is not remembered yet.
func (s *session) remember(m received) {
	i := s.search(m.id)
	s.received = append(s.received, received{})
	copy(s.received[i+1:], s.received[i:])
	s.received[i] = m
	if n := len(s.received) - maxReceived; n > 0 {
		s.floor = s.received[n-1].id
		s.received = append(s.received[:0], s.received[n:]...)
	}
}

// finish ends a call. keep: body is its answer and waits for the client's ack.
func (s *session) finish(k *callState, phase callPhase, body []byte, failed bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k.phase != running {
		return false // dropped by the client meanwhile
	}
	k.phase, k.failed = phase, failed
	close(k.done)
	if phase != undone {
		k.in, k.request = incoming{}, nil
	}
	if phase != answered {
		return true
	}
	k.body = body
	s.kept = append(s.kept, k)
	s.keptBytes += len(body)
	for len(s.kept) > maxKept || (s.keptBytes > maxKeptBytes && len(s.kept) > 1) {
		s.release(s.kept[0])
		s.kept = s.kept[1:]
	}
	return true
}

// release lets go of an answer.
func (s *session) release(k *callState) {
	if k.body == nil {
		return
	}
	delete(s.byAnswer, k.answerID)
	s.keptBytes -= len(k.body)
	k.body = nil
}

// acknowledge: the client has these messages.
func (s *session) acknowledge(ids []int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		if k := s.byAnswer[id]; k != nil {
			s.release(k)
			k.acked = true
		}
	}
	for len(s.kept) > 0 && s.kept[0].body == nil {
		s.kept = s.kept[1:]
	}
}

// introduced returns what the client told about itself, and stores news.
func (s *session) introduced(news *intro) intro {
	s.mu.Lock()
	defer s.mu.Unlock()
	if news != nil {
		s.intro = news
		s.key.intro.Store(news)
	}
	if s.intro != nil {
		return *s.intro
	}
	if i := s.key.intro.Load(); i != nil {
		return *i
	}
	return intro{}
}
