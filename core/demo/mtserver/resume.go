package mtserver

// resume goes on, on a connection new to it, with a session whose connection
// before may have ended with what was under way: answers that the client did not
// acknowledge are sent again, and calls whose receipt was acknowledged, but which
// ended with their connection, run again, for the client will not send them.
func (c *conn) resume(s *session) {
	for _, o := range s.unacknowledged() {
		c.out.put(o)
	}
	for _, p := range c.promised(s) {
		c.onCall(s, p.fresh, p.lost.in, p.lost.request, p.running)
	}
}

func (s *session) unacknowledged() []outgoing {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []outgoing
	for _, k := range s.kept {
		if k.body != nil {
			out = append(out, outgoing{sess: s, call: k, body: k.body, content: true, again: k.answerID != 0})
		}
	}
	return out
}

// promise is a call that the client waits for, and what becomes of it now.
type promise struct {
	lost, fresh *callState
	running     *callState // lost, if its handler may still finish
}

func (c *conn) promised(s *session) []promise {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []promise
	for i := range s.received {
		k := s.received[i].call
		if k == nil || !k.told || k.request == nil {
			continue
		}
		p := promise{lost: k}
		switch {
		case k.phase == running && k.conn.ctx.Err() != nil:
			p.running = k
		case k.phase != undone:
			continue
		}
		p.fresh = c.newCall(k.msgID)
		p.fresh.told = true
		s.received[i].call = p.fresh
		out = append(out, p)
	}
	return out
}
