package gui

import (
	"context"
	"errors"
	"time"

	"golang.org/x/text/language"

	"satchel/core"
	"satchel/gui/screen"
	"satchel/gui/view"
	"satchel/gui/widget"
)

// dialogue is one sign-in and the flow that is under way in it: first a picture
// code, which needs nobody to type; when a number is given, that one instead.
type dialogue struct {
	shell  *Shell
	screen *screen.SignIn
	asker  *view.Asker
	ctx    context.Context // ends when the screen is left
	leave  context.CancelFunc
	flow   context.CancelFunc // of the flow under way
	done   chan struct{}      // closed when it has ended
	qr     bool               // it is the one with the picture code
	conn   *connection
	then   func() // what the sign-in was for
}

// newDialogue shows the sign-in screen.
func (s *Shell) newDialogue(hints *screen.Hints, qr bool, back func()) *dialogue {
	d := &dialogue{shell: s, then: s.choose}
	d.ctx, d.leave = context.WithCancel(s.ctx)
	tag, region := s.locale()
	d.screen = screen.NewSignIn(s.kit, screen.SignInOptions{
		Hints: hints, Region: region, Tag: tag, QR: qr, Focus: s.focus,
		Phone: d.phone, Answer: d.answer,
		Forget: func() {
			s.offerForget(s.kit.L.T("forget.passphrase"), d.leave)
		},
		Back: func() {
			d.leave()
			back()
		},
	})
	d.asker = view.NewAsker(func(q view.Question) {
		s.Do(func() {
			if d.ctx.Err() == nil {
				d.ask(q)
			}
		})
	})
	return d
}

// present brings the dialogue's screen up.
func (d *dialogue) present() {
	d.shell.show(d.screen)
	d.shell.tick(func(now time.Time) { d.screen.Tick(now) })
}

// defaults are the settings that save everything, in the language of the window.
func (s *Shell) defaults() core.Settings {
	d := core.Default()
	tag, _ := s.locale()
	base, _ := tag.Base()
	d.Language = base.String()
	return d
}

// locale is the language and region of the words.
func (s *Shell) locale() (language.Tag, string) {
	tag, err := language.Parse(s.Language)
	if err != nil {
		return language.English, ""
	}
	region, confidence := tag.Region()
	if confidence < language.High {
		return tag, ""
	}
	return tag, region.String()
}

// signIn leads from the first screen through the sign-in to the choice. A nil
// connection is Telegram's, which has to be made first.
func (s *Shell) signIn(c *connection) {
	var hints *screen.Hints
	if c != nil {
		hints = c.hints
	}
	s.conn = c
	d := s.newDialogue(hints, true, s.showStart)
	d.present()
	d.screen.Busy(s.kit.L.T("signin.connecting"))
	if c != nil {
		d.begin(c)
		return
	}
	off(s, d.ctx, func(ctx context.Context) (*connection, error) { return s.connect(ctx, d.asker) }, func(c *connection, err error) {
		switch {
		case d.ctx.Err() != nil:
		case err != nil:
			d.screen.Failed(view.SignInFailed(s.kit.L, err, s.Now()))
			s.unusable(err)
		default:
			d.begin(c)
		}
	})
}

// signInFor asks for a sign-in by number or picture code, then runs the job.
func (s *Shell) signInFor(j *job) {
	d := s.newDialogue(s.conn.hints, true, s.showStart)
	d.then = func() {
		j.account = s.conn.account.Name
		s.run(j)
	}
	d.present()
	d.screen.Busy(s.kit.L.T("signin.connecting"))
	d.begin(s.conn)
}

// open makes the connection to Telegram for an archive to go on with.
func (s *Shell) open(then func(*connection)) {
	d := s.newDialogue(nil, false, s.showStart)
	asker := view.NewAsker(func(q view.Question) {
		s.Do(func() {
			if s.screen != screen.Screen(d.screen) {
				d.present()
			}
			d.screen.Ask(q)
		})
	})
	d.asker = asker
	s.busy(s.kit.L.T("signin.connecting"))
	off(s, d.ctx, func(ctx context.Context) (*connection, error) { return s.connect(ctx, asker) }, func(c *connection, err error) {
		s.busy("")
		switch {
		case d.ctx.Err() != nil:
		case err != nil:
			s.note(view.SignInFailed(s.kit.L, err, s.Now()))
			s.unusable(err)
		default:
			d.leave()
			then(c)
		}
	})
}

