package gui

import (
	"io"

	"satchel/core"
)

// techLog is the technical log of a run: a trace of the calls, without content. The
// file is made when the first line comes, by whoever writes it.
type techLog struct {
	path string
	out  io.WriteCloser
	err  error
}

// Write implements io.Writer; the engine's lines come one at a time.
func (l *techLog) Write(line []byte) (int, error) {
	if l.out == nil && l.err == nil {
		l.out, l.err = core.OpenTrace(l.path)
	}
	if l.err != nil {
		return 0, l.err
	}
	return l.out.Write(line)
}

// techLogPath is where the log of an archive lies: beside it, for it is not a part
// of what is kept.
func techLogPath(dir string) string { return dir + " technical log.jsonl" }

// logFor gives the connection an engine that writes the log that a job wants; nil:
// it wants none.
func (s *Shell) logFor(j *job) *techLog {
	var log *techLog
	cfg := s.conn.config
	if j.log {
		log = &techLog{path: techLogPath(j.dir)}
		cfg.Trace = log
	}
	if j.log || j.logged {
		s.conn.engine = s.Engine(cfg)
	}
	j.logged = j.log
	return log
}

// endLog closes the log after its run; it may block.
func (s *Shell) endLog(log *techLog) {
	if log == nil || log.out == nil {
		return
	}
	if err := log.out.Close(); err != nil {
		s.Logger.Warn("the technical log did not end properly", "error", err)
	}
}