// unusable offers a way on where the kept login cannot be opened.
func (s *Shell) unusable(err error) {
	if core.LoginUnusable(err) {
		s.offerForget(view.Explain(s.kit.L, err, s.Now()).Text, func() {})
	}
}

// offerForget asks whether the kept login shall be removed, to sign in anew.
func (s *Shell) offerForget(why string, leave func()) {
	t := s.kit.L.T
	s.ask(widget.Question{
		Title: t("forget.title"), Text: why + " " + t("forget.text"), Yes: t("forget.yes"), No: t("button.cancel"), Danger: true,
		OnYes: func() {
			leave()
			off(s, s.ctx, func(ctx context.Context) (struct{}, error) { return struct{}{}, core.ForgetLogin(ctx, s.ConfigDir) }, func(_ struct{}, err error) {
				s.showStart()
				if err != nil {
					s.note(view.Explain(s.kit.L, err, s.Now()).Text)
					return
				}
				s.note(t("forget.done"))
			})
		},
	})
}

// begin starts with the picture code; that also finds out whether somebody is
// signed in already.
func (d *dialogue) begin(c *connection) {
	d.conn, d.shell.conn = c, c
	d.qr = true
	if !d.screen.AtNumber() { // the passphrase is behind us
		d.screen.Connect(d.shell.kit.L.T("signin.connecting"))
	}
	d.start(func(ctx context.Context) (core.Account, error) {
		return c.engine.SignInQR(ctx, func(code core.QRCode) { d.shell.Do(func() { d.showCode(ctx, code) }) }, d.asker)
	})
}

// ask puts up a question. When the number is asked for again, the picture code comes
// back beside it.
func (d *dialogue) ask(q view.Question) {
	d.screen.Ask(q)
	if q.Phone != nil && d.conn != nil && !d.qr {
		d.begin(d.conn)
	}
}

// start runs a flow after the one before it has ended, for both use one login.
func (d *dialogue) start(flow func(context.Context) (core.Account, error)) {
	before := d.done
	if d.flow != nil {
		d.flow()
	}
	ctx, cancel := context.WithCancel(d.ctx)
	done := make(chan struct{})
	d.flow, d.done = cancel, done
	off(d.shell, ctx, func(ctx context.Context) (core.Account, error) {
		defer close(done)
		if before != nil {
			<-before
		}
		return flow(ctx)
	}, func(a core.Account, err error) {
		if ctx.Err() == nil {
			d.ended(a, err)
		}
	})
}

// showCode shows a picture code: nobody is signed in, so a number is welcome too.
func (d *dialogue) showCode(ctx context.Context, code core.QRCode) {
	if ctx.Err() != nil || !d.qr {
		return
	}
	if d.screen.Idle() {
		d.screen.Ask(view.Question{Phone: &core.PhoneRequest{}})
	}
	switch {
	case code.URL != "":
		d.screen.ShowQR(code.Image(qrPixels), code.Expires)
	case code.Err != nil:
		d.screen.QRFailed()
	}
}

// qrPixels is the side of the picture code, in pixels enough for any screen.
const qrPixels = 380

// phone is a number that was given: the answer, or the beginning of the other flow.
func (d *dialogue) phone(number string) {
	if d.conn == nil || !d.qr && d.asker.Answer(view.Answer{Text: number}) {
		return
	}
	d.qr = false
	d.asker.Expect(number)
	d.start(func(ctx context.Context) (core.Account, error) { return d.conn.engine.SignIn(ctx, d.asker) })
}

// answer hands an answer on. Going back from the password of a scanned code asks
// nothing; the number is shown again.
func (d *dialogue) answer(a view.Answer) {
	d.asker.Answer(a)
	if a.Back && d.qr {
		d.screen.Ask(view.Question{Phone: &core.PhoneRequest{}})
	}
}

// ended is the end of a flow that nobody cancelled.
func (d *dialogue) ended(a core.Account, err error) {
	switch {
	case err == nil:
		d.leave()
		d.conn.account, d.conn.empty = a, false
		d.then()
	case errors.Is(err, core.ErrBack):
		d.ask(view.Question{Phone: &core.PhoneRequest{}})
	case d.qr:
		d.shell.Logger.Warn("sign-in by code", "error", err)
		d.screen.QRFailed()
		d.screen.Failed("")
	default:
		d.screen.Failed(view.SignInFailed(d.shell.kit.L, err, d.shell.Now()))
	}
}
